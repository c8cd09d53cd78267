"""Put a text together from pieces of a file that has more than text in it, remembering where each came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from claims.document import Block, BlockKind, Document
from claims.errors import EmptyDocumentError, TooLargeError
from claims.origin import Origin, Part, Stretch
from claims.patterns import regex
from claims.readers.blocks import blank_comments, find_blocks, in_pieces
from claims.readers.text import read_text

__all__ = ["MAX_TEXT", "SUPERSCRIPTS", "Draft"]

MAX_TEXT = 5_000_000  # characters taken out of one file
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # a raised 2 after a figure is no digit of it
_SPACE = regex(r"[ \t\r\n\f]+")
_CLOSE_TOGETHER = ("table", "list_item")  # rows and items follow one another without a blank line


@dataclass(frozen=True, slots=True)
class _Block:
    start: int
    end: int
    kind: BlockKind | None  # None: whatever it looks like


class Draft:
    """A text in the making: blocks are begun, pieces added, and a `Document` comes out.

    `name` is used in messages; `form`, `source` and `data` are those of the `Origin`.
    """

    def __init__(self, name: str, form: str, *, source: str | None = None, data: bytes | None = None) -> None:
        self._name, self._form, self._source, self._data = name, form, source, data
        self._pieces: list[str] = []
        self._length = 0
        self._stretches: list[Stretch] = []
        self._blocks: list[_Block] = []
        self._comments: list[int] = []
        self._open: tuple[int, BlockKind | None] | None = None
        self._parts: list[Part] = []
        self._part: tuple[int, str] | None = None
        self._before = (0, 0)  # pieces and length before the open block
        self._space: tuple[int, int] | None = None  # white space of the source that is waiting for a word

    def begin(self, kind: BlockKind | None = None, part: str | None = None) -> None:
        """Begin a block; one that is open is ended, one without words leaves no trace."""
        self.end()
        last = self._blocks[-1] if self._blocks else None
        self._before = len(self._pieces), self._length
        if self._length:
            together = last is not None and last.kind == kind and kind in _CLOSE_TOGETHER
            self._append("\n" if together else "\n\n")
        self._open = self._length, kind
        self._part = (self._length, part) if part else None

    def end(self) -> None:
        """End the open block."""
        if self._open is None:
            return
        start, kind = self._open
        self._end_part()
        self._open, self._space = None, None
        if self._length > start:
            self._blocks.append(_Block(start, self._length, kind))
        else:
            pieces, self._length = self._before
            del self._pieces[pieces:]

    @property
    def is_empty(self) -> bool:
        """Tell whether the open block has no words yet."""
        return self._open is None or self._open[0] == self._length

    @property
    def length(self) -> int:
        return self._length

    def part_at(self, offset: int) -> str | None:
        """Return the name of the part that an offset of the text stands in."""
        return next((part.name for part in self._parts if part.start <= offset < part.end), None)

    def add(self, text: str, source: int | None = None, source_end: int | None = None) -> None:
        """Add a piece as it is; without `source_end` it is the same characters as in the source."""
        if not text:
            return
        if self._open is None:
            self.begin()
        if source is not None:
            end = source + len(text) if source_end is None else source_end
            self._stretch(Stretch(self._length, self._length + len(text), source, end))
        self._append(text)

    def flow(self, text: str, source: int) -> None:
        """Add running text of a page, whose white space of whatever kind is one space between words."""
        at = 0
        for gap in _SPACE.finditer(text):
            self._word(text[at : gap.start()], source + at)
            self._space = (source + gap.start(), source + gap.end())
            at = gap.end()
        self._word(text[at:], source + at)

    def space(self, source: int) -> None:
        """Part words: what follows does not join on to what came before."""
        self._space = self._space or (source, source)

    def stand_in(self, text: str, source: int, source_end: int) -> None:
        """Add a character of running text that the source writes in another way, like an entity."""
        if _SPACE.fullmatch(text):
            self._space = (source, source_end)
            return
        self._settle_space()
        self.add(text, source, source_end)

    def line(self, part: str) -> None:
        """Go on in the open block with a line that has a name of its own."""
        self._end_part()
        self._append("\n")
        self._part = self._length, part

    def comment(self, text: str, source: int) -> None:
        """Keep a comment of the source, for what it says to the program; it is no part of the story."""
        if self._open is None:
            self._gap()
        self._comments.append(self._length)
        self._stretch(Stretch(self._length, self._length + len(text), source, source + len(text)))
        self._append(text)

    def document(
        self,
        *,
        published: date | None = None,
        found: date | None = None,
        title: str | None = None,
        notes: tuple[str, ...] = (),
    ) -> Document:
        """Return what came together; `found` is the date that the file gives, where the caller has none."""
        self.end()
        text = self._text()
        if not text.strip("\ufeff \t\r\n|"):
            raise EmptyDocumentError(f"{self._name} has no text in it")
        origin = Origin(self._form, self._source, self._data, tuple(self._stretches), tuple(self._parts))
        document = read_text(
            text, id=self._name, published=published or found, blocks=tuple(self._numbered(text)), origin=origin
        )
        return replace(document, title=document.title or title, notes=notes)

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
        if self._length > MAX_TEXT:
            raise TooLargeError(f"{self._name} has more than {MAX_TEXT:,} characters of text")

    def _end_part(self) -> None:
        if self._part is not None and self._length > self._part[0]:
            self._parts.append(Part(self._part[0], self._length, self._part[1]))
        self._part = None

    def _gap(self) -> None:
        if self._length:
            self._append("\n\n")

    def _word(self, word: str, source: int) -> None:
        if word:
            self._settle_space()
            self.add(word, source)

    def _settle_space(self) -> None:
        if self._space is not None and not self.is_empty:
            start, end = self._space
            self._stretch(Stretch(self._length, self._length + 1, start, end))
            self._append(" ")
        self._space = None

    def _stretch(self, new: Stretch) -> None:
        """Add a stretch, as part of the one before where the two are one piece."""
        last = self._stretches[-1] if self._stretches else None
        whole = last is not None and last.verbatim and new.verbatim
        if last is not None and whole and (last.end, last.source_end) == (new.start, new.source):
            self._stretches[-1] = Stretch(last.start, new.end, last.source, new.source_end)
        else:
            self._stretches.append(new)

    def _text(self) -> str:
        """The text; what only looks like the opening of a comment must not hide what follows."""
        text = "".join(self._pieces)
        kept = set(self._comments)
        return re.sub("<!--", lambda m: m.group() if m.start() in kept else "‹!--", text)

    def _numbered(self, text: str) -> Iterator[Block]:
        """Give the blocks numbers, kinds, and ends without white space."""
        guessed = {block.start: block.kind for block in find_blocks(blank_comments(text))}
        n = 0
        for block in self._blocks:
            words = text[block.start : block.end]
            start = block.start + len(words) - len(words.lstrip())
            end = start + len(words.strip())
            for a, b, kind in in_pieces(text, start, end, block.kind or guessed.get(start, "paragraph")):
                yield Block(a, b, n, kind)
                n += 1
