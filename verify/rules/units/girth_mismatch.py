"""A thing that is not as far around as its width makes it: diameter printed for girth, or the reverse.

## What it checks
The width across and the way around one round thing, told in one clause. The way around a circle is pi times its width,
3.14; trunks, towers and towns are no circles, so only a ratio that no rounded shape has is flagged.

## Example
> The oak is 3 metres in diameter and 6 metres around.

## Not flagged
> The oak is 3 metres in diameter and 9.5 metres around.

## Rounding
Both figures are read with their rounding, and the ratio may lie between 2.7 and 3.7.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.interval import Interval
from claims.model import Kind, Quantity
from claims.patterns import regex
from claims.quantities.units import convert_factor
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.house_style import format_like
from verify.rules.lines import HEDGE, Line, figure
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_PI = Decimal("3.14159265358979")
_ROUND = Interval(Decimal("2.7"), Decimal("3.7"))  # around over across, of shapes that are round but no circles
_ACROSS = rf"(?:{figure('across')} (?:in diameter|across)|diameter of {HEDGE}{figure('wide')})"
_AROUND = (
    rf"(?:{figure('around')} (?:around|round|in circumference|in girth)"
    rf"|(?:circumference|girth) of {HEDGE}{figure('girth')})"
)
_GAP = (
    r"[ ,]{1,2}(?:(?:and|with|has|had|but|or|is|was|an?|its|measures|measured|only|nearly|almost|about|some|over) )"
    r"{0,5}?"
)
_TOLD = (regex(rf"{_ACROSS}{_GAP}{_AROUND}"), regex(rf"{_AROUND}{_GAP}{_ACROSS}"))
_OTHER = regex(r"\b(?:pond|track|lake|island|garden|from side|walk|course)\b")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each width that does not go with the way around."""
    for line in context.lines:
        if len(line.figures) < 2 or _OTHER.search(line.shape):
            continue
        finding = _judge(line)
        if finding is not None:
            yield finding


def _judge(line: Line) -> Finding | None:
    for pattern in _TOLD:
        match = pattern.search(line.shape)
        if match is None:
            continue
        across = line.figure(match, "across") or line.figure(match, "wide")
        around = line.figure(match, "around") or line.figure(match, "girth")
        if across is None or around is None or not across.value or not around.value:
            continue
        factor = convert_factor(across.unit, around.unit)
        if factor is None or Kind.LEVEL not in (across.kind, around.kind):
            continue
        ratio = around.strict / (across.strict * Interval.point(factor))
        if not ratio.meets(_ROUND):
            return _finding(across, around, factor)
    return None


def _finding(across: Quantity, around: Quantity, factor: Decimal) -> Finding:
    made = (across.value or Decimal(0)) * factor * _PI
    text = format_like(around, made)
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("pi",),
        start=around.start,
        end=around.end,
        message=f"A round thing of {across.surface} across is about {text} around (3.14 times), not {around.surface}. "
        "Is one of them the other?",
        quantities=(across.id, around.id),
        suggestions=(Suggestion(start=around.start, end=around.end, replacement=text, why="pi times the width"),),
        evidence=(Evidence(kind="arithmetic", text=f"{across.surface} × 3.14 = {text}"),),
    )


RULE = Rule(
    code="ARI403",
    name="girth-mismatch",
    family="units",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("pi",),
)
