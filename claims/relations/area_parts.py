"""Figures of areas within the figure of them all: "Inflows came to $7.4 billion … The north sent $1.1 billion …".

The same indicator, period and unit; what was not named may be the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Certainty, Hedge, Kind, Relation, Term
from claims.relations.kinship import alike_in_name, area_of, indicator_of, period_of
from claims.relations.scene import Scene, Slot

__all__ = ["propose"]

_REACH = 6  # sentences after the whole
_WINDOW = 24  # figures after the whole


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield one relation for each figure that others of its name, in named areas of their own, add up to at most."""
    used: set[str] = set()
    for whole in scene.slots:
        if not _is_amount(whole) or whole.q.id in used or not indicator_of(whole):
            continue
        parts: dict[str, Slot] = {}
        for slot in scene.slots[whole.order + 1 : whole.order + _WINDOW + 1]:
            area = area_of(slot)
            if slot.sentence - whole.sentence > _REACH:
                break
            if area is not None and area != area_of(whole) and _is_part(slot, whole):
                parts.setdefault(area, slot)
        told = list(parts.values())
        if len(told) < 2:
            continue
        used.update(p.q.id for p in told)
        yield Relation(
            kind="part_total",
            equation="sum(part) <= whole",
            roles={"part": tuple(Term(quantity=p.q) for p in told), "whole": (Term(quantity=whole.q),)},
            certainty=Certainty.POSSIBLE,
            reading="areas within the whole",
            group=f"areas:{whole.q.id}",
        )


def _is_amount(slot: Slot) -> bool:
    amount = slot.q.kind in (Kind.LEVEL, Kind.COUNT) and slot.q.unit not in ("percent", "index point")
    return amount and not (slot.aside or slot.in_table or slot.marked_base or slot.q.hedge is Hedge.BETWEEN)


def _is_part(slot: Slot, whole: Slot) -> bool:
    named = slot.binding is not None and slot.binding.area is not None and not slot.binding.area.inferred
    alike = slot.q.unit == whole.q.unit and alike_in_name(slot, whole)
    return named and alike and _is_amount(slot) and period_of(slot) == period_of(whole)
