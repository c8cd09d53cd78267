"""What is suggested where figures do not fit: each of them may be the wrong one, in the style that it is printed in."""

from __future__ import annotations

import pytest

from claims.readers import read_text
from verify.pipeline import check_document

SUGGESTED = [
    # story, right figure
    ("Holders get $52 in cash for each share, a 30% premium to the closing price of $45.", "$40"),
    ("Holders get $52 in cash for each share, a 30% premium to the closing price of $45.", "16%"),
    ("Orders fell to Rs 2,415 crore from Rs 2,010 crore, up 15 per cent.", "Rs 2,100 crore"),
    ("Revenue grew to Rs 2,415 crore from Rs 2,010 crore, up 15 per cent.", "Rs 2,100 crore"),
    ("The share finished at 285p, down 25p from the previous close of 300p.", "15p"),
    ("The price rose by 7.3 cents to 46.9 cents from 43.2 cents.", "3.7 cents"),
    ("Imports dipped to USD 3.12 billion from USD 4.68 billion, a fall of one-half.", "one-third"),
    ("The shop sold 936 bicycles, up from 624, a rise of a third.", "half"),
    ("The valley has 372 people aged 100 or more. Women number 310, or five in seven.", "five in six"),
    ("Inflation slowed by 0.4 points to 35% in May, from 3.9% in April.", "3.5%"),
    ("Births numbered 41,820, down from 43,110 the year before, a fall of 0.3%.", "3.0%"),
    ("A cinema ticket costs £412.60, £16.80 more than last year's £394.00.", "£18.60"),
    ("The village of 2.4 million grew by 60 percent to 3.6 million from 2.4 million.", "50 percent"),
    ("In 2015 the choir had 120 singers. Today it has 480, six times as many as then.", "four times"),
    ("Ruiz was elected in 2025 to a four-year term that ends in 2035.", "2029"),
    ("Installed capacity grew by 0.9 GW to 10.7 GW, from 11.6 GW.", "9.8 GW"),
    ("The deposits of the bank fell 9.0 percent to $1.67 billion from $1.53 billion.", "$1.53 billion"),
    ("The mine earned €485 million, 3.0 percent more than the €500 million of last year.", "less"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "right"), SUGGESTED)
def test_the_right_figure_is_among_the_suggestions(story: str, right: str) -> None:
    findings = check_document(read_text(story), store=None).findings
    assert right in [s.replacement for finding in findings for s in finding.suggestions]


def test_the_likeliest_comes_first_and_another_figure_is_marked() -> None:
    story = "Sales rose 12 percent to $48.40 million, from $40.00 million."
    [finding] = check_document(read_text(story), store=None).findings
    told = [(story[s.start : s.end], s.replacement, s.likely) for s in finding.suggestions]
    assert told[0] == ("12 percent", "21 percent", True)
    assert ("$48.40 million", "$44.80 million", True) in told
    assert all(not likely for printed, _, likely in told if printed == "$40.00 million")


def test_two_broken_sums_share_the_figure_that_changed_places() -> None:
    story = (
        "The Kell index closed at 640.20 points, down 214.80 points, or 2.2 percent. "
        "Since January the Kell index has lost 9,546.20 points (6.3 percent)."
    )
    [finding] = check_document(read_text(story), store=None).findings
    assert story[finding.start : finding.end] == "640.20 points"
    assert finding.suggestions[0].replacement == "9,546.20 points"
