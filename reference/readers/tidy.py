"""Tidy CSV: one observation a row, with the usual names of columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from reference.errors import DatasetError
from reference.model import AreaRecord, Indicator, Row
from reference.readers.rows import columns_of, dataset_of, row_of
from reference.store import Dataset

__all__ = ["csv_lines", "read_tidy"]


def read_tidy(
    path: Path,
    *,
    name: str = "",
    indicators: Mapping[str, Indicator] | None = None,
    areas: Mapping[str, AreaRecord] | None = None,
    title: str = "",
    licence: str = "",
) -> Dataset:
    """Read a tidy CSV file; raises `DatasetError` with file, row and column of what is wrong."""
    return dataset_of(
        _rows(path),
        name=name or path.stem,
        file=str(path),
        indicators=indicators,
        areas=areas,
        title=title,
        licence=licence,
    )


def _rows(path: Path) -> Iterator[Row]:
    lines = csv_lines(path)
    header = next(lines, None)
    if header is None:
        raise DatasetError("is empty", file=str(path))
    places = columns_of(header[1], file=str(path))
    for number, cells in lines:
        row = row_of(cells, places, number, file=str(path))
        if row is not None:
            yield row


def csv_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells of a CSV file, comment lines (#) and empty lines left out."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            for cells in reader:
                if cells and not (cells[0].startswith("#")):
                    yield reader.line_num, cells
    except FileNotFoundError as error:
        raise DatasetError("no such file", file=str(path)) from error
    except IsADirectoryError as error:
        raise DatasetError("is a folder, not a CSV file", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise DatasetError(f"is not UTF-8 text (byte {error.start})", file=str(path)) from error
    except csv.Error as error:
        raise DatasetError(f"is not CSV: {error}", file=str(path)) from error
