"""Parts of a year: quarters, halves, the first so many months, year-ends, seasons."""

from __future__ import annotations

from claims.periods.expression import Expression, Shape, Year
from claims.periods.tokens import Tokens
from claims.periods.words import words
from claims.periods.years import DASHES, fiscal_head, four_digits, year_tail

__all__ = ["code_at", "count_of_units", "fiscal_at", "number_code", "ordinal_at", "season_at"]

_LAST = frozenset(("last", "closing", "final", "latest"))


def count_of_units(t: Tokens, n: int) -> tuple[int, str, int] | None:
    """Read "four months", "12-month", "three-quarter": the count, the unit and the token after it."""
    low, w = t.low, words()
    count = w.numbers.get(low[n]) or t.number(n, 999)
    at = n + 1
    if not count:
        return None
    if low[at] in DASHES or low[at] in ("full", "calendar", "fiscal", "financial", "consecutive", "straight"):
        at += 1
    unit = w.units.get(low[at])
    return (count, unit, at + 1) if unit and unit != "half" else None


def _tailed(t: Tokens, first: int, stop: int, shape: Shape, *, figures: bool = False) -> Expression:
    """Add the year behind a part of a year; with `figures` in the part, the year is a mention of its own."""
    tail = year_tail(t, stop)
    if tail is None:
        return Expression(first, stop, "relative" if figures else "period", shape)
    year, end, digits = tail
    if not figures:
        return Expression(first, end, "period", shape, year=year)
    if digits:
        return Expression(first, end, "relative", shape, year=year, split=digits)
    return Expression(first, end, "relative", shape, year=year)


def ordinal_at(t: Tokens, n: int) -> Expression | None:
    """Read "first quarter of 2024", "second-half", "first six months of 2025", "opening four months"."""
    low, w = t.low, words()
    word = low[n]
    number = w.ordinals.get(word) or (1 if word in w.sets["opening"] else 0 if word in _LAST else None)
    if number is None:
        return None
    at = n + 1
    if word[:1].isdigit():  # never: "1st" is two tokens, read in `number_ordinal`
        return None
    return _after_ordinal(t, n, at, number)


def _after_ordinal(t: Tokens, n: int, at: int, number: int) -> Expression | None:
    low, w = t.low, words()
    at += 1 if low[at] in DASHES else 0
    at += 1 if low[at] in w.sets["fiscal"] or low[at] == "calendar" else 0
    unit = low[at]
    if unit == "quarter" or unit == "quarters":
        found = _tailed(t, n, at + 1, Shape("quarter", number))
        from_now = low[n] in ("last", "latest") and found.year is None
        return None if from_now or unit == "quarters" else found
    if unit == "half" and number <= 2:
        at += 1
        if low[at] in DASHES and low[at + 1] == "year":
            at += 2
        if low[at] in ("hour", "dozen", "century", "million", "time", "-"):
            return None
        found = _tailed(t, n, at, Shape("half", number))
        return None if low[found.stop] == "of" else found  # "the first half of the match"
    if number == 1 or low[n] in _LAST:
        return _counted(t, n, at)
    return None


def _counted(t: Tokens, n: int, at: int) -> Expression | None:
    """Read the count behind "first", "opening", "final", "last": only months, quarters and weeks count."""
    counted = count_of_units(t, at)
    if not counted or (counted[0] == 1 and t.low[at] in ("a", "an")):
        return None
    count, unit, stop = counted
    length = {"month": 1, "quarter": 3}.get(unit, 0) * count
    if not 0 < length <= 12:
        return None
    opening = t.low[n] not in _LAST
    shape = Shape("opening" if opening else "closing", length)
    found = _tailed(t, n, stop, shape, figures=True)
    if not opening and found.year is None:
        return None  # "the last three months": counted back from now
    return found


def number_code(t: Tokens, n: int) -> Expression | None:
    """Read "3Q24", "1H 2024", "2024 Q3", "1st quarter" at the number."""
    low = t.low
    number = t.number(n, 4)
    if number and t.glued(n + 1):
        if low[n + 1] in ("q", "h") and number <= (4 if low[n + 1] == "q" else 2):
            shape = Shape("quarter" if low[n + 1] == "q" else "half", number)
            short = t.number(n + 2, 99)
            if short is not None and t.glued(n + 2) and len(low[n + 2]) == 2:
                return Expression(n, n + 3, "period", shape, year=Year("stated", 2000 + short))
            return _tailed(t, n, n + 2, shape)
        if low[n + 1] in ("st", "nd", "rd", "th") and (low[n + 2] in ("quarter", "half") or low[n + 2] in DASHES):
            return _after_ordinal(t, n, n + 2, number)
    year = four_digits(t, n)
    at = n + 2 if low[n + 1] in DASHES else n + 1
    if year and low[at] in ("q", "h") and t.glued(at + 1):
        number = t.number(at + 1, 4 if low[at] == "q" else 2)
        if number:
            shape = Shape("quarter" if low[at] == "q" else "half", number)
            return Expression(n, at + 2, "period", shape, year=Year("stated", year))
    return None


def code_at(t: Tokens, n: int) -> Expression | None:
    """Read "Q3", "Q3 2024", "H1", "Q2 FY24" at the letter."""
    low = t.low
    number = t.number(n + 1, 4 if low[n] == "q" else 2)
    if not number or not t.glued(n + 1) or not t.capital(n) or (t.glued(n + 2) and low[n + 2][0].isalnum()):
        return None
    if low[n] == "h" and t.glued(n + 2) and low[n + 2] in DASHES:
        return None
    shape = Shape("quarter" if low[n] == "q" else "half", number)
    if low[n + 2] in ("'", "’") and t.glued(n + 3) and len(low[n + 3]) == 2 and t.number(n + 3) is not None:
        return Expression(n, n + 4, "period", shape, year=Year("stated", 2000 + int(low[n + 3])))
    return _tailed(t, n, n + 2, shape)


def fiscal_at(t: Tokens, n: int) -> Expression | None:
    """Read "fiscal 2024", "FY24", "financial year 2023-24" and "fiscal third quarter" at the first word."""
    head = fiscal_head(t, n)
    if head:
        year, stop = head
        return Expression(n, stop, "period", Shape("fixed", text=year.label or str(year.value)))
    if t.low[n] != "fy" and t.low[n + 1] in words().ordinals:
        found = ordinal_at(t, n + 1)
        if found:
            found.first = n
        return found
    return None


def season_at(t: Tokens, n: int) -> Expression | None:
    """Read "last winter", "the summer of 2023", "spring 2024"; a bare season says too little."""
    first_month = words().seasons[t.low[n]]
    before = t.low[n - 1]
    shape = Shape("season", first_month)
    if before in ("last", "this", "next"):
        shift = {"last": -1, "this": 0, "next": 1}[before]
        return Expression(n - 1, n + 1, "relative", Shape("season", first_month, shift, unit="near"))
    if before == "the" and t.low[n] != "fall" and t.low[n + 1] not in ("of", "and") and not t.low[n + 1].isdecimal():
        return Expression(n, n + 1, "relative", Shape("season", first_month))
    tail = year_tail(t, n + 1)
    if tail and tail[0].kind in ("stated", "shift") and not (t.low[n] in ("spring", "fall") and t.low[n + 1] == "in"):
        return Expression(n, tail[1], "period", shape, year=tail[0])
    return None
