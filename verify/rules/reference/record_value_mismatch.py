"""A figure that is not the figure of record.

## What it checks
A level, count, share or ratio is matched with a series of the record by its words, unit, area and period, and
compared with the latest figure that was known on the day of publication (a later one where there is none, and
then it says so; a figure that has been revised since is named). What the record does not print but gives is
computed, with the cells shown: a share of a larger area's total, so much a head from a numerator and the
population, an average over years.
The explanation looks for the neighbour that has the printed value: another period, an older
vintage, another area, another series, another scale, a slip of the digits. A forecast of the record told as a
fact is flagged too.

## Example
> Published: 2025-06-10
> Shanghai had 2.61 million valid registered trademarks at the end of 2024.

## Not flagged
> Published: 2025-06-10
> Shanghai had 2.79 million valid registered trademarks in 2024. Of these, 310,000 were new trademarks.

## Rounding
The kindest reading of the printed figure (truncation, hedges) must miss all of what the published figure
stands for. No series is certain, or two are: nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from verify.finding import Finding, Severity
from verify.rules.reference.aspects import refuted
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_ASPECTS = frozenset({"level", "kind", "forecast"})


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for every such figure."""
    return refuted(context, _ASPECTS, RULE.name, RULE.code)


RULE = Rule(
    code="REF101",
    name="record-value-mismatch",
    family="reference",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=(
        "previous-period",
        "superseded",
        "wrong-area",
        "wrong-category",
        "stock-flow",
        "count-unit",
        "scale",
        "magnitude-word-lost",
        "power-of-ten",
        "digit-typo",
        "rate-as-count",
        "forecast-as-fact",
        "share",
        "per-capita",
        "average",
    ),
)
