"""How far a figure may be off, by indicator: what a newsroom has agreed to let stand becomes a note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from claims.interval import Interval
from claims.model import Quantity
from claims.patterns import regex
from verify.finding import Finding, Report, Severity

__all__ = ["tolerated"]

_WORD = regex(r"\w+")


def tolerated(report: Report, finding: Finding, tolerance: Mapping[str, str]) -> Finding:
    """Return the finding as a note where its figure is within the tolerance of its indicator.

    `tolerance` goes from words of an indicator to a distance in the unit printed ("0.1"), or relative ("2%").
    The distance is that to what the other figures make it, or to the figure of record.
    """
    quantity = _figure(report, finding)
    if quantity is None or quantity.value is None or finding.severity is Severity.NOTE:
        return finding
    size = _size(_indicator(report, quantity.id), tolerance)
    distance = _distance(quantity.value, finding)
    if size is None or distance is None:
        return finding
    allowed = abs(quantity.value) * Decimal(size[:-1]) / 100 if size.endswith("%") else Decimal(size) * quantity.scale
    if distance > allowed:
        return finding
    said = f"It is within the tolerance of {size} that is set for this indicator."
    return replace(finding, severity=Severity.NOTE, explanation=f"{finding.explanation} {said}".strip())


def _figure(report: Report, finding: Finding) -> Quantity | None:
    """Return the figure in question: the one that is blamed, else the one the finding stands at."""
    by_id = {quantity.id: quantity for quantity in report.quantities}
    if finding.blamed in by_id:
        return by_id[finding.blamed]
    at = (q for q in report.quantities if q.start < finding.end and finding.start < q.end)
    return next(at, None)


def _indicator(report: Report, quantity: str) -> str:
    named = (c.binding.indicator for c in report.claims if quantity in c.roles.values() and c.binding.indicator)
    found = next(named, None)
    return found.text if found else ""


def _size(indicator: str, tolerance: Mapping[str, str]) -> str | None:
    """Return the tolerance whose words all are in the indicator; of several the one with most words."""
    words = _stems(indicator)
    fitting = [(len(_stems(name)), size) for name, size in tolerance.items() if _stems(name) <= words]
    return max(fitting)[1] if fitting else None


def _stems(text: str) -> set[str]:
    return {word.removesuffix("s") for word in _WORD.findall(text.casefold())}


def _distance(value: Decimal, finding: Finding) -> Decimal | None:
    """Return how far a value is from what it should be, 0 inside the interval; None where that is not known."""
    if finding.computed is not None:
        return _outside(value, finding.computed)
    recorded = list(_recorded(evidence.value for evidence in finding.evidence if evidence.kind == "reference"))
    return min((abs(value - each) for each in recorded), default=None)


def _recorded(values: Iterable[str | None]) -> Iterable[Decimal]:
    for value in values:
        try:
            yield Decimal(value or "")
        except InvalidOperation:
            continue


def _outside(value: Decimal, interval: Interval) -> Decimal:
    below = interval.lower - value if interval.lower is not None else Decimal(0)
    above = value - interval.upper if interval.upper is not None else Decimal(0)
    return max(below, above, Decimal(0))
