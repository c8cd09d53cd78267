"""JSON-stat 2.0: one dataset with its dimensions, their roles, and the values in row-major order."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reference.errors import DatasetError
from reference.model import Row
from reference.readers.codes import area_name, area_of, unit_of
from reference.readers.documents import in_form
from reference.readers.guide import Guide
from reference.readers.rows import BLANKS, Table

__all__ = ["is_jsonstat", "read_jsonstat"]

_AREA_NAMES = ("geo", "area", "country", "region", "ref_area")
_TIME_NAMES = ("time", "year", "period", "time_period", "month", "quarter")
_MOST_CELLS = 20_000_000


def is_jsonstat(data: object) -> bool:
    """Tell whether a document is a dataset of JSON-stat."""
    return isinstance(data, dict) and data.get("class") == "dataset" and "dimension" in data and "value" in data


def read_jsonstat(data: Mapping[str, Any], file: str, name: str, guide: Guide) -> Table:
    """Read a dataset; raises `DatasetError` where its dimensions, sizes and values do not go together."""
    with in_form("JSON-stat", file):
        cube = _Cube(data, file)
    return Table(
        name=name, file=file, rows=_rows(cube, guide), title=str(data.get("label", "")), indicators=guide.indicators,
        areas=guide.areas,
    )  # fmt: skip


class _Cube:
    """The dimensions of a dataset, checked against its values."""

    def __init__(self, data: Mapping[str, Any], file: str) -> None:
        self.file = file
        self.ids = [str(name) for name in self._list(data, "id")]
        self.size = self._list(data, "size")
        if len(self.ids) != len(self.size) or not all(isinstance(n, int) and n > 0 for n in self.size):
            raise DatasetError(f"id has {len(self.ids)} dimensions, size {self.size}", file=file)
        self.cells = math.prod(self.size)
        if self.cells > _MOST_CELLS:
            raise DatasetError(f"has {self.cells:,} cells, too many", file=file)
        self.categories = [self._categories(data["dimension"], at) for at in range(len(self.ids))]
        self.units = [self._units(data["dimension"], name) for name in self.ids]
        self.area = self._role(data, "geo", _AREA_NAMES)
        self.time = self._role(data, "time", _TIME_NAMES)
        if self.time is None:
            raise DatasetError("no dimension has the role of time", file=file)
        self.values = self._sparse(data["value"], "value")
        self.status = self._sparse(data.get("status") or {}, "status")
        self.label = str(data.get("label") or "")
        self.vintage = str(data.get("updated") or "")
        self.source = str(data.get("source") or "")
        self.url = str(data.get("href") or "")

    def _list(self, data: Mapping[str, Any], name: str) -> list[Any]:
        if not isinstance(data.get(name), list):
            raise DatasetError(f"has no list called {name}", file=self.file)
        return list(data[name])

    def _categories(self, dimensions: Any, at: int) -> list[tuple[str, str]]:
        name = self.ids[at]
        try:
            category = dimensions[name]["category"]
        except (KeyError, TypeError) as error:
            raise DatasetError("is not described", file=self.file, column=name) from error
        labels = category.get("label") or {}
        index = category.get("index") or list(labels)
        ids = sorted(index, key=lambda key: int(index[key])) if isinstance(index, dict) else [str(i) for i in index]
        if len(ids) != self.size[at]:
            raise DatasetError(
                f"has {len(ids)} categories where size says {self.size[at]}", file=self.file, column=name
            )
        return [(key, str(labels.get(key, ""))) for key in ids]

    def _units(self, dimensions: Any, name: str) -> Mapping[str, Any]:
        unit = dimensions[name]["category"].get("unit")
        return unit if isinstance(unit, dict) else {}

    def _role(self, data: Mapping[str, Any], role: str, names: Sequence[str]) -> int | None:
        given = (data.get("role") or {}).get(role) or []
        wanted = [self.ids.index(name) for name in given if name in self.ids]
        return next(iter(wanted), next((at for at, name in enumerate(self.ids) if name.lower() in names), None))

    def _sparse(self, given: Any, name: str) -> Mapping[int, Any]:
        """Return values by their index: all of them in a list, or some in an object."""
        if isinstance(given, str):  # one status for all
            return dict.fromkeys(range(self.cells), given)
        if isinstance(given, list):
            if len(given) != self.cells:
                raise DatasetError(f"{name} has {len(given)} entries where the sizes make {self.cells}", file=self.file)
            return dict(enumerate(given))
        if not isinstance(given, dict) or not all(str(key).isdigit() and int(key) < self.cells for key in given):
            raise DatasetError(f"{name} has an entry outside the {self.cells} cells", file=self.file)
        return {int(key): value for key, value in given.items()}


def _rows(cube: _Cube, guide: Guide) -> Iterator[Row]:
    with in_form("JSON-stat", cube.file):
        for index in sorted(cube.values):
            row = _row(cube, index, guide)
            if row is not None:
                yield row


def _row(cube: _Cube, index: int, guide: Guide) -> Row | None:
    value = cube.values[index]
    if value is None or str(value).lower() in BLANKS | guide.blanks:
        return None
    at = _places(index, cube.size)
    codes = [cube.categories[n][place] for n, place in enumerate(at)]
    subject = [code for n, code in enumerate(codes) if n not in (cube.area, cube.time) and not _beside(cube.ids[n])]
    unit = _unit(cube, codes)
    area = codes[cube.area] if cube.area is not None else ("", "")
    area_id = area_of(area[0])
    assert cube.time is not None
    fields: dict[str, Any] = {
        "indicator": ".".join(code for code, _ in subject) or cube.label,
        "indicator_label": ", ".join(label or code for code, label in subject) or cube.label,
        "area": area_id,
        "area_label": area[1] or area_name(area_id),
        "period": codes[cube.time][0],
        "value": str(value),
        "unit": str(unit.get("label") or unit.get("symbol") or unit.get("base") or ""),
        "decimals": str(unit.get("decimals", "")),
        "multiplier": str(unit.get("multiplier", unit.get("mult", ""))),
        "status": str(cube.status.get(index) or ""),
        "vintage": cube.vintage,
        "source": cube.source,
        "url": cube.url,
    }
    fields = {**guide.constants, **{name: text for name, text in fields.items() if text}}
    return Row(number=index + 1, place="value", **{"unit": "", "area": "", "indicator": "", "period": "", **fields})


def _beside(name: str) -> bool:
    return name.lower() in ("freq", "unit", "unit_measure")


def _places(index: int, size: Sequence[int]) -> list[int]:
    places: list[int] = []
    for length in reversed(size):
        index, place = divmod(index, length)
        places.append(place)
    return places[::-1]


def _unit(cube: _Cube, codes: Sequence[tuple[str, str]]) -> Mapping[str, Any]:
    """Return the unit that a category has; a dimension called unit says it by its code."""
    for n, (code, label) in enumerate(codes):
        if code in cube.units[n] and isinstance(cube.units[n][code], dict):
            return dict(cube.units[n][code])
        if cube.ids[n].lower() in ("unit", "unit_measure"):
            unit, power = unit_of(code)
            return {"label": unit if unit != code or not label else label, "multiplier": power or ""}
    return {}
