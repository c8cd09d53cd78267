"""quantulum3: its own resolved values; it knows no dates, so that years come as numbers."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from quantulum3 import parser

__all__ = ["VERSION", "read"]

VERSION = version("quantulum3")
_UNITS = {
    "percentage": "percent",
    "dollar": "USD",
    "united states dollar": "USD",
    "euro": "EUR",
    "renminbi": "CNY",
    "chinese yuan": "CNY",
    "yuan": "CNY",
    "japanese yen": "JPY",
    "yen": "JPY",
    "canadian dollar": "CAD",
    "pound sterling": "GBP",
    "kilometre": "km",
    "square kilometre": "km2",
    "gigawatt": "GW",
    "percentage point": "percentage_point",
    "basis point": "basis_point",
}


def read(text: str) -> list[dict[str, Any]]:
    """Return every quantity with its value as parsed."""
    return [
        {
            "start": q.span[0],
            "end": q.span[1],
            "value": q.value,
            "unit": _UNITS.get(q.unit.name, q.unit.name.replace("dimensionless", "")),
            "dated": False,
        }
        for q in parser.parse(text)
    ]
