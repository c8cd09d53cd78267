"""One thing at two times, told in two sentences, without a printed change: "It was 58.9 million in 2023".

The change is implied. The later sentence must say that it goes on about the same figure: by "the figure was", by a
value of an earlier time ("had been"), or by being told of the same indicator and area with another period.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.model import Certainty, Relation
from claims.patterns import regex
from claims.period import days, overlaps
from claims.relations.change_reading import alike
from claims.relations.from_to import pair_relation
from claims.relations.kinship import alike_in_name, area_of, of_one_thing, period_of
from claims.relations.scene import Scene, Slot

__all__ = ["propose"]

_GOES_ON = regex(
    r"^\W*(?:(?:last|the previous|the year|a|an|ten|five|two|three|in|by|the)\b[^,;]{0,30},?\s+)?"
    r"(?:(?:it|this|that|they|the (?:figure|number|total|tally|share|rate|toll|count|sum|amount|average|result|"
    r"shortfall|surplus|deficit|gap|price|value))"
    r"\s+(?:was|were|had been|is|are|stood at|came to|compares with|compared with)"
    r"|there (?:had been|were|was))\b"
)
_HAD = regex(r"^\s*(?:[\w'’-]+\s+){0,2}had\b")
_BACK = 3  # sentences


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield pairs of levels of one thing in neighbouring sentences, the later period as the new value."""
    for slot in scene.slots:
        if not slot.is_level or slot.in_table or not slot.q.value or days(period_of(slot)) is None:
            continue
        earlier = _same_thing_before(scene, slot)
        if earlier is None:
            continue
        base, current = sorted((slot, earlier), key=lambda s: days(period_of(s)) or ())
        relation = pair_relation(base, current)
        yield replace(relation, certainty=Certainty.POSSIBLE, group=f"cells:{base.q.id}:{current.q.id}")


def _same_thing_before(scene: Scene, slot: Slot) -> Slot | None:
    """Return the nearest level of another period that the sentence of `slot` takes up."""
    start = scene.document.sentences[slot.sentence].start
    opening = scene.document.text[start : slot.q.start].lower()
    goes_on = slot.was_before or _GOES_ON.match(opening) is not None or _HAD.match(slot.right) is not None
    if not goes_on and any(s is not slot and alike(s, slot) for s in scene.by_sentence[slot.sentence]):
        return None  # the sentence has the other value itself
    for other in reversed(scene.slots[max(0, slot.order - 8) : slot.order]):
        if slot.sentence - other.sentence > _BACK or slot.block - other.block > 1:
            return None
        if other.sentence == slot.sentence or other.marked_base or not alike(other, slot):
            continue
        if area_of(other) != area_of(slot) or overlaps(period_of(other), period_of(slot)):
            continue
        if days(period_of(other)) is None or not _of_one_size(other, slot):
            continue
        if of_one_thing(other, slot) or (goes_on and (alike_in_name(other, slot) or _leads(scene, other))):
            return other
    return None


def _leads(scene: Scene, slot: Slot) -> bool:
    """Tell whether a level is the first of its sentence: what the sentence is about."""
    return not any(s.is_level and s.order < slot.order for s in scene.by_sentence[slot.sentence])


def _of_one_size(a: Slot, b: Slot) -> bool:
    """Tell whether two values are within a factor of ten."""
    low, high = sorted(abs(float(s.q.value or 0)) for s in (a, b))
    return high <= 10 * low
