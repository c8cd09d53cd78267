"""Plain text and Markdown: the text is its own original."""

from __future__ import annotations

from datetime import date

from claims.document import Document
from claims.readers.text import read_text

__all__ = ["read_plain"]


def read_plain(text: str, *, name: str = "", published: date | None = None) -> Document:
    """Return the document of a text as it stands."""
    return read_text(text, id=name, published=published)
