"""What is left of a whole that was told earlier in the story, its parts told beside the rest or just before it.

"Growers sold 84.6 tonnes. … Apples made up 28.4 tonnes of it and pears 21.9. Plums brought the remaining 34.3"; "stole
£412,600 … She has repaid £96,400, leaving £316,200 outstanding".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import noun_of, of_pair
from claims.relations.rest_told import a_part_is_bare, is_beside_these, is_fellow, is_rest, may_be_beside, rest_of
from claims.relations.rest_wording import OF_FIRST, OF_THEM, hints
from claims.relations.scene import HUMAN, LEVELS, Scene, Slot, measure

__all__ = ["propose"]

_OF_IT = regex(r"\s*(?:\w+\s+)?of\s+(?:the\s+total|it|this|that|the\s+(?:money|sum|whole|budget|bill|income|cost))\b")
_ONCE = regex(
    r"\b(?:which|who|that|it|they|he|she|once)\s+had\s(?:[\w'’-]+\s){0,4}$"
)  # "which had led with 88 in 2024"
_OF_PEOPLE = HUMAN | {"case", "infection", "admission", "death"}  # what is counted of patients
_BACK = 2  # sentences before that of the rest in which parts may stand
_FURTHER = 14  # sentences back to the whole
_FIGURES = 40
_MILLION = 1_000_000
_NEAR = Decimal("0.6"), Decimal("1.6")  # of the whole, what the parts and a misprinted rest may make
_MOST_PARTS = 7
_FEW = 2  # wholes that the parts may be of
_NEAR_BY = 3  # sentences
_FIRST, _LAST = -1, 7  # ranks: before and after what the nearest figures make of the rest


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the rests with the wholes that the parts nearest to them may be of."""
    for rest in scene.slots:
        if is_rest(rest) and not is_beside_these(scene, rest):
            yield from _readings(scene, rest)


def _readings(scene: Scene, rest: Slot) -> Iterator[Relation]:
    before: Sequence[Slot] = scene.slots[max(0, rest.order - _FIGURES) : rest.order]
    if any(of_pair(scene, s) or OF_FIRST.search(s.left) for s in before if s.sentence == rest.sentence):
        return  # the whole stands in the sentence itself
    unit = _unit_left_out(rest, before)
    if unit:
        rest, *before = (_in_unit(s, unit) for s in (rest, *before))
    fellows = [s for s in before if rest.sentence - s.sentence <= _FURTHER]
    fellows = [s for s in fellows if is_fellow(scene, s, rest) or _opens_as_part(scene, s, rest)]
    nouns = {noun_of(s) for s in (rest, *(s for s in fellows if s.sentence == rest.sentence))} - {""}
    if nouns and not nouns <= HUMAN:
        people = HUMAN if nouns <= _OF_PEOPLE else frozenset[str]()
        fellows = [s for s in fellows if noun_of(s) in {*nouns, "", *people}]
    fellows = [s for s in fellows if not _ONCE.search(s.left)]
    found: list[tuple[Slot, Sequence[Slot]]] = []
    for back in range(_BACK + 1):
        near = [s for s in fellows if s.sentence >= rest.sentence - back and s.block == rest.block]
        if not 1 <= len(near) <= _MOST_PARTS or (back and near[0].sentence != rest.sentence - back):
            continue
        if a_part_is_bare(scene, near, rest):
            continue
        found.extend((whole, near) for whole in _wholes(scene, fellows, near, rest))
    wholes = {w.q.value for w, _ in found}
    for rank, (whole, parts) in enumerate(sorted(found, key=lambda told: _off(rest, *told))):
        alone = len(wholes) == 1 and rank == 0 and _is_said(scene, whole, parts, rest)
        alone = alone or (len(found) == 1 and _of_one_noun(scene, whole, parts, rest))
        order = _FIRST if rank == 0 and len(wholes) <= _FEW else _LAST + rank
        tags = frozenset({UNRIVALLED}) if alone else frozenset[str]()
        relation = rest_of(whole, parts, rest, f"rest:{rest.q.id}", order, Certainty.LIKELY, tags)
        yield replace(relation, trials=len(found))


def _opens_as_part(scene: Scene, slot: Slot, rest: Slot) -> bool:
    """Tell "Herons were 4,200 of them, or 30 percent, and gulls 3,500": the first part of what was told before."""
    first = scene.by_sentence[slot.sentence][0].order == slot.order and slot.block == rest.block
    return first and OF_THEM.match(slot.right) is not None and may_be_beside(slot, rest)


def _unit_left_out(rest: Slot, before: Sequence[Slot]) -> str:
    """Return the unit of "31.2 billion crowns … and buildings the remaining 9.6 billion"."""
    if rest.q.unit or rest.q.scale < _MILLION:
        return ""
    told = [s.q.unit for s in before if s.q.scale == rest.q.scale and s.q.kind is Kind.LEVEL and s.q.unit != "percent"]
    return next((unit for unit in reversed(told) if unit and not unit.startswith("count")), "")


def _in_unit(slot: Slot, unit: str) -> Slot:
    bare = not slot.q.unit and slot.q.scale >= _MILLION and slot.q.kind in (Kind.COUNT, Kind.LEVEL)
    return replace(slot, q=replace(slot.q, unit=unit, kind=Kind.LEVEL)) if bare else slot


def _off(rest: Slot, whole: Slot, parts: Sequence[Slot]) -> Decimal:
    made = sum((s.q.value or Decimal(0) for s in parts), rest.q.value or Decimal(0))
    return abs(made / (whole.q.value or Decimal(1)) - 1)


def _is_said(scene: Scene, whole: Slot, parts: Sequence[Slot], rest: Slot) -> bool:
    """Tell whether the parts are said to be of what was told shortly before: "pay takes 11.7 billion of the total"."""
    near = 1 <= parts[0].sentence - whole.sentence <= _NEAR_BY and parts[0].sentence == rest.sentence
    text = scene.document.text[parts[0].q.end : rest.q.start].lower()
    return near and _OF_IT.match(text) is not None and not hints(text, text)


def _of_one_noun(scene: Scene, whole: Slot, parts: Sequence[Slot], rest: Slot) -> bool:
    """Tell whether one noun is counted throughout: "62 routes … Only 11 routes are to run; the other 51 …"."""
    noun = noun_of(whole)
    if not noun or len(parts) > 1 or noun_of(parts[0]) != noun or noun_of(rest) not in ("", noun):
        return False
    near = 1 <= parts[0].sentence - whole.sentence <= _NEAR_BY and parts[0].sentence == rest.sentence
    start, end = scene.document.sentences[parts[0].sentence].start, rest.q.start
    text = scene.document.text[start:end].lower()
    return near and not hints(text, text)


def _wholes(scene: Scene, fellows: Sequence[Slot], parts: Sequence[Slot], rest: Slot) -> list[Slot]:
    """Return the figures told before the parts that these and the rest may nearly make, each value once."""
    made = sum((s.q.value or Decimal(0) for s in parts), rest.q.value or Decimal(0))
    largest = max(s.q.value or Decimal(0) for s in parts)
    found: list[Slot] = []
    for slot in reversed([s for s in fellows if s.order < parts[0].order]):
        value = slot.q.value or Decimal(0)
        fits = value > largest and _NEAR[0] * value <= made <= _NEAR[1] * value
        if fits and _is_total(scene, slot, rest) and value not in {s.q.value for s in found}:
            found.append(slot)
    return found


def _is_total(scene: Scene, slot: Slot, rest: Slot) -> bool:
    """Tell whether a figure may be a whole: of the measure of the rest, and of its noun where things are counted."""
    kinds = (*LEVELS, Kind.ABSOLUTE_CHANGE)
    if slot.q.kind not in kinds or slot.q.kind is Kind.RATIO:
        return False
    after = scene.slots[slot.order + 1]
    if after.sentence == slot.sentence and of_pair(scene, after):
        return False  # "61 of the 120 seats": a part itself
    return measure(rest.q) != "count" or slot.q.style == "digits"
