"""Places of a text as editors count: lines and columns, in units of the encoding that client and server agreed on."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from lsprotocol.types import Position, PositionEncodingKind, Range

from claims.patterns import regex

__all__ = ["Lines"]

_BREAK = regex(r"\r\n|\n|\r")  # what the protocol takes for the end of a line, and nothing else
_WIDTHS = {
    PositionEncodingKind.Utf8: lambda text: len(text.encode("utf-8", "surrogatepass")),
    PositionEncodingKind.Utf16: lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    PositionEncodingKind.Utf32: len,
}


class Lines:
    """Maps offsets in code points to positions and back."""

    def __init__(self, text: str, encoding: PositionEncodingKind | str = PositionEncodingKind.Utf16) -> None:
        self._text = text
        self._width = _WIDTHS[PositionEncodingKind(encoding)]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self._text))]

    def position(self, offset: int) -> Position:
        """Return where an offset lies."""
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._width(self._text[self._starts[line] : offset]))

    def range(self, start: int, end: int) -> Range:
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """Return the offset of a position; beyond a line it is the end of that line, inside a character its start."""
        if position.line >= len(self._starts):
            return len(self._text)
        start = self._starts[position.line]
        stop = self._starts[position.line + 1] if position.line + 1 < len(self._starts) else len(self._text)
        line = self._text[start:stop].rstrip("\r\n")
        seen = 0
        for n, character in enumerate(line):
            seen += self._width(character)
            if seen > position.character:
                return start + n
        return start + len(line)
