"""Nouns that refer back: which words first told of a deal, and which nouns count the same things."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from claims.lexicon import load

__all__ = ["content_words", "deal_words", "same_noun", "stem"]

_EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "in",
        "on",
        "at",
        "for",
        "by",
        "to",
        "from",
        "with",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "its",
        "their",
        "his",
        "her",
        "it",
        "they",
        "this",
        "that",
        "these",
        "those",
        "after",
        "before",
        "than",
        "more",
        "less",
        "over",
        "under",
        "about",
        "some",
        "who",
        "which",
        "while",
        "but",
        "not",
        "no",
        "new",
        "up",
        "down",
        "says",
        "said",
        "say",
        "year",
        "years",
        "month",
        "months",
        "week",
        "day",
        "last",
        "first",
        "second",
        "third",
        "next",
        "per",
        "cent",
        "percent",
        "million",
        "billion",
        "trillion",
        "key",
        "points",
    ]
)


@cache
def _deals() -> dict[str, frozenset[str]]:
    entries = (entry.partition("=") for entry in str(load("restated")["deals"]["nouns"]).split())
    return {noun: frozenset(words.split(",")) for noun, _, words in entries}


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(stem(w) for w in line.split())
        for line in str(load("restated")["same"]["groups"]).splitlines()
        if line
    )


def deal_words(noun: str) -> frozenset[str]:
    """Return the words that tell of what the noun names ("purchase": buy, bought …), none for other nouns."""
    return _deals().get(noun.strip(".,;:'\""), frozenset())


def stem(word: str) -> str:
    """Return a rough stem: "houses" and "house", "cities" and "city" meet."""
    word = word.lower().strip(".,;:'\"’").removesuffix("'s").removesuffix("’s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def same_noun(noun: str, words: Iterable[str]) -> bool:
    """Tell whether one of the words counts the same things as the noun."""
    wanted = stem(noun)
    group = next((g for g in _groups() if wanted in g), frozenset({wanted}))
    return any(stem(word) in group for word in words)


def content_words(words: Iterable[str]) -> frozenset[str]:
    """Return the stems of the words that carry meaning."""
    stems = (stem(w) for w in words if len(w) > 2 and w.strip(".,;:'\"") not in _EMPTY)
    return frozenset(min(next((g for g in _groups() if s in g), frozenset({s}))) for s in stems)
