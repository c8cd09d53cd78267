"""JSON documents: numbers as they were written, and a refusal where one has not the shape of its form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reference.errors import DatasetError
from reference.readers.places import Place, read_text

__all__ = ["exact_json", "in_form"]


def exact_json(place: Place) -> Any:
    """Return a JSON document; numbers with a point or an exponent are text. Raises `DatasetError`."""
    text = read_text(place)
    if not text.strip():
        raise DatasetError("is empty", file=str(place))
    try:
        return json.loads(text, parse_float=str, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise DatasetError(f"is not JSON: {error.msg}", file=str(place), row=error.lineno, place="line") from error
    except (RecursionError, ValueError) as error:
        reason = str(error) if isinstance(error, _NotFiniteError) else "it is nested too deep or has a number too long"
        raise DatasetError(f"is not JSON that can be read: {reason}", file=str(place)) from error


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
