"""Tables as grids: the lines of each table, their cells by column, and the names of rows and columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from claims.patterns import regex
from claims.relations.scene import Scene, Slot

__all__ = ["Grid", "grids"]

_CELL = regex(r"\||\t")


@dataclass(frozen=True)
class Grid:
    """A table whose first line names the columns and whose first column names the rows, all in lower case."""

    texts: Mapping[tuple[int, int], str]  # by row and column
    figures: Mapping[tuple[int, int], Slot]  # cells with just one figure
    heads: Mapping[int, str]  # by column
    sides: Mapping[int, str]  # by row
    rows: int


def grids(scene: Scene) -> Iterator[Grid]:
    """Yield the tables of a document that hold figures."""
    for lines in _tables(scene):
        cells = [_cells(scene, start, end) for start, end in lines]
        yield Grid(
            texts={(r, c): text for r, row in enumerate(cells) for c, (text, _) in row.items()},
            figures={(r, c): s for r, row in enumerate(cells) for c, (_, s) in row.items() if s is not None},
            heads={c: text for c, (text, _) in cells[0].items()},
            sides={r: row[0][0] for r, row in enumerate(cells) if 0 in row},
            rows=len(cells),
        )


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
