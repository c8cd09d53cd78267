"""A surplus, gap, lead or profit is not the difference of the two values.

## What it checks

`difference = larger - smaller` for surplus, deficit, gap, lead, margin and profit beside the two figures.

## Example

> Pinder Mills took revenue of $21.6 million against costs of $17.9 million this year, leaving a profit of
> $4.7 million.

## Not flagged

> Pinder Mills took revenue of $21.6 million against costs of $17.9 million this year, leaving a profit of
> $3.7 million.

## Rounding

Both figures and the difference carry their rounding: $45.9 billion less $44.5 billion may be printed as
$1.5 billion.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Relation
from verify.finding import Finding, Severity
from verify.nominal import nominal
from verify.rules.conflict import Teller, report
from verify.rules.rule import Context, Rule
from verify.rules.saying import instead, listed, worded

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each difference that the two values cannot leave."""
    yield from report(context, ("difference",), _TELLER)


def _say(relation: Relation) -> str:
    difference = relation.roles["difference"][0].quantity
    larger = relation.roles["larger"][0].quantity
    fits = instead(nominal(relation, difference), difference)
    if "share" in relation.roles:
        share = relation.roles["share"][0].quantity
        return f"{larger.surface} less {worded(share)} of them leaves {fits}"
    smaller = relation.roles["smaller"][0].quantity
    if "majority" in relation.tags:
        needed = int(larger.value or 0) // 2 + 1
        return f"a majority of {larger.surface} is {needed}, and the difference to {smaller.surface} is {fits}"
    if len(relation.roles["larger"]) > 1:
        made = listed([t.quantity for t in relation.roles["larger"]])
        return f"{made} less {smaller.surface} leaves {fits}"
    if len(relation.roles["smaller"]) > 1:
        taken = " and ".join(t.quantity.surface for t in relation.roles["smaller"])
        return f"{larger.surface} less {taken} leaves {fits}"
    return f"the difference between {larger.surface} and {smaller.surface} is {fits}"


_TELLER = Teller("difference-mismatch", "ARI203", "difference", _say)
RULE = Rule(
    code="ARI203",
    name="difference-mismatch",
    family="totals",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("share", "difference", "scale", "magnitude-word-lost", "power-of-ten", "digit-typo", "teen-ty"),
)
