"""Figures in table cells: the indicator is the row's header with the column's header.

A table is a block of kind "table": rows are its lines, cells are parted by "|" or tabs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims.document import Block, Document
from claims.model import Phrase, Quantity

__all__ = ["Cell", "cells_of"]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one figure stands in a table; a header is None where there is none."""

    row: Phrase | None
    column: Phrase | None
    caption: Phrase | None  # the block before the table, where it is a caption


def cells_of(document: Document, quantities: Sequence[Quantity]) -> Mapping[str, Cell]:
    """Return the headers of every claim figure that stands in a table, by quantity id."""
    found: dict[str, Cell] = {}
    for block in document.blocks:
        if block.kind != "table":
            continue
        inside = [q for q in quantities if block.start <= q.start < block.end]
        if inside:
            found.update(_block_cells(document, block, inside))
    return found


def _block_cells(document: Document, block: Block, quantities: Sequence[Quantity]) -> Iterator[tuple[str, Cell]]:
    rows = [row for row in _rows(document.text, block) if any(_has_letters(c, document.text) or _has_digits(c, document.text) for c in row)]
    if not rows:
        return
    figures = {q.start: q for q in quantities if q.is_claim}
    header = rows[0] if not any(start <= at < end for start, end in rows[0][1:] for at in figures) else []
    caption = _caption(document, block)
    by_start = sorted(figures)
    at = 0
    for row in rows:
        for column, (start, end) in enumerate(row):
            while at < len(by_start) and by_start[at] < start:
                at += 1
            while at < len(by_start) and by_start[at] < end:
                first = row[0] if column else None
                over = header[column] if row is not header and column < len(header) else None
                yield figures[by_start[at]].id, Cell(_phrase(document.text, first), _phrase(document.text, over), caption)
                at += 1


def _rows(text: str, block: Block) -> Iterator[list[tuple[int, int]]]:
    """Yield the cells of each line as spans, without the marks at the ends."""
    start = block.start
    while start < block.end:
        end = text.find("\n", start, block.end)
        end = block.end if end < 0 else end
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


def _has_letters(span: tuple[int, int], text: str) -> bool:
    return any(c.isalpha() for c in text[span[0] : span[1]])


def _has_digits(span: tuple[int, int], text: str) -> bool:
    return any(c.isdigit() for c in text[span[0] : span[1]])


def _phrase(text: str, span: tuple[int, int] | None) -> Phrase | None:
    if span is None or not _has_letters(span, text):
        return None
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and text[end - 1] in " \t*_:|":
        end -= 1
    words = text[start:end].lower().split()
    return Phrase(start=start, end=end, text=text[start:end], normal=" ".join(words)) if words else None


def _caption(document: Document, block: Block) -> Phrase | None:
    if block.index == 0:
        return None
    before = document.blocks[block.index - 1]
    return _phrase(document.text, (before.start, before.end)) if before.kind == "caption" else None
