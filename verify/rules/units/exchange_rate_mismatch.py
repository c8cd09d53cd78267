"""A conversion of money does not fit the exchange rate of record.

## What it checks
An amount of money with another in brackets is held against the exchange rate of the day of publication: from a
table of rates, or from those of the European Central Bank where they are installed. The rate that the two amounts
imply must be that of the day within 2 percent, or the mean of the month or year that the figure is of.

## Example
> Published: 2024-05-31
> The ferry line was sold for US$1.2 billion (€1.4 billion).

## Not flagged
> Published: 2024-05-31
> The ferry line was sold for US$1.2 billion (€1.1 billion). In July last year a ticket was 230 yuan
> (€29.60).

## Rounding
Both amounts carry their rounding. A rate that any of the last 400 days had is never flagged; beyond that, one
slip must bring the amounts to the rate of the day (divided for multiplied, a power of ten), or the rate must be
more than 20 percent away from all of them. "Dollars" are not called wrong where those of another country fit.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.interval import Interval
from verify.conversions import Conversion, said
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.house_style import format_like
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_WHY = {
    "currency-direction": "divided where it should be multiplied, or the reverse",
    "scale": "the scale word of one of the two is wrong",
    "power-of-ten": "the decimal point of one of the two is wrong",
    "conversion": "recalculated at the rate of the day",
}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each conversion that no rate explains; without rates there is none."""
    for conversion in context.conversions:
        if conversion.outcome == "refuted" and conversion.rate is not None and conversion.computed is not None:
            yield _finding(conversion, conversion.computed)


def _finding(conversion: Conversion, computed: Interval) -> Finding:
    amount, converted, rate = conversion.amount, conversion.converted, conversion.rate
    assert rate is not None
    text = format_like(converted, conversion.repaired) if conversion.repaired else None
    suggestions: tuple[Suggestion, ...] = ()
    if text and text != converted.surface:
        why = _WHY[conversion.diagnosis]
        suggestions = (Suggestion(start=converted.start, end=converted.end, replacement=text, why=why),)
    arithmetic = (
        f"{amount.surface} as {converted.surface} makes 1 {amount.unit} {conversion.implied_rate} {converted.unit}"
    )
    message = f"{arithmetic}, but {said(rate)} ({rate.source})"
    message += f". Did you mean “{text}” ({_WHY[conversion.diagnosis]})?" if suggestions else "."
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR,
        diagnosis=(conversion.diagnosis,),
        start=converted.start,
        end=converted.end,
        message=message,
        explanation=f"{arithmetic}; {said(rate)}",
        quantities=(amount.id, converted.id),
        blamed=converted.id,
        computed=computed,
        suggestions=suggestions,
        evidence=(
            Evidence(
                kind="reference", text=said(rate), source=rate.source, url=rate.url or None, period=rate.when,
                value=f"{rate.value:.6g}",
            ),
        ),
    )  # fmt: skip


RULE = Rule(
    code="ARI402",
    name="exchange-rate-mismatch",
    family="units",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("conversion", "currency-direction", "scale", "power-of-ten"),
)
