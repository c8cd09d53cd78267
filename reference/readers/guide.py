"""Mapping files: how a table is read whose columns, codes or number signs are its own (TOML)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from reference.errors import DatasetError
from reference.model import AreaRecord, Indicator

__all__ = ["PLAIN", "Guide", "read_guide"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """What a mapping file says; an empty one leaves everything to the header."""

    format: str = ""
    delimiter: str = ""
    decimal: str = "."
    encoding: str = ""
    skip: int = 0
    sheet: str = ""
    blanks: frozenset[str] = frozenset()
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    areas: Mapping[str, AreaRecord] = field(default_factory=dict)
    only_these_areas: bool = False


PLAIN = Guide()


def read_guide(path: Path) -> Guide:
    """Read and check a mapping file; raises `DatasetError` naming the key that is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DatasetError(f"cannot read the mapping: {error.strerror}", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise DatasetError(f"is not UTF-8 text (byte {error.start})", file=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise DatasetError(f"is not TOML: {error}", file=str(path)) from error
    _check(table, path)
    written = table.get("table", {})
    return Guide(
        format=written.get("format", ""),
        delimiter=written.get("delimiter", ""),
        decimal=written.get("decimal", "."),
        encoding=written.get("encoding", ""),
        skip=written.get("skip", 0),
        sheet=written.get("sheet", ""),
        blanks=frozenset(blank.strip().lower() for blank in written.get("blanks", ())),
        columns={
            name: [given] if isinstance(given, str) else given for name, given in table.get("columns", {}).items()
        },
        constants=table.get("constants", {}),
        values=table.get("values", {}),
        indicators={key: _indicator(key, given) for key, given in table.get("indicators", {}).items()},
        areas={key: _area(key, given) for key, given in table.get("areas", {}).items()},
        only_these_areas=table.get("only-these-areas", False),
    )


def _check(table: dict[str, Any], path: Path) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads((files("reference") / "schema" / "mapping.schema.json").read_text(encoding="utf-8"))
    error = next(iter(Draft202012Validator(schema).iter_errors(table)), None)
    if error is not None:
        place = ".".join(str(part) for part in error.absolute_path)
        raise DatasetError(f"{place or 'mapping'}: {error.message}", file=str(path))
    for name, given in table.get("columns", {}).items():
        if isinstance(given, list) and len(given) > 1 and name not in ("indicator", "indicator_label", "note"):
            raise DatasetError(
                f"columns.{name}: only the indicator may be put together of several columns", file=str(path)
            )


def _indicator(key: str, given: Mapping[str, Any]) -> Indicator:
    return Indicator(
        id=key,
        label=given.get("label", key),
        unit=given.get("unit", ""),
        kind=given.get("kind", ""),
        growth_of=given.get("growth-of", ""),
        basis=given.get("basis", ""),
        seasonal=given.get("seasonal-adjustment", ""),
        confused_with=tuple(given.get("confused-with", ())),
        aliases=tuple(given.get("aliases", ())),
    )


def _area(key: str, given: Mapping[str, Any]) -> AreaRecord:
    return AreaRecord(
        id=key,
        name=given.get("name", key),
        type=given.get("type", ""),
        parent=given.get("parent", ""),
        aliases=tuple(given.get("aliases", ())),
    )
