"""A weekday that is not the weekday of its date.

## What it checks
A weekday printed with its date ("Wednesday, October 15", "26 February 2023, a Friday"). A date without a
year is put in the year nearest to the date of publication; where two years are about as near, either may
fit. A weekday alone ("on Tuesday") is no claim about a date.

## Example
Published: 2023-06-05
> The court sits again on Tuesday, June 14, the lawyers were told.

## Not flagged
Published: 2023-06-05
> The court sits again on Wednesday, June 14, the lawyers were told on Monday.

## Rounding
None: the calendar is exact. Dates before 1800 are left alone, as calendars differed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from claims import period as periods
from claims.model import PeriodMention
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAME = r"(?P<day>Mon|Tue|Tues|Wed|Weds|Thu|Thur|Thurs|Fri|Sat|Sun|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
_HEAD = regex(_NAME)
_TAIL = regex(
    rf"(?:,?\s(?:(?:which|that)\s)?(?:is|was|will be|falls on|fell on|being|fell|falls)\s(?:a\s|on a\s)?|"
    rf",\sa\s|\s?\((?:a\s)?|,?\son\sa\s)?{_NAME}"
)
_ENUMERATED = regex(rf"{_NAME[:-2]}s?\b\.?(?:,?\s(?:and|or|to|through|until)\s|\s?[-–—&/]\s?|,\s)$")
_REACH = timedelta(days=270)  # a date without a year is hardly further from the day of publication
_OTHER_YEAR = regex(r"\b(?:next|last|following|previous|coming) (?:year|season|edition)\b")
_FIRST_YEAR = 1800


def check(context: Context) -> Iterator[Finding]:
    text = context.document.text
    for at, mention in enumerate(context.mentions):
        if mention.type != "date" or mention.impossible or periods.frequency(mention.period) != "day":
            continue
        named = _weekday(text, mention, context.mentions[at + 1] if at + 1 < len(context.mentions) else None)
        if named is None:
            continue
        printed = next(n for n, name in enumerate(_DAYS) if name.startswith(named["day"][:3]))
        day = _day_meant(context, mention, printed)
        if day is not None:
            yield _finding(named, printed, mention, day, text)


def _weekday(text: str, mention: PeriodMention, following: PeriodMention | None) -> re.Match[str] | None:
    """Return the weekday printed before or after the date, where it is said of this date alone."""
    if mention.weekday is not None:
        enumerated = _ENUMERATED.search(text, max(mention.start - 20, 0), mention.start)
        return None if enumerated else _HEAD.match(text, mention.start, mention.end)
    after = _TAIL.match(text, mention.end)
    if after and after.end("day") <= mention.end + 30 and after.start("day") > mention.end + 1:
        joined = following is not None and following.start == after.start("day") and following.type == "date"
        return None if joined else after
    return None


def _day_meant(context: Context, mention: PeriodMention, printed: int) -> date | None:
    """Return the day of the date where no likely year makes the weekday right, else ``None``."""
    day = periods.first_day(mention.period)
    if day is None or day.year < _FIRST_YEAR:
        return None
    if mention.absolute:
        return day if day.weekday() != printed else None
    published = context.document.published
    if published is None:
        return None
    block = context.document.block_of(context.document.sentence_at(mention.start))
    stated = {periods.year_of(m.period) for m in context.mentions if m.absolute and block.start <= m.start < block.end}
    if abs(day - published) > timedelta(days=400):
        stated.add(day.year)  # the words around it put it there
    sentence = context.document.sentence_text(context.document.sentence_at(mention.start)).lower()
    if _OTHER_YEAR.search(sentence):
        stated |= {published.year - 1, published.year, published.year + 1}  # "next year's race is on Sunday 25 April"
    years = {published.year - 1, published.year, published.year + 1} | stated
    choices = [other for year in sorted(y for y in years if y) if (other := _in_year(day, year))]
    likely = [d for d in choices if abs(d - published) <= _REACH or d.year in stated]
    if not likely or any(d.weekday() == printed for d in likely):
        return None
    return min(likely, key=lambda d: abs(d - published))


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _finding(named: re.Match[str], printed: int, mention: PeriodMention, day: date, text: str) -> Finding:
    start, end = named.span("day")
    right = _DAYS[day.weekday()]
    full = named["day"].endswith("day")
    suggestions = [
        Suggestion(start=start, end=end, replacement=right if full else right[:3], why=f"the weekday of {day}")
    ]
    near = day + timedelta(days=(printed - day.weekday() + 3) % 7 - 3)
    digits = re.search(rf"(?<!\d){day.day}(?!\d)", text[mention.start : mention.end])
    if near.month == day.month and digits:
        at = mention.start + digits.start()
        suggestions.append(
            Suggestion(
                start=at,
                end=at + len(digits.group()),
                replacement=str(near.day),
                why=f"the nearest {_DAYS[printed]}",
            )
        )
    stated = f"{day:%B} {day.day}, {day.year}"
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR,
        diagnosis=("weekday",),
        start=start,
        end=end,
        message=f"{stated} is a {right}, not a {_DAYS[printed]}.",
        explanation="" if mention.absolute else "The year is taken from the date of publication.",
        suggestions=tuple(suggestions),
        evidence=(Evidence(kind="calendar", text=f"{day.isoformat()}: {right}"),),
    )


RULE = Rule(
    code="DAT101",
    name="weekday-mismatch",
    family="dates",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("weekday",),
)
