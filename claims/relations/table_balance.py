"""A balance in a table, right beside its two sides: rows or columns called "Exports", "Imports" and "Balance"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claims.model import Hedge, Relation
from claims.patterns import regex
from claims.relations.difference_reading import apart, by_size
from claims.relations.scene import Scene, Slot, comparable
from claims.relations.table_grid import Grid, grids

__all__ = ["propose"]

_UNIT = r"(?:(?!.*(?:change|growth|%|per ?cent|index|volume|points))(?:,\s[^|]{1,20}|\s\([^()|]{1,20}\)))?"
_PLAIN = r"(?:total |goods |merchandise )?"
_NAMES = (  # the first side, the second, what lies between them, and whether the first less the second has a sign
    ("exports", "imports", r"(?:trade )?(?P<signed>balance|surplus)|(?:trade )?(?:deficit|gap)"),
    ("(?:revenue|income)", "(?:spending|expenditure|costs|expenses)", "(?P<signed>balance|surplus)|deficit"),
    ("births", "deaths", r"(?:natural )?(?P<signed>change|increase|growth|balance)|natural decrease"),
)
_BALANCES = tuple(
    tuple(regex(rf"{_PLAIN}(?:{name}){_UNIT}") for name in (first, second, result)) for first, second, result in _NAMES
)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the balances that stand right after their two sides, in a column or in a row."""
    for grid in grids(scene):
        columns = range(1, 1 + max((c for _, c in grid.figures), default=0))
        for row in range(grid.rows - 2):
            for column in columns:
                cells = [(row + n, column) for n in range(3)]
                yield from _balance(grid, grid.sides, [r for r, _ in cells], cells)
        for column in columns:
            for row in range(1, grid.rows):
                cells = [(row, column + n) for n in range(3)]
                yield from _balance(grid, grid.heads, [c for _, c in cells], cells)


def _balance(
    grid: Grid, names: Mapping[int, str], lines: list[int], cells: list[tuple[int, int]]
) -> Iterator[Relation]:
    if not all(line in names for line in lines) or not all(cell in grid.figures for cell in cells):
        return
    first, second, result = (grid.figures[cell] for cell in cells)
    for patterns in _BALANCES:
        told = [pattern.fullmatch(names[line]) for pattern, line in zip(patterns, lines, strict=True)]
        if all(told) and _fit(first, second, result):
            signed = (result.q.value or 0) < 0 or bool(told[2] and told[2]["signed"])
            ends = (first, second) if signed else by_size(first, second)
            yield apart(result, *ends, "a balance in a table, and its two sides")


def _fit(first: Slot, second: Slot, result: Slot) -> bool:
    alike = comparable(first.q, second.q) > 0 and comparable(first.q, result.q) > 0
    alike = alike and result.q.places <= min(first.q.places, second.q.places)  # else the sides are rounded
    return alike and all(s.q.hedge is not Hedge.BETWEEN and s.q.unit != "percent" for s in (first, second, result))
