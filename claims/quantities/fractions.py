"""Fractions in words and signs: "half of", "a third", "two-thirds", "three quarters of", "½"."""

from __future__ import annotations

from decimal import Decimal

from claims.quantities.draft import Draft
from claims.quantities.number_words import ARTICLES, DENOMINATORS, GLYPHS, draft_of, ratio_of, words_of
from claims.quantities.tokens import Tokens

__all__ = ["names_fraction", "read_fraction", "read_glyph"]

_HALVES_OF_TIME = words_of("fractions", "halves_of_time")
_NOT_AFTER_HALF = words_of("fractions", "not_after_half")
_SPANS_AFTER_HALF = words_of("fractions", "spans_after_half")
_AFTER_QUARTER = words_of("fractions", "after_quarter")
_AFTER_HYPHEN = words_of("fractions", "after_quarter_hyphen")
_QUARTER_ENDS = words_of("fractions", "after_quarter_ends")
_AFTER_MOVE = words_of("fractions", "after_quarter_moved")
_BEFORE_MOVE = words_of("fractions", "before_quarter_moved")
_AFTER_PART = words_of("fractions", "after_part")
_BEFORE_PART = words_of("fractions", "before_part")
_ONE = Decimal(1)


def read_glyph(tokens: Tokens, i: int) -> Draft:
    """Read a printed fraction that stands alone."""
    top, bottom = GLYPHS[tokens.low[i]]
    draft = draft_of(tokens, i, i + 1, ratio_of(Decimal(top), Decimal(bottom)), "fraction")
    draft.places = 2
    return draft


def names_fraction(tokens: Tokens, name: str, after: int, value: Decimal, hyphen: bool) -> bool:
    """Tell whether "two thirds", "one-fifth", "three quarters of" is a fraction and not a time or a rank."""
    if name not in DENOMINATORS or (name in ("half", "halves") and value != 1):
        return False
    if name in ("quarter", "quarters") and tokens.word(after) not in ("of", "the"):
        return hyphen and value < 4 and (value == 1) != name.endswith("s")
    if (value == 1) == name.endswith("s"):
        return False
    if name == "half" and not hyphen:
        return tokens.word(after) in ("of", "the", "million", "billion")
    return value < DENOMINATORS[name] or name == "half"


def read_fraction(tokens: Tokens, i: int, floor: int) -> Draft | None:
    """Read "half", "a third", "a quarter of": denominators that stand alone or after an article."""
    word = tokens.low[i]
    article = i - 1 >= floor and tokens.word(i - 1) in ARTICLES
    if word == "half":
        return _half(tokens, i, article)
    if word == "quarter":
        return _quarter(tokens, i, article)
    if not article or word.endswith("s") or word == "second":
        return None
    after, told = tokens.word(i + 1), tokens.word(i - 2) in _BEFORE_PART
    if told or after in _AFTER_PART:
        return draft_of(tokens, i - 1, i + 1, ratio_of(_ONE, DENOMINATORS[word]), "fraction")
    return None


def _half(tokens: Tokens, i: int, article: bool) -> Draft | None:
    """Tell "half of", "a half" from "first half", "half-time", "half brother"."""
    owner = tokens.word(i - 2) if tokens.word(i - 1) == "-" else tokens.word(i - 1)
    after = tokens.word(i + 1)
    if owner == "the" and after not in ("of", "million", "billion", "-"):
        return None  # "led 58-41 at the half"
    if owner in _HALVES_OF_TIME or after in _NOT_AFTER_HALF or (after in _SPANS_AFTER_HALF and not article):
        return None
    return draft_of(tokens, i - 1 if article else i, i + 1, Decimal("0.5"), "fraction")


def _quarter(tokens: Tokens, i: int, article: bool) -> Draft | None:
    """Tell "a quarter of", "fell by a quarter", "a quarter-point cut" from the quarter of a year."""
    after = tokens.word(i + 1)
    value = Decimal("0.25")
    if after == "-":
        if tokens.word(i + 2) not in _AFTER_HYPHEN:
            return None
        return draft_of(tokens, i - 1 if article else i, i + 1, value, "fraction")
    if not article or (after == "of" and tokens.word(i + 2) == "growth"):
        return None
    before = tokens.word(i - 2)
    moved = after in _AFTER_MOVE and before in _BEFORE_MOVE
    if moved or after in _AFTER_QUARTER or (after in _QUARTER_ENDS and before in _BEFORE_PART):
        return draft_of(tokens, i - 1, i + 1, value, "fraction")
    return None
