"""A text with its paragraphs, sentences, tokens and positions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar

from claims.origin import Origin, Place, line_starts

__all__ = ["Block", "Document", "Sentence", "Token", "begun_in"]

_Item = TypeVar("_Item")

BlockKind = Literal["headline", "deck", "paragraph", "list_item", "table", "caption", "front_matter"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a punctuation mark."""

    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    index: int  # in the document
    block: int  # index of its block


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, headline, list item, table … in reading order."""

    start: int
    end: int
    index: int
    kind: BlockKind


@dataclass(frozen=True)
class Document:
    """The text as given and what was learnt of its form.

    `published` is the date that relative periods are read from, ``None`` when unknown. `origin` leads from a text
    that was taken out of a page, a letter or a Word file back into it; a plain text has none.
    """

    text: str
    id: str = ""
    title: str | None = None
    published: date | None = None
    language: str = "en"
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    dateline: date | None = None
    dateline_span: tuple[int, int] | None = None  # "BEIJING, Feb. 25 (Xinhua) --"
    notes: tuple[str, ...] = field(default_factory=tuple)  # what was left unread, a sentence each
    origin: Origin | None = None

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that holds (or last began before) a code point offset."""
        if not self.sentences:
            return Sentence(0, len(self.text), 0, 0)
        at = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[max(at, 0)]

    def block_of(self, sentence: Sentence) -> Block:
        return self.blocks[sentence.block]

    def sentence_text(self, sentence: Sentence) -> str:
        return self.text[sentence.start : sentence.end]

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column (code points) of an offset."""
        at = bisect_right(self._line_starts, offset) - 1
        return at + 1, offset - self._line_starts[at] + 1

    def place(self, start: int, end: int) -> Place:
        """Return where text[start:end] stands in the file as given, as a person looks it up."""
        if self.origin is not None:
            return self.origin.place(start, end)
        return Place(*self.line_column(start), *self.line_column(end))

    def utf16(self, offset: int) -> int:
        """Return the offset counted in UTF-16 code units, as editors and JavaScript count."""
        return offset + bisect_right(self._astral, offset - 1)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    @cached_property
    def _line_starts(self) -> list[int]:
        return line_starts(self.text)

    @cached_property
    def _astral(self) -> list[int]:
        return [m.start() for m in re.finditer("[\U00010000-\U0010ffff]", self.text)]


def begun_in(items: Sequence[_Item], starts: Sequence[int], sentence: Sentence) -> Sequence[_Item]:
    """Return the items that begin in a sentence; `starts` are where each of them begins, ascending."""
    return items[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
