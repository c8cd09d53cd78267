"""Compile cities.csv, big cities and islands, from the time zones of the Unicode CLDR data in babel.

Every time zone is named after its largest city or its island. Run ``python -m claims.binding.build_cities`` after an
upgrade of babel; a test says when the file is stale. A check reads the CSV and never imports babel.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

__all__ = ["render"]

_TARGET = Path(__file__).resolve().parent.parent / "lexicon" / "en" / "cities.csv"
_ISLANDS = ("Atlantic/", "Indian/", "Pacific/", "Arctic/")
_NOT_PLACES = ("Etc/", "Antarctica/")
_NOT_COUNTRIES = frozenset({"001", "ZZ", "UM", "AQ"})
_SEVERAL = frozenset({"San Juan", "La Rioja", "Cordoba", "Mérida", "San Luis", "Santarem"})  # of several countries
# Names that news uses of people, firms or things more often than of the place.
_ELSEWHERE = frozenset(
    """Oral Center Regina Stanley Dawson Creston Resolute Nome Kirov Halifax Casey Davis Palmer Wallis Midway Troll
    Chatham Gambier Kanton Adak Thule Canary Cayman Comoro Cocos GMT UTC""".split()
)


def render(language: str = "en") -> str:
    """Return the text of the file: one place a line, its name, kind and country."""
    from babel import Locale
    from babel.core import get_global

    cities = Locale(language).time_zones
    rows: set[tuple[str, str, str]] = set()
    for zone, country in get_global("zone_territories").items():
        if "/" not in zone or zone.startswith(_NOT_PLACES) or country in _NOT_COUNTRIES:
            continue
        name = str(cities.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")).replace("’", "'")
        if "," not in name and name not in _ELSEWHERE | _SEVERAL:
            rows.add((name, "division" if zone.startswith(_ISLANDS) else "city", country))
    out = io.StringIO()
    out.write("# Big cities and islands: the time zones of Unicode CLDR (through babel). Generated: do not edit.\n")
    out.write("# Licence of the data: Unicode-3.0. Made by claims/binding/build_cities.py\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["name", "kind", "country"])
    writer.writerows(sorted(rows))
    return out.getvalue()


if __name__ == "__main__":
    _TARGET.write_text(render(), encoding="utf-8")
