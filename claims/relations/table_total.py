"""Totals in a table: the row that is called a total holds the sums of its columns, such a column the sums of its rows.

That a table adds up is read from its other columns (or rows): where one of them does, the sums of the rest are
meant to. Columns of rates, changes and averages add up to nothing and are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import sum_relation
from claims.relations.scene import LEVELS, Scene, Slot, measure
from claims.relations.table_grid import grids

__all__ = ["propose"]

_TOTAL = regex(
    r"^\W*(?:grand |overall |net |sub-?\s?)?(?:total|totals|subtotal|sum|all|together|in all|overall|combined)\b"
    r"(?: (?:votes?|seats?|sales|revenues?|income|costs?|expenses|expenditure|spending|staff|assets|liabilities|"
    r"members|candidates|parties|regions|countries|departments|sites|sources|cases|deaths|arrivals|exports|imports|goals|"
    r"medals))?\W*$"
    r"|^\W*(?:the )?(?:group|whole group|full[ -]year|whole year|year|12 months|valid votes|votes cast|valid ballots)"
    r"(?: total)?\W*$"
)
_PARTIAL = regex(r"^\W*(?:sub-?\s?total|total [a-z]+)\W*$")
_ACROSS = regex(
    r"^\W*(?:total|totals|sum|all|together|overall|combined|full[ -]year|whole year|year|12 months|both)\W*$"
)
_NO_SUM = regex(r"%|\b(?:changes?|rates?|average|mean|median|per|index|price|share|rank|ratio|margin|growth|year)\b")
_YEARS = regex(r"\b(?:full[ -]|whole |fiscal )?year (?=\d{4}\b)")
_MORE, _LESS = 0.1, 0.04  # by which the rows of a lone column may miss their total, above it and below


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the sums of each table that names its totals."""
    for grid in grids(scene):
        figures, heads, sides = grid.figures, grid.heads, grid.sides
        down = [
            (figures.get((r, c)), [figures.get((k, c)) for k in rows])
            for r, name in sides.items()
            if r > 2 and _TOTAL.match(name)
            for rows in _rows_of(sides, r)
            for c, head in heads.items()
            if c and not _NO_SUM.search(_YEARS.sub("", head))
        ]
        across = [
            (figures.get((r, c)), [figures.get((r, k)) for k in range(1, c)])
            for c, head in heads.items()
            if c > 2 and _ACROSS.match(head)
            for r in range(1, grid.rows)
        ]
        for sums in (down, across):
            yield from _readings([(whole, parts) for whole, parts in map(_complete, sums) if whole is not None])


def _rows_of(sides: Mapping[int, str], total: int) -> list[list[int]]:
    """Return the rows that a total may be of: those since the total before it, with that one, or all the totals."""
    before = [r for r, name in sides.items() if r < total and _TOTAL.match(name)]
    since = list(range(max(before, default=0) + 1, total))
    if not before or _PARTIAL.match(sides[total]):
        return [since]
    found = [[*before[-1:], *since], [*before, *since], since]
    return [rows for n, rows in enumerate(found) if rows not in found[:n] and len(rows) > 1]


def _complete(sums: tuple[Slot | None, Sequence[Slot | None]]) -> tuple[Slot | None, list[Slot]]:
    """Return a total with its parts; no total where a cell is empty or of another measure."""
    whole, parts = sums
    told = [s for s in parts if s is not None]
    if whole is None or len(told) < max(2, len(parts)) or any(s.q.kind not in LEVELS for s in (whole, *told)):
        return None, []
    alike = all(measure(s.q) == measure(whole.q) for s in told) and whole.q.kind is not Kind.RATIO
    return (whole, told) if alike else (None, [])


def _readings(sums: Sequence[tuple[Slot, list[Slot]]]) -> Iterator[Relation]:
    right = [_adds_up(whole, parts) for whole, parts in sums]
    settled = {whole.q.id for (whole, _), holds in zip(sums, right, strict=True) if holds}
    told: set[str] = set()
    for n, (whole, parts) in enumerate(sums):
        group = f"sum:{whole.q.id}:table"
        relation = sum_relation(whole, parts, Certainty.LIKELY, group, n, "a total of a table and its parts")
        others = [
            right[k]
            for k, (other, _) in enumerate(sums)
            if other is not whole and (right[k] or other.q.id not in settled)
        ]
        agreed = bool(others) and sum(others) * 2 > len(others)  # so the table is one of parts and totals
        if whole.q.id not in told and (agreed or (not others and _nearly(whole, parts))):
            relation = replace(relation, tags=relation.tags | {UNRIVALLED})
        told.add(whole.q.id)
        yield relation


def _nearly(whole: Slot, parts: Sequence[Slot]) -> bool:
    """Tell whether a column that stands alone nearly adds up: a list of some rows would be further off its total."""
    made, total = sum(float(s.q.value or 0) for s in parts), float(whole.q.value or 0)
    return total > 0 and all((s.q.value or 0) > 0 for s in parts) and -_MORE * total <= total - made <= _LESS * total


def _adds_up(whole: Slot, parts: Sequence[Slot]) -> bool:
    room = sum(float(s.q.lenient.width or 0) for s in (whole, *parts)) / 2
    made = sum(float(s.q.value or 0) for s in parts)
    return abs(made - float(whole.q.value or 0)) <= room + 1e-9
