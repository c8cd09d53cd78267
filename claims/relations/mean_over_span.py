"""What came a day, a week or a month over a span that the story tells: "The nine-day fair drew 162,000 … The daily
average was 18,000".

The span is told beside the total or beside its mean, in words that say how long all of it took.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.quantities.nouns import PER_TIMES
from claims.quantities.units import convert_factor
from claims.relations.ratio_told import rounded
from claims.relations.scene import Scene, Slot, comparable, measure
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_ADVERBS = {
    "hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "quarterly": "quarter",
    "yearly": "year", "annual": "year",
}  # fmt: skip
_T = "|".join(_ADVERBS)
_MEAN = regex(
    rf"\b(?:(?P<a>{_T})\s(?:[\w-]+\s)??(?:average|mean)|(?:average|mean)\s(?P<b>{_T})\s[\w-]+)"
    rf"(?:\s(?:of|was|is|stood at|came to|works out at|worked out at|came out at|reached|amounted to|thus"
    rf"|therefore|at|to))*"
    rf"\s{ABOUT}$"
)
_AVERAGE = regex(rf"\b(?:average|mean)\s(?:[\w-]+\s){{0,2}}?(?:of|was|is|stood at|came to)\s{ABOUT}$")
_CLOSES = regex(rf"[,(–—]\s(?:(?:or|and so|which is|which makes|that is|making|giving)\s)?{ABOUT}$")
_OR = regex(rf"^(?:\s[\w'’-]+){{0,2}}(?:,\s(?:or|which is|that is|making)|\s\()\s{ABOUT}$")
_OPENS = regex(rf"^\W*(?:that|this|it)\s(?:is|was|makes|made|means|works out at|comes to|equals)\s{ABOUT}$")
_ON_AVERAGE = regex(r"^[^,;.\d]{0,30}\bon average\b")
_A_TIME = regex(r"^\s*(?:[\w'’-]+\s)??(?:an?|per|each|every)\s(?P<word>[a-z]+)\b")
_ENDS = regex(
    r"^\s*(?:[\w'’-]+\s)??(?:(?:an?|per|each|every)\s[a-z]+\b)?\s*+(?:on average)?\s*+"
    r"(?:[.,;:)–—]|$|(?:after|against|compared with|and|with)\b)"
)
_NOT_SO = regex(
    r"\b(?:would|could|should|if|up to|target|record|compared|against|than|from|previously|earlier|plan\w*|forecast\w*|"
    r"limit|maximum|minimum|peak|busiest|usual|normal|long-term|year-round|previous|last)\b"
)
_AT_TIMES = regex(r"^\W*(?:on|in|at|during|since|before|after|by|among|until)\s(?!all\b|average\b|total\b)[^,\d]*$")
_LASTED = regex(
    r"\b(?:over|in|during|for|across|within|throughout|on|of|lasted|took|spanned|ran (?:for|over)|open (?:for"
    r"|on)|with)\s"
    r"(?:(?:the|its|those|these|a|all|their)\s)?(?:(?:first|last|past|final|whole|full|opening|about|just)\s)?$"
)
_WAS_THEN = regex(
    r"^\s*(?:ago|earlier|before|later|old|after|from now|in advance|running|in a row|more|longer|shorter|less)\b"
)
_MONTHS = (
    (regex(r"\b(?:in|over|during|for|of|by) the (?:first|second) half\b|\bhalf[- ]year\b"), 6),
    (regex(r"\b(?:in|over|during|for|of) the (?:first|second|third|fourth|last|final) quarter\b"), 3),
    (regex(r"\b(?:last year|in (?:19|20)\d\d|(?:over|for) the (?:whole |full )?year)\b"), 12),
)
_DAYS = {
    "january": 31, "march": 31, "april": 30, "may": 31, "june": 30, "july": 31, "august": 31, "september": 30,
    "october": 31, "november": 30, "december": 31,
}  # fmt: skip
_IN_MONTH = regex(
    rf"\b(?:in|during|for|over|of)\s(?:(?:the whole|all) of\s)?(?P<month>{'|'.join((*_DAYS, 'february'))})\b"
)
_CALENDAR = (27.5, 36.0)  # days of a month that a total over its mean makes, unless working days were counted
_FOUR_WEEKS, _SLACK = 28, 0.3
_OTHER_SPAN = regex(r"\b(?:since|so far|until|to date|between|through (?!the\b))\b")
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT, Kind.RATIO})


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield means over time with the only total before them and the only span that the two sentences tell."""
    for mean in scene.slots:
        q = mean.q
        if q.kind not in _VALUES or mean.in_table or mean.marked_base or q.hedge is Hedge.BETWEEN or not q.value:
            continue
        word = _word(scene, mean)
        if not word or not _ENDS.match(mean.right):
            continue
        whole = _whole(scene, mean)
        if whole is not None:
            yield from _over(scene, mean, whole, word)


def _word(scene: Scene, mean: Slot) -> str:
    """Return the time that a mean is for: "the daily average was 18,000", "an average of 18,000 a day"."""
    begin = scene.document.sentences[mean.sentence].start
    said = scene.document.text[max(begin, mean.q.start - 120) : mean.q.hedge_start or mean.q.start].lower()
    clause = re.split(r"[;(–—]|,(?=\s)", said)
    if _NOT_SO.search(clause[-1]) or "so far" in said or _AT_TIMES.match(said):
        return ""
    named = _MEAN.search(said)
    if named is not None and mean.q.unit != "percent":
        return _ADVERBS[named["a"] or named["b"]]
    told = _A_TIME.match(mean.right)
    word = mean.q.per if mean.q.per in PER_TIMES else told["word"] if told is not None else ""
    if word not in PER_TIMES or mean.q.unit == "percent":
        return ""
    tied = _AVERAGE.search(said) or _CLOSES.search(said) or _ON_AVERAGE.match(mean.right) or _OPENS.match(said)
    return word if tied else ""


def _whole(scene: Scene, mean: Slot) -> Slot | None:
    """Return the only total before a mean, in its sentence or else in the one before."""
    for sentence in (mean.sentence, mean.sentence - 1):
        told = [s for s in scene.by_sentence.get(sentence, ()) if s.order < mean.order and scene.flows(s, mean)]
        alike = [s for s in told if _alike(s, mean)]
        if alike and alike[-1].order == mean.order - 1 and _OR.match(scene.gap(alike[-1], mean)):
            return (
                None if alike[-1].marked_base or alike[-1].expected else alike[-1]
            )  # "93,600 calls, or 10,400 an hour"
        if alike:
            whole = alike[0] if len(alike) == 1 else None
            return whole if whole is not None and not whole.marked_base and not whole.expected else None
    return None


def _alike(s: Slot, mean: Slot) -> bool:
    made = s.q.kind is Kind.ABSOLUTE_CHANGE and measure(s.q) != "count"
    if not (s.q.kind in (Kind.LEVEL, Kind.COUNT) or made) or s.aside or s.in_table or s.q.per or not s.q.value:
        return False
    unit = mean.q.unit.split(" per ")[0]
    if unit == "" or unit.startswith(("count", "per ")):
        counted, each = (q.unit.removeprefix("count").removeprefix(":") for q in (s.q, mean.q))
        bare = mean.q.unit.startswith("per ") or not counted or not each or counted == each
        millions = mean.q.scale >= 10**6 and s.q.kind is Kind.LEVEL and s.q.scale >= 10**6
        return (measure(s.q) == "count" and bare and s.q.unit not in _TIMES) or millions
    return s.q.unit == unit or comparable(s.q, mean.q) == 2


_TIMES = frozenset(f"count:{word}" for word in PER_TIMES)


def _over(scene: Scene, mean: Slot, whole: Slot, word: str) -> Iterator[Relation]:
    slots = [
        *scene.by_sentence[whole.sentence],
        *(scene.by_sentence[mean.sentence] if mean.sentence != whole.sentence else ()),
    ]
    spans = [s for s in slots if s not in (mean, whole) and _is_span(s, word)]
    text = scene.document.text
    told = text[scene.document.sentences[whole.sentence].start : scene.document.sentences[mean.sentence].end].lower()
    named = [n for found, n in _MONTHS if found.search(told)] if word == "month" else []
    if len(spans) == 1 and not named and not _times_else(slots, spans[0]):
        factor = convert_factor(spans[0].q.unit.removeprefix("count:"), word)
        roles = {"span": (Term(quantity=spans[0].q, factor=factor or Decimal(1)),)}
        yield _relation(mean, whole, "span", roles)
    elif not spans and len(named) == 1 and not _OTHER_SPAN.search(told) and not _times_else(slots, None):
        yield _relation(mean, whole, str(named[0]), {})
    elif not spans and not named and word == "day" and not _OTHER_SPAN.search(told) and not _times_else(slots, None):
        days = _days_of_month(told)
        made = float(whole.q.value or 0) / float(mean.q.value or 1)
        if days and _CALENDAR[0] < made < _CALENDAR[1] and abs(made - _FOUR_WEEKS) > _SLACK:
            yield _relation(mean, whole, str(days), {})


def _days_of_month(told: str) -> int:
    """Return how many days the only month has that is told; nothing for February, of which there are two."""
    months = {found["month"] for found in _IN_MONTH.finditer(told)}
    return _DAYS.get(months.pop(), 0) if len(months) == 1 else 0


def _is_span(s: Slot, word: str) -> bool:
    unit = s.q.unit.removeprefix("count:")
    timed = s.q.kind is Kind.DURATION or s.q.unit in _TIMES
    if not timed or s.q.hedge is Hedge.BETWEEN or not s.q.value or _WAS_THEN.match(s.right):
        return False
    factor = convert_factor(unit, word)
    adjective = "-" in s.q.surface
    return factor is not None and factor == int(factor) and (adjective or _LASTED.search(s.left) is not None)


def _times_else(slots: list[Slot], span: Slot | None) -> bool:
    """Tell whether another length of time is told: "in 12 weeks, on 20 days"."""
    return any(
        s is not span and (s.q.kind is Kind.DURATION or s.q.unit in _TIMES or s.q.unit in PER_TIMES) for s in slots
    )


def _relation(mean: Slot, whole: Slot, times: str, roles: Mapping[str, tuple[Term, ...]]) -> Relation:
    return Relation(
        kind="average",
        equation=f"whole == mean * {times}",
        roles={"whole": (Term(quantity=whole.q),), "mean": (Term(quantity=rounded(mean.q)),), **roles},
        certainty=Certainty.LIKELY,
        reading="a total, how long it took, and the mean",
        group=f"ratio:{mean.q.id}" if mean.q.per else f"mean:{mean.q.id}",
        rank=-1,
        tags=frozenset({UNRIVALLED}),
    )
