"""Two figures set against each other that are the same.

## What it checks
"90 minutes, compared with an hour and a half", "24, up from two dozen", "500 metres instead of half a
kilometre": a contrast between two figures that are equal once both stand in one unit. The two must be
printed differently: "5 percent, against 5 percent a year ago" is a fair way to say that nothing changed.

## Example
> The detour takes 120 minutes, compared with two hours on the direct road.

## Not flagged
> The direct road takes 45 minutes, compared with 45 minutes in winter and two hours for the detour.

## Rounding
Only figures without a hedge that are equal to the last digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.model import Hedge, Kind, Quantity
from claims.patterns import regex
from claims.quantities.units import measure
from verify.finding import Evidence, Finding, Severity
from verify.rules.lines import WORD, figure
from verify.rules.measures import is_count, is_money
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_CONTRAST = (
    r"compared (?:with|to)|in comparison with|against|versus|instead of|rather than"
    r"|as opposed to|up from|down from"
    r"|more than the|less than the|fewer than the|longer than the|shorter than the"
    r"|higher than the|lower than the"
    r"|better than the|not|while the (?:\w+ |#\d+# ){0,3}(?:takes|took|has|had|needs|needed|costs|cost)"
    r"|whereas the (?:\w+ ){0,3}(?:takes|has|needs|costs)"
)
_PAIR = regex(
    rf"{figure('a')}(?P<gap>[^#;:.]{{0,80}}?),? (?P<word>{_CONTRAST}) (?:the |its "
    rf"|an? )?(?:{WORD} ){{0,3}}?{figure('b')}"
)


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if len(line.figures) < 2:
            continue
        for match in _PAIR.finditer(line.shape):
            a, b = line.figure(match, "a"), line.figure(match, "b")
            if a is None or b is None or not _equal(a, b) or a.surface.lower() == b.surface.lower():
                continue
            if _is_identity(match, a, b):
                continue
            yield Finding(
                rule=RULE.name,
                code=RULE.code,
                severity=Severity.WARNING,
                diagnosis=("equal-contrast",),
                start=b.start,
                end=b.end,
                message=f'"{match.group("word")}" sets {a.surface} against {b.surface}, but the two are the same.',
                quantities=(a.id, b.id),
                evidence=(Evidence(kind="arithmetic", text=f"{a.surface} = {b.surface}"),),
            )


def _equal(a: Quantity, b: Quantity) -> bool:
    if a.value is None or b.value is None or a.hedge is not Hedge.EXACT or b.hedge is not Hedge.EXACT:
        return False
    if not a.is_claim or not b.is_claim or Kind.RANK in (a.kind, b.kind) or Kind.MULTIPLE in (a.kind, b.kind):
        return False
    x, y = _in_base(a), _in_base(b)
    return x is not None and y is not None and x == y and x[1] != 0


def _in_base(q: Quantity) -> tuple[str, Decimal] | None:
    """Return the dimension and the value in its base unit; counts and money as they are."""
    if q.value is None:
        return None
    if is_count(q) or q.unit.startswith("per "):
        return "count", q.value
    if is_money(q) or q.unit == "percent":
        return q.unit, q.value
    unit = measure(q.unit)
    return None if unit is None else (unit.dimension, (q.value - unit.offset) * unit.factor)


def _is_identity(match: re.Match[str], a: Quantity, b: Quantity) -> bool:
    """Percentages and rounded figures may differ unseen; "not 24 but two dozen" says so itself."""
    rounded = any(q.unit == "percent" or q.scale != 1 for q in (a, b)) and not match.group("word").startswith(
        ("up", "down")
    )
    return rounded or " but " in match.string[match.end() : match.end() + 12]


RULE = Rule(
    code="WRD108",
    name="equal-contrast",
    family="wording",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("equal-contrast",),
)
