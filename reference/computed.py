"""Judge a figure that the record does not print but gives: a share, a ratio, an average, a multiple.

Each kind of claim says how the value follows from cells (`Compute`); this module finds the series, compares, and
looks for the neighbour that has the printed value: another period, another area, a slip of the digits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from claims.interval import Interval
from claims.model import Quantity
from claims.period import frequency, same
from reference.cells import periods_of
from reference.changes import Change
from reference.comparison import Aspect, Comparison, Repair
from reference.labels import is_change
from reference.levels import decide
from reference.match import Candidate, candidates
from reference.model import Indicator, Observation
from reference.neighbours import areas_beside, nearby, numeral, one_of_few
from reference.reading import Reading, Scene
from reference.slips import find_slip
from reference.units import of_quantity, parse_unit, stated_amount

__all__ = ["Compute", "additive", "compare_computed", "judged"]

# what the record gives for a series (with its area) in a period, one for every honest reading of the wording
Compute = Callable[[Candidate, str | None], list[Change]]

_NOT_ADDED = ("percent", "points", "ratio", "index", "rank", "ordinal", "times")
_NEAR = 4  # periods, on both sides together, that a figure is easily taken from


def additive(indicator: Indicator) -> bool:
    """Tell whether values of a series add up over areas, so that shares and ratios of them mean something."""
    return (
        not is_change(indicator)
        and indicator.kind not in ("rank", "price", "level", "ratio", "index")
        and (parse_unit(indicator.unit).dimension not in _NOT_ADDED and not indicator.is_growth)
    )


def compare_computed(
    scene: Scene, reading: Reading, fits: Callable[[Indicator], bool], compute: Compute, aspect: Aspect, slug: str
) -> Comparison:
    """Judge a figure by what `compute` makes of the best series; `slug` names a mismatch that nothing explains."""
    found = candidates(replace(reading, counts_loose=False), scene.store, fits)  # the grammar of the claim is strict
    told = decide(reading, found, lambda c: judged(scene, reading, c, compute, aspect), aspect)
    if told.outcome == "refuted" and not told.diagnosis:  # no neighbour has the value: it is simply another
        return replace(told, diagnosis=(slug,))
    return told


def judged(scene: Scene, reading: Reading, match: Candidate, compute: Compute, aspect: Aspect) -> Comparison | None:
    """Compare a figure with the values that follow for one series, ``None`` where the record lacks a cell."""
    quantity = reading.quantity
    assert quantity is not None
    changes = compute(match, reading.period)
    if not changes:
        return None
    factor = of_quantity(quantity).factor
    stated = stated_amount(quantity, changes[0].exact if changes[0].exact is not None else factor)
    chosen = next((c for c in changes if stated.meets(c.value)), changes[0])
    base = Comparison(
        start=quantity.start,
        end=quantity.end,
        outcome="supported",
        aspect=aspect,
        quantity=quantity.id,
        match=match,
        expected=chosen.value.scaled(1 / factor),
        unit="percent" if quantity.unit == "percent" else quantity.unit,
        cells=chosen.cells,
        formula=chosen.formula,
        later=chosen.later,
    )
    if stated.meets(chosen.value):
        return base
    return _refuted(scene, reading, quantity, match, compute, replace(base, outcome="refuted"), stated, chosen)


def _refuted(
    scene: Scene,
    reading: Reading,
    quantity: Quantity,
    match: Candidate,
    compute: Compute,
    base: Comparison,
    stated: Interval,
    change: Change,
) -> Comparison:
    factor = of_quantity(quantity).factor
    repairs: tuple[Repair, ...] = ()
    if change.exact is not None:
        value = round(change.exact / factor, max(quantity.places, 0))
        repairs = (
            Repair(start=quantity.start, end=quantity.end, how="value", value=value, why="what the record gives"),
        )
    near = _neighbour(scene, reading, quantity, match, compute, stated)
    if near is not None:
        slug, cell, note, telling = near
        return replace(base, diagnosis=(slug,), neighbour=cell, note=note, repairs=repairs, telling=telling)
    found = find_slip(quantity, numeral(quantity), change.value.scaled(1 / factor), plain=True)
    if found is not None:
        slug, text = found
        note = "the decimal point has moved" if slug == "power-of-ten" else "a slip of the digits"
        repair = Repair(start=quantity.start, end=quantity.end, how="numeral", text=text, why=note)
        return replace(base, diagnosis=(slug,), note=note, repairs=(repair, *repairs))
    return replace(base, repairs=repairs)


def _neighbour(
    scene: Scene, reading: Reading, quantity: Quantity, match: Candidate, compute: Compute, stated: Interval
) -> tuple[str, Observation, str, bool] | None:
    """Return which other period or area has the value: the near periods, then areas, then the far periods."""
    cells = periods_of(scene.store, match.indicator.id, match.area, scene.document.published)
    kind = frequency(reading.period)
    periods = [p for p in cells if frequency(p) == kind and not same(p, reading.period)]
    periods.sort(key=lambda p: nearby(reading.period, p))

    def of_period(some: list[str], *, telling: bool) -> tuple[str, Observation, str, bool] | None:
        for period in some:
            other = compute(match, period)
            if other and stated.meets(other[0].value):
                return "previous-period", other[0].cells[0], f"that is the figure of {period}", telling
        return None

    return (
        of_period(periods[:_NEAR], telling=True)
        or _other_area(scene, reading, quantity, match, compute, stated)
        or of_period(periods[_NEAR:], telling=False)
    )


def _other_area(
    scene: Scene, reading: Reading, quantity: Quantity, match: Candidate, compute: Compute, stated: Interval
) -> tuple[str, Observation, str, bool] | None:
    hits: dict[str, Observation] = {}
    for key in areas_beside(scene, match):
        other = compute(replace(match, area=key), reading.period)
        if other and stated.meets(other[0].value):
            hits[key] = other[0].cells[0]
    chosen = one_of_few(scene, list(hits), quantity, match.area)
    if chosen is None:
        return None
    area = scene.store.area(chosen[0])
    return "wrong-area", hits[chosen[0]], f"that is the figure of {area.name if area else chosen[0]}", chosen[1]
