"""Which date of publication a story is read with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from claims.document import Document

__all__ = ["NO_DATES", "Dates"]


@dataclass(frozen=True, slots=True)
class Dates:
    """A date given for this run wins over the text's own; the fallback stands in where there is neither."""

    given: date | None = None  # --date
    fallback: date | None = None  # `date` of the configuration

    def read(self, read: Callable[[date | None], Document], own: date | None = None) -> Document:
        """Read a document with the date that holds; `own` is the date of its record and wins over all."""
        document = read(own or self.given)
        if document.published is None and self.fallback is not None:
            return read(self.fallback)
        return document


NO_DATES = Dates()
