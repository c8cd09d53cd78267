"""A suggestion as a change of the file as given, where the file is text."""

from __future__ import annotations

import html
from dataclasses import dataclass

from claims.document import Document
from claims.origin import Place
from verify.finding import Suggestion

__all__ = ["Edit", "edit_of", "source_of"]


@dataclass(frozen=True, slots=True)
class Edit:
    """original[start:end] becomes `replacement`; `place` is the same stretch in lines and columns."""

    start: int
    end: int
    replacement: str
    place: Place


def source_of(document: Document) -> str | None:
    """Return the text of the file as given; ``None`` for a file that is no text, like a Word document."""
    return document.text if document.origin is None else document.origin.source


def edit_of(document: Document, suggestion: Suggestion) -> Edit | None:
    """Return what a suggestion changes in the file; ``None`` where the file has not these characters in one piece."""
    start, end = suggestion.start, suggestion.end
    place = document.place(start, end)
    if document.origin is None:
        return Edit(start, end, suggestion.replacement, place)
    span = document.origin.verbatim(start, end)
    source = document.origin.source
    if span is None or source is None or source[slice(*span)] != document.text[start:end]:
        return None
    marked_up = document.origin.form == "html"
    return Edit(*span, html.escape(suggestion.replacement, quote=False) if marked_up else suggestion.replacement, place)
