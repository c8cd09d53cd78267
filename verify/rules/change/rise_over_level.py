"""A rise that is larger than what it led to.

## What it checks
"3.6 million people travelled, 59 million more than a year before": what cannot be less than nothing cannot have
risen by more than it is now. Looked at are counts and amounts with a rise told right after them ("a gain of",
"up … from", "… more than in").

## Example
> The library lent 9,400 books in May, an increase of 12,600 on the month before.

## Not flagged
> The library lent 94,000 books in May, an increase of 12,600 on the month before. It made a profit of 3
> million, an improvement of 8 million on the year before.

## Rounding
The rise must be above every other number of the sentence for every honest reading: of several, the figure that
rose may be another one. What may be negative (a profit, a balance, a temperature) is left alone."""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Kind, Quantity
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.lines import HEDGE, MENTION, Line, figure
from verify.rules.measures import alike, apart, is_count, is_money
from verify.rules.negative import MAY_BE_NEGATIVE
from verify.rules.rule import Context, Rule
from verify.slips import Slip, scale_slips

__all__ = ["RULE", "check"]

_WORDS = r"[^#;:.()]{0,60}?"
_SINCE = r"(?: (?:on|over|from|since|in|within|during|compared|than|above|at|a year|a month)\b|,? @)"
_MORE = r"(?: [a-z-]+){0,2}? (?:more|higher) than (?:in|a|the|at|during|last|it|when|on|half|@)"
_RISES = regex(
    rf"{figure('a')}{_WORDS}(?:,|\bor|@|\bthat is|\bwhich is|\band) (?:"
    rf"(?:an? |the )?(?:gain|rise|increase|growth|addition|jump) of {HEDGE}{figure('b')}{_SINCE}"
    rf"|up (?:by )?{HEDGE}{figure('c')}{_SINCE}"
    rf"|{HEDGE}{figure('d')}{_MORE})"
)
_BARE = regex(rf"^{MENTION}")
_KINDS = (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE)


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if len(line.figures) < 2 or MAY_BE_NEGATIVE.search(line.shape.replace("gain of", "rise of")):
            continue
        for match in _RISES.finditer(line.shape):
            level = line.figure(match, "a")
            rise = next((q for q in (line.figure(match, name) for name in "bcd") if q is not None), None)
            if level is not None and rise is not None and _is_over(line, level, rise):
                yield _finding(level, rise)


def _is_over(line: Line, level: Quantity, rise: Quantity) -> bool:
    if level.kind not in (Kind.LEVEL, Kind.COUNT) or rise.kind not in _KINDS or rise.direction == "down":
        return False
    if not (level.value and rise.value) or level.value <= 0 or not _of_one_measure(level, rise):
        return False
    others = [q for q in line.figures if q is not rise and q.kind in _KINDS and _of_one_measure(q, rise)]
    return all(apart(rise, q) > 0 for q in others)


def _of_one_measure(a: Quantity, b: Quantity) -> bool:
    return alike(a, b) or (is_count(b) and not is_money(a) and not a.unit.startswith("percent"))


def _finding(level: Quantity, rise: Quantity) -> Finding:
    said = f"a rise of {rise.surface} cannot lead to {level.surface}: it would have begun below zero"
    repair = _other_scale(level, rise)
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("difference",) if repair is None else ("scale",),
        start=rise.start,
        end=rise.end,
        message=f"{said[:1].upper()}{said[1:]}." + (f" Did you mean “{repair.replacement}”?" if repair else ""),
        quantities=(level.id, rise.id),
        suggestions=(Suggestion(start=rise.start, end=rise.end, replacement=repair.replacement, why=repair.why),)
        if repair
        else (),
        evidence=(Evidence(kind="arithmetic", text=said),),
    )


def _other_scale(level: Quantity, rise: Quantity) -> Slip | None:
    """Return the rise with the scale word of the level, where that makes it smaller than the level."""
    if level.scale == rise.scale:
        return None
    siblings = frozenset({level.scale_text} - {""})
    scaled = (s for s in scale_slips(rise, siblings) if level.value and abs(s.value) < level.value)
    return max(scaled, key=lambda s: s.value, default=None)


RULE = Rule(
    code="ARI107",
    name="rise-over-level",
    family="change",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("difference", "scale"),
)
