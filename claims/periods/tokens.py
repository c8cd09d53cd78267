"""The words, numbers and marks of a text, with their places."""

from __future__ import annotations

from functools import lru_cache

from claims.patterns import regex

__all__ = ["Tokens", "tokens_of"]

_TOKEN = regex(r"[^\W\d_]+|[0-9]+(?:[.,:][0-9]+)*|[^\w\s]")
_PAD = 12  # empty tokens at the end, so that looking ahead (and one back from 0) needs no test


class Tokens:
    """A text cut up; ``low[n]`` is the n-th token in lower case, ``""`` beyond the end."""

    __slots__ = ("count", "end", "low", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        spans = [match.span() for match in _TOKEN.finditer(text)]
        self.count = len(spans)
        self.start = [a for a, _ in spans] + [len(text)] * _PAD
        self.end = [b for _, b in spans] + [len(text)] * _PAD
        lowered = text.lower()
        same = len(lowered) == len(text)  # no capital whose small form is two characters
        self.low = ([lowered[a:b] for a, b in spans] if same else [text[a:b].lower() for a, b in spans]) + [""] * _PAD

    def glued(self, n: int) -> bool:
        """Tell whether a token follows the one before it without a space."""
        return 0 < n < self.count and self.start[n] == self.end[n - 1]

    def capital(self, n: int) -> bool:
        """Tell whether a token begins with a capital letter."""
        return n < self.count and self.text[self.start[n]].isupper()

    def surface(self, first: int, stop: int) -> str:
        return self.text[self.start[first] : self.end[stop - 1]]

    def number(self, n: int, limit: int = 9999) -> int | None:
        """Return the value of a token of plain digits, ``None`` for anything else."""
        word = self.low[n]
        return int(word) if word.isdecimal() and word.isascii() and len(word) <= 4 and int(word) <= limit else None


@lru_cache(maxsize=1)
def tokens_of(text: str) -> Tokens:
    """Return the tokens of a text; the last text is kept, since every step reads the same one."""
    return Tokens(text)
