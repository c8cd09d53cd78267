"""First years and the years of their jubilees, as one or two sentences print them.

A first year stands with a word of beginning ("founded in 1924", "since its opening in 1924", "the 1924
launch"); the year of the event is printed, or said ("this summer", "next year"), or that of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims import period as periods
from claims.lexicon import load
from claims.patterns import regex
from verify.rules.dates.lifetime import mentions_in, years_in
from verify.rules.rule import Context

__all__ = ["FOUNDING_NOUN", "Timing", "find_timing"]

_LEXICON = load("lifetimes")
_VERBS = "|".join(word.replace("-", r"[\s-]") for word in str(_LEXICON["founding"]).split())
_NOUNS = "|".join(str(_LEXICON["founding_nouns"]).split())
FOUNDING_NOUN = regex(rf"\b(?:{_NOUNS})\b", re.I)
_FOUNDING_BEFORE = regex(
    rf"\b(?:{_VERBS}|(?:{_NOUNS})(?:\s(?:of|on|by|in)\s[^.;,]{{0,60}}?)?|dat(?:es|ing|ed)(?:\sback)?|"
    rf"going(?:\sback)?)"
    r"(?:\s(?!and\b|but\b|then\b|\d{4})[^\s.;()]+){0,9}?\s(?:in|on|to|from|back to|of|since|during|"
    r"around)?\s?"
    r"(?:(?:early|late|mid|the|spring|summer|autumn|winter|[A-Z][a-z]+|\d{1,2})[\s,]+){0,4}$",
    re.I,
)
_SINCE = regex(r"\bsince\s(?:[A-Z]\w+\s)?(?:\d{1,2},?\s)?$", re.I)
_OF_THE = regex(r"\bof\s(?:the|its|their|his|her)\s$", re.I)
_ADJECTIVE = regex(
    rf"\s(?:[\w'-]+\s){{0,3}}?(?:{_NOUNS}|revolution|war|battle|earthquake|flood|fire|treaty|coup|"
    rf"uprising|disaster|massacre|strike|attacks?)\b",
    re.I,
)
_OPENS = regex(r"^(?:In|During|By)\s$")
_DATED = ("date", "period", "relative", "weekday")
_FUTURE = regex(r"\b(?:will|would|next|upcoming|plans? to|prepar\w+|about to|due to|set to|ahead of)\b", re.I)
_PAST = regex(r"\b(?:celebrated|marked|had|was|were|held)\b")


@dataclass(frozen=True, slots=True)
class Timing:
    """The first year and the possible years of the event; `certain` when those are printed or said."""

    first: int
    first_start: int
    first_end: int
    events: tuple[int, ...]  # the likeliest first
    certain: bool
    others: tuple[int, ...]  # all other years of the text


def find_timing(context: Context, start: int, end: int, anchor: int) -> Timing | None:
    """Return first year and event of [start, end), ``None`` when either is open.

    `anchor` is where the jubilee stands: years printed after it are years of the event.
    """
    text = context.document.text
    years = years_in(text, start, end)
    firsts = [y for y in years if _is_first(text, start, *y[1:])]
    if len({y[0] for y in firsts}) != 1:
        return None
    first, first_start, first_end = firsts[0]
    others = tuple(y[0] for y in years if y[0] != first)
    stated = [y[0] for y in years if y[0] > first and (y[1] > anchor or _OPENS.search(text[start : y[1]]))]
    said = [
        year
        for m in mentions_in(context.mentions, start, end)
        if not m.absolute and m.type in _DATED and m.relation in ("at", "by")
        and (year := periods.year_of(m.period)) and year > first
    ]  # fmt: skip
    events = [*stated, *said]
    published = context.document.published
    if not events and published is not None:
        sentence = text[start:end]
        near = 1 if _FUTURE.search(sentence) else -1 if _PAST.search(sentence) else 0
        events = [y for y in (published.year, published.year + near) if y > first]
    if not events:
        return None
    return Timing(first, first_start, first_end, tuple(dict.fromkeys(events)), bool(stated or said), others)


def _is_first(text: str, start: int, at: int, end: int) -> bool:
    before = text[max(at - 110, start) : at]
    if _FOUNDING_BEFORE.search(before) or _SINCE.search(before):
        return True
    return bool(_OF_THE.search(before) and _ADJECTIVE.match(text, end))
