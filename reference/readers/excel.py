"""Excel workbooks (.xlsx) as lines of cells; numbers as Excel shows them, to 15 digits."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from claims.extras import load
from reference.errors import DatasetError
from reference.readers.grid import Grid
from reference.readers.guide import Guide
from reference.readers.places import Place, read_bytes

__all__ = ["excel_grids"]


def excel_grids(place: Place, guide: Guide) -> Iterator[Grid]:
    """Yield the sheets of a workbook that have cells, or the one that the mapping file names.

    A formula counts with the value that was saved with it; one without is refused with its cell.
    """
    openpyxl = load("openpyxl", "excel", f"{place}: a workbook needs")
    data = read_bytes(place)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    except Exception as error:  # the library raises errors of many kinds for a broken archive
        raise DatasetError(f"is not a workbook that can be read: {error}", file=str(place)) from error
    if guide.sheet and guide.sheet not in values.sheetnames:
        raise DatasetError(f"has no sheet {guide.sheet!r}, but {', '.join(values.sheetnames)}", file=str(place))
    stem = PurePath(place.name).stem
    found = False
    for sheet in [guide.sheet] if guide.sheet else values.sheetnames:
        file = f"{place}, sheet {sheet}"
        lines = _lines(values[sheet], formulas[sheet], file)
        first = next(lines, None)
        if first is None:
            continue
        found = True
        yield Grid(file, stem if len(values.sheetnames) == 1 else f"{stem} {sheet}", _chain(first, lines), guide)
    if not found:
        raise DatasetError("is empty", file=str(place))


def _chain(first: tuple[int, list[str]], rest: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    yield first
    yield from rest


def _lines(values: Any, formulas: Any, file: str) -> Iterator[tuple[int, list[str]]]:
    pairs = zip(values.iter_rows(values_only=True), formulas.iter_rows(values_only=True), strict=False)
    for number, (row, written) in enumerate(pairs, 1):
        cells = [_text(cell) for cell in row]
        for at, cell in enumerate(written):
            if isinstance(cell, str) and cell.startswith("=") and at < len(row) and row[at] is None:
                message = f"{cell[:40]!r} is a formula without a saved value; open and save the workbook once"
                raise DatasetError(message, file=file, row=number, column=_letter(at))
        if any(cells):
            yield number, cells


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def _letter(at: int) -> str:
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name
