"""CSV files as lines of cells."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from reference.errors import DatasetError
from reference.readers.grid import Grid
from reference.readers.guide import PLAIN, Guide
from reference.readers.places import Place, open_bytes, open_text

__all__ = ["csv_grid", "csv_lines"]


def csv_grid(place: Place, guide: Guide = PLAIN, name: str = "") -> Grid:
    """Return the lines of a CSV file; semicolons and tabs are told from the header."""
    return Grid(str(place), name or PurePath(place.name).stem, csv_lines(place, guide), guide)


def csv_lines(place: Place, guide: Guide = PLAIN) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells of a CSV file, comment lines (#) and empty lines left out."""
    delimiter = guide.delimiter or _delimiter(place, guide)
    number = 0
    with open_text(place, guide.encoding) as text:
        reader = csv.reader(_without_nul(text), strict=True, delimiter=delimiter)
        try:
            for cells in reader:
                number = reader.line_num
                if cells and not cells[0].startswith("#"):
                    yield number, cells
        except UnicodeDecodeError as error:
            raise _not_text(place, error) from error
        except csv.Error as error:
            raise DatasetError(f"is not CSV: {error}", file=str(place), row=max(reader.line_num, number + 1)) from error


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            raise csv.Error("line contains NUL")
        yield line


def _delimiter(place: Place, guide: Guide) -> str:
    """Return what stands between the cells of the first line: a comma unless it has none."""
    with open_text(place, guide.encoding) as text:
        try:
            first = next((line for line in text if line.strip() and not line.startswith("#")), "")
        except UnicodeDecodeError as error:
            raise _not_text(place, error) from error
    if "," in first:
        return ","
    return max(";\t|", key=first.count) if any(sign in first for sign in ";\t|") else ","


def _not_text(place: Place, error: UnicodeDecodeError) -> DatasetError:
    """Say in which row the first byte stands that is no text, and what would help."""
    if error.reason == "unexpected end of data":
        return DatasetError("ends in the middle of a character", file=str(place))
    if not error.encoding.startswith("utf-8"):
        return DatasetError(f"is not text in {error.encoding}: {error.reason}", file=str(place))
    with open_bytes(place) as stream:
        for number, line in enumerate(stream, 1):
            if number == 1 and line[:2] in (b"\xff\xfe", b"\xfe\xff"):
                hint = 'it looks like UTF-16: a mapping file says encoding = "utf-16"'
                return DatasetError(f"is not UTF-8 text; {hint}", file=str(place), row=1)
            try:
                line.decode()
            except UnicodeDecodeError as wrong:
                at = line[: wrong.start].decode()[-20:]
                hint = 'a mapping file may name another encoding, for example encoding = "cp1252"'
                message = f"is not UTF-8 text (byte 0x{line[wrong.start]:02x} after {at!r}); {hint}"
                return DatasetError(message, file=str(place), row=number)
    return DatasetError("is not UTF-8 text", file=str(place))
