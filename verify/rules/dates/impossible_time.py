"""A time of day that no clock shows.

## What it checks
Minutes beyond 59 ("20:75") and hours beyond 24 ("25:10") in times of day.

## Example
> The gates open at 18:64, the club said.

## Not flagged
> The gates open at 18:46 and the bell rings at 24:00, the club said.

## Rounding
None: the clock is exact. Scores, race times and ratios with a colon are no times of day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import PeriodMention
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_MISTYPED_HOUR = 29
_CLOCK_WORD = regex(r"\s*(?:[ap]\.?m\b|GMT|UTC|hours\b|o['’]clock)", re.IGNORECASE)
_CLOCK = regex(r"(\d{1,2})([:.])(\d\d)")


def check(context: Context) -> Iterator[Finding]:
    for mention in context.mentions:
        if mention.type == "clock" and mention.impossible and _is_told_as_time(context, mention):
            yield _finding(mention)


def _is_told_as_time(context: Context, mention: PeriodMention) -> bool:
    """Tell a mistyped hour from the goals of a season, 92:24: no slip of one digit makes so high a number an hour."""
    clock = _CLOCK.search(mention.surface)
    if clock is None or int(clock[1]) <= _MISTYPED_HOUR:
        return True
    text = context.document.text
    return _CLOCK_WORD.match(text[mention.end : mention.end + 12]) is not None


def _finding(mention: PeriodMention) -> Finding:
    reason = mention.impossible or ""
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR,
        diagnosis=("impossible",),
        start=mention.start,
        end=mention.end,
        message=f"{mention.surface} is no time of day: {reason}.",
        suggestions=tuple(_suggestions(mention)),
        evidence=(Evidence(kind="calendar", text=reason),),
    )


def _suggestions(mention: PeriodMention) -> Iterator[Suggestion]:
    """Offer the times that one misread or misplaced digit would explain."""
    clock = _CLOCK.search(mention.surface)
    if not clock:
        return
    hour, mark, minute = clock.groups()
    options: list[tuple[str, str]] = []
    if int(minute) > 59:
        options.append((f"{hour}{mark}1{minute[1]}", "one digit of the minutes"))
        options.append((f"{hour}{mark}{minute[::-1]}", "the digits of the minutes swapped"))
    elif len(hour) == 2:
        options.append((f"1{hour[1]}{mark}{minute}", "one digit of the hour"))
        options.append((f"23{mark}{minute}", "the last hour of the day"))
        options.append((f"0{int(hour) % 24}{mark}{minute}", "the hour after midnight"))
        options.append((f"{hour[::-1]}{mark}{minute}", "the digits of the hour swapped"))
    start = mention.start + clock.start()
    for replacement, why in options:
        fixed_hour, _, fixed_minute = replacement.partition(mark)
        if int(fixed_hour) <= 23 and int(fixed_minute) <= 59:
            yield Suggestion(start=start, end=mention.start + clock.end(), replacement=replacement, why=why)


RULE = Rule(
    code="DAT103",
    name="impossible-time",
    family="dates",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("impossible",),
)
