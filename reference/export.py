"""Write what a compiled store holds as a data package: tidy CSV that a person can read, compare and correct."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from reference.model import Observation, Row
from reference.readers.rows import observation_of
from reference.store import Store
from reference.units import parse_unit

__all__ = ["write_package"]

_COLUMNS = (
    "indicator", "area", "period", "value", "unit", "lower", "upper", "status", "reliability", "vintage", "source",
    "url", "note",
)  # fmt: skip
_TABLES = {
    "observations": _COLUMNS,
    "indicators": ("indicator", "label", "unit", "kind", "growth_of", "basis", "confused_with", "seasonal_adjustment"),
    "areas": ("area", "name", "type", "parent"),
    "aliases": ("what", "id", "alias"),
}
_NUMBERS = frozenset({"lower", "upper"})


def write_package(store: Store, folder: Path, *, name: str, title: str = "", licence: str = "") -> None:
    """Write a store as a data package into `folder`, which is made."""
    folder.mkdir(parents=True)
    indicators, areas = store.indicators(), store.areas()
    _table(folder, "observations", map(_cells, store.every()))
    _table(
        folder,
        "indicators",
        (
            (i.id, i.label, i.unit, i.kind, i.growth_of, i.basis, "|".join(i.confused_with), i.seasonal)
            for i in indicators
        ),
    )
    _table(folder, "areas", ((a.id, a.name, a.type, a.parent) for a in areas))
    aliases = [("indicator", i.id, alias) for i in indicators for alias in i.aliases]
    aliases += [("area", a.id, alias) for a in areas for alias in a.aliases]
    _table(folder, "aliases", aliases)
    (folder / "datapackage.json").write_text(_descriptor(name, title, licence), encoding="utf-8")


def _table(folder: Path, name: str, rows: Iterable[Sequence[str]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_TABLES[name])
        writer.writerows(rows)


def _cells(o: Observation) -> tuple[str, ...]:
    lower, upper = _ends(o)
    return (
        o.indicator, o.area, o.period, o.printed, o.unit, lower, upper, o.status.value, o.reliability.value, o.vintage,
        o.source, o.url, o.note,
    )  # fmt: skip


def _ends(o: Observation) -> tuple[str, str]:
    """Return the ends of what a figure stands for, where its digits and unit alone would not say them."""
    plain = Row(number=0, indicator=o.indicator, area=o.area, period=o.period, value=o.printed, unit=o.unit)
    read = observation_of(plain, file="")
    if (read.lower, read.upper) == (o.lower, o.upper):
        return "", ""
    factor = parse_unit(o.unit).factor
    return _digits(o.lower, factor), _digits(o.upper, factor)


def _digits(end: Decimal | None, factor: Decimal) -> str:
    return "" if end is None else f"{(end / factor).normalize():f}"


def _descriptor(name: str, title: str, licence: str) -> str:
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": title or name,
        "licenses": [{"title": licence}] if licence else [],
        "resources": [_resource(table, columns) for table, columns in _TABLES.items()],
    }
    if not licence:
        del package["licenses"]
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(name: str, columns: Sequence[str]) -> dict[str, Any]:
    fields = [{"name": column, "type": "number" if column in _NUMBERS else "string"} for column in columns]
    return {
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }
