"""A sentence as a line of words, figures and dates, so that a rule can be written as one short pattern.

In the `shape` of a line all words are lower case, a figure is ``#3#`` and an expression of time is
``@1@``, so "Sales fell to 9,412 in 2024 from 8,967" reads ``sales fell to #0# in @0@ from #1#``. A match
gives the figures and the places in the text back. All repetitions in patterns over shapes are bounded."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from claims.document import BlockKind, Document
from claims.model import PeriodMention, Quantity
from claims.patterns import regex

__all__ = ["HEDGE", "MENTION", "WORD", "Line", "figure", "read_lines"]

WORD = r"[a-z][a-z'.&/-]*"
HEDGE = (
    r"(?:(?:about|some|around|roughly|approximately|nearly|almost|just|over|under"
    r"|an? (?:estimated|mere|total of|record)|"
    r"only|well|slightly|more than|less than|at least|up to) ){0,3}"
)
MENTION = (
    r"(?:,? ?(?:in|for|at|on|by|during|over|of|the|a|year|month|to|end|earlier"
    r"|before|just|only)?){0,4} ?@\d+@"
)
_PLACEHOLDER = regex(r"[#@]")
_SINGLE = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


def figure(name: str) -> str:
    """Return the pattern of one figure that a match gives back under `name`."""
    return rf"#(?P<{name}>\d+)#"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: its shape, what the placeholders stand for, and where the pieces lie in the text."""

    start: int
    end: int
    block: BlockKind
    block_index: int
    index: int
    shape: str
    figures: tuple[Quantity, ...]
    mentions: tuple[PeriodMention, ...]
    pieces: tuple[tuple[int, int], ...]  # (offset in the shape, offset in the text) where each piece begins

    def place(self, at: int) -> int:
        """Return the text offset of a shape offset (inside a placeholder: where its figure starts)."""
        n = bisect_right(self.pieces, (at, 1 << 62)) - 1
        shape_start, text_start = self.pieces[max(n, 0)]
        if self.shape[shape_start : shape_start + 1] in ("#", "@"):
            return text_start
        return text_start + at - shape_start

    def span(self, match: re.Match[str], group: str | int = 0) -> tuple[int, int]:
        """Return the [start, end) in the text of a group of a match, without white space around it."""
        raw = match.group(group)
        begin = match.start(group) + len(raw) - len(raw.lstrip())
        last = begin + len(raw.strip())
        return self.place(begin), self.end if last >= len(self.shape) else self._end_place(last)

    def figure(self, match: re.Match[str], name: str) -> Quantity | None:
        """Return the figure of a named group, ``None`` where the group did not take part."""
        number = match.group(name)
        return None if number is None else self.figures[int(number)]

    def between(self, start: int, end: int) -> list[Quantity]:
        """Return the figures whose placeholders lie in [start, end) of the shape."""
        return [self.figures[int(m.group(1))] for m in re.finditer(r"#(\d+)#", self.shape[start:end])]

    def _end_place(self, last: int) -> int:
        n = bisect_right(self.pieces, (last - 1, 1 << 62)) - 1
        shape_start, text_start = self.pieces[max(n, 0)]
        mark = self.shape[shape_start : shape_start + 1]
        if mark == "#":
            return self.figures[int(self.shape[shape_start + 1 : self.shape.index("#", shape_start + 1)])].end
        if mark == "@":
            return self.mentions[int(self.shape[shape_start + 1 : self.shape.index("@", shape_start + 1)])].end
        return text_start + last - shape_start


def read_lines(
    document: Document, quantities: tuple[Quantity, ...], mentions: tuple[PeriodMention, ...]
) -> tuple[Line, ...]:
    """Return the lines of a document, one a sentence, in text order."""
    marks = sorted(_marks(quantities, mentions), key=lambda mark: mark[0])
    lines: list[Line] = []
    at = 0
    for sentence in document.sentences:
        while at < len(marks) and marks[at][0] < sentence.start:
            at += 1
        stop = at
        while stop < len(marks) and marks[stop][0] < sentence.end:
            stop += 1
        block = document.block_of(sentence)
        lines.append(
            _line(document, sentence.start, sentence.end, (block.kind, block.index), len(lines), marks[at:stop])
        )
        at = stop
    return tuple(lines)


_Mark = tuple[int, int, Quantity | PeriodMention]


def _marks(quantities: tuple[Quantity, ...], mentions: tuple[PeriodMention, ...]) -> Iterator[_Mark]:
    """Yield figures and expressions of time that do not overlap; a figure that is a claim goes first."""
    claims = sorted((q for q in quantities if q.is_claim), key=lambda q: q.start)
    starts = [q.start for q in claims]
    for q in claims:
        yield q.start, q.end, q
    for mention in mentions:
        near = bisect_right(starts, mention.end - 1) - 1
        if near < 0 or claims[near].end <= mention.start:
            yield mention.start, mention.end, mention


def _line(
    document: Document, start: int, end: int, block: tuple[BlockKind, int], index: int, marks: list[_Mark]
) -> Line:
    shape: list[str] = []
    pieces: list[tuple[int, int]] = []
    figures: list[Quantity] = []
    mentions: list[PeriodMention] = []
    length = 0
    at = start

    def put(piece: str, place: int) -> None:
        nonlocal length
        if piece:
            pieces.append((length, place))
            shape.append(piece)
            length += len(piece)

    for mark_start, mark_end, mark in marks:
        put(_words(document.text[at:mark_start]), at)
        if isinstance(mark, Quantity):
            put(f"#{len(figures)}#", mark_start)
            figures.append(mark)
        else:
            put(f"@{len(mentions)}@", mark_start)
            mentions.append(mark)
        at = max(mark_end, at)
    put(_words(document.text[at:end]), at)
    return Line(
        start=start,
        end=end,
        block=block[0],
        block_index=block[1],
        index=index,
        shape="".join(shape),
        figures=tuple(figures),
        mentions=tuple(mentions),
        pieces=tuple(pieces),
    )


def _words(text: str) -> str:
    """Lower case, straight apostrophes, plain spaces, character for character."""
    plain = _PLACEHOLDER.sub(" ", text).replace("\n", " ").replace("\r", " ").replace("\t", " ")
    if not plain.isascii():
        plain = plain.translate(_SINGLE)
    lowered = plain.lower()
    return lowered if len(lowered) == len(plain) else plain
