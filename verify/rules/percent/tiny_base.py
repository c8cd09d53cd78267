"""A percentage of a handful: say how many.

## What it checks
A percentage of a printed base of fewer than twenty: "40 percent of the five clinics" reads more solid
than "two of the five". Only a note of style.

## Example
> Some 75 percent of the eight clinics closed on Friday.

## Not flagged
> Some 75 percent of the 80 clinics closed on Friday.

## Rounding
None.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.patterns import regex
from verify.finding import Finding, Severity
from verify.rules.lines import WORD, figure
from verify.rules.measures import is_count, shown
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_PATTERNS = (
    regex(rf"{figure('p')} of (?:the |its |their |our |all )?{figure('n')}(?![-#])"),
    regex(rf"^\W?(?:of|among) (?:the|its|their|our) {figure('n')}(?: {WORD}){{0,8}}, {figure('p')}"),
)
_TINY = Decimal(20)


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if not line.figures:
            continue
        for pattern in _PATTERNS:
            for match in pattern.finditer(line.shape):
                p, n = line.figure(match, "p"), line.figure(match, "n")
                if p is None or n is None or p.unit != "percent" or p.style == "fraction" or not is_count(n):
                    continue
                if (
                    n.value is None
                    or p.value is None
                    or not 1 < n.value < _TINY
                    or n.scale != 1
                    or not 0 < p.value < 100
                ):
                    continue
                count = (p.value * n.value / 100).to_integral_value()
                yield Finding(
                    rule=RULE.name,
                    code=RULE.code,
                    severity=Severity.NOTE,
                    diagnosis=("granularity",),
                    start=p.start,
                    end=p.end,
                    message=f"A percentage of only {n.surface}: {shown(count, 0)} of {n.surface} says the "
                    "same and no more than is known.",
                    quantities=(p.id, n.id),
                )


RULE = Rule(
    code="PCT204",
    name="tiny-base",
    family="percent",
    since="0.1.0",
    severity=Severity.NOTE,
    check=check,
    diagnoses=("granularity",),
)
