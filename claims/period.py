"""Arithmetic of periods in their normal forms.

A period is a string: `2024`, `2024-Q3`, `2024-H1`, `2024-03`, `2024-W15`, `2024-02-25`, a fiscal year
`2012/13`, or a range of two of them, `2013-01/2013-10`. A fiscal year begins in a month that its label does
not say; April is taken (`FISCAL_START`), so its days are good for order and length, not for the exact day.
Functions return ``None`` for what is not a period; none of them raises.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from claims.patterns import regex

__all__ = [
    "FISCAL_START",
    "Frequency",
    "contains",
    "days",
    "first_day",
    "fiscal",
    "frequency",
    "from_days",
    "from_months",
    "is_period",
    "last_day",
    "length_months",
    "length_of_month",
    "overlaps",
    "previous",
    "previous_year",
    "same",
    "shift_months",
    "shift_years",
    "weekday",
    "year_of",
]

Frequency = Literal["year", "fiscal", "half", "quarter", "month", "week", "day", "range"]
FISCAL_START = 4

_SIMPLE = regex(r"(\d{4})(?:-(?:Q([1-4])|H([12])|W(\d\d)|(\d\d)(?:-(\d\d))?))?")
_FISCAL = regex(r"(\d{4})/(\d\d)")
_ONE_DAY = timedelta(days=1)


def length_of_month(year: int, month: int) -> int:
    """Return the days of a month."""
    return (_month_start(year, month + 1) - _ONE_DAY).day


def _month_start(year: int, month: int) -> date:
    """Return the first day of a month; months outside 1 to 12 run on into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1) if 1 <= year <= 9999 else (date.min if year < 1 else date.max)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return _month_start(year, first), _month_start(year, last + 1) - _ONE_DAY


@lru_cache(maxsize=4096)
def days(period: str | None) -> tuple[date, date] | None:
    """Return the first and the last day of a period."""
    if not period:
        return None
    fiscal_year = _FISCAL.fullmatch(period)
    if fiscal_year:
        year = int(fiscal_year[1])
        follows = (year + 1) % 100 == int(fiscal_year[2])
        return _months(year, FISCAL_START, FISCAL_START + 11) if follows and 0 < year < 9998 else None
    if "/" in period:
        first, last = (days(end) for end in period.split("/", 1))
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    match = _SIMPLE.fullmatch(period)
    if not match or match[1] in ("0000", "9999"):
        return None
    return _simple_days(match)


def _simple_days(match: re.Match[str]) -> tuple[date, date] | None:
    year, quarter, half, week, month, day = (int(g) if g else 0 for g in match.groups())
    try:
        if quarter:
            return _months(year, quarter * 3 - 2, quarter * 3)
        if half:
            return _months(year, half * 6 - 5, half * 6)
        if match[4]:
            monday = date.fromisocalendar(year, week, 1)
            return monday, monday + timedelta(days=6)
        if match[6]:
            return date(year, month, day), date(year, month, day)
        if match[5]:
            return _months(year, month, month) if 1 <= month <= 12 else None
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, OverflowError):
        return None


def is_period(period: str | None) -> bool:
    """Tell whether a string is a period in normal form."""
    return days(period) is not None


def first_day(period: str | None) -> date | None:
    """Return the first day of a period."""
    span = days(period)
    return span[0] if span else None


def last_day(period: str | None) -> date | None:
    """Return the last day of a period."""
    span = days(period)
    return span[1] if span else None


def year_of(period: str | None) -> int | None:
    """Return the year in which a period ends."""
    span = days(period)
    return span[1].year if span else None


def fiscal(year: int) -> str:
    """Return the fiscal year that begins in a calendar year: 2012 -> "2012/13"."""
    return f"{year:04d}/{(year + 1) % 100:02d}"


def from_days(first: date, last: date) -> str:
    """Return the shortest normal form of a span of days."""
    if first == last:
        return first.isoformat()
    if first.day == 1 and (last + _ONE_DAY if last < date.max else last).day == 1:
        return from_months(first.year, first.month, last.year, last.month)
    iso = first.isocalendar()
    if iso.weekday == 1 and last - first == timedelta(days=6):
        return f"{iso.year:04d}-W{iso.week:02d}"
    return f"{first.isoformat()}/{last.isoformat()}"


def from_months(year: int, month: int, last_year: int, last_month: int) -> str:
    """Return the shortest normal form of a span of whole months."""
    length = (last_year - year) * 12 + last_month - month + 1
    if length == 1:
        return f"{year:04d}-{month:02d}"
    if length == 3 and month % 3 == 1:
        return f"{year:04d}-Q{(month + 2) // 3}"
    if length == 6 and month % 6 == 1:
        return f"{year:04d}-H{(month + 5) // 6}"
    if length == 12 and month == 1:
        return f"{year:04d}"
    if month == 1 and last_month == 12 and length > 0:
        return f"{year:04d}/{last_year:04d}"
    return f"{year:04d}-{month:02d}/{last_year:04d}-{last_month:02d}"


def frequency(period: str | None) -> Frequency | None:
    """Return what kind of period it is."""
    if not is_period(period) or period is None:
        return None
    if _FISCAL.fullmatch(period):
        return "fiscal"
    if "/" in period:
        return "range"
    match = _SIMPLE.fullmatch(period)
    assert match is not None
    kinds: tuple[Frequency, ...] = ("quarter", "half", "week", "day", "month")
    return next((kind for kind, at in zip(kinds, (2, 3, 4, 6, 5), strict=True) if match[at]), "year")


def shift_years(period: str | None, years: int) -> str | None:
    """Return the same period of another year: 2024-03 by -1 is 2023-03."""
    if not is_period(period) or period is None:
        return None
    if _FISCAL.fullmatch(period):
        return fiscal(int(period[:4]) + years)
    shifted = [_shift_one(part, years) for part in period.split("/")]
    whole = "/".join(part for part in shifted if part)
    return whole if all(shifted) and is_period(whole) else None


def _shift_one(period: str, years: int) -> str | None:
    year = int(period[:4]) + years
    if not 1 <= year < 9999:
        return None
    moved = f"{year:04d}{period[4:]}"
    if is_period(moved):
        return moved
    if period.endswith("-02-29"):
        return f"{year:04d}-02-28"
    return f"{year:04d}-W52" if period.endswith("-W53") else None


def shift_months(period: str | None, months: int) -> str | None:
    """Return a period of whole months so many months later (earlier where negative)."""
    span = days(period)
    if not span or period is None or frequency(period) in ("week", "day"):
        return None
    first, last = span
    start, end = first.year * 12 + first.month - 1 + months, last.year * 12 + last.month - 1 + months
    if start < 12 or end >= 9999 * 12:
        return None
    return from_months(start // 12, start % 12 + 1, end // 12, end % 12 + 1)


def previous_year(period: str | None) -> str | None:
    """Return the same period one year earlier."""
    return shift_years(period, -1)


def previous(period: str | None) -> str | None:
    """Return the period of the same length just before: 2024-Q1 -> 2023-Q4, 2024-03-01 -> 2024-02-29."""
    span = days(period)
    if not span or period is None:
        return None
    if frequency(period) == "fiscal":
        return shift_years(period, -1)
    first, last = span
    try:
        if length_months(period):
            return shift_months(period, -int(length_months(period) or 0))
        return from_days(first - (last - first) - _ONE_DAY, first - _ONE_DAY)
    except OverflowError:
        return None


def length_months(period: str | None) -> int | None:
    """Return the length in months, ``None`` where the period is not made of whole months."""
    span = days(period)
    if not span:
        return None
    first, last = span
    if first.day != 1 or last.day != length_of_month(last.year, last.month):
        return None
    return (last.year - first.year) * 12 + last.month - first.month + 1


def same(one: str | None, other: str | None) -> bool:
    """Tell whether two periods are the same days (2024-01/2024-06 is 2024-H1)."""
    return days(one) is not None and (one == other or days(one) == days(other))


def contains(outer: str | None, inner: str | None) -> bool:
    """Tell whether the second period lies within the first."""
    wide, narrow = days(outer), days(inner)
    return bool(wide and narrow and wide[0] <= narrow[0] and narrow[1] <= wide[1])


def overlaps(one: str | None, other: str | None) -> bool:
    """Tell whether two periods share a day."""
    first, second = days(one), days(other)
    return bool(first and second and first[0] <= second[1] and second[0] <= first[1])


def weekday(period: str | None) -> int | None:
    """Return the weekday of a day, 0 Monday to 6 Sunday."""
    span = days(period)
    return span[0].weekday() if span and span[0] == span[1] else None
