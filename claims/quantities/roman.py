"""Roman numerals of an edition: "the XXI Winter Games", "Super Bowl LVIII"."""

from __future__ import annotations

from decimal import Decimal

from claims.lexicon import load
from claims.model import Kind
from claims.quantities.draft import Draft
from claims.quantities.number_words import draft_of
from claims.quantities.tokens import Tokens

__all__ = ["ROMANS", "read_roman"]

_LEXICON = load("ordinals")["roman"]
_AFTER = frozenset(_LEXICON["after"].split())
_BEFORE = frozenset(_LEXICON["before"].split())
_DIGITS = ((90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_REACH = 3  # words between numeral and noun: "the XXI Olympic Winter Games"
_LAST = 199


def _roman(number: int) -> str:
    """Write a number in Roman numerals.

    >>> _roman(58)
    'lviii'
    """
    written = "c" * (number // 100)
    number %= 100
    for value, letters in _DIGITS:
        written += letters * (number // value)
        number %= value
    return written


# one letter is a name ("the X Games", "World Cup X"), never surely an edition
ROMANS = {_roman(n): Decimal(n) for n in range(2, _LAST + 1) if len(_roman(n)) > 1}


def read_roman(tokens: Tokens, i: int) -> Draft | None:
    """Read a Roman numeral in capitals beside what is held again and again; otherwise it is a name."""
    if not tokens.raw(i).isupper():
        return None
    if tokens.word(i - 1) not in _BEFORE and not (tokens.word(i - 1) == "the" and _names_edition(tokens, i + 1)):
        return None
    draft = draft_of(tokens, i, i + 1, ROMANS[tokens.low[i]], "ordinal")
    draft.kind, draft.unit, draft.sort = Kind.ORDINAL_EDITION, "edition", "edition"
    return draft


def _names_edition(tokens: Tokens, at: int) -> bool:
    for j in range(at, at + _REACH):
        if tokens.word(j) in _AFTER:
            return True
        if not tokens.word(j).isalpha():
            return False
    return False
