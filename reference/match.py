"""Match a claim with a series of the record: candidates, a score that a person can read, and abstention.

The score of a candidate is the weight of the label's words that the story has (its indicator phrase counts
fully, its clause nearly, the rest of the sentence little), and how much of the claim's own phrase the label
explains. A word of the claim's phrase that the label does not explain ("cruise" before "ships") forbids the
match, and so does a subset word on one side only. Accepted above `ACCEPT` and `MARGIN` above the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log

from reference.model import Indicator
from reference.reading import Reading
from reference.store import Store
from reference.words import content, explained, lexicon, printed, stem, tokens

__all__ = ["ACCEPT", "CERTAIN", "MARGIN", "Candidate", "candidates", "nearest"]

ACCEPT = 0.5  # a series may support a claim, or refute it where a neighbour explains the figure
CERTAIN = 0.7  # a series may refute a claim without any explanation of the figure
MARGIN = 0.08
_SOME = 64  # candidates from the full-text catalogue of a big store
_SMALL = 200  # up to so many indicators all are scored
_BRACKETS = re.compile(r"\([^()]*\)")
_BASIS = frozenset(stem(word) for word in ("year", "quarter", "month", "annual"))  # "growth, year on year"
_INFLATION = stem("inflation")
_SYNONYM = 0.95
_IN_CLAUSE = 0.9
_IN_SENTENCE = 0.55
_GENERIC_WEIGHT = 0.15
_STOCK_UNSAID = 0.15


@dataclass(frozen=True, slots=True)
class Candidate:
    """A series that a claim may be about."""

    indicator: Indicator
    area: str
    score: float
    name: str  # the label or alias that fits best
    blocked: str | None = None  # why it cannot be the series
    missing: tuple[str, ...] = ()  # words of the label that the story lacks
    doubtful: bool = False  # the counted noun is explained, the rest of the claim's phrase is not


def candidates(reading: Reading, store: Store, fits: Callable[[Indicator], bool]) -> list[Candidate]:
    """Return the series whose unit and kind fit, best first, those that are blocked last."""
    if not reading.area_known or (reading.areas is None and not store.inline):
        return []
    found = [
        candidate
        for indicator in _pool(reading, store)
        if fits(indicator)
        for candidate in [_candidate(reading, store, indicator)]
        if candidate is not None
    ]
    return sorted(found, key=lambda c: (c.blocked is not None, -c.score, c.indicator.id))


def nearest(found: Iterable[Candidate], limit: int = 3) -> tuple[str, ...]:
    """Return the names of the best candidates, for a person who asks why nothing was compared."""
    return tuple(
        f"{c.indicator.label} ({c.score:.2f}{', ' + c.blocked if c.blocked else ''})" for c in list(found)[:limit]
    )


def _pool(reading: Reading, store: Store) -> Iterable[Indicator]:
    everything = store.indicators()
    if len(everything) <= _SMALL:
        return everything
    words = " ".join([*reading.core, *sorted(reading.clause)])
    hits = [hit.id for hit in store.search(words, _SOME) if hit.what == "indicator"]
    return [i for key in hits for i in [store.indicator(key)] if i is not None]


def _candidate(reading: Reading, store: Store, indicator: Indicator) -> Candidate | None:
    area = _area(reading, store, indicator)
    if area is None:
        return None
    best: Candidate | None = None
    for name in indicator.names:
        scored = _scored(reading, indicator, area, name, _rarity(store))
        if best is None or (scored.blocked is None, scored.score) > (best.blocked is None, best.score):
            best = scored
    return best


def _area(reading: Reading, store: Store, indicator: Indicator) -> str | None:
    has = store.areas_of(indicator.id)
    if not reading.area_known:
        return None
    if reading.areas is None:
        return next(iter(has)) if store.inline and len(store.areas()) == 1 else None
    both = sorted(reading.areas & has)
    return both[0] if len(both) == 1 else None


def _scored(reading: Reading, indicator: Indicator, area: str, name: str, rarity: Callable[[str], float]) -> Candidate:
    known = lexicon()
    label = [w for w in content(name) if not indicator.is_growth or w not in known.growth | _BASIS or w == _INFLATION]
    core = set(reading.core)
    whole = got = 0.0
    missing: list[str] = []
    asides = _asides(name)
    named = reading.titled - _capitalised(name)
    for word in label:
        light = word in known.generic or word == "not" or word in asides
        weight = _GENERIC_WEIGHT if light else rarity(word)
        part = _presence(word, explained((word,)) - named, core, reading)
        whole += weight
        got += weight * part
        if part == 0.0:
            missing.append(word)
    covered = got / whole if whole else 0.0
    reach = explained((*content(name), *content(indicator.label), *content(indicator.unit)))
    strange = [w for w in reading.core if w not in reach and w not in known.neutral]
    strange += [w for w in reading.tail if w not in reach | known.neutral | known.generic and w not in strange]
    told = [w for w in reading.core if w in reach]
    own = len(told) / (len(told) + len(strange)) if told or strange else 0.5
    score = 0.7 * covered + 0.3 * own - (_STOCK_UNSAID if _is_stock_unsaid(missing) else 0)
    noun = [w for w in reading.noun if w not in known.neutral]
    fixed = {*noun, *reading.tail} | known.subset
    doubtful = bool(noun and strange) and not set(strange) & fixed and set(noun) <= reach
    if doubtful:
        strange = []
    return Candidate(
        indicator,
        area,
        round(score, 4),
        name,
        _blocked(reading, name, label, strange, missing, reach),
        tuple(missing),
        doubtful,
    )


def _is_stock_unsaid(missing: list[str]) -> bool:
    """Tell whether the label speaks of a stock ("living abroad") and the story does not."""
    return bool(set(missing) & lexicon().stock)


@lru_cache(maxsize=4096)
def _asides(name: str) -> frozenset[str]:
    """Return stems that a label has only in brackets: "Unemployment, total (% of labour force)"."""
    outside = _BRACKETS.sub(" ", name)
    return frozenset(content(name)) - frozenset(content(outside)) if content(outside) else frozenset()


@lru_cache(maxsize=4096)
def _capitalised(name: str) -> frozenset[str]:
    return frozenset(w for word, _, _ in tokens(name) if word[0].isupper() for w in content(word))


def _presence(word: str, forms: frozenset[str], core: set[str], reading: Reading) -> float:
    if word in core and word in forms:
        return 1.0
    if forms & core:
        return _SYNONYM
    if forms & reading.clause:
        return _IN_CLAUSE
    return _IN_SENTENCE if forms & reading.wider else 0.0


def _as_printed(text: str, stems: Iterable[str]) -> str:
    """Quote words as a text has them; a stem that it spells otherwise stands as it is."""
    words = printed(text)
    return ", ".join(f"“{words.get(s, s)}”" for s in stems)


def _blocked(
    reading: Reading, name: str, label: list[str], strange: list[str], missing: list[str], reach: frozenset[str]
) -> str | None:
    known = lexicon()
    if strange:
        return f"the story says {_as_printed(reading.text, strange)}"
    narrower = [w for w in missing if w in known.subset - known.only_story]
    if narrower:
        return f"the series is only for {_as_printed(name, narrower)}"
    if not reading.core:
        part = [w for w in reading.clause if w in known.subset and w not in reach]
        if part:
            return f"the story may mean only {_as_printed(reading.text, sorted(part))}"
    if not any(w not in known.generic for w in label if w not in missing):
        return "no telling word in common"
    return None


def _rarity(store: Store) -> Callable[[str], float]:
    """Return how much a word of a label tells, by how many series of the store share it."""
    series, count = store.indicators(), store.word_counts
    top = log(1 + len(series))

    def weight(word: str) -> float:
        return 0.4 + 0.6 * log(1 + len(series) / count.get(word, 1)) / top if series else 1.0

    return weight
