"""Number words: "two hundred and fifty thousand", "one and a half", "a dozen", "an hour and a half"."""

from __future__ import annotations

from decimal import Decimal

from claims.quantities.draft import Draft
from claims.quantities.fractions import names_fraction, read_fraction, read_glyph
from claims.quantities.multiples import MULTIPLES, read_multiple
from claims.quantities.number_words import (
    ARTICLES,
    CARDINALS,
    DENOMINATORS,
    GLYPHS,
    ORDINALS,
    SPANS,
    SPOKEN_SCALES,
    TENS,
    UNITS,
    draft_of,
    ratio_of,
    words_of,
)
from claims.quantities.roman import ROMANS, read_roman
from claims.quantities.tokens import Tokens

__all__ = ["ANCHORS", "read_words"]

_SCALES_AFTER_ARTICLE = words_of("denominators", "scales_after_article")
_SMALLER_SPANS = words_of("denominators", "smaller_spans")
_DECIDED_LATER = _SCALES_AFTER_ARTICLE | SPANS | {"percentage"}  # numbers only after an article
ANCHORS = frozenset({*CARDINALS, *ORDINALS, *DENOMINATORS, *MULTIPLES, *GLYPHS, *ROMANS}) | _DECIDED_LATER
_ORDINAL_UNITS = {word: value for word, value in ORDINALS.items() if value < 10}
_MILLION = 1_000_000


def read_words(tokens: Tokens, i: int, floor: int) -> Draft | None:
    """Read the number words at token i; `floor` is the first token that no earlier figure has taken."""
    word = tokens.low[i]
    if word in _DECIDED_LATER:
        return _after_article(tokens, i, floor)
    if word in CARDINALS:
        return _cardinal(tokens, i)
    if word in MULTIPLES:
        return read_multiple(tokens, i)
    if word in ROMANS:
        return read_roman(tokens, i)
    if word in GLYPHS:
        return read_glyph(tokens, i)
    fraction = read_fraction(tokens, i, floor) if word in DENOMINATORS else None
    if fraction is None and word in ORDINALS:
        return draft_of(tokens, i, i + 1, ORDINALS[word], "ordinal")
    return fraction


def _cardinal(tokens: Tokens, i: int) -> Draft:
    """Read cardinal words from i on; "one in five" and "two-thirds" begin with them too."""
    value, at = _below_thousand(tokens, i)
    total = Decimal(0)
    last = Decimal(10) ** 18
    while True:
        scale = SPOKEN_SCALES.get(tokens.word(at))
        if scale is None or not 1000 <= scale < last or not _joined(tokens, at):
            break
        lower = _lower_group(tokens, at + 1, scale)
        if lower is None:
            if scale < _MILLION or total:  # "two million" alone: the scale reader takes the million
                value, at = value * scale, at + 1
            break
        total += value * scale
        value, at = lower
        last = scale
    return _tail(tokens, i, at, value + total)


def _lower_group(tokens: Tokens, at: int, scale: Decimal) -> tuple[Decimal, int] | None:
    """Read what follows a scale word: "two thousand | five hundred", "one million | two hundred thousand"."""
    if tokens.word(at) == "and" and tokens.word(at + 1) in CARDINALS and tokens.word(at + 2) not in SPOKEN_SCALES:
        at += 1
    if tokens.word(at) not in CARDINALS:
        return None
    value, end = _below_thousand(tokens, at)
    return (value, end) if value < scale else None


def _joined(tokens: Tokens, at: int) -> bool:
    return tokens.word(at - 1) != "," and tokens.gap(at) in (" ", "", "\u00a0", "\n")


def _below_thousand(tokens: Tokens, i: int) -> tuple[Decimal, int]:
    value, at = _below_hundred(tokens, i)
    if tokens.word(at) == "hundred" and value < 100:
        value, at = value * 100, at + 1
        rest = at + 1 if tokens.word(at) == "and" else at
        if tokens.word(rest) in CARDINALS:
            more, end = _below_hundred(tokens, rest)
            if more < 100:
                return value + more, end
    return value, at


def _below_hundred(tokens: Tokens, i: int) -> tuple[Decimal, int]:
    word = tokens.low[i]
    if word in TENS:
        at = i + 2 if tokens.word(i + 1) == "-" and tokens.glued(i + 1) else i + 1
        unit = UNITS.get(tokens.word(at))
        if unit is not None and 0 < unit < 10 and (at == i + 2 or tokens.gap(at) == " "):
            return TENS[word] + unit, at + 1
        return TENS[word], i + 1
    return CARDINALS[word], i + 1


def _tail(tokens: Tokens, i: int, at: int, value: Decimal) -> Draft:
    """Add what follows a whole number in words: "and a half", "-thirds", "-first", "dozen"."""
    w1, w2, w3 = tokens.word(at), tokens.word(at + 1), tokens.word(at + 2)
    if w1 == "and" and (w2 in ARTICLES or w2 in CARDINALS) and w3 in DENOMINATORS:
        top = Decimal(1) if w2 in ARTICLES else CARDINALS[w2]
        return draft_of(tokens, i, at + 3, value + ratio_of(top, DENOMINATORS[w3]), "cardinal")
    if (w1, w2) == ("-", "and") and w3 == "-" and tokens.word(at + 4) == "-":  # "two-and-a-half miles"
        part = tokens.word(at + 5)
        if tokens.word(at + 3) in ARTICLES and part in DENOMINATORS and tokens.glued(at + 1):
            return draft_of(tokens, i, at + 6, value + ratio_of(Decimal(1), DENOMINATORS[part]), "cardinal")
    if w1 == "dozen" and value < 100:
        return draft_of(tokens, i, at + 1, value * 12, "cardinal")
    hyphen = w1 == "-" and tokens.glued(at)
    name, after = (w2, at + 2) if hyphen else (w1, at + 1)
    if value < 100 and names_fraction(tokens, name, after, value, hyphen):
        return draft_of(tokens, i, after, ratio_of(value, DENOMINATORS[name]), "fraction")
    if hyphen and value in TENS.values() and name in _ORDINAL_UNITS:
        return draft_of(tokens, i, after, value + _ORDINAL_UNITS[name], "ordinal")
    return draft_of(tokens, i, at, value, "cardinal")


def _after_article(tokens: Tokens, i: int, floor: int) -> Draft | None:
    """Read "a million", "a dozen", "a percentage point", "an hour and a half"."""
    if i - 1 < floor or tokens.word(i - 1) not in ARTICLES:
        return None
    word, after = tokens.low[i], tokens.word(i + 1)
    if word in SPANS:
        return _span(tokens, i)
    if word == "dozen":
        return draft_of(tokens, i - 1, i + 1, Decimal(12), "cardinal")
    if word == "percentage":
        return draft_of(tokens, i - 1, i, Decimal(1), "cardinal") if after == "point" else None
    if after == "-" or (after == "and" and tokens.word(i + 2) == "one"):
        return None  # "a million-dollar question", "a thousand and one nights"
    return draft_of(tokens, i - 1, i, Decimal(1), "cardinal")


def _span(tokens: Tokens, i: int) -> Draft | None:
    """Read "an hour and a half", and the hour of "an hour and 15 minutes", which takes its unit later."""
    if tokens.word(i + 1) != "and":
        return None
    after, part = tokens.word(i + 2), tokens.word(i + 3)
    if after in ARTICLES and part in ("half", "quarter", "third"):
        value = 1 + ratio_of(Decimal(1), DENOMINATORS[part])
        draft = draft_of(tokens, i - 1, i + 4, value, "cardinal")
        draft.sort, draft.unit = "time", tokens.low[i]
        return draft
    if (after[:1].isdigit() or after in CARDINALS) and part in _SMALLER_SPANS:
        return draft_of(tokens, i - 1, i, Decimal(1), "cardinal")
    return None
