"""Multiples in one word: "doubled", "threefold", "twice", "halved"."""

from __future__ import annotations

from decimal import Decimal

from claims.lexicon import load
from claims.model import Direction
from claims.quantities.draft import Draft
from claims.quantities.number_words import draft_of, words_of
from claims.quantities.tokens import Tokens, word_values

__all__ = ["MULTIPLES", "read_multiple"]

_TABLES = {
    name: {w: Decimal(v) for w, v in word_values(load("numerals")["multiples"][name]).items()}
    for name in ("up", "down", "bare", "folds")
}
MULTIPLES = _TABLES["up"] | _TABLES["down"] | _TABLES["bare"] | _TABLES["folds"]
_BARE_AFTER = words_of("multiples", "bare_after")
_BARE_BEFORE = words_of("multiples", "bare_before")
_TWICE_BEFORE = words_of("multiples", "twice_before")
_NOT_BEFORE = words_of("multiples", "not_before")


def read_multiple(tokens: Tokens, i: int) -> Draft | None:
    """Read the number of times that one word says."""
    word, after = tokens.low[i], tokens.word(i + 1)
    if after in _NOT_BEFORE or (after == "-" and tokens.word(i + 2) in _NOT_BEFORE):
        return None
    if word in ("twice", "thrice"):
        if after not in _TWICE_BEFORE:
            return None
    elif word in _TABLES["bare"] and (after == "-" or not (after in _BARE_AFTER or tokens.word(i - 1) in _BARE_BEFORE)):
        return None
    draft = draft_of(tokens, i, i + 1, MULTIPLES[word], "multiple")
    draft.direction = _direction(word)
    if draft.direction:
        draft.direction_span = (tokens.start[i], tokens.end[i])
    return draft


def _direction(word: str) -> Direction | None:
    if word in _TABLES["up"]:
        return "up"
    return "down" if word in _TABLES["down"] else None
