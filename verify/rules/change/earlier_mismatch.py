"""The figures of the period before, worked out from the changes, do not agree with one another.

## What it checks

A total, a difference or a share holds today; each of its figures goes back to its earlier value by the change that is
told of it (`earlier = now / (1 + rate)`, `earlier = now - change`, or the earlier value itself). The earlier values
must make the same sum. Only a figure that one slip repairs is questioned.

## Example

> The chain took $84.20 million in the year, up 9.39 percent: $51.62 million in its shops, up 5.24 percent, and $32.58
> million online, up 1.668 percent.

## Not flagged

> The chain took $84.20 million in the year, up 9.39 percent: $51.62 million in its shops, up 5.24 percent, and $32.58
> million online, up 16.68 percent.

## Rounding

Every figure and every change carries its rounding through the whole sum.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Quantity, Relation
from verify.consistency import target_role
from verify.finding import Finding, Severity
from verify.nominal import nominal
from verify.rules.conflict import Teller, report
from verify.rules.rule import Context, Rule
from verify.rules.saying import change, instead

__all__ = ["RULE", "check"]

_KINDS = ("sum", "difference", "share_of", "level_growth", "from_to")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each sum that holds today but cannot have held a period earlier."""
    yield from report(context, _KINDS, _TELLER, earlier=True)


def _say(relation: Relation) -> str:
    if "share_1" in relation.roles:
        rate = relation.roles["rate"][0].quantity
        parts = [t[0].quantity.surface for role, t in relation.roles.items() if role.startswith("rate_")]
        return f"with parts that change by {' and '.join(parts)}, the change of the whole is {_fits(relation, rate)}"
    if "rate" in relation.roles and "whole" in relation.roles:
        rate, whole = relation.roles["rate"][0].quantity, relation.roles["whole"][0].quantity
        return f"going by the changes of its parts, {whole.surface} is {_fits(relation, rate)}"
    target = relation.roles[target_role(relation)][0].quantity
    others = ", ".join(q.surface for q in relation.members if q.id != target.id)
    fits = instead(nominal(relation, target), target)
    return f"taken back to the period before, {others} make it {fits}"


def _fits(relation: Relation, rate: Quantity) -> str:
    return change(nominal(relation, rate), rate)


_TELLER = Teller("earlier-mismatch", "ARI106", "growth", _say)
RULE = Rule(
    code="ARI106",
    name="earlier-mismatch",
    family="change",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("growth", "direction", "scale", "magnitude-word-lost", "power-of-ten", "digit-typo", "teen-ty"),
)
