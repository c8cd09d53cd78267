"""What printed figures may honestly stand for, from surface to interval, and the fields that others rely on."""

from __future__ import annotations

import pytest

from claims.document import Document
from claims.model import Hedge, Kind, Quantity
from claims.quantities import extract


def only(text: str) -> Quantity:
    claims = [q for q in extract(Document(text=text), ()) if q.is_claim]
    assert len(claims) == 1, [q.surface for q in claims]
    return claims[0]


@pytest.mark.parametrize(
    ("text", "strict", "lenient"),
    [
        ("It was 57.9 percent of all.", "[57.85, 57.95]", "[57.85, 58]"),
        ("It cost $2.79 million.", "[2785000, 2795000]", "[2785000, 2800000]"),
        ("It has 6,822 people.", "[6822, 6822]", "[6822, 6822]"),
        ("It has 365,000 people.", "[365000, 365000]", "[364500, 365500]"),
        ("It cost $25,200.", "[25200, 25200]", "[25150, 25250]"),
        ("It cost 4.5p.", "[0.0445, 0.0455]", "[0.0445, 0.046]"),
        ("More than 140 people came.", "[140, 154]", "[140, 280]"),
        ("At least 140 people came.", "[140, …]", "[140, …]"),
        ("Up to 140 people came.", "[…, 140]", "[…, 140]"),
        ("Nearly 140 people came.", "[126, 140]", "[112, 140]"),
        ("It was 12 percent of all.", "[11.5, 12.5]", "[11.5, 13]"),
        ("It costs 75 cents.", "[0.75, 0.75]", "[0.75, 0.75]"),
    ],
)
def test_intervals(text: str, strict: str, lenient: str) -> None:
    quantity = only(text)
    assert (str(quantity.strict), str(quantity.lenient)) == (strict, lenient)


def test_spoken_figures_have_slack() -> None:
    third = only("A third of them left.")
    assert third.kind is Kind.SHARE
    assert third.hedge is Hedge.APPROX
    assert third.strict.lower is not None
    assert third.strict.lower < third.value < (third.strict.upper or 0)  # type: ignore[operator]
    assert only("Sales doubled.").lenient.width is not None


def test_number_and_direction_spans() -> None:
    text = "Sales dropped by just over $2.79 million last week."
    quantity = only(text)
    assert text[quantity.number_start : quantity.number_end] == "2.79"
    assert quantity.direction == "down"
    assert quantity.direction_span is not None
    assert text[slice(*quantity.direction_span)] == "dropped"
    assert quantity.hedge_start == text.index("just over")
    assert quantity.scale_text == "million"


def test_range_ends_know_each_other() -> None:
    low, high = extract(Document(text="It takes 12 to 18 months."), ())
    assert (low.range_with, high.range_with) == (high.id, low.id)


def test_what_is_set_aside_says_why() -> None:
    text = "On July 4, 1976 the Boeing 737 MAX flew at 7:45; call 555-0147, see Article 50."
    reasons = {q.surface: q.skipped for q in extract(Document(text=text), ())}
    assert None not in reasons.values()
    assert reasons["1976"] in ("date", "year")
    assert reasons["50"] == "label"


def test_every_claim_tells_how_it_was_made() -> None:
    assert any(line.startswith("kinds:") for line in only("Sales rose 5 percent.").trace)
