"""Which findings stand at which figures, found in one pass: a long text has tens of thousands of figures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from claims.model import Quantity
from verify.finding import Finding

__all__ = ["findings_at"]


def findings_at(quantities: Sequence[Quantity], findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings at each figure by its id; figures come in text order and do not overlap."""
    starts = [quantity.start for quantity in quantities]
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        first = max(bisect_right(starts, finding.start) - 1, 0)
        for quantity in quantities[first : bisect_left(starts, finding.end)]:
            if finding.start < quantity.end:
                found.setdefault(quantity.id, []).append(finding)
    return found
