"""Properties: an honestly rounded figure raises no finding, one far off does, no text breaks it."""

from __future__ import annotations

import json
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.readers import read_text
from verify.finding import Finding, Severity
from verify.pipeline import check_document
from verify.report.json import to_json
from verify.report.text import to_text

QUICK = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
PUBLISHED = date(2025, 2, 26)
WORDS = [
    "rose",
    "fell",
    "to",
    "from",
    "by",
    "of",
    "the",
    "percent",
    "percentage",
    "points",
    "million",
    "billion",
    "2024",
    "last",
    "year",
    "Monday",
    "Feb.",
    "25,",
    "1,234",
    "12.5",
    "$3.4bn",
    "third",
    "fifth",
    "half",
    "about",
    "more",
    "than",
    "1.2m",
    "3-2",
    "10:30",
    "and",
    ",",
    ".",
    "(",
    ")",
    "%",
    "–",
    "€",
    "per",
    "10,000",
    "residents",
    "a",
    "total",
    "ranked",
    "compared",
    "with",
    "double",
    "\n\n",
    "#",
    "-",
    "|",
    "\t",
    "“",
    "”",
    "£",
    "5p",
    "1/2",
    "½",
    "x",
    "0",
    "00",
    "000,1",
    "1,,2",
    "..5",
    "12e5",
    "٣",
    "五",
    "\u202e",
    "\x1b",
    "🚢",
]


def loud(text: str) -> list[Finding]:
    report = check_document(read_text(text, published=PUBLISHED), store=None)
    return [finding for finding in report.findings if finding.severity is not Severity.NOTE]


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def change_sentence(base: Decimal, rate: Decimal, places: int, order: int) -> str:
    """A sentence on a change whose three figures are each rounded from the exact ones."""
    current = base * (1 + rate / 100)
    new, old = rounded(current, places), rounded(base, places)
    percent, verb = rounded(abs(rate), 1), "rose" if rate > 0 else "fell"
    up = "up" if rate > 0 else "down"
    return [
        f"Visits {verb} {percent} percent to {new} million in 2024 from {old} million in 2023.",
        f"Visits were {new} million in 2024, {up} {percent} percent from {old} million in 2023.",
        f"Visits {verb} from {old} million in 2023 to {new} million in 2024, or by {percent} percent.",
    ][order]


@QUICK
@given(
    base=st.decimals("20", "900", places=4),
    rate=st.decimals("-60", "90", places=3).filter(lambda r: abs(r) >= Decimal("0.6")),
    places=st.integers(0, 2),
    order=st.integers(0, 2),
)
def test_an_honestly_rounded_change_is_silent(base: Decimal, rate: Decimal, places: int, order: int) -> None:
    sentence = change_sentence(base, rate, places, order)
    assert [f.message for f in loud(sentence)] == [], sentence


@QUICK
@given(
    base=st.decimals("200", "900", places=4),
    rate=st.decimals("5", "60", places=3),
    off=st.sampled_from([Decimal(3), Decimal("0.25"), Decimal(5)]),
    order=st.integers(0, 2),
)
def test_a_change_far_off_is_found(base: Decimal, rate: Decimal, off: Decimal, order: int) -> None:
    sentence = change_sentence(base, rate, 1, order).replace(
        f"{rounded(rate, 1)} percent", f"{rounded(rate * off, 1)} percent"
    )
    findings = loud(sentence)
    assert len(findings) == 1, sentence
    assert findings[0].severity is Severity.ERROR


@QUICK
@given(parts=st.lists(st.decimals("2", "400", places=4), min_size=2, max_size=4), places=st.integers(0, 2))
def test_parts_that_are_rounded_one_by_one_are_silent(parts: list[Decimal], places: int) -> None:
    shown = [f"{rounded(part, places)} million tonnes" for part in parts]
    names = ["wheat", "maize", "barley", "oats"]
    listed = [f"{amount} of {name}" for amount, name in zip(shown, names, strict=False)]
    whole = rounded(sum(parts, Decimal(0)), places)
    text = f"The harvest totalled {whole} million tonnes: {', '.join(listed[:-1])} and {listed[-1]}."
    assert [f.message for f in loud(text)] == [], text


@QUICK
@given(part=st.integers(1, 900), more=st.integers(1, 900), places=st.integers(0, 1))
def test_a_rounded_share_is_silent(part: int, more: int, places: int) -> None:
    whole = part + more
    share = rounded(Decimal(100 * part) / whole, places)
    text = f"Of the {whole:,} schools, {part:,}, or {share} percent, have a library."
    assert [f.message for f in loud(text)] == [], text


@settings(QUICK, max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_no_heap_of_words_breaks_it(text: str) -> None:
    report = check_document(read_text(text, published=PUBLISHED), store=None)
    for quantity in report.quantities:
        assert text[quantity.start : quantity.end] == quantity.surface
    for finding in report.findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert all(0 <= s.start <= s.end <= len(text) for s in finding.suggestions)
    json.loads(to_json(report))
    assert "\x1b" not in to_text(report)


@settings(QUICK, max_examples=80)
@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    check_document(read_text(text), store=None)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", " "])
def test_spaces_of_any_kind_say_the_same(space: str) -> None:
    text = "Exports rose 12.5 percent to 90 million tonnes from 70 million tonnes.".replace(" ", space)
    assert [f.rule for f in loud(text)] == ["percent-change-mismatch"]
