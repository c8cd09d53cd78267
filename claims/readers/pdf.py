"""PDF files: the text of the pages, line by line; running heads and page numbers are left out."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from claims.document import Document
from claims.errors import BrokenFileError, EmptyDocumentError, TooLargeError
from claims.extras import load
from claims.patterns import regex
from claims.readers.extracted import Draft

__all__ = ["read_pdf"]

_MAX_PAGES = 2_000
_EDGE = 2  # lines at the head and the foot of a page that may run through the document
_DIGITS = regex(r"\d+")
_PAGE_NUMBER = regex(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.I)
_ENDS_SENTENCE = regex(r"[.!?:;][\"'”’)\]]*$")
_FULL = 0.75  # a line this long, of the longest, runs on into the next
_ITEM = regex(r"[•‣▪–*-]\s|\(?\d{1,2}[.)]\s")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int
    number: int  # on its page


def read_pdf(data: bytes, *, name: str = "", published: date | None = None) -> Document:
    """Return the text of a PDF file; raises `MissingExtraError`, `DocumentError`."""
    pages = _pages(data, name)
    lines = _without_running_lines(pages)
    if not lines:
        raise EmptyDocumentError(f"{name} has no text in it: its pages are pictures, perhaps a scan")
    draft = Draft(name, "pdf", data=None)
    widest = max(len(line.text) for line in lines)
    for n, line in enumerate(lines):
        place = f"page {line.page}, line {line.number}"
        if n and _goes_on(lines[n - 1], line, widest):
            draft.line(place)
        else:
            draft.begin(None, place)
        draft.add(line.text)
    return draft.document(published=published)


def _pages(data: bytes, name: str) -> list[list[_Line]]:
    pypdf: Any = load("pypdf", "pdf", "PDF files need")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BrokenFileError(f"{name} is locked with a password")
        if len(reader.pages) > _MAX_PAGES:
            raise TooLargeError(f"{name} has more than {_MAX_PAGES:,} pages")
        return [_lines(page.extract_text(), n) for n, page in enumerate(reader.pages, 1)]
    except (BrokenFileError, TooLargeError):
        raise
    except Exception as error:  # a PDF file can be broken in more ways than its reader has errors for
        raise BrokenFileError(f"{name} cannot be read as a PDF file: it is damaged") from error


def _lines(text: str, page: int) -> list[_Line]:
    """The lines of a page; a blank one stays, as the sign of a new paragraph."""
    clean = "".join(ch if ch in "\n\t" or ch.isprintable() or ch.isspace() else "\ufffd" for ch in text)
    return [_Line(line.strip(), page, n) for n, line in enumerate(clean.split("\n"), 1)]


def _without_running_lines(pages: list[list[_Line]]) -> list[_Line]:
    """Leave out what stands at the edge of many pages with another number each time, and bare page numbers."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for edge in edges for key in {_key(line) for line in edge})
    often = {key for key, n in seen.items() if len(pages) > 2 and n > len(pages) / 2}
    kept: list[_Line] = []
    for page, edge in zip(pages, edges, strict=True):
        dropped = {line.number for line in edge if _key(line) in often or _PAGE_NUMBER.fullmatch(line.text)}
        rest = [line for line in page if line.number not in dropped]
        while rest and not rest[0].text:
            rest.pop(0)
        while rest and not rest[-1].text:
            rest.pop()
        kept += rest
    return kept


def _edges(page: list[_Line]) -> list[_Line]:
    full = [line for line in page if line.text]
    return [*full[:_EDGE], *full[_EDGE:][-_EDGE:]]


def _key(line: _Line) -> str:
    return _DIGITS.sub("0", line.text)


def _goes_on(before: _Line, line: _Line, widest: int) -> bool:
    """Tell whether a line continues the paragraph of the one before: that is a full line, or stops mid-sentence."""
    if not before.text or not line.text or _ITEM.match(line.text):
        return False
    if len(before.text) >= _FULL * widest:
        return True
    return before.page == line.page and not _ENDS_SENTENCE.search(before.text) and line.text[:1].islower()
