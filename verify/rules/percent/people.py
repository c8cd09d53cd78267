"""Nouns of people and of other things that come whole, from the lexicon `people`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from claims.lexicon import load

__all__ = ["is_people"]

_ENDINGS = ("men", "women", "children", "people", "workers")


@cache
def _nouns() -> frozenset[str]:
    return frozenset(str(load("people")["people"]).split())


def is_people(words: Iterable[str]) -> bool:
    """Tell whether one of the words (lower case) names people or the like."""
    return any(word.strip(".,;:'") in _nouns() or word.strip(".,;:").endswith(_ENDINGS) for word in words)
