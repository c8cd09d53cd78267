"""Small whole numbers as news prints them: read a word or digits, and write another number the same way.

For rules that count (items of a list, wins, anniversaries, editions), where the figures are small and the
wording around them is what matters.
"""

from __future__ import annotations

import re

from claims.patterns import regex

__all__ = ["NUMBER", "ORDINAL", "cardinal", "like", "ordinal", "ordinal_like"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_CARDINALS = [*_ONES, *(f"{t}-{o}" if o else t for t in _TENS for o in ["", *_ONES[1:10]])]
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth",
    "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip


def _ordinal_word(cardinal_word: str) -> str:
    stem, hyphen, last = cardinal_word.rpartition("-")
    word = _IRREGULAR.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{stem}{hyphen}{word}"


_WORDS_TO = 10
_CARDINAL = {word: n for n, word in enumerate(_CARDINALS)}
_CARDINAL |= {word.replace("-", " "): n for word, n in _CARDINAL.items() if "-" in word}
_ORDINALS = [_ordinal_word(word) for word in _CARDINALS]
_ORDINAL = {word: n for n, word in enumerate(_ORDINALS)} | {"hundredth": 100}
_SUFFIXED = regex(r"(\d{1,4})(?:st|nd|rd|th)", re.I)

# Patterns of what `cardinal` and `ordinal` read; for use with re.IGNORECASE.
NUMBER = rf"(?:\d{{1,4}}|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(reversed(_ONES))})"
ORDINAL = (
    rf"(?:\d{{1,4}}(?:st|nd|rd|th)|(?:(?:{'|'.join(_TENS)})-)?(?:{'|'.join(_ORDINALS[1:10])})|"
    rf"{'|'.join(_ORDINALS[10:20])}|{'|'.join(_ORDINALS[20::10])}|hundredth)"
)


def cardinal(word: str) -> int | None:
    """Return the value of "seven", "Twenty-one" or "12", ``None`` when it is no whole number below 10,000."""
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= 4 else None
    return _CARDINAL.get(word.lower())


def ordinal(word: str) -> int | None:
    """Return the value of "third" or "90th", ``None`` when it is no ordinal."""
    match = _SUFFIXED.fullmatch(word)
    return int(match.group(1)) if match else _ORDINAL.get(word.lower())


def like(printed: str, value: int) -> str:
    """Return a cardinal in the style of the printed one: words stay words, a capital stays a capital.

    A text that writes "four" in words may still write 13 in figures, so words are kept up to ten, or where the
    printed word is itself beyond ten or begins a sentence.
    """
    if printed[:1].isdigit() or not 0 <= value < len(_CARDINALS) or _beyond(printed, cardinal(printed), value):
        return str(value)
    return _cased(printed, _CARDINALS[value])


def ordinal_like(printed: str, value: int) -> str:
    """Return an ordinal in the style of the printed one: "90th" gives "100th", "ninth" gives "tenth"."""
    if printed[:1].isdigit() or not 0 < value < len(_ORDINALS) or _beyond(printed, ordinal(printed), value):
        return f"{value}{_suffix(value)}"
    return _cased(printed, _ORDINALS[value])


def _beyond(printed: str, number: int | None, value: int) -> bool:
    return value > _WORDS_TO and not printed[:1].isupper() and (number or 0) <= _WORDS_TO


def _cased(printed: str, word: str) -> str:
    if printed.isupper() and len(printed) > 1:
        return word.upper()
    return word.capitalize() if printed[:1].isupper() else word


def _suffix(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
