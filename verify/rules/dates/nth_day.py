"""The day, week, month or year that something since a date is in: "began on 18 May, entered its 19th day".

The day reached is the one printed ("on Saturday"), or that of publication. A day more or less passes, as the first day
may be counted or not; so does a week, a month or a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from claims import period as periods
from claims.model import PeriodMention
from claims.patterns import regex
from verify.rules.dates.lifetime import mentions_in
from verify.rules.small_numbers import ORDINAL, ordinal

__all__ = ["ITS_TIME", "NTH", "NthDay", "nth_days"]

ITS_TIME = regex(r"\sits\s\S+\s(?:day|week|month|year)\b", re.I)  # found faster than what it may be part of
NTH = regex(
    rf"\b(?:entered|enters|is\s(?:now\s)?in|was\sin|now\sin|entering|reached)\sits\s(?P<nth>{ORDINAL})\s"
    r"(?P<unit>day|week|month|year)\b(?=\s?[.,;)]|\s(?:on\s[A-Z]|(?:and|with|but|today|this)\b)|$)",
    re.I,
)
_BEGAN = regex(
    r"\b(?:which|that)\s(?:began|started|broke\sout|erupted|was\s(?:launched|imposed|declared|founded)|opened)\s(?:in|on)\s$|"
    r"^(?:The\s)?(?:[\w-]+\s){1,3}(?:began|started|broke\sout)\s(?:in|on)\s$"
)
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_TOLD = {  # how finely the beginning must be told
    "day": ("day",), "week": ("day",), "month": ("day", "month"), "year": ("day", "month", "year"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NthDay:
    """An ordinal as printed, which the two dates do not give; `right` is the one that they do."""

    start: int
    end: int
    text: str
    told: int
    right: int
    unit: str
    begun: str
    reached: date


def nth_days(
    text: str, mentions: Sequence[PeriodMention], start: int, end: int, published: date | None
) -> Iterator[NthDay]:
    """Yield the ordinals of [start, end) that are off by more than one."""
    for match in NTH.finditer(text, start, end):
        told, unit = ordinal(match["nth"]), match["unit"].lower()
        dated = [m for m in mentions_in(mentions, start, match.start()) if _BEGAN.search(text[start : m.start])]
        if told is None or len(dated) != 1 or published is None:
            continue
        begun = periods.days(dated[0].period)
        later = [m for m in mentions_in(mentions, match.end(), end) if m.type in ("date", "weekday", "relative")]
        reached = periods.first_day(later[0].period) if later else published
        fine = periods.frequency(dated[0].period) in _TOLD[unit]
        if begun is None or reached is None or not fine or (later and periods.frequency(later[0].period) != "day"):
            continue
        least, most = (int((reached - day).days // _DAYS[unit]) + 1 for day in (begun[1], begun[0]))
        if most > 0 and not least - 1 <= told <= most + 1:
            yield NthDay(*match.span("nth"), match["nth"], told, most, unit, dated[0].surface, reached)
