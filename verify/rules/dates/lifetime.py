"""Births, events and the ages between them.

A day, a month or a year is a span of days; the age of somebody born in one span, at an event in another,
is a span of whole years: born in 1962, in 1985 somebody is 22 or 23.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claims import period as periods
from claims.lexicon import load
from claims.model import PeriodMention
from claims.patterns import regex

__all__ = ["RELATIVES", "Birth", "Span", "age_between", "births", "mentions_in", "span_of", "years_in"]

Span = tuple[date, date]

# An age or a date beside one of these may be somebody else's.
RELATIVES = regex(rf"\b(?:{'|'.join(str(load('lifetimes')['people']['relatives']).split())})\b", re.I)
_BORN = regex(r"\b(?:[Bb]orn\b|b\.(?=\s\d))")
_YEAR = regex(
    r"(?<![\w$€£¥.,-])(1[5-9]\d\d|20\d\d|(?<=in )1[0-4]\d\d)(?![\w%]|[.,]\d)(?!\s(?:people|percent|"
    r"per cent|metres|km|tonnes))"
)
_NAMED = regex(r"[A-Z][\w'’-]+\s\($")
_REACH = 45  # from "born" to its date: "born in the village of Upper Slaughter on 2 May 1951"


@dataclass(frozen=True, slots=True)
class Birth:
    """A date of birth as printed; offsets are those of the document."""

    start: int
    end: int
    word: int  # where "born" stands
    text: str
    span: Span
    death: Span | None = None  # from a life in brackets

    @property
    def dated(self) -> str:
        """Say it in a sentence: "on 2 May 1951", "in 1951"."""
        return f"on {self.text}" if self.span[0] == self.span[1] else f"in {self.text}"


def span_of(mention: PeriodMention) -> Span | None:
    """Return the days a mention stands for."""
    return periods.days(mention.period)


def age_between(birth: Span, event: Span) -> tuple[int, int]:
    """Return the least and the greatest age in whole years."""
    return _age(birth[1], event[0]), _age(birth[0], event[1])


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def mentions_in(mentions: Sequence[PeriodMention], start: int, end: int) -> list[PeriodMention]:
    """Return the mentions inside [start, end)."""
    first = bisect_left(mentions, start, key=lambda m: m.start)
    last = bisect_left(mentions, end, key=lambda m: m.start)
    return [m for m in mentions[first:last] if m.end <= end]


def births(text: str, mentions: Sequence[PeriodMention], start: int, end: int) -> list[Birth]:
    """Return the dates of birth with a year of their own in [start, end)."""
    found = []
    told = text.find("orn", start, end) >= 0 or text.find("b.", start, end) >= 0
    for born in _BORN.finditer(text, start, end) if told else ():
        for mention in mentions_in(mentions, born.end(), min(born.end() + _REACH + 20, end)):
            if mention.start - born.end() > _REACH or re.search(r"[;,:.]\s", text[born.end() : mention.start]):
                break
            span = span_of(mention)
            if (
                mention.absolute
                and mention.type in ("date", "period")
                and span
                and span[1] - span[0] < timedelta(days=367)
            ):
                found.append(Birth(mention.start, mention.end, born.start(), mention.surface, span))
                break
    if not found and text.find(")", start, end + 1) >= 0:  # a life in brackets
        found = [_lifespan(m) for m in mentions_in(mentions, start, end) if _is_lifespan(text, m)]
    return found


def _is_lifespan(text: str, mention: PeriodMention) -> bool:
    """Tell whether a range of years in brackets after a name is a life: "Marsh (1930-2019)"."""
    first, _, last = (mention.period or "").partition("/")
    if not (len(first) == len(last) == 4 and 10 <= int(last) - int(first) <= 110):
        return False
    return (
        bool(_NAMED.search(text, max(mention.start - 20, 0), mention.start))
        and text[mention.end : mention.end + 1] == ")"
    )


def _lifespan(mention: PeriodMention) -> Birth:
    first, _, last = (mention.period or "").partition("/")
    year = date(int(first), 1, 1), date(int(first), 12, 31)
    death = date(int(last), 1, 1), date(int(last), 12, 31)
    return Birth(mention.start, mention.end, mention.start, first, year, death)


def years_in(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Return the years printed in figures in [start, end): value, start, end."""
    return [(int(m.group(1)), m.start(), m.end()) for m in _YEAR.finditer(text, start, end)]
