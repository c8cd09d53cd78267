"""The series and cell that an order speaks of, and whether its wording is about them at all."""

from __future__ import annotations

from dataclasses import replace

from claims.model import Kind, Quantity
from claims.patterns import regex
from reference.cells import Cell, cell_of
from reference.match import ACCEPT, CERTAIN, MARGIN, Candidate, candidates
from reference.model import Indicator, Observation
from reference.reading import Reading, Scene, has_growth_words
from reference.units import parse_unit, stated_level
from reference.words import content, explained, lexicon

__all__ = ["AMOUNTS", "beats", "is_about", "measured", "orderable", "states"]

_NOUN_ENDS = regex(
    r"\b(?:since|in|for|over|of|on|ever|among|at|from|with|by|than|after|to|across|and|when|while|as)\b|[,.;:()–—]"
)
_MANY_MORE = 5
AMOUNTS = (Kind.COUNT, Kind.LEVEL, Kind.RATIO)


def measured(
    scene: Scene, reading: Reading, areas: frozenset[str] | None = None, *, rates: bool = False
) -> tuple[Candidate, Cell] | None:
    """Return the series that the order is in: that of a level in the same sentence, else by the words.

    `areas` are those that stand in the order, where the reading has what they stand in; `rates` also takes a rate
    of growth as the value that the order goes by ("grew 4.5 percent, the fastest pace since 2003").
    """
    kinds = (*AMOUNTS, Kind.GROWTH_RATE) if rates else AMOUNTS
    levels = [q for q in scene.sentence_quantities(reading.sentence) if q.kind in kinds and q.is_claim]
    levels.sort(key=lambda q: abs(q.start - reading.start))  # the nearest is the one it speaks of
    readings = [scene.of_quantity(q) for q in levels]
    readings += [replace(reading, core=())]
    for one in readings:
        one = replace(one, areas=areas or one.areas, area_known=one.area_known or bool(areas))
        period = one.period or reading.period
        stated = one.quantity is not None and one.quantity.kind is not Kind.RANK
        rate = one.quantity is not None and one.quantity.kind is Kind.GROWTH_RATE
        found = [
            c
            for c in candidates(one, scene.store, orderable)
            if c.blocked is None and c.indicator.is_growth in ((True,) if rate else (False, has_growth_words(one)))
        ]
        if not stated:
            found = _widest(scene, found)
        if not stated and len(found) > 1 and found[1].score > found[0].score - MARGIN:
            continue  # by words alone only a series without a rival
        for match in found:
            if match.score < (ACCEPT if stated else CERTAIN):
                break
            cell = cell_of(scene.store, match.indicator.id, match.area, period, scene.document.published)
            if cell is not None and (not stated or (one.quantity is not None and states(one.quantity, cell))):
                return match, cell
    return None


def _widest(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Drop the series that have figures of a few areas only, beside one as good that has them of many."""
    if not found:
        return found
    counts = {c.indicator.id: len(scene.store.areas_of(c.indicator.id)) for c in found}
    best = max(counts[c.indicator.id] for c in found if c.score > found[0].score - MARGIN)
    return [c for c in found if counts[c.indicator.id] * _MANY_MORE > best]


def is_about(scene: Scene, start: int, end: int, indicator: Indicator) -> bool:
    """Tell whether the noun of a superlative is of the series: "the largest town", not "the highest fuel tax"."""
    known = lexicon()
    stop = _NOUN_ENDS.search(scene.document.text, start, end)
    words = content(scene.document.text[start : stop.start() if stop else end])
    reach = explained(tuple(word for name in indicator.names for word in content(name)))
    allowed = reach | known.neutral | known.generic | scene.place_stems
    return all(word in allowed or word.isdigit() for word in words)


def states(quantity: Quantity, cell: Cell) -> bool:
    """Tell whether a level of the sentence is the value of the cell, so that the order speaks of it."""
    if quantity.kind is Kind.GROWTH_RATE:
        reach = -quantity.lenient if quantity.direction == "down" else quantity.lenient
        return reach.meets(cell.observation.interval)
    return stated_level(quantity, cell.observation).meets(cell.observation.interval)


def orderable(indicator: Indicator) -> bool:
    return indicator.kind != "rank" and parse_unit(indicator.unit).dimension not in ("rank", "ordinal")


def beats(other: Observation, own: Observation, sign: int) -> bool:
    if not other.interval.bounded or not own.interval.bounded:
        return False
    return (other.value - own.value) * sign > 0 and not other.interval.meets(own.interval)
