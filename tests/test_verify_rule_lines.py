"""Sentences as lines of placeholders, and printed figures side by side."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from claims.model import Quantity
from claims.periods import find_mentions
from claims.quantities import extract
from claims.readers import read_text
from verify.directions import direction_of, future_form, opposite
from verify.rules.form.repairs import repairs
from verify.rules.lines import Line, figure, read_lines
from verify.rules.measures import agree, alike, apart, slip


def lines(text: str) -> tuple[Line, ...]:
    document = read_text(text)
    mentions = find_mentions(document)
    return read_lines(document, extract(document, mentions), mentions)


def two(text: str) -> tuple[Quantity, Quantity]:
    a, b = (q for line in lines(text) for q in line.figures)
    return a, b


def test_figures_and_dates_become_placeholders() -> None:
    (line,) = lines("Sales fell to 9,412 in 2024, from 8,967.")
    assert line.shape == "sales fell to #0# in @0@, from #1#."
    assert [q.surface for q in line.figures] == ["9,412", "8,967"]


@pytest.mark.parametrize("lead", ["", "Another sentence of 12 words. ", "Ünï “quoted” £3m\u00a0text — 4%. "])
def test_places_point_back_into_the_text(lead: str) -> None:
    text = f"{lead}Sales fell to $9.4 million in May 2024 from $8,967."
    line = lines(text)[-1]
    match = re.search(rf"(?P<verb>fell) to {figure('new')} in @\d+@ from {figure('old')}", line.shape)
    assert match is not None
    assert text[slice(*line.span(match, "verb"))] == "fell"
    assert text[slice(*line.span(match))] == "fell to $9.4 million in May 2024 from $8,967"
    new = line.figure(match, "new")
    assert new is not None
    assert new.surface == "$9.4 million"


def test_a_sign_of_the_text_is_not_a_placeholder() -> None:
    (line,) = lines("Item #7# costs @3@ more than 12 pounds.")
    assert len(re.findall(r"#\d+#", line.shape)) == len(line.figures)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("46 houses and 64 houses", "digit-typo"),
        ("£3.4 billion and £4.3 billion", "digit-typo"),
        ("£3 million and £3 billion", "scale"),
        ("£61bn and £61.2 million", "scale"),
        ("15 boats and 50 boats", "teen-ty"),
        ("46 houses and 47 houses", None),
    ],
)
def test_slips(text: str, named: str | None) -> None:
    assert slip(*two(text)) == named


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("20 percent and 19 percent", False),  # printed to one place: they differ
        ("61.7 percent and 62 percent", True),
        ("2,300 jobs and 2,284 jobs", True),
        ("2,300 jobs and 2,200 jobs", False),
        ("£61m and £61.7 million", True),
    ],
)
def test_two_prints_of_one_figure(text: str, same: bool) -> None:
    a, b = two(text)
    assert agree(a, b) is same
    assert agree(b, a) is same


def test_order_of_figures_that_cannot_meet() -> None:
    assert apart(*two("9,412 cars and 8,967 cars")) == 1
    assert apart(*two("3.1 percent and 3.4 percent")) == -1
    assert apart(*two("about 3.1 million cars and 3.1 million cars")) == 0
    assert not alike(*two("3 percent and 4 euros"))


def test_words_of_direction() -> None:
    assert direction_of("fell") == -1
    assert direction_of("house") == 0
    assert opposite("Fell", "verbs") == "Rose"
    assert opposite("up", "adverbs") == "down"
    assert future_form("grew") == "grow"


@pytest.mark.parametrize(
    ("printed", "first"),
    [("12,4600", "124,600"), ("1.2.4", "1.24"), ("6,5000,000,000", "65,000,000,000"), ("1,23", "123")],
)
def test_repairs_of_broken_numerals(printed: str, first: str) -> None:
    found = repairs(printed)
    assert found[0][0] == first
    assert all(Decimal(value) for _, value in found)
