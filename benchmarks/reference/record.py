"""Compile all tables of the shared reference data into one store, for the benchmark."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from reference.build import build
from reference.errors import StoreError
from reference.store import Store, open_file

__all__ = ["open_record", "rows_of", "tables"]

_NOT_A_TABLE = ("entities", "indicators", "seed-article-claims")


def tables(folder: Path) -> list[Path]:
    """Return the tidy tables of the folder."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return [folder / r["path"] for r in package["resources"] if r["name"] not in _NOT_A_TABLE]


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Yield the lines of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def open_record(folder: Path, target: Path) -> Store:
    """Open the store at `target`, built there first where it is missing or of another version."""
    if target.is_file():
        try:
            return open_file(target)
        except StoreError:
            target.unlink()
    return open_file(build([folder], target))
