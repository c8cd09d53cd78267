"""What can go wrong with the figures of record.

- `RecordError`: base of all
  - `DatasetError`: a source that cannot be read, with its file, row and column
  - `FetchError`: a service that does not answer, or not as it should
  - `StoreError`: a compiled store that cannot be opened or built
"""

from __future__ import annotations

from claims.errors import FigurecheckError

__all__ = ["DatasetError", "FetchError", "RecordError", "StoreError"]


class RecordError(FigurecheckError):
    """A reference that cannot be used; the message is for people."""


class DatasetError(RecordError):
    """A source that is refused: says in which file, row (1 is the header) and column.

    `place` is what is counted where a source has no rows: "entry" of a list, "series" of a message.
    """

    def __init__(
        self, message: str, *, file: str = "", row: int | None = None, column: str | None = None, place: str = "row"
    ) -> None:
        self.reason = message
        self.file = file
        self.row = row
        self.column = column
        where = file or "reference"
        if row is not None:
            where += f", {place} {row}"
        if column is not None:
            where += f", column {column}"
        super().__init__(f"{where}: {message}")


class StoreError(RecordError):
    """A compiled store that cannot be opened, read or written."""


class FetchError(RecordError):
    """A service that does not answer, or not as it should; the message has the address."""
