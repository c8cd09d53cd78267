"""The figures of record to measure with: the observation tables of the evaluation folder, else the bundled ones."""

from __future__ import annotations

import csv
import os
from pathlib import Path

__all__ = ["compiled"]


def compiled(target: Path) -> Path:
    """Compile the tables into one store, unless it is there."""
    from reference.build import build, bundled_paths

    if not target.exists():
        build((*bundled_paths(), *_tables()), target)
    return target


def _tables() -> tuple[Path, ...]:
    folder = os.environ.get("FIGURECHECK_EVALUATION")
    if not folder:
        return ()
    found = sorted(Path(folder, "reference-data").rglob("*.csv"))
    return tuple(path for path in found if {"value", "period"} <= set(_header(path)) and path.parent.name != "seed")


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return next(csv.reader(stream), [])
