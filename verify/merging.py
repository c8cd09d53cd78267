"""Report one conflict once."""

from __future__ import annotations

from bisect import bisect_right, insort
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
    spans: list[tuple[int, int]] = []  # of those kept, in text order; none overlaps another
    at_figure: dict[str, list[Finding]] = {}
    for _, finding in ranked:
        near = (other for id in finding.quantities for other in at_figure.get(id, ()))
        if _overlaps(finding, spans) or any(_same_conflict(finding, other) for other in near):
            continue
        kept.append(finding)
        insort(spans, (finding.start, finding.end))
        for id in finding.quantities:
            at_figure.setdefault(id, []).append(finding)
    return sorted(kept, key=lambda f: (f.start, f.end, f.code))


def _overlaps(finding: Finding, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (finding.start, finding.end))
    return any(finding.start < end and start < finding.end for start, end in spans[max(at - 1, 0) : at + 1])


def _rank(finding: Finding) -> tuple[int, bool, bool]:
    return -finding.severity.level, not finding.suggestions, finding.code.startswith(_EQUATIONS)


def _same_conflict(a: Finding, b: Finding) -> bool:
    if a.severity.level == 0 or b.severity.level == 0:
        return False  # a note on style stands beside an error
    return _explains(a, b) or _explains(b, a)


def _explains(a: Finding, b: Finding) -> bool:
    """Tell whether the figure that `a` blames is one of the figures that do not fit in `b`."""
    return a.blamed is not None and a.blamed in b.quantities and len(set(a.quantities) & set(b.quantities)) >= 1
