"""A change of a rate in percent that is its change in percentage points.

## What it checks
"from 6.25 percent to 7.00 percent, a step of 0.75 percent": what lies between two percentages that are told, to the
last printed place, is called percent. In percent the step would be 12. The change must be told of the two: it closes
their sentence ("a rise of"), or the next sentence says that the rate rose by so much.

## Example
> The bank raised its rate from 2.25 percent to 3.00 percent, a step of 0.75 percent.

## Not flagged
> The bank raised its rate from 2.25 percent to 3.00 percent, a step of 0.75 percentage points. The rate rose from
> 2.0 percent to 3.0 percent, an increase of 50 percent.

## Rounding
The difference of the printed figures must be the printed change itself, and the relative change must not be.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import Kind, Quantity
from claims.patterns import regex
from verify.directions import direction_of
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.house_style import with_points
from verify.rules.lines import HEDGE, WORD, Line, figure
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_CLOSING = regex(
    rf"{figure('b')}(?P<gap>[^#;:.()]{{0,60}}), (?:(?:or|that is|which is|meaning|representing) )?(?:an?|the) "
    rf"(?:\w+ )?(?P<noun>{WORD}) of {HEDGE}{figure('c')}(?! of\b)"
)
_RATE = (
    r"(?:rate|rates|inflation|unemployment|share|margin|turnout|ratio|yield|gap|proportion|percentage|occupancy|figure)"
)
_MOVED = regex(
    rf"\b{_RATE} (?:(?:thus|therefore|so|then|has|have|had|also) ){{0,3}}(?P<verb>{WORD}) (?:by )?{HEDGE}{figure('c')}"
)
_REAL = regex(r"\breal (?:terms|\w+ of\b)|\bwith inflation\b")  # "with inflation at 3.0%, a real rise of 0.8%"
_NOUNS = frozenset({"step", "shift", "move", "swing", "change", "difference", "hike", "cut"})
_RATES = (Kind.SHARE, Kind.LEVEL, Kind.RATIO, Kind.GROWTH_RATE)
_ALL = Decimal(100)


def check(context: Context) -> Iterator[Finding]:
    before: Line | None = None
    for line in context.lines:
        if any(q.unit == "percent" for q in line.figures):
            told = before.figures if before is not None and before.block_index == line.block_index else ()
            for match in _CLOSING.finditer(line.shape):
                noun = match["noun"]
                if (noun in _NOUNS or direction_of(noun, "nouns")) and not _REAL.search(line.shape):
                    yield from _judge(line.figure(match, "c"), (*told, *line.figures))
            for match in _MOVED.finditer(line.shape):
                if direction_of(match["verb"], "verbs"):
                    yield from _judge(line.figure(match, "c"), (*told, *line.figures))
        before = line


def _judge(change: Quantity | None, told: tuple[Quantity, ...]) -> Iterator[Finding]:
    """Judge a change against the last two percentages told before it."""
    if change is None or change.unit != "percent" or change.kind is Kind.PP_CHANGE:
        return
    rates = [q for q in told if q.end <= change.start and q.unit == "percent" and q.kind in _RATES and q.value]
    if len(rates) < 2 or not change.value:
        return
    one, other = rates[-2:]
    low, high = sorted((one.value or Decimal(0), other.value or Decimal(0)))
    if high - low != change.value or low <= 0 or _by_percent(low, high, change):
        return
    points = with_points(change)
    said = f"from {one.surface} to {other.surface} is {change.value.normalize():f} percentage points"
    yield Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("percent-for-points",),
        start=change.start,
        end=change.end,
        message=f"{said[:1].upper()}{said[1:]}, not percent. Did you mean “{points}”?",
        quantities=(one.id, other.id, change.id),
        blamed=change.id,
        suggestions=(
            Suggestion(start=change.start, end=change.end, replacement=points, why="it is what lies between the two"),
        ),
        evidence=(Evidence(kind="arithmetic", text=said),),
    )


def _by_percent(low: Decimal, high: Decimal, change: Quantity) -> bool:
    """Tell whether the change is also the relative one, up or down, as it would be printed."""
    half = Decimal(1).scaleb(-change.places) / 2
    ways = ((high - low) / base * _ALL for base in (low, high))
    return any(abs(way - (change.value or Decimal(0))) <= half for way in ways)


RULE = Rule(
    code="ARI108",
    name="percent-for-points",
    family="change",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("percent-for-points",),
)
