"""Equal steps that make a change: "three cuts of a quarter of a point each brought the rate down to 4.25 percent from
5.00", "has raised the fee four times since May, by £2 each time, from £11 to £19".

Base and new value lie so many steps apart, as many as are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.change_reading import relation_of
from claims.relations.scene import Scene, Slot
from claims.relations.wording import CHANGE_NOUNS

__all__ = ["is_step", "propose"]

_STEP = regex(r"^\s*(?:[a-z-]+\s+)?(?:each time|each|apiece|at a time|every time|a time)\b")
_NOUN = regex(
    rf"^\s*(?:(?:equal|consecutive|successive|straight|further|separate|quick)\s+)?(?:{'|'.join(CHANGE_NOUNS)})s?\b"
)
_TIMES = regex(r"^\s*(?:times|steps|stages|moves|occasions|instal?lments)\b")
_FROM = regex(r"\bfrom\s+(?:an?\s|the\s)?(?:record\s|peak of\s|high of\s|low of\s)?$")
_TO = regex(r"\b(?:to|at|stands at|leaving it at|reach\w*|now)\s+(?:an?\s|the\s)?(?:present\s|current\s)?$")
_UP = regex(
    r"\b(?:rais\w+|rises?|rose|risen|increas\w+|hikes?|hiked|lift\w*"
    r"|(?:go|goes|gone|going|went|put|is|are) up|up to|higher)\b"
)
_DOWN = regex(r"\b(?:cuts?|cutting|lower\w*|reduc\w+|eas\w+|falls?|fell|fallen|drop\w*|down to|slashed|trimmed)\b")
_MORE_STEPS = regex(
    r"\b(?:then|before an?|after (?:a|an|one)|half-point|plus|as well as|apart from|except|but for|another)\b"
)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the number of steps, their size and the two values of one sentence."""
    for slots in scene.by_sentence.values():
        for step in slots:
            if is_step(step) and not step.in_table:
                yield from _steps(scene, slots, step)


def is_step(change: Slot) -> bool:
    """Tell whether a change is that of each of several steps, and not of all of them together."""
    moved = change.q.kind in (Kind.PP_CHANGE, Kind.ABSOLUTE_CHANGE, Kind.LEVEL)
    return moved and _STEP.match(change.right) is not None


def _steps(scene: Scene, slots: Sequence[Slot], step: Slot) -> Iterator[Relation]:
    counts = [s for s in slots if s.q.kind is Kind.COUNT and s.order < step.order and _is_counted(scene, s)]
    values = [s for s in slots if s.is_level and s is not step and s not in counts and s.q.hedge is Hedge.EXACT]
    ends = [s for s in values if _of_one_unit(s, step)]
    bases = [s for s in ends if _FROM.search(s.left)]
    currents = [s for s in ends if _TO.search(s.left) and s not in bases]
    told = scene.sentence_text(step.sentence).lower()
    direction = _direction(told)
    if not len(counts) == len(bases) == len(currents) == 1 or direction is None or _MORE_STEPS.search(told):
        return
    moved = replace(step.q, direction=direction, direction_span=None)
    relation = relation_of(
        moved, currents[0].q, bases[0].q, f"change:{step.q.id}", -2, Certainty.LIKELY, "equal steps between two values"
    )
    sized = next(iter(relation.roles.get("difference", ())), None)
    if relation.kind != "from_to" or sized is None:
        return
    yield replace(
        relation,
        equation="current == base + difference * steps",
        roles={**relation.roles, "steps": (Term(quantity=counts[0].q),)},
        tags=relation.tags | {UNRIVALLED},
    )


def _is_counted(scene: Scene, slot: Slot) -> bool:
    after = scene.document.text[slot.q.number_end : slot.q.number_end + 40].lower()
    whole = slot.q.value is not None and slot.q.value == slot.q.value.to_integral_value() and slot.q.value > 1
    return whole and (_TIMES.match(after) or _NOUN.match(after)) is not None


def _of_one_unit(value: Slot, step: Slot) -> bool:
    if step.q.kind is Kind.PP_CHANGE:
        return value.q.unit == "percent"
    return bool(step.q.unit) and value.q.unit == step.q.unit and (value.q.value or Decimal(0)) > 0


def _direction(told: str) -> Literal["up", "down"] | None:
    up, down = _UP.search(told) is not None, _DOWN.search(told) is not None
    if up == down:
        return None
    return "up" if up else "down"
