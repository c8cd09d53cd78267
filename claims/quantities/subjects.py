"""What a percentage measures: the noun of the sentence that names a share, a rate or growth."""

from __future__ import annotations

from claims.lexicon import load
from claims.quantities.direction import Cue
from claims.quantities.tokens import Tokens

__all__ = ["FALLS", "GROWTH", "MOVES", "RATES", "SHARES", "first_noun", "moved_rate", "nearest_noun"]

_LEXICON = load("kinds")["percent"]
RATES = frozenset(_LEXICON["level"].split())
SHARES = frozenset(_LEXICON["share"].split())
GROWTH = frozenset(_LEXICON["growth"].split())
FALLS = frozenset(_LEXICON["fall"].split())
MOVES = frozenset(_LEXICON["moves"].split())
_SUBJECTS = RATES | SHARES | GROWTH | FALLS | MOVES
_OF_SHARES = frozenset({"'", "’", "market", "respective", "vote"})  # "the groups' shares", not shares of stock


def nearest_noun(tokens: Tokens, low: int, at: int) -> str:
    """Return the word before token `at` that says what a percentage measures; a verb only at need."""
    weak = ""
    for j in range(at - 1, low - 1, -1):
        word = tokens.low[j]
        if word not in _SUBJECTS or (word == "percentage" and tokens.word(j + 1).startswith(("point", "-"))):
            continue
        if word in MOVES:
            weak = weak or word
            continue
        before = tokens.word(j - 1)
        if word == "share" and (before in ("per", "a", "each") or tokens.word(j - 2) == "per"):
            continue
        if word == "shares" and before not in _OF_SHARES:
            continue
        if word in ("rate", "rates"):
            for k in range(j - 1, max(low, j - 4) - 1, -1):
                if tokens.low[k] in _SUBJECTS and tokens.low[k] not in MOVES:
                    return tokens.low[k]
        return word
    return weak


def first_noun(tokens: Tokens, at: int, high: int) -> str:
    """Return the word after the figure that says what it measures: "At 8.7%, inflation is …"."""
    for j in range(at, high):
        if tokens.low[j] in _SUBJECTS and tokens.low[j] not in MOVES:
            return tokens.low[j]
    return ""


def moved_rate(tokens: Tokens, low: int, at: int, cue: Cue) -> bool:
    """Tell whether the subject of a change that is told before token `at` is itself a rate or a share."""
    for j in range(at - 1, max(low, at - 12) - 1, -1):
        word = tokens.low[j]
        if word in (";", "while", "but", "as", "and") or (word == "," and cue.sort != "noun"):
            return False
        if word in ("share", "proportion", "percentage", "turnout"):
            taken = "per" in tokens.low[max(low, j - 2) : j] or tokens.word(j + 1) in ("price", "prices", "index")
            return not taken
        if word == "shares":
            return tokens.word(j - 1) in _OF_SHARES
        if word == "rate":
            return any(w in SHARES or w in RATES for w in tokens.low[max(low, j - 3) : j])
    return False
