"""JSON documents with their numbers as they were written: no digit passes through a float."""

from __future__ import annotations

import json
from typing import Any

from reference.errors import DatasetError
from reference.readers.places import Place, read_text

__all__ = ["exact_json"]


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


class _NotFiniteError(ValueError):
    """NaN or Infinity, which JSON does not have."""


def _refuse(name: str) -> None:
    raise _NotFiniteError(f"{name} is not a number")
