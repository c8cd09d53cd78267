"""A growth rate does not fit the two values beside it.

## What it checks

`current = base * (1 + rate)`, over everything that the printed figures can honestly stand for: rounded,
truncated or hedged. It names what went wrong where one slip explains it: the new value used as the base, a
ratio printed as an increase ("250 percent" for two and a half times), percent printed for percentage
points, up for down, a digit, a power of ten, million for billion.

## Example

> Design registrations in the canton climbed 17.4 percent to 5,127 in 2024, from 4,463 in 2023.

## Not flagged

> Design registrations in the canton climbed 14.9 percent to 5,127 in 2024, from 4,463 in 2023. Turnover gained 2.4
> percent to $4.3 billion, after $4.2 billion.

## Rounding

Both levels carry their rounding through the division: $4.3 billion from $4.2 billion is anything from 0 to
4.8 percent, so "2.4 percent" is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.interval import Interval
from claims.model import Kind, Quantity, Relation
from verify.diagnosis import Hypothesis, wanted
from verify.finding import Finding, Severity
from verify.house_style import with_points
from verify.nominal import nominal
from verify.reprinting import recalculated
from verify.rules.change import asymmetric_comparison
from verify.rules.conflict import Teller, report
from verify.rules.rule import Context, Rule
from verify.rules.saying import change

__all__ = ["RULE", "check"]

_ONE = Interval.point(1)
_HUNDRED = Interval.point(100)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each change whose rate and levels cannot all be right."""
    mirrored = {f.blamed for f in asymmetric_comparison.check(context)}
    for finding in report(context, ("level_growth",), _TELLER):
        if not mirrored.intersection(finding.quantities):
            yield finding


def _say(relation: Relation) -> str:
    roles = {role: terms[0].quantity for role, terms in relation.roles.items()}
    rate = roles["rate"]
    fits = change(nominal(relation, rate), rate)
    if "base" in roles and "current" in roles:
        return f"from {roles['base'].surface} to {roles['current'].surface} is {fits}"
    if "difference" in roles and "current" in roles and _unreachable(roles["difference"], roles["current"], rate):
        return f"a rise of {roles['difference'].surface} cannot end at {roles['current'].surface}"
    if "difference" in roles and "current" in roles:
        return f"a change of {roles['difference'].surface} to {roles['current'].surface} is {fits}"
    if "difference" in roles and "base" in roles:
        return f"a change of {roles['difference'].surface} from {roles['base'].surface} is {fits}"
    return f"the change is {fits}"


def _unreachable(difference: Quantity, current: Quantity, rate: Quantity) -> bool:
    if difference.value is None or current.value is None or rate.direction == "down":
        return False
    return difference.value >= current.value > 0


def _special(context: Context, relation: Relation) -> Iterable[Hypothesis]:
    rate_terms = relation.roles.get("rate")
    if not rate_terms or "composite" in relation.tags:
        return
    rate = rate_terms[0].quantity
    target = wanted(relation, rate)
    if target is None:
        return
    values = relation.strict
    text = recalculated(relation, rate)
    if text is not None and {"current", "difference"} <= values.keys() and "base" not in values:
        turned = Interval.point(-1 if rate.direction == "down" else 1)
        if rate.strict.meets(values["difference"][0] / values["current"][0] * _HUNDRED * turned):
            why = "the change was divided by the new value, not the old"
            yield Hypothesis("wrong-base", rate, rate.start, rate.end, text, why, 0.93)
    if "current" not in values or "base" not in values or rate.kind is not Kind.GROWTH_RATE:
        return
    current, base = values["current"][0], values["base"][0]
    sign = Interval.point(-1 if rate.direction == "down" else 1)
    if "rates" in relation.tags and rate.strict.meets((current - base) * sign):
        yield Hypothesis(
            "percent-for-points",
            rate,
            rate.start,
            rate.end,
            with_points(rate),
            "the difference between two percentages is in percentage points",
            1.0,
        )
    if text is None:
        return
    ratio = current / base * _HUNDRED
    if rate.lenient.meets(ratio) and not rate.strict.meets(target):
        yield Hypothesis(
            "ratio-as-increase",
            rate,
            rate.start,
            rate.end,
            text,
            f"{rate.surface} is the new value as a percentage of the old",
            0.92,
        )
    over_new = (_ONE - base / current) * _HUNDRED * sign
    if rate.strict.meets(over_new):
        yield Hypothesis(
            "wrong-base",
            rate,
            rate.start,
            rate.end,
            text,
            "the change was divided by the new value, not the old",
            0.93,
        )


_TELLER = Teller("percent-change-mismatch", "ARI101", "growth", _say, _special)
RULE = Rule(
    code="ARI101",
    name="percent-change-mismatch",
    family="change",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=(
        "share",
        "growth", "ratio-as-increase", "wrong-base", "percent-for-points", "direction", "scale", "magnitude-word-lost",
        "power-of-ten", "digit-typo", "teen-ty", "decimal-as-percent",
    ),
)  # fmt: skip
