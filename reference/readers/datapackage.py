"""Data Package, versions 1 and 2: a folder (or an archive) with `datapackage.json` and tables.

Resources called `indicators` (id, label, unit, kind, growth_of, basis, confused_with), `areas` or `entities` (id,
name, type, parent, aliases) and `aliases` (what, id, alias) describe; every other with a column of values is read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from reference.errors import DatasetError
from reference.model import AreaRecord, Indicator
from reference.readers.columns import plain_name
from reference.readers.csvfile import csv_grid
from reference.readers.describing import described
from reference.readers.documents import in_form, refuse_halves
from reference.readers.grid import Grid
from reference.readers.guide import Guide
from reference.readers.places import Place, inside, open_bytes, parent_of, read_text
from reference.readers.rows import Table
from reference.readers.tidy import read_tidy
from reference.readers.wide import is_wide, read_wide
from reference.seasons import of_code

__all__ = ["DESCRIPTOR", "inline_rows", "read_package"]

DESCRIPTOR = "datapackage.json"
_AREAS = ("areas", "entities")
_DESCRIBING = ("indicators", *_AREAS, "aliases")
_VALUES = ("value", "obs_value", "amount", "figure", "observation")


def read_package(place: Place, guide: Guide) -> Iterator[Table]:
    """Yield the tables of a package (its folder or its descriptor); raises `DatasetError` naming the place."""
    descriptor = place / DESCRIPTOR if place.is_dir() else place
    with in_form("a data package", str(descriptor)):
        yield from _tables(descriptor, guide)


def _tables(descriptor: Place, guide: Guide) -> Iterator[Table]:
    package = _descriptor(descriptor)
    resources = {
        str(r.get("name") or number): r
        for number, r in enumerate(package["resources"], 1)
        if _is_resource(r, descriptor)
    }
    tables = {name: _grid(r, descriptor, guide) for name, r in resources.items()}
    name = str(package.get("name") or parent_of(descriptor).name)
    indicators = _indicators(tables.get("indicators"), name)
    areas = _areas(next((tables[key] for key in _AREAS if key in tables), None))
    _add_aliases(tables.get("aliases"), indicators, areas)
    licences = package.get("licenses") or []
    about = {
        "name": name,
        "title": str(package.get("title", "")),
        "licence": "; ".join(
            str(item.get("title") or item.get("name") or "") for item in licences if isinstance(item, dict)
        ),
        "indicators": indicators,
        "areas": areas,
        "only_these_areas": bool(areas),
    }
    told = {key: grid for key, grid in tables.items() if key not in _DESCRIBING}
    read = {key: grid for key, grid in told.items() if _has_values(grid)} or told  # none: the first says what it lacks
    if not read:
        raise DatasetError("no resource holds observations", file=str(descriptor))
    others = [grid.file for key, grid in told.items() if key not in read]
    notices = [f"{file} is left out: it has no column of values" for file in others]
    for grid in read.values():
        table = read_wide(grid, **about) if is_wide(grid.header) else read_tidy(grid, **about)
        yield replace(table, notices=[*notices, *table.notices])
        notices = []


def _has_values(grid: Grid) -> bool:
    names = [plain_name(column) for column in grid.header]
    return is_wide(grid.header) or "value" in grid.guide.columns or any(name in _VALUES for name in names)


def _descriptor(place: Place) -> dict[str, Any]:
    text = read_text(place)
    try:
        package = json.loads(text)
    except json.JSONDecodeError as error:
        raise DatasetError(f"is not JSON: {error.msg}", file=str(place), row=error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise DatasetError(
            "is not JSON that can be read: nested too deep or with a number too long", file=str(place)
        ) from error
    refuse_halves(package, text, str(place))
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        raise DatasetError("has no list of resources", file=str(place))
    return package


def _is_resource(resource: Any, descriptor: Place) -> bool:
    if not isinstance(resource, dict):
        raise DatasetError(f"a resource is no object but {str(resource)[:40]!r}", file=str(descriptor))
    return True


def _grid(resource: Mapping[str, Any], descriptor: Place, guide: Guide) -> Grid:
    """Return the lines of a resource; its dialect, encoding and missing values are kept to."""
    dialect = resource.get("dialect") if isinstance(resource.get("dialect"), dict) else {}
    schema = resource.get("schema") if isinstance(resource.get("schema"), dict) else {}
    assert isinstance(dialect, dict)
    assert isinstance(schema, dict)
    own = replace(
        guide,
        delimiter=str(dialect.get("delimiter") or guide.delimiter),
        encoding=""
        if str(resource.get("encoding", "utf-8")).lower() in ("utf-8", "utf8")
        else str(resource["encoding"]),
        blanks=guide.blanks
        | {str(m.get("value") if isinstance(m, dict) else m).lower() for m in schema.get("missingValues") or ()},
    )
    if isinstance(resource.get("data"), list):
        return _inline(resource["data"], f"{descriptor}, resource {resource.get('name', '')}", own)
    place = _path(resource, descriptor)
    _check_hash(resource, place)
    grid = csv_grid(place, own)
    fields = [str(f.get("name")) for f in schema.get("fields") or () if isinstance(f, dict)]
    missing = next((name for name in fields if plain_name(name) not in map(plain_name, grid.header)), None)
    if missing is not None:
        raise DatasetError(
            "the schema of the package names this column, the table has none",
            file=grid.file,
            row=grid.header_line,
            column=missing,
        )
    return grid


def inline_rows(data: Sequence[Any], file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield records of JSON as lines of cells, the header first."""
    header: list[str] = list(dict.fromkeys(str(name) for record in data if isinstance(record, dict) for name in record))
    yield 1, header
    for number, record in enumerate(data, 2):
        if not isinstance(record, dict):
            raise DatasetError("is not an object", file=file, row=number)
        yield number, ["" if record.get(name) is None else str(record[name]) for name in header]


def _inline(data: Sequence[Any], file: str, guide: Guide) -> Grid:
    return Grid(file, file, inline_rows(data, file), guide)


def _path(resource: Mapping[str, Any], descriptor: Place) -> Place:
    given = resource.get("path")
    if isinstance(given, list) and len(given) == 1:
        given = given[0]
    if isinstance(given, list):
        raise DatasetError("a resource in several files is not read: put them together", file=str(descriptor))
    if not isinstance(given, str) or not given:
        raise DatasetError("a resource has no path", file=str(descriptor))
    parts = given.replace("\\", "/").split("/")
    if "://" in given:
        raise DatasetError(f"the path {given!r} is an address: nothing is fetched", file=str(descriptor))
    if given.startswith(("/", "~")) or ".." in parts or ":" in parts[0]:
        raise DatasetError(f"the path {given!r} leaves the folder of the package", file=str(descriptor))
    folder = parent_of(descriptor)
    place = inside(folder, "/".join(parts))
    if not _is_there(place):
        raise DatasetError(f"names {given!r}, which is not there", file=str(descriptor))
    if isinstance(place, Path) and not place.resolve().is_relative_to(Path(str(folder)).resolve()):
        raise DatasetError(f"the path {given!r} is a link that leaves the folder of the package", file=str(descriptor))
    return place


def _is_there(place: Place) -> bool:
    try:
        return place.is_file()
    except OSError:  # a name that the system cannot have
        return False


def _check_hash(resource: Mapping[str, Any], place: Place) -> None:
    given = str(resource.get("hash") or "")
    method, _, wanted = given.rpartition(":")
    if not wanted or (method or "md5") not in ("md5", "sha1", "sha256", "sha512"):
        return
    digest = hashlib.new(method or "md5", usedforsecurity=False)
    with open_bytes(place) as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    if digest.hexdigest() != wanted.lower():
        raise DatasetError(f"does not have the {method or 'md5'} hash that the package gives", file=str(place))


def _records(grid: Grid, needed: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the lines of a describing table as records, with the fields under their first name."""
    header = [plain_name(name) for name in grid.header]
    for names in needed.values():
        for name in names[1:]:
            if name in header and names[0] not in header:
                header[header.index(name)] = names[0]
    for name in needed:
        if name not in header and name in ("indicator", "area", "what", "id", "alias"):
            raise DatasetError("no such column", file=grid.file, row=grid.header_line, column=name)
    for number, cells in grid.lines:
        if len(cells) != len(header):
            raise DatasetError(f"has {len(cells)} cells, the header {len(header)}", file=grid.file, row=number)
        yield number, dict(zip(header, (cell.strip() for cell in cells), strict=True))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _indicators(grid: Grid | None, dataset: str) -> dict[str, Indicator]:
    if grid is None:
        return {}
    names = {
        "indicator": ("indicator", "indicator_id", "id"),
        "label": ("label", "indicator_label", "name"),
        "confused_with": ("confused_with", "easily_confused_with"),
    }
    found: dict[str, Indicator] = {}
    for number, record in _records(grid, names):
        key = record["indicator"]
        if key in found:
            raise DatasetError(f"{key!r} is described twice", file=grid.file, row=number, column="indicator")
        label = record.get("label") or key
        guessed = described(key, label, record.get("unit", ""), dataset)
        kind = record.get("kind", "")
        seasonal = record.get("seasonal_adjustment", "")
        if seasonal and not of_code(seasonal):
            message = f"{seasonal!r} is neither adjusted nor unadjusted"
            raise DatasetError(message, file=grid.file, row=number, column="seasonal_adjustment")
        found[key] = replace(
            guessed,
            kind=kind,
            growth_of=record.get("growth_of", ""),
            basis=record.get("basis", guessed.basis if kind == "growth rate" else ""),
            seasonal=of_code(seasonal),
            confused_with=_split(record.get("confused_with", "")),
            aliases=_split(record.get("aliases", "")),
        )
    return found


def _areas(grid: Grid | None) -> dict[str, AreaRecord]:
    if grid is None:
        return {}
    names = {"area": ("area", "area_id", "entity_id", "id"), "name": ("name", "area_label", "entity_label", "label")}
    found: dict[str, AreaRecord] = {}
    for number, record in _records(grid, names):
        key, name = record["area"], record.get("name") or record["area"]
        if key in found:
            raise DatasetError(f"{key!r} is described twice", file=grid.file, row=number, column="area")
        aliases = tuple(alias for alias in _split(record.get("aliases", "")) if alias != name)
        found[key] = AreaRecord(
            id=key, name=name, type=record.get("type", ""), parent=record.get("parent", ""), aliases=aliases
        )
    return found


def _add_aliases(grid: Grid | None, indicators: dict[str, Indicator], areas: dict[str, AreaRecord]) -> None:
    if grid is None:
        return
    for number, record in _records(grid, {"what": ("what",), "id": ("id",), "alias": ("alias",)}):
        key, alias = record["id"], record["alias"]
        if record["what"] == "indicator" and key in indicators:
            indicators[key] = replace(indicators[key], aliases=(*indicators[key].aliases, alias))
        elif record["what"] == "area" and key in areas:
            areas[key] = replace(areas[key], aliases=(*areas[key].aliases, alias))
        else:
            raise DatasetError(f"no {record['what']} {key!r} in this package", file=grid.file, row=number, column="id")
