"""Data Package v2: a folder with `datapackage.json` and CSV resources.

Resources by name: `observations` (or any tidy table), and optionally `indicators` (id, label, unit, kind,
growth_of, basis, confused_with), `areas` (id, name, type, parent) and `aliases` (what, id, alias).
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from reference.errors import DatasetError
from reference.model import AreaRecord, Indicator
from reference.readers.tidy import csv_lines, read_tidy
from reference.store import Dataset

__all__ = ["read_package"]

_DESCRIBING = ("indicators", "areas", "aliases")


def read_package(path: Path) -> tuple[Dataset, ...]:
    """Read a package (its folder or its descriptor); raises `DatasetError` naming the place."""
    descriptor = path / "datapackage.json" if path.is_dir() else path
    package = _descriptor(descriptor)
    folder = descriptor.parent
    name = str(package.get("name") or folder.name)
    tables = {str(r.get("name")): _resource_path(r, folder, descriptor) for r in package["resources"]}
    indicators = _indicators(tables.get("indicators"), name)
    areas = _areas(tables.get("areas"))
    _add_aliases(tables.get("aliases"), indicators, areas)
    licence = "; ".join(str(item.get("title") or item.get("name") or "") for item in package.get("licenses", []))
    found = [
        read_tidy(
            table,
            name=name,
            indicators=indicators,
            areas=areas,
            title=str(package.get("title", "")),
            licence=licence,
        )
        for key, table in tables.items()
        if key not in _DESCRIBING
    ]
    if not found:
        raise DatasetError("no resource holds observations", file=str(descriptor))
    return tuple(found)


def _descriptor(path: Path) -> dict[str, Any]:
    try:
        package = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise DatasetError("no such file", file=str(path)) from error
    except json.JSONDecodeError as error:
        raise DatasetError(f"is not JSON: {error.msg}", file=str(path), row=error.lineno) from error
    except UnicodeDecodeError as error:
        raise DatasetError("is not UTF-8 text", file=str(path)) from error
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        raise DatasetError("has no list of resources", file=str(path))
    return package


def _resource_path(resource: Any, folder: Path, descriptor: Path) -> Path:
    given = resource.get("path") if isinstance(resource, dict) else None
    if isinstance(given, list) and len(given) == 1:
        given = given[0]
    if not isinstance(given, str) or not given:
        raise DatasetError("a resource has no path", file=str(descriptor))
    inside = Path(given)
    if inside.is_absolute() or ".." in inside.parts or "://" in given:
        raise DatasetError(f"the path {given!r} leaves the folder of the package", file=str(descriptor))
    path = folder / inside
    if not path.is_file():
        raise DatasetError(f"names {given!r}, which is not there", file=str(descriptor))
    return path


def _table(path: Path, needed: tuple[str, ...]) -> list[dict[str, str]]:
    lines = csv_lines(path)
    _, header = next(lines, (1, []))
    for name in needed:
        if name not in header:
            raise DatasetError("no such column", file=str(path), row=1, column=name)
    table = []
    for number, cells in lines:
        if len(cells) != len(header):
            raise DatasetError(f"has {len(cells)} cells, the header {len(header)}", file=str(path), row=number)
        table.append(dict(zip(header, (cell.strip() for cell in cells), strict=True)) | {"#": str(number)})
    return table


def _indicators(path: Path | None, dataset: str) -> dict[str, Indicator]:
    if path is None:
        return {}
    return {
        row["indicator"]: Indicator(
            id=row["indicator"],
            label=row["label"],
            unit=row.get("unit", ""),
            kind=row.get("kind", ""),
            growth_of=row.get("growth_of", ""),
            basis=row.get("basis", ""),
            dataset=dataset,
            confused_with=tuple(part for part in row.get("confused_with", "").split("|") if part),
        )
        for row in _table(path, ("indicator", "label"))
    }


def _areas(path: Path | None) -> dict[str, AreaRecord]:
    if path is None:
        return {}
    return {
        row["area"]: AreaRecord(
            id=row["area"], name=row["name"], type=row.get("type", ""), parent=row.get("parent", "")
        )
        for row in _table(path, ("area", "name"))
    }


def _add_aliases(path: Path | None, indicators: dict[str, Indicator], areas: dict[str, AreaRecord]) -> None:
    if path is None:
        return
    for row in _table(path, ("what", "id", "alias")):
        key, alias = row["id"], row["alias"]
        if row["what"] == "indicator" and key in indicators:
            indicators[key] = replace(indicators[key], aliases=(*indicators[key].aliases, alias))
        elif row["what"] == "area" and key in areas:
            areas[key] = replace(areas[key], aliases=(*areas[key].aliases, alias))
        else:
            raise DatasetError(
                f"no {row['what']} {key!r} in this package", file=str(path), row=int(row["#"]), column="id"
            )
