"""What the record has as a change: published, or computed from two cells and their rounding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from claims.interval import Interval
from claims.model import Kind, Quantity
from claims.period import frequency, previous, previous_year, same
from reference.cells import Cell, cell_of, periods_of
from reference.labels import is_change
from reference.match import Candidate
from reference.model import Indicator, Observation
from reference.reading import Reading, Scene
from reference.units import of_quantity, parse_unit, same_dimension

__all__ = ["BASES", "Change", "between", "cell_at", "changes_of", "fits_change", "implied_change", "stated_change"]

_ONE = Decimal(1)
_HUNDRED = Decimal(100)
BASES: dict[str, Callable[[str | None], str | None]] = {
    "year_on_year": previous_year,
    "month_on_month": previous,
    "quarter_on_quarter": previous,
}


@dataclass(frozen=True, slots=True)
class Change:
    """A change that the record has: published, or computed from two cells."""

    value: Interval
    cells: tuple[Observation, ...]
    formula: str
    later: bool
    exact: Decimal | None = None  # the value to print
    revised: Observation | None = None  # what a published rate became after the story


def fits_change(quantity: Quantity, indicator: Indicator) -> bool:
    spec = parse_unit(indicator.unit)
    if spec.dimension in ("rank", "ordinal"):
        return False
    if quantity.kind is Kind.GROWTH_RATE:
        return spec.dimension == "percent" if indicator.is_growth else not is_change(indicator)
    if quantity.kind is Kind.PP_CHANGE:
        return spec.dimension == "percent"
    if quantity.kind is Kind.ABSOLUTE_CHANGE:
        return same_dimension(of_quantity(quantity), spec) and not indicator.is_growth
    return not indicator.is_growth and not is_change(indicator)


def stated_change(quantity: Quantity) -> Interval:
    """Return the stated change with its sign, percent as percent, amounts in base units."""
    factor = of_quantity(quantity).factor if quantity.kind in (Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE) else _ONE
    reach = quantity.lenient.scaled(factor)
    return -reach if quantity.direction == "down" and quantity.kind is not Kind.MULTIPLE else reach


def changes_of(scene: Scene, reading: Reading, match: Candidate, kind: Kind) -> list[Change]:
    """Return the change of record: one for a known basis, else one for every basis that may be meant."""
    indicator = match.indicator
    if (indicator.is_growth and kind is Kind.GROWTH_RATE) or is_change(indicator):
        if reading.basis in BASES and indicator.basis and indicator.basis != reading.basis:
            return []
        if reading.basis not in (None, *BASES):
            return []
        cell = cell_at(scene, match, reading.period)
        return (
            [
                Change(
                    cell.observation.interval, (cell.observation,), "", cell.later, cell.observation.value, cell.revised
                )
            ]
            if cell
            else []
        )
    if reading.basis not in (None, *BASES) and reading.compared_to is None:
        return _since(scene, reading, match, kind)
    return [c for base in _bases(reading) for c in [between(scene, match, base, reading.period, kind)] if c is not None]


def _bases(reading: Reading) -> list[str]:
    if reading.compared_to:
        return [reading.compared_to]
    steps: list[Callable[[str | None], str | None]]
    if reading.basis in BASES:
        steps = [BASES[reading.basis]]
    elif frequency(reading.period) in ("year", "fiscal"):
        steps = [previous_year]
    else:
        steps = [previous_year, previous]
    return [base for step in steps for base in [step(reading.period)] if base]


def _since(scene: Scene, reading: Reading, match: Candidate, kind: Kind) -> list[Change]:
    """A change "since 2022" runs to the stated period, or to the latest that was known."""
    if not reading.basis or not reading.basis.startswith("since:"):
        return []
    base = reading.basis.removeprefix("since:")
    cells = periods_of(scene.store, match.indicator.id, match.area, scene.document.published)
    ends = sorted((p for p, c in cells.items() if not c.later and frequency(p) == frequency(base)), key=str)
    after = [p for p in ends if p > base]
    ends = [reading.period] if reading.period in after else after[-1:]
    found = [c for end in ends for c in [between(scene, match, base, end, kind)] if c is not None]
    return found * 2  # never refuted: the end of the span is a guess


def between(scene: Scene, match: Candidate, base: str | None, end: str | None, kind: Kind) -> Change | None:
    first, last = cell_at(scene, match, base), cell_at(scene, match, end)
    if first is None or last is None or same(base, end):
        return None
    a, b = first.observation, last.observation
    old, new = a.interval, b.interval
    if not old.bounded or not new.bounded:
        return None
    if old.contains(Decimal(0)) and kind in (Kind.GROWTH_RATE, Kind.MULTIPLE):
        return None
    later = first.later or last.later
    cells = (b, a)
    if kind is Kind.GROWTH_RATE:
        value = (new / old - Interval.point(1)).scaled(_HUNDRED)
        exact = (b.value / a.value - 1) * _HUNDRED
        return Change(value, cells, f"{b.printed} / {a.printed} - 1 = {exact:+.2f}%", later, exact, last.revised)
    if kind is Kind.MULTIPLE:
        return Change(
            new / old,
            cells,
            f"{b.printed} / {a.printed} = {b.value / a.value:.2f}",
            later,
            b.value / a.value,
        )
    exact = b.value - a.value
    shown = format((exact / parse_unit(b.unit).factor).normalize(), "+f")
    return Change(new - old, cells, f"{b.printed} - {a.printed} = {shown}", later, exact, last.revised)


def implied_change(scene: Scene, reading: Reading, match: Candidate) -> Change | None:
    """Return the growth from the recorded base to the level that the text itself prints, where the record lacks it.

    So a stated rate and level imply a base, and that base is compared with the record.
    """
    quantity = reading.quantity
    if quantity is None or quantity.kind is not Kind.GROWTH_RATE or match.indicator.is_growth:
        return None
    bases = _bases(reading)
    base = cell_at(scene, match, bases[0]) if len(bases) == 1 else None
    current = _printed_level(scene, quantity, match.indicator)
    if base is None or current is None or current.value is None or not base.observation.interval.bounded:
        return None
    cell, factor = base.observation, of_quantity(current).factor
    if cell.interval.contains(Decimal(0)):
        return None
    value = (current.lenient.scaled(factor) / cell.interval - Interval.point(1)).scaled(_HUNDRED)
    exact = (current.value * factor / cell.value - 1) * _HUNDRED
    formula = f"{current.surface} against {cell.printed} in {cell.period} is {exact:+.2f}%"
    return Change(value, (cell,), formula, base.later, exact)


def _printed_level(scene: Scene, rate: Quantity, indicator: Indicator) -> Quantity | None:
    """Return the new level that the grammar joins with a rate."""
    relation = scene.growth_of.get(rate.id)
    if relation is None:
        return None
    level = relation.roles["current"][0].quantity
    return level if same_dimension(of_quantity(level), parse_unit(indicator.unit)) else None


def cell_at(scene: Scene, match: Candidate, period: str | None) -> Cell | None:
    return cell_of(scene.store, match.indicator.id, match.area, period, scene.document.published)
