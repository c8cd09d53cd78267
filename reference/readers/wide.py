"""Wide tables with periods across: each cell under a period becomes a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from claims.patterns import regex
from reference.errors import DatasetError
from reference.model import Row
from reference.readers.columns import columns_of
from reference.readers.grid import Grid, Maker
from reference.readers.periods import normal_period
from reference.readers.rows import Table

__all__ = ["is_wide", "read_wide"]

_YEAR = regex(r"(?<!\d)(?:18|19|20|21)\d\d")


def is_wide(header: Sequence[str]) -> bool:
    """Tell whether at least two columns of a header are periods ("2023", "2024", "2024 [YR2024]")."""
    return sum(_period_of(name) is not None for name in header) >= 2


def read_wide(grid: Grid, **about: Any) -> Table:
    """Read a wide table; raises `DatasetError` where no column is a period or the same one is there twice."""
    guide = grid.guide
    periods: dict[int, str] = {}
    for at, name in enumerate(grid.header):
        period = _period_of(name)
        if period is not None and period in periods.values():
            raise DatasetError("this period is there twice", file=grid.file, row=grid.header_line, column=name)
        if period is not None:
            periods[at] = period
    if not periods:
        raise DatasetError("no column is a period", file=grid.file, row=grid.header_line)
    needed = [name for name in ("indicator", "area") if name not in guide.constants]
    header = [f"\0{at}" if at in periods else name for at, name in enumerate(grid.header)]
    places = columns_of(header, file=grid.file, line=grid.header_line, needed=needed, given=guide.columns)
    about.setdefault("name", grid.name)
    about.setdefault("indicators", guide.indicators)
    about.setdefault("areas", guide.areas)
    about.setdefault("only_these_areas", guide.only_these_areas)
    return Table(file=grid.file, rows=_rows(grid, places, periods), **about)


def _rows(grid: Grid, places: Mapping[str, int], periods: Mapping[int, str]) -> Iterator[Row]:
    maker = Maker(grid.guide, grid.file, grid.header, places)
    for number, cells in grid.lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) <= max(places.values()):
            raise DatasetError(f"has {len(cells)} cells, the header {len(grid.header)}", file=grid.file, row=number)
        fixed = {name: cells[at].strip() for name, at in places.items()}
        for at, period in periods.items():
            value = cells[at].strip() if at < len(cells) else ""
            row = maker.row(number, cells, {**fixed, "period": period, "value": value}, column=grid.header[at])
            if row is not None:
                yield row


def _period_of(name: str) -> str | None:
    plain = name.strip().split(" [", 1)[0]
    return normal_period(plain) if _YEAR.search(plain) else None  # "q1" alone is no period
