"""The sheet: which cell (indicator, area, period, unit) each figure and each implied value stands in.

An implied base is the value of the period compared with; an implied current value that of the figure's own. The
identity of cells is cautious: two figures share one only when indicator, area and period are all known and equal,
and none of them was merely carried over from another sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claims.interval import Interval
from claims.model import Binding, Quantity
from claims.period import previous_year
from verify.finding import CheckedRelation, Implied

__all__ = ["Cell", "Statement", "dated", "sheet"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the sheet."""

    indicator: str
    area: str
    period: str
    unit: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A value that the text gives for a cell: printed (then `quantity` is its id) or implied by others."""

    interval: Interval
    quantity: str | None
    source: tuple[str, ...]  # ids of the figures it rests on


def dated(relations: Sequence[CheckedRelation], bindings: Mapping[str, Binding]) -> tuple[CheckedRelation, ...]:
    """Give every implied value the period that it belongs to, where that is known."""
    return tuple(
        replace(checked, implied=tuple(_dated(value, checked, bindings) for value in checked.implied))
        if checked.implied
        else checked
        for checked in relations
    )


def _dated(implied: Implied, checked: CheckedRelation, bindings: Mapping[str, Binding]) -> Implied:
    members = {role: terms[0].quantity for role, terms in checked.relation.roles.items() if terms}
    change = members.get("rate") or members.get("difference") or members.get("multiple")
    current = members.get("current")
    own = _period(current, bindings) or _period(change, bindings)
    period = own
    if implied.role == "base":
        told = bindings.get(change.id) if change is not None else None
        lag = told.compared_to if told is not None and told.period == own else None
        period = lag or (previous_year(own) if own else None)
    return replace(implied, period=period)


def _period(quantity: Quantity | None, bindings: Mapping[str, Binding]) -> str | None:
    binding = bindings.get(quantity.id) if quantity is not None else None
    return binding.period if binding else None


def sheet(
    quantities: Sequence[Quantity], bindings: Mapping[str, Binding], relations: Sequence[CheckedRelation]
) -> dict[Cell, tuple[Statement, ...]]:
    """Place printed and implied values in their cells, in text order."""
    cells: dict[Cell, list[Statement]] = {}
    units = {q.id: q.unit for q in quantities}
    for quantity in quantities:
        cell = _cell(bindings.get(quantity.id), None, quantity.unit) if quantity.is_claim else None
        if cell is not None:
            cells.setdefault(cell, []).append(Statement(quantity.lenient, quantity.id, (quantity.id,)))
    for checked in relations:
        for implied in checked.implied:
            current = checked.relation.roles.get("current")
            if not current:
                continue
            owner = current[0].quantity.id
            cell = _cell(bindings.get(owner), implied.period, units.get(owner, implied.unit))
            if cell is not None:
                cells.setdefault(cell, []).append(Statement(implied.interval, None, implied.source))
    return {cell: tuple(found) for cell, found in cells.items()}


def _cell(binding: Binding | None, period: str | None, unit: str) -> Cell | None:
    period = period or (binding.period if binding else None)
    if binding is None or binding.indicator is None or binding.area is None or period is None:
        return None
    return Cell(binding.indicator.normal, binding.area.name, period, unit)
