"""Find the areas of a record in a text: places, organisations, and places that the record does not have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from claims.patterns import regex
from reference.lexicon import countries, load
from reference.model import AreaRecord
from reference.words import tokens, words_of

__all__ = ["AreaFinder", "Place"]

_LONGEST = 10
_CURRENCY = frozenset("$£€¥")  # behind it: US$5 is no place


_INSIDE = regex(r" (?:[a-z]+ )?(?:of|in) (?:the )?(?:[a-z]+ of )?|, ")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text; no `areas` means that the record does not know it."""

    start: int
    end: int
    areas: frozenset[str]


class AreaFinder:
    """Names of areas by their words; one dictionary look-up a word of text."""

    def __init__(self, areas: Iterable[AreaRecord]) -> None:
        self._names: dict[tuple[str, ...], set[str]] = {}
        self._first: dict[str, int] = {}  # first word -> longest name that begins so
        known = list(areas)
        for area in known:
            for name in (*area.names, *_country_names(area)):
                self._add(name, area.id)

    def _add(self, name: str, area: str) -> None:
        words = tuple(_normal(word) for word in words_of(_joined(name)))
        if not words:
            return
        self._names.setdefault(words, set()).add(area)
        self._first[words[0]] = min(max(self._first.get(words[0], 0), len(words)), _LONGEST)

    def named(self, name: str) -> frozenset[str]:
        """Return the areas of exactly this name."""
        words = [_normal(word) for word in words_of(_joined(name))]
        while words and words[0] == "the":
            del words[0]
        return frozenset(self._names.get(tuple(words), ()))

    def places(self, text: str) -> tuple[Place, ...]:
        """Return the places of a text in order: known areas, and capitalised names after a preposition."""
        words = tokens(_joined(text))
        found: list[Place] = []
        at = 0
        while at < len(words):
            first = words[at][0][0]
            if not first.isupper() and not first.isdigit():  # no name begins so
                at += 1
                continue
            length = self._known_at(text, words, at)
            if length:
                start, end = words[at][1], words[at + length - 1][2]
                areas = self._names[tuple(_normal(w) for w, _, _ in words[at : at + length])]
                narrowed = at > 0 and words[at - 1][0].lower() in _list("narrowing") and text[start - 1 : start] != "."
                if words[at + length - 1][0].endswith(("'s", "’s")):
                    end -= 2
                    narrowed = narrowed or _owns_part(words, at + length)
                found.append(Place(start, end, frozenset() if narrowed else frozenset(areas)))
                at += length
                continue
            length = _unknown_at(text, words, at)
            if length:
                found.append(Place(words[at][1], words[at + length - 1][2], frozenset()))
            at += max(length, 1)
        return tuple(_narrowed(text, found))

    def _known_at(self, text: str, words: list[tuple[str, int, int]], at: int) -> int:
        for length in range(min(self._first.get(_normal(words[at][0]), 0), len(words) - at), 0, -1):
            names = tuple(_normal(w) for w, _, _ in words[at : at + length])
            end = words[at + length - 1][2]
            if names in self._names and text[end : end + 1] not in _CURRENCY:
                return length
        return 0


def _owns_part(words: list[tuple[str, int, int]], at: int) -> bool:
    """Tell whether a place inside the place follows: "Shanghai's Pudong New Area"."""
    length = 0
    while at + length < len(words) and length < _LONGEST and words[at + length][0][0].isupper():
        length += 1
    names = {word.lower() for word, _, _ in words[at : at + length + 1]}
    return length > 0 and bool(names & _list("parts"))


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load("matching")["places"][name].split())


def _narrowed(text: str, found: list[Place]) -> list[Place]:
    """Take back a known place behind an unknown one inside it: "the Old Harbour district of Kelso"."""
    result: list[Place] = []
    for place in found:
        last = result[-1] if result else None
        if last is not None and place.areas and not last.areas and _INSIDE.fullmatch(text, last.end, place.start):
            place = Place(place.start, place.end, frozenset())
        result.append(place)
    return result


def _joined(text: str) -> str:
    """Make hyphens and dashes spaces: Shanghai–Suzhou and Shanghai-Suzhou are the same two words."""
    return text.replace("–", " ").replace("-", " ").replace("—", " ")


def _normal(word: str) -> str:
    low = word.lower().replace("’", "'")
    return low.removesuffix("'s").replace(".", "")


def _unknown_at(text: str, words: list[tuple[str, int, int]], at: int) -> int:
    """Return how many words of a place name, unknown to the record, begin here."""
    if at == 0 or not words[at][0][0].isupper():
        return 0
    before = words[at - 1][0].lower()
    if before == "the" and at > 1:
        before = words[at - 2][0].lower()
    if before not in _list("before") or words[at][0].lower() in _list("calendar"):
        return 0
    if words[at][0].isupper() and len(words[at][0]) > 1:
        return 0  # an abbreviation: GDP
    gap = text[words[at - 1][2] : words[at][1]]
    if "." in gap or (words[at][0].isupper() and len(words[at][0]) > 1 and not words[at][0].isalpha()):
        return 0
    length = 1
    while (
        at + length < len(words)
        and words[at + length][0][0].isupper()
        and text[words[at + length - 1][2] : words[at + length][1]] == " "
    ):
        length += 1
    if (
        words[at + length - 1][0].lower() in _list("sorts")
        and at + length < len(words)
        and words[at + length][0].lower() == "of"
    ):
        return 0  # "the Republic of …": the name comes behind it
    return length


@cache
def _country_index() -> dict[str, tuple[str, ...]]:
    """Return for every name or code of a country all its names and demonyms."""
    index: dict[str, tuple[str, ...]] = {}
    for code, name, aliases, people in countries():
        names = (name, *aliases, *people)
        for key in (code, name, *aliases):
            index.setdefault(_normal(key), names)
    return index


def _country_names(area: AreaRecord) -> tuple[str, ...]:
    if area.type not in ("", "country", "aggregate"):
        return ()
    index = _country_index()
    return index.get(_normal(area.name)) or index.get(area.id.lower()) or ()
