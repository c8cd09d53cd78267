"""A rank is larger than the number of places there are.

## What it checks

`rank <= pool` where the size of the pool is printed beside the rank.

## Example

> The cluster was ranked 105th among the world's top 100 science clusters.

## Not flagged

> The cluster was ranked fifth among the world's top 100 science clusters.

## Rounding

Ranks and pools are whole numbers; nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Relation
from verify.finding import Finding, Severity
from verify.rules.conflict import Teller, report
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rank outside its pool."""
    yield from report(context, ("rank_in",), _TELLER, role="pool")


def _say(relation: Relation) -> str:
    rank, pool = relation.roles["rank"][0].quantity, relation.roles["pool"][0].quantity
    return f"among {pool.surface} there is no {rank.surface}"


_TELLER = Teller("rank-outside-pool", "ARI501", "rank", _say)
RULE = Rule(
    code="ARI501",
    name="rank-outside-pool",
    family="ranking",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("rank", "scale", "magnitude-word-lost", "power-of-ten", "digit-typo", "teen-ty"),
)
