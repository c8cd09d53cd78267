"""What the rules of the record share: findings of the refuted comparisons of some aspects."""

from __future__ import annotations

from collections.abc import Iterator

from verify.finding import Finding
from verify.rules.rule import Context

__all__ = ["refuted"]


def refuted(context: Context, aspects: frozenset[str], name: str, code: str) -> Iterator[Finding]:
    """Yield one finding for every comparison of these aspects in which the record says otherwise."""
    from verify.against_reference import finding_of  # which imports the rules

    for comparison in context.comparisons:
        if comparison.outcome == "refuted" and comparison.aspect in aspects:
            yield finding_of(context, comparison, name, code)
