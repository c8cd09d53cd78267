"""JSON documents: numbers as they were written, and a refusal where one has not the shape of its form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from claims.patterns import regex
from reference.errors import DatasetError
from reference.readers.places import Place, read_text

__all__ = ["exact_json", "in_form", "refuse_halves"]

_HALF = regex(r"\\u[dD][89a-fA-F]")  # of a pair, mostly


def exact_json(place: Place) -> Any:
    """Return a JSON document; numbers with a point or an exponent are text. Raises `DatasetError`."""
    text = read_text(place)
    if not text.strip():
        raise DatasetError("is empty", file=str(place))
    try:
        data = json.loads(text, parse_float=str, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise DatasetError(f"is not JSON: {error.msg}", file=str(place), row=error.lineno, place="line") from error
    except (RecursionError, ValueError) as error:
        reason = str(error) if isinstance(error, _NotFiniteError) else "it is nested too deep or has a number too long"
        raise DatasetError(f"is not JSON that can be read: {reason}", file=str(place)) from error
    refuse_halves(data, text, str(place))
    return data


def refuse_halves(data: Any, text: str, file: str) -> None:
    """Raise `DatasetError` where a document, read from `text`, has half a character in it: nothing can keep one."""
    if _HALF.search(text) is None:  # most likely by far, and no reason to go through all of it
        return
    try:
        json.dumps(data, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError as error:
        half = f"\\u{ord(error.object[error.start]):04x}"
        raise DatasetError(f"has half a character in it ({half})", file=file) from error


@contextmanager
def in_form(form: str, file: str) -> Iterator[None]:
    """Refuse a document that says it is of a form and is not built like it; raises `DatasetError`."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise DatasetError(f"is not built like {form} ({type(error).__name__}: {error})", file=file) from error


class _NotFiniteError(ValueError):
    """NaN or Infinity, which JSON does not have."""


def _refuse(name: str) -> None:
    raise _NotFiniteError(f"{name} is not a number")
