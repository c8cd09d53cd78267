"""A majority in a poll that is one only within the margin of error.

## What it checks
A share just over 50 percent that the text calls a majority or "most", with the margin of error of the poll told in the
same sentence or beside it. Where the share less the margin is 50 percent or under, the poll does not show a majority.
A note: of those who were asked it is one.

## Example
> A majority of 52 percent of drivers want the bridge closed, in a poll with a margin of error of 3 points.

## Not flagged
> A majority of 58 percent of drivers want the bridge closed, in a poll with a margin of error of 3 points.

## Rounding
The share is taken at the top of what is printed: 52 percent may be 52.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import Quantity
from claims.patterns import regex
from verify.finding import Finding, Severity
from verify.rules.lines import WORD, Line, figure
from verify.rules.measures import plain, shown
from verify.rules.rule import Context, Rule
from verify.rules.wording.lead_within_margin import margin_of

__all__ = ["RULE", "check"]

_MAJORITY = r"(?:majority|most|more than half|over half)"
_WORDS = rf"(?:[ ,(–—-]{{1,3}}{WORD}){{0,6}}?[ ,(–—-]{{1,3}}"
_CALLED = (
    regex(rf"\b{_MAJORITY}{_WORDS}{figure('share')}"),
    regex(rf"{figure('share')}{_WORDS}(?:an? )?(?:{WORD} )?majority\b"),
)
_SAID = regex(r"\bstatistical|\bwithin the margin\b|\bno (?:clear )?majority\b|\b(?:two-thirds|absolute) majority\b")
_HALF = Decimal(50)


def check(context: Context) -> Iterator[Finding]:
    """Yield a note for each majority of a poll that its margin of error takes back."""
    lines = context.lines
    for n, line in enumerate(lines):
        margin = margin_of(line)
        if margin is None:
            continue
        beside = [line, *lines[max(0, n - 1) : n], *lines[n + 1 : n + 2]]
        for near in beside:
            finding = _judge(near, margin) if near.block_index == line.block_index else None
            if finding is not None:
                yield finding
                break


def _judge(line: Line, margin: Quantity) -> Finding | None:
    if _SAID.search(line.shape):
        return None
    for called in _CALLED:
        match = called.search(line.shape)
        share = None if match is None else line.figure(match, "share")
        if share is None or share.id == margin.id or share.unit != "percent" or share.value is None:
            continue
        highest, reach = plain(share).upper, abs(margin.value or Decimal(0))
        if share.value > _HALF and highest is not None and highest - reach <= _HALF:
            return Finding(
                rule=RULE.name,
                code=RULE.code,
                severity=Severity.NOTE,
                diagnosis=("margin-of-error",),
                start=share.start,
                end=share.end,
                message=f"{share.surface} is no more than {shown(highest - _HALF)} points over half, and the margin of "
                f"error is {margin.surface.removeprefix('minus ')}: the poll does not show a majority.",
                quantities=(share.id, margin.id),
            )
    return None


RULE = Rule(
    code="WRD113",
    name="majority-within-margin",
    family="wording",
    since="0.1.0",
    severity=Severity.NOTE,
    check=check,
    diagnoses=("margin-of-error",),
)
