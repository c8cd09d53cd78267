"""So much a person: a figure per head, per million people, from a numerator and the population of the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.interval import Interval
from claims.model import Quantity
from reference.cells import cell_of
from reference.changes import Change, cell_at
from reference.comparison import Comparison
from reference.computed import additive, compare_computed
from reference.labels import is_population
from reference.match import Candidate
from reference.model import Indicator
from reference.per import Per
from reference.reading import Reading, Scene
from reference.units import of_quantity, parse_unit
from reference.words import content

__all__ = ["compare_per_head"]


def compare_per_head(scene: Scene, reading: Reading, per: Per) -> Comparison:
    """Judge a figure per head by the numerator over the population of the same area and period."""
    quantity = reading.quantity
    assert quantity is not None
    people = set(content("people person population resident inhabitant head per-capita million thousand")) | set(
        per.words
    )
    core = tuple(w for w in reading.core if w not in people)
    stripped = replace(
        reading,
        core=core,
        noun=tuple(w for w in reading.noun if w not in people),
        left_out=frozenset(people),
    )

    def compute(match: Candidate, period: str | None) -> list[Change]:
        return list(_ratios(scene, match, period, per))

    return compare_computed(scene, stripped, lambda i: _fits(quantity, i), compute, "level", "per-capita")


def _fits(quantity: Quantity, indicator: Indicator) -> bool:
    if not additive(indicator) or is_population(indicator):
        return False
    mine, spec = of_quantity(quantity), parse_unit(indicator.unit)
    if mine.dimension in ("count", "ratio"):
        return spec.dimension == "count"
    return mine.dimension == spec.dimension and mine.base == spec.base


def _rounded(value: Decimal) -> str:
    """Print a result with four digits, in full: 10.11, 25,310."""
    return f"{round(value, max(3 - value.adjusted(), 0)):,f}"


def _ratios(scene: Scene, match: Candidate, period: str | None, per: Per) -> Iterator[Change]:
    above = cell_at(scene, match, period)
    if above is None or not above.observation.interval.bounded:
        return
    top = above.observation
    for indicator in scene.store.indicators():
        if not is_population(indicator):
            continue
        below = cell_of(scene.store, indicator.id, match.area, period, scene.document.published)
        if below is None or below.observation.value <= 0 or not below.observation.interval.bounded:
            continue
        bottom = below.observation
        value = (top.interval / bottom.interval).scaled(per.people)
        exact = top.value / bottom.value * per.people
        times = f" × {per.people:,f}" if per.people != 1 else ""
        result = exact / parse_unit(top.unit).factor
        formula = f"{top.printed} {top.unit} / {bottom.printed} {bottom.unit}{times} = {_rounded(result)}"
        yield Change(Interval(value.lower, value.upper), (top, bottom), formula, above.later or below.later, exact)
