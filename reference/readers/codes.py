"""Codes of units and areas that international messages use, in the words and ids of the record."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from claims.patterns import regex
from reference.lexicon import countries

__all__ = ["area_name", "area_of", "label_unit", "plain_label", "unit_of"]

_BRACKET = regex(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")


@cache
def _units() -> dict[str, tuple[str, int]]:
    return {row["code"]: (row["unit"], int(row["power"] or 0)) for row in _lexicon("sdmx_units.csv")}


@cache
def _alpha3() -> dict[str, str]:
    return {row["alpha2"]: row["alpha3"] for row in _lexicon("iso_codes.csv")}


def _lexicon(name: str) -> list[dict[str, str]]:
    text = (files("reference") / "lexicon" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def unit_of(code: str) -> tuple[str, int]:
    """Return the unit and the power of ten that a code of SDMX stands for; an unknown one stands for itself."""
    return _units().get(code.strip().upper(), (code.strip(), 0))


def area_of(code: str) -> str:
    """Return ISO 3166-1 alpha-3 for an alpha-2 code ("NA" is Namibia); another code stands for itself."""
    return _alpha3().get(code.strip(), code.strip())


@cache
def area_name(code: str) -> str:
    """Return the name of a country or group by its code, "" for an unknown one."""
    return next((name for key, name, _, _ in countries() if key == code), "")


def label_unit(label: str) -> str:
    """Return the unit that a label of the World Bank says in brackets: "GDP (current US$)" is in USD."""
    match = _BRACKET.search(label)
    if match is None:
        return ""
    said = match[1].strip()
    low = said.lower()
    if "%" in said:
        return "percent of GDP" if low == "% of gdp" else "percent"
    if low.startswith("per "):
        return f"count {low.replace(',', '')}".replace("people", "persons")
    if "us$" in low:
        power = next((word for word in ("thousands", "millions", "billions") if word in low), "")
        per = " per person" if "per capita" in label.lower() else ""
        constant = re.search(r"constant (\d{4})", low)
        unit = "USD" if constant is None or per else f"USD (constant {constant[1]})"
        return f"{unit}{per}" + (f" {power.removesuffix('s')}" if power and not per else "")
    if "international $" in low:
        return "international dollars per person" if "per capita" in label.lower() else "international dollars"
    if low.endswith("= 100"):
        return "index " + low.replace(" ", "")
    names = {
        "years": "years", "sq. km": "square kilometres", "metric tons": "tonnes", "kt of co2 equivalent": "kt",
        "births per woman": "births per woman", "metric tons per capita": "tonnes per person",
        "kwh per capita": "kWh per person",
    }  # fmt: skip
    return names.get(low, said if low.isascii() and "," not in low and len(low) < 30 else "")


def plain_label(label: str) -> str:
    """Return a label of the World Bank without the thousand spaces that some have."""
    return " ".join(label.split())
