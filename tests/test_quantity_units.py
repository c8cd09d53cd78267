"""Units: the compiled table is fresh, conversions are right, pint helps out."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal

import pytest

from claims.lexicon import load_text
from claims.quantities.compile_units import compile_table
from claims.quantities.units import convert_factor, info, measure


def test_compiled_table_is_fresh() -> None:
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


def test_every_unit_of_a_figure_is_in_the_table_by_its_name() -> None:
    for name in json.loads(load_text("units.json"))["units"]:
        known = measure(name)
        assert known is not None
        assert known.name == name


@pytest.mark.parametrize("unit", ["CNY", "index point", "percentage_point", "EUR per passenger", ""])
def test_what_is_counted_otherwise_is_no_measure(unit: str) -> None:
    assert measure(unit) is None


def test_checking_a_story_loads_no_pint() -> None:
    code = (
        "import sys; import verify; "
        "verify.check_text('It has 1,200 square feet (111 square metres) and drew 5 index points, against 12 euros per "
        "head. It covers 90 km in three hours, 30 km an hour on average, for 20 yuan.', [], rates='off'); "
        "sys.exit('pint' in sys.modules or 'pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_reading_a_story_loads_no_pint() -> None:
    code = (
        "import sys; from claims.document import Document; from claims.quantities import extract; "
        "extract(Document(text='It is 1,200 acres (486 hectares), 12 km and $5m.'), ()); "
        "sys.exit('pint' in sys.modules or 'pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
