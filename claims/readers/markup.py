"""The tags, words and comments of HTML with their places, in one pass over the text.

Unlike the parser of the standard library it keeps the time linear on markup that is never closed, which a
hostile page has on purpose: what cannot be the end of a tag any more is looked for only once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from claims.patterns import regex

__all__ = ["Token", "attributes", "tokens"]

_NAME = regex(r"</?([a-zA-Z][^\s/>]{0,60})")
_ENTITY = regex(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,40});?")
_QUOTE_OR_END = regex(r"(?<==)[\"']|(?<== )[\"']|>")
_ATTRIBUTE = regex(r"([^\s\"'<>/=]+)(?:\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_RAW = ("script", "style", "textarea", "title")  # what stands in them is no markup
_RAW_END = {name: regex(rf"</{name}(?![a-zA-Z])", re.I) for name in _RAW}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the source [start, end); `text` is what it says: a name, words, or one character."""

    what: Literal["open", "close", "words", "entity", "comment"]
    text: str
    start: int
    end: int


def tokens(source: str) -> Iterator[Token]:
    """Yield the pieces in order; declarations and instructions are passed over."""
    at = 0
    while at < len(source):
        start = source.find("<", at)
        if start < 0:
            yield from _data(source, at, len(source))
            return
        name = _NAME.match(source, start)
        if source.startswith("<!--", start):
            yield from _data(source, at, start)
            end = source.find("-->", start + 4)
            if end < 0:
                return
            yield Token("comment", source[start + 4 : end], start, end + 3)
            at = end + 3
        elif source.startswith(("<!", "<?"), start):
            yield from _data(source, at, start)
            end = source.find(">", start)
            if end < 0:
                return
            at = end + 1
        elif name is None:
            yield from _data(source, at, start + 1)
            at = start + 1
        else:
            yield from _data(source, at, start)
            end = _tag_end(source, name.end())
            if end < 0:
                return
            tag = name[1].lower()
            closing = source[start + 1] == "/"
            yield Token("close" if closing else "open", tag, start, end)
            at = end
            if tag in _RAW and not closing:
                stop = _RAW_END[tag].search(source, at)
                if stop is None:
                    return
                if tag == "title":
                    yield from _data(source, at, stop.start())
                at = stop.start()


def _tag_end(source: str, at: int) -> int:
    """Return where a tag ends; a ">" in a quoted value does not end it. -1: nowhere."""
    while (found := _QUOTE_OR_END.search(source, at)) is not None:
        if found.group() == ">":
            return found.end()
        at = source.find(found.group(), found.end()) + 1
        if at == 0:
            return -1
    return -1


def _data(source: str, start: int, end: int) -> Iterator[Token]:
    """Yield words and the characters that are written as entities."""
    for found in _ENTITY.finditer(source, start, end):
        text = html.unescape(found.group())
        if text == found.group():
            continue
        if found.start() > start:
            yield Token("words", source[start : found.start()], start, found.start())
        yield Token("entity", text, found.start(), found.end())
        start = found.end()
    if end > start:
        yield Token("words", source[start:end], start, end)


def attributes(source: str, tag: Token) -> dict[str, str]:
    """Return the attributes of an opening tag, names in lower case; the first of a name holds."""
    given: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(source, tag.start + 1 + len(tag.text), tag.end):
        given.setdefault(found[1].lower(), html.unescape(found[2] or found[3] or found[4] or ""))
    return given
