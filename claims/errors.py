"""Errors that a reporter sees: one tree, messages in plain words.

FigurecheckError            something asked for cannot be done
├── MissingExtraError       a package that only some need is not installed
└── DocumentError           a text cannot be read
    ├── MissingFileError    no such file, or a directory
    ├── BinaryFileError     not a text
    ├── EncodingError       a text in an unknown encoding
    ├── EmptyDocumentError  nothing in it
    ├── BrokenFileError     damaged, or made to do harm
    └── TooLargeError       above the size limit
"""

from __future__ import annotations

__all__ = [
    "BinaryFileError",
    "BrokenFileError",
    "DocumentError",
    "EmptyDocumentError",
    "EncodingError",
    "FigurecheckError",
    "MissingExtraError",
    "MissingFileError",
    "TooLargeError",
]


class FigurecheckError(Exception):
    """Something asked for cannot be done; the message says why and what would help."""


class MissingExtraError(FigurecheckError):
    """A package that only some need is not installed; the message says how to install it."""


class DocumentError(FigurecheckError):
    """A text cannot be read."""


class MissingFileError(DocumentError):
    """There is no such file, or it is a directory."""


class BinaryFileError(DocumentError):
    """The file is not a text."""


class EncodingError(DocumentError):
    """The file is a text in an encoding that could not be told."""


class EmptyDocumentError(DocumentError):
    """There is nothing in the file."""


class BrokenFileError(DocumentError):
    """The file is damaged, locked, or made to do harm."""


class TooLargeError(DocumentError):
    """The file is above the size limit."""
