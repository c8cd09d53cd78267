"""The same digits, but a rate in the record where the text counts, or the reverse: 12.4 million for 12.4 percent."""

from __future__ import annotations

from claims.model import Kind, Quantity
from reference.cells import Cell, cell_of
from reference.comparison import Comparison, How, Repair
from reference.match import ACCEPT, Candidate, candidates
from reference.neighbours import numeral
from reference.reading import Reading, Scene
from reference.units import of_quantity, parse_unit

__all__ = ["rate_as_count"]

_ALL = 100  # percent
_KINDS = (Kind.COUNT, Kind.LEVEL, Kind.SHARE)


def rate_as_count(scene: Scene, reading: Reading) -> Comparison | None:
    """Judge a figure by the same digits in a rate of the record, where it is printed as a count, or the reverse."""
    quantity = reading.quantity
    assert quantity is not None
    mine = of_quantity(quantity).dimension
    swapped = {"percent": ("count", "money"), "count": ("percent",), "money": ("percent",)}.get(mine, ())
    if quantity.kind not in _KINDS or (mine == "percent" and (quantity.value is None or quantity.value > _ALL)):
        return None
    found = candidates(reading, scene.store, lambda i: parse_unit(i.unit).dimension in swapped and not i.is_growth)
    digits = numeral(quantity).replace(",", "")
    for match in found[:3]:
        if match.blocked is not None or match.score < ACCEPT:
            continue
        cell = cell_of(scene.store, match.indicator.id, match.area, reading.period, scene.document.published)
        if cell is not None and cell.observation.printed.replace(",", "") == digits:
            return _comparison(quantity, match, cell)
    return None


def _comparison(quantity: Quantity, match: Candidate, cell: Cell) -> Comparison:
    unit = cell.observation.unit
    rate = parse_unit(unit).dimension == "percent"
    how: How = "percent" if rate else "value"
    repair = Repair(
        start=quantity.start,
        end=quantity.end,
        how=how,
        value=cell.observation.value,
        why="the record has a rate" if rate else "the record has an amount",
    )
    return Comparison(
        start=quantity.start,
        end=quantity.end,
        outcome="refuted",
        aspect="kind",
        quantity=quantity.id,
        match=match,
        expected=cell.observation.interval,
        unit=unit,
        cells=(cell.observation,),
        later=cell.later,
        diagnosis=("rate-as-count",),
        note=f"the record has {cell.observation.printed} {unit}",
        repairs=(repair,),
    )
