"""The formats of sources, each told by its form: what reads a file, a folder or an archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath

from reference.errors import DatasetError
from reference.readers.csvfile import csv_grid
from reference.readers.datapackage import DESCRIPTOR, read_package
from reference.readers.documents import exact_json
from reference.readers.excel import excel_grids
from reference.readers.grid import Grid
from reference.readers.guide import PLAIN, Guide, read_guide
from reference.readers.jsonstat import is_jsonstat, read_jsonstat
from reference.readers.owid import is_owid, owid_metadata, read_owid
from reference.readers.parquet import parquet_grid
from reference.readers.places import Place, children, parent_of, unpacked
from reference.readers.rows import Table
from reference.readers.sdmx_csv import is_sdmx_csv, read_sdmx_csv
from reference.readers.sdmx_json import is_sdmx_json, read_sdmx_json
from reference.readers.sdmx_ml import read_sdmx_ml
from reference.readers.suffixes import DOCUMENTS, SUFFIXES, TABLES
from reference.readers.tidy import read_tidy
from reference.readers.wide import is_wide, read_wide
from reference.readers.worldbank import is_worldbank_csv, is_worldbank_json, read_worldbank_csv, read_worldbank_json

__all__ = ["tables_of"]

_ASIDE = ("metadata_", "readme")  # files that describe, beside the tables of a download


def tables_of(path: Path, guide: Guide = PLAIN) -> Iterator[Table]:
    """Yield the tables of a source; raises `DatasetError` naming the place of what is wrong."""
    if not path.exists():
        raise DatasetError("no such file or folder", file=str(path))
    if path.suffix.lower() == ".zip" and path.is_file():
        yield from _folder(unpacked(path), guide)
    elif path.is_dir():
        yield from _folder(path, guide)
    else:
        yield from _file(path, guide)


def _folder(folder: Place, guide: Guide) -> Iterator[Table]:
    """Yield the tables of a package, or those of the packages and files that a folder holds."""
    if (folder / DESCRIPTOR).is_file():
        yield from read_package(folder, guide)
        return
    inner = children(folder)
    packages = [place for place in inner if place.is_dir() and (place / DESCRIPTOR).is_file()]
    files = [place for place in inner if place.is_file() and _is_source(place)]
    pages = [place for place in files if PurePath(place.name).suffix == ".json"]
    if not packages and not files:
        raise DatasetError("holds neither datapackage.json nor tables", file=str(folder))
    for package in packages:
        yield from read_package(package, guide)
    answers = _pages(pages)
    if answers:
        yield read_worldbank_json(answers, folder.name)
    read = {name for name, _ in answers}
    for place in files:
        if str(place) not in read:
            yield from _file(place, guide)


def _is_source(place: Place) -> bool:
    name = place.name.lower()
    return (
        PurePath(name).suffix in (*TABLES, *DOCUMENTS)
        and not name.startswith((*_ASIDE, ".", "~"))
        and not name.endswith("metadata.json")
    )


def _pages(places: list[Place]) -> list[tuple[str, list[object]]]:
    """Return the answers of the World Bank among documents: a large answer comes in several pages."""
    if len(places) < 2:
        return []
    found = [(str(place), exact_json(place)) for place in places]
    return [(name, data) for name, data in found if is_worldbank_json(data)]


def _file(place: Place, guide: Guide) -> Iterator[Table]:
    suffix = PurePath(place.name).suffix.lower()
    beside = parent_of(place) / f"{PurePath(place.name).stem}.mapping.toml"
    if guide is PLAIN and isinstance(beside, Path) and beside.is_file():
        guide = read_guide(beside)
    if place.name == DESCRIPTOR:
        yield from read_package(place, guide)
    elif suffix == ".json":
        yield from _document(place, guide)
    elif suffix == ".xml":
        yield read_sdmx_ml(place, PurePath(place.name).stem, guide)
    elif suffix == ".parquet":
        yield _laid_out(parquet_grid(place, guide), place)
    elif suffix in (".xlsx", ".xlsm"):
        for grid in excel_grids(place, guide):
            yield _laid_out(grid, place)
    elif suffix in TABLES:
        yield _laid_out(csv_grid(place, guide), place)
    else:
        raise DatasetError(f"is of no format that is read here ({', '.join(SUFFIXES)}, a folder)", file=str(place))


def _document(place: Place, guide: Guide) -> Iterator[Table]:
    """Yield what a JSON document holds, told by its form."""
    data = exact_json(place)
    name = PurePath(place.name).stem
    if isinstance(data, dict) and "resources" in data:
        yield from read_package(place, guide)
    elif is_worldbank_json(data):
        yield read_worldbank_json([(str(place), data)], name)
    elif is_jsonstat(data):
        yield read_jsonstat(data, str(place), name, guide)
    elif is_sdmx_json(data):
        yield read_sdmx_json(data, str(place), name, guide)
    else:
        raise DatasetError(
            "is neither a data package nor JSON of the World Bank, of SDMX or of JSON-stat", file=str(place)
        )


def _laid_out(grid: Grid, place: Place) -> Table:
    """Read a table by its layout, which the header tells unless a mapping file says it."""
    layout = grid.guide.format
    if layout == "sdmx-csv" or (not layout and is_sdmx_csv(grid.header)):
        return read_sdmx_csv(grid)
    if layout == "owid" or (not layout and is_owid(grid.header)):
        return read_owid(grid, owid_metadata(place))
    if not layout and is_worldbank_csv(grid.header):
        return read_worldbank_csv(grid, parent_of(place))
    if layout == "wide" or (not layout and is_wide(grid.header)):
        return read_wide(grid)
    return read_tidy(grid)
