"""A text as parallel lists of tokens: the anchors are found by looking words up, never by a big pattern."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from claims.document import Document
from claims.patterns import regex

__all__ = ["Tokens", "tokenize", "word_values"]

# A numeral, an abbreviation with points, a word, or one other sign: no alternative backtracks into another.
_TOKEN = regex(  # first what most tokens are
    r"[A-Za-z]{2,}[^\W\d_]*(?:['’][^\W\d_]+)*|\d+(?:[.,]+\d+)*|(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_"
)


@dataclass(slots=True)
class Tokens:
    """The tokens of a text: `low` in lower case, `start` and `end` as code points, sentences by token."""

    text: str
    low: list[str]
    start: list[int]
    end: list[int]
    sentence_starts: list[int]  # index of the first token of each sentence, ascending
    block_starts: list[int]  # index of the first token of each block
    block_kinds: list[str]

    def __len__(self) -> int:
        return len(self.low)

    def word(self, i: int) -> str:
        """Return the lower-case token, the empty string outside the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def raw(self, i: int) -> str:
        """Return the token as printed, the empty string outside the text."""
        return self.text[self.start[i] : self.end[i]] if 0 <= i < len(self.low) else ""

    def glued(self, i: int) -> bool:
        """Tell whether token i touches the one before it."""
        return 0 < i < len(self.low) and self.start[i] == self.end[i - 1]

    def gap(self, i: int) -> str:
        """Return the white space before token i."""
        return self.text[self.end[i - 1] : self.start[i]] if 0 < i < len(self.low) else ""

    def opens_line(self, i: int) -> bool:
        """Tell whether token i is the first of its line or block."""
        if i <= 0 or "\n" in self.gap(i):
            return True
        at = bisect_left(self.block_starts, i)
        return at < len(self.block_starts) and self.block_starts[at] == i

    def sentence(self, i: int) -> tuple[int, int]:
        """Return the token range of the sentence that holds token i."""
        at = bisect_right(self.sentence_starts, i)
        low = self.sentence_starts[at - 1] if at else 0
        high = self.sentence_starts[at] if at < len(self.sentence_starts) else len(self.low)
        return low, high

    def block_kind(self, i: int) -> str:
        """Return the kind of the block that holds token i."""
        at = bisect_right(self.block_starts, i)
        return self.block_kinds[at - 1] if at else "paragraph"

    def at(self, offset: int) -> int:
        """Return the index of the first token that ends after a code point."""
        return bisect_right(self.end, offset)


def tokenize(document: Document) -> Tokens:
    """Split the whole text into tokens."""
    text = document.text
    spans = [m.span() for m in _TOKEN.finditer(text)]
    lowered = text.lower()
    if len(lowered) == len(text):
        low = [lowered[a:b] for a, b in spans]
    else:  # a capital whose small form is two characters
        low = [text[a:b].lower() for a, b in spans]
    start = [a for a, _ in spans]
    end = [b for _, b in spans]
    return Tokens(
        text,
        low,
        start,
        end,
        [bisect_left(start, s.start) for s in document.sentences],
        [bisect_left(start, b.start) for b in document.blocks],
        [b.kind for b in document.blocks],
    )


def word_values(listing: str) -> dict[str, str]:
    """Read "word=value word=value" as a dictionary."""
    return dict(pair.split("=", 1) for pair in listing.split())
