"""Lines for a terminal: safe characters, cell widths, wrapping, a passage with its figure underlined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style

from claims.document import Document

__all__ = ["Line", "Mark", "passage", "render", "visible", "wrap", "wrapped"]

Line = list[tuple[str, str]]  # pieces of (text, style in rich's words)

_CONTROL_PICTURES = 0x2400
_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF}
_CONTEXT = 1  # wrapped lines shown before and after a mark
_UNSEEN = {
    **{code: chr(_CONTROL_PICTURES + code) for code in range(0x20)},
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **dict.fromkeys(_BIDI, "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys((0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029), " "),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch [start, end) of the document to underline with `sign`."""

    start: int
    end: int
    sign: str
    style: str


def visible(text: str) -> str:
    """Replace what a terminal would act on, one character for one: an article cannot move the cursor."""
    return text.translate(_UNSEEN)


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Return the spans of the lines that `text` breaks into, at spaces, none wider than `width` cells."""
    lines: list[tuple[int, int]] = []
    start = end = used = 0
    for word_start, word_end in _words(text, width):
        cells = cell_len(text[word_start:word_end])
        gap = word_start - end if end > start else 0
        if end > start and used + gap + cells > width:
            lines.append((start, end))
            start, used, gap = word_start, 0, 0
        elif end == start:
            start = word_start
        used += gap + cells
        end = word_end
    if end > start:
        lines.append((start, end))
    return lines


def _words(text: str, width: int) -> list[tuple[int, int]]:
    """Spans of the words; a word wider than the line is cut."""
    words: list[tuple[int, int]] = []
    at = 0
    for word in text.split(" "):
        start, end = at, at + len(word)
        at = end + 1
        piece = max(width // 2, 1)  # characters may be two cells wide
        while cell_len(text[start:end]) > width:
            words.append((start, start + piece))
            start += piece
        if end > start:
            words.append((start, end))
    return words


def wrapped(text: str, width: int, style: str = "", indent: str = "", first: str | None = None) -> list[Line]:
    """Wrap a text under an indent; `first` stands before the first line in the indent's place."""
    shown = visible(text)
    lines = [shown[a:b] for a, b in wrap(shown, max(width - cell_len(indent), 20))] or [""]
    return [[(first if first is not None and n == 0 else indent, ""), (line, style)] for n, line in enumerate(lines)]


def passage(document: Document, start: int, end: int, marks: Sequence[Mark], width: int) -> list[Line]:
    """Return the sentences around [start, end), marks underlined, behind a gutter with the line number.

    Where the file has no lines, the name of the part stands above.
    """
    begin, stop = _sentences(document, start, end)
    text = visible(document.text[begin:stop])
    place = document.place(start, end)
    number = "" if place.line is None else str(place.line)
    gutter = " " * (len(number) + 4) + "│ "
    spans = wrap(text, max(width - len(gutter), 20))
    marked = [n for n, (a, b) in enumerate(spans) if any(m.start - begin < b and a < m.end - begin for m in marks)]
    lines: list[Line] = []
    named = place.part if place.line is None else None  # a file without lines: "paragraph 12"
    shown_to = None
    for n, (a, b) in enumerate(spans):
        if not any(abs(n - m) <= _CONTEXT for m in marked):
            continue
        if shown_to is not None and n > shown_to + 1:
            lines.append([(gutter, "dim"), ("…", "dim")])
        shown_to = n
        if named and not lines:
            lines.append([(f"  {visible(named)}", "dim")])
        lead = gutter if lines else f"  {number}  │ "
        lines.append([(lead, "dim"), *_coloured(text, a, b, begin, marks)])
        underline = _underline(text, a, b, begin, marks)
        if underline:
            lines.append([(gutter, "dim"), *underline])
    return lines


def _sentences(document: Document, start: int, end: int) -> tuple[int, int]:
    if not document.sentences:
        return 0, len(document.text)
    first, last = document.sentence_at(start), document.sentence_at(max(end - 1, start))
    return min(first.start, start), max(last.end, end)


def _cuts(a: int, b: int, begin: int, marks: Sequence[Mark]) -> list[tuple[int, int, Mark | None]]:
    """Cut [a, b) where marks begin and end; of overlapping marks the first listed wins."""
    points = {a, b}
    for mark in marks:
        points.update(p - begin for p in (mark.start, mark.end) if a < p - begin < b)
    edges = sorted(points)
    return [
        (x, y, next((m for m in marks if m.start - begin <= x and y <= m.end - begin), None))
        for x, y in pairwise(edges)
    ]


def _coloured(text: str, a: int, b: int, begin: int, marks: Sequence[Mark]) -> Line:
    return [(text[x:y], mark.style if mark else "") for x, y, mark in _cuts(a, b, begin, marks)]


def _underline(text: str, a: int, b: int, begin: int, marks: Sequence[Mark]) -> Line:
    cuts = _cuts(a, b, begin, marks)
    while cuts and cuts[-1][2] is None:
        cuts.pop()
    return [((mark.sign if mark else " ") * cell_len(text[x:y]), mark.style if mark else "") for x, y, mark in cuts]


def render(lines: Sequence[Line], colour: bool) -> str:
    """Join lines to a text, with the colours of a terminal or without any."""
    return "".join(_join(line, colour) + "\n" for line in lines)


def _join(line: Line, colour: bool) -> str:
    if not colour:
        return "".join(text for text, _ in line).rstrip()
    return "".join(
        Style.parse(style).render(text, color_system=ColorSystem.STANDARD) if style and text else text
        for text, style in line
    )
