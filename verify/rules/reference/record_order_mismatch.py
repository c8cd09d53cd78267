"""A record, or a superlative in time, that the record of figures does not bear out.

## What it checks
"The highest since 2017", "the wettest in ten years", "a record 934 mm": the series is ordered and the place
of the figure is looked up. "The third straight year of decline", "the first fall since 2009": the run is counted
in the series. One earlier figure that is beyond it refutes the wording; its year is suggested.

## Example
> Published: 2024-06-10
> Shanghai recorded 6,185 international patent applications in 2023, the fewest since 2021.

## Not flagged
> Published: 2024-06-10
> Shanghai recorded 6,185 international patent applications in 2023, the most since 2020.

## Rounding
Figures whose intervals meet are taken as equal. Wordings that reach further back than the series are
refuted by a counter-example only, never supported.
"""

from __future__ import annotations

from collections.abc import Iterator

from verify.finding import Finding, Severity
from verify.rules.reference.aspects import refuted
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_ASPECTS = frozenset({"record"})


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for every such figure."""
    return refuted(context, _ASPECTS, RULE.name, RULE.code)


RULE = Rule(
    code="REF104",
    name="record-order-mismatch",
    family="reference",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=(
        "record",
        "streak",
    ),
)
