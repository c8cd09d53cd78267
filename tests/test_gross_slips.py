"""A digit lost or mistyped at the front of a figure, where the sum is off by a factor."""

from __future__ import annotations

import pytest

from claims.readers import read_text
from verify.finding import Severity
from verify.pipeline import check_document


def offered(text: str) -> set[tuple[str, str]]:
    """Return what would be replaced by what."""
    findings = check_document(read_text(text), store=None).findings
    suggestions = [s for f in findings if f.severity is not Severity.NOTE for s in f.suggestions]
    return {(text[s.start : s.end], s.replacement) for s in suggestions}


@pytest.mark.parametrize(
    ("text", "printed", "right"),
    [
        ("When all was counted, Okoro had 48,350 votes and Brand 4,550. His lead was 3,100.", "4,550", "45,250"),
        ("Silver rose by $23 to $2,411 a kilo on Monday, having ended the previous day at $288.", "$288", "$2,388"),
        (
            "Roy held the seat with 18,406 votes to 65,927 for Lis. Her majority was 2,479.",
            "65,927",
            "15,927",
        ),
    ],
)
def test_the_digit_is_put_back(text: str, printed: str, right: str) -> None:
    assert (printed, right) in offered(text)


@pytest.mark.parametrize(
    "text",
    [
        "The army ordered 36 lorries at 4.5 million euros apiece. The 12 million-euro order for parts came later.",
        "Deaths from any cause numbered 214 on the pill and 239 on placebo, a gap of 25, not significant (p=0.22).",
        "Rovers end with 84 points from 38 matches, five ahead of City on 79.",
    ],
)
def test_amounts_that_do_not_belong_together_are_left_alone(text: str) -> None:
    assert not offered(text)
