"""What the words of a name look like, and which words stand before a name to say what it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from claims.binding.gazetteer import gazetteer
from claims.binding.words import word_set
from claims.patterns import regex

__all__ = ["ItemLike", "Worded", "after_agent", "is_mark", "is_particle", "titles"]

_AGENTS = ("master", "er", "or", "ist", "ian")  # endings of what someone does

_LANDFORMS = word_set("landforms")
_PARTICLES = word_set("particles")
_MARK = regex(r"[A-FH-Z]{1,2}-?\d+\w?|[A-Z]-[a-z]+|(?:I|We|You|They|He|She|It)['’](?:ve|m|d|ll|re)")


class Worded(Protocol):
    """A word with its place: an item of a row."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def lower(self) -> str: ...
    @property
    def capital(self) -> bool: ...


class ItemLike(Protocol):
    """A noun phrase: an item of a row."""

    @property
    def det(self) -> str: ...
    @property
    def words(self) -> Sequence[Worded]: ...


def is_mark(text: str) -> bool:
    """Say whether a capitalised word is a mark, a number or no noun: "Bs", "B-plus", "B12", "I've"."""
    return len(text.removesuffix("s")) < 2 or _MARK.fullmatch(text) is not None


def after_agent(words: Sequence[Worded]) -> int:
    """Return where a name of two or three words stands after what someone does: "chess grandmaster Ann Lee"; else 0."""
    first = next((n for n, word in enumerate(words[1:], 1) if word.capital), 0)
    does = first > 0 and words[first - 1].lower.endswith(_AGENTS) and (first > 1 or not words[0].capital)
    return first if does and 2 <= len(words) - first <= 3 else 0


def is_particle(words: Sequence[Worded], at: int) -> bool:
    """Say whether a small word stands inside a person's name: "Griet van Looy"."""
    if not 0 < at < len(words) - 1 or words[at].capital or words[at - 1].lower in _LANDFORMS:
        return False
    after = words[at + 1]
    leads_on = after.capital or (after.lower in _PARTICLES and at + 2 < len(words) and words[at + 2].capital)
    return words[at].lower in _PARTICLES and leads_on


@cache
def titles() -> frozenset[str]:
    """Return the words that say what the name after them is: "rival", "carmaker", "striker"."""
    kinds = gazetteer().types
    lists = ("titled", "bodies_named", "persons", "makers", "epithets")
    bodies = frozenset(word for word, kind in kinds.items() if kind == "organisation")
    return bodies.union(*(word_set(name) for name in lists))
