"""Numbers that announce a list: "four" of "the dean named four priorities"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeGuard

from claims.lexicon import load
from claims.patterns import regex
from verify.rules.small_numbers import cardinal

__all__ = ["Count", "find_counts"]

_LEXICON = load("lists")
_HEDGES = frozenset(str(_LEXICON["hedges"]).replace(",", " ").split())
_MEASURES = frozenset(str(_LEXICON["measures"]).split())
_PLURALS = frozenset(str(_LEXICON["plurals"]).split())
_WITH_NUMBER = frozenset(str(_LEXICON["compounds_with_number"]).split())
_WORD = regex(r"[^\W_]+(?:[-'’][^\W_]+)*|[,;]")
_STOPS = frozenset("in of on at by for from to and or with per a the".split())
_WINDOW = 240  # characters before a list in which its number is looked for
_LARGEST = 20


@dataclass(frozen=True, slots=True)
class Count:
    """A number that announces a list: "four" of "four priorities"."""

    start: int
    end: int
    text: str
    value: int
    noun: str
    noun_end: int


def find_counts(text: str, end: int, reach: int) -> list[Count]:
    """Return the numbers with a plural noun in the clause that ends at `end`, in order.

    At most `reach` words may stand between the noun and the end.
    """
    begin = max(end - _WINDOW, 0)
    clause = max(text.rfind(";", begin, end), text.rfind(": ", begin, end)) + 1
    if not clause and begin:
        clause = text.find(" ", begin, end) + 1
    words = list(_WORD.finditer(text, clause, end))
    found: list[Count] = []
    for i, word in enumerate(words):
        count = _count_at(words, i)
        if count and len(words) - count.noun_end - 1 <= reach and not _hedged(words, i):
            if found and words[i - 1].group().lower() in ("of", "the", "its", "their", "his", "her") and i:
                joined = {w.group().lower() for w in words[max(i - 3, 0) : i]}
                if "of" in joined and found[-1].noun == count.noun:
                    continue  # "three of the four cities": three are listed
            found.append(count)
        elif count and word.group().lower() != "one":
            return []
    return found


def _count_at(words: list[re.Match[str]], i: int) -> Count | None:
    word = words[i]
    number, _, counted = word.group().partition("-")
    if counted.lower() in _WITH_NUMBER:
        value = cardinal(number)
        return Count(word.start(), word.start() + len(number), number, value, counted, i) if _announces(value) else None
    value = cardinal(word.group())
    if not _announces(value):
        return None
    at = i + 1
    if at < len(words) and words[at].group().lower() == "of":
        at += 2
        if at < len(words) and cardinal(words[at].group()):
            at += 1
    for j in range(at, min(at + 4, len(words))):
        noun = words[j].group()
        low = noun.lower()
        if low in _STOPS or not noun[0].isalpha():
            return None
        if low in _PLURALS or (low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s"))):
            if low in _MEASURES and low != "times":
                return None
            return Count(word.start(), word.end(), word.group(), value, low, j)
    return None


def _announces(value: int | None) -> TypeGuard[int]:
    return value is not None and 2 <= value <= _LARGEST


def _hedged(words: list[re.Match[str]], i: int) -> bool:
    before = [w.group().lower() for w in words[max(i - 2, 0) : i]]
    if not before:
        return False
    ranged = before[-1] in ("to", "or") and (before[0] == "up" or cardinal(before[0]) is not None)
    return ranged or before[-1] in _HEDGES or before == ["one", "of"]
