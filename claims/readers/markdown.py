"""Markdown: its words without the marks of emphasis, links and inline HTML; every word leads back into the file.

A text without such marks is its own original. Blocks (headings, lists, tables, front matter) are told like those
of plain text; comments and fenced code stay where they are, and are passed over there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date

from claims.document import Document
from claims.origin import Origin, Stretch
from claims.patterns import regex
from claims.readers.extracted import SUPERSCRIPTS
from claims.readers.text import read_text

__all__ = ["read_markdown"]

_MARK = regex(
    r"(?P<fence>^[ ]{0,3}(?:`{3,}|~{3,})[^\n]*$)"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?<!`)`(?=[^`\n]{1,500}`(?!`)))"
    r"|(?P<tick>(?<=[^`\s])`(?!`))"
    r"|(?P<sup><sup>\d{1,9}</sup>)"
    r"|(?P<tag></?[a-zA-Z][^<>\n]{0,500}>)"
    r"|(?P<note>\[\^[^\]\s]{1,40}\])"
    r"|(?P<link>!?\[(?=[^\[\]\n]{1,500}\](?:\(|\[)))"
    r"|(?P<target>\]\([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?(?:[ ]+\"[^\"\n]{0,300}\")?\))"
    r"|(?P<label>\]\[[^\[\]\n]{0,100}\])"
    r"|(?P<gone>~~(?=\S)[^~\n]{1,500}~~)"
    r"|(?P<strong>(?!(?<=\d)\*\*\d)(?:(?<!\*)\*{2,3}(?=[^\s*])|(?<=[^\s*])\*{2,3}(?!\*)))"
    r"|(?P<stress>(?:(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])))"
    r"|(?P<line>(?:(?<!\w)_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?!\w)))"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)",
    re.MULTILINE,
)


def read_markdown(text: str, *, name: str = "", published: date | None = None) -> Document:
    """Return the document of a Markdown text."""
    pieces = list(_pieces(text))
    if len(pieces) == 1 and pieces[0] == (text, 0, len(text)):
        return read_text(text, id=name, published=published)
    stretches: list[Stretch] = []
    at = 0
    for words, start, end in pieces:
        stretches.append(Stretch(at, at + len(words), start, end))
        at += len(words)
    origin = Origin("markdown", source=text, stretches=tuple(stretches))
    return read_text("".join(words for words, _, _ in pieces), id=name, published=published, origin=origin)


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what is said and where it stands: stretches without marks, and what stands for an entity."""
    at = 0
    code = ""
    for mark in _marks(text):
        kind = mark.lastgroup or ""
        if kind == "fence":
            sign = mark.group().strip()[:3]
            code = "" if code == sign else code or sign
        if kind == "fence" or code:
            continue
        said = _said(kind, mark.group())
        if said is None:
            continue
        if mark.start() > at:
            yield text[at : mark.start()], at, mark.start()
        if said:
            yield said, mark.start(), mark.end()
        at = mark.end()
    if at < len(text):
        yield text[at:], at, len(text)


def _marks(text: str) -> Iterator[re.Match[str]]:
    """Yield the marks outside comments, which stay as they are."""
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield from _MARK.finditer(text, at, start)
        at = end + 3
    yield from _MARK.finditer(text, at)


def _said(kind: str, mark: str) -> str | None:
    """Return what a mark says: nothing, or the characters it stands for; None where it is no mark after all."""
    if kind == "escape":
        return mark[1:]
    if kind == "sup":
        return mark[5:-6].translate(SUPERSCRIPTS)
    if kind == "entity":
        meant = html.unescape(mark)
        return None if meant == mark or "\n" in meant else meant
    return ""
