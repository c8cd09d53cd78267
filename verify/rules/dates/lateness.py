"""Two more ways from date to date: how late something came, and when something that recurs is due.

"Due to open in 2015, it was finished in 2023, eight years late"; "work began in June 2009 and was to take six years;
trains ran in June 2023, eight years late"; "last seen in 1949, it comes round every 76 years, again in 2025".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from claims import period as periods
from claims.model import PeriodMention
from claims.patterns import regex
from verify.rules.dates.spoken_duration import Duration
from verify.rules.dates.time_span import TimeSpan, length_of_years

__all__ = ["LATE_OR_EVERY", "late_by", "recurring"]

LATE_OR_EVERY = regex(r"\b(?:late|behind schedule|overdue|later than|every)\b")
_LATE = regex(
    r"\s(?:late\b(?!\s\d|\snight)|behind\sschedule|overdue|"
    r"later\sthan\s(?:planned|promised|scheduled|expected|first))"
)
_DUE = regex(
    r"\b(?:due|scheduled|planned|supposed|meant|promised|originally|expected|slated|set|target\w*|deadline|"
    r"(?:was|were)\sto\s(?:open|be|have|start|enter|begin|come|run))\b[^.;\d]{0,60}$"
)
_TO_LAST = regex(r"\b(?:was|were|is)\s(?:meant|supposed|expected|due|planned|scheduled|set)?\s?to\s(?:last|take)\s$")
_BEGAN = regex(r"\b(?:began|started|begun|launched|broke\sground|got\sunder\sway)\b[^.;\d]{0,40}$")
_DONE = regex(
    r"\b(?:opened|finished|completed|ran|delivered|entered|arrived|came|ready|launched|inaugurated|handed\sover|done|"
    r"went|started|began|took|finally)\b[^.;\d]{0,80}$"
)
_RARE = 10  # what comes every two or four years is often put off by one
_EVERY = regex(r"\bevery\s$")
_LAST_TIME = regex(r"\blast\s(?:\w+\s){0,6}?(?:in|on)\s$")
_AGAIN = regex(
    r"\b(?:again|next|return\w*|back|due|will\s(?:be|come|happen|fall|appear|bloom|flower|"
    r"emerge|pass))\b[^.;]{0,60}\b(?:in|on|until|by)\s$"
)


def late_by(
    text: str, mentions: Sequence[PeriodMention], durations: Sequence[Duration]
) -> tuple[Duration, TimeSpan] | None:
    """Return a delay with the span from the day planned to the day it was, where both are printed before it."""
    for duration in durations:
        late = _LATE.match(text, duration.end)
        if late is None or duration.grain not in ("month", "year"):
            continue
        dated = [m for m in mentions if m.end <= duration.start and _dated(m)]
        done = [m for m in dated if _before(_DONE, text, m) and not _before(_DUE, text, m)]
        due = [m for m in dated if _before(_DUE, text, m)]
        if len(due) == 1 and len(done) == 1 and done[0].start > due[0].end:
            return duration, _span(due[0], done[0], 0)
        length = next((d for d in durations if d.grain == "year" and _before(_TO_LAST, text, d)), None)
        began = [m for m in dated if _before(_BEGAN, text, m)]
        rest = [m for m in done if m not in began]
        if length is not None and len(began) == len(rest) == 1 and began[0].end <= length.start < rest[0].start:
            return duration, _span(began[0], rest[0], int(length.value))
    return None


def recurring(
    text: str, mentions: Sequence[PeriodMention], durations: Sequence[Duration]
) -> tuple[Duration, TimeSpan] | None:
    """Return a period of return ("every 76 years") with the span from the last time to the next."""
    every = [
        d for d in durations if d.grain == "year" and d.value >= _RARE and _before(_EVERY, text, d) and not d.hedge
    ]
    last = [m for m in mentions if _dated(m) and _before(_LAST_TIME, text, m)]
    again = [m for m in mentions if _dated(m) and _before(_AGAIN, text, m) and m not in last]
    if len(every) != 1 or len(last) != 1 or len(again) != 1 or again[0].start < last[0].end:
        return None
    span = _span(last[0], again[0], 0)
    missed = any(abs(n % every[0].value) <= 1 for n in span.lengths[:1] if n > every[0].value + 1)  # two or three times
    return None if missed else (every[0], span)


def _before(pattern: re.Pattern[str], text: str, found: PeriodMention | Duration) -> bool:
    return pattern.search(text[max(0, found.start - 110) : found.start]) is not None


def _dated(mention: PeriodMention) -> bool:
    return mention.absolute and mention.type in ("date", "period") and periods.year_of(mention.period) is not None


def _span(first: PeriodMention, last: PeriodMention, years: int) -> TimeSpan:
    """Return the years from `years` after one period to another."""
    begins, ends = periods.year_of(first.period) or 0, periods.year_of(last.period) or 0
    named = f"{first.surface} plus {years} years to {last.surface}" if years else f"{first.surface} to {last.surface}"
    lengths: tuple[Decimal, ...] = length_of_years(begins + years, ends)
    if periods.frequency(first.period) == periods.frequency(last.period) == "month":
        a, b = periods.first_day(first.period), periods.first_day(last.period)
        if a is not None and b is not None:
            exact = Decimal((b.year - a.year - years) * 12 + b.month - a.month) / 12
            lengths = (exact, exact)
    return TimeSpan(first.start, last.end, "year", lengths, named)
