"""The series and cell that an order speaks of."""

from __future__ import annotations

from dataclasses import replace

from claims.model import Kind, Quantity
from reference.cells import Cell, cell_of
from reference.match import ACCEPT, Candidate, candidates
from reference.model import Indicator, Observation
from reference.reading import Reading, Scene
from reference.units import of_quantity, parse_unit

__all__ = ["AMOUNTS", "beats", "measured", "orderable", "states"]

AMOUNTS = (Kind.COUNT, Kind.LEVEL, Kind.RATIO)


def measured(scene: Scene, reading: Reading) -> tuple[Candidate, Cell] | None:
    """Return the series that the order is in: that of a level in the same sentence, else by the words."""
    levels = [q for q in scene.sentence_quantities(reading.sentence) if q.kind in AMOUNTS and q.is_claim]
    readings = [scene.of_quantity(q) for q in levels] + [replace(reading, core=())]
    for one in readings:
        period = one.period or reading.period
        for match in candidates(one, scene.store, orderable):
            if match.blocked is not None or match.score < ACCEPT:
                continue
            cell = cell_of(scene.store, match.indicator.id, match.area, period, scene.document.published)
            if cell is not None and (
                one.quantity is None or one.quantity.kind is Kind.RANK or states(one.quantity, cell)
            ):
                return match, cell
    return None


def states(quantity: Quantity, cell: Cell) -> bool:
    """Tell whether a level of the sentence is the value of the cell, so that the order speaks of it."""
    return quantity.lenient.scaled(of_quantity(quantity).factor).meets(cell.observation.interval)


def orderable(indicator: Indicator) -> bool:
    return indicator.kind != "rank" and parse_unit(indicator.unit).dimension not in ("rank", "ordinal")


def beats(other: Observation, own: Observation, sign: int) -> bool:
    if not other.interval.bounded or not own.interval.bounded:
        return False
    return (other.value - own.value) * sign > 0 and not other.interval.meets(own.interval)
