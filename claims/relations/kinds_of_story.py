"""Two kinds that leave no third, and the number of both told further up in the story.

"… The town has 61,480 inhabitants. … Women remain in the majority, numbering 31,290 against 30,190 men". The sentence
does not say what the two are of, so this is told only where one slip explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.model import Certainty, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_pair, sum_relation
from claims.relations.scene import Scene, Slot
from claims.relations.told_frames import of_one_unit, plain
from claims.relations.two_kinds import is_part, named_kinds, one_kind

__all__ = ["propose"]

_OF_SOME = regex(
    r"\b(?:of (?:these|those|them|whom|which)|among (?:them|these|those)|average|mean|aged|admitted|hired|"
    r"who|whose|which|alone|moved|joined|each|compared|a year (?:ago|earlier)|last year|previous)\b"
)
_JOINED = regex(r"(?:\band|\bwhile|\bagainst|\bto|\bcompared with|;)\s(?:(?!a year|last|the previous)[\w'’-]+\s){0,5}$")
_FURTHER = 20  # sentences back to the whole
_MOST = 3  # wholes that are tried, the nearest to the sum
_NEAR = Decimal("0.4"), Decimal("2.5")
_SLIPS = (Decimal(1), Decimal(10), Decimal("0.1"), Decimal(1000), Decimal("0.001"))
_FEWEST_DIGITS = 3  # of a round number little can be told


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the totals told further up with the two kinds that make them."""
    for first in scene.slots:
        second = _second(scene, first)
        if second is None or min(map(_digits, (first, second))) < _FEWEST_DIGITS:
            continue
        if not named_kinds(scene, first, second, scene.document.sentences[first.sentence].start):
            continue
        if _OF_SOME.search(scene.sentence_text(first.sentence).lower()):
            continue
        wholes = _wholes(scene, first, second)
        for rank, whole in enumerate(wholes):
            reading, group = "two kinds, and the number of both told before", f"kinds:{first.q.id}"
            relation = sum_relation(whole, [first, second], Certainty.LIKELY, group, rank, reading)
            yield replace(relation, trials=len(wholes))


def _second(scene: Scene, first: Slot) -> Slot | None:
    """Return the amount that goes with a first one: "A and B", and held against it "A against B", "by A to B"."""
    if not _is_amount(first):
        return None
    here = [s for s in scene.slots[first.order + 1 : first.order + 3] if s.sentence == first.sentence]
    second = next((s for s in here if s.q.unit != "percent"), None)
    if second is None or not _is_amount(second) or not of_one_unit(first, second) or of_pair(scene, second):
        return None
    return second if _JOINED.search(scene.gap(first, second)) else None


def _is_amount(slot: Slot) -> bool:
    """Tell whether a figure is an amount or a number of its own time; one may be set against the other."""
    plain_amount = slot.q.kind in (Kind.LEVEL, Kind.COUNT) and slot.q.unit != "percent" and plain(slot)
    return plain_amount and not slot.expected and not slot.q.per


def _wholes(scene: Scene, first: Slot, second: Slot) -> Sequence[Slot]:
    found: dict[Decimal, Slot] = {}
    for slot in reversed(scene.slots[: first.order]):
        if first.sentence - slot.sentence > _FURTHER:
            break
        alike = is_part(slot) and plain(slot) and one_kind(slot, first) and one_kind(slot, second)
        value = slot.q.value or Decimal(0)
        further_up = slot.sentence < first.sentence and not of_pair(scene, slot) and _digits(slot) >= _FEWEST_DIGITS
        if alike and further_up and _may_be(value, first, second):
            found.setdefault(value, slot)
    made = (first.q.value or Decimal(0)) + (second.q.value or Decimal(0))
    return sorted(found.values(), key=lambda s: abs((s.q.value or Decimal(0)) - made))[:_MOST]


def _may_be(whole: Decimal, first: Slot, second: Slot) -> bool:
    """Tell whether a number is near the sum of two, as they are printed or with a slip of size in one of them."""
    a, b = first.q.value or Decimal(0), second.q.value or Decimal(0)
    made = [a * f + b for f in _SLIPS] + [a + b * f for f in _SLIPS]
    return whole > 0 and any(_NEAR[0] * whole <= m <= _NEAR[1] * whole for m in made)


def _digits(slot: Slot) -> int:
    return len((slot.q.value or Decimal(0)).normalize().as_tuple().digits)
