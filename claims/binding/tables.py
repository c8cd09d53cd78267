"""Figures in table cells: the indicator is the row's header with the column's header.

A table is a block of kind "table": rows are its lines, cells are parted by "|" or tabs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claims.document import Document
from claims.model import Phrase, Quantity

__all__ = ["Cell", "cells_of"]

_TITLE = 14  # words of a line over a table that is its title


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one figure stands in a table; a header is None where there is none."""

    row: Phrase | None
    column: Phrase | None
    caption: Phrase | None  # the block before the table, where it is a title: up to its first comma
    corner: Phrase | None = None  # what the rows are: "Country"
    first: Phrase | None = None  # the header of the column before, where that is no corner: "Output | Change"


def cells_of(document: Document, quantities: Sequence[Quantity]) -> Mapping[str, Cell]:
    """Return the headers of every claim figure that stands in a table, by quantity id."""
    found: dict[str, Cell] = {}
    for first, start, end in _tables(document):
        inside = [q for q in _between(quantities, start, end) if q.is_claim]
        if inside:
            found.update(_table_cells(document.text, start, end, inside, _caption(document, first)))
    return found


def _tables(document: Document) -> Iterator[tuple[int, int, int]]:
    """Yield index of the first block, start and end of each table; its lines may be blocks of their own."""
    first: int | None = None
    start = end = 0
    for block in document.blocks:
        joins = first is not None and block.kind == "table" and document.text.count("\n", end, block.start) <= 1
        if joins:
            end = block.end
            continue
        if first is not None:
            yield first, start, end
        first, start, end = (block.index, block.start, block.end) if block.kind == "table" else (None, 0, 0)
    if first is not None:
        yield first, start, end


def _between(quantities: Sequence[Quantity], start: int, end: int) -> Sequence[Quantity]:
    return quantities[
        bisect_left(quantities, start, key=lambda q: q.start) : bisect_left(quantities, end, key=lambda q: q.start)
    ]


def _table_cells(
    text: str, start: int, end: int, figures: Sequence[Quantity], caption: Phrase | None
) -> Iterator[tuple[str, Cell]]:
    rows = [row for row in _rows(text, start, end) if any(_has_words(text, cell) for cell in row)]
    if not rows:
        return
    opening = rows[0]
    is_header = not _between(figures, opening[min(1, len(opening) - 1)][0], opening[-1][1])
    corner = _phrase(text, opening[0]) if is_header else None
    at = 0
    for row in rows:
        for column, (left, right) in enumerate(row):
            while at < len(figures) and figures[at].start < right:
                over = opening[column] if is_header and row is not opening and column < len(opening) else None
                if figures[at].start >= left:
                    beside = opening[column - 1] if over is not None and column > 1 else None
                    head = _phrase(text, row[0] if column else None)
                    yield (
                        figures[at].id,
                        Cell(head, _phrase(text, over), caption, corner, _phrase(text, beside)),
                    )
                at += 1


def _rows(text: str, start: int, stop: int) -> Iterator[list[tuple[int, int]]]:
    """Yield the cells of each line as spans, without the marks at the ends."""
    while start < stop:
        end = text.find("\n", start, stop)
        end = stop if end < 0 else end
        line = text[start:end]
        mark = "|" if "|" in line else "\t"
        cells: list[tuple[int, int]] = []
        at = start
        for piece in line.split(mark):
            cells.append((at, at + len(piece)))
            at += len(piece) + 1
        if mark == "|" and cells and not text[cells[0][0] : cells[0][1]].strip():
            cells = cells[1:]
        yield cells
        start = end + 1


def _has_words(text: str, span: tuple[int, int]) -> bool:
    return any(c.isalnum() for c in text[span[0] : span[1]])


def _phrase(text: str, span: tuple[int, int] | None) -> Phrase | None:
    if span is None or not any(c.isalpha() for c in text[span[0] : span[1]]):
        return None
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and text[end - 1] in " \t*_:|":
        end -= 1
    words = re.sub(r"\s*[(\[][^)\]]*[)\]]?$", "", text[start:end].lower()).split()
    return Phrase(start=start, end=end, text=text[start:end], normal=" ".join(words)) if words else None


def _caption(document: Document, first: int) -> Phrase | None:
    if first == 0:
        return None
    before = document.blocks[first - 1]
    words = document.text[before.start : before.end].split()
    titled = before.kind in ("headline", "deck", "paragraph") and len(words) <= _TITLE and words[-1][-1] not in ".:;!?"
    if before.kind != "caption" and not titled:
        return None
    phrase = _phrase(document.text, (before.start, before.end))
    if phrase is None:
        return None
    normal = re.split(r"[,;:(]| by | for | in (?=\d)", phrase.normal)[0].strip()
    return replace(phrase, normal=normal) if normal else None
