"""So much more one way is printed as just so much less the other way.

## What it checks

A is 50 percent more than B, but B is 33 percent less than A: the base has changed. Where a text gives the same
percentage in both directions between the same two values, the second one is wrong.

## Example

> A season pass in Tarn costs £180, 50 per cent more than the £120 asked in Moss, so skiers in Moss pay 50 per
> cent less.

## Not flagged

> A season pass in Tarn costs £180, 50 per cent more than the £120 asked in Moss, so skiers in Moss pay 33 per
> cent less.

## Rounding

Small percentages are nearly the same both ways; nothing is said where the second one fits within strict rounding.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.interval import Interval
from claims.model import Quantity, Relation
from verify.finding import CheckedRelation, Evidence, Finding, Holds, Severity, Suggestion
from verify.reprinting import reprinted
from verify.rules.rule import Context, Rule
from verify.rules.saying import change

__all__ = ["RULE", "check"]

_ONE, _HUNDRED = Interval.point(1), Interval.point(100)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each percentage that repeats the one of the opposite comparison."""
    changes = [r for r in context.of_kind("level_growth") if {"current", "base", "rate"} <= r.relation.roles.keys()]
    of_pair: dict[frozenset[str], list[CheckedRelation]] = {}
    for told in changes:
        of_pair.setdefault(_ends(told.relation), []).append(told)
    for first in changes:
        for second in of_pair[_ends(first.relation)]:
            if first.holds is Holds.STRICT and second is not first and _mirrored(first, second):
                finding = _finding(first.relation, second.relation)
                if finding is not None:
                    yield finding


def _roles(relation: Relation) -> tuple[Quantity, Quantity, Quantity]:
    return tuple(relation.roles[role][0].quantity for role in ("current", "base", "rate"))  # type: ignore[return-value]


def _ends(relation: Relation) -> frozenset[str]:
    """Return the ids of the two levels that a change runs between, whichever way."""
    current, base, _ = _roles(relation)
    return frozenset((current.id, base.id))


def _mirrored(first: CheckedRelation, second: CheckedRelation) -> bool:
    rate, other_rate = _roles(first.relation)[2], _roles(second.relation)[2]
    return rate.start < other_rate.start and rate.value == other_rate.value and rate.direction != other_rate.direction


def _finding(first: Relation, second: Relation) -> Finding | None:
    current, base, _ = _roles(first)
    other_rate = second.roles["rate"][0].quantity
    back = (base.strict / current.strict - _ONE) * _HUNDRED
    turned = -back if other_rate.direction == "down" else back
    text = reprinted(other_rate, turned)
    if text is None or other_rate.strict.meets(turned) or turned.middle is None:
        return None
    arithmetic = f"From {current.surface} to {base.surface} is {change(turned, other_rate)}"
    why = f"the percentage is now taken of {current.surface}, not of {base.surface}"
    message = f"{arithmetic}. Did you mean “{text}” ({why})?"
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("asymmetric",),
        start=other_rate.start,
        end=other_rate.end,
        message=message,
        explanation="A percentage is taken of the value it is compared with, so it differs in the two directions.",
        quantities=(current.id, base.id, other_rate.id),
        blamed=other_rate.id,
        computed=turned,
        suggestions=(Suggestion(start=other_rate.start, end=other_rate.end, replacement=text, why=why),),
        evidence=(Evidence(kind="arithmetic", text=arithmetic),),
    )


RULE = Rule(
    code="ARI105",
    name="asymmetric-comparison",
    family="change",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("asymmetric",),
)
