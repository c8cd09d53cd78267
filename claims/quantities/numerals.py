"""Numerals in digits: the grouping of any house style, decimals, printed fractions, slips of the keyboard."""

from __future__ import annotations

from decimal import Decimal

from claims.lexicon import load
from claims.patterns import regex
from claims.quantities.draft import Draft
from claims.quantities.number_words import ARTICLES, DENOMINATORS, GLYPHS, ratio_of
from claims.quantities.tokens import Tokens

__all__ = ["SIGNS", "has_comma_decimals", "read_digits", "value_of"]

SIGNS = frozenset("-−–‐‑")
_SPACES = frozenset({" ", "\u00a0", "\u2009", "\u202f"})
_GROUPED = regex(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_INDIAN = regex(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_POINTS = regex(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_PLAIN = regex(r"\d+(?:\.\d+)?")
_COMMA_DECIMAL = regex(r"\d+,\d{1,2}")
_NAMES = frozenset(load("setaside")["index_names"]["words"].split()) | frozenset(
    load("setaside")["months"]["names"].split()
)
_PARTS = frozenset({"half", "quarter", "third"})
_LONGEST = 24  # digits: more is no figure of a newsroom


def value_of(printed: str, comma_decimals: bool = False) -> tuple[Decimal | None, int, str | None]:
    """Return (value, decimals, flaw) of digits as printed; the value is None where no reading is safe.

    >>> value_of("5,00,000")
    (Decimal('500000'), 0, None)
    """
    if len(printed) > _LONGEST:
        return None, 0, "grouping"
    if _PLAIN.fullmatch(printed):
        _whole, _, decimals = printed.partition(".")
        return Decimal(printed), len(decimals), None
    if _GROUPED.fullmatch(printed) or _INDIAN.fullmatch(printed):
        decimals = printed.partition(".")[2]
        return Decimal(printed.replace(",", "")), len(decimals), None
    if _POINTS.fullmatch(printed):
        decimals = printed.partition(",")[2]
        return Decimal(printed.replace(".", "").replace(",", ".")), len(decimals), None
    if _COMMA_DECIMAL.fullmatch(printed):
        decimals = printed.partition(",")[2]
        flaw = None if comma_decimals else "grouping"
        if flaw and len(decimals) == 2:  # "10,00 people": a digit was lost
            return Decimal(printed.replace(",", "")), 0, flaw
        return Decimal(printed.replace(",", ".")), len(decimals), flaw
    return _malformed(printed)


def _malformed(printed: str) -> tuple[Decimal | None, int, str]:
    """Read what can be read of a numeral that no house style prints."""
    if ".." in printed or ",," in printed or printed.count(".") > 1:
        return None, 0, "decimal-point"
    whole, _, decimals = printed.partition(".")
    if "," in decimals:
        return None, 0, "decimal-point"
    digits = whole.replace(",", "")
    return Decimal(f"{digits}.{decimals}" if decimals else digits), len(decimals), "grouping"


def has_comma_decimals(tokens: Tokens) -> bool:
    """Tell whether the text prints decimals after a comma: "1.234,5" and never "1,234.5"."""
    if "," not in tokens.text:
        return False
    continental = False
    for word in tokens.low:
        if "," in word and word[0].isdecimal():
            if _GROUPED.fullmatch(word):
                return False
            continental = continental or bool(_POINTS.fullmatch(word))
    return continental


def read_digits(tokens: Tokens, i: int, comma_decimals: bool = False) -> Draft:
    """Read the numeral that begins at token i, which starts with a digit."""
    printed = tokens.low[i]
    last = i + 1
    start, end = tokens.start[i], tokens.end[i]
    if "," not in printed and "." not in printed and 1 <= len(printed) <= 3 and printed[0] != "0":
        groups = _space_groups(tokens, i)
        if len(groups) > 1:
            printed, last, end = "".join(groups), i + len(groups), tokens.end[i + len(groups) - 1]
    value, places, flaw = value_of(printed, comma_decimals)
    draft = Draft(i, last, i, last, value, places, number_start=start, number_end=end, flaw=flaw)
    if flaw:
        draft.trace.append(f"numerals: {tokens.text[start:end]!r} is malformed ({flaw})")
    if (
        tokens.glued(i)
        and tokens.low[i - 1] == "."
        and not tokens.glued(i - 1)
        and value is not None
        and printed.isdigit()
    ):
        draft.value, draft.places = Decimal(f"0.{printed}"), len(printed)  # ".5"
        draft.number_first = draft.first = i - 1
        draft.number_start = tokens.start[i - 1]
        draft.trace.append("numerals: decimals without a leading zero")
    elif value is not None:
        _printed_fraction(tokens, draft)
    return draft


def _space_groups(tokens: Tokens, i: int) -> list[str]:
    """Return the groups of "2 636.8": one space between groups of three digits."""
    groups = [tokens.low[i]]
    gap = tokens.gap(i + 1)
    before = tokens.word(i - 1)
    if gap not in _SPACES or before in _NAMES or (tokens.gap(i) == gap and before[:1].isdigit()):
        return groups
    at = i + 1
    while at < len(tokens) and tokens.gap(at) == gap:
        whole, _, decimals = tokens.low[at].partition("." if "." in tokens.low[at] else ",")
        if len(whole) != 3 or not whole.isdecimal() or (decimals and not decimals.isdecimal()):
            break
        if decimals and len(decimals) == 3 and "," in tokens.low[at]:
            break
        groups.append(f"{whole}.{decimals}" if decimals else whole)
        at += 1
        if decimals:
            break
    return groups


def _printed_fraction(tokens: Tokens, draft: Draft) -> None:
    """Add "½" and "1/2" that follow a whole number or make the numeral itself."""
    at = draft.number_last
    if tokens.word(at) == "and" and tokens.word(at + 1) in ARTICLES and draft.places == 0 and draft.value is not None:
        part = tokens.word(at + 2)
        if part in _PARTS and tokens.word(at + 3) != "of":  # "21 and a half hours"
            draft.value += ratio_of(Decimal(1), DENOMINATORS[part])
            draft.places = max(0, -int(draft.value.as_tuple().exponent))
            draft.number_last = draft.last = at + 3
            draft.number_end = tokens.end[at + 2]
            draft.trace.append(f"numerals: and a {part}")
        return
    glyph = GLYPHS.get(tokens.word(at))
    if glyph and (tokens.glued(at) or tokens.gap(at) == " ") and draft.value is not None and draft.places == 0:
        share = Decimal(glyph[0]) / Decimal(glyph[1])
        draft.value += share
        draft.places = max(0, -int(share.as_tuple().exponent)) if glyph[1] in (2, 4, 5, 8) else 2
        draft.number_last = draft.last = at + 1
        draft.number_end = tokens.end[at]
        draft.trace.append("numerals: printed fraction")
