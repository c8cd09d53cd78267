"""A table, chart or caption that gives another figure than the text.

## What it checks
A figure of the text with the label of a table row or of a chart point beside it ("in August", "in 2006")
against the cell of that row. Read are Markdown tables with one column of figures (or one whose heading
names what the sentence counts), and captions such as "Chart: share of wind power, percent. 2021: 14.
2022: 16."

## Example
> The library lent 4,310 films in March, its log shows.
>
> | Month | Films lent |
> |---|---|
> | February | 3,120 |
> | March | 3,410 |

## Not flagged
> The library lent 3,400 films in March and 9,800 books, its log shows.
>
> | Month | Films lent |
> |---|---|
> | February | 3,120 |
> | March | 3,410 |

## Rounding
Text and table meet when either is an honest rounding of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.model import Hedge, Quantity
from claims.precision import Printed, intervals
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.house_style import format_like
from verify.rules.lines import WORD, Line
from verify.rules.measures import digits_of, is_count
from verify.rules.repetition.references import content_words
from verify.rules.repetition.tables import Point, Series, charted, tabulated
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_WIDE = Decimal(10)
_NEAR = Decimal("1.6")  # times larger or smaller: a cell that is farther off is of something else


def check(context: Context) -> Iterator[Finding]:
    series = [*tabulated(context.document), *charted(context.document)]
    if not series:
        return
    for points in series:
        words = content_words(re.findall(WORD, points.words.lower()))
        for line in context.lines:
            if line.block in ("table", "caption") or points.start <= line.start < points.end:
                continue
            for q in line.figures:
                point = _point(context, line, q, points.points)
                if point is not None and _about(q, line, words, points.percent) and not _elsewhere(q, points, series):
                    yield _finding(q, point)


def _point(context: Context, line: Line, q: Quantity, points: tuple[Point, ...]) -> Point | None:
    """Return the row whose label stands right after (or before) the figure and whose value differs."""
    text = context.document.text
    following = text[q.end : min(q.end + 60, line.end)].lower()
    earlier = max((o.end for o in line.figures if o.end <= q.start), default=line.start)
    leading = text[max(earlier, q.start - 60) : q.start].lower()
    for point in points:
        label = point.label.lower()
        if label not in following and label not in leading:
            continue  # a pattern of each label is dear to make
        label = re.escape(label)
        after = re.match(
            rf"(?:[ ,]+(?!and\b|but\b|to\b|from\b)[a-z'’-]+){{0,4}}?,? (?:in|for|on|during"
            rf"|at)(?: the)? {label}\b",
            following,
        )
        between = (
            r"(?:,? (?!and\b|but\b|while\b|from\b)[a-z'’-]+){0,6}" if " in " in f" {leading}" else ",?(?: [a-z]+){1,2}"
        )
        before = re.search(rf"\b{label}{between},? ?$", leading)
        if (after or before) and point.value != q.value and not _far(q, point):
            return point
    return None


def _about(q: Quantity, line: Line, words: frozenset[str], percent: bool) -> bool:
    """The sentence and the table speak of one thing: a word in common, and percent with percent."""
    if percent != (q.unit == "percent") or not (percent or is_count(q) or q.unit):
        return False
    return bool(words & content_words(re.findall(WORD, line.shape)))


def _elsewhere(q: Quantity, column: Series, series: list[Series]) -> bool:
    """The figure is that of another cell of the table, or of a whole column; or it is of something else."""
    table = [other for other in series if other.start == column.start]
    totals = [sum((p.value for p in other.points), Decimal(0)) for other in table]
    return q.value in totals or any(_agrees(q, p) for other in table for p in other.points)


def _far(q: Quantity, point: Point) -> bool:
    """The two are too far apart to be of one thing, and no slip explains it."""
    if q.value is None or not point.value or sorted(digits_of(q)) == sorted(c for c in point.printed if c.isdigit()):
        return False
    ratios = [abs(q.value / (point.value * factor)) for factor in {Decimal(1), q.scale}]
    return not any(1 / _NEAR < ratio < _NEAR for ratio in ratios)


def _agrees(q: Quantity, point: Point) -> bool:
    """Equal where both are printed to one place; else the coarser may round the finer."""
    if q.value is None:
        return True
    exact = q.hedge is Hedge.EXACT and q.scale == 1 and q.places == point.places
    if exact and (q.unit == "percent" or q.value % 10 != 0):
        return q.value == point.value
    factors = {Decimal(1), q.scale, Decimal(10) ** 3, Decimal(10) ** 6} if q.scale != 1 else {Decimal(1)}
    printed = intervals(Printed(point.value, point.places, Decimal(1), point.places == 0 and point.value >= 1000))[1]
    return any(q.lenient.meets(printed.scaled(factor)) for factor in factors)


def _finding(q: Quantity, point: Point) -> Finding:
    value = point.value
    for scale in (Decimal(1), q.scale):
        if q.value is not None and value and 1 / _WIDE < q.value / (value * scale) < _WIDE:
            value = value * scale
            break
    sure = sorted(digits_of(q)) == sorted(c for c in point.printed if c.isdigit())
    slipped = " (two digits have changed places)" if sure else ""
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("table-text",),
        start=q.start,
        end=q.end,
        message=f"The text says {q.surface}, the table or chart {point.printed} for {point.label}{slipped}.",
        quantities=(q.id,),
        suggestions=(
            Suggestion(start=q.start, end=q.end, replacement=format_like(q, value), why="as the table has it"),
        ),
        evidence=(Evidence(kind="arithmetic", text=f"{point.label}: {point.printed}"),),
    )


RULE = Rule(
    code="REP303",
    name="table-text-mismatch",
    family="repetition",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("table-text",),
)
