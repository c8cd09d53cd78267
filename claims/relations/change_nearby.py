"""Two alike figures near a change that may be its values: merely possible, arithmetic must confirm."""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Certainty, Hedge, Kind, Quantity, Relation
from claims.period import same
from claims.relations.change_reading import fits, relation_of
from claims.relations.nearness import near as nearly
from claims.relations.scene import Scene, Slot

__all__ = ["nearby"]

_WINDOW = 10  # figures on either side


def nearby(scene: Scene, change: Slot, group: str, rank: int) -> Iterator[Relation]:
    """Yield merely possible readings: any two alike levels near the change. Arithmetic alone may confirm one."""
    near = scene.slots[max(0, change.order - _WINDOW) : change.order + _WINDOW + 1]
    levels = [
        s for s in near if fits(change.q, s.q) and abs(s.block - change.block) <= 1 and s.q.hedge is not Hedge.BETWEEN
    ]
    pairs = [
        (current, base)
        for current in levels
        for base in levels
        if current is not base and current.q.unit == base.q.unit and _could_change(current, base)
    ]
    rough = [n for n, (current, base) in enumerate(pairs) if _roughly(change.q, current.q, base.q)]
    kinships = [_kinship(change, *pair) for pair in pairs] if rough else []
    for n in rough:
        current, base = pairs[n]
        trials = sum(other >= kinships[n] for other in kinships)
        yield relation_of(change.q, current.q, base.q, group, rank + n, Certainty.POSSIBLE, "levels nearby", trials)


def _kinship(change: Slot, current: Slot, base: Slot) -> int:
    """Count how much three figures are known to have in common: area, indicator."""
    bindings = [s.binding for s in (change, current, base)]
    areas = {b.area.name for b in bindings if b and b.area}
    indicators = {b.indicator.normal for b in bindings if b and b.indicator}
    told = sum(1 for b in bindings if b and b.area)
    return 2 * (told == 3 and len(areas) == 1) + (len(indicators) == 1)


def _roughly(change: Quantity, current: Quantity, base: Quantity) -> bool:
    """Run a cheap float test before the exact one."""
    if not change.value or not current.value or not base.value:
        return False
    value, new, old = float(change.value), float(current.value), float(base.value)
    sign = -1 if change.direction == "down" else 1
    if change.kind is Kind.GROWTH_RATE or (change.kind is Kind.PP_CHANGE and current.unit != "percent"):
        told, actual, room = sign * value, 100 * (new / old - 1), 2.0 + 0.1 * abs(value)
    elif change.kind is Kind.MULTIPLE:
        told, actual, room = value, new / old, 0.3 * value
    else:
        told, actual = sign * value, new - old
        room = 0.2 * abs(value) + float(current.lenient.width or 0) + float(base.lenient.width or 0)
    return nearly(told, actual, room) or (change.kind is not Kind.MULTIPLE and abs(told + actual) <= room)


def _could_change(current: Slot, base: Slot) -> bool:
    """Keep out pairs known to be of one period or of different things."""
    a, b = current.binding, base.binding
    if a is None or b is None:
        return True
    if a.period is not None and b.period is not None and same(a.period, b.period) and not base.marked_base:
        return a.indicator is None or b.indicator is None or a.indicator.normal != b.indicator.normal
    return True
