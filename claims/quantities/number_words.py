"""The tables of number words (`lexicon/en/numerals.toml`) and the record that they fill."""

from __future__ import annotations

from decimal import Decimal

from claims.lexicon import load
from claims.quantities.draft import Draft, Form
from claims.quantities.tokens import Tokens, word_values

__all__ = [
    "ARTICLES",
    "CARDINALS",
    "DENOMINATORS",
    "GLYPHS",
    "ORDINALS",
    "SPANS",
    "SPOKEN_SCALES",
    "TENS",
    "UNITS",
    "draft_of",
    "ratio_of",
    "words_of",
]

_LEXICON = load("numerals")
_ENDING = (2, 4, 5, 8, 10, 16, 20, 100, 1000)  # denominators whose decimals end


def _table(section: str, *names: str) -> dict[str, Decimal]:
    return {w: Decimal(v) for name in names for w, v in word_values(_LEXICON[section][name]).items()}


def words_of(section: str, name: str) -> frozenset[str]:
    """Return a list of the lexicon as a set."""
    return frozenset(_LEXICON[section][name].split())


UNITS = _table("cardinals", "units")
TENS = _table("cardinals", "tens")
CARDINALS = UNITS | TENS
ORDINALS = _table("ordinals", "units", "tens", "large")
DENOMINATORS = _table("denominators", "words")
GLYPHS = {
    sign: (int(value.split("/")[0]), int(value.split("/")[1]))
    for sign, value in word_values(_LEXICON["glyphs"]["fractions"]).items()
}
_SCALES = {w: Decimal(10) ** int(v) for w, v in word_values(load("scales")["words"]["exponents"]).items()}
SPOKEN_SCALES = {w: v for w, v in _SCALES.items() if len(w) > 3 and not w.endswith("s")}
SPANS = words_of("denominators", "spans")
ARTICLES = frozenset({"a", "an"})


def draft_of(tokens: Tokens, first: int, last: int, value: Decimal, form: Form) -> Draft:
    """Return the draft of the number words [first, last)."""
    draft = Draft(first, last, first, last, value, form=form)
    draft.style = "ordinal" if form == "ordinal" else "words" if form in ("cardinal", "multiple") else "fraction"
    draft.places = max(0, -int(value.as_tuple().exponent)) if form == "cardinal" else 0
    draft.number_start, draft.number_end = tokens.start[first], tokens.end[last - 1]
    draft.trace.append(f"words: {tokens.text[draft.number_start : draft.number_end]!r} is a {form}")
    return draft


def ratio_of(top: Decimal, bottom: Decimal) -> Decimal:
    """Return a fraction, to eight decimals where it does not end."""
    value = top / bottom
    return value if bottom in _ENDING else value.quantize(Decimal("1e-8"))
