"""Duckling: numbers, money, measures and spans of time; the longest reading of a place taken."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import duckling

__all__ = ["VERSION", "read"]

VERSION = version("pyduckling-native-phihos")
_ZONES = duckling.load_time_zones("/usr/share/zoneinfo")
_LANGUAGE = duckling.parse_lang("EN")
_CONTEXT = duckling.Context(
    duckling.parse_ref_time(_ZONES, "UTC", 1_700_000_000),
    duckling.parse_locale("EN_US", duckling.default_locale_lang(_LANGUAGE)),
)
_DIMENSIONS = duckling.parse_dimensions(
    ["number", "ordinal", "amount-of-money", "distance", "duration", "quantity", "temperature", "volume", "time"]
)
_UNITS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "kilometre": "km", "second": "s", "unknown": ""}


def read(text: str) -> list[dict[str, Any]]:
    """Return the readings that do not overlap; both ends of an interval; `dated` tells what lies inside a date."""
    answers = duckling.parse(text, _CONTEXT, _DIMENSIONS, False)
    dates = [(a["start"], a["end"]) for a in answers if a["dim"] == "time"]
    kept: list[dict[str, Any]] = []
    for answer in sorted(answers, key=lambda a: (a["start"] - a["end"], a["start"])):
        apart = all(answer["end"] <= other["start"] or other["end"] <= answer["start"] for other in kept)
        if answer["dim"] != "time" and apart:
            kept.append(answer)
    found = []
    for answer in sorted(kept, key=lambda a: a["start"]):
        value = answer["value"]
        ends = [value[end] for end in ("from", "to") if end in value] if value["type"] == "interval" else [value]
        for end in ends:
            unit = end.get("unit", "")
            found.append(
                {
                    "start": answer["start"],
                    "end": answer["end"],
                    "value": end.get("value"),
                    "unit": _UNITS.get(unit, unit),
                    "dated": any(s <= answer["start"] and answer["end"] <= e for s, e in dates),
                }
            )
    return found
