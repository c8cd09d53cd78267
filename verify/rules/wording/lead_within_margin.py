"""A poll lead that is smaller than its margin of error allows to call.

## What it checks
A poll with its margin of error, two shares (or a lead in points) and a word such as "ahead" or "leads".
Each share carries the margin, so a lead of less than about twice the margin may be none. A note: the
words are not wrong, but bold.

## Example
> Berg leads Colm by 47 percent to 45 percent in a survey with a margin of error of 3 points.

## Not flagged
> Berg leads Colm by 53 percent to 41 percent in a survey with a margin of error of 3 points.

## Rounding
The lead is the largest that the two printed shares allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import Quantity
from claims.patterns import regex
from verify.finding import Finding, Severity, Suggestion
from verify.rules.lines import Line, figure
from verify.rules.measures import plain, shown
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check", "margin_of"]

_MARGIN = regex(
    r"margin of (?:sampling )?error(?: (?:of|is|was|for the poll is|for the poll was"
    r"|in the poll is))?(?: (?:about|plus or minus|plus or|plus-or-minus|plus-or-"
    rf"|\+/-|±))* ?[±]?{figure('m')}"
)
_AHEAD = regex(
    r"\b(?P<word>(?:is|was|are|were|remains|stays|stood)(?: \w+ly)? ahead of"
    r"|ahead of|leads?|led|is leading|has a lead|holds a lead|enjoys a lead"
    r"|edges out|is beating)\b"
)
_LEAD = regex(rf"\b(?:lead|ahead|leads|led)\b(?:[^#;]{{0,40}}?) (?:of|by) {figure('lead')}")
_LEVEL = {"is ahead of": "is statistically level with", "are ahead of": "are statistically level with"}
_TWICE = Decimal(2)


def check(context: Context) -> Iterator[Finding]:
    lines = context.lines
    for n, line in enumerate(lines):
        margin = margin_of(line)
        if margin is None:
            continue
        for other in (line, lines[n - 1] if n else line):
            finding = _judge(context, other, margin)
            if finding is not None:
                yield finding
                break


def margin_of(line: Line) -> Quantity | None:
    """Return the margin of error that a sentence tells."""
    match = _MARGIN.search(line.shape)
    margin = None if match is None else line.figure(match, "m")
    return margin if margin is not None and margin.value else None


def _judge(context: Context, line: Line, margin: Quantity) -> Finding | None:
    ahead = _AHEAD.search(line.shape)
    if ahead is None or "statistically" in line.shape or "within the margin" in line.shape:
        return None
    stated = _LEAD.search(line.shape)
    gap = None if stated is None else line.figure(stated, "lead")
    if gap is not None and gap.unit != "percentage_point":
        gap = None
    shares = [q for q in line.figures if q.unit == "percent" and q.id != margin.id and q is not gap]
    members: tuple[Quantity, ...]
    if gap is not None:
        lead, members = plain(gap).upper, (gap,)
    elif len(shares) == 2:
        difference = plain(shares[0], lenient=False) - plain(shares[1], lenient=False)
        lead, members = difference.upper, (shares[0], shares[1])
    else:
        return None
    if lead is None or lead <= 0 or margin.value is None or lead >= abs(margin.value) * _TWICE:
        return None
    start, end = line.span(ahead, "word")
    word = context.document.text[start:end]
    fix = _LEVEL.get(word.lower())
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.NOTE,
        diagnosis=("margin-of-error",),
        start=start,
        end=end,
        message=f"A lead of at most {shown(lead)} points is less than twice the margin of error "
        f"of {margin.surface.removeprefix('minus ')}: "
        "the poll cannot tell who is ahead.",
        quantities=(*(q.id for q in members), margin.id),
        suggestions=(Suggestion(start=start, end=end, replacement=fix, why="within the margin of error"),)
        if fix
        else (),
    )


RULE = Rule(
    code="WRD109",
    name="lead-within-margin",
    family="wording",
    since="0.1.0",
    severity=Severity.NOTE,
    check=check,
    diagnoses=("margin-of-error",),
)
