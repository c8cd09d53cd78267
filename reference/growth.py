"""Compare rates of growth, changes in points, differences and multiples: as published, and computed from levels.

Where a rate is published it decides; where only levels are, the rate is computed from them, their rounding
carried along.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.interval import Interval
from claims.model import Kind, Quantity
from claims.period import days, frequency, previous, previous_year, same
from reference.cells import Cell, cell_of, periods_of
from reference.comparison import Comparison, Repair
from reference.levels import decide
from reference.match import Candidate, candidates
from reference.model import Indicator, Observation
from reference.neighbours import numeral, of_category
from reference.reading import Reading, Scene, has_growth_words
from reference.slips import find_slip
from reference.units import of_quantity, parse_unit, same_dimension
from reference.wording import basis_of_wording, comparison_wording
from reference.words import lexicon

__all__ = ["compare_change"]

_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_BASES = {"year_on_year": previous_year, "month_on_month": previous, "quarter_on_quarter": previous}
_EARLIER = {"year_on_year": "from a year earlier", "month_on_month": "from a month earlier", "quarter_on_quarter": "from a quarter earlier"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Change:
    """A change that the record has: published, or computed from two cells."""

    value: Interval
    cells: tuple[Observation, ...]
    formula: str
    later: bool
    exact: Decimal | None = None  # the value to print


def compare_change(scene: Scene, reading: Reading) -> Comparison:
    """Judge a figure that states how much something changed."""
    quantity = reading.quantity
    assert quantity is not None
    reading = replace(reading, basis=reading.basis or basis_of_wording(scene, reading))
    found = candidates(reading, scene.store, lambda i: _fits(quantity, i) and _may_be_rate(reading, quantity, i))
    published = [c for c in found if c.indicator.is_growth or c.indicator.kind == "change"]
    levels = [c for c in found if c not in published]
    results = [decide(reading, group, lambda c: _judge(scene, reading, c), _aspect(quantity)) for group in (published, levels)]  # fmt: skip
    told = [r for r in results if r.outcome != "not_enough_info"]
    if not told:
        return _points_for_percent(scene, reading) or (results[0] if published or not levels else results[1])
    if len(told) == 2 and told[0].outcome != told[1].outcome and told[0].match and told[1].match:
        own = told[0].match.indicator.growth_of == told[1].match.indicator.id or told[0].match.score >= told[1].match.score
        return told[0] if own else told[1]
    return told[0]


def _may_be_rate(reading: Reading, quantity: Quantity, indicator: Indicator) -> bool:
    """A change in points of a rate of growth ("inflation fell 0.6 points") must name that rate."""
    return quantity.kind is not Kind.PP_CHANGE or not indicator.is_growth or has_growth_words(reading)


def _points_for_percent(scene: Scene, reading: Reading) -> Comparison | None:
    """Percentage points of something that is no rate: the growth of the record, wrongly worded."""
    quantity = reading.quantity
    if quantity is None or quantity.kind is not Kind.PP_CHANGE:
        return None
    relative = replace(quantity, kind=Kind.GROWTH_RATE, unit="percent")
    judged = compare_change(scene, replace(reading, quantity=relative))
    if judged.outcome != "supported" or judged.match is None:
        return None
    level = scene.store.indicator(judged.match.indicator.growth_of) or judged.match.indicator
    if parse_unit(level.unit).dimension == "percent":
        return None
    repair = Repair(start=quantity.start, end=quantity.end, how="percent", why="a relative change")
    return replace(
        judged, outcome="refuted", aspect="points", diagnosis=("percent-for-points",), repairs=(repair,),
        note="the change is relative, in percent",
    )  # fmt: skip


def _aspect(quantity: Quantity) -> str:
    return {
        Kind.PP_CHANGE: "points", Kind.ABSOLUTE_CHANGE: "difference", Kind.MULTIPLE: "multiple",
    }.get(quantity.kind, "growth")  # fmt: skip


def _fits(quantity: Quantity, indicator: Indicator) -> bool:
    spec = parse_unit(indicator.unit)
    if spec.dimension in ("rank", "ordinal"):
        return False
    if quantity.kind is Kind.GROWTH_RATE:
        return spec.dimension == "percent" if indicator.is_growth else indicator.kind != "change"
    if quantity.kind is Kind.PP_CHANGE:
        return spec.dimension == "percent"
    if quantity.kind is Kind.ABSOLUTE_CHANGE:
        return same_dimension(of_quantity(quantity), spec) and not indicator.is_growth
    return not indicator.is_growth and indicator.kind != "change"


def _judge(scene: Scene, reading: Reading, match: Candidate) -> Comparison | None:
    quantity = reading.quantity
    assert quantity is not None
    changes = _changes(scene, reading, match, quantity.kind)
    if not changes:
        return None
    stated = _stated(quantity)
    for change in changes:
        if stated.meets(change.value):
            return _comparison(quantity, match, change, "supported")
    if len(changes) > 1:  # the basis is not stated: neither reading fits, so only a slip may speak
        return None
    base = _comparison(quantity, match, changes[0], "refuted")
    return _explained(scene, reading, match, base, changes[0], stated)


def _comparison(quantity: Quantity, match: Candidate, change: _Change, outcome: str) -> Comparison:
    return Comparison(
        start=quantity.start, end=quantity.end, outcome=outcome, aspect=_aspect(quantity), quantity=quantity.id, match=match,  # type: ignore[arg-type]
        expected=change.value, unit="percent" if quantity.kind is Kind.GROWTH_RATE else quantity.unit, cells=change.cells,
        formula=change.formula, later=change.later,
    )  # fmt: skip


def _stated(quantity: Quantity) -> Interval:
    """Return the stated change with its sign, percent as percent, amounts in base units."""
    factor = of_quantity(quantity).factor if quantity.kind in (Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE) else _ONE
    reach = quantity.lenient.scaled(factor)
    return -reach if quantity.direction == "down" and quantity.kind is not Kind.MULTIPLE else reach


def _changes(scene: Scene, reading: Reading, match: Candidate, kind: Kind) -> list[_Change]:
    """Return what the record has as that change: one for a known basis, one for every basis that may be meant."""
    indicator = match.indicator
    if (indicator.is_growth and kind is Kind.GROWTH_RATE) or indicator.kind == "change":
        if reading.basis in _BASES and indicator.basis and indicator.basis != reading.basis:
            return []
        if reading.basis not in (None, *_BASES):
            return []
        cell = _cell(scene, match, reading.period)
        return [_Change(cell.observation.interval, (cell.observation,), "", cell.later, cell.observation.value)] if cell else []
    if reading.basis not in (None, *_BASES) and reading.compared_to is None:
        return _since(scene, reading, match, kind)
    return [c for base in _bases(reading) for c in [_between(scene, match, base, reading.period, kind)] if c is not None]


def _bases(reading: Reading) -> list[str]:
    if reading.compared_to:
        return [reading.compared_to]
    steps: list[Callable[[str | None], str | None]]
    if reading.basis in _BASES:
        steps = [_BASES[reading.basis]]
    elif frequency(reading.period) in ("year", "fiscal"):
        steps = [previous_year]
    else:
        steps = [previous_year, previous]
    return [base for step in steps for base in [step(reading.period)] if base]


def _since(scene: Scene, reading: Reading, match: Candidate, kind: Kind) -> list[_Change]:
    """A change "since 2022" runs to the stated period, or to the latest that was known."""
    if not reading.basis or not reading.basis.startswith("since:"):
        return []
    base = reading.basis.removeprefix("since:")
    cells = periods_of(scene.store, match.indicator.id, match.area, scene.document.published)
    ends = sorted((p for p, c in cells.items() if not c.later and frequency(p) == frequency(base)), key=str)
    after = [p for p in ends if p > base]
    ends = [reading.period] if reading.period in after else after[-1:]
    found = [c for end in ends for c in [_between(scene, match, base, end, kind)] if c is not None]
    return found * 2  # never refuted: the end of the span is a guess


def _between(scene: Scene, match: Candidate, base: str | None, end: str | None, kind: Kind) -> _Change | None:
    first, last = _cell(scene, match, base), _cell(scene, match, end)
    if first is None or last is None or same(base, end):
        return None
    a, b = first.observation, last.observation
    if not a.interval.bounded or not b.interval.bounded:
        return None
    if a.interval.contains(Decimal(0)) and kind in (Kind.GROWTH_RATE, Kind.MULTIPLE):
        return None
    later = first.later or last.later
    cells = (b, a)
    if kind is Kind.GROWTH_RATE:
        value = (b.interval / a.interval - Interval.point(1)).scaled(_HUNDRED)
        exact = (b.value / a.value - 1) * _HUNDRED
        return _Change(value, cells, f"{b.printed} / {a.printed} - 1 = {exact:+.2f}%", later, exact)
    if kind is Kind.MULTIPLE:
        return _Change(b.interval / a.interval, cells, f"{b.printed} / {a.printed} = {b.value / a.value:.2f}", later, b.value / a.value)
    exact = b.value - a.value
    return _Change(b.interval - a.interval, cells, f"{b.printed} - {a.printed} = {exact:+f}", later, exact)


def _cell(scene: Scene, match: Candidate, period: str | None) -> Cell | None:
    return cell_of(scene.store, match.indicator.id, match.area, period, scene.document.published)


def _explained(
    scene: Scene, reading: Reading, match: Candidate, base: Comparison, change: _Change, stated: Interval
) -> Comparison:
    """Name the slip of a refuted change and what to print."""
    quantity = reading.quantity
    assert quantity is not None
    for attempt in (_as_points, _as_rate, _turned, _other_basis, _older, _other_cell, _misread, _slipped):
        found = attempt(scene, reading, match, base, change, stated)
        if found is not None:
            return found
    return replace(base, repairs=_value(quantity, change))


def _value(quantity: Quantity, change: _Change) -> tuple[Repair, ...]:
    if change.exact is None:
        return ()
    value = abs(change.exact)
    if quantity.kind in (Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE):
        value = value / of_quantity(quantity).factor
    if len(change.cells) > 1:
        value = round(value, max(quantity.places, 1)) if quantity.unit == "percent" else value
    return (Repair(start=quantity.start, end=quantity.end, how="value", value=value, why="the figure of record"),)


def _as_points(
    scene: Scene, reading: Reading, match: Candidate, base: Comparison, change: _Change, stated: Interval
) -> Comparison | None:
    """A rise in percent that is one in percentage points."""
    quantity = reading.quantity
    assert quantity is not None
    if quantity.kind is not Kind.GROWTH_RATE or parse_unit(match.indicator.unit).dimension != "percent" or len(change.cells) < 2:
        return None
    b, a = change.cells
    if not stated.meets(b.interval - a.interval):
        return None
    repair = Repair(start=quantity.start, end=quantity.end, how="points", why="a difference of two rates")
    return replace(
        base, diagnosis=("percent-for-points",), formula=f"{b.printed} - {a.printed} = {b.value - a.value:+f} points",
        note="the change is one in percentage points", repairs=(repair, *_value(quantity, change)),
    )  # fmt: skip


def _as_rate(
    scene: Scene, reading: Reading, match: Candidate, base: Comparison, change: _Change, stated: Interval
) -> Comparison | None:
    """A change in percentage points that is one in percent."""
    quantity = reading.quantity
    assert quantity is not None
    if quantity.kind is not Kind.PP_CHANGE or len(change.cells) < 2:
        return None
    b, a = change.cells
    relative = (b.interval / a.interval - Interval.point(1)).scaled(_HUNDRED)
    if not stated.meets(relative):
        return None
    repair = Repair(start=quantity.start, end=quantity.end, how="percent", why="a relative change")
    return replace(base, diagnosis=("percent-for-points",), note="the change is relative, in percent", repairs=(repair,))


def _turned(
    scene: Scene, reading: Reading, match: Candidate, base: Comparison, change: _Change, stated: Interval
) -> Comparison | None:
    quantity = reading.quantity
    assert quantity is not None
    if not (-stated).meets(change.value) or quantity.direction_span is None:
        return None
    start, end = quantity.direction_span
    word = lexicon().opposites.get(scene.document.text[start:end].lower())
    repairs = (Repair(start=start, end=end, how="text", text=word, why="the record moved the other way"),) if word else ()
    return replace(
        base, start=start, end=end, aspect="direction", diagnosis=("direction",), repairs=repairs,
        note=f"the record {'rose' if quantity.direction == 'down' else 'fell'}",
    )  # fmt: skip


def _other_basis(
    scene: Scene, reading: Reading, match: Candidate, base: Comparison, change: _Change, stated: Interval
) -> Comparison | None:
    """The rate is right against another period than the one that is named."""
    quantity = reading.quantity
    assert quantity is not None
    if len(change.cells) < 2 or quantity.kind is not Kind.GROWTH_RATE:
        return None
    used = change.cells[1].period
    steps = {name: step(reading.period) for name, step in _BASES.items() if (name == "quarter_on_quarter") == (frequency(reading.period) == "quarter") or name == "year_on_year"}  # fmt: skip
    others: list[tuple[str, str | None]] = [(p, name) for name, p in steps.items() if p]
    cells = periods_of(scene.store, match.indicator.id, match.area, scene.document.published)
    earlier = sorted((p for p in cells if _before(p, reading.period)), reverse=True)
    others += [(p, None) for p in earlier]
    for period, name in others:
        if same(period, used):
            continue
        other = _between(scene, match, period, reading.period, Kind.GROWTH_RATE)
        if other is None or not stated.meets(other.value):
            continue
        wording = comparison_wording(scene, reading)
        text = _EARLIER[name] if name else f"from {period}"
        repairs = (Repair(start=wording[0], end=wording[1], how="text", text=text, why="the period that fits"),) if wording else ()
        return replace(
            base, diagnosis=("comparison-period",), neighbour=other.cells[1], repairs=(*repairs, *_value(quantity, change)),
            note=f"{numeral(quantity)} percent is the change from {period}: {other.formula}",
        )  # fmt: skip
    return None


def _before(one: str, other: str | None) -> bool:
    first, second = days(one), days(other)
    return bool(first and second and first[0] < second[0])


def _older(
    scene: Scene, reading: Reading, match: Candidate, base: Comparison, change: _Change, stated: Interval
) -> Comparison | None:
    """The rate of an earlier vintage."""
    quantity = reading.quantity
    assert quantity is not None
    cell = _cell(scene, match, reading.period)
    if cell is None or len(change.cells) != 1:
        return None
    for old in sorted(cell.superseded, key=lambda o: o.vintage, reverse=True):
        if stated.meets(old.interval):
            when = f", published on {old.vintage}," if old.vintage else ""
            return replace(
                base, diagnosis=("superseded",), neighbour=old, repairs=_value(quantity, change),
                note=f"an earlier figure{when} was {old.printed}; it has been revised",
            )  # fmt: skip
    return None


def _other_cell(
    scene: Scene, reading: Reading, match: Candidate, base: Comparison, change: _Change, stated: Interval
) -> Comparison | None:
    """The rate of another period, area or series."""
    quantity = reading.quantity
    assert quantity is not None
    repairs = _value(quantity, change)
    for period in _neighbouring(scene, reading, match):
        moved = replace(reading, period=period, compared_to=None)
        other = _changes(scene, moved, match, quantity.kind)
        if other and stated.meets(other[0].value):
            return replace(base, diagnosis=("previous-period",), neighbour=other[0].cells[0], repairs=repairs, note=f"that is the rate of {period}")  # fmt: skip
    for area in sorted(scene.store.areas_of(match.indicator.id) - {match.area}):
        other = _changes(scene, reading, replace(match, area=area), quantity.kind)
        record = scene.store.area(area)
        if other and record and stated.meets(other[0].value):
            return replace(base, diagnosis=("wrong-area",), neighbour=other[0].cells[0], repairs=repairs, note=f"that is the rate of {record.name}")  # fmt: skip
    for indicator in scene.store.indicators():
        if indicator.id == match.indicator.id or indicator.is_growth != match.indicator.is_growth or not _fits(quantity, indicator):
            continue
        other = _changes(scene, reading, replace(match, indicator=indicator), quantity.kind)
        if other and stated.meets(other[0].value):
            slug = of_category(match.indicator, indicator)
            return replace(base, diagnosis=(slug,), neighbour=other[0].cells[0], repairs=repairs, note=f"that is the rate of another series: {indicator.label}")  # fmt: skip
    return None


def _neighbouring(scene: Scene, reading: Reading, match: Candidate) -> list[str]:
    cells = periods_of(scene.store, match.indicator.id, match.area, scene.document.published)
    kind = frequency(reading.period)
    return sorted((p for p in cells if frequency(p) == kind and not same(p, reading.period)), reverse=True)


def _misread(
    scene: Scene, reading: Reading, match: Candidate, base: Comparison, change: _Change, stated: Interval
) -> Comparison | None:
    """The ratio printed as the increase, or the change divided by the new value."""
    quantity = reading.quantity
    assert quantity is not None
    if quantity.kind is not Kind.GROWTH_RATE or len(change.cells) < 2:
        return None
    b, a = change.cells
    readings = (
        ("ratio-as-increase", (b.interval / a.interval).scaled(_HUNDRED), "that is the ratio, not the increase"),
        ("wrong-base", ((b.interval - a.interval) / b.interval).scaled(_HUNDRED), "that is the change over the new value"),
    )
    for slug, value, note in readings:
        if stated.meets(value):
            return replace(base, diagnosis=(slug,), note=note, repairs=_value(quantity, change))
    return None


def _slipped(
    scene: Scene, reading: Reading, match: Candidate, base: Comparison, change: _Change, stated: Interval
) -> Comparison | None:
    quantity = reading.quantity
    assert quantity is not None
    target = change.value if stated.lower is None or stated.lower >= 0 else -change.value
    if quantity.kind in (Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE):
        target = target.scaled(1 / of_quantity(quantity).factor)
    found = find_slip(quantity, numeral(quantity), target)
    if found is None:
        return None
    slug, text = found
    note = "the decimal point has moved" if slug == "power-of-ten" else "a slip of the digits"
    repair = Repair(start=quantity.start, end=quantity.end, how="numeral", text=text, why=note)
    return replace(base, diagnosis=(slug,), note=note, repairs=(repair, *_value(quantity, change)))
