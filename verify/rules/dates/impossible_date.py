"""A date that the calendar does not have.

## What it checks
Days beyond the end of their month ("April 31"), February 29 in a year that is no leap year, and months
beyond December in dates written in figures.

## Example
> The permit runs out on 31 September 2021, the office said.

## Not flagged
> The permit runs out on 29 February 2024, the office said.

## Rounding
None: the calendar is exact. February 29 without a year is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import PeriodMention
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_LAST_DAY = regex(r"has (\d\d) days")
_WEEKDAY = regex(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s\(?(?:the\s)?")
_DAY = regex(r"(?<![\d.])(?:29|30|31)(?!\d)")


def check(context: Context) -> Iterator[Finding]:
    for mention in context.mentions:
        if mention.type == "date" and mention.impossible:
            yield _finding(mention)


def _finding(mention: PeriodMention) -> Finding:
    reason = mention.impossible or ""
    weekday = _WEEKDAY.match(mention.surface)
    start = mention.start + (weekday.end() if weekday else 0)
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR,
        diagnosis=("impossible",),
        start=start,
        end=mention.end,
        message=f"There is no {mention.surface[start - mention.start :]}: {reason}.",
        suggestions=_suggestions(mention, reason),
        evidence=(Evidence(kind="calendar", text=reason),),
    )


def _suggestions(mention: PeriodMention, reason: str) -> tuple[Suggestion, ...]:
    """Offer the last day of the month in place of the day."""
    last, day = _LAST_DAY.search(reason), list(_DAY.finditer(mention.surface))
    if not last or not day:
        return ()
    at = day[-1]  # in "30-31 April" it is the second that does not exist
    start = mention.start + at.start()
    why = "the last day of the month"
    return (Suggestion(start=start, end=start + len(at.group()), replacement=last.group(1), why=why),)


RULE = Rule(
    code="DAT102",
    name="impossible-date",
    family="dates",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("impossible",),
)
