"""Report one conflict once."""

from __future__ import annotations

from collections.abc import Sequence

from verify.finding import Finding

__all__ = ["merge"]

_EQUATIONS = "ARI"  # codes of the rules that recalculate a proposed equation


def merge(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings in text order, without those that only repeat a stronger one.

    Two findings tell of one conflict when they point at the same words, or when they share two figures, or
    when one's culprit is a member of the other. The more severe speaks, then the one that offers a repair,
    then a rule that reads the wording before a bare equation, then the one that comes first in the rule table.
    """
    ranked = sorted(enumerate(findings), key=lambda item: (*_rank(item[1]), item[0]))
    kept: list[Finding] = []
    for _, finding in ranked:
        if not any(_same_conflict(finding, other) for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda f: (f.start, f.end, f.code))


def _rank(finding: Finding) -> tuple[int, bool, bool]:
    return -finding.severity.level, not finding.suggestions, finding.code.startswith(_EQUATIONS)


def _same_conflict(a: Finding, b: Finding) -> bool:
    if a.start < b.end and b.start < a.end:
        return True
    if a.severity.level == 0 or b.severity.level == 0:
        return False  # a note on style stands beside an error
    return _explains(a, b) or _explains(b, a)


def _explains(a: Finding, b: Finding) -> bool:
    """Tell whether the figure that `a` blames is one of the figures that do not fit in `b`."""
    return a.blamed is not None and a.blamed in b.quantities and len(set(a.quantities) & set(b.quantities)) >= 1
