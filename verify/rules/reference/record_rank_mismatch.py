"""A rank that is not the rank of record.

## What it checks
A place in an order is compared with a published ranking where the record has one, else with the place
computed from the values of all areas that the record has for the same series and period, ties included: those
of the group that is named, with its members of that year ("the EU's fifth-largest economy"), or of the world.

## Example
> Published: 2025-02-26
> The 2024 Global Innovation Index ranked the Shanghai-Suzhou cluster third among the
> world's top 100 clusters.

## Not flagged
> Published: 2025-02-26
> The 2024 Global Innovation Index ranked the Shanghai-Suzhou cluster fifth among the
> world's top 100 clusters.

## Rounding
None. A rank beyond the number of areas that the record has is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from verify.finding import Finding, Severity
from verify.rules.reference.aspects import refuted
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_ASPECTS = frozenset({"rank"})


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for every such figure."""
    return refuted(context, _ASPECTS, RULE.name, RULE.code)


RULE = Rule(
    code="REF103",
    name="record-rank-mismatch",
    family="reference",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=(
        "rank",
        "previous-period",
    ),
)
