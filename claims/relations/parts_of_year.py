"""A full year and the two stretches that make it: its halves, or nine months and the last quarter.

"Profit of 742 billion for the full year. The first half had brought 318 billion, so the second yielded 424".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.amounts import mixed_signs
from claims.relations.kinship import indicator_of
from claims.relations.scene import Scene, Slot, comparable

__all__ = ["propose"]

_YEAR = r"(?:full[ -]year|whole year|for the year|over the year|the year as a whole|all of 20\d\d|annual|12 months)"
_STRETCHES = (
    (r"(?:first half|first six months|first-half|january[- ]to[- ]june|january-june)",
     r"(?:second half|second-half|second six months|last six months|july-december|the second(?! quarter))"),
    (r"(?:first nine months|nine months to)",
     r"(?:fourth quarter|fourth-quarter|final quarter|last quarter|last three months)"),
)  # fmt: skip
_BEFORE = r"\b[^.;:]{0,60}$"
_AFTER = r"^\s*(?:[\w$€£'’-]+\s+){0,5}?(?:in|for|during|over|of|from)?\s*(?:the\s+|its\s+)?"
_Stretch = tuple[re.Pattern[str], re.Pattern[str]]  # before an amount, and after it


def _told(stretch: str) -> _Stretch:
    return regex(rf"\b{stretch}{_BEFORE}"), regex(rf"{_AFTER}{stretch}")


_WHOLE = _told(_YEAR)
_PARTS = tuple((_told(first), _told(second)) for first, second in _STRETCHES)
_NOT_SUMMED = regex(
    r"\b(?:rates?|margins?|average|index|share|price|growth|ratio|yield|debt|staff|forecast|expects?|expected|guidance|"
    r"outlook|target|each|per)\b"
)
_BACK = 2  # sentences
_NEAR = 90  # characters after an amount


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield a year's total with its two stretches, where each of the three is told just once."""
    for slots in scene.by_block.values():
        amounts = [s for s in slots if _amount(s)]
        if len(amounts) < 3:
            continue
        for first, second in _PARTS:
            early, late = _of(scene, amounts, first), _of(scene, amounts, second)
            wholes = [s for s in _of(scene, amounts, _WHOLE) if s not in (*early, *late)]
            if len(early) == len(late) == len(wholes) == 1 and early[0] is not late[0]:
                yield from _relation(scene, wholes[0], (early[0], late[0]))


def _of(scene: Scene, amounts: Sequence[Slot], stretch: _Stretch) -> list[Slot]:
    """Return the amounts beside whose number the stretch is named."""
    before, after = stretch
    text = scene.document.text  # "nine months" is a figure itself, so what follows is read past it
    named = [s for s in amounts if after.match(text[s.q.end : s.q.end + _NEAR].lower())]
    return named or [s for s in amounts if before.search(s.left)]


def _amount(slot: Slot) -> bool:
    plain = not slot.aside and not slot.in_table and slot.q.hedge in (Hedge.EXACT, Hedge.APPROX)
    return plain and slot.q.kind in (Kind.LEVEL, Kind.COUNT) and slot.q.unit != "percent"


def _relation(scene: Scene, whole: Slot, parts: tuple[Slot, Slot]) -> Iterator[Relation]:
    told = sorted((whole, *parts), key=lambda s: s.order)
    text = scene.document.text[scene.document.sentences[told[0].sentence].start : told[-1].q.end].lower()
    if told[-1].sentence - told[0].sentence > _BACK or _NOT_SUMMED.search(text) or mixed_signs(told):
        return
    units = {s.q.unit for s in told if not _bare(s)}
    names = {indicator_of(s) for s in told if indicator_of(s)}
    if len(units) > 1 or not all(_bare(p) or comparable(p.q, whole.q) > 0 for p in parts):
        return
    if any((p.q.value or Decimal(0)) >= (whole.q.value or Decimal(0)) for p in parts):
        return
    yield Relation(
        kind="sum",
        equation="whole == sum(part)",
        roles={"whole": (Term(quantity=whole.q),), "part": tuple(Term(quantity=p.q) for p in parts)},
        certainty=Certainty.LIKELY,
        reading="a year and the two stretches that make it",
        group=f"year:{whole.q.id}",
        tags=frozenset({UNRIVALLED}) if len(names) < 3 else frozenset(),
    )


def _bare(slot: Slot) -> bool:
    """Tell millions without a unit, which take that of the amounts beside them."""
    return slot.q.unit in ("", "count") and slot.q.scale > 1
