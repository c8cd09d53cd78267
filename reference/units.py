"""The units that figures of record are published in, and how a figure of a text compares with them.

``USD billion`` is money in dollars times 10**9; ``percent of GDP`` is a percentage; ``TWh`` is energy;
``applications`` counts applications; ``patents per 10000 persons`` is a ratio; ``index 2020=100`` an index.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from claims.interval import Interval
from claims.lexicon import load_text
from claims.model import Kind, Quantity
from reference.model import Observation

__all__ = ["UnitSpec", "of_quantity", "parse_unit", "same_dimension", "stated_amount", "stated_level"]


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """A unit taken apart: dimension, base unit, factor to the base unit, words of what is counted."""

    dimension: str  # money, percent, points, count, ratio, index, rank, times or a physical dimension
    base: str  # USD, percent, "/10000" for a ratio …
    factor: Decimal = Decimal(1)
    counted: str = ""  # "applications", "patents" of "patents per 10000 persons"


_HALF = Decimal("0.5")
_POWERS = {
    "thousand": 3, "thousands": 3, "000s": 3, "million": 6, "millions": 6, "mn": 6, "mln": 6, "m": 6,
    "billion": 9, "billions": 9, "bn": 9, "bln": 9, "trillion": 12, "trillions": 12, "tn": 12, "trn": 12,
    "crore": 7, "lakh": 5,
}  # fmt: skip
_PERSONS = frozenset(
    ["person", "persons", "people", "head", "capita", "resident", "residents", "inhabitant", "inhabitants"]
)
_COUNTS = frozenset({"", "count", "counts", "number", "units", "unit"})
_FIXED = {
    "rank": UnitSpec("rank", "rank"),
    "ordinal": UnitSpec("ordinal", "ordinal"),
    "percentage points": UnitSpec("points", "percent"),
    "percentage point": UnitSpec("points", "percent"),
    "points": UnitSpec("points", "percent"),
    "pp": UnitSpec("points", "percent"),
    "basis points": UnitSpec("points", "percent", Decimal("0.01")),
}


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> UnitSpec:
    """Take a published unit apart; what is not known counts things of that name."""
    plain = " ".join(text.replace("_", " ").split())
    low = plain.lower()
    if low in _FIXED:
        return _FIXED[low]
    if low.startswith("index") or "=100" in low.replace(" ", ""):
        return UnitSpec("index", "index")
    if low.split(" ", 1)[0] in ("percent", "%", "pct") or low.startswith(("per cent", "percentage")):
        return UnitSpec("percent", "percent")
    for sign in ("US$", "$", "£", "€", "¥"):
        plain = plain.replace(sign, f"{sign} ")
    words: list[str] = []
    factor = Decimal(1)
    parts = plain.split()
    for word in parts:
        power = _POWERS.get(word.lower())
        if power is not None and not (word == "m" and len(parts) == 1):
            factor = factor.scaleb(power)
        elif word.lower() != "of":
            words.append(word)
    spec = _plain_unit(" ".join(words))
    return UnitSpec(spec.dimension, spec.base, spec.factor * factor, spec.counted)


def _plain_unit(text: str) -> UnitSpec:
    numerator, per, denominator = text.partition(" per ")
    first = numerator.split(" ", 1)[0] if numerator else ""
    currency = _currency(first)
    if per:
        whole = _measure(text)
        return whole or UnitSpec("ratio", f"{currency}/{_denominator(denominator)}", counted=numerator.lower())
    if currency:
        return UnitSpec("money", currency)
    measure = _measure(text) or (_measure(first) if text.lower() != first.lower() and first.isascii() else None)
    return measure or UnitSpec("count", "count", counted="" if text.lower() in _COUNTS else text.lower())


@cache
def _currency_forms() -> dict[str, str]:
    lines = [line for line in load_text("currencies.csv").splitlines() if not line.startswith("#")]
    forms: dict[str, str] = {}
    for row in csv.DictReader(lines):
        if row["factor"] == "1":
            names = [row["code"], *row["before"].split("|"), *row["after"].split("|")]
            forms |= {name.lower(): row["code"] for name in names if name and name.lower() not in forms}
    return forms


def _currency(word: str) -> str:
    if word.isalpha() and not word.isupper() and len(word) == 3:
        return ""
    return _currency_forms().get(word.lower(), "")


def _denominator(text: str) -> str:
    """Normalise what a ratio is per: "10,000 residents" and "10000 persons" are both "10000"."""
    digits = "".join(c for c in text.split(" ", 1)[0] if c.isdigit())
    word = text.lower().split(" ", 1)[0]
    return (
        digits
        or {"million": "1000000", "thousand": "1000"}.get(word)
        or ("1" if word in _PERSONS else word.removesuffix("s"))
    )


@cache
def _measures() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = json.loads(load_text("units.json"))
    return table


def _measure(text: str) -> UnitSpec | None:
    table = _measures()
    name = table["forms"].get(text) or table["forms"].get(text.lower()) or text
    entry = table["units"].get(str(name))
    if entry is None:
        return None
    dimension, factor, offset = entry
    if offset != "0":  # degrees with another zero compare only with themselves
        return UnitSpec(dimension, str(name))
    return UnitSpec(dimension, dimension, Decimal(factor))


def of_quantity(quantity: Quantity) -> UnitSpec:
    """Take the unit of a figure of the text apart."""
    unit = quantity.unit
    if quantity.kind is Kind.RANK or unit == "rank":
        return _FIXED["rank"]
    if unit == "percent":
        return UnitSpec("percent", "percent")
    if unit in ("percentage_point", "basis_point"):
        return UnitSpec("points", "percent", Decimal("0.01") if unit == "basis_point" else Decimal(1))
    if unit.startswith("count"):
        return UnitSpec("count", "count", counted=unit.partition(":")[2].replace("_", " "))
    if unit.startswith("per "):
        return UnitSpec("ratio", f"/{_denominator(unit[4:])}", counted=quantity.noun.lower())
    if unit == "times":
        return UnitSpec("times", "times")
    return parse_unit(unit)


def stated_level(quantity: Quantity, observation: Observation) -> Interval:
    """Return what a level of the text can stand for in base units, beside a figure of record.

    A whole number is exact, unless the record is finer than whole numbers: "$19,609" against 19,608.79.
    """
    return stated_amount(quantity, observation.value)


def stated_amount(quantity: Quantity, recorded: Decimal) -> Interval:
    """Return what a figure can stand for in base units, beside a value that may be finer than it can print."""
    factor = of_quantity(quantity).factor
    reach = quantity.lenient
    if reach.is_point and quantity.value is not None and (recorded / factor) % 1 != 0:
        reach = Interval.around(quantity.value, _HALF)
    return reach.scaled(factor)


def same_dimension(mine: UnitSpec, theirs: UnitSpec) -> bool:
    """Tell whether a figure of the text can be compared with a published unit at all."""
    if mine.dimension == "count" and not mine.counted:  # a bare number takes the unit of the series
        return theirs.dimension in ("count", "index", "ratio")
    if mine.dimension == "count":
        return theirs.dimension in ("count", "ratio")
    return mine.dimension == theirs.dimension and mine.base == theirs.base
