"""A range whose first end lost its scale word: "between $26 and $31 million".

## What it checks
"between $26 and $31 million", "from €1.9 to €2.2 billion": taken literally, the range begins at twenty-
six dollars. The hyphenated form "$26-31 million" is usual and left alone. A note of style.

## Example
> Repairs to the dam will cost between £14 and £18 million.

## Not flagged
> Repairs to the dam will cost between £14 million and £18 million, or £14-18 million. Tickets rose from
> £900 to £1.2 million.

## Rounding
None. The two numerals must be within a factor of a hundred, so that a rise from hundreds to millions
stays possible."""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Quantity
from claims.patterns import regex
from verify.finding import Finding, Severity, Suggestion
from verify.rules.lines import HEDGE, figure
from verify.rules.measures import is_money
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_RANGE = regex(rf"(?P<lead>\b(?:between|from) )?{HEDGE}{figure('a')} (?P<link>and|to|or)" rf" {HEDGE}{figure('b')}")
_SIGN = regex(r"^\W*[A-Z]{0,3}[$€£¥₹₩]")
_FAR = 100


def check(context: Context) -> Iterator[Finding]:
    text = context.document.text
    for line in context.lines:
        if len(line.figures) < 2:
            continue
        for match in _RANGE.finditer(line.shape):
            a, b = line.figure(match, "a"), line.figure(match, "b")
            if a is None or b is None or not _elided(a, b) or (match.group("link") != "to" and not match.group("lead")):
                continue
            start, end = (line.span(match, "lead")[0] if match.group("lead") else a.start), b.end
            scale = text[b.number_end : b.end].rstrip()
            if not scale:
                continue
            fixed = text[start : a.number_end] + scale + text[a.end : end]
            yield Finding(
                rule=RULE.name,
                code=RULE.code,
                severity=Severity.NOTE,
                diagnosis=("elided-unit",),
                start=start,
                end=end,
                message=f"Taken literally, the range begins at {text[a.start : a.number_end]}: repeat "
                f'"{scale.strip()}" at the first figure.',
                quantities=(a.id, b.id),
                suggestions=(
                    Suggestion(start=start, end=end, replacement=fixed, why="both ends carry the scale word"),
                ),
            )


def _elided(a: Quantity, b: Quantity) -> bool:
    """The second figure has a scale word, the first has a currency sign and none."""
    tail = a.surface[a.number_end - a.start :].strip()
    if tail or not b.scale_text or not _SIGN.match(a.surface) or not (is_money(b) or is_money(a)):
        return False
    if b.value is None or a.value is None or b.value <= 0 or a.value <= 0:
        return False
    first = a.value / (a.scale if a.scale == b.scale else 1)
    ratio = first / (b.value / b.scale)
    return (a.scale == b.scale or a.scale == 1) and 1 / ratio < _FAR and ratio < _FAR


RULE = Rule(
    code="FRM103",
    name="elided-unit",
    family="form",
    since="0.1.0",
    severity=Severity.NOTE,
    check=check,
    diagnoses=("elided-unit",),
)
