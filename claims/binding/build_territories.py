"""Compile territories.csv, the names of countries, from the Unicode CLDR data in babel.

Run ``python -m claims.binding.build_territories`` after an upgrade of babel; a test says when the file is
stale. A check reads the CSV and never imports babel.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

__all__ = ["render"]

_TARGET = Path(__file__).resolve().parent.parent / "lexicon" / "en" / "territories.csv"
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})


def render(language: str = "en") -> str:
    """Return the text of the file: one country a line, its code and its name."""
    from babel import Locale

    names = Locale(language).territories
    out = io.StringIO()
    out.write("# Names of countries and territories from Unicode CLDR (through babel). Generated: do not edit.\n")
    out.write("# Licence of the data: Unicode-3.0. Made by claims/binding/build_territories.py\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["code", "name"])
    for code in sorted(names):
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES:
            writer.writerow([code, names[code]])
    return out.getvalue()


if __name__ == "__main__":
    _TARGET.write_text(render(), encoding="utf-8")
