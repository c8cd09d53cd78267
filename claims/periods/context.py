"""What the words around an expression of time say: that it is to come, or that it dates the telling."""

from __future__ import annotations

from claims.periods.expression import Expression
from claims.periods.tokens import Tokens
from claims.periods.words import words

__all__ = ["follows_base", "is_due", "is_future", "is_report"]

_LINKS = frozenset(("on", "late", "early", "at", "in", "a", "the", ",", "its", "here", "by", "it", "from", "as", "of"))
_ENDS = frozenset((".", "!", "?", ";", ""))


def is_future(t: Tokens, each: Expression, reach: int) -> bool:
    """Tell whether the words just before speak of what is to come."""
    w = words().sets
    for n in range(each.first - 1, max(each.first - 1 - reach, -1), -1):
        word = t.low[n]
        if word in w["future"] and not t.capital(n):  # "may", not "May"
            return True
        if word in _ENDS or (n >= each.first - 3 and word in ("said", "announced", "reported", "told", "published")):
            return False
    return t.low[each.stop] in ("will",) and reach > 5


def is_due(t: Tokens, first: int) -> bool:
    """Tell whether a day is one on which something goes up, in the present tense: "Fares go up on April 1"."""
    due, n = words().sets["due"], first - 1
    while n >= max(first - 12, 0) and t.low[n] not in _ENDS:
        if t.low[n] in due:
            return True
        n -= 1
    return False


def is_report(t: Tokens, first: int, stop: int) -> bool:
    """Tell whether a day says when something was told: "said on Tuesday", "figures released Monday"."""
    reporting = words().sets["reporting"]
    n = first - 1
    for _ in range(5):
        word = t.low[n] if n >= 0 else ""
        if word in reporting:
            return True
        if word not in _LINKS and not (n >= 0 and t.capital(n)):
            break
        n -= 1
    return t.low[stop] in reporting


def follows_base(t: Tokens, first: int) -> bool:
    """Tell whether an expression is of an earlier figure: "against 300,000 in 2013", "from 5% in May"."""
    n, figure = first - 1, False
    base = words().sets["compare"] | {"from"}
    for _ in range(9):
        word = t.low[n] if n >= 0 else ""
        if word in base:
            return figure
        if word[:1].isdigit() or word in words().numbers:
            figure = True
        elif figure and word not in words().sets["before_figures"] and word[:1].isalpha():
            return False
        if word in _ENDS or word in ("and", "to", "by", ","):
            return False
        n -= 1
    return False
