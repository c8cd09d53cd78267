"""Parquet tables as lines of cells, read in batches; decimals and text keep every digit, floats their shortest form."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from claims.extras import load
from reference.errors import DatasetError
from reference.readers.grid import Grid
from reference.readers.guide import Guide
from reference.readers.places import Place

__all__ = ["parquet_grid"]

_BATCH = 16_384


def parquet_grid(place: Place, guide: Guide) -> Grid:
    """Return the lines of a Parquet file; the first row behind the header is 2, as in CSV."""
    parquet = load("pyarrow.parquet", "parquet", f"{place}: a Parquet table needs")
    stream = place.open("rb")
    try:
        file = parquet.ParquetFile(stream)
    except Exception as error:  # the library raises errors of many kinds
        stream.close()
        raise DatasetError(f"is not a Parquet table that can be read: {error}", file=str(place)) from error
    return Grid(str(place), PurePath(place.name).stem, _lines(file, stream, str(place)), guide)


def _lines(file: Any, stream: Any, name: str) -> Iterator[tuple[int, list[str]]]:
    with stream:
        yield 1, list(file.schema_arrow.names)
        number = 1
        try:
            for batch in file.iter_batches(batch_size=_BATCH):
                for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    yield number, [_text(cell) for cell in cells]
        except (OSError, ValueError) as error:  # the errors of the library are kinds of these
            raise DatasetError(f"cannot be read on: {error}", file=name, row=number + 1) from error


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0") if math.isfinite(cell) else str(cell)
    return str(cell)
