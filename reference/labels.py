"""The names of a series taken apart once, for matching: words that tell, asides, price basis, what they explain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from claims.patterns import regex
from reference.lexicon import load
from reference.model import Indicator
from reference.seasons import without
from reference.words import content, explained, lexicon, stem, tokens

__all__ = [
    "Label",
    "Prices",
    "forms",
    "is_population",
    "labels_of",
    "price_words",
    "prices_of",
    "prices_said",
    "touched",
]

Prices = Literal["current", "constant", ""]

_BRACKETS = regex(r"\(([^()]*)\)")
_EXCEPT = regex(r"\b(?:excl|excluding|without|not|except)\b", re.IGNORECASE)
_BASIS = frozenset(stem(word) for word in ("year", "quarter", "month", "annual"))  # "growth, year on year"
_INFLATION = stem("inflation")


@dataclass(frozen=True, slots=True)
class Label:
    """One name of a series, stemmed."""

    name: str
    words: tuple[str, ...]  # what the name says, but for words of growth in the name of a rate of growth
    asides: frozenset[str]  # said only in brackets
    titled: frozenset[str]  # capitalised in the name
    reach: frozenset[str]  # every stem of a story that the name, the label and the unit explain


@lru_cache(maxsize=4096)
def labels_of(indicator: Indicator) -> tuple[Label, ...]:
    """Return the names of a series: its label, its aliases, and the names that the news gives to its like."""
    known = [n for entry in _entries() if _is_of(entry, indicator) for n in entry["names"]]
    return tuple(_label(name, indicator) for name in dict.fromkeys((*indicator.names, *known)))


@lru_cache(maxsize=4096)
def touched(indicator: Indicator) -> frozenset[str]:
    """Return every stem of a story that tells of the series at all; generic words do not."""
    generic = lexicon().generic
    return frozenset(f for label in labels_of(indicator) for w in label.words if w not in generic for f in forms(w))


@lru_cache(maxsize=16384)
def forms(word: str) -> frozenset[str]:
    """Return the stems of a story that one stem of a label explains."""
    return explained((word,))


def _label(name: str, indicator: Indicator) -> Label:
    known = lexicon()
    outside, inside = _parts(without(name))
    said = tuple(dict.fromkeys((*content(outside), *content(inside))))
    words = tuple(w for w in said if not indicator.is_growth or w not in known.growth | _BASIS or w == _INFLATION)
    asides = frozenset(content(inside)) - frozenset(content(outside)) if content(outside) else frozenset()
    titled = frozenset(w for part, _, _ in tokens(name) if part[0].isupper() for w in content(part))
    own = " ".join(_parts(indicator.label))
    return Label(name, words, asides, titled, explained((*said, *content(own), *content(indicator.unit))))


def _parts(name: str) -> tuple[str, str]:
    """Return what a name says outside and inside brackets; what it sets apart ("excl. land use") is not said."""
    inside = [m[1] for m in _BRACKETS.finditer(name)]
    kept = [p for text in inside for p in text.split(",") if not _EXCEPT.search(p)]
    return _BRACKETS.sub(" ", name), " ".join(kept)


@cache
def _entries() -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "words": frozenset(content(e["words"])),
            "without": frozenset(content(e.get("without", ""))),
            "names": e["names"],
        }
        for e in load("series")["series"]
    )


def _is_of(entry: Mapping[str, Any], indicator: Indicator) -> bool:
    said = _said(indicator)
    return bool(entry["words"] <= said and not entry["without"] & said)


@lru_cache(maxsize=4096)
def _said(indicator: Indicator) -> frozenset[str]:
    """Return the stems of the label, the unit and the kind of a series, with those that its phrases lead to."""
    outside, inside = _parts(indicator.label)
    words = {*content(outside), *content(inside), *content(indicator.unit)}
    return frozenset(words | ({"growth"} if indicator.is_growth else set()))


@lru_cache(maxsize=4096)
def prices_of(indicator: Indicator) -> Prices:
    """Return at whose prices a series is counted, as far as its label or unit says."""
    text = f"{indicator.label} {indicator.unit}"
    said = _prices_in(text)
    if said or not indicator.is_growth:
        return said
    return "constant" if stem("gdp") in content(text) and "deflator" not in text.lower() else ""


@cache
def price_words() -> frozenset[str]:
    """Return the stems of all wordings of a price basis."""
    return frozenset(w for basis in load("series")["prices"].values() for phrase in basis for w in content(phrase))


@lru_cache(maxsize=1024)
def prices_said(sentence: str) -> Prices:
    """Return the price basis that a sentence names: "in real terms", "nominal"."""
    return _prices_in(sentence)


def _prices_in(text: str) -> Prices:
    low = f" {' '.join(re.findall(r'[a-z$%]+', text.lower().replace('-', ' ')))} "
    found: dict[Prices, int] = {}
    for basis in ("current", "constant"):
        hits = [len(p) for p in load("series")["prices"][basis] if f" {p.replace('-', ' ')} " in low]
        if hits:
            found[basis] = max(hits)
    return max(found, key=lambda b: found[b], default="")


@lru_cache(maxsize=4096)
def is_change(indicator: Indicator) -> bool:
    """Tell whether a series is itself of changes, in the unit of the level: as described, or by its label."""
    if indicator.kind == "change":
        return True
    if indicator.is_growth or indicator.kind == "rank":
        return False
    return bool(indicator.growth_of) or stem("change") in labels_of(indicator)[0].words


def is_population(indicator: Indicator) -> bool:
    """Tell whether a series counts all people of an area, so that it can be what something is counted per."""
    first = labels_of(indicator)[0]
    return (
        indicator.unit.lower() in ("persons", "people", "inhabitants", "residents")
        and stem("population") in first.words
        and not _narrowed(first.words)
        and not is_change(indicator)
        and indicator.kind != "rank"
    )


def _narrowed(words: Iterable[str]) -> bool:
    low = {stem(w) for w in ("change", "growth", "urban", "rural", "density", "birth", "death")}
    return bool(low & set(words)) or bool(lexicon().subset & set(words))
