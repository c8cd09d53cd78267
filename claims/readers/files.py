"""Files and standard input as text: encodings, size limit, and messages a reporter understands."""

from __future__ import annotations

import codecs
from datetime import date
from os import PathLike
from pathlib import Path

from claims.document import Document
from claims.errors import (
    BinaryFileError,
    DocumentError,
    EmptyDocumentError,
    EncodingError,
    MissingFileError,
    TooLargeError,
)
from claims.readers.formats import FORMATS, format_of

__all__ = ["MAX_BYTES", "MAX_INPUT", "decode", "encode_like", "file_bytes", "read_bytes", "read_file", "reread"]

MAX_BYTES = 5_000_000  # of a text
MAX_INPUT = max(each.max_bytes for each in FORMATS)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = frozenset(
    (
        "cp1250",
        "cp1252",
        "cp1254",
        "cp1257",
        "cp1258",
        "latin_1",
        "iso8859_2",
        "iso8859_9",
        "iso8859_15",
        "cp850",
    )
)
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\v\x1b\x1a\x85")


def read_file(path: str | PathLike[str], published: date | None = None, *, max_bytes: int | None = None) -> Document:
    """Return the document in a file of a known format; raises `DocumentError` where there is none."""
    return read_bytes(file_bytes(path), name=str(path), published=published, max_bytes=max_bytes)


def file_bytes(path: str | PathLike[str]) -> bytes:
    """Return what is in a file, up to the largest size that any format may have; raises `DocumentError`."""
    file = Path(path)
    try:
        if file.is_dir():
            raise MissingFileError(f"{path} is a directory, not a file")
        if file.is_file() and file.stat().st_size > MAX_INPUT:
            raise _too_large(str(path), file.stat().st_size, MAX_INPUT)
        with file.open("rb") as stream:
            return stream.read(MAX_INPUT + 1)
    except FileNotFoundError:
        raise MissingFileError(f"{path} does not exist") from None
    except PermissionError:
        raise DocumentError(f"{path} may not be read (permission denied)") from None
    except (OSError, ValueError) as error:
        raise DocumentError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None


def read_bytes(
    data: bytes, *, name: str = "the input", published: date | None = None, max_bytes: int | None = None
) -> Document:
    """Return the document in the bytes of a file; `name` tells its format where its first bytes do not."""
    if not data.strip():
        raise EmptyDocumentError(f"{name} is empty")
    kind = format_of(data, name)
    limit = kind.max_bytes if max_bytes is None else max_bytes
    if len(data) > limit:
        raise _too_large(name, len(data), limit)
    content = data if kind.binary else decode(data, name=name, max_bytes=limit)
    return kind.read(content, name=name, published=published)


def reread(text: str, name: str, form: str, published: date | None = None) -> Document:
    """Return the document of a changed text whose file was read as `form`."""
    was = next((each for each in FORMATS if each.name == form), FORMATS[0])
    return was.read(text, name=name, published=published)


def _too_large(name: str, size: int, limit: int) -> TooLargeError:
    return TooLargeError(f"{name} is {size / 1e6:.1f} MB; the limit is {limit / 1e6:g} MB")


def decode(data: bytes, *, name: str = "the input", max_bytes: int = MAX_BYTES) -> str:
    """Return bytes as text: UTF-8, UTF-16/32 with a byte order mark, else a detected encoding."""
    if len(data) > max_bytes:
        raise _too_large(name, len(data), max_bytes)
    if not data.strip():
        raise EmptyDocumentError(f"{name} is empty")
    text, _ = _decoded(data, name)
    if not text.strip("\ufeff \t\r\n"):
        raise EmptyDocumentError(f"{name} is empty")
    return text


def encode_like(text: str, data: bytes, *, name: str = "the input") -> bytes:
    """Return a changed text in the encoding that its file had; raises `EncodingError` where that cannot be kept."""
    original, encoding = _decoded(data, name)
    try:
        if original.encode(encoding) == data:
            return text.encode(encoding)
    except UnicodeEncodeError:
        pass
    raise EncodingError(f"{name} cannot be written in its own encoding ({encoding}); save it as UTF-8 first")


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """Return the text and the encoding it was in."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                raise EncodingError(f"{name} begins like {encoding} but is not valid {encoding}") from None
    head = data[:8192]
    if b"\0" in head or sum(byte in _CONTROL for byte in head) * 20 > len(head):
        readable = "text, Markdown, HTML, Word (.docx), PDF, RTF and letters (.eml)"
        raise BinaryFileError(f"{name} looks like a binary file; figurecheck reads {readable}")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _detected(data, name)


def _detected(data: bytes, name: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # only for what is not UTF-8: importing it takes time

    best = from_bytes(data[:200_000]).best()
    if best is not None:
        western = best.encoding in _LATIN  # told apart by rare letters only: take the one newsrooms use
        encoding = "cp1252" if western else best.encoding
        try:
            return data.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            pass
    raise EncodingError(f"{name} is not UTF-8 and its encoding could not be told; save it as UTF-8")
