"""Years: which four digits are one, fiscal years, decades, and the year that follows a month or a quarter."""

from __future__ import annotations

from claims.period import fiscal
from claims.periods.expression import Expression, RelationType, Shape, Year
from claims.periods.tokens import Tokens
from claims.periods.words import words

__all__ = ["DASHES", "century", "fiscal_head", "four_digits", "year_at", "year_tail"]

DASHES = frozenset("-–—‑‐")
_BAD_GLUE_BEFORE = frozenset("$€£¥₹₩#@%.,:+&=~^_−\\")
_BAD_GLUE_AFTER = frozenset("%°#@=€£¥$^&_\\(")
_FIRST, _LAST = 1000, 2199


def four_digits(t: Tokens, n: int) -> int | None:
    """Return the number of a token that has the form of a year."""
    word = t.low[n]
    if len(word) != 4 or not (word.isdecimal() and word.isascii()):
        return None
    year = int(word)
    if not _FIRST <= year <= _LAST:
        return None
    code = t.low[n - 1] == "fy"  # "FY2024"
    if t.glued(n) and not code and (t.low[n - 1] in _BAD_GLUE_BEFORE or t.low[n - 1][0].isalpha()):
        return None
    if t.glued(n + 1) and (t.low[n + 1] in _BAD_GLUE_AFTER or (t.low[n + 1][0].isalpha() and t.low[n + 1] != "s")):
        return None
    return year


def _range_end(t: Tokens, n: int, year: int) -> tuple[str, int] | None:
    """Return the period of "2012-13", "2012/13", "2013-2018" and the token after it."""
    mark = t.low[n + 1]
    if not ((mark in DASHES or mark == "/") and t.glued(n + 1) and t.glued(n + 2)):
        return None
    last = t.low[n + 2]
    if not (last.isdecimal() and last.isascii()) or (t.glued(n + 3) and t.low[n + 3][0].isalnum()):
        return None
    if len(last) == 2:
        if int(last) == (year + 1) % 100:
            return fiscal(year), n + 3
        ends = year // 100 * 100 + int(last)
        return (f"{year}/{ends}", n + 3) if mark != "/" and year < ends and ends % 100 > 12 else None
    if len(last) == 4 and year < int(last) <= min(_LAST, year + 200):
        return (fiscal(year) if mark == "/" and int(last) == year + 1 else f"{year}/{last}"), n + 3
    return None


def _is_fiscal_word(t: Tokens, n: int) -> int:
    """Return how many tokens of "fiscal year", "financial year", "season" stand at n."""
    low = t.low
    if low[n] in DASHES:
        n += 1
        return 1 + _is_fiscal_word(t, n) if low[n] in ("fiscal", "financial", "school", "academic") else 0
    if low[n] in words().sets["fiscal"] or low[n] in words().sets["other_years"]:
        return 2 if low[n + 1] == "year" else 0
    return 1 if low[n] == "season" else 0


def year_at(t: Tokens, n: int) -> Expression | None:
    """Read a year, a range of years, a fiscal year or a decade at a number."""
    year = four_digits(t, n)
    if year is None:
        return None
    ranged = _range_end(t, n, year)
    if ranged:
        period, stop = ranged
        season = _is_fiscal_word(t, stop)
        if season and period == f"{year}/{year + 1}":  # "2019-2020 crop year"
            return Expression(n, stop + season, "period", Shape("fixed", text=fiscal(year)))
        if t.low[n - 1] in DASHES and t.glued(n):
            return None
        return Expression(n, stop + _is_fiscal_word(t, stop), "period", Shape("fixed", text=period))
    if t.low[n + 1] == "/" and t.glued(n + 1) and t.glued(n + 2) and t.low[n + 2][0].isdigit():
        return None
    decade = _decade(t, n, year)
    if decade or (t.low[n + 1] == "s" and t.glued(n + 1)):
        return decade
    if not _stands_as_year(t, n, year):
        return None
    stop = n + 1 + _is_fiscal_word(t, n + 1)
    return Expression(n, stop, "period", Shape("fixed", text=str(year)), relation=_relation_of_year(t, n))


def _decade(t: Tokens, n: int, year: int) -> Expression | None:
    """Read "1990s" and "the 1990's"; "the 1800s" are a century."""
    stop = n + 2 if t.low[n + 1] == "s" and t.glued(n + 1) else 0
    if t.low[n + 1] in ("'", "’") and t.low[n + 2] == "s" and t.low[n - 1] == "the" and t.glued(n + 2):
        stop = n + 3
    if not stop or year % 10:
        return None
    last = year + (99 if year % 100 == 0 and year < 1900 else 9)
    return Expression(n, stop, "decade", Shape("fixed", text=f"{year}/{last}"))


def _relation_of_year(t: Tokens, n: int) -> RelationType:
    """Return "compare" where a year is what a figure is measured against: "up on 2012", "3% over 2019"."""
    return "compare" if t.low[n - 1] in ("on", "over", "above", "below") else "at"


def _stands_as_year(t: Tokens, n: int, year: int) -> bool:
    """Tell a year from a count of four digits by the words around it."""
    w, before, after = words(), t.low[n - 1], t.low[n + 1]
    if before in w.sets["labels"]:
        return False
    if before.isdecimal() and not t.glued(n) and len(before) != 4 and t.low[n - 2] not in w.months:
        return False
    if t.glued(n + 1) and after in DASHES and t.glued(n + 2) and t.low[n + 2][0].isalnum():
        return False  # "2000-year", "1998-7714"
    if t.glued(n) and before in DASHES and t.low[n - 2] not in ("mid", "end", "post", "pre", "early", "late", "start"):
        return False
    if after in w.count_after and (after != "m" or t.glued(n + 1)):
        return before in ("in", "since", "during") and after not in (
            "percent",
            "per",
            "million",
            "billion",
            "trillion",
        )
    loose = before in ("only", "just", "around", "over", "exactly") and 1900 <= year <= 2100
    if loose and (not after.isalpha() or after in w.sets["after_years"]):
        return True
    if before in w.count_before or (before == "than" and t.low[n - 2] in ("more", "fewer", "less")):
        return before == "than" and after in (".", ",", ";", ")", "") and 1900 <= year <= 2050
    if before == "to" and t.low[n - 2] == "up":
        return False
    if before in w.year_before or before == "(" or after == ")":
        return year >= 1500 or before in ("in", "since", "from", "by", "until", "year")
    return 1800 <= year <= 2100


def fiscal_head(t: Tokens, n: int) -> tuple[Year, int] | None:
    """Read "fiscal 2024", "financial year 2023-24", "FY24", "FY2024/25": the year and the token after it."""
    low, at = t.low, n
    if low[at] == "fy":
        at += 1
        number = low[at]
        if t.glued(at) and len(number) == 2 and number.isdecimal():
            if low[at + 1] in ("/", "-") and t.glued(at + 1) and (int(number) + 1) % 100 == (t.number(at + 2) or -1):
                return Year("fiscal", label=fiscal(2000 + int(number))), at + 3
            return Year("stated", 2000 + int(number)), at + 1
    elif low[at] in words().sets["fiscal"]:
        at += 1
        at += 1 if low[at] in DASHES else 0
        at += 1 if low[at] == "year" else 0
    else:
        return None
    year = four_digits(t, at)
    if year is None and low[at] and low[at - 1] == "fy":
        return None
    if year is None:
        return None
    ranged = _range_end(t, at, year)
    if ranged and ranged[0].count("/") == 1 and len(ranged[0]) == 7:
        return Year("fiscal", label=ranged[0]), ranged[1]
    return Year("stated", year), at + 1


def _stated(t: Tokens, n: int) -> tuple[Year, int] | None:
    """Read a year or fiscal year in figures at n."""
    head = fiscal_head(t, n)
    if head:
        return head
    year = four_digits(t, n)
    if year is None:
        return None
    ranged = _range_end(t, n, year)
    if ranged and len(ranged[0]) == 7:
        return Year("fiscal", label=ranged[0]), ranged[1] + _is_fiscal_word(t, ranged[1])
    if ranged or (t.glued(n + 1) and t.low[n + 1] == "s"):
        return None
    if t.low[n + 1] in words().count_after and t.low[n - 1] != "of":
        return None
    return Year("stated", year), n + 1 + _is_fiscal_word(t, n + 1)


_SHIFTS = {"last": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_EARLIER = {"previous": 1, "preceding": 1, "prior": 1, "same": 0, "that": 0, "following": -1}


def year_tail(t: Tokens, n: int) -> tuple[Year, int, int] | None:
    """Read the year behind a month, quarter …: the year, the token after it, and where its figures begin.

    "of 2024", ", 2019", "last year", "of the previous year", "a year earlier", "of the 2018-19 fiscal year".
    The last number is 0 where the year has no figures.
    """
    low, at = t.low, n
    if low[at] == ",":
        stated = _stated(t, at + 1)
        return (*stated, at + 1) if stated and stated[0].kind == "stated" else None
    if low[at] == "the" and low[at + 1] in _EARLIER and low[at + 2] == "year":  # "in May the previous year"
        return Year("earlier", _EARLIER[low[at + 1]]), at + 3, 0
    if low[at] == "the" and low[at + 1] == "year" and low[at + 2] in ("before", "earlier"):
        return Year("earlier", 1), at + 3, 0
    linked = low[at] in ("of", "in")
    if low[at] == "in" and low[at + 1] not in ("the", "last", "fiscal", "fy") and four_digits(t, at + 1) is None:
        return None
    at += 1 if linked else 0
    if linked and low[at] == "the":
        at += 1
        at += 3 if low[at + 1] in ("'", "’") and low[at + 2] == "s" else 0  # "of the company's fiscal 2010"
    elif linked and low[at] in ("its", "their"):
        at += 1
    if low[at] in ("'", "’", "‘") and t.glued(at + 1) and len(low[at + 1]) == 2 and low[at + 1].isdecimal():
        short = int(low[at + 1])
        return Year("stated", 2000 + short if short < 50 else 1900 + short), at + 2, at
    stated = _stated(t, at)
    if stated:
        return (*stated, at)
    word, following = low[at], low[at + 1]
    if following == "year" or (following in words().sets["fiscal"] and low[at + 2] == "year"):
        stop = at + 2 if following == "year" else at + 3
        if word in _SHIFTS and (linked or word in ("last", "this", "next")):
            return Year("shift", _SHIFTS[word]), stop, 0
        if word in _EARLIER:
            return Year("earlier", _EARLIER[word]), stop, 0
    if word == "year" and linked:  # "of the year", "of the year before"
        if low[at + 1] in ("before", "earlier"):
            return Year("earlier", 1), at + 2, 0
        return Year("focus"), at + 1, 0
    if word in ("a", "one", "the") and following in ("year",) and low[at + 2] in words().sets["earlier"]:
        return Year("earlier", 1), at + 3, 0
    return None


def century(t: Tokens, n: int) -> Expression | None:
    """Read "19th century" and "21st-century" at the number."""
    number = t.number(n, 30)
    if number is None or not (t.glued(n + 1) and t.low[n + 1] in ("st", "nd", "rd", "th")):
        return None
    at = n + 3 if t.low[n + 2] in DASHES else n + 2
    if t.low[at] != "century" or number == 0:
        return None
    return Expression(n, at + 1, "decade", Shape("fixed", text=f"{number * 100 - 99:04d}/{number * 100:04d}"))
