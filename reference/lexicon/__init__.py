"""What ties the words of a story to the names of series: synonyms, generic words, subset words, countries."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["Country", "countries", "load"]

Country = tuple[str, str, tuple[str, ...], tuple[str, ...]]  # code, name, aliases, people


@cache
def load(name: str) -> dict[str, Any]:
    """Return a lexicon file as nested dictionaries (shared: do not change them)."""
    return tomllib.loads(files("reference.lexicon").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def countries() -> tuple[Country, ...]:
    """Return the countries and groups of countries with the names news uses."""
    text = files("reference.lexicon").joinpath("countries.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        (row["area"], row["name"], _split(row["aliases"]), _split(row["people"])) for row in csv.DictReader(lines)
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)
