"""Expressions of time: an annotated corpus, arithmetic of periods, and what must hold of any text."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import period as p
from claims.periods import find_mentions
from claims.readers import read_text

CORPUS = Path(__file__).parent / "corpus" / "periods"


class Case(NamedTuple):
    name: str
    text: str
    published: date | None
    expected: list[tuple[str, str, str | None, bool]]  # surface, type, period, impossible


def cases() -> list[Case]:
    """Read the corpus: "- Sales fell in [January]. => period 2024-01"."""
    found = []
    for file in sorted(CORPUS.glob("*.md")):
        published, heading = None, ""
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("## "):
                published, heading = None, line[3:]
            elif line.startswith("published: "):
                published = date.fromisoformat(line[11:].strip())
            elif line.startswith("- "):
                found.append(_case(f"{file.stem}:{number} {heading}", line[2:], published))
    return found


def _case(name: str, line: str, published: date | None) -> Case:
    marked, _, answers = line.partition(" => ")
    surfaces = re.findall(r"\[([^\]]+)\]", marked)
    expected = []
    for surface, answer in zip(surfaces, answers.split("; ") if answers else [], strict=True):
        kind, period, *flags = answer.split()
        expected.append((surface, kind, None if period == "-" else period, "!" in flags))
    return Case(name, re.sub(r"[\[\]]", "", marked), published, expected)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_corpus(case: Case) -> None:
    mentions = find_mentions(read_text(case.text, published=case.published))
    got = [(m.surface, m.type, m.period, m.impossible is not None) for m in mentions]
    assert got == case.expected, case.text


def test_the_corpus_is_large_enough() -> None:
    assert sum(len(case.expected) for case in cases()) >= 150


@pytest.mark.parametrize(
    ("period", "first", "last", "months", "frequency"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), 12, "year"),
        ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30), 3, "quarter"),
        ("2024-H1", date(2024, 1, 1), date(2024, 6, 30), 6, "half"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), 1, "month"),
        ("2024-02-25", date(2024, 2, 25), date(2024, 2, 25), None, "day"),
        ("2024-W15", date(2024, 4, 8), date(2024, 4, 14), None, "week"),
        ("2012/13", date(2012, 4, 1), date(2013, 3, 31), 12, "fiscal"),
        ("2013-01/2013-10", date(2013, 1, 1), date(2013, 10, 31), 10, "range"),
        ("2010/2017", date(2010, 1, 1), date(2017, 12, 31), 96, "range"),
    ],
)
def test_days_of_periods(period: str, first: date, last: date, months: int | None, frequency: str) -> None:
    assert (p.first_day(period), p.last_day(period)) == (first, last)
    assert p.length_months(period) == months
    assert p.frequency(period) == frequency


@pytest.mark.parametrize(
    "wrong",
    [None, "", "24", "2024-13", "2024-Q5", "2024-02-30", "2013-10/2013-01", "2012/15", "2024-W60", "x/y"],
)
def test_what_is_no_period(wrong: str | None) -> None:
    assert not p.is_period(wrong)
    assert p.previous(wrong) is None
    assert p.previous_year(wrong) is None
    assert p.length_months(wrong) is None
    assert not p.same(wrong, wrong)


@pytest.mark.parametrize(
    ("period", "before", "year_before"),
    [
        ("2024", "2023", "2023"),
        ("2024-Q1", "2023-Q4", "2023-Q1"),
        ("2024-H1", "2023-H2", "2023-H1"),
        ("2024-01", "2023-12", "2023-01"),
        ("2024-02-29", "2024-02-28", "2023-02-28"),
        ("2024-W01", "2023-W52", "2023-W01"),
        ("2012/13", "2011/12", "2011/12"),
        ("2013-02/2013-05", "2012-10/2013-01", "2012-02/2012-05"),
    ],
)
def test_periods_before(period: str, before: str, year_before: str) -> None:
    assert p.previous(period) == before
    assert p.previous_year(period) == year_before


def test_periods_compared() -> None:
    assert p.same("2024-01/2024-06", "2024-H1")
    assert p.same("2024-07/2024-09", "2024-Q3")
    assert not p.same("2024", "2024-H1")
    assert p.contains("2024", "2024-Q3")
    assert not p.contains("2024-Q3", "2024")
    assert p.overlaps("2023-12/2024-01", "2024")
    assert p.weekday("2023-02-26") == 6
    assert p.weekday("2023-02") is None


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.integers(0, 4000))
def test_spans_of_days_come_back(first: date, length: int) -> None:
    last = date.fromordinal(first.toordinal() + length)
    assert p.days(p.from_days(first, last)) == (first, last)


WORDS = st.sampled_from(
    [
        *[
            "January",
            "Feb.",
            "May",
            "25",
            "2024",
            "2012-13",
            "first",
            "quarter",
            "of",
            "the",
            "last",
            "year",
            "'s",
        ],
        *["(", ")", ",", ".", ";", "1st", "Q3", "H1", "three", "months", "to", "June", "same", "period", "a"],
        *[
            "earlier",
            "ago",
            "4",
            "pm",
            "19:45",
            "20:75",
            "fiscal",
            "FY24",
            "1990s",
            "end",
            "between",
            "and",
            "from",
        ],
        *[
            "Tuesday",
            "31",
            "/",
            "-",
            "“",
            "é",
            "北京",
            "😀",
            "\n",
            "\n\n",
            "half",
            "second",
            "on",
            "in",
            "so far",
        ],
        *["$", "%", "2/26/2025", "2024-02-25", "week", "century", "19th", "mid", "year-end"],
    ]
)
PHRASES = st.lists(WORDS, max_size=40).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), PHRASES), st.one_of(st.none(), st.dates()))
def test_any_text_is_read(text: str, published: date | None) -> None:
    mentions = find_mentions(read_text(text, published=published))
    at = 0
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert mention.start >= at
        at = mention.end
        assert mention.period is None or p.is_period(mention.period)
        assert not (mention.impossible and mention.period)


@settings(max_examples=50, deadline=None)
@given(PHRASES, st.integers(1, 5))
def test_text_before_moves_mentions(text: str, length: int) -> None:
    plain = find_mentions(read_text(text, published=date(2024, 5, 6)))
    moved = find_mentions(read_text("\n" * length + text, published=date(2024, 5, 6)))
    assert [(m.start + length, m.surface, m.type) for m in plain] == [(m.start, m.surface, m.type) for m in moved]
