"""This project, as the comparison reads it: the text's dates first, then its quantities."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from claims.periods import find_mentions
from claims.quantities import extract
from claims.readers import read_text

__all__ = ["VERSION", "read"]

try:
    VERSION = version("figurecheck")
except PackageNotFoundError:
    VERSION = "working tree"


def read(text: str) -> list[dict[str, Any]]:
    """Return the claims; what was recognised as a date, a score or a name is no quantity."""
    document = read_text(text)
    return [
        {
            "start": q.start,
            "end": q.end,
            "value": None if q.value is None else float(q.value),
            "unit": q.unit,
            "dated": False,
        }
        for q in extract(document, find_mentions(document))
        if q.is_claim
    ]
