"""A list that is told from the largest down is not in that order.

## What it checks

Values that follow one another by "followed by", in a sentence that calls the first the largest, the top or the
leading one: none may be larger than one before it. Medals are left alone, since nations stand in the order of their
golds.

## Example

> Zurich was the largest market with 212 sales, followed by Basel with 340 and Bern with 190.

## Not flagged

> Zurich was the largest market with 340 sales, followed by Basel with 212 and Bern with 190.

## Rounding

Equal values, and values that may be equal before rounding, stand in any order.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Quantity, Relation
from verify.finding import CheckedRelation, Evidence, Finding, Holds, Severity, Suggestion
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each value that is smaller than one listed after it."""
    for checked in context.of_kind("rank_in"):
        if checked.holds is Holds.NO and checked.relation.reading == "a list from the largest down":
            yield _finding(checked)


def _finding(checked: CheckedRelation) -> Finding:
    value, larger = _out_of_order(checked.relation)
    said = f"{larger.surface} comes after {value.surface} in a list from the largest down, but is larger"
    swap = tuple(
        Suggestion(start=one.start, end=one.end, replacement=other.surface, why="two figures are swapped")
        for one, other in ((value, larger), (larger, value))
    )
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("rank", "digit-typo"),
        start=value.start,
        end=value.end,
        message=f"{said}.",
        quantities=tuple(q.id for q in checked.relation.members),
        blamed=value.id,
        suggestions=swap,
        evidence=(Evidence(kind="arithmetic", text=f"{value.surface} < {larger.surface}"),),
    )


def _out_of_order(relation: Relation) -> tuple[Quantity, Quantity]:
    """Return the value and the largest of those after it."""
    value = relation.roles["value"][0].quantity
    return value, max((t.quantity for t in relation.roles["below"]), key=lambda q: q.value or 0)


RULE = Rule(
    code="ARI502",
    name="ranked-list-mismatch",
    family="ranking",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("rank", "digit-typo"),
)
