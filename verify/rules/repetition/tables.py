"""Rows of Markdown tables and points of chart captions, as labels with values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from claims.document import Document
from claims.patterns import regex

__all__ = ["Point", "Series", "charted", "tabulated"]

_ROW = regex(r"^[ \t]*\|(?P<cells>[^\n]*)\|[ \t]*$", re.M)
_RULE = regex(r"^[\s|:-]+$")
_NUMBER = regex(r"^[^\d-]{0,4}(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<percent>%|percent|per cent)?$")
_CAPTION = regex(r"^[ \t]*(?:Chart|Graphic|Graph|Figure|Fig\.|Table|Caption|Infographic)\b[^\n]*", re.M)
_POINT = regex(
    r"(?:^|[.;,:|] )(?P<label>(?:19|20)\d\d|[A-Z][A-Za-z]{2,14}(?: (?:19"
    r"|20)\d\d)?):? (?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<percent>%"
    r"| percent| per cent)?(?=[.;,|]|$)"
)


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    value: Decimal
    places: int
    printed: str


@dataclass(frozen=True, slots=True)
class Series:
    """One column of a table or one line of a chart, with the words of its headings."""

    start: int
    end: int
    words: str
    percent: bool
    points: tuple[Point, ...]


def tabulated(document: Document) -> Iterator[Series]:
    """Yield the columns of figures of the Markdown tables, each with its heading."""
    for rows in _tables(document.text):
        header, body = rows[0][1], rows[1:]
        start, end = rows[0][0], body[-1][0] + 1 if body else rows[0][0]
        columns = range(1, len(header))
        for column in columns:
            points: list[Point] = []
            percent = "%" in header[column] or "percent" in header[column].lower()
            for _, cells in body:
                match = _NUMBER.match(cells[column].strip()) if column < len(cells) else None
                if match is not None and cells[0].strip():
                    percent = percent or match.group("percent") is not None
                    points.append(_point(cells[0].strip(), match.group("n")))
            if len(points) >= 2 and len({p.label for p in points}) == len(points):
                yield Series(start, end, header[column], percent, tuple(points))


def _tables(text: str) -> Iterator[list[tuple[int, list[str]]]]:
    """Yield tables as rows of (offset, cells), without the row of dashes."""
    rows: list[tuple[int, list[str]]] = []
    last = -1
    for match in _ROW.finditer(text):
        if rows and text[last : match.start()].strip(" \t\r\n") == "" and text.count("\n", last, match.start()) <= 1:
            pass
        elif rows:
            if len(rows) > 2:
                yield rows
            rows = []
        last = match.end()
        if not _RULE.match(match.group("cells")):
            rows.append((match.start(), [c.strip() for c in match.group("cells").split("|")]))
    if len(rows) > 2:
        yield rows


def charted(document: Document) -> Iterator[Series]:
    """Yield the points of captions: "Chart: … 2004: 15. 2005: 17."."""
    for match in _CAPTION.finditer(document.text):
        caption = match.group()
        points = [(_point(p.group("label"), p.group("n")), p) for p in _POINT.finditer(caption)]
        if len(points) < 2 or len({p.label for p, _ in points}) != len(points):
            continue
        words = caption[: points[0][1].start()]
        percent = "percent" in words.lower() or "per cent" in words.lower() or "%" in caption
        yield Series(match.start(), match.end(), words, percent, tuple(p for p, _ in points))


def _point(label: str, number: str) -> Point:
    return Point(label, Decimal(number.replace(",", "")), len(number.partition(".")[2]), number)
