"""Periods from what an expression says and the year it is of; no text, no document."""

from __future__ import annotations

from datetime import date, timedelta

from claims import period as p
from claims.periods.expression import Shape

__all__ = ["counted", "distance", "earlier", "edge", "of_year"]


def distance(period: str, span: tuple[date, date]) -> int:
    """Return the days between a period and a span, 0 where they meet."""
    mine = p.days(period)
    if mine is None:
        return 10**6
    return max((span[0] - mine[1]).days, (mine[0] - span[1]).days, 0)


def earlier(focus: str | None, unit: str, count: int) -> str | None:
    """Return the period so many units before the one spoken of."""
    if focus is None:
        return None
    if unit in ("year", "decade"):
        return p.shift_years(focus, -count)
    frequency = p.frequency(focus)
    if unit == "months":  # "the previous three months": those just before
        first = p.first_day(focus)
        if first is None:
            return None
        month = f"{first.year:04d}-{first.month:02d}"
        start, end = p.shift_months(month, -count), p.shift_months(month, -1)
        return p.from_days(*_ends(start, end)) if start and end else None
    if unit == "day" or (unit == "week" and frequency in ("day", "week")):
        return _days_earlier(focus, count * (7 if unit == "week" else 1))
    months = {"month": 1, "quarter": 3, "half": 6}.get(unit)
    if months is None or frequency in ("year", "fiscal", "day", "week"):
        return None
    return p.shift_months(focus, -count * months)


def _ends(start: str, end: str) -> tuple[date, date]:
    return p.first_day(start) or date.min, p.last_day(end) or date.max


def _days_earlier(focus: str, count: int) -> str | None:
    span = p.days(focus)
    if span is None:
        return None
    try:
        return p.from_days(span[0] - timedelta(days=count), span[1] - timedelta(days=count))
    except OverflowError:
        return None


def of_year(shape: Shape, year: int) -> str | None:
    """Return a part of a year in a given year."""
    if not 1 < year < 9998:
        return None
    n, m = shape.n, shape.m
    made: str | None
    if shape.kind == "day":
        made = f"{year:04d}-{n:02d}-{m:02d}"
    elif shape.kind == "days":
        made = f"{year:04d}-{n:02d}-{m:02d}/{year:04d}-{n:02d}-{shape.k:02d}"
    elif shape.kind == "month":
        made = f"{year:04d}-{n:02d}"
    elif shape.kind == "months":
        made = p.from_months(year if m >= n else year - 1, n, year, m)
    elif shape.kind == "quarter":
        made = f"{year:04d}-Q{n or 4}"
    elif shape.kind == "half":
        made = f"{year:04d}-H{n or 2}"
    elif shape.kind == "opening":
        made = p.from_months(year, 1, year, n)
    elif shape.kind == "closing":
        made = p.from_months(year, 13 - n, year, 12)
    elif shape.kind == "season":
        winter = n == 12
        made = p.from_months(year - winter, n, year, 2 if winter else n + 2)
    elif shape.kind == "ending":
        made = _ending(shape, year)
    else:
        made = f"{year:04d}"
    return made if p.is_period(made) else None


def _ending(shape: Shape, year: int) -> str | None:
    """Return so many months, quarters or weeks up to a month or a day."""
    tail = of_year(shape.tail, year) if shape.tail else None
    last = p.last_day(tail)
    if last is None:
        return None
    months = {"month": 1, "quarter": 3, "year": 12}.get(shape.unit)
    if months is None:
        try:
            return p.from_days(last - timedelta(days=7 * shape.n - 1), last)
        except OverflowError:
            return None
    end = last.year * 12 + last.month - 1
    start = end - months * shape.n + 1
    return p.from_months(start // 12, start % 12 + 1, last.year, last.month) if start >= 12 else None


def counted(today: date, unit: str, n: int) -> str | None:
    """Return the year, quarter, month … so many units from a day: "last year", "next month"."""
    if unit == "year":
        return f"{today.year + n:04d}"
    if unit == "month":
        return p.shift_months(f"{today.year:04d}-{today.month:02d}", n)
    if unit == "quarter":
        return p.shift_months(f"{today.year:04d}-Q{(today.month + 2) // 3}", 3 * n)
    if unit == "half":
        return p.shift_months(f"{today.year:04d}-H{(today.month + 5) // 6}", 6 * n)
    if unit == "decade":
        first = today.year // 10 * 10 + 10 * n
        return f"{first:04d}/{first + 9:04d}"
    try:
        day = today + timedelta(days=n * (7 if unit == "week" else 1))
    except OverflowError:
        return None
    iso = day.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}" if unit == "week" else day.isoformat()


def edge(which: str, period: str | None) -> str | None:
    """Return the month in which a longer period ends or begins ("the end of 2017" is 2017-12)."""
    span = p.days(period)
    if not which or span is None or p.frequency(period) in ("month", "day", "week"):
        return period
    at = span[1] if which == "end" else span[0]
    return f"{at.year:04d}-{at.month:02d}"
