"""What lies between the two ends of a list, or between its first two, where the wording names these ends.

"Spain had 3.2%, Italy 1.3% and France 0.9%, so that the gap between the fastest and the slowest was 2.3 points"; "…
drew 9,870, followed by the Gallery (8,415). The gap between first and second place was 1,455".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_pair
from claims.relations.difference_of_others import of_others
from claims.relations.difference_reading import apart
from claims.relations.elided import is_value, of_like_size, one_measure
from claims.relations.scene import Scene, Slot
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_TOP = (
    r"(?:highest|best|fastest|strongest|dearest|largest|biggest|top|oldest|warmest|hottest|richest|longest|tallest|heaviest|busiest|"
    r"wettest|most\s+[a-z]+)"
)
_BOTTOM = (
    r"(?:lowest|worst|slowest|weakest|cheapest|smallest|least|bottom|youngest|coolest|coldest|poorest|shortest|lightest|quietest|driest|"
    r"least\s+[a-z]+)"
)
_BETWEEN = regex(
    r"\b(?:gap|difference|spread|range|distance|margin)\s+between\s+(?:the\s+)?"
    rf"(?:(?P<ends>{_TOP}(?:\s+[a-z]+)?\s+and\s+(?:the\s+)?{_BOTTOM}|{_BOTTOM}(?:\s+[a-z]+)?\s+and\s+(?:the\s+)?{_TOP})"
    r"|first\s+(?:[a-z]+\s+)?and\s+(?:the\s+)?second)\b(?:\s+(?:of\s+(?:the|all)\s+[a-z]+|[a-z]+)){0,2}?"
    rf"\s+(?:is|was|came\s+to|comes\s+to|amounts\s+to|amounted\s+to|of|thus|therefore|now)(?:\s+(?:thus|therefore|now|just|still))*\s+{ABOUT}$"
)
_OPENS = regex(r"^\W*(?:and\s+|so\s+|but\s+)?the\s+(?:gap|difference|spread|range|distance|margin)\b")
_ELSEWHERE = regex(r"^\s*(?:[\w-]+\s+)?(?:in|last|at|for|across|among|over|on\s+average)\b")
_KINDS = (Kind.LEVEL, Kind.COUNT, Kind.RATIO, Kind.DURATION, Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE)
_MOST = 9


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the distances between the named ends of the list told before."""
    for slot in scene.slots:
        if slot.q.kind not in _KINDS or slot.q.unit == "percent" or slot.q.hedge is Hedge.BETWEEN or slot.in_table:
            continue
        start = scene.document.sentences[slot.sentence].start
        said = _BETWEEN.search(scene.document.text[start : slot.q.start].lower())
        if said is None or of_others(slot):
            continue
        opens = _OPENS.match(scene.document.text[start : slot.q.start].lower()) and not _ELSEWHERE.match(slot.right)
        values = _list(scene, slot, start + said.start(), back=1 if opens else 0)
        if len(values) < 2 or (said["ends"] is None and values != sorted(values, key=_size, reverse=True)):
            continue
        larger, smaller = max(values, key=_size), min(values, key=_size) if said["ends"] else values[1]
        if of_like_size(slot, larger, smaller):
            yield apart(slot, larger, smaller, "the ends of a list and what lies between them", group=_group(slot))


def _group(slot: Slot) -> str:
    return f"change:{slot.q.id}" if slot.is_change else f"difference:{slot.q.id}"


def _size(slot: Slot) -> Decimal:
    return slot.q.value or Decimal(0)


def _list(scene: Scene, slot: Slot, end: int, *, back: int) -> Sequence[Slot]:
    """Return the values that end before the distance is named, or those of the sentence before, of one measure."""
    for sentence in range(slot.sentence, slot.sentence - back - 1, -1):
        told = [s for s in scene.by_sentence.get(sentence, ()) if s.q.end <= end and s.block == slot.block]
        told = [s for s in told if is_value(s) and not of_pair(scene, s)]
        if not told:
            continue
        fits = [s for s in told if s is told[0] or one_measure(slot, told[0], s)]
        plain = fits == told and not any(s.marked_base or s.expected for s in told)
        return fits if plain and len(fits) <= _MOST else ()
    return ()
