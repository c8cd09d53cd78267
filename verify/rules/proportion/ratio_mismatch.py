"""A figure per head (per tonne, per hour, for each) does not fit the total and the number.

## What it checks

`numerator = ratio * denominator`, `whole = count * each`, and growth of a value against growth of price and
volume.

## Example

> Norhamshire paid £72 million for the parks of its 1.6 million residents, £450 a head.

## Not flagged

> Norhamshire paid £72 million for the parks of its 1.6 million residents, £45 a head.

## Rounding

All three figures carry their rounding: £49.6 million for 1.2 million residents may be £41.3 a head.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import Quantity, Relation
from verify.finding import Finding, Severity
from verify.nominal import nominal
from verify.rules.conflict import Teller, report
from verify.rules.rule import Context, Rule
from verify.rules.saying import change, instead, worded

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each ratio that misses its two figures."""
    yield from report(context, ("ratio_of",), _TELLER)


def _say(relation: Relation) -> str:
    roles = {role: terms[0].quantity for role, terms in relation.roles.items()}
    if "base" in roles:
        fits = instead(nominal(relation, roles["each"]), roles["each"])
        number = relation.equation.rpartition(" * ")[2]
        return f"{roles['whole'].surface} less {roles['base'].surface}, divided by {number}, is {fits}"
    target = roles["ratio" if "ratio" in roles else "whole" if "each" in roles else "rate"]
    interval = nominal(relation, target)
    if "ratio" in roles:
        by = " and ".join(term.quantity.surface for term in relation.roles["denominator"])
        return f"{roles['numerator'].surface} divided by {by} is {instead(interval, target)}"
    if "each" in roles:
        if "count" not in roles:
            times = f"{Decimal(relation.equation.rpartition(' * ')[2]):,}"
            return f"{roles['each'].surface} times {times} is {instead(interval, target)}"
        return f"{roles['count'].surface} times {roles['each'].surface} is {instead(interval, target)}"
    first, second = _change(roles["rate_1"]), _change(roles["rate_2"])
    return f"{first} and {second} together make {change(interval, target)}"


def _change(rate: Quantity) -> str:
    return f"a {'fall' if rate.direction == 'down' else 'rise'} of {worded(rate)}"


_TELLER = Teller("ratio-mismatch", "ARI302", "per-capita", _say)
RULE = Rule(
    code="ARI302",
    name="ratio-mismatch",
    family="proportion",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=(
        "per-capita",
        "unit-prefix",
        "scale",
        "magnitude-word-lost",
        "power-of-ten",
        "digit-typo",
        "teen-ty",
    ),
)
