"""Letters (.eml): the subject as headline, the day they were sent, and the body; plain text is preferred to HTML."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage, MIMEPart

from claims.document import Document
from claims.errors import BrokenFileError, EmptyDocumentError
from claims.patterns import regex
from claims.readers.extracted import Draft
from claims.readers.html import read_html

__all__ = ["looks_like_mail", "read_mail"]

_FIELD = regex(r"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]")
_KNOWN = frozenset(("from", "to", "subject", "date", "received", "return-path", "mime-version", "delivered-to"))
_LINE = regex(r"[^\n]*\n|[^\n]+")
_QUOTED = regex(r"(?:>|On .{4,120} wrote:)")


def looks_like_mail(text: str) -> bool:
    """Tell whether a text begins with the fields of a letter: at least three, two of which every letter has."""
    names = []
    for line in text[:4096].splitlines():
        if line[:1] in (" ", "\t"):
            continue
        if not _FIELD.match(f"{line} "):
            break
        names.append(line.partition(":")[0].lower())
    return len(names) >= 3 and len(_KNOWN & set(names)) >= 2


def read_mail(data: bytes, *, name: str = "", published: date | None = None) -> Document:
    """Return the document of a letter; raises `DocumentError`."""
    try:
        letter = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(letter, EmailMessage)
        body = letter.get_body(preferencelist=("plain", "html"))
        sent = _sent(letter)
        subject = " ".join(str(letter.get("subject", "")).split())
        text = "" if body is None else str(body.get_content())
        attached = [part.get_filename() or part.get_content_type() for part in letter.iter_attachments()]
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        raise BrokenFileError(f"{name} cannot be read as a letter") from error
    if body is None or not text.strip():
        raise EmptyDocumentError(f"{name} is a letter without text")
    notes = (f"Not read, because it is attached: {', '.join(attached)}.",) if attached else ()
    source = data.decode("utf-8", "surrogateescape")
    draft = Draft(name, "mail", source=source)
    _write_subject(draft, subject, source)
    if body.get_content_type() == "text/html":
        _write_html(draft, text, name)
    else:
        _write_plain(draft, text.replace("\r\n", "\n"), source, body)
    return draft.document(published=published, found=sent, title=subject or None, notes=notes)


def _sent(letter: EmailMessage) -> date | None:
    try:
        field = letter.get("date")
    except (OverflowError, ValueError):
        return None  # a year beyond all calendars
    moment = getattr(field, "datetime", None)
    return moment.date() if moment is not None else None


def _write_subject(draft: Draft, subject: str, source: str) -> None:
    if not subject:
        return
    draft.begin("headline", "subject")
    field = re.search(r"^subject:[ \t]*", source[:100_000], re.I | re.M)
    start = field.end() if field else 0
    if source.startswith(subject, start):
        draft.add(subject, start)
    else:
        draft.add(subject, start, source.find("\n", start))
    draft.end()


def _write_html(draft: Draft, text: str, name: str) -> None:
    """Write the blocks of a letter in HTML; its lines are those of an encoded body, so blocks are named instead."""
    inner = read_html(text, name=name)
    for n, block in enumerate(inner.blocks, 1):
        draft.begin(block.kind, f"block {n} of the body")
        draft.add(inner.text[block.start : block.end])
    draft.end()


def _write_plain(draft: Draft, text: str, source: str, body: MIMEPart) -> None:
    """Write a plain body line by line, each led back to the lines of the file that it was written in."""
    places = _source_lines(source, body)
    blank = True
    for n, found in enumerate(_LINE.finditer(text), 1):
        line = found.group().rstrip("\n")
        start, raw = next(places, (None, ""))
        if not line.strip() or _QUOTED.match(line):
            blank = True
            continue
        name = f"line {n} of the body"
        if blank:
            draft.begin(None, name)
        else:
            draft.line(name)
        blank = False
        if start is None:
            draft.add(line)
        elif raw == line:
            draft.add(line, start)
        else:
            draft.add(line, start, start + len(raw))
    draft.end()


def _source_lines(source: str, body: MIMEPart) -> Iterator[tuple[int, str]]:
    """Yield where each line of the body stands in the file and how it is written there.

    A line of a quoted-printable body goes on after "=" at the end; a body in base64 has no lines of its own.
    """
    payload = body.get_payload()
    start = source.find(payload.replace("\r\n", "\n")) if isinstance(payload, str) and payload else -1
    if start < 0 and isinstance(payload, str):
        first = payload.partition("\n")[0]
        start = source.find(f"\n{first}", source.find("\n\n") if "\n\n" in source else 0) + 1 or -1
    encoding = str(body.get("content-transfer-encoding", "")).strip().lower()
    if start < 0 or encoding == "base64":
        return
    end = start + len(str(payload))
    quoted = encoding == "quoted-printable"
    begun: int | None = None
    for found in _LINE.finditer(source, start, min(end, len(source))):
        line = found.group().rstrip("\r\n")
        begun = found.start() if begun is None else begun
        if quoted and line.endswith("="):
            continue
        yield begun, source[begun : found.start() + len(line)]
        begun = None
