"""Match a claim with a series of the record: candidates, a score that a person can read, and abstention.

The score of a candidate is the weight of the label's words that the story has (its indicator phrase counts
fully, its clause nearly, the rest of the sentence little), and how much of the claim's own phrase the label
explains. A word of the claim's phrase that the label does not explain ("cruise" before "ships") forbids the
match, and so does a subset word on one side only. Accepted above `ACCEPT` and `MARGIN` above the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import log

from claims.model import Kind
from reference.labels import Label, forms, labels_of, price_words, prices_of, prices_said, touched
from reference.model import Indicator
from reference.reading import Reading
from reference.seasons import adjustment_of, adjustment_said
from reference.store import Store
from reference.words import lexicon, printed, stem

__all__ = ["ACCEPT", "CERTAIN", "MARGIN", "STOCK_UNSAID", "Candidate", "candidates", "nearest"]

ACCEPT = 0.5  # a series may support a claim, or refute it where a neighbour explains the figure
CERTAIN = 0.7  # a series may refute a claim without any explanation of the figure
MARGIN = 0.08
_SOME = 64  # candidates from the full-text catalogue of a big store
_SMALL = 200  # up to so many indicators all are scored
_GDP = stem("gdp")
_SYNONYM = 0.95
_WHOLE = 0.85
_IN_CLAUSE = 0.9
_IN_SENTENCE = 0.55
_GENERIC_WEIGHT = 0.15
STOCK_UNSAID = 0.15


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
    whole: bool = False  # the story has every word of the name, at least two telling ones among them
    parts: tuple[float, float] = (0.0, 0.0)  # how much of the label the story has, of the claim's phrase the label


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
    """Return the indicators that a word of the sentence tells of at all."""
    everything, said = store.indicators(), reading.said
    if len(everything) <= _SMALL:
        return [everything[at] for at in sorted({at for word in said for at in store.told_by.get(word, ())})]
    words = " ".join([*reading.core, *sorted(reading.clause)])
    hits = [hit.id for hit in store.search(words, _SOME) if hit.what == "indicator"]
    found = [i for key in hits for i in [store.indicator(key)] if i is not None]
    return [i for i in found if not said.isdisjoint(touched(i))]


def _candidate(reading: Reading, store: Store, indicator: Indicator) -> Candidate | None:
    area = _area(reading, store, indicator)
    if area is None:
        return None
    best: Candidate | None = None
    rarity = _rarity(store)
    for label in labels_of(indicator):
        scored = _scored(reading, indicator, area, label, rarity)
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


def _scored(
    reading: Reading, indicator: Indicator, area: str, label: Label, rarity: Callable[[str], float]
) -> Candidate:
    known = lexicon()
    core = set(reading.core)
    whole = got = 0.0
    missing: list[str] = []
    named = reading.titled - label.titled
    prices = _prices(reading, indicator)
    for word in label.words:
        light = word in known.generic or word == "not" or word in label.asides or word in prices.words
        weight = _GENERIC_WEIGHT if light else rarity(word)
        part = _presence(word, forms(word) - named if named else forms(word), core, reading)
        whole += weight
        got += weight * part
        if part == 0.0:
            missing.append(word)
    covered = got / whole if whole else 0.0
    reach = label.reach
    ignored = known.neutral | prices.words if prices.agree else known.neutral
    strange = [w for w in reading.core if w not in reach and w not in ignored]
    strange += [w for w in reading.tail if w not in reach and w not in ignored | known.generic and w not in strange]
    told = [w for w in reading.core if w in reach]
    own = len(told) / (len(told) + len(strange)) if told or strange else 0.5
    score = 0.7 * covered + 0.3 * own - (STOCK_UNSAID if _is_stock_unsaid(missing) else 0)
    noun = [w for w in reading.noun if w not in known.neutral]
    fixed = {*noun, *reading.tail} | known.subset
    doubtful = bool(noun and strange) and not set(strange) & fixed and set(noun) <= reach
    if doubtful:
        strange = []
    doubtful = doubtful or bool(reading.loose - reach - ignored - known.generic - known.plain)
    if prices.agree:
        missing = [w for w in missing if w not in prices.words]
    return Candidate(
        indicator,
        area,
        round(score, 4),
        label.name,
        prices.clash or _season_clash(reading, indicator) or _blocked(reading, label, strange, missing, prices.words),
        tuple(missing),
        doubtful,
        whole=covered > _WHOLE and sum(w not in known.generic for w in label.words) > 1,
        parts=(round(covered, 4), round(own, 4)),
    )


@dataclass(frozen=True, slots=True)
class _Prices:
    """Whether a claim and a series are at the same prices."""

    agree: bool
    clash: str | None
    words: frozenset[str]  # what says so, which tells nothing of what is measured


_NO_PRICES = _Prices(agree=False, clash=None, words=frozenset())


def _prices(reading: Reading, indicator: Indicator) -> _Prices:
    """Compare the price basis that the sentence names with that of the series.

    Where it names none, an amount is at current prices, and a rate of growth of GDP at constant ones.
    """
    basis = prices_of(indicator)
    if not basis:
        return _NO_PRICES
    said = prices_said(reading.text)
    kind = reading.quantity.kind if reading.quantity is not None else None
    if not said and (kind is Kind.GROWTH_RATE or reading.moves) and _GDP in labels_of(indicator)[0].words:
        said = "constant"
    elif (
        not said and kind in (Kind.LEVEL, Kind.ABSOLUTE_CHANGE, Kind.RANK, Kind.SHARE, None) and not indicator.is_growth
    ):
        said = "current"
    if said and said != basis:
        return _Prices(False, f"the series is at {basis} prices, the claim at {said} ones", price_words())
    return _Prices(bool(said), None, price_words())


def _season_clash(reading: Reading, indicator: Indicator) -> str | None:
    """Tell whether the sentence and the series say different things of the season; one that says nothing agrees."""
    said, known = adjustment_said(reading.text), adjustment_of(indicator)
    if not said or said == known or (not known and said == "unadjusted"):
        return None
    words = {"adjusted": "seasonally adjusted", "unadjusted": "not seasonally adjusted"}
    return f"the claim is {words[said]}, the series {f'is {words[known]}' if known else 'does not say that it is'}"


def _is_stock_unsaid(missing: list[str]) -> bool:
    """Tell whether the label speaks of a stock ("living abroad") and the story does not."""
    return bool(set(missing) & lexicon().stock)


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
    reading: Reading, label: Label, strange: list[str], missing: list[str], aside: frozenset[str]
) -> str | None:
    known = lexicon()
    if strange:
        return f"the story says {_as_printed(reading.text, strange)}"
    if "not" in missing and "not" in label.words:
        return "the series is of the opposite"
    narrower = [w for w in missing if w in known.subset - known.only_story]
    if narrower:
        return f"the series is only for {_as_printed(label.name, narrower)}"
    if not reading.core:
        part = [w for w in reading.clause if w in known.subset and w not in label.reach]
        if part:
            return f"the story may mean only {_as_printed(reading.text, sorted(part))}"
    if not any(w not in known.generic | aside for w in label.words if w not in missing):
        return "no telling word in common"
    return None


def _rarity(store: Store) -> Callable[[str], float]:
    """Return how much a word of a label tells, by how many series of the store share it."""
    series, count = store.indicators(), store.word_counts
    top = log(1 + len(series))

    def weight(word: str) -> float:
        return 0.4 + 0.6 * log(1 + len(series) / count.get(word, 1)) / top if series else 1.0

    return weight
