"""A change in points or in amount does not fit the two values.

## What it checks

`current = base + difference`, for amounts (so many more) and for percentage points between two rates. A
relative change printed as points, and points printed as a relative change, are told apart.

## Example

> Turnout rose 6.5 percentage points to 47.8 percent, from 42.6 percent four years ago.

## Not flagged

> Turnout rose 5.2 percentage points to 47.8 percent, from 42.6 percent four years ago.

## Rounding

Every figure carries the rounding of its last printed place; two rates of one decimal leave 0.1 points of
play either way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.interval import Interval
from claims.model import Kind, Relation
from verify.diagnosis import Hypothesis, wanted
from verify.finding import Finding, Severity
from verify.house_style import with_percent
from verify.nominal import nominal
from verify.rules.conflict import Teller, report
from verify.rules.rule import Context, Rule
from verify.rules.saying import instead

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each amount of change that misses the two values."""
    yield from report(context, ("from_to",), _TELLER)


def _say(relation: Relation) -> str:
    difference = relation.roles["difference"][0].quantity
    current, base = relation.roles["current"][0].quantity, relation.roles["base"][0].quantity
    if "steps" in relation.roles:
        steps = relation.roles["steps"][0].quantity.surface
        moved = f"from {base.surface} to {current.surface}"
        return f"{steps} times {difference.surface} do not lead {moved}"
    fits = instead(nominal(relation, difference), difference)
    turned = fits.startswith(("a rise", "a fall"))
    return f"from {base.surface} to {current.surface} is {fits if turned else f'a change of {fits}'}"


def _special(context: Context, relation: Relation) -> Iterable[Hypothesis]:
    difference = relation.roles["difference"][0].quantity
    target = wanted(relation, difference)
    if target is None:
        return
    if difference.kind is Kind.PP_CHANGE:
        values = relation.strict
        relative = (values["current"][0] / values["base"][0] - Interval.point(1)) * Interval.point(100)
        sign = Interval.point(-1 if difference.direction == "down" else 1)
        if difference.strict.meets(relative * sign):
            yield Hypothesis(
                "percent-for-points",
                difference,
                difference.start,
                difference.end,
                with_percent(difference),
                f"{difference.surface} is the relative change",
                0.9,
            )


_TELLER = Teller("change-amount-mismatch", "ARI102", "difference", _say, _special)
RULE = Rule(
    code="ARI102",
    name="change-amount-mismatch",
    family="change",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=(
        "share",
        "difference",
        "direction",
        "percent-for-points",
        "scale",
        "magnitude-word-lost",
        "power-of-ten",
        "digit-typo",
        "teen-ty",
    ),
)
