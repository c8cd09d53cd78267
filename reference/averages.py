"""Averages over several periods: "inflation averaged 6.2 percent a year between 2003 and 2009"."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from claims.interval import Interval, total
from claims.model import Kind, Quantity
from claims.patterns import regex
from claims.period import days, frequency, shift_years
from reference.cells import Cell
from reference.changes import Change, cell_at
from reference.comparison import Comparison
from reference.computed import compare_computed
from reference.labels import is_change
from reference.match import Candidate
from reference.model import Indicator
from reference.reading import Reading, Scene, has_growth_words
from reference.units import of_quantity, parse_unit, same_dimension

__all__ = ["compare_average", "is_unclear_average", "span_of"]

_AVERAGE = regex(r"\b(?:averag(?:e|ed|es|ing)|mean)\b", re.IGNORECASE)
_JOIN = regex(r"\s*(?:to|and|through|until|[-–])\s*")
_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_MOST = 60  # years


def span_of(scene: Scene, reading: Reading) -> tuple[str, str] | None:
    """Return the first and the last year that an average is taken over, ``None`` where none is stated."""
    text = scene.document.text[reading.sentence.start : reading.sentence.end]
    if not _AVERAGE.search(text):
        return None
    first, last = reading.compared_to, reading.period
    if frequency(reading.period) == "range" and reading.period is not None:
        first, _, last = reading.period.partition("/")
    if first is None or first == last:
        ends = {m.relation: m.period for m in scene.sentence_mentions(reading.sentence) if m.relation in ("from", "to")}
        first, last = ends.get("from"), ends.get("to")
    if first is None or last is None:
        first, last = _joined(scene, reading)
    if not first or not last or frequency(first) != "year" or frequency(last) != "year":
        return None
    return (first, last) if first < last and int(last) - int(first) < _MOST else None


def _joined(scene: Scene, reading: Reading) -> tuple[str | None, str | None]:
    """Return two years of a sentence that a word joins: "over 2003 to 2009"."""
    years = [m for m in scene.sentence_mentions(reading.sentence) if frequency(m.period) == "year"]
    for one, other in pairwise(years):
        if _JOIN.fullmatch(scene.document.text, one.end, other.start):
            return one.period, other.period
    return None, None


def is_unclear_average(scene: Scene, reading: Reading) -> bool:
    """Tell whether a sentence speaks of an average and of several years, which span_of cannot place."""
    years = {m.period for m in scene.sentence_mentions(reading.sentence) if frequency(m.period) in ("year", "range")}
    return len(years) > 1 and _AVERAGE.search(reading.text) is not None


def compare_average(scene: Scene, reading: Reading, span: tuple[str, str]) -> Comparison:
    """Judge an average by the mean of the cells; both ways of counting the first year are honest."""
    quantity = reading.quantity
    assert quantity is not None

    def compute(match: Candidate, period: str | None) -> list[Change]:
        first, last = span
        if period is not None and period != reading.period:  # a neighbour: the same length, so many years off
            first, last = _moved(span, period)
        return _means(scene, quantity, match, first, last)

    return compare_computed(scene, reading, lambda i: _fits(reading, quantity, i), compute, "level", "average")


def _moved(span: tuple[str, str], period: str) -> tuple[str, str]:
    by = int(period[:4]) - int(span[1]) if days(period) else 0
    return shift_years(span[0], by) or span[0], shift_years(span[1], by) or span[1]


def _fits(reading: Reading, quantity: Quantity, indicator: Indicator) -> bool:
    if indicator.kind == "rank" or is_change(indicator):
        return False
    if quantity.kind is Kind.GROWTH_RATE:
        return True
    if indicator.is_growth and not has_growth_words(reading):
        return False
    return same_dimension(of_quantity(quantity), parse_unit(indicator.unit))


def _means(scene: Scene, quantity: Quantity, match: Candidate, first: str, last: str) -> list[Change]:
    years = [str(y) for y in range(int(first), int(last) + 1)]
    cells = [cell_at(scene, match, y) for y in years]
    if quantity.kind is Kind.GROWTH_RATE and not match.indicator.is_growth:
        return _compound(cells, len(years) - 1)
    known = [c for c in cells if c is not None]
    if len(known) != len(cells) or not all(c.observation.interval.bounded for c in known):
        return []
    return [_mean(part) for part in (known, known[1:]) if part]


def _mean(cells: list[Cell]) -> Change:
    rows = [c.observation for c in cells]
    count = Decimal(len(rows))
    value = total([r.interval for r in rows]).scaled(1 / count)
    exact = sum((r.value for r in rows), Decimal(0)) / count
    formula = f"mean of {len(rows)} years, {rows[0].period} to {rows[-1].period} = {exact:.2f}"
    return Change(value, tuple(rows), formula, any(c.later for c in cells), exact)


def _compound(cells: list[Cell | None], steps: int) -> list[Change]:
    first, last = cells[0], cells[-1]
    if first is None or last is None or first.observation.value <= 0 or last.observation.value <= 0:
        return []
    a, b = first.observation, last.observation
    if not a.interval.bounded or not b.interval.bounded or a.interval.contains(Decimal(0)):
        return []
    ratio = b.interval / a.interval
    if ratio.lower is None or ratio.upper is None or ratio.lower <= 0:
        return []

    def yearly(times: Decimal) -> Decimal:
        return (times ** (_ONE / steps) - 1) * _HUNDRED

    exact = yearly(b.value / a.value)
    formula = f"({b.printed} / {a.printed}) ^ (1/{steps}) - 1 = {exact:.2f}% a year"
    value = Interval(yearly(ratio.lower), yearly(ratio.upper))
    return [Change(value, (b, a), formula, first.later or last.later, exact)]
