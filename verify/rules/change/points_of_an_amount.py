"""A change of an amount is given in percentage points.

## What it checks

Percentage points measure the distance between two percentages. Where the two values are amounts (money,
people, tonnes) and the printed points are exactly their relative change, the word should be percent.

## Example

> Orders dropped 2.5 percentage points to $312.1 billion, from $320.1 billion a year before.

## Not flagged

> Orders dropped 2.5 percent to $312.1 billion, from $320.1 billion a year before. The vacancy rate dropped 0.4
> percentage points to 6.2 percent, from 6.6 percent.

## Rounding

An amount of money or of a measure that changes "by 8.3 percentage points", with no earlier value beside it, is
a warning. Where both values stand there, the points must fit the relative change within the rounding of all
figures; otherwise nothing is said here.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Certainty, Relation
from verify.finding import Evidence, Finding, Holds, Severity, Suggestion
from verify.house_style import with_percent
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each change of an amount that is printed in points."""
    for checked in context.of_kind("level_growth"):
        relation = checked.relation
        if "points-of-amount" not in relation.tags or relation.certainty is Certainty.POSSIBLE:
            continue
        told = relation.reading == "amount with a change in points"
        if checked.holds not in (Holds.STRICT, Holds.LENIENT) and not told:
            continue
        rate = relation.roles["rate"][0].quantity
        sentence = context.document.sentence_at(rate.start)
        beside = any(sentence.start <= q.start < sentence.end for q in relation.members if q is not rate)
        if not beside and not relation.reading.startswith("amount and percent of one change"):
            continue  # "the cost-to-income ratio improved by three points", amounts two sentences before
        text = with_percent(rate)
        why = "the values are amounts, so their change is in percent"
        said = f"{_change(relation)}an amount changes by percent, not by percentage points"
        said = f"{said[:1].upper()}{said[1:]}"
        message = f"{said}. Did you mean “{text}”?"
        yield Finding(
            rule=RULE.name,
            code=RULE.code,
            severity=Severity.WARNING if told else Severity.ERROR,
            diagnosis=("percent-for-points",),
            start=rate.start,
            end=rate.end,
            message=message,
            explanation="Percentage points are for the distance between two percentages.",
            quantities=tuple(q.id for q in relation.members),
            blamed=rate.id,
            suggestions=(Suggestion(start=rate.start, end=rate.end, replacement=text, why=why),),
            evidence=(Evidence(kind="arithmetic", text=said),),
        )


def _change(relation: Relation) -> str:
    if not {"base", "current"} <= relation.roles.keys():
        return ""
    base, current, rate = (relation.roles[role][0].quantity for role in ("base", "current", "rate"))
    word = "fall" if rate.direction == "down" else "rise"
    return f"from {base.surface} to {current.surface} is a {word} of {with_percent(rate)}: "


RULE = Rule(
    code="ARI104",
    name="points-of-an-amount",
    family="change",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("percent-for-points",),
)
