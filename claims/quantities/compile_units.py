"""Turn lexicon/en/units.txt (pint's syntax) into lexicon/en/units.json, which a check reads without pint.

python -m claims.quantities.compile_units [--check]
"""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from claims.lexicon import load_text

__all__ = ["compile_table", "main"]

_TARGET = Path(__file__).parent.parent / "lexicon" / "en" / "units.json"
_OFFSETS = {
    "degF": Decimal(32),
    "kelvin": Decimal("273.15"),
}  # zero points against degC: (x - offset) * factor


def compile_table(definitions: str) -> dict[str, dict[str, list[str] | str]]:
    """Return {"units": {name: [dimension, factor, offset]}, "forms": {printed form: name}}."""
    import pint  # half a second: only here and for units that the table lacks

    lines = [line for line in definitions.splitlines() if line.strip() and not line.startswith("#")]
    registry: Any = pint.UnitRegistry(None, non_int_type=Decimal)
    for line in _in_order(lines):
        registry.define(line)
    units: dict[str, list[str] | str] = {}
    forms: dict[str, list[str] | str] = {}
    for line in lines:
        name, _, *names = (part.strip() for part in line.split("="))
        base = registry.Quantity(Decimal(1), name).to_base_units()
        dimension = str(registry.get_dimensionality(name))
        factor = format(Decimal(base.magnitude).normalize(), "f")
        units[name] = [dimension, factor, str(_OFFSETS.get(name, Decimal(0)))]
        for form in (name, *names):
            if form != "_":
                forms[form.replace("_", " ")] = name
    return {"units": units, "forms": forms}


def _in_order(lines: list[str]) -> list[str]:
    """Return base units first, so that a relation never names a unit before it is defined."""
    return sorted(lines, key=lambda line: "[" not in line.split("=")[1])


def render(definitions: str) -> str:
    """Return the compiled table as the text of the file."""
    return json.dumps(compile_table(definitions), ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def main(arguments: list[str]) -> int:
    """Write the table, or with --check tell whether it is fresh."""
    text = render(load_text("units.txt"))
    if "--check" in arguments:
        fresh = _TARGET.is_file() and _TARGET.read_text(encoding="utf-8") == text
        print("units.json is fresh" if fresh else "units.json is stale: run python -m claims.quantities.compile_units")
        return 0 if fresh else 1
    _TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
