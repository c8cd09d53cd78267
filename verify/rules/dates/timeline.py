"""One or two sentences as a line of words, points and lengths of time, for patterns of wording.

In the `shape` of a line words are lower case; a point is ``<y0>`` (y: year, m: month, d: day, c: clock time, r: told
from the day of publication, "this week"), a length is ``{0}``, any other expression of time ``~``, and between two
sentences stands ``|``: "She came in 1998. It was 27 years ago" reads ``she came in <y0>. | it was {0} ago``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from claims import period as periods
from claims.model import PeriodMention
from claims.patterns import regex
from verify.rules.dates.spoken_duration import Duration
from verify.rules.dates.time_span import TimeSpan, day_of_some_year, minutes_between

__all__ = ["Point", "Timeline", "between", "from_end_to_end", "read_timeline", "until_day"]

PointGrain = Literal["clock", "day", "month", "year"]

_FISCAL = regex(r"\b(?:fiscal|financial|FY|academic|season)", re.I)
_FISCAL_BEFORE = regex(r"\b(?:fiscal|financial|FY|tax|school|academic)\s(?:year\s)?(?:of\s)?$", re.I)
_RATHER = regex(r"\brather\sthan\s(?:in\s|by\s)?$")  # "in 2029 rather than 2027"
_MARKS = str.maketrans(dict.fromkeys("<>{}|~\n\r\t\u00a0\u202f\u2009", " ") | {"’": "'", "‘": "'"})
_DAY_MINUTES = 1440
_MOST_DAYS = 8  # from clock time to clock time: "36 hours later, at 6 a.m."
_COARSE: dict[PointGrain, int] = {"day": 0, "month": 1, "year": 2}


@dataclass(frozen=True, slots=True)
class Point:
    """A time as printed; `period` is its normal form, empty for a time of day."""

    start: int
    end: int
    text: str
    grain: PointGrain
    period: str
    absolute: bool
    told_from_now: bool

    @property
    def year(self) -> int | None:
        return periods.year_of(self.period) if self.absolute or self.told_from_now else None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The shape of a stretch of text, with what its placeholders stand for."""

    shape: str
    points: tuple[Point, ...]
    durations: tuple[Duration, ...]


def read_timeline(
    text: str,
    mentions: Sequence[PeriodMention],
    durations: Sequence[Duration],
    sentences: Sequence[tuple[int, int]],
) -> Timeline:
    """Return the line of the sentences that are given by their offsets, in text order."""
    marks: list[tuple[int, int, PeriodMention | Duration]] = [(d.start, d.end, d) for d in durations]
    for mention in mentions:
        if not any(d.start < mention.end and mention.start < d.end for d in durations):
            marks.append((mention.start, mention.end, mention))
    marks.sort(key=lambda mark: mark[0])
    points: list[Point] = []
    lengths: list[Duration] = []
    shape: list[str] = []
    for start, end in sentences:
        at = start
        for first, last, mark in marks:
            if not start <= first < end or first < at:
                continue
            shape.append(_words(text[at:first]))
            if isinstance(mark, Duration):
                shape.append(f"{{{len(lengths)}}}")
                lengths.append(mark)
            elif (point := _point(text, mark)) is not None:
                letter = "r" if point.told_from_now else point.grain[0]
                shape.append(f"<{letter}{len(points)}>")
                points.append(point)
            else:
                shape.append("~")
            at = last
        shape.append(_words(text[at:end]).rstrip() + " | ")
    return Timeline("".join(shape).removesuffix(" | "), tuple(points), tuple(lengths))


def _words(text: str) -> str:
    return text.translate(_MARKS).lower()


def _point(text: str, mention: PeriodMention) -> Point | None:
    """Return the point of time a mention is; nothing for ranges, decades, fiscal years and what is compared with."""
    start, end, surface = mention.start, mention.end, mention.surface
    if mention.impossible or _FISCAL.search(surface) or _FISCAL_BEFORE.search(text, max(0, start - 20), start):
        return None
    if mention.type == "clock":
        return Point(start, end, surface, "clock", "", absolute=False, told_from_now=False)
    if mention.type in ("relative", "weekday") and mention.relation in ("at", "by") and mention.period:
        days = periods.days(mention.period)
        if days is None or days[0].year != days[1].year:
            return None
        return Point(start, end, surface, "year", str(days[0].year), absolute=False, told_from_now=True)
    compared = mention.relation == "compare" and not _RATHER.search(text, max(0, start - 16), start)
    if mention.type not in ("date", "period") or compared or mention.relation == "span":
        return None
    period = mention.period or day_of_some_year(mention)
    days = periods.days(period)
    if days is None:
        return None
    grain = periods.frequency(period)
    if grain in ("day", "month"):
        return Point(start, end, surface, grain, period, mention.absolute, told_from_now=False)
    if not mention.absolute or days[0].year != days[1].year:
        return None
    return Point(start, end, surface, "year", str(days[0].year), absolute=True, told_from_now=False)


def between(first: Point, last: Point, *, whole_years: bool = False) -> TimeSpan | None:
    """Return the span from one point to another at the coarser grain of the two; nothing where it does not run on."""
    named = f"{first.text} to {last.text}"
    if "clock" in (first.grain, last.grain):
        lengths = minutes_between(first.text, last.text) if first.grain == last.grain else ()
        lengths += tuple(n + _DAY_MINUTES * days for days in range(1, _MOST_DAYS) for n in lengths)
        return TimeSpan(first.start, last.end, "clock", lengths, named) if lengths else None
    yearless = not first.absolute and not last.absolute and not (first.told_from_now or last.told_from_now)
    grain = max(first.grain, last.grain, key=lambda g: _COARSE[g])
    if whole_years or first.told_from_now or last.told_from_now:
        grain = "year"
    if grain != "year" and first.absolute != last.absolute:
        return None
    begins, ends = periods.first_day(first.period), periods.first_day(last.period)
    if begins is None or ends is None or (yearless and grain == "year"):
        return None
    if yearless and ends < begins:
        ends = ends.replace(year=begins.year + 1, day=min(ends.day, 28))
    return _span(first.start, last.end, grain, begins, ends, named)


def until_day(point: Point, day: date, *, back: bool = False) -> TimeSpan | None:
    """Return the span from a point to a day (to a point from a day, where `back`), a day more or less."""
    if point.grain == "clock" or not (point.absolute or point.grain == "day"):
        return None
    begins = periods.first_day(point.period)
    if begins is None:
        return None
    today = {"day": f"{day.day} {day:%B %Y}", "month": f"{day:%B %Y}"}.get(point.grain, str(day.year))
    named = f"{today} to {point.text}" if back else f"{point.text} to {today}"
    if not point.absolute:
        begins = _nearest(begins, day, later=back)
    first, last = (day, begins) if back else (begins, day)
    span = _span(point.start, point.end, point.grain, first, last, named)
    if span is None or span.grain != "day":
        return span
    days = span.lengths[0]
    return TimeSpan(point.start, point.end, "day", (days, days + 1, days - 1), named)


def from_end_to_end(span: TimeSpan, *, down: bool = True) -> TimeSpan:
    """Return a span of calendar years without the length that counts both the first year and the last.

    From 2014 to 2022 it is eight years, or seven and some months (`down`); nine only in seasons.
    """
    if span.grain != "year":
        return span
    years = span.lengths[0]
    return replace(span, lengths=(years, years - 1) if down else (years,))


def _nearest(named: date, day: date, *, later: bool) -> date:
    """Return the next day with the month and day of `named` that is not before `day` (not after it)."""
    named = named.replace(day=min(named.day, 28)) if named.month == 2 else named
    same_year = named.replace(year=day.year)
    if later:
        return same_year if same_year >= day else named.replace(year=day.year + 1)
    return same_year if same_year <= day else named.replace(year=day.year - 1)


def _span(start: int, end: int, grain: PointGrain, begins: date, ends: date, named: str) -> TimeSpan | None:
    if begins >= ends:
        return None
    days = Decimal((ends - begins).days)
    months = Decimal((ends.year - begins.year) * 12 + ends.month - begins.month)
    years = Decimal(ends.year - begins.year)
    if grain == "day":
        return TimeSpan(start, end, "day", (days, days + 1), named)
    if grain == "month":
        return TimeSpan(start, end, "month", (months, months + 1, months - 1), named) if months else None
    return TimeSpan(start, end, "year", (years, years + 1, years - 1), named) if years else None
