"""When the record says otherwise: which neighbouring cell, scale or slip of the hand has the printed value.

Neighbours are tried from the most telling to the least: the same digits in another scale or unit, a figure
that has been superseded, another period, another area, another series, then slips of the typing hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from claims.interval import Interval
from claims.model import Quantity
from claims.period import days, frequency
from reference.cells import Cell, cell_of, periods_of
from reference.comparison import How
from reference.match import Candidate
from reference.model import Indicator, Observation
from reference.reading import Reading, Scene
from reference.slips import find_slip
from reference.units import of_quantity, parse_unit, same_dimension
from reference.words import lexicon, stem, tokens

__all__ = ["Explanation", "explain", "numeral", "of_category"]

_PLENTY = 400  # no more neighbours than this are looked at


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a figure differs from the record, and what to print instead where that is not the value itself."""

    slug: str
    note: str
    neighbour: Observation | None = None
    how: How = "value"
    text: str = ""


Meets = Callable[[Observation], bool]


def explain(scene: Scene, reading: Reading, match: Candidate, cell: Cell, stated: Interval) -> Explanation | None:
    """Return the best explanation of a level, `stated` in base units, that misses its cell."""
    quantity = reading.quantity
    if quantity is None:
        return None

    def meets(o: Observation) -> bool:
        return o.interval.bounded and stated.meets(o.interval)

    for found in (
        _other_scale(quantity, cell.observation),
        _superseded(cell, meets),
        _other_period(scene, match, cell, meets),
        _other_area(scene, match, cell, meets),
        _other_series(scene, reading, match, cell, meets),
        _slip(quantity, cell.observation),
    ):
        if found is not None:
            return found
    return None


def numeral(quantity: Quantity) -> str:
    """Return the numeral as printed."""
    return quantity.surface[quantity.number_start - quantity.start : quantity.number_end - quantity.start]


def _other_scale(quantity: Quantity, cell: Observation) -> Explanation | None:
    """Same digits, other scale word or other prefix of the unit."""
    mine = of_quantity(quantity)
    factor = mine.factor
    reach = quantity.lenient.scaled(factor)
    for power in (3, -3, 6, -6, 9, -9):
        if not reach.scaled(Decimal(10) ** power).meets(cell.interval):
            continue
        if quantity.scale != 1:
            return Explanation("scale", "the digits are right, the scale word is not", cell)
        spec = parse_unit(cell.unit)
        if factor != 1 or spec.factor != 1:
            if mine.dimension.startswith("["):
                return Explanation("scale", f"the digits are right, the unit is {cell.unit}", cell, "unit", cell.unit)
            return Explanation("magnitude-word-lost", "the scale word is missing", cell)
        if power > 0 and cell.value >= 10**6:
            return Explanation("magnitude-word-lost", "the scale word is missing", cell)
    return None


def _superseded(cell: Cell, meets: Meets) -> Explanation | None:
    for old in sorted(cell.superseded, key=lambda o: o.vintage, reverse=True):
        if meets(old):
            when = f", published on {old.vintage}," if old.vintage else ""
            return Explanation("superseded", f"an earlier figure{when} was {old.printed}; it has been revised", old)
    return None


def _other_period(scene: Scene, match: Candidate, cell: Cell, meets: Meets) -> Explanation | None:
    wanted = days(cell.observation.period)
    cells = periods_of(scene.store, match.indicator.id, match.area, scene.document.published)
    kind = frequency(cell.observation.period)
    near = [c.observation for p, c in cells.items() if c.observation is not cell.observation and frequency(p) == kind]
    if wanted is not None:
        near.sort(key=lambda o: _apart(wanted[0].toordinal(), o.period))
    found = next((o for o in near[:_PLENTY] if meets(o)), None)
    return Explanation("previous-period", f"that is the figure of {found.period}", found) if found else None


def _apart(day: int, period: str) -> tuple[int, int]:
    span = days(period)
    gap = span[0].toordinal() - day if span else 10**7
    return abs(gap), int(gap > 0)


def _other_area(scene: Scene, match: Candidate, cell: Cell, meets: Meets) -> Explanation | None:
    for area in sorted(scene.store.areas_of(match.indicator.id) - {match.area})[:_PLENTY]:
        other = cell_of(scene.store, match.indicator.id, area, cell.observation.period, scene.document.published)
        if other is not None and meets(other.observation):
            record = scene.store.area(area)
            return Explanation(
                "wrong-area", f"that is the figure of {record.name if record else area}", other.observation
            )
    return None


def _other_series(scene: Scene, reading: Reading, match: Candidate, cell: Cell, meets: Meets) -> Explanation | None:
    mine = parse_unit(match.indicator.unit)
    for indicator in _related(scene, match):
        if (
            not same_dimension(parse_unit(indicator.unit), mine)
            and parse_unit(indicator.unit).dimension != mine.dimension
        ):
            continue
        other = _like(scene, match, indicator, cell, meets)
        if other is not None:
            slug = of_category(match.indicator, indicator)
            return Explanation(slug, f"that is the figure of another series: {indicator.label}", other)
    return None


def _like(scene: Scene, match: Candidate, indicator: Indicator, cell: Cell, meets: Meets) -> Observation | None:
    """Return a cell of another series: of the same period, or of any where the two are often confused."""
    if indicator.id in match.indicator.confused_with:
        cells = periods_of(scene.store, indicator.id, match.area, scene.document.published).values()
    else:
        same = cell_of(scene.store, indicator.id, match.area, cell.observation.period, scene.document.published)
        cells = () if same is None else (same,)  # type: ignore[assignment]
    return next((c.observation for c in cells if meets(c.observation)), None)


def _related(scene: Scene, match: Candidate) -> Iterator[Indicator]:
    """Yield the other series, those that are easily confused with it first."""
    confusable = [i for key in match.indicator.confused_with for i in [scene.store.indicator(key)] if i is not None]
    yield from confusable
    rest = [i for i in scene.store.indicators() if i.id != match.indicator.id and i not in confusable]
    yield from rest[:_PLENTY]


def of_category(right: Indicator, wrong: Indicator) -> str:
    """Name the slip by which one series is taken for another: stock-flow, count-unit or wrong-category."""
    kinds = {_kind(right), _kind(wrong)}
    if kinds == {"stock", "flow"}:
        return "stock-flow"
    mine, theirs = parse_unit(right.unit), parse_unit(wrong.unit)
    if (
        mine.dimension == theirs.dimension == "count"
        and mine.counted != theirs.counted
        and mine.counted
        and theirs.counted
    ):
        return "count-unit"
    return "wrong-category"


def _kind(indicator: Indicator) -> str:
    if indicator.kind in ("stock", "flow"):
        return indicator.kind
    known = lexicon()
    stems = {stem(word) for word, _, _ in tokens(indicator.label)}
    if stems & known.stock:
        return "stock"
    return "flow" if stems & known.flow else ""


def _slip(quantity: Quantity, cell: Observation) -> Explanation | None:
    if not cell.interval.bounded:
        return None
    factor = of_quantity(quantity).factor
    found = find_slip(quantity, numeral(quantity), cell.interval.scaled(1 / factor))
    if found is None:
        return None
    slug, text = found
    words = "the decimal point has moved" if slug == "power-of-ten" else "a slip of the digits"
    return Explanation(slug, words, cell, "numeral", text)
