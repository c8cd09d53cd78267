"""When a stated change is not that of the record: which misreading, neighbour or slip makes it so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.interval import Interval
from claims.model import Kind, Quantity
from claims.period import days, frequency, same
from reference.cells import periods_of
from reference.changes import BASES, Change, between, cell_at, changes_of, fits_change
from reference.comparison import Comparison, Repair
from reference.labels import prices_of
from reference.match import Candidate
from reference.model import Observation
from reference.neighbours import areas_beside, at_other_prices, confusable, nearby, numeral, of_category, one_of_few
from reference.reading import Reading, Scene
from reference.slips import find_slip
from reference.units import of_quantity, parse_unit
from reference.wording import comparison_wording, opposite

__all__ = ["Case", "explained"]

_HUNDRED = Decimal(100)
_NEAR = 4  # periods, on both sides together, that a rate is easily taken from
_SMALL = 12  # so few areas or series do not meet a rate by chance
_ONE = Interval.point(1)
_EARLIER = {
    "year_on_year": "from a year earlier",
    "month_on_month": "from a month earlier",
    "quarter_on_quarter": "from a quarter earlier",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A change of the text that the record refutes."""

    scene: Scene
    reading: Reading
    quantity: Quantity
    match: Candidate
    base: Comparison
    change: Change  # of the record
    stated: Interval  # of the text, signed

    @property
    def relative(self) -> bool:
        """Tell whether it is a rate of growth that was computed from two cells."""
        return self.quantity.kind is Kind.GROWTH_RATE and len(self.change.cells) > 1


def explained(case: Case) -> Comparison:
    """Name the slip of a refuted change and what to print."""
    for attempt in (_as_points, _as_rate, _as_level, _turned, _other_basis, _older, _neighbour, _misread, _slipped):
        found = attempt(case)
        if found is not None:
            return found
    return replace(case.base, repairs=_value(case))


def _value(case: Case) -> tuple[Repair, ...]:
    quantity, change = case.quantity, case.change
    if change.exact is None:
        return ()
    value = abs(change.exact)
    if quantity.kind in (Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE):
        value = value / of_quantity(quantity).factor
    if len(change.cells) > 1 and quantity.unit == "percent":
        value = round(value, max(quantity.places, 1))
    return (Repair(start=quantity.start, end=quantity.end, how="value", value=value, why="the figure of record"),)


def _as_points(case: Case) -> Comparison | None:
    """A rise in percent that is one in percentage points."""
    if not case.relative or parse_unit(case.match.indicator.unit).dimension != "percent":
        return None
    b, a = case.change.cells
    if not case.stated.meets(b.interval - a.interval):
        return None
    repair = Repair(start=case.quantity.start, end=case.quantity.end, how="points", why="a difference of two rates")
    return replace(
        case.base,
        diagnosis=("percent-for-points",),
        formula=f"{b.printed} - {a.printed} = {b.value - a.value:+f} points",
        note="the change is one in percentage points",
        repairs=(repair, *_value(case)),
    )


def _as_rate(case: Case) -> Comparison | None:
    """A change in percentage points that is one in percent."""
    if case.quantity.kind is not Kind.PP_CHANGE or len(case.change.cells) < 2:
        return None
    b, a = case.change.cells
    if not case.stated.meets((b.interval / a.interval - _ONE).scaled(_HUNDRED)):
        return None
    repair = Repair(start=case.quantity.start, end=case.quantity.end, how="percent", why="a relative change")
    return replace(
        case.base,
        diagnosis=("percent-for-points",),
        note="the change is relative, in percent",
        repairs=(repair,),
    )


def _as_level(case: Case) -> Comparison | None:
    """A rate printed as the change of itself: unemployment "rose 5.2 percent" where it rose to 5.2 percent."""
    if not case.relative or parse_unit(case.match.indicator.unit).dimension != "percent":
        return None
    level = case.change.cells[0]
    printed = case.quantity.lenient
    if not printed.meets(level.interval):
        return None
    return replace(
        case.base, diagnosis=("growth-for-level",), note=f"that is the level of {level.period}", repairs=_value(case)
    )


def _turned(case: Case) -> Comparison | None:
    """The right size the wrong way."""
    quantity = case.quantity
    if not (-case.stated).meets(case.change.value) or quantity.direction_span is None:
        return None
    start, end = quantity.direction_span
    return replace(
        case.base,
        start=start,
        end=end,
        aspect="direction",
        diagnosis=("direction",),
        repairs=opposite(case.scene, start, end),
        note=f"the record {'rose' if quantity.direction == 'down' else 'fell'}",
    )


def _other_basis(case: Case) -> Comparison | None:
    """The rate is right against another period than the one that is named."""
    if not case.relative:
        return None
    for period, basis in _earlier_periods(case):
        if same(period, case.change.cells[1].period):
            continue
        other = between(case.scene, case.match, period, case.reading.period, Kind.GROWTH_RATE)
        if other is None or not case.stated.meets(other.value):
            continue
        wording = comparison_wording(case.scene, case.reading)
        text = _EARLIER[basis] if basis else f"from {period}"
        repairs = _value(case)
        if wording is not None:
            why = "the period that fits"
            repairs = (Repair(start=wording[0], end=wording[1], how="text", text=text, why=why), *repairs)
        return replace(
            case.base,
            diagnosis=("comparison-period",),
            neighbour=other.cells[1],
            repairs=repairs,
            note=f"{numeral(case.quantity)} percent is the change from {period}: {other.formula}",
        )
    return None


def _earlier_periods(case: Case) -> Iterator[tuple[str, str | None]]:
    """Yield the usual periods that a change is measured from, with their basis, then all others."""
    current = case.reading.period
    quarterly = frequency(current) == "quarter"
    for basis, step in BASES.items():
        period = step(current)
        if period is not None and (basis == "year_on_year" or (basis == "quarter_on_quarter") == quarterly):
            yield period, basis
    published = case.scene.document.published
    cells = periods_of(case.scene.store, case.match.indicator.id, case.match.area, published)
    for period in sorted((p for p in cells if _before(p, current)), reverse=True):
        yield period, None


def _before(one: str, other: str | None) -> bool:
    first, second = days(one), days(other)
    return bool(first and second and first[0] < second[0])


def _older(case: Case) -> Comparison | None:
    """The rate of an earlier vintage."""
    cell = cell_at(case.scene, case.match, case.reading.period)
    if cell is None or len(case.change.cells) != 1:
        return None
    for old in sorted(cell.superseded, key=lambda o: o.vintage, reverse=True):
        if case.stated.meets(old.interval):
            when = f", published on {old.vintage}," if old.vintage else ""
            note = f"an earlier figure{when} was {old.printed}; it has been revised"
            return _named(case, "superseded", old, note)
    return None


def _named(case: Case, slug: str, neighbour: Observation, note: str) -> Comparison:
    return replace(case.base, diagnosis=(slug,), neighbour=neighbour, repairs=_value(case), note=note)


def _neighbour(case: Case) -> Comparison | None:
    """The rate of another period, area or series, the likeliest first."""
    for attempt in (_near_period, _other_prices, _other_area, _far_period, _other_series):
        found = attempt(case)
        if found is not None:
            return found
    return None


def _change_of(case: Case, reading: Reading, match: Candidate) -> Change | None:
    """Return the first change of another cell that has the stated value."""
    other = changes_of(case.scene, reading, match, case.quantity.kind)
    return other[0] if other and case.stated.meets(other[0].value) else None


def _near_period(case: Case) -> Comparison | None:
    return _other_period(case, near=True)


def _far_period(case: Case) -> Comparison | None:
    return _other_period(case, near=False)


def _other_period(case: Case, *, near: bool) -> Comparison | None:
    reading = case.reading
    cells = periods_of(case.scene.store, case.match.indicator.id, case.match.area, case.scene.document.published)
    kind = frequency(reading.period)
    periods = [p for p in cells if frequency(p) == kind and not same(p, reading.period)]
    periods.sort(key=lambda p: nearby(reading.period, p))
    for period in periods[:_NEAR] if near else periods[_NEAR:]:
        change = _change_of(case, replace(reading, period=period, compared_to=None), case.match)
        if change is not None:
            found = _named(case, "previous-period", change.cells[0], f"that is the rate of {period}")
            return replace(found, telling=near)
    return None


def _other_area(case: Case) -> Comparison | None:
    hits = {}
    beside = areas_beside(case.scene, case.match)
    for key in beside:
        change = _change_of(case, case.reading, replace(case.match, area=key))
        if change is not None:
            hits[key] = change
    chosen = one_of_few(case.scene, list(hits), case.quantity, case.match.area)
    if chosen is None:
        return None
    key, telling = chosen
    area = case.scene.store.area(key)
    found = _named(case, "wrong-area", hits[key].cells[0], f"that is the rate of {area.name if area else key}")
    return replace(found, telling=telling or len(beside) <= _SMALL)


def _other_prices(case: Case) -> Comparison | None:
    """The rate of a series that it is easily confused with, or the growth of the same thing at other prices."""
    indicator = case.match.indicator
    others = [(of_category(indicator, i), i) for i in confusable(case.scene, indicator)]
    others += [("wrong-category", i) for i in at_other_prices(case.scene, indicator)]
    for slug, other in others:
        if other.id == indicator.id or not fits_change(case.quantity, other):
            continue
        change = _change_of(case, case.reading, replace(case.match, indicator=other))
        if change is not None:
            note = f"that is the rate of another series: {other.label}"
            if prices_of(indicator) == "constant" and prices_of(other) == "current":
                note += ", not adjusted for inflation"
            return _named(case, slug, change.cells[0], note)
    return None


def _other_series(case: Case) -> Comparison | None:
    for indicator in case.scene.store.indicators():
        apart = indicator.id != case.match.indicator.id and indicator.is_growth == case.match.indicator.is_growth
        if not apart or not fits_change(case.quantity, indicator):
            continue
        change = _change_of(case, case.reading, replace(case.match, indicator=indicator))
        if change is not None:
            slug = of_category(case.match.indicator, indicator)
            found = _named(case, slug, change.cells[0], f"that is the rate of another series: {indicator.label}")
            return replace(found, telling=len(case.scene.store.indicators()) <= _SMALL)
    return None


def _misread(case: Case) -> Comparison | None:
    """The ratio printed as the increase, or the change divided by the new value."""
    if not case.relative:
        return None
    b, a = (cell.interval for cell in case.change.cells)
    readings = [
        ("ratio-as-increase", (b / a).scaled(_HUNDRED), "that is the ratio, not the increase"),
        ("wrong-base", ((b - a) / b).scaled(_HUNDRED), "that is the change over the new value"),
    ]
    for slug, value, note in readings:
        if case.stated.meets(value):
            return replace(case.base, diagnosis=(slug,), note=note, repairs=_value(case))
    return None


def _slipped(case: Case) -> Comparison | None:
    """A slip of the typing hand."""
    quantity = case.quantity
    forward = case.stated.lower is None or case.stated.lower >= 0
    target = case.change.value if forward else -case.change.value
    if quantity.kind in (Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE):
        target = target.scaled(1 / of_quantity(quantity).factor)
    found = find_slip(quantity, numeral(quantity), target)
    if found is None:
        return None
    slug, text = found
    note = "the decimal point has moved" if slug == "power-of-ten" else "a slip of the digits"
    repair = Repair(start=quantity.start, end=quantity.end, how="numeral", text=text, why=note)
    return replace(case.base, diagnosis=(slug,), note=note, repairs=(repair, *_value(case)))
