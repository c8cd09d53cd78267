"""Percent, percentage points, basis points, per mille, index points, "times" and ranks after a number."""

from __future__ import annotations

from claims.lexicon import load
from claims.quantities.draft import Draft
from claims.quantities.tokens import Tokens

__all__ = ["read_percent", "read_times"]

_PERCENT = frozenset({"%", "percent", "pct", "percents", "٪"})
_POINT = frozenset({"point", "points", "pts", "pt"})
_PP = frozenset({"pp", "ppt", "ppts", "pps"})
_TIMES = frozenset({"times", "time", "x", "×", "fold"})
_NOT_TIMES_AFTER = frozenset(
    {
        "since",
        "in",
        "this",
        "during",
        "before",
        "for",
        "at",
        "on",
        "per",
        "champion",
        "champions",
        "winner",
        "champ",
        "winners",
    }
)
_NO_COMPARATIVES = frozenset(
    {"under", "after", "later", "earlier", "never", "whether", "rather", "either", "together", "altogether", "however"}
)
_AFTER_COMPARATIVE = frozenset({"than", ".", ",", ";", ")", "and", "or", "in", "on", "at"})
_MULTIPLE_AFTER = frozenset(load("numerals")["multiples"]["times_before"].split())


def read_percent(tokens: Tokens, draft: Draft) -> bool:
    """Add a percent sign or word, or a word for points; tell whether there is one."""
    at = draft.last
    if tokens.word(at) in ("-", "‑") and tokens.glued(at) and tokens.glued(at + 1):
        at += 1
    word, after = tokens.word(at), tokens.word(at + 1)
    if (
        word == "of"
        and tokens.word(at + 1) in ("a", "one")
        and tokens.word(at + 2) in ("percent", "percentage", "point", "per")
    ):
        at, word, after = at + 2, tokens.word(at + 2), tokens.word(at + 3)
    elif word == "a" and after in ("percent", "percentage", "point"):
        at, word, after = at + 1, after, tokens.word(at + 2)
    if word == ")" and after == "%" and tokens.glued(at + 1) and tokens.word(draft.first - 1) == "(":
        draft.first -= 1  # "(2.1)%": how tables print a minus
        draft.negative = True
        return _set(tokens, draft, at + 2, "percent", "percent")
    if word in _PERCENT and tokens.raw(at) != "PCT":  # the Patent Cooperation Treaty
        end = at + 1
        hyphen = tokens.word(end) == "-"
        if tokens.word(end + 1 if hyphen else end) in _POINT:
            return _set(tokens, draft, end + 1 + hyphen, "points", "percentage_point")
        return _set(tokens, draft, end, "percent", "percent")
    if word == "per" and after == "cent":
        if tokens.word(at + 2) in _POINT:
            return _set(tokens, draft, at + 3, "points", "percentage_point")
        return _set(tokens, draft, at + 2, "percent", "percent")
    if (word == "percentage" and after in _POINT) or (
        word == "percentage" and after == "-" and tokens.word(at + 2) in _POINT
    ):
        return _set(tokens, draft, at + (3 if after == "-" else 2), "points", "percentage_point")
    if word in _PP:
        return _set(tokens, draft, at + 1, "points", "percentage_point")
    if (word == "basis" and after in _POINT) or (word == "basis" and after == "-" and tokens.word(at + 2) in _POINT):
        return _set(tokens, draft, at + (3 if after == "-" else 2), "points", "basis_point")
    if word == "bps" or (word == "bp" and (tokens.glued(at) or draft.style == "digits")):
        return _set(tokens, draft, at + 1, "points", "basis_point")
    if word == "‰" or (word == "per" and after in ("mille", "mil")):
        return _set(tokens, draft, at + (1 if word == "‰" else 2), "percent", "per_mille")
    if word in _POINT and (draft.form != "ordinal"):
        return _set(tokens, draft, at + 1, "points", "")
    return False


def _set(tokens: Tokens, draft: Draft, last: int, sort: str, unit: str) -> bool:
    draft.trace.append(
        f"percent: {tokens.text[tokens.start[draft.last] : tokens.end[last - 1]]!r} is {unit or 'a point'}"
    )
    draft.last, draft.sort, draft.unit = last, sort, unit
    return True


def read_times(tokens: Tokens, draft: Draft) -> bool:
    """Add "times", "-fold", "x": how many times one thing is another; tell whether there is one."""
    at = draft.last
    hyphen = tokens.word(at) == "-" and tokens.glued(at)
    if hyphen:
        at += 1
    word = tokens.word(at)
    if word not in _TIMES or draft.form not in ("cardinal",):
        return False
    if word in ("x", "×") and (not tokens.glued(at) or tokens.word(at + 1)[:1].isdigit()):
        return False
    if word == "time" or (word == "times" and hyphen):
        return False
    if word == "times" and tokens.word(at + 1) in _NOT_TIMES_AFTER and not draft.places:
        return False
    if word == "times" and not draft.places and not _compares(tokens, at + 1):
        return False
    draft.last, draft.sort, draft.unit = at + 1, "times", "times"
    draft.trace.append(f"percent: {word!r} makes it a multiple")
    return True


def _compares(tokens: Tokens, at: int) -> bool:
    """Tell "four times the target" and "10,000 times brighter" from "hit four times later"."""
    word, after = tokens.word(at), tokens.word(at + 1)
    if word in _MULTIPLE_AFTER:
        return True
    return word.endswith("er") and len(word) > 4 and word not in _NO_COMPARATIVES and after in _AFTER_COMPARATIVE
