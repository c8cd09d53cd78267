"""Expressions that count from now or from the period spoken of: last year, a year earlier, the past ten."""

from __future__ import annotations

from claims.periods.dates import day_first, month_at
from claims.periods.expression import Expression, RelationType, Shape, Year
from claims.periods.parts import count_of_units, season_at
from claims.periods.tokens import Tokens
from claims.periods.words import words
from claims.periods.years import DASHES, year_tail

__all__ = ["basis_at", "counted_at", "day_word", "pointer_at", "same_at", "unit_at"]

_DAY_SHIFT = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
_SPAN_BEFORE = frozenset(("over", "in", "within", "during", "for", "throughout", "across"))
_PLURALS = frozenset(("years", "months", "quarters", "weeks", "days", "decades"))


def day_word(t: Tokens, n: int) -> Expression | None:
    """Read "today", "yesterday", "tomorrow"."""
    if t.low[n + 1] in ("'", "’") and t.low[n] == "today":
        return None  # "today's prices": now, not a day
    return Expression(n, n + 1, "relative", Shape("shift", _DAY_SHIFT[t.low[n]], unit="day"))


def pointer_at(t: Tokens, n: int) -> Expression | None:
    """Read "last year", "this month", "next quarter", "the previous three months", "the past decade"."""
    low, s = t.low, words().sets
    word = low[n]
    at = n + 1
    at += 1 if low[at] in s["fiscal"] or low[at] in ("calendar", "full", "whole", "entire") else 0
    unit = words().units.get(low[at])
    if unit is None:
        return _pointer_at_name(t, n)
    if low[at] in _PLURALS:
        return None  # "in recent years", "in the past years"
    the = low[n - 1] == "the"
    if low[at + 1] in DASHES and low[at + 2] in ("end", "on"):
        return None
    if unit == "half":
        return _half(t, n, at)
    if word in s["at_now"] or word in s["after_now"] or (word in s["before_now"] and not the):
        return _shifted(t, n, at + 1, word, unit)
    if word in s["past"] - s["before_focus"]:  # "the last year", "the past decade"
        if word == "last" and unit == "quarter":
            tail = year_tail(t, at + 1)
            return Expression(
                n, tail[1] if tail else at + 1, "period", Shape("quarter"), year=tail[0] if tail else None
            )
        return Expression(n, at + 1, "relative", Shape("past", 1, unit=unit), relation="span")
    if word in s["before_focus"]:
        return Expression(n, at + 1, "comparison", Shape("earlier", 1, unit=unit), relation="compare")
    if word in s["after_focus"]:
        return Expression(n, at + 1, "relative", Shape("earlier", -1, unit=unit))
    return None


def _shifted(t: Tokens, n: int, stop: int, word: str, unit: str) -> Expression:
    s = words().sets
    shift = 0 if word in s["at_now"] else -1 if word in s["before_now"] else 1
    if unit == "year" and t.low[stop] in DASHES and t.low[stop + 1] == "end":
        return Expression(n, stop + 2, "relative", Shape("shift", shift, unit=unit), end_of="end")
    return Expression(n, stop, "relative", Shape("shift", shift, unit=unit))


def _half(t: Tokens, n: int, at: int) -> Expression | None:
    word = t.low[n]
    stop = at + 3 if t.low[at + 1] in DASHES and t.low[at + 2] == "year" else at + 1
    stop = at + 2 if t.low[at + 1] == "year" else stop
    if word in words().sets["before_focus"] or word == "last":
        return Expression(n, stop, "comparison", Shape("earlier", 1, unit="half"), relation="compare")
    return Expression(n, stop, "period", Shape("half", 2)) if word == "latter" else None


def _pointer_at_name(t: Tokens, n: int) -> Expression | None:
    """Read the name or the count behind "last", "next", "previous": a month, a season, so many units."""
    low, w = t.low, words()
    word, following = low[n], low[n + 1]
    if word in ("last", "next", "this"):
        if following in w.months:
            found = month_at(t, n + 1)
            if found and found.shape.kind == "month" and found.year is None:
                shift = {"last": -1, "this": 0, "next": 1}[word]
                shape = Shape("month", found.shape.n, shift, unit="near")
                return Expression(n, found.stop, "period", shape)
            return None
        if following in w.seasons:
            return season_at(t, n + 1)
        if following == "night" and word == "last":
            return Expression(n, n + 2, "relative", Shape("shift", -1, unit="day"))
    at = n + 2 if following in ("few", "couple") else n + 1
    counted = count_of_units(t, at)
    if not counted or (low[at] in ("a", "an", "hundred")):
        return None
    count, unit, stop = counted
    if word in w.sets["before_focus"]:
        shape = Shape("earlier", count, unit="months" if unit == "month" else unit)
        return Expression(n, stop, "comparison", shape, relation="compare")
    if word in w.sets["past"]:
        return Expression(n, stop, "relative", Shape("past", count, unit=unit), relation="span")
    return None


def counted_at(t: Tokens, n: int) -> Expression | None:
    """Read "a year earlier", "three years ago", "three months to June", "in five years" at the count."""
    low, s = t.low, words().sets
    counted = count_of_units(t, n)
    if not counted:
        return None
    count, unit, at = counted
    if low[at] in DASHES and low[at + 1] in ("earlier", "ago"):  # "a year-earlier figure"
        at += 1
    if low[at] in s["earlier"] or (low[at] in ("later", "on") and low[n] in ("a", "one") and low[at] == "later"):
        return _ago(t, n, at, count, unit)
    if low[at] in ("to", "ended", "ending", "through", "until", "till", "up"):
        found = _ending(t, n, at, count, unit)
        if found:
            return found
    spanning = low[n - 1] in _SPAN_BEFORE and low[n] not in ("a", "an")
    if spanning and unit in ("year", "decade", "month", "quarter") and low[at - 1] not in DASHES:
        if low[n - 1] in ("for", "across") or low[at] in ("'", "’", "of", "time"):
            return None
        return Expression(n, at, "relative", Shape("past", count, unit=unit), relation="span")
    return None


def _ago(t: Tokens, n: int, at: int, count: int, unit: str) -> Expression:
    later = t.low[at] == "later"
    from_now = t.low[at] == "ago" and unit in ("day", "week")
    if from_now:
        return Expression(n, at + 1, "relative", Shape("shift", -count, unit=unit))
    if unit == "decade":
        count, unit = count * 10, "year"
    relation: RelationType = "at" if later else "compare"
    return Expression(
        n, at + 1, "comparison", Shape("earlier", -count if later else count, unit=unit), relation=relation
    )


def _ending(t: Tokens, n: int, at: int, count: int, unit: str) -> Expression | None:
    """Read "three months to June 2024": the end is a mention of its own, for its figures."""
    if unit not in ("month", "year", "week", "quarter"):
        return None
    at += 1
    while t.low[at] in ("in", "on", "the", "end", "of", "to"):
        at += 1
    tail = day_first(t, at) if t.low[at][:1].isdigit() else month_at(t, at)
    if tail is None or tail.shape.kind not in ("month", "day"):
        return None
    shape = Shape("ending", count, unit=unit, tail=tail.shape)
    found = Expression(n, tail.stop, "relative", shape, year=tail.year, split=at)
    if not any(c.isdigit() for c in t.surface(n, at)) and t.low[n] in ("year", "quarter"):
        found.type, found.split = "period", 0
    return found


def unit_at(t: Tokens, n: int) -> Expression | None:
    """Read what begins or ends with a unit: "year-end 2017", "the year before", "year to March"."""
    low = t.low
    unit = words().units[low[n]]
    before, following = low[n - 1], low[n + 1]
    joined = following in DASHES
    second = low[n + 2] if joined else following
    if low[n] in _PLURALS:
        return None
    if unit == "year" and second == "end":
        tail = year_tail(t, n + (3 if joined else 2))
        stop = tail[1] if tail else n + (3 if joined else 2)
        year = tail[0] if tail else Year("focus")
        return Expression(n, stop, "period", Shape("year"), year=year, end_of="end")
    basis = basis_at(t, n)
    if basis:
        return basis
    if second in ("earlier", "ago") or (second == "before" and before in ("the", "a")):
        stop = n + 3 if joined else n + 2
        return Expression(n, stop, "comparison", Shape("earlier", 1, unit=unit), relation="compare")
    if unit in ("year", "quarter") and following in ("to", "ended", "ending", "through"):
        found = _ending(t, n, n + 1, 1, unit)
        if found:
            return found
    return _anaphor(t, n, unit) if before in ("the", "that", "same") or low[n - 2] == "the" else None


def _anaphor(t: Tokens, n: int, unit: str) -> Expression | None:
    """Read "the month", "that year", "the half year": the one spoken of."""
    low = t.low
    whole = low[n - 1] in ("whole", "entire", "full") and low[n - 2] == "the"
    if low[n - 1] not in ("the", "that") and not whole:
        return None
    stop = n + 1
    if unit == "half":
        if low[n + 1] in DASHES and low[n + 2] == "year":
            stop = n + 3
        elif low[n + 1] == "year":
            stop = n + 2
        elif low[n + 1] == "of" or low[n + 1] not in (".", ",", ";", "'", "’", "was", "were", "and", "", ")"):
            return None
    if low[stop] == "of" or low[stop].isdecimal() or (low[stop] in DASHES and t.glued(stop)):
        return None
    if unit in ("day", "decade"):
        return None
    return Expression(n, stop, "relative", Shape("focus", unit=unit))


_OVER = frozenset(("on", "over"))


def basis_at(t: Tokens, n: int) -> Expression | None:
    """Read "year on year", "month-on-month", "quarter over quarter", "on the year" at the unit."""
    low = t.low
    unit = words().units[low[n]]
    at = n + 1
    at += 1 if low[at] in DASHES else 0
    if low[at] in ("on", "over", "to") and at < t.count:
        at += 1
        at += 1 if low[at] in DASHES else 0
        if low[at] == low[n]:
            return Expression(n, at + 1, "comparison", Shape("earlier", 1, unit=unit, text="basis"), relation="compare")
    if (
        unit != "half"
        and low[n - 1] == "the"
        and low[n - 2] in _OVER
        and low[n + 1] not in ("before", "to", "ended", "ending", "of")
    ):
        shape = Shape("earlier", 1, unit=unit, text="on-the")
        return Expression(n - 2, n + 1, "comparison", shape, relation="compare")
    return None


_SPELL_UNITS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def same_at(t: Tokens, n: int) -> Expression | None:
    """Read "the same period of last year", "the corresponding months of 2005", "the same month in 2019"."""
    low, w = t.low, words()
    at = n + 1
    counted = count_of_units(t, at)
    unit = ""
    if counted:
        at = counted[2]
        at += (
            2 if low[at] in DASHES and low[at + 1] in ("period", "span") else 1 if low[at] in ("period", "span") else 0
        )
    elif low[at] in w.sets["spell"]:
        at += 1
    elif low[at] in w.units or low[at] in ("evening", "morning", "afternoon", "night"):
        unit = "" if low[at] in _PLURALS else w.units.get(low[at], "day")
        at += 1
        at += 1 if low[at] in ("period", "year") and unit == "half" else 0
    elif low[at] in w.months and month_at(t, at):
        at += 1
    elif low[at] in w.ordinals and low[at + 1] in ("quarter", "half"):
        at += 2
    else:
        return None
    tail = year_tail(t, at)
    if tail:
        year, stop, digits = tail
        return Expression(n, stop, "comparison", Shape("same", unit=unit), year=year, relation="compare", split=digits)
    if low[at] in ("before", "earlier") and unit == "":
        return None
    if low[n] == "same" and low[n + 1] in ("time", "point", "stage", "interval"):
        return None  # "at the same time"
    if unit == "year":
        return Expression(n, at, "relative", Shape("focus", unit="year"))
    return Expression(n, at, "relative", Shape("same", unit=unit))
