"""Which reader reads which file: told by the suffix, and by the first bytes where the suffix says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import PurePath

from claims.document import Document
from claims.errors import BinaryFileError

__all__ = ["FORMATS", "SUFFIXES", "Format", "format_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: where its reader is, whether it takes bytes or text, how large a file may be."""

    name: str
    suffixes: tuple[str, ...]
    reader: str  # "module:function", loaded when a file of the kind is read
    binary: bool = False
    max_bytes: int = 5_000_000

    def read(self, content: bytes | str, *, name: str, published: date | None) -> Document:
        module, _, function = self.reader.partition(":")
        read: Callable[..., Document] = getattr(import_module(f"claims.readers.{module}"), function)
        return read(content, name=name, published=published)


TEXT = Format("text", (".txt", ".text"), "plain:read_plain")
MARKDOWN = Format("markdown", (".md", ".markdown", ".mdown"), "markdown:read_markdown")
HTML = Format("html", (".html", ".htm", ".xhtml"), "html:read_html")
WORD = Format("word", (".docx",), "word:read_word", binary=True, max_bytes=50_000_000)
PDF = Format("pdf", (".pdf",), "pdf:read_pdf", binary=True, max_bytes=50_000_000)
MAIL = Format("mail", (".eml",), "mail:read_mail", binary=True, max_bytes=20_000_000)
RTF = Format("rtf", (".rtf",), "rtf:read_rtf", max_bytes=20_000_000)
FORMATS = (TEXT, MARKDOWN, HTML, WORD, PDF, MAIL, RTF)
SUFFIXES = {suffix: each for each in FORMATS for suffix in each.suffixes}

_ZIP, _OLD_WORD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = ((b"%PDF-", PDF), (b"{\\rtf", RTF))


def format_of(data: bytes, name: str = "") -> Format:
    """Return the format of a file from its name and its first bytes; raises `BinaryFileError` with advice."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if data.startswith(_OLD_WORD):
        raise BinaryFileError(f"{name} is an old Word file (.doc) or locked with a password: save it as .docx")
    suffix = PurePath(name).suffix.lower()
    if data.startswith(_ZIP):
        return _container(data, name)
    known = SUFFIXES.get(suffix)
    if known is not None and known not in (TEXT, MARKDOWN):
        if known in (WORD, PDF, RTF):
            raise BinaryFileError(f"{name} is called {suffix} but does not begin like one")
        return known
    return known or _by_opening(head)


def _container(data: bytes, name: str) -> Format:
    from claims.readers.archive import members
    from claims.readers.word import is_word

    names = members(data)
    if is_word(names) or (not names and name.lower().endswith(".docx")):
        return WORD  # a damaged one is reported by its reader
    if "mimetype" in names and "content.xml" in names:
        raise BinaryFileError(f"{name} is an OpenDocument file: save it as .docx")
    raise BinaryFileError(f"{name} is a ZIP container without a Word document in it")


def _by_opening(head: bytes) -> Format:
    """Tell a page or a letter without a suffix, as standard input brings it, from plain text."""
    from claims.readers.html import looks_like_html
    from claims.readers.mail import looks_like_mail

    opening = head.decode("latin-1")
    if looks_like_html(opening):
        return HTML
    return MAIL if looks_like_mail(opening) else TEXT
