"""A change printed as a level: "increased to 15.1 percent" for "by 15.1 percent".

## What it checks
A percentage after "rose to", "fell to", "increased to" … that is exactly the growth between two amounts of the same
text: the amounts say that it is by how much, not to where.

## Example
> Farm exports rose to 12.7 percent in the first quarter, with sales of $4.826 billion against $4.282 billion a
> year earlier.

## Not flagged
> Farm exports rose by 12.7 percent in the first quarter, with sales of $4.826 billion against $4.282 billion a
> year earlier. Unemployment rose to 6.2 percent.

## Rounding
The growth must fit the printed amounts within their rounding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Kind
from claims.patterns import regex
from verify.finding import Finding, Holds, Severity, Suggestion
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_TO = regex(
    r"\b(?:rose|risen|rises|rising|grew|grown|grows|growing|increas\w+|climb\w+|jump\w+|surg\w+|expand\w+|gain\w+|"
    r"fell|fallen|falls|falling|dropp?\w*|declin\w+|decreas\w+|shr[aiu]nk\w*|slipp?\w*|contract\w+|plung\w+)\s+"
    r"(?P<to>to)\s+(?:about |around |some |nearly |almost |over |more than )?$",
    re.IGNORECASE,
)
_LEAST_DIGITS = 2  # "rose to 5 percent" may be a level that meets the growth by chance


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rate of growth that is introduced as a level."""
    text = context.document.text
    for checked in context.of_kind("level_growth"):
        roles = checked.relation.roles
        if checked.holds not in (Holds.STRICT, Holds.LENIENT) or not {"current", "base", "rate"} <= roles.keys():
            continue
        rate, current, base = (roles[role][0].quantity for role in ("rate", "current", "base"))
        found = _TO.search(text[max(0, rate.start - 60) : rate.start])
        digits = len(str(rate.value).replace(".", "").strip("0")) if rate.value is not None else 0
        if found is None or rate.kind is not Kind.GROWTH_RATE or digits < _LEAST_DIGITS or "percent" in current.unit:
            continue
        start = max(0, rate.start - 60) + found.start("to")
        yield Finding(
            rule=RULE.name,
            code=RULE.code,
            severity=Severity.WARNING,
            diagnosis=("direction",),
            start=rate.start,
            end=rate.end,
            message=f"{rate.surface} is by how much {base.surface} changes to {current.surface}, not a level that is "
            "reached: “by”, not “to”.",
            quantities=tuple(q.id for q in checked.relation.members),
            blamed=rate.id,
            suggestions=(Suggestion(start=start, end=start + 2, replacement="by", why="it is the change"),),
        )


RULE = Rule(
    code="WRD112",
    name="to-for-by",
    family="wording",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("direction",),
)
