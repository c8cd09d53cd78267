"""Scale words and letters after a numeral: "1.2 million", "$3bn", "5.9m", "3.5 lakh crore"."""

from __future__ import annotations

from decimal import Decimal

from claims.lexicon import load
from claims.quantities.draft import Draft
from claims.quantities.tokens import Tokens, word_values

__all__ = ["read_scale"]

_LEXICON = load("scales")
_WORDS = {w: Decimal(10) ** int(v) for w, v in word_values(_LEXICON["words"]["exponents"]).items()}
_LETTERS = {w: Decimal(10) ** int(v) for w, v in word_values(_LEXICON["letters"]["exponents"]).items()}
_FREE = frozenset(word_values(_LEXICON["letters_free"]["exponents"]))
_SECOND = frozenset(_LEXICON["double"]["after"].split())
_TRACKS = frozenset(map(Decimal, (50, 60, 100, 110, 200, 400, 800, 1500, 3000, 5000, 10000)))
_IMPERIAL = frozenset({"in", "inch", "inches", "ft", "foot", "feet", "yd", "yard", "yards"})
_METRES = frozenset(_LEXICON["metres"]["words"].split())


def read_scale(tokens: Tokens, draft: Draft, money: bool) -> None:
    """Add the scale that follows the numeral; `money` says that a currency sign stands before it."""
    at = draft.last
    if at < len(tokens) and tokens.low[at] == "-" and tokens.glued(at) and tokens.word(at + 1) in _WORDS:
        at += 1  # "$3.4-billion"
    word = tokens.word(at)
    factor = _WORDS.get(word)
    if draft.form == "fraction":
        _spoken_scale(tokens, draft, word, at)
        return
    if draft.form != "cardinal":
        return
    if factor is not None and (word != "yi" or not tokens.raw(at)[0].isupper()):
        if draft.style == "words" and word in ("hundred",) and draft.value is not None and draft.value >= 100:
            return
        _take(tokens, draft, at, factor)
        second = f"{word}={tokens.word(draft.last)}"
        if second in _SECOND:
            _take(tokens, draft, draft.last, _WORDS[tokens.word(draft.last)] * factor)
        return
    letter = tokens.raw(at)
    if letter not in _LETTERS or draft.style != "digits":
        return
    if money:
        fits = tokens.glued(at) or letter in ("m", "b", "k")
    else:
        fits = tokens.glued(at) and letter in _FREE and not _is_metres(tokens, draft, at, letter)
    if fits:
        _take(tokens, draft, at, _LETTERS[letter])


def _take(tokens: Tokens, draft: Draft, at: int, factor: Decimal) -> None:
    start = tokens.start[at] if not draft.scale_text else tokens.start[at - 1]
    draft.scale = factor
    draft.scale_text = tokens.text[start : tokens.end[at]]
    draft.last = at + 1
    draft.trace.append(f"scales: {draft.scale_text!r} is {factor:f}")


def _spoken_scale(tokens: Tokens, draft: Draft, word: str, at: int) -> None:
    """Read "half a million", "a quarter of a million", "half a dozen", "three quarters of a billion"."""
    if word == "of":
        at += 1
    if tokens.word(at) in ("a", "an"):
        at += 1
    word = tokens.word(at)
    if word == "dozen":
        draft.value = None if draft.value is None else draft.value * 12
        draft.form, draft.style = "cardinal", "words"
        draft.last = draft.number_last = at + 1
        draft.number_end = tokens.end[at]
        return
    factor = _WORDS.get(word)
    if factor is None or (
        tokens.word(at - 1) not in ("a", "an", "-") and word not in ("million", "billion", "trillion")
    ):
        return
    draft.form, draft.style = "cardinal", "words"
    draft.places = max(0, -int(draft.value.as_tuple().exponent)) if draft.value is not None else 0
    _take(tokens, draft, at, factor)


def _is_metres(tokens: Tokens, draft: Draft, at: int, letter: str) -> bool:
    """Tell whether "100m" is a length: a sport or a height stands beside it."""
    if letter != "m":
        return False
    before, after = tokens.word(draft.first - 1), tokens.word(at + 1)
    if (
        before in ("the", "men's", "women's", "men’s", "women’s", "a")
        and draft.value in _TRACKS
        and not (after.endswith("s") and len(after) > 3)
    ):
        return True
    if before == "(" and tokens.word(draft.first - 2) in _IMPERIAL:
        return True  # "6ft 4in (1.93m)"
    if after == "(" and tokens.word(at + 3) in _IMPERIAL:
        return True  # "5.2m (17ft)"
    return (
        after in _METRES
        or before in ("x", "×")
        or (after == "x")
        or (tokens.word(at + 2) in _METRES and after in ("-", "men", "women", "world"))
    )
