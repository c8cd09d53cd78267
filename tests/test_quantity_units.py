"""Units: the compiled table is fresh, conversions are right, pint helps out."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from claims.lexicon import load_text
from claims.quantities.compile_units import compile_table
from claims.quantities.units import convert_factor, info


def test_compiled_table_is_fresh() -> None:
    import json

    assert json.loads(load_text("units.json")) == compile_table(load_text("units.txt"))


@pytest.mark.parametrize(
    ("a", "b", "factor"),
    [
        ("acre", "hectare", "0.40468564224"),
        ("mile", "km", "1.609344"),
        ("g", "mg", "1000"),
        ("GWh", "TWh", "0.001"),
        ("foot", "m", "0.3048"),
        ("square_foot", "m2", "0.09290304"),
        ("lb", "kg", "0.45359237"),
        ("hour", "minute", "60"),
        ("miles", "kilometers", "1.609344"),
        ("MW", "GW", "0.001"),
        ("mph", "kmh", "1.609344"),
    ],
)
def test_factors(a: str, b: str, factor: str) -> None:
    got = convert_factor(a, b)
    assert got is not None
    assert abs(got - Decimal(factor)) <= Decimal("1e-12") * Decimal(factor)


def test_no_factor_between_different_things_or_temperatures() -> None:
    assert convert_factor("km", "kg") is None
    assert convert_factor("degC", "degF") is None
    assert convert_factor("km", "nonsense") is None


def test_temperature_has_factor_and_offset() -> None:
    fahrenheit = info("degF")
    assert fahrenheit is not None
    assert round((Decimal(212) - fahrenheit.offset) * fahrenheit.factor, 10) == 100


def test_pint_knows_what_the_table_lacks() -> None:
    parsec = info("parsec")
    assert parsec is not None
    assert parsec.factor > Decimal("3e16")


def test_reading_a_story_loads_no_pint() -> None:
    code = (
        "import sys; from claims.document import Document; from claims.quantities import extract; "
        "extract(Document(text='It is 1,200 acres (486 hectares), 12 km and $5m.'), ()); "
        "sys.exit('pint' in sys.modules or 'pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
