"""Rows that come with a text: ``{indicator, area, period, value, unit, source[, status, vintage]}``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from claims.patterns import regex
from reference.errors import DatasetError
from reference.model import Dataset, Row
from reference.readers.rows import dataset_of

__all__ = ["read_inline"]

_FILE = "inline reference"
_FIELDS = frozenset(f.name for f in fields(Row)) - {"number", "columns", "place"}
_HALF = regex("[\ud800-\udfff]")
_NEEDED = ("indicator", "area", "period", "value")


def read_inline(rows: Sequence[Mapping[str, Any]]) -> Dataset:
    """Return the dataset of inline rows; a row that lacks a field is refused with its number."""
    return dataset_of((_row(number, row) for number, row in enumerate(rows, 1)), name="inline", file=_FILE)


def _row(number: int, given: Mapping[str, Any]) -> Row:
    if not isinstance(given, Mapping):
        raise DatasetError("is not an object with indicator, area, period and value", file=_FILE, row=number)
    for name in _NEEDED:
        if given.get(name) in (None, ""):
            raise DatasetError("is missing", file=_FILE, row=number, column=name)
    texts: dict[str, Any] = {
        name: _HALF.sub("\ufffd", str(value).strip())  # JSON can say half a character; nothing can keep one
        for name, value in given.items()
        if name in _FIELDS and value is not None
    }
    return Row(number=number, **({"unit": ""} | texts))
