"""A direction that is not that of the record.

## What it checks
"Rose", "a drop of", "fell to": the direction is compared with the change between the two figures of record,
also where no figure is printed. Where the number went one way and the share the other, one was taken for the
other.

## Example
> Published: 2025-06-10
> International patent applications in Shanghai fell 10.3 percent in 2024.

## Not flagged
> Published: 2025-06-10
> International patent applications in Shanghai rose 10.3 percent in 2024.

## Rounding
Two figures of record whose intervals meet have no direction.
"""

from __future__ import annotations

from collections.abc import Iterator

from verify.finding import Finding, Severity
from verify.rules.reference.aspects import refuted
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_ASPECTS = frozenset({"direction"})


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for every such figure."""
    return refuted(context, _ASPECTS, RULE.name, RULE.code)


RULE = Rule(
    code="REF105",
    name="record-direction-mismatch",
    family="reference",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=(
        "direction",
        "number-vs-proportion",
    ),
)
