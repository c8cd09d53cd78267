"""A change that is not the change of record.

## What it checks
A rate of growth, a change in points, a difference or a multiple (of another time or another area) is compared
with the published rate where the record has one, else with the change computed from the levels of the record,
their rounding carried along.

## Example
> Published: 2025-06-10
> International patent applications in Shanghai grew 12.3 percent to 6,822 in 2024.

## Not flagged
> Published: 2025-06-10
> International patent applications in Shanghai grew 10.3 percent to 6,822 in 2024.

## Rounding
Where the published rate and the levels do not agree, the published rate decides. A basis that is not stated
(on the year, on the month) is tried both ways.
"""

from __future__ import annotations

from collections.abc import Iterator

from verify.finding import Finding, Severity
from verify.rules.reference.aspects import refuted
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_ASPECTS = frozenset({"growth", "points", "difference", "multiple"})


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for every such figure."""
    return refuted(context, _ASPECTS, RULE.name, RULE.code)


RULE = Rule(
    code="REF102",
    name="record-change-mismatch",
    family="reference",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=(
        "percent-for-points",
        "growth-for-level",
        "comparison-period",
        "superseded",
        "previous-period",
        "wrong-area",
        "wrong-category",
        "stock-flow",
        "count-unit",
        "ratio-as-increase",
        "wrong-base",
        "power-of-ten",
        "digit-typo",
        "multiple",
    ),
)
