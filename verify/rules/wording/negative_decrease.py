"""A fall by a negative amount, which says the fall twice.

## What it checks
"fell by -4.2 percent", "a drop of -3", "down -5%": a word that already says down, and a minus sign before
the figure that measures it. Read literally the two cancel out to a rise.

## Example
> Ticket sales declined by -6.1 percent over the summer.

## Not flagged
> Ticket sales declined by 6.1 percent, while the mercury fell to -6.1C.

## Rounding
None: only the sign is read. "Growth of -4 percent" is left alone; economists write it so.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.patterns import regex
from verify.directions import direction_of
from verify.finding import Finding, Severity, Suggestion
from verify.rules.lines import WORD, figure
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_FELL_BY = regex(
    rf"\b(?P<word>{WORD})(?: \w+ly)?(?P<by> (?:by|of))?(?: an?)?(?: (?:about|some"
    rf"|nearly|around))? {figure('n')}"
)
_MINUS = ("-", "−", "–", "minus ")


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if not any(q.value is not None and q.value < 0 for q in line.figures):
            continue
        for match in _FELL_BY.finditer(line.shape):
            word, q = match.group("word"), line.figure(match, "n")
            if q is None or q.value is None or q.value >= 0:
                continue
            if direction_of(word, "verbs", "nouns") >= 0 and word != "down":
                continue
            unsigned = next((q.surface[len(m) :].lstrip() for m in _MINUS if q.surface.lower().startswith(m)), None)
            if unsigned is None:
                continue
            yield Finding(
                rule=RULE.name,
                code=RULE.code,
                severity=Severity.WARNING,
                diagnosis=("direction",),
                start=q.start,
                end=q.end,
                message=f'"{word}" and the minus sign of {q.surface} cancel out: read literally it is a rise.',
                quantities=(q.id,),
                suggestions=(
                    Suggestion(start=q.start, end=q.end, replacement=unsigned, why="the word says down already"),
                ),
            )


RULE = Rule(
    code="WRD103",
    name="negative-decrease",
    family="wording",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("direction",),
)
