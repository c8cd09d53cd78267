"""Where the text of a document stands in the file that it was taken from.

A plain text is its own original. From a page, a letter or a Word file the words are taken out; what leads back
is a list of stretches (text to place in the original's own text, where it has lines) and of parts with a name
that a person can find ("paragraph 12", "table 2, row 3", "page 4, line 7").
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from claims.patterns import regex

__all__ = ["Origin", "Part", "Place", "Stretch", "line_starts"]

_ADDED = 4  # characters between two stretches that stand in no file
_LINE_END = regex(r"\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the file as given; lines and columns count from 1, ``None`` where the file has no lines."""

    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    part: str | None = None

    def __str__(self) -> str:
        return f"line {self.line}" if self.line is not None else self.part or "text"


@dataclass(frozen=True, slots=True)
class Stretch:
    """text[start:end] was taken from original[source:source_end]; of equal length it is the same characters."""

    start: int
    end: int
    source: int
    source_end: int

    @property
    def verbatim(self) -> bool:
        return self.end - self.start == self.source_end - self.source


@dataclass(frozen=True, slots=True)
class Part:
    """text[start:end] stands in a part of the file that has a name."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Origin:
    """The file a text was taken from.

    `source` is its text where it has lines a person can look up, `data` its bytes where a report is written into
    a copy of it. Stretches and parts are in the order of the text and do not overlap.
    """

    form: str  # "html", "word", "pdf", "mail", "rtf"
    source: str | None = None
    data: bytes | None = field(default=None, repr=False)
    stretches: tuple[Stretch, ...] = ()
    parts: tuple[Part, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where text[start:end] stands in the original's text, ``None`` where that is not known."""
        first, last = self._stretch(start), self._stretch(max(end - 1, start))
        if first is None or last is None:
            return None
        return _into(first, start), max(_into(last, end, at_end=True), _into(first, start))

    def verbatim(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the same, only where the original has exactly these characters in one piece."""
        first = self._stretch(start)
        if first is None or not first.verbatim or end > first.end:
            return None
        return _into(first, start), _into(first, end, at_end=True)

    def place(self, start: int, end: int) -> Place:
        """Return the place of text[start:end] as a person looks it up."""
        part = self.part(start)
        span = self.span(start, end) if self.source is not None else None
        if span is None:
            return Place(part=part)
        line, column = self._line_column(span[0])
        end_line, end_column = self._line_column(span[1])
        return Place(line, column, end_line, end_column, part)

    def part(self, offset: int) -> str | None:
        at = bisect_right(self._part_starts, offset) - 1
        return self.parts[at].name if at >= 0 and offset < self.parts[at].end else None

    def _stretch(self, offset: int) -> Stretch | None:
        """The stretch that holds an offset, or ends just before it: readers add bars and blank lines in between."""
        at = bisect_right(self._starts, offset) - 1
        near = at >= 0 and offset < self.stretches[at].end + _ADDED
        return self.stretches[at] if near else None

    def _line_column(self, offset: int) -> tuple[int, int]:
        at = bisect_right(self._lines, offset) - 1
        return at + 1, offset - self._lines[at] + 1

    @cached_property
    def _starts(self) -> list[int]:
        return [stretch.start for stretch in self.stretches]

    @cached_property
    def _part_starts(self) -> list[int]:
        return [part.start for part in self.parts]

    @cached_property
    def _lines(self) -> list[int]:
        return line_starts(self.source or "")


def _into(stretch: Stretch, offset: int, *, at_end: bool = False) -> int:
    if stretch.verbatim:
        return stretch.source + min(max(offset - stretch.start, 0), stretch.end - stretch.start)
    return stretch.source_end if at_end else stretch.source


def line_starts(text: str) -> list[int]:
    """Return where the lines of a text begin."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]
