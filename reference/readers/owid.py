"""Our World in Data: CSV with Entity, Code, Year and a column an indicator, described by a metadata JSON beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from reference.errors import DatasetError
from reference.model import Indicator, Row
from reference.readers.describing import described
from reference.readers.documents import exact_json
from reference.readers.grid import Grid, Maker
from reference.readers.places import Place, parent_of
from reference.readers.rows import Table

__all__ = ["is_owid", "owid_metadata", "read_owid"]

_FIXED = {"entity": "area_label", "code": "area", "year": "period", "day": "period"}
_UNITS = {"%": "percent", "$": "USD", "international-$": "international dollars"}


def is_owid(header: list[str]) -> bool:
    """Tell whether a header is that of a download of Our World in Data."""
    names = [name.strip().lower() for name in header[:3]]
    return names in (["entity", "code", "year"], ["entity", "code", "day"])


def owid_metadata(place: Place) -> dict[str, Any] | None:
    """Return the metadata that lies beside a CSV file (`NAME.metadata.json`), ``None`` where there is none."""
    stem = PurePath(place.name).stem
    for name in (f"{stem}.metadata.json", "metadata.json"):
        beside = parent_of(place) / name
        if beside.is_file():
            data = exact_json(beside)
            if isinstance(data, dict) and isinstance(data.get("columns"), dict):
                return data
            if name != "metadata.json":
                raise DatasetError("has no object called columns", file=str(beside))
    return None


def read_owid(grid: Grid, metadata: Mapping[str, Any] | None) -> Table:
    """Read a download of Our World in Data; each column behind the period is an indicator."""
    about = {
        str(v.get("shortName") or k): (k, v)
        for k, v in (metadata or {}).get("columns", {}).items()
        if isinstance(v, dict)
    }
    about |= {k: (k, v) for k, v in (metadata or {}).get("columns", {}).items() if isinstance(v, dict)}
    chart = (metadata or {}).get("chart")
    chart = chart if isinstance(chart, dict) else {}
    columns = {at: name for at, name in enumerate(grid.header) if at > 2 and name.strip()}
    if about:
        columns = {at: name for at, name in columns.items() if name in about}
    if not columns:
        raise DatasetError("no column of figures behind Entity, Code and Year", file=grid.file, row=grid.header_line)
    known = {at: _Column(name, about.get(name, (name, {}))[1], chart) for at, name in columns.items()}
    indicators = {column.id: column.indicator(grid.name) for column in known.values()}
    indicators |= grid.guide.indicators
    left = [name for at, name in enumerate(grid.header) if at > 2 and at not in columns and name.strip()]
    return Table(
        name=grid.name,
        file=grid.file,
        rows=_rows(grid, known),
        title=str(chart.get("title", "")),
        indicators=indicators,
        areas=grid.guide.areas,
        notices=[f"columns left out: {', '.join(left)}"] if left else [],
    )


class _Column:
    """A column of figures and what the metadata says of it."""

    def __init__(self, name: str, about: Mapping[str, Any], chart: Mapping[str, Any]) -> None:
        short = str(about.get("shortName") or re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_"))
        self.name = name
        self.id = f"owid.{short}"
        self.label = str(about.get("titleShort") or about.get("titleLong") or name)
        long = str(about.get("titleLong") or "")
        self.aliases = tuple(alias for alias in (long, name) if alias and alias != self.label and alias != short)
        unit = str(about.get("unit") or about.get("shortUnit") or "")
        self.unit = _UNITS.get(unit, unit)
        self.vintage = str(about.get("lastUpdated") or "")
        self.source = str(about.get("citationShort") or chart.get("citation") or "Our World in Data")
        self.url = str(chart.get("originalChartUrl") or "").split("?")[0]

    def indicator(self, dataset: str) -> Indicator:
        return replace(described(self.id, self.label, self.unit, dataset), aliases=self.aliases)


def _rows(grid: Grid, columns: Mapping[int, _Column]) -> Iterator[Row]:
    places = {_FIXED[name.strip().lower()]: at for at, name in enumerate(grid.header[:3])}
    maker = Maker(grid.guide, grid.file, grid.header, places)
    for number, cells in grid.lines:
        if len(cells) < len(grid.header):
            raise DatasetError(f"has {len(cells)} cells, the header {len(grid.header)}", file=grid.file, row=number)
        fixed = {name: cells[at].strip() for name, at in places.items()}
        fixed["area"] = fixed["area"] or fixed["area_label"]
        for at, column in columns.items():
            given = {
                "indicator": column.id,
                "indicator_label": column.label,
                "value": cells[at].strip(),
                "unit": column.unit,
                "vintage": column.vintage,
                "source": column.source,
                "url": column.url,
            }
            row = maker.row(number, cells, fixed | given, column=column.name)
            if row is not None:
                yield row
