"""World Bank: answers of the API (version 2, JSON) and the CSV inside its ZIP downloads."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from reference.errors import DatasetError
from reference.model import AreaRecord, Indicator, Row
from reference.readers.codes import area_of, label_unit, plain_label
from reference.readers.describing import described
from reference.readers.documents import in_form
from reference.readers.grid import Grid
from reference.readers.places import Place, open_text
from reference.readers.rows import Table
from reference.readers.sdmx import BLANK
from reference.readers.wide import read_wide

__all__ = ["SOURCE", "is_worldbank_csv", "is_worldbank_json", "read_worldbank_csv", "read_worldbank_json"]

SOURCE = "World Bank, World Development Indicators"
_PAGE = "https://data.worldbank.org/indicator/"
_STATUS = {"E": "estimated", "F": "forecast"}


def is_worldbank_json(data: object) -> bool:
    """Tell whether a document has the form of an answer: a head and a list of figures."""
    return (
        isinstance(data, list)
        and 0 < len(data) <= 2
        and isinstance(data[0], dict)
        and bool({"page", "message"} & data[0].keys())
    )


def read_worldbank_json(pages: Sequence[tuple[str, list[Any]]], name: str) -> Table:
    """Read all pages of an answer, each with its file; raises `DatasetError` where one is missing."""
    with in_form("an answer of the World Bank", pages[0][0]):
        heads = [_head(file, data) for file, data in pages]
    have = {int(head.get("page", 1)) for head in heads}
    every = int(heads[0].get("pages", 1))
    missing = next((page for page in range(1, every + 1) if page not in have), None)
    if missing is not None:
        message = f"is page {min(have)} of {every}; page {missing} is not beside it: ask with per_page=20000"
        raise DatasetError(message, file=pages[0][0])
    return Table(name=name, file=pages[0][0], rows=_entries(pages), title=name)


def _head(file: str, data: list[Any]) -> Mapping[str, Any]:
    head = data[0]
    if "message" in head:
        said = "; ".join(str(m.get("value", m)) if isinstance(m, dict) else str(m) for m in head["message"])
        raise DatasetError(f"is an error of the World Bank, not figures: {said}", file=file)
    if len(data) < 2 or not isinstance(data[1], list):
        raise DatasetError("holds no list of figures", file=file)
    for name in ("page", "pages"):
        if not str(head.get(name, 1)).isdecimal():
            raise DatasetError(f"{name} is {head[name]!r}, not a number", file=file)
    return dict(head)


def _entries(pages: Sequence[tuple[str, list[Any]]]) -> Iterator[Row]:
    for file, (head, entries) in pages:
        vintage = str(head.get("lastupdated") or "")
        for number, entry in enumerate(entries, 1):
            row = _entry(entry, number, vintage, file)
            if row is not None:
                yield row


def _entry(entry: Any, number: int, vintage: str, file: str) -> Row | None:
    try:
        indicator, country = entry["indicator"], entry["country"]
        key, label = str(indicator["id"]), plain_label(str(indicator["value"]))
        area = str(entry.get("countryiso3code") or "") or area_of(str(country["id"]))
        name, value = str(country["value"]), entry["value"]
    except (KeyError, TypeError, AttributeError) as error:
        message = f"lacks {error}" if isinstance(error, KeyError) else "is not a figure of the World Bank"
        raise DatasetError(message, file=file, row=number, place="entry") from error
    if value is None or str(value).lower() in BLANK:
        return None
    # The field "decimal" says how many places the World Bank shows; it sends more, and they are kept.
    return Row(
        number=number,
        place="entry",
        indicator=f"wb.{key}",
        indicator_label=label,
        area=area or name,
        area_label=name,
        period=str(entry.get("date", "")),
        value=str(value),
        unit=str(entry.get("unit") or "") or label_unit(label),
        status=_STATUS.get(str(entry.get("obs_status") or ""), ""),
        vintage=vintage,
        source=SOURCE,
        url=_PAGE + key,
    )


def is_worldbank_csv(header: list[str]) -> bool:
    """Tell whether a table begins like the CSV of the World Bank: "Data Source", its name, and the header below."""
    return header[0].strip() == "Data Source"


def read_worldbank_csv(grid: Grid, folder: Place | None = None) -> Table:
    """Read the CSV of a download; metadata beside it in `folder` describe countries and indicator."""
    source, vintage = ", ".join(cell for cell in ["World Bank", *grid.header[1:]] if cell.strip()), ""
    while grid.header[0].strip() != "Country Name":
        if grid.header[0].strip() == "Last Updated Date" and len(grid.header) > 1:
            vintage = grid.header[1].strip()
        if not grid.next_header():
            raise DatasetError("no line begins with Country Name", file=grid.file, row=grid.header_line)
    while grid.header and not grid.header[-1].strip():  # every line ends with a comma
        grid.header.pop()
    table = read_wide(grid, areas=_areas(folder, grid.name))
    known: dict[str, Any] = {"vintage": vintage, "source": source}
    seen: dict[str, Indicator] = {}
    return Table(
        name=table.name, file=table.file, rows=_completed(table.rows, known, seen), title=source, areas=table.areas,
        indicators=seen,
    )  # fmt: skip


def _completed(rows: Iterable[Row], known: Mapping[str, Any], seen: dict[str, Indicator]) -> Iterator[Row]:
    for row in rows:
        label = plain_label(row.indicator_label)
        key, unit = f"wb.{row.indicator}", row.unit or label_unit(label)
        if key not in seen:
            seen[key] = described(key, label, unit)
        yield replace(row, indicator=key, indicator_label=label, unit=unit, url=_PAGE + row.indicator, **known)


def _areas(folder: Place | None, name: str) -> dict[str, AreaRecord]:
    """Return the countries of the metadata; a group of countries has no region."""
    beside = folder / f"Metadata_Country_{PurePath(name).name}.csv" if folder is not None else None
    if beside is None or not beside.is_file():
        return {}
    with open_text(beside) as text:
        try:
            rows = list(csv.DictReader(text))
        except (csv.Error, UnicodeDecodeError) as error:
            raise DatasetError(f"is not CSV in UTF-8: {error}", file=str(beside)) from error
    return {
        row["Country Code"]: AreaRecord(id=row["Country Code"], name=row.get("TableName") or row["Country Code"],
                                        type="country" if row.get("Region") else "aggregate")
        for row in rows
        if row.get("Country Code")
    }  # fmt: skip
