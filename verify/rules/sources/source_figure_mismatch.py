"""A figure that the press release, the notes or the table of the story has differently.

## What it checks
With `--against release.txt notes.csv`, every figure is looked for in the sources of the story. It differs where the
same thing (indicator or counted noun, area, period, kind of figure) stands there with another value, or where a
slip explains the difference to a figure about nearly the same (digits swapped, another scale word, percent for
percentage points), or where the levels of the sources make another growth rate.

## Example
> Against: The brewery bottled 412,600 crates in 2024. It employs 96 brewers.
>
> The brewery bottled 421,600 crates in 2024, with 96 brewers.

## Not flagged
> Against: The brewery bottled 412,600 crates in 2024. It employs 96 brewers.
>
> The brewery bottled more than 410,000 crates in 2024, with 96 brewers, and sold 388,000 of them.

## Rounding
A figure of the story may be rounded, truncated, hedged or converted: 2,789,300 supports “2.79 million”. Two figures
printed to the same place must be equal. Where several statements could be meant, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from verify.finding import Finding, Severity, Suggestion
from verify.reprinting import reprinted
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for every figure that its sources have differently."""
    if not context.traces:
        return
    from verify.against.wording import beside, differs  # which reads with the rules

    for trace in context.traces:
        quantity = trace.quantity
        if trace.outcome != "differs" or trace.expected is None:
            continue
        text = reprinted(quantity, trace.expected)
        offered = text not in (None, quantity.surface) and trace.diagnosis[0] not in ("percent-for-points", "direction")
        yield Finding(
            rule=RULE.name,
            code=RULE.code,
            severity=Severity.WARNING,
            diagnosis=trace.diagnosis,
            start=quantity.start,
            end=quantity.end,
            message=differs(trace),
            quantities=(quantity.id,),
            blamed=quantity.id,
            computed=trace.expected,
            suggestions=(
                Suggestion(start=quantity.start, end=quantity.end, replacement=text or "", why="as the source has it"),
            )
            if offered
            else (),
            evidence=tuple(beside(trace)),
        )


RULE = Rule(
    code="SRC101",
    name="source-figure-mismatch",
    family="sources",
    since="0.2.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=(
        "differs",
        "digit-typo",
        "scale",
        "power-of-ten",
        "teen-ty",
        "percent-for-points",
        "unit-prefix",
        "direction",
        "previous-period",
        "wrong-category",
    ),
)
