"""Show how a claim, or a few words, are matched with the series: candidates, parts of the score, what decided.

The same scores and thresholds as in a check; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from claims.document import Document
from claims.model import Kind, PeriodMention, Quantity
from claims.period import last_day
from reference.cells import Cell, cell_of
from reference.changes import fits_change
from reference.levels import fits_level
from reference.match import ACCEPT, MARGIN, STOCK_UNSAID, Candidate, candidates
from reference.measured import orderable
from reference.model import Indicator
from reference.reading import Reading, Scene, has_growth_words
from reference.store import Store
from reference.words import content

__all__ = ["Shown", "Tried", "of_claims", "of_words"]


@dataclass(frozen=True, slots=True)
class Tried:
    """One candidate, and why it was taken or not."""

    candidate: Candidate
    decision: str
    accepted: bool
    cell: Cell | None

    @property
    def parts(self) -> str:
        """Print the score as the sum of its parts."""
        words, own = self.candidate.parts
        less = 0.7 * words + 0.3 * own - self.candidate.score
        stock = f" - {STOCK_UNSAID} a stock unsaid" if less > STOCK_UNSAID / 2 else ""
        return f"{words:.2f} of its words × 0.7 + {own:.2f} of the claim's × 0.3{stock}"


@dataclass(frozen=True, slots=True)
class Shown:
    """One claim, or a few words, with the candidates for it."""

    text: str
    areas: tuple[str, ...]
    period: str | None
    tried: tuple[Tried, ...]
    reason: str  # why there is no candidate at all


def of_words(store: Store, words: str, limit: int = 5) -> Shown:
    """Match a few words ("valid registered trademarks in Shanghai, 2024") as if a level of them were claimed."""
    from claims.periods import find_mentions  # not needed where a document was read
    from claims.readers import read_text

    document = read_text(words)
    scene = _scene(document, store)
    mentions = [m for m in scene.mentions if m.period]
    period = mentions[0].period if len({m.period for m in mentions}) == 1 else None
    reading = scene.of_wording(0, len(words), period)
    times = {w for m in find_mentions(document) for w in content(m.surface)}
    core = tuple(w for w in content(words) if w not in scene.place_stems | times and not w.isdigit())
    reading = replace(reading, core=core, period=period)
    rates = has_growth_words(reading)
    return _shown(scene, reading, words, lambda i: i.is_growth == rates, limit)


def _scene(document: Document, store: Store) -> Scene:
    from claims.periods import find_mentions

    mentions: tuple[PeriodMention, ...] = tuple(find_mentions(document))
    return Scene(document, (), {}, (), mentions, store)


def of_claims(scene: Scene, limit: int = 5) -> Iterator[tuple[Quantity, Shown]]:
    """Match every figure of a document that is a claim."""
    for quantity in scene.quantities:
        if quantity.is_claim and quantity.value is not None:
            reading = scene.of_quantity(quantity)
            yield quantity, _shown(scene, reading, quantity.surface, _fits_of(scene, reading), limit)


def _fits_of(scene: Scene, reading: Reading) -> Callable[[Indicator], bool]:
    quantity = reading.quantity
    assert quantity is not None
    if quantity.kind is Kind.RANK:
        return lambda i: i.kind == "rank" or orderable(i)
    if quantity.kind in (Kind.GROWTH_RATE, Kind.PP_CHANGE, Kind.ABSOLUTE_CHANGE, Kind.MULTIPLE):
        return lambda i: fits_change(quantity, i)
    return lambda i: fits_level(scene, reading, quantity, i)


def _shown(scene: Scene, reading: Reading, text: str, fits: Callable[[Indicator], bool], limit: int) -> Shown:
    found = candidates(reading, scene.store, lambda _: True)
    ordered = sorted(found, key=lambda c: (c.blocked is not None, not fits(c.indicator), -c.score))
    fitting = [c for c in ordered if c.blocked is None and fits(c.indicator)]
    best = fitting[0].score if fitting else 0.0
    tried = tuple(_tried(scene, reading, c, fits, best) for c in ordered[:limit])
    reason = ""
    if not found:
        reason = "the record has no figures of that place" if not reading.area_known else "no series has a word of it"
    names = tuple(sorted(area.name for key in reading.areas or () for area in [scene.store.area(key)] if area))
    return Shown(text, tuple(dict.fromkeys(names)), reading.period, tried, reason)


def _tried(
    scene: Scene, reading: Reading, candidate: Candidate, fits: Callable[[Indicator], bool], best: float
) -> Tried:
    cell = _cell(scene, candidate, reading.period)
    if candidate.blocked is not None:
        return Tried(candidate, candidate.blocked, accepted=False, cell=cell)
    if not fits(candidate.indicator):
        return Tried(candidate, "its unit or kind does not fit the figure", accepted=False, cell=cell)
    if candidate.score < ACCEPT:
        return Tried(candidate, f"below {ACCEPT:.2f}, what a series must have", accepted=False, cell=cell)
    if cell is None:
        when = f"for {reading.period}" if reading.period else "without a period"
        return Tried(candidate, f"it has no figure {when}", accepted=False, cell=None)
    if candidate.score <= best - MARGIN:
        return Tried(candidate, f"{best - candidate.score:.2f} below the best", accepted=False, cell=cell)
    if candidate.score < best:
        return Tried(candidate, f"a rival: within {MARGIN:.2f} of the best", accepted=False, cell=cell)
    decision = "accepted, but only its neighbours may refute" if candidate.doubtful else "accepted"
    return Tried(candidate, decision, accepted=True, cell=cell)


def _cell(scene: Scene, candidate: Candidate, period: str | None) -> Cell | None:
    known_on = scene.document.published
    cell = cell_of(scene.store, candidate.indicator.id, candidate.area, period, known_on)
    end = last_day(period)
    if cell is None and end is not None and (end.month, end.day) == (12, 31):  # a stock at the end of the year
        cell = cell_of(scene.store, candidate.indicator.id, candidate.area, str(end.year), known_on)
    return cell
