"""A record that is no higher than the one it is said to beat.

## What it checks

"A record 4.1 million … beat the 3.8 million of 2011": a figure called a record is above the one that the text says it
beats, or the previous record.

## Example

> Ticket sales reached a record 412,000 in 2019 and beat the 3.8 million of 2011.

## Not flagged

> Ticket sales reached a record 4.12 million in 2019 and beat the 3.8 million of 2011.

## Rounding

Figures that may be equal before rounding are left alone. Records for the lowest or fastest are not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import UNRIVALLED
from verify.finding import CheckedRelation, Evidence, Finding, Holds, Severity
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each record below the one it beats."""
    for checked in context.of_kind("rank_in"):
        told = checked.relation.reading == "record and the one before" and UNRIVALLED in checked.relation.tags
        if told and checked.holds is Holds.NO:
            yield _finding(checked)


def _finding(checked: CheckedRelation) -> Finding:
    record, beaten = (checked.relation.roles[role][0].quantity for role in ("value", "below"))
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("rank", "scale", "digit-typo"),
        start=record.start,
        end=record.end,
        message=f"A record of {record.surface} does not beat {beaten.surface}.",
        quantities=tuple(q.id for q in checked.relation.members),
        blamed=record.id,
        evidence=(Evidence(kind="arithmetic", text=f"{record.surface} < {beaten.surface}"),),
    )


RULE = Rule(
    code="ARI503",
    name="record-not-beaten",
    family="ranking",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("rank", "scale", "digit-typo"),
)
