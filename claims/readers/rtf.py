"""Rich text (.rtf): its paragraphs, named by their number, since no one reads the lines of such a file."""

from __future__ import annotations

from datetime import date
from typing import Any

from claims.document import Document
from claims.errors import BrokenFileError
from claims.extras import load
from claims.patterns import regex
from claims.readers.extracted import Draft

__all__ = ["read_rtf"]

_CELL = regex(r"(?<=\S)\|")


def read_rtf(text: str, *, name: str = "", published: date | None = None) -> Document:
    """Return the text of a rich text file; raises `MissingExtraError`, `DocumentError`."""
    striprtf: Any = load("striprtf.striprtf", "rtf", "Rich text files need")
    try:
        plain = striprtf.rtf_to_text(text, errors="ignore")
    except Exception as error:  # control words that nobody can make sense of
        raise BrokenFileError(f"{name} cannot be read as a rich text file") from error
    draft = Draft(name, "rtf")
    paragraph = 0
    for line in plain.split("\n"):
        if not line.strip():
            draft.end()
            continue
        paragraph += 1
        row = line.rstrip().endswith("|") and len(_CELL.findall(line)) > 1
        draft.begin("table" if row else None, f"paragraph {paragraph}")
        draft.add(f"| {line.strip()}" if row else line)
    return draft.document(published=published)
