"""An average does not fit the values or the total it is made from.

## What it checks

`mean * n = sum of the values` where all values are listed, and `total = mean * number`.

## Example

> The four boats fetched £31,000, £36,000, £38,000 and £47,000, an average of £42,500.

## Not flagged

> The four boats fetched £31,000, £36,000, £38,000 and £47,000, an average of £38,000.

## Rounding

Values and mean carry their rounding. A median is another thing and is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Relation
from verify.finding import Finding, Severity
from verify.nominal import nominal
from verify.rules.conflict import Teller, report
from verify.rules.rule import Context, Rule
from verify.rules.saying import instead

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each mean that its values cannot give."""
    yield from report(context, ("average",), _TELLER)


_MOST_LISTED = 6


def _say(relation: Relation) -> str:
    mean = relation.roles["mean"][0].quantity
    fits = instead(nominal(relation, mean), mean)
    if "part" not in relation.roles:
        whole, count = relation.roles["whole"][0].quantity, relation.roles.get("count")
        among = f" for {count[0].quantity.surface}" if count else ""
        return f"a total of {whole.surface}{among} is an average of {fits}"
    values = [t.quantity.surface for t in relation.roles["part"]]
    these = (
        f"{', '.join(values[:-1])} and {values[-1]}" if len(values) <= _MOST_LISTED else f"these {len(values)} figures"
    )
    return f"the average of {these} is {fits}"


_TELLER = Teller("average-mismatch", "ARI303", "average", _say)
RULE = Rule(
    code="ARI303",
    name="average-mismatch",
    family="proportion",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("average", "scale", "magnitude-word-lost", "power-of-ten", "digit-typo", "teen-ty"),
)
