"""SDMX-CSV 1.0 (first column DATAFLOW) and 2.0 (STRUCTURE, STRUCTURE_ID, ACTION)."""

from __future__ import annotations

from collections.abc import Iterator

from reference.errors import DatasetError
from reference.model import Row
from reference.readers.grid import Grid
from reference.readers.rows import Table
from reference.readers.sdmx import AREAS, MEASURE, PERIOD, Coded, sdmx_row, split_coded

__all__ = ["is_sdmx_csv", "read_sdmx_csv"]

_HEADS = {"DATAFLOW": 1, "KEY": 1, "STRUCTURE": 2}  # KEY: the European Central Bank's own form of 1.0


def is_sdmx_csv(header: list[str]) -> bool:
    """Tell whether a header is that of SDMX-CSV."""
    return header[0].split("[")[0].strip().upper() in _HEADS and any(_id(name) == MEASURE for name in header)


def _id(name: str) -> str:
    return split_coded(name)[0].split("[")[0].upper()


def read_sdmx_csv(grid: Grid) -> Table:
    """Read SDMX-CSV with ids, or with ids and names ("REF_AREA: Reference area"); raises `DatasetError`."""
    ids = [_id(name) for name in grid.header]
    for name in (PERIOD, MEASURE):
        if name not in ids:
            raise DatasetError("no such column", file=grid.file, row=grid.header_line, column=name)
    twice = next((name for at, name in enumerate(ids) if name in ids[:at]), None)
    if twice is not None:
        raise DatasetError("this column is there twice", file=grid.file, row=grid.header_line, column=twice)
    if not set(ids) & {*AREAS} and "area" not in grid.guide.constants:
        message = f"no column of areas (nor {', '.join(AREAS[1:])}); a mapping file may name the area as a constant"
        raise DatasetError(message, file=grid.file, row=grid.header_line, column="REF_AREA")
    return Table(
        name=grid.name, file=grid.file, rows=_rows(grid, ids), indicators=grid.guide.indicators, areas=grid.guide.areas
    )


def _rows(grid: Grid, ids: list[str]) -> Iterator[Row]:
    version = _HEADS[ids[0]]
    measure = ids.index(MEASURE)
    first = 1 if version == 1 else ids.index("ACTION") + 1 if "ACTION" in ids else 2
    names = [name for name in ids[first:measure] if not name.endswith("_NAME") and name != "STRUCTURE_NAME"]
    for number, cells in grid.lines:
        if len(cells) < len(ids):
            raise DatasetError(f"has {len(cells)} cells, the header {len(ids)}", file=grid.file, row=number)
        by_id = {name: split_coded(cell) for name, cell in zip(ids, cells, strict=False)}
        action = by_id.get("ACTION", ("I", ""))[0]
        if version == 2 and action == "D":
            message = "'D' deletes an observation; give the figures that hold"
            raise DatasetError(message, file=grid.file, row=number, column="ACTION")
        row = sdmx_row(
            _flow(cells[0] if version == 1 else by_id.get("STRUCTURE_ID", ("", ""))[0]),
            {name: by_id[name] for name in names},
            {name: code for name, code in by_id.items() if name not in names and name != MEASURE and code[0]},
            cells[measure],
            number=number,
            place="row",
            guide=grid.guide,
        )
        if row is not None:
            yield row


def _flow(text: str) -> Coded:
    """Return the id and the name of a data flow: "ESTAT:NAMA_10_GDP(1.0): GDP" is NAMA_10_GDP, "GDP"."""
    full, name = split_coded(text)
    if ":" not in full and "(" not in full:  # the key of a series: the flow is its first part
        return full.split(".")[0], name
    return full.rsplit(":", 1)[-1].split("(")[0], name
