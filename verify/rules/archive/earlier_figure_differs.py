"""A figure that an earlier story of the archive gave differently.

## What it checks
With `--archive`, the archive is asked what earlier stories said of the same cell: the same subject, area, period and
unit, all of them printed. The newest of them decides. The story, its date and its passage are shown; which of the two
is right is for a person to find out, so it is never an error. It is a note where one story speaks of a revision, where
the period was not over yet, or where area or period is carried over from another sentence.

## Example
> Earlier: 2025-03-10 The port of Halden employed 340 people in 2024.
>
> Published: 2025-04-02
> The port of Halden employed 430 people in 2024.

## Not flagged
> Earlier: 2025-03-10 The port of Halden employed 340 people in 2024.
>
> Published: 2025-04-02
> The port of Halden employed 340 people in 2024, after 322 people in 2023.

## Rounding
Two figures that meet under rounding, truncation or a hedge are the same figure. The story itself, under this or another
name, never judges itself, and a later story never judges an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterator

from verify.finding import Evidence, Finding, Severity
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for every figure that the archive has differently."""
    for recalled in context.recalled:
        quantity, kept = recalled.quantity, recalled.kept
        story = kept.story
        if story is None:
            continue
        name = story.title or story.name.replace("\\", "/").rsplit("/", 1)[-1]
        when = f" of {story.published}" if story.published else ""
        doubt = f"; {recalled.doubt}" if recalled.doubt else ""
        yield Finding(
            rule=RULE.name,
            code=RULE.code,
            severity=Severity.NOTE if recalled.doubt else Severity.WARNING,
            diagnosis=("earlier-story",),
            start=quantity.start,
            end=quantity.end,
            message=f"The story “{name}”{when} gave {kept.surface} where this one has {quantity.surface}{doubt}.",
            quantities=(quantity.id,),
            blamed=quantity.id,
            computed=kept.interval,
            evidence=(
                Evidence(
                    kind="archive",
                    text=f"{name}: {kept.passage}",
                    source=story.name,
                    vintage=story.published,
                    period=kept.cell.period,
                    value=format(kept.value, "f"),
                ),
            ),
        )


RULE = Rule(
    code="ARC101",
    name="earlier-figure-differs",
    family="archive",
    since="0.2.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("earlier-story",),
)
