"""Days, months, ranges of them and clock times."""

from __future__ import annotations

from claims.period import length_of_month
from claims.periods.expression import Expression, Shape, Year
from claims.periods.tokens import Tokens
from claims.periods.words import words
from claims.periods.years import DASHES, four_digits, year_tail

__all__ = ["clock", "day_first", "month_at", "numeric_date", "weekday_at"]

_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SUFFIXES = ("st", "nd", "rd", "th")
_NAMES_TOO = frozenset(("may", "april", "june", "august", "march", "jan"))  # also names of people, or verbs
_AFTER_MAY = frozenset(("i", "we", "he", "she", "you", "they", "it", "the", "god", "not", "be"))
_NOT_DAYS = frozenset(("times", "telegraph", "mail", "mirror", "herald", "post", "night"))
_NAMED_DAYS = frozenset(("black", "good", "super", "ash", "cyber", "palm", "easter", "bloody", "giving", "maundy"))


def _dot(t: Tokens, n: int) -> int:
    """Return the token after a month or weekday and the full stop of its abbreviation."""
    return n + 1 if t.low[n] == "." and t.glued(n) else n


def _month(t: Tokens, n: int) -> int | None:
    """Return the number of a month printed with a capital."""
    month = words().months.get(t.low[n])
    return month if month and t.capital(n) else None


def _month_word(t: Tokens, n: int) -> tuple[int, int] | None:
    """Return a month and the token after it, an abbreviation's full stop included."""
    month = _month(t, n)
    if month is None:
        return None
    short = len(t.low[n]) <= 4 and t.low[n] not in ("may", "june", "july")
    stop = _dot(t, n + 1) if short and _dot(t, n + 1) > n + 1 and not _ends_text(t, n + 2) else n + 1
    return month, stop


def _ends_text(t: Tokens, n: int) -> bool:
    return n >= t.count


def _is_name(t: Tokens, n: int) -> bool:
    """Tell the person or the verb from the month: "Theresa May", "May the …"."""
    low = t.low[n]
    if low not in _NAMES_TOO:
        return False
    if low == "may" and t.low[n + 1] in _AFTER_MAY:
        return True
    if low == "jan" and t.low[n + 1] != "." and not t.low[n + 1].isdecimal():
        return True
    before = n - 1
    if n == 0 or not t.capital(before) or not t.low[before].isalpha() or len(t.low[before]) < 3:
        return False
    w = words()
    known = w.months.keys() | w.weekdays.keys() | w.ordinals.keys()
    if t.low[before] in known or t.low[before] in w.sets["openers"]:
        return False
    return t.low[n + 1] != "." and not t.low[n + 1].isdecimal()


def _day_number(t: Tokens, n: int) -> tuple[int, int] | None:
    """Return a day of the month and the token after it (its ordinal ending is part of it)."""
    day = t.number(n, 99)
    if day is None or day == 0 or len(t.low[n]) > 2:
        return None
    stop = n + 1
    if t.glued(stop) and t.low[stop] in _SUFFIXES:
        return day, stop + 1
    if t.glued(stop) and (t.low[stop] in ("%", "°", "/", "'") or t.low[stop][0].isalnum()):
        return None
    return day, stop


def _impossible(month: int, day: int, year: int | None) -> str | None:
    """Say why there is no such day."""
    limit = length_of_month(year if year else 2000, month)
    if day <= limit:
        return None
    if month == 2 and day == 29 and year:
        return f"February {year} has {limit} days"
    return f"{_MONTH_NAMES[month - 1]} has {limit} days"


def _with_year(t: Tokens, n: int) -> tuple[Year | None, int]:
    tail = year_tail(t, n)
    return (tail[0], tail[1]) if tail else (None, n)


def _day(t: Tokens, first: int, stop: int, month: int, day: int, last: int = 0) -> Expression | None:
    year, end = _day_year(t, stop)
    stated = year.value if year and year.kind == "stated" else None
    wrong = _impossible(month, max(day, last), stated)
    if wrong and max(day, last) > 31:
        return None
    shape = Shape("days", month, day, last) if last else Shape("day", month, day)
    return Expression(first, end, "date", shape, year=year, impossible=wrong)


def _day_year(t: Tokens, n: int) -> tuple[Year | None, int]:
    """Read the year of a day: "2024", ", 2024", "of last year", "last year"."""
    if t.low[n] == "," and four_digits(t, n + 1) is None:
        return None, n
    return _with_year(t, n)


def month_at(t: Tokens, n: int) -> Expression | None:
    """Read a month, a day of a month or a range of months at the name of a month."""
    found = _month_word(t, n)
    if found is None or _is_name(t, n):
        return None
    month, at = found
    ranged = _month_range(t, n, month, at)
    if ranged:
        return ranged
    if t.low[at] == "quarter" and month % 3 == 0:  # "the June quarter": the one that ends in June
        year, stop = _with_year(t, at + 1)
        return Expression(n, stop, "period", Shape("quarter", month // 3), year=year)
    number = _day_number(t, at)
    if number and not _is_count(t, n, at, number[1]):
        day, stop = number
        last = _day_range(t, stop, day)
        return _day(t, n, last[1], month, day, last[0]) if last else _day(t, n, stop, month, day)
    year, stop = _with_year(t, at)
    if t.low[n - 1] == "through" and t.low[n - 2] not in words().months and month > 1:
        return Expression(n, stop, "period", Shape("months", 1, month), year=year)
    if at > n + 1 and stop == at:  # "in Oct." at the end: the full stop may end the sentence
        stop = at if t.low[at] and not t.capital(at) else n + 1
    return Expression(n, stop, "period", Shape("month", month), year=year)


def _is_count(t: Tokens, n: int, at: int, stop: int) -> bool:
    """Tell "in March 12 ships sank" from "on March 12"."""
    following = t.low[stop]
    if stop > at + 1:
        return False
    if following in words().count_after or following == "%":
        return True
    return t.low[n - 1] == "in" and following.isalpha() and four_digits(t, stop) is None


def _day_range(t: Tokens, n: int, day: int) -> tuple[int, int] | None:
    """Read the end of "May 3-5"."""
    if t.low[n] in DASHES and t.glued(n) and t.glued(n + 1):
        number = _day_number(t, n + 1)
        if number and day < number[0] <= 31:
            return number
    return None


def _month_range(t: Tokens, n: int, month: int, at: int) -> Expression | None:
    """Read "January-June 2019", "January to June", "between January and June"."""
    link = t.low[at]
    joined = link in DASHES or link == "/" or link in ("to", "through", "till", "until")
    if not joined and not (link == "and" and t.low[n - 1] == "between"):
        return None
    other = _month_word(t, at + 1)
    if other is None or _day_number(t, other[1]):
        return None
    year, stop = _with_year(t, other[1])
    return Expression(n, stop, "period", Shape("months", month, other[0]), year=year)


def day_first(t: Tokens, n: int) -> Expression | None:
    """Read "26 Feb 2025", "26th of February", "3-5 May 2024" at the number."""
    number = _day_number(t, n)
    if number is None or (t.glued(n) and t.low[n - 1] not in "(\"'“‘[—"):
        return None
    day, at = number
    last = _day_range(t, at, day)
    if last:
        at = last[1]
    of = t.low[at] == "of"
    at += 1 if of else 0
    found = _month_word(t, at)
    if found is None or (of and at - 1 == n + 1):
        return None
    month, stop = found
    return _day(t, n, stop, month, day, last[0] if last else 0)


def numeric_date(t: Tokens, n: int) -> Expression | None:
    """Read 2025-02-26, 2025-02, 2/26/2025, 26.02.2025 at the number."""
    low = t.low
    if t.glued(n) and low[n - 1] not in "(\"'“‘[—|:":
        return None
    parts = low[n].split(".")
    if len(parts) == 3 and len(parts[2]) == 4 and all(p.isdecimal() for p in parts) and len(low[n]) <= 10:
        return _ordered(n, n + 1, int(parts[0]), int(parts[1]), int(parts[2]), day_first=True)
    mark = low[n + 1]
    if mark not in ("-", "/", "‑") or not (t.glued(n + 1) and t.glued(n + 2)):
        return None
    one, two = t.number(n), t.number(n + 2)
    if one is None or two is None:
        return None
    three = t.number(n + 4) if low[n + 3] == mark and t.glued(n + 3) and t.glued(n + 4) else None
    if three is not None and len(low[n]) == 4 and len(low[n + 2]) <= 2 and len(low[n + 4]) <= 2:
        return _numeric(n, n + 5, one, two, three)
    if three is not None and len(low[n + 4]) == 4 and len(low[n]) <= 2 and len(low[n + 2]) <= 2:
        return _ordered(n, n + 5, one, two, three, day_first=False)
    iso_month = len(low[n]) == 4 and len(low[n + 2]) == 2 and mark == "-" and low[n + 2] <= low[n][2:]
    if three is None and iso_month and four_digits(t, n) and 1 <= two <= 12 and not t.glued(n + 3):
        return Expression(n, n + 3, "period", Shape("fixed", text=f"{one:04d}-{two:02d}"))
    return None


def _ordered(n: int, stop: int, one: int, two: int, year: int, *, day_first: bool) -> Expression | None:
    """Read two numbers as day and month; where both orders are possible, by the mark's custom."""
    if one > 12 or (day_first and two <= 12):
        return _numeric(n, stop, year, two, one)
    return _numeric(n, stop, year, one, two)


def _numeric(n: int, stop: int, year: int, month: int, day: int) -> Expression | None:
    if not (1000 <= year <= 2199 and 0 < month < 100 and 0 < day < 100):
        return None
    if month > 12:
        return Expression(n, stop, "date", Shape("none"), impossible=f"there is no month {month}")
    wrong = _impossible(month, day, year)
    return Expression(n, stop, "date", Shape("day", month, day), year=Year("stated", year), impossible=wrong)


def weekday_at(t: Tokens, n: int) -> Expression | None:
    """Read a weekday, with the date that follows it, at its name."""
    number = words().weekdays[t.low[n]]
    if not t.capital(n):
        return None
    short = len(t.low[n]) <= 5 and not t.low[n].endswith("day")
    at = _dot(t, n + 1)
    if short and at == n + 1 and t.low[n + 1] not in (",",):
        return None
    if not short:
        at = n + 1
    dated = _date_after_weekday(t, at)
    if dated:
        dated.first, dated.weekday = n, number
        return dated
    before = t.low[n - 1]
    if (
        before in _NAMED_DAYS
        or before in words().ordinals
        or before in ("every", "each")
        or t.low[at] in _NOT_DAYS - {"night"}
    ):
        return None
    which = {"last": -1, "next": 1}.get(before, 0)
    return Expression(n, at, "weekday", Shape("weekday", number, which), weekday=number)


def _date_after_weekday(t: Tokens, n: int) -> Expression | None:
    at = n + 1 if t.low[n] in (",", "(") else n
    at += 1 if t.low[at] == "the" else 0
    dated = day_first(t, at) if t.low[at][:1].isdigit() else month_at(t, at)
    if not dated or dated.shape.kind != "day":
        return None
    if t.low[n] == "(":
        if t.low[dated.stop] != ")":
            return None
        dated.stop += 1
    return dated


def _am_pm(t: Tokens, n: int) -> int:
    """Return the token after "am", "pm", "a.m.", "p.m." at n; n where there is none."""
    if t.low[n] in ("am", "pm"):
        return n + 1
    if t.low[n] in ("a", "p") and t.low[n + 1] == "." and t.low[n + 2] == "m" and t.glued(n + 1) and t.glued(n + 2):
        return n + 4 if t.low[n + 3] == "." and t.glued(n + 3) else n + 3
    return n


def clock(t: Tokens, n: int) -> Expression | None:
    """Read a time of day at the number: 19:45, 4 pm, 4.30 p.m., 1600 GMT, 9 o'clock."""
    word = t.low[n]
    parts = word.replace(".", ":").split(":")
    stop = _am_pm(t, n + 1)
    half_day = stop > n + 1
    if t.low[stop] in words().sets["zones"] and (half_day or ":" in word or len(word) == 4):
        stop, zoned = stop + 1, True
    else:
        zoned = False
    if t.low[n + 1] == "o" and t.low[n + 3] == "clock":
        return Expression(n, n + 4, "clock", Shape("clock")) if word.isdecimal() and int(word) <= 12 else None
    if not all(p.isdecimal() and len(p) <= 2 for p in parts) and not (zoned and len(word) == 4 and word.isdecimal()):
        return None
    if len(word) == 4 and len(parts) == 1:
        parts = [word[:2], word[2:]]
    if len(parts) == 1 and not half_day:
        return None
    if len(parts) > 2 or (len(parts) == 2 and (len(parts[1]) != 2 or ("." in word and not half_day))):
        return None
    return _time(t, n, stop, int(parts[0]), int(parts[1]) if len(parts) == 2 else 0, half_day)


def _time(t: Tokens, n: int, stop: int, hour: int, minute: int, half_day: bool) -> Expression | None:
    wrong = None
    if minute > 59:
        wrong = f"an hour has 60 minutes, there is no minute {minute}"
    elif half_day and not 1 <= hour <= 12 and not hour <= 23:
        wrong = f"there is no hour {hour} with a.m. or p.m."
    elif hour > 24 or (hour == 24 and minute):
        wrong = f"a day has 24 hours, there is no hour {hour}"
    said = half_day or t.low[n - 1] in (
        "at",
        "to",
        "from",
        "until",
        "till",
        "by",
        "around",
        "about",
        "before",
        "after",
    )
    if wrong and not said:
        return None
    return Expression(n, stop, "clock", Shape("clock"), impossible=wrong)
