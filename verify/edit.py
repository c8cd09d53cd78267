"""A suggestion as a change of the file as given, where the file is text."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace

from claims.document import Document
from claims.origin import Origin, Place
from claims.patterns import regex
from verify.finding import Suggestion

__all__ = ["Edit", "edit_of", "source_of", "span_in_source"]

_WORDS = regex(r"\s+|\S+")


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


def span_in_source(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """Return where text[start:end] stands in `source_of`; ``None`` where that is not known."""
    if document.origin is None:
        return start, end
    return None if document.origin.source is None else document.origin.span(start, end)


def edit_of(document: Document, suggestion: Suggestion) -> Edit | None:
    """Return what a suggestion changes in the file; ``None`` where the file has not these characters in one piece."""
    if document.origin is None:
        start, end = suggestion.start, suggestion.end
        return Edit(start, end, suggestion.replacement, document.place(start, end))
    return _edit(document, document.origin, suggestion) or _edit(document, document.origin, _core(document, suggestion))


def _edit(document: Document, origin: Origin, suggestion: Suggestion) -> Edit | None:
    start, end = suggestion.start, suggestion.end
    span = origin.verbatim(start, end)
    if span is None or origin.source is None or origin.source[slice(*span)] != document.text[start:end]:
        return None
    words = html.escape(suggestion.replacement, quote=False) if origin.form == "html" else suggestion.replacement
    return Edit(*span, words, document.place(start, end))


def _core(document: Document, suggestion: Suggestion) -> Suggestion:
    """Leave out the words that stay: where “**20** percent” becomes “25 percent”, the file changes at “20” alone."""
    old = _WORDS.findall(document.text[suggestion.start : suggestion.end])
    new = _WORDS.findall(suggestion.replacement)
    shorter = min(len(old), len(new)) - 1  # one word at least is changed
    before = next((n for n in range(shorter) if old[n] != new[n]), max(shorter, 0))
    after = next((n for n in range(shorter - before) if old[-1 - n] != new[-1 - n]), max(shorter - before, 0))
    head, tail = sum(map(len, old[:before])), sum(map(len, old[len(old) - after :]))
    return replace(
        suggestion,
        start=suggestion.start + head,
        end=suggestion.end - tail,
        replacement="".join(new[before : len(new) - after]),
    )
