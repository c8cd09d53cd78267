"""One pass over the tokens: each that can begin an expression of time is read by its reader."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from claims.periods import dates, parts, relative, years
from claims.periods.expression import Expression, RelationType, Shape
from claims.periods.tokens import Tokens
from claims.periods.words import words

__all__ = ["find_expressions"]

_Reader = Callable[[Tokens, int], Expression | None]


def _number(t: Tokens, n: int) -> Expression | None:
    for read in (
        dates.numeric_date,
        parts.number_code,
        dates.day_first,
        dates.clock,
        years.century,
        years.year_at,
        relative.counted_at,
    ):
        found = read(t, n)
        if found:
            return found
    return None


def _number_word(t: Tokens, n: int) -> Expression | None:
    if t.low[n + 1] in words().units or t.low[n + 1] in years.DASHES or t.low[n + 1] in ("full", "fiscal", "calendar"):
        return relative.counted_at(t, n)
    return None


def _ordinal(t: Tokens, n: int) -> Expression | None:
    return parts.ordinal_at(t, n) or _elliptic(t, n)


def _elliptic(t: Tokens, n: int) -> Expression | None:
    """Read "in the second" where a quarter or half may have been named before."""
    if t.low[n - 1] != "the" or t.low[n - 2] not in (
        "in",
        "from",
        "to",
        "than",
        "over",
        "against",
        "for",
        "with",
        "during",
    ):
        return None
    if t.low[n + 1].isalpha() and t.low[n + 1] not in (
        "and",
        "but",
        "as",
        "while",
        "when",
        "after",
        "to",
        "from",
        "with",
    ):
        return None
    return Expression(n, n + 1, "period", Shape("elliptic", words().ordinals[t.low[n]]))


def _last(t: Tokens, n: int) -> Expression | None:
    return parts.ordinal_at(t, n) or relative.pointer_at(t, n)


def _edge(t: Tokens, n: int) -> Expression | None:
    """Read "the end of 2017", "end-June", "the start of the year", "early 2016"."""
    w = words().sets
    word, at = t.low[n], n + 1
    if word in w["stages"]:
        at += 1 if t.low[at] in years.DASHES or (word != "mid" and t.low[at] == "in") else 0
    elif t.low[at] == "of":
        at += 1
    elif not (t.low[at] in years.DASHES and t.glued(at)):
        return None
    else:
        at += 1
    the = t.low[at] in ("the", "that")
    at += 1 if the else 0
    base = read_at(t, at)
    if base is None or base.type not in ("period", "relative") or base.split or base.first != at:
        return None
    if base.shape.kind in ("past", "earlier", "elliptic"):
        return None
    base.first = n
    if word in w["ends"]:
        base.end_of = "end"
    elif word in w["starts"]:
        base.end_of = "start"
    return base


def _short_basis(t: Tokens, n: int) -> Expression | None:
    """Read "y/y", "m/m", "q-o-q", "yoy"."""
    units = {"y": "year", "m": "month", "q": "quarter"}
    word = t.low[n]
    stop = 0
    if len(word) == 3 and word[1] == "o" and word[0] == word[2]:
        stop = n + 1
    elif len(word) == 1 and t.glued(n + 1) and t.glued(n + 2) and t.low[n + 1] in "/-":
        stop = n + 3 if t.low[n + 2] == word else n + 5 if t.low[n + 2 : n + 5] == ["o", "-", word] else 0
    if not stop:
        return None
    shape = Shape("earlier", 1, unit=units[word[0]], text="basis")
    return Expression(n, stop, "comparison", shape, relation="compare")


def _letter(t: Tokens, n: int) -> Expression | None:
    return parts.code_at(t, n) or (_short_basis(t, n) if t.low[n] == "q" else None)


def _half(t: Tokens, n: int) -> Expression | None:
    """Read "half a year earlier" and "the half year"."""
    if t.low[n + 1] == "a" and t.low[n + 2] == "year" and t.low[n + 3] in words().sets["earlier"]:
        return Expression(n, n + 4, "comparison", Shape("earlier", 6, unit="month"), relation="compare")
    return relative.unit_at(t, n)


@cache
def _readers() -> dict[str, _Reader]:
    """Return the reader for each word that can begin an expression of time; later lines win."""
    w = words()
    table: dict[str, _Reader] = {}
    table.update(dict.fromkeys(w.numbers, _number_word))
    table.update(dict.fromkeys(w.ordinals, _ordinal))
    table.update(dict.fromkeys(w.units, relative.unit_at))
    table["half"] = _half
    for group in ("before_now", "at_now", "after_now", "before_focus", "after_focus", "past"):
        table.update(dict.fromkeys(w.sets[group], relative.pointer_at))
    table["latter"] = relative.pointer_at
    table.update(dict.fromkeys(w.sets["opening"] | w.sets["closing"], parts.ordinal_at))
    table["last"] = _last
    table.update(dict.fromkeys(w.sets["same"], relative.same_at))
    table.update(dict.fromkeys(w.sets["fiscal"] | {"fy"}, parts.fiscal_at))
    table.update(dict.fromkeys(w.sets["ends"] | w.sets["starts"] | w.sets["stages"], _edge))
    table.update(dict.fromkeys(w.seasons, parts.season_at))
    table.update(dict.fromkeys(("today", "yesterday", "tomorrow", "tonight"), relative.day_word))
    table.update(dict.fromkeys(w.months, dates.month_at))
    table.update(dict.fromkeys(w.weekdays, dates.weekday_at))
    table.update({"q": _letter, "h": _letter, "yoy": _short_basis, "mom": _short_basis, "qoq": _short_basis})
    table.update({"y": _short_basis, "m": _short_basis})
    return table


def read_at(t: Tokens, n: int) -> Expression | None:
    """Read an expression of time that begins at a token."""
    word = t.low[n]
    read = _readers().get(word)
    if read:
        return read(t, n)
    return _number(t, n) if word[:1].isdigit() else None


def find_expressions(t: Tokens) -> list[Expression]:
    """Return the expressions of time in text order; they do not overlap."""
    table = _readers()
    found: list[Expression] = []
    n = 0
    for at, word in enumerate(t.low[: t.count]):
        if at < n:
            continue
        read = table.get(word)
        if read is None:
            if not "0" <= word[0] <= "9":
                continue
            read = _number
        expression = read(t, at)
        if expression is None or expression.first < n:
            continue
        if expression.relation == "at":
            expression.relation = _relation(t, expression, found)
            if expression.shape.kind == "months" and expression.relation in ("from", "to"):
                expression.relation = "at"
        found.append(expression)
        n = expression.stop
    return found


_DIRECT: dict[str, RelationType] = {
    "since": "since",
    "until": "to",
    "till": "to",
    "through": "to",
    "to": "to",
    "from": "from",
    "between": "from",
    "by": "by",
}


def _relation(t: Tokens, found: Expression, before: list[Expression]) -> RelationType:
    """Read the role of an expression off the words before it."""
    n = found.first - 1
    compare = words().sets["compare"]
    if t.low[n] == "and" and before and before[-1].relation == "from" and before[-1].stop >= n - 1:
        return "to"
    if t.low[n] == "over" and found.year is not None and found.shape.kind in ("month", "months", "quarter", "half"):
        return "compare"  # "5.9% over September 2018"
    for _ in range(6):
        word = t.low[n] if n >= 0 else ""
        if word in compare or (word in ("with", "to") and t.low[n - 1] in compare):
            return "compare"
        if word in _DIRECT and (word != "to" or t.low[n - 1] not in ("up", "due", "set")):
            return _DIRECT[word]
        if word in ("above", "below") or (word == "on" and found.type not in ("date", "weekday")):
            return "compare"
        if word not in words().sets["linking"]:
            return "at"
        n -= 1
    return "at"
