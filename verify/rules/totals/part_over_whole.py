"""A part is larger than the whole it is part of.

## What it checks

`part <= whole` where the wording makes one figure part of another: of them, of whom, including.

## Example

> The ferry carried 46 passengers on its last trip, 64 of them pupils, the line said.

## Not flagged

> The ferry carried 64 passengers on its last trip, 46 of them pupils, the line said.

## Rounding

The two figures are compared at their widest honest readings.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import Relation
from verify.finding import Finding, Severity
from verify.rules.conflict import Teller, report
from verify.rules.rule import Context, Rule
from verify.rules.saying import amount, listed

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each part that exceeds its whole."""
    yield from report(context, ("part_total",), _TELLER)


def _say(relation: Relation) -> str:
    parts, whole = [t.quantity for t in relation.roles["part"]], relation.roles["whole"][0].quantity
    if len(parts) == 1:
        return f"{parts[0].surface} is more than the {whole.surface} it is part of"
    made = sum((p.value for p in parts if p.value is not None), Decimal(0))
    return f"{listed(parts)} add up to {amount(made, whole)}, more than the {whole.surface} they are part of"


_TELLER = Teller("part-over-whole", "ARI202", "parts-total", _say)
RULE = Rule(
    code="ARI202",
    name="part-over-whole",
    family="totals",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("parts-total", "scale", "magnitude-word-lost", "power-of-ten", "digit-typo", "teen-ty"),
)
