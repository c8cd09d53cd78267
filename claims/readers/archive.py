"""Refuse a ZIP container that would unpack to more than a story ever is, or that brings XML entities of its own."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from claims.errors import BrokenFileError, TooLargeError

__all__ = ["check_archive", "members"]

_MAX_MEMBERS = 5_000
_MAX_UNPACKED = 300_000_000  # bytes, pictures included
_MAX_XML = 40_000_000  # bytes of XML: a long book has three
_DTD = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError)


def members(data: bytes) -> frozenset[str]:
    """Return the names in a container; none where it is no ZIP file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except _FAULTS:
        return frozenset()


def check_archive(data: bytes, name: str) -> None:
    """Raise `BrokenFileError` or `TooLargeError` where a container is not safe to open."""
    with _sound(name), zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = archive.infolist()
        if len({info.filename for info in listed}) != len(listed):
            raise BrokenFileError(f"{name} holds two parts of one name; it was not made by a word processor")
        xml = [info for info in listed if info.filename.lower().endswith((".xml", ".rels"))]
        if (
            len(listed) > _MAX_MEMBERS
            or sum(info.file_size for info in listed) > _MAX_UNPACKED
            or sum(info.file_size for info in xml) > _MAX_XML
        ):
            raise TooLargeError(f"{name} unpacks to more than a document may have, and was not opened")
        for info in xml:
            content = archive.read(info)  # no more than the size it gives, which was added up above
            if any(mark in content for mark in _DTD):
                raise BrokenFileError(f"{name} defines XML entities of its own ({info.filename}), and was not opened")


@contextmanager
def _sound(name: str) -> Iterator[None]:
    try:
        yield
    except _FAULTS as error:
        raise BrokenFileError(f"{name} is damaged or locked with a password: it cannot be unpacked") from error
