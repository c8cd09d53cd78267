"""A suggested figure is printed as its author prints figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import pytest

from claims.interval import Interval
from claims.model import Kind, Quantity
from verify.house_style import format_like, with_percent, with_points, with_unit

Style = Literal["digits", "words", "fraction", "ordinal"]


def printed(surface: str, numeral: str, value: str, **more: Any) -> Quantity:
    """Return the quantity that `surface` prints; its numeral stands where it first occurs."""
    at = surface.index(numeral)
    number = Decimal(value)
    places = len(numeral.rpartition(".")[2]) if "." in numeral else 0
    fields: dict[str, Any] = {"unit": "", "kind": Kind.LEVEL, "places": places} | more
    return Quantity(
        id="q1", start=10, end=10 + len(surface), surface=surface, number_start=10 + at,
        number_end=10 + at + len(numeral), value=number, strict=Interval.point(number),
        lenient=Interval.point(number), **fields,
    )  # fmt: skip


MILLION = {"scale": Decimal(10) ** 6, "scale_text": "million"}
BILLION = {"scale": Decimal(10) ** 9, "scale_text": "billion"}
BN = {"scale": Decimal(10) ** 9, "scale_text": "bn"}
COUNT = {"unit": "count:filing", "kind": Kind.COUNT}
WORDS = {"style": "words", "kind": Kind.COUNT, "unit": "count"}
ORDINAL = {"style": "ordinal", "kind": Kind.RANK, "unit": "rank"}

CASES = [
    # surface, numeral, value, more, new value, wanted
    ("6,185", "6,185", "6185", COUNT, "6822", "6,822"),
    ("6185", "6185", "6185", COUNT, "6822", "6822"),
    ("6 185", "6 185", "6185", COUNT, "16822", "16 822"),
    ("988", "988", "988", COUNT, "1024", "1,024"),
    ("4.7 percent", "4.7", "4.7", {"unit": "percent"}, "4.1", "4.1 percent"),
    ("4.7%", "4.7", "4.7", {"unit": "percent"}, "12.04", "12.0%"),
    ("61.2 percent", "61.2", "61.2", {"unit": "percent"}, "2.9", "2.9 percent"),
    ("£22 billion", "22", "22e9", BILLION, "1.2e9", "£1.2 billion"),
    ("2.79 billion", "2.79", "2.79e9", BILLION, "2789300", "2.79 million"),
    ("27.9 million", "27.9", "27.9e6", MILLION, "2789300", "2.79 million"),
    ("1.21 million", "1.21", "1.21e6", MILLION, "88000", "88,000"),
    ("$297 million", "297", "297e6", MILLION, "297.1e9", "$297 billion"),
    ("€1.2bn", "1.2", "1.2e9", BN, "3.456e6", "€3.5m"),
    ("€1.2bn", "1.2", "1.2e9", BN, "1.34e9", "€1.3bn"),
    ("$800", "800", "800", {"unit": "USD"}, "800e6", "$800 million"),
    ("£140.0 million", "140.0", "140e6", MILLION, "121.4e6", "£121.4 million"),
    ("579", "579", "579", {"unit": "per 10000 residents"}, "57.9", "57.9"),
    ("five", "five", "5", WORDS, "6", "six"),
    ("Five", "Five", "5", WORDS, "21", "Twenty-one"),
    ("twelve", "twelve", "12", WORDS, "1200", "1,200"),
    ("fifth", "fifth", "5", ORDINAL, "6", "sixth"),
    ("third-largest", "third", "3", ORDINAL, "4", "fourth-largest"),
    ("Fifth", "Fifth", "5", ORDINAL, "12", "Twelfth"),
    ("5th", "5th", "5", ORDINAL, "22", "22nd"),
    ("11th", "11th", "11", ORDINAL, "13", "13th"),
    ("1.234,5", "1.234,5", "1234.5", {"places": 1}, "2345.6", "2.345,6"),
]


@pytest.mark.parametrize(("surface", "numeral", "value", "more", "new", "wanted"), CASES)
def test_new_value_is_printed_in_the_style_of_the_old(
    surface: str, numeral: str, value: str, more: dict[str, Any], new: str, wanted: str
) -> None:
    assert format_like(printed(surface, numeral, value, **more), Decimal(new)) == wanted


def test_percent_and_points_change_places() -> None:
    assert with_points(printed("2.1 percent", "2.1", "2.1")) == "2.1 percentage points"
    assert with_points(printed("1%", "1", "1")) == "1 percentage point"
    assert with_percent(printed("15.3 percentage points", "15.3", "15.3")) == "15.3 percent"
    assert with_percent(printed("3pp", "3", "3"), "%") == "3%"


def test_unit_is_replaced_and_the_scale_kept() -> None:
    assert with_unit(printed("41.2 GWh", "41.2", "41.2"), "TWh") == "41.2 TWh"
    assert with_unit(printed("12.4 million", "12.4", "12.4e6"), "percent") == "12.4 percent"
    assert with_unit(printed("3 million km", "3", "3e6", **MILLION), "m") == "3 million m"


def test_a_figure_of_forty_digits_keeps_them_all() -> None:
    """A fuzzed story made one: the right sum had more digits than decimals keep of themselves."""
    told = format_like(printed("12.5 metres", "12.5", "12.5", unit="m"), Decimal(10) ** 40)
    assert told == "10,000,000,000,000,000,000,000,000,000 trillion metres"
