"""SDMX-JSON data messages, versions 1.0 and 2.0.

Read here and not by sdmx1, which makes floats of the values and loses the attributes of series: a series in
millions would be a million times too small.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reference.errors import DatasetError
from reference.model import Row
from reference.readers.documents import in_form
from reference.readers.guide import Guide
from reference.readers.rows import Table
from reference.readers.sdmx import Coded, sdmx_row

__all__ = ["is_sdmx_json", "read_sdmx_json"]


def is_sdmx_json(data: object) -> bool:
    """Tell whether a document is a data message of SDMX."""
    if not isinstance(data, dict):
        return False
    inner = data.get("data") if isinstance(data.get("data"), dict) else data
    return isinstance(inner, dict) and "dataSets" in inner and bool({"structure", "structures"} & inner.keys())


def read_sdmx_json(data: Mapping[str, Any], file: str, name: str, guide: Guide) -> Table:
    """Read a data message; raises `DatasetError` where its structure is broken."""
    with in_form("SDMX-JSON", file):
        head = data.get("header") or data.get("meta") or {}
        inner = data["data"] if isinstance(data.get("data"), dict) else data
        structures = inner.get("structures") or [inner.get("structure")]
        datasets = list(inner["dataSets"])
        sender = head.get("sender") or {}
        source = str(sender.get("name") or sender.get("id") or "") if isinstance(sender, dict) else ""
        prepared = str(head.get("prepared") or "")[:10]

    def rows() -> Iterator[Row]:
        number = 0
        for dataset in datasets:
            try:
                structure = _Structure(structures[int(dataset.get("structure", 0))])
                for dimensions, attributes, value in structure.observations(dataset):
                    number += 1
                    row = sdmx_row(
                        structure.flow, dimensions, attributes, value, number=number, place="observation", guide=guide,
                        vintage=prepared, source=source,
                    )  # fmt: skip
                    if row is not None:
                        yield row
            except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
                message = f"does not go with the structure of the message ({type(error).__name__}: {error})"
                raise DatasetError(message, file=file, row=number + 1, place="observation") from error

    return Table(name=name, file=file, rows=rows(), indicators=guide.indicators, areas=guide.areas)


class _Structure:
    """Dimensions and attributes with their values, by the level at which they stand."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.flow: Coded = (_flow(given), _name(given))
        self.dimensions: dict[str, list[Mapping[str, Any]]] = {
            level: list(c) for level, c in given["dimensions"].items()
        }
        self.attributes: dict[str, list[Mapping[str, Any]]] = {
            level: list(c) for level, c in (given.get("attributes") or {}).items()
        }

    def observations(self, dataset: Mapping[str, Any]) -> Iterator[tuple[dict[str, Coded], dict[str, Coded], str]]:
        fixed = self._coded(self.dimensions.get("dataSet", []), [0] * len(self.dimensions.get("dataSet", [])))
        said = self._coded(self.attributes.get("dataSet", []), dataset.get("attributes") or [])
        for key, series in (dataset.get("series") or {}).items():
            dimensions = fixed | self._coded(self.dimensions["series"], _places(key))
            attributes = said | self._coded(self.attributes.get("series", []), series.get("attributes") or [])
            yield from self._values(series.get("observations") or {}, dimensions, attributes)
        yield from self._values(dataset.get("observations") or {}, fixed, said)

    def _values(
        self, observations: Mapping[str, Any], dimensions: dict[str, Coded], attributes: dict[str, Coded]
    ) -> Iterator[tuple[dict[str, Coded], dict[str, Coded], str]]:
        for key, entry in observations.items():
            own = self._coded(self.dimensions["observation"], _places(key))
            about = self._coded(self.attributes.get("observation", []), entry[1:])
            value = entry[0] if entry else None
            ordered = self._in_order(dimensions | own)
            yield ordered, attributes | about, "" if value is None else str(value)

    def _in_order(self, dimensions: dict[str, Coded]) -> dict[str, Coded]:
        """Put dimensions in the order of the key, which the levels tear apart."""
        every = [component for level in self.dimensions.values() for component in level]
        position = {str(c["id"]): int(c.get("keyPosition", 99)) for c in every}
        return dict(sorted(dimensions.items(), key=lambda item: position.get(item[0], 99)))

    @staticmethod
    def _coded(components: Sequence[Mapping[str, Any]], places: Sequence[Any]) -> dict[str, Coded]:
        found: dict[str, Coded] = {}
        for component, place in zip(components, places, strict=False):
            if place is None:
                continue
            if isinstance(place, str):  # version 2.0 may write a value itself
                found[str(component["id"])] = (place, "")
                continue
            value = component["values"][place]
            code = str(value.get("id", value.get("value", value.get("name", ""))))
            found[str(component["id"])] = (code, _name(value))
        return found


def _places(key: str) -> list[int]:
    return [int(part) for part in key.split(":")] if key else []


def _name(given: Mapping[str, Any]) -> str:
    name = given.get("name")
    if isinstance(name, dict):
        name = name.get("en") or next(iter(name.values()), "")
    return str(name or (given.get("names") or {}).get("en", ""))


def _flow(given: Mapping[str, Any]) -> str:
    """Return the id of the data flow from the first link of the structure."""
    for link in given.get("links") or []:
        urn = str(link.get("urn") or "")
        if "=" in urn:
            return urn.split("=", 1)[1].rsplit(":", 1)[-1].split("(")[0]
    return str(given.get("id") or "")
