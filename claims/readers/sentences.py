"""Where sentences end: full stops that are not part of an abbreviation, a number or a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.lexicon import load
from claims.patterns import regex

__all__ = ["last_break", "split"]

_STOP = regex(r"[.!?…]+[\"'”’)\]»]{0,4}(?=\s)|[。！？]+[”’」』）]{0,4}")
_WORD_BEFORE = regex(r"[^\W_](?:[^\W_]|\.(?=[^\W_]))*$")
_LETTERS = regex(r"[^\W\d_]+")
_OPENING = "\"'“‘«([{*_ \t\n\r"
_REACH = 24  # the longest abbreviation, in characters
_LONGEST = 2000  # what runs on for longer is read in pieces, so that every later step is linear in the text
_BREAK = regex(r"[,;:]\s|\s")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(str(load("abbreviations")[key]).split())


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of ``text[start:end]``, white space around them left out."""
    for first, last in _sentences(text, start, end):
        while last - first > _LONGEST:
            stop = last_break(text, first, first + _LONGEST)
            piece = _strip(text, first, stop)
            if piece:
                yield piece
            first = stop
        span = _strip(text, first, last)
        if span:
            yield span


def last_break(text: str, start: int, end: int) -> int:
    """Return where a piece of a text that is too long ends: behind its last comma, else its last blank."""
    half = (start + end) // 2
    breaks = {match.group()[0].isspace(): match.end() for match in _BREAK.finditer(text, half, end)}
    return breaks.get(False) or breaks.get(True) or end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and not _ends(text, begin, stop, end):
            continue
        span = _strip(text, begin, stop.end())
        if span:
            yield span
        begin = stop.end()
    span = _strip(text, begin, end)
    if span:
        yield span


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Tell whether a mark with more text behind it ends the sentence."""
    mark = stop.group()
    if mark[0] in "。！？":
        return True
    at = stop.end()
    while at < end and text[at] in _OPENING:
        at += 1
    if at >= end:
        return True
    following = text[at]
    if following.islower():
        return False
    if mark[0] in "!?" or mark.startswith(("…", "..")):
        return True
    return _ends_with_full_stop(text, begin, stop.start(), at, end)


def _ends_with_full_stop(text: str, begin: int, dot: int, at: int, end: int) -> bool:
    before = _WORD_BEFORE.search(text, max(begin, dot - _REACH), dot)
    if not before:
        return True
    word = before.group().lower()
    if text[at].isdigit():
        return not (word in _words("before_figures") or (word in _words("always") and not _is_plain_no(word)))
    initial = len(word) == 1 and before.group().isupper()
    if word in _words("before_figures") and not initial:  # "He said no. The …"
        return True
    if word in _words("always"):
        return False
    if word in _words("sometimes") or initial or _dotted(word):
        next_word = _LETTERS.match(text, at, min(end, at + _REACH))
        return bool(next_word) and next_word.group().lower() in _words("openers")  # type: ignore[union-attr]
    return True


def _dotted(word: str) -> bool:
    return "." in word and all(len(part) == 1 and part.isalpha() for part in word.split("."))


def _is_plain_no(word: str) -> bool:
    return word in ("art", "ref", "est")
