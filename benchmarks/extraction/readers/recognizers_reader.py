"""Recognizers-Text: the union of its models of numbers and units, the longest reading of a place taken."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import recognizers_suite as suite

__all__ = ["VERSION", "read"]

VERSION = version("recognizers-text-suite")
_ENGLISH = suite.Culture.English
_MODELS = (
    suite.recognize_percentage,
    suite.recognize_currency,
    suite.recognize_dimension,
    suite.recognize_temperature,
    suite.recognize_age,
    suite.recognize_ordinal,
    suite.recognize_number,
)
_DATES = ("date", "daterange", "datetime", "datetimerange", "time", "timerange", "set")
_UNITS = {
    "Dollar": "USD",
    "United States dollar": "USD",
    "Euro": "EUR",
    "Chinese yuan": "CNY",
    "Japanese yen": "JPY",
    "Canadian dollar": "CAD",
    "Pound": "GBP",
    "British pound": "GBP",
    "Kilometer": "km",
    "Square kilometer": "km2",
    "Gigawatt": "GW",
    "Year": "year",
    "Month": "month",
    "Week": "week",
    "Day": "day",
    "Hour": "hour",
    "Minute": "minute",
    "Second": "s",
}


def _found(text: str) -> list[tuple[int, int, float | None, str]]:
    found = []
    for model in _MODELS:
        for result in model(text, _ENGLISH):
            printed = str((result.resolution or {}).get("value") or "")
            unit = str((result.resolution or {}).get("unit") or "")
            unit = "percent" if printed.endswith("%") else _UNITS.get(unit, unit)
            try:
                value: float | None = float(printed.rstrip("%"))
            except ValueError:
                value = None
            found.append((result.start, result.end + 1, value, unit))
    return found


def read(text: str) -> list[dict[str, Any]]:
    """Return the readings that do not overlap, longest first; `dated` tells that one lies inside a date."""
    times = suite.recognize_datetime(text, _ENGLISH)
    dates = [(r.start, r.end + 1) for r in times if r.type_name.rpartition(".")[2] in _DATES]
    found = _found(text)
    for result in times:  # "five years": only the model of times knows it
        if result.type_name.endswith(".duration"):
            inside = [f for f in found if result.start <= f[0] and f[1] <= result.end + 1 and f[2] is not None]
            if len(inside) == 1:
                unit = text[inside[0][1] : result.end + 1].strip().lower().rstrip("s")
                found.append((result.start, result.end + 1, inside[0][2], unit))
    kept: list[tuple[int, int, float | None, str]] = []
    for one in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
        if all(one[1] <= other[0] or other[1] <= one[0] for other in kept):
            kept.append(one)
    return [
        {"start": a, "end": b, "value": v, "unit": u, "dated": any(s <= a and b <= e for s, e in dates)}
        for a, b, v, u in sorted(kept)
    ]
