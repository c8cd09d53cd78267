"""Tidy tables: one observation a row, with the usual names of columns or those of a mapping file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reference.model import Row
from reference.readers.columns import NEEDED, columns_of, row_fields
from reference.readers.grid import Grid, Maker
from reference.readers.rows import Table

__all__ = ["read_tidy"]


def read_tidy(grid: Grid, **about: Any) -> Table:
    """Read a tidy table; `about` goes to the table (indicators, areas, title …)."""
    guide = grid.guide
    needed = [name for name in NEEDED if name not in guide.constants]
    places = columns_of(grid.header, file=grid.file, line=grid.header_line, needed=needed, given=guide.columns)
    about.setdefault("name", grid.name)
    about.setdefault("indicators", guide.indicators)
    about.setdefault("areas", guide.areas)
    about.setdefault("only_these_areas", guide.only_these_areas)
    return Table(file=grid.file, rows=_rows(grid, places), notices=_left_out(grid, places), **about)


def _rows(grid: Grid, places: Mapping[str, int]) -> Iterator[Row]:
    maker = Maker(grid.guide, grid.file, grid.header, places)
    for number, cells in grid.lines:
        fields = row_fields(cells, places, number, file=grid.file)
        if fields is not None:
            row = maker.row(number, cells, fields)
            if row is not None:
                yield row


def _left_out(grid: Grid, places: Mapping[str, int]) -> list[str]:
    """Say which columns are not understood: a dimension among them would make two cells one."""
    joined = {name for names in grid.guide.columns.values() for name in names}
    names = [name for at, name in enumerate(grid.header) if at not in places.values() and name not in joined and name]
    names = [name for name in names if name.strip().lower() not in ("retrieved", "id")]
    return [f"columns left out: {', '.join(names)}"] if names else []
