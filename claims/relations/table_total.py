"""Totals in a table: the row that is called a total holds the sums of its columns, such a column the sums of its rows.

That a table adds up is read from its other columns (or rows): where one of them does, the sums of the rest are
meant to. Columns of rates, changes and averages add up to nothing and are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from claims.model import UNRIVALLED, Certainty, Kind, Relation
from claims.relations.amounts import sum_relation
from claims.relations.scene import LEVELS, Scene, Slot, measure

__all__ = ["propose"]

_TOTAL = re.compile(
    r"^\W*(?:grand |overall )?(?:total|totals|sum|all|together|in all|overall)\b(?: (?:votes|seats|sales))?\W*$"
)
_NO_SUM = re.compile(
    r"%|\b(?:changes?|rates?|average|mean|median|per|index|price|share|rank|ratio|margin|growth|year)\b"
)
_CELL = re.compile(r"\||\t")
_Column = dict[int, Slot]  # by row


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the sums of each table that names its totals."""
    for lines in _tables(scene):
        cells = [_cells(scene, start, end) for start, end in lines]
        figures = {(r, c): s for r, row in enumerate(cells) for c, (_, s) in row.items() if s is not None}
        heads = {c: text for c, (text, _) in cells[0].items()}
        sides = {r: row[0][0] for r, row in enumerate(cells) if 0 in row}
        down = [
            (figures.get((r, c)), [figures.get((k, c)) for k in _rows_of(sides, r)])
            for r, name in sides.items()
            if r > 2 and _TOTAL.match(name)
            for c, head in heads.items()
            if c and not _NO_SUM.search(head)
        ]
        across = [
            (figures.get((r, c)), [figures.get((r, k)) for k in range(1, c)])
            for c, head in heads.items()
            if c > 2 and _TOTAL.match(head)
            for r in range(1, len(cells))
        ]
        for sums in (down, across):
            yield from _readings([(whole, parts) for whole, parts in map(_complete, sums) if whole is not None])


def _tables(scene: Scene) -> Iterator[list[tuple[int, int]]]:
    """Yield the lines of each table that holds figures, as spans; a line of dashes is none."""
    text = scene.document.text
    lines: list[tuple[int, int]] = []
    for before, block in pairwise((None, *scene.document.blocks, None)):
        joined = before is not None and block is not None and text.count("\n", before.end, block.start) <= 1
        if lines and not joined:
            yield lines
            lines = []
        if block is not None and block.kind == "table":
            at = block.start
            for line in text[block.start : block.end].splitlines(keepends=True):
                if any(c.isalnum() for c in line):
                    lines.append((at, at + len(line)))
                at += len(line)


def _cells(scene: Scene, start: int, end: int) -> dict[int, tuple[str, Slot | None]]:
    """Return the cells of a line by column: lower-case text, and its figure where there is just one."""
    line = scene.document.text[start:end]
    opened = line.lstrip().startswith("|")
    found: dict[int, tuple[str, Slot | None]] = {}
    first = bisect_left(scene.slots, start, key=lambda s: s.q.start)
    slots = scene.slots[first : bisect_left(scene.slots, end, key=lambda s: s.q.start)]
    at = start
    for n, piece in enumerate(_CELL.split(line)):
        inside = [s for s in slots if at <= s.q.start < at + len(piece)]
        column = n - opened
        if column >= 0:
            found[column] = piece.strip(" *_\n").lower(), inside[0] if len(inside) == 1 else None
        at += len(piece) + 1
    return found


def _rows_of(sides: dict[int, str], total: int) -> range:
    """Return the rows that a total is of: those since the total before it."""
    before = [r for r, name in sides.items() if r < total and _TOTAL.match(name)]
    return range(max(before, default=0) + 1, total)


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
    for n, (whole, parts) in enumerate(sums):
        group = f"sum:{whole.q.id}:table:{len(parts)}"
        relation = sum_relation(whole, parts, Certainty.LIKELY, group, 0, "a total of a table and its parts")
        others = right[:n] + right[n + 1 :]
        if others and sum(others) * 2 > len(others):  # so the table is one of parts and totals
            relation = replace(relation, tags=relation.tags | {UNRIVALLED})
        yield relation


def _adds_up(whole: Slot, parts: Sequence[Slot]) -> bool:
    room = sum(float(s.q.lenient.width or 0) for s in (whole, *parts)) / 2
    made = sum(float(s.q.value or 0) for s in parts)
    return abs(made - float(whole.q.value or 0)) <= room + 1e-9
