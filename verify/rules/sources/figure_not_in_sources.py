"""A figure that stands in none of the sources of the story and follows from none of their figures.

## What it checks
With `--against release.txt notes.csv`, every figure is looked for in the sources of the story, as printed, rounded
or converted, and as a growth, difference, share, multiple or total of their figures. A figure of which there is no
trace gets a note: it came from elsewhere, and somebody should know from where.

## Example
> Against: The brewery bottled 412,600 crates in 2024.
>
> The brewery bottled 412,600 crates in 2024 and exports to 31 countries.

## Not flagged
> Against: The brewery bottled 412,600 crates in 2024, of which 82,500 were exported.
>
> The brewery bottled 412,600 crates in 2024. It exported 20 percent of the crates.

## Rounding
As in `source-figure-mismatch`: rounding, truncation, hedges and conversion are honoured.
"""

from __future__ import annotations

from collections.abc import Iterator

from verify.finding import Finding, Severity
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a note for every figure without a trace in the sources."""
    for trace in context.traces:
        quantity = trace.quantity
        if trace.outcome == "missing":
            surface = context.document.text[quantity.start : quantity.end]
            yield Finding(
                rule=RULE.name,
                code=RULE.code,
                severity=Severity.NOTE,
                diagnosis=("not-in-sources",),
                start=quantity.start,
                end=quantity.end,
                message=f"The figure “{surface}” stands in none of the sources and follows from none of their figures.",
                quantities=(quantity.id,),
            )


RULE = Rule(
    code="SRC102",
    name="figure-not-in-sources",
    family="sources",
    since="0.2.0",
    severity=Severity.NOTE,
    check=check,
    diagnoses=("not-in-sources",),
)
