"""Two ends of a span of time in one sentence: "from 1998 to 2011", "began at 19:45 and ended at 21:30"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims import period as periods
from claims.lexicon import load
from claims.model import PeriodMention
from claims.patterns import regex
from verify.rules.dates.spoken_duration import Grain

__all__ = ["TimeSpan", "day_of_some_year", "find_span", "length_of_years", "minutes_between"]

_LEXICON = load("durations")
_STARTS = regex(rf"\b(?:{'|'.join(str(_LEXICON['starts']).split())})\b", re.I)
_ENDS = regex(rf"\b(?:{'|'.join(str(_LEXICON['ends']).split())})\b", re.I)
_TO = regex(r"\s?(?:to|until|till|through|[-–—])\s?(?:the\s)?")
_FROM = regex(r"\bfrom\s(?:(?:[^.;]|\.\d){0,60}\s)?(?:in|at|on|of|for)?\s?(?:the\s)?$")
_INTO = regex(r"\sto\s(?:[^.;]|\.\d){0,60}\s(?:in|at|on|of|for|by)\s(?:the\s)?$")
_BOTH_ENDS = regex(r"\s(?:to|until|till|through|thru|and)\s|[-–—/]")
_ZONED = regex(r"\b(?:local time|flight|flies|flew|plane|airport|time zone|GMT|UTC|EST|EDT|CET|CEST|PST|PDT|BST)\b")
_DAY = regex(
    r"(?P<m>[A-Z][a-z]{2,8})\.?\s(?P<d>\d{1,2})(?:st|nd|rd|th)?|(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s(?P<m2>[A-Z][a-z]{2,8})"
)
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_DAY_MINUTES = 1440
_MOST_DAYS = 8
_TAIL = 24  # characters after the second time: " on Monday", " yesterday"
_DAY_TOLD = regex(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|tonight|(?:next|following|previous) "
    r"(?:day|morning|evening|night)|days? (?:later|after|before|earlier))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A span with its ends as printed; `lengths` are honest counts of `grain` from end to end."""

    start: int
    end: int
    grain: Grain
    lengths: tuple[Decimal, ...]
    text: str  # "1998 to 2011"


def find_span(text: str, mentions: Sequence[PeriodMention], start: int, end: int) -> TimeSpan | None:
    """Return the one span of [start, end), ``None`` where there is none or more than one."""
    ranges = [m for m in mentions if m.type in ("period", "date") and _is_range(m)]
    found = []
    for mention in ranges:
        first, _, last = (mention.period or "").partition("/")
        found.append(_between((first, last), mention.start, mention.end, mention.surface))
    for grain in ("clock", "day", "month", "year"):
        of_grain = [m for m in mentions if m not in ranges and _grain(m) == grain]
        if len(of_grain) == 2 and _joined(text, of_grain[0], of_grain[1], start):
            found.append(_of_pair(text, of_grain[0], of_grain[1], start, end))
    spans = [s for s in found if s is not None]
    return spans[0] if len(spans) == 1 else None


def _is_range(mention: PeriodMention) -> bool:
    """Tell whether both ends are printed: a season, or a half of a year, is no span from one day to another."""
    first, slash, last = (mention.period or "").partition("/")
    both = bool(slash) and len(first) == len(last) and mention.relation != "compare"
    return both and _BOTH_ENDS.search(mention.surface) is not None


def _grain(mention: PeriodMention) -> Grain | None:
    if mention.type == "clock":
        return "clock"
    if mention.relation == "compare" or mention.type not in ("date", "period"):
        return None
    if mention.period is None and mention.type == "date":
        return "day" if day_of_some_year(mention) else None
    frequency = periods.frequency(mention.period)
    if frequency == "year":
        return "year" if mention.absolute else None
    return frequency if frequency in ("day", "month") else None


def _joined(text: str, first: PeriodMention, last: PeriodMention, start: int) -> bool:
    """Tell whether the words make the two the beginning and the end of one thing."""
    before, between = text[max(start, first.start - 90) : first.start], text[first.end : last.start]
    if re.search(r"[.;]\s", between):
        return False
    if (first.relation == "from" and last.relation == "to") or _TO.fullmatch(between):
        return True
    if _STARTS.search(before) and (_ENDS.search(between) or last.relation == "to"):
        return True
    return bool(_FROM.search(before) and _INTO.search(between))


def _of_pair(text: str, first: PeriodMention, last: PeriodMention, start: int, end: int) -> TimeSpan | None:
    named = f"{first.surface} to {last.surface}"
    if first.type == "clock":
        if _ZONED.search(text, start, end):
            return None
        lengths = minutes_between(first.surface, last.surface)
        if _DAY_TOLD.search(text, first.end, min(end, last.end + _TAIL)):
            lengths += tuple(n + _DAY_MINUTES * days for days in range(1, _MOST_DAYS) for n in lengths)
        return TimeSpan(first.start, last.end, "clock", lengths, named) if lengths else None
    both = (first.period or day_of_some_year(first), last.period or day_of_some_year(last))
    return _between(both, first.start, last.end, named, yearless=not first.absolute and not last.absolute)


def day_of_some_year(mention: PeriodMention) -> str:
    """Return a day without a year ("March 4") as one of a common year; nothing where it is no such day."""
    match = _DAY.fullmatch(mention.surface)
    month = _MONTHS.find((match["m"] or match["m2"])[:3].lower()) if match else -1
    if match is None or month < 0 or month % 3:
        return ""
    day = f"2001-{month // 3 + 1:02}-{int(match['d'] or match['d2']):02}"
    return day if periods.first_day(day) is not None and mention.impossible is None else ""


def _between(both: tuple[str, str], start: int, end: int, named: str, *, yearless: bool = False) -> TimeSpan | None:
    """Return the span between two periods of one kind; without years, the next such day ends it."""
    begins, ends = periods.first_day(both[0]), periods.first_day(both[1])
    kind = periods.frequency(both[0])
    if begins is None or ends is None or kind != periods.frequency(both[1]):
        return None
    if yearless and kind in ("day", "month"):
        ends = _next_after(begins, ends)
    if begins >= ends:
        return None
    days = (ends - begins).days
    months = Decimal((ends.year - begins.year) * 12 + ends.month - begins.month)
    if kind == "day":
        return TimeSpan(start, end, "day", (Decimal(days), Decimal(days + 1)), named)
    if kind == "month":
        return TimeSpan(start, end, "month", (months, months + 1), named)
    if kind == "year":
        years = Decimal(ends.year - begins.year)
        return TimeSpan(start, end, "year", (years, years + 1, years - 1), named)
    return None


def _next_after(begins: date, ends: date) -> date:
    """Return the first day after `begins` with the month and day of `ends`."""
    day = min(ends.day, 28) if ends.month == 2 else ends.day
    same_year = ends.replace(year=begins.year, day=day)
    return same_year if same_year > begins else ends.replace(year=begins.year + 1, day=day)


def length_of_years(first: int, last: int) -> tuple[Decimal, ...]:
    """Return the honest counts of years between two calendar years."""
    return tuple(Decimal(n) for n in (last - first, last - first + 1, last - first - 1))


def minutes_between(first: str, last: str) -> tuple[Decimal, ...]:
    begins, ends = _minute_of(first), _minute_of(last)
    if begins is None or ends is None:
        return ()
    if begins[1] == ends[1]:  # both with a.m. or p.m., or both without
        lengths = [(ends[0] - begins[0]) % _DAY_MINUTES]
        if not begins[1] and max(begins[0], ends[0]) < 13 * 60:
            lengths.append((ends[0] - begins[0]) % (_DAY_MINUTES // 2))
    else:
        lengths = [(ends[0] - begins[0]) % _DAY_MINUTES, (ends[0] - begins[0]) % (_DAY_MINUTES // 2)]
    return tuple(Decimal(n) for n in dict.fromkeys(lengths) if n)


def _minute_of(surface: str) -> tuple[int, bool] | None:
    """Return the minute of the day, and whether a.m. or p.m. is printed."""
    low = surface.lower().replace(".m", "m")
    match = re.match(r"(\d\d)(\d\d)\b", low) or re.match(r"(\d{1,2})(?:[:.](\d\d))?", low)
    if not match:
        return None
    hour, minute = int(match.group(1)), int(match.group(2) or 0)
    half = re.search(r"\b(am|pm)\b|\d(am|pm)\b", low)
    if half and hour <= 12:
        hour = hour % 12 + (12 if "pm" in half.group() else 0)
    return hour * 60 + minute, bool(half)
