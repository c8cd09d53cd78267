"""Whether a length of time is said of a span: by a verb of lasting, by standing beside it, or by the same
activity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.lexicon import load
from claims.patterns import regex
from verify.rules.dates.spoken_duration import Duration
from verify.rules.dates.time_span import TimeSpan

__all__ = ["Attachment", "attached"]

_LEXICON = load("durations")
_CHANGE = load("change")
_LASTING = "|".join(dict.fromkeys(str(_LEXICON["lasting"]).split()))
_HOLDING = regex(rf"\b(?:{'|'.join(str(_LEXICON['holding']).split())})\b", re.I)
_HEDGE = (
    r"(?:(?:about|around|some|roughly|approximately|nearly|almost|just|only|over|under|more|less|fewer|"
    r"than|exactly|"
    r"for|a total of|a full|the|all)\s){0,3}"
)
_LASTED = regex(
    rf"\b(?:last(?:ed|s|ing)?|took|takes|taking|taken|spann?(?:ed|s|ing)|(?:ran|runs|running|went on|"
    rf"goes on|continued|continues|stretch\w+|dragged on|endured|persisted|served|serving|serves) for|"
    rf"(?:was|were|is|are|be|been|remain(?:s|ed)?|stay(?:s|ed)?|kept)\s(?:[\w-]+\s){{1,3}}for|"
    rf"(?:{_LASTING}) (?:of|lasting|"
    rf"for))\s{_HEDGE}$",
    re.I,
)
_IMPOSED = regex(  # "jailed for 12 years in 2012 and freed in 2018": what was imposed, not what came of it
    rf"\b(?:jailed|sentenced|imprisoned|banned|suspended|barred|disqualified|exiled|elected|appointed|hired|signed|contracted|"
    rf"loaned|leased|rented|let|insured|licensed|scheduled|planned)\s(?:\w+\s)?for\s{_HEDGE}$",
    re.I,
)
_INSIDE = regex(  # "with a break of 15 minutes": a part of the span
    rf"\b(?:with|without|includ\w+|interrupted by|apart from|plus|minus|despite|after|before)\s(?:an?|one|the|only)"
    rf"\s(?:[\w-]+\s){{1,3}}(?:of|lasting|for)\s{_HEDGE}$",
    re.I,
)
_BESIDE = regex(
    rf"\s?(?:,|\(|—|–|:)\s?(?:or\s|that is,?\s|i\.e\.,?\s|a\s(?:period|total|span|stretch)\sof\s|(?:for|"
    rf"over|in|after)\s)?{_HEDGE}",
    re.I,
)
_AFTER = regex(rf",?\safter\s{_HEDGE}", re.I)
_BEFORE_SPAN = regex(
    r"(?:\s(?:as|at|in|with)\s[\w '’-]{1,40})?,?\s(?:\(|—\s|–\s)?(?:from|between|\()?\s?(?:the\s)?", re.I
)
_COMPOUND = regex(rf"\s(?:[\w-]+\s)?(?:{_LASTING})s?\b", re.I)
_SEQUEL = regex(
    r"\b(?:and|then|later|before|after|afterwards|previously|earlier|another|further|subsequently|next|"
    r"since|also|but)\b",
    re.I,
)
_THEN = regex(r"\b(?:then|later|another)\b", re.I)
_SUPERLATIVE = (
    r"(?:larg|bigg|high|low|small|fast|slow|strong|weak|sharp|steep|long|short|great|deep|few|busi|warm|"
    r"cold|hott|"
    r"wett|dri|old|young|tall|heavi|wid|clos)est|first|most|least|best|worst|record"
)
_RECORD = regex(
    rf"\b(?:{_SUPERLATIVE})\b[^,;]{{0,80}}\b(?:in|over|of|for)\s(?:the\s)?(?:\w+\s)?$|"
    r"\b(?:time|highs?|lows?|every|last|next|coming|per|once)\s(?:\w+\s){0,2}?(?:in|over|of|"
    r"for)\s(?:the\s)?(?:\w+\s)?$",
    re.I,
)
_ANOTHER = regex(r";(?!\s(?:it|they|he|she)\b)|\.\s")
_IS = regex(rf"\b(?:is|was|are|were|be|been)\s{_HEDGE}$", re.I)
_LONG = regex(r"\slong\b")
_PARTLY = regex(
    r"\b(?:last|first|final|past|next|coming|previous|remaining|other|another|each|every|early|"
    r"there (?:will be|are|were|is|was))\s$",
    re.I,
)
_IN = regex(r"\b(?:in|over|within)\s(?:just\s|only\s|the\s|those\s|these\s|about\s|nearly\s|some\s)?$", re.I)
_CHANGES = "|".join(
    word for section in ("verbs", "nouns") for way in ("up", "down") for word in str(_CHANGE[section][way]).split()
)
_CHANGED = regex(rf"\b(?:{_CHANGES})\b", re.I)
_BACK = regex(
    rf"(?:The|That|This|It|Its|Their|Such)\s(?:(?:is|was|means|represents|amounts to|works out at|"
    rf"equals)\s(?:an?\s)?)?(?:[\w-]+\s){{0,3}}?(?:{_CHANGES})\b"
)
_ONWARDS = regex(r"\s(?:after|before|from|since)\s(?:the|its|their|his|her|an?|that|it|they|he|she)\b")
_AGO = regex(r"\sago\b")
_THE = regex(r"(?:The|That|This|Their|Its|His|Her)\s")
_PRONOUN = regex(r"(?:He|She|They)\b")
_HELD = regex(rf"\b(?:{'|'.join(str(_LEXICON['holding']).split())})\b[^,;]{{0,30}}\sfor\s{_HEDGE}$")
_BACK_LASTED = regex(  # not "The first print run of 750 copies took 11 years"
    r"(?:(?:It|That|This|They)\b[^,;]{0,40}|(?:The|His|Her|Its|Their)(?:\s[\w-]+){1,4}\s)$"
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """The span that a length is said of."""

    span: TimeSpan
    loose: bool  # the wording leaves a doubt
    of_change: bool  # the length of a change: "up 30 percent in five years"


def attached(
    text: str, start: int, duration: Duration, span: TimeSpan | None, previous: TimeSpan | None
) -> Attachment | None:
    """Return the span that the duration measures: of its own sentence, begun at `start`, or of the last."""
    before = text[start : duration.start]
    if _AGO.match(text, duration.end):
        return None  # "took over 14 months ago": counted from today
    if _ONWARDS.match(text, duration.end):
        return None  # "33 days after the last paper": counted from there
    if _PARTLY.search(before) or (span is not None and span.start < duration.start < span.end):
        return None
    if span is not None:
        return _within(text, start, duration, span)
    if previous is not None:
        if _THE.fullmatch(before) and _compound(text, duration):
            return Attachment(previous, True, False)  # "The 23-day stoppage hurt exporters"
        if _LASTED.search(before) and _BACK_LASTED.match(before):
            return Attachment(previous, False, False)
        held = previous.grain == "year" and _HELD.search(before) and not _SEQUEL.search(before)
        if held and _PRONOUN.match(before):
            return Attachment(previous, True, False)
        if previous.grain in ("year", "month") and _IN.search(before) and _BACK.match(before):
            return None if _RECORD.search(before) else Attachment(previous, True, True)
    return None


def _within(text: str, start: int, duration: Duration, span: TimeSpan) -> Attachment | None:
    before = text[start : duration.start]
    after_span = duration.start >= span.end
    between = text[span.end : duration.start] if after_span else text[duration.end : span.start]
    if _ANOTHER.search(between) or _RECORD.search(before) or _INSIDE.search(before):
        return None
    imposed = _IMPOSED.search(before) is not None
    if (_LASTED.search(before) and not imposed) or (_IS.search(before) and _LONG.match(text, duration.end)):
        return None if after_span and _sequel(before, between) else Attachment(span, False, False)
    if after_span and _BESIDE.fullmatch(between) and _closed(text, duration.end):
        return Attachment(span, False, False)
    if after_span and span.grain != "year" and _AFTER.fullmatch(between) and _closed(text, duration.end):
        return Attachment(span, False, False)  # "stopped work on 6 February and went back on 11 March after 33 days"
    if not after_span and _BEFORE_SPAN.fullmatch(between) and duration.grain != "clock":
        return Attachment(span, False, False)
    if _compound(text, duration) and len(between) <= 40 and not _SEQUEL.search(between):
        return Attachment(span, True, False)
    if _IN.search(before) and _CHANGED.search(before) and not re.search(r"\b(?:and|then|next)\b", between):
        return Attachment(span, True, True)
    return _same_activity(text, start, duration, span, between) if after_span else None


def _sequel(before: str, between: str) -> bool:
    """Tell whether another event follows the span: "and was then banned for five years"."""
    was = re.search(r"\b(?:was|were|been|remained|stayed|kept)\s[^,;]*$", before)
    return bool((_SEQUEL if was else _THEN).search(between))


def _closed(text: str, end: int) -> bool:
    """Tell whether the phrase ends with the duration: ", 13 years in all", not ", 13 years after it"."""
    return bool(re.match(r"\s*(?:[.,;:)—–]|$|\s(?:in all|in total|altogether|later|and)\b)", text[end:]))


def _compound(text: str, duration: Duration) -> bool:
    return "-" in duration.text and bool(_COMPOUND.match(text, duration.end))


def _same_activity(text: str, start: int, duration: Duration, span: TimeSpan, between: str) -> Attachment | None:
    """Read "ran the library from 1998 to 2011 … she managed for 15 years": two verbs of holding."""
    if not re.search(r"\bfor\s$", between) or _SEQUEL.search(between):
        return None
    first = _HOLDING.search(text, max(start, span.start - 60), span.start)
    second = _HOLDING.search(between, max(len(between) - 40, 0))
    return Attachment(span, True, False) if first and second else None
