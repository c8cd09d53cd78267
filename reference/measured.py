"""The series and cell that an order speaks of, and whether its wording is about them at all."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.model import Kind, Quantity
from reference.cells import Cell, cell_of
from reference.match import ACCEPT, CERTAIN, MARGIN, Candidate, candidates
from reference.model import Indicator, Observation
from reference.reading import Reading, Scene
from reference.units import of_quantity, parse_unit
from reference.words import content, explained, lexicon

__all__ = ["AMOUNTS", "beats", "is_about", "measured", "orderable", "states"]

_NOUN_ENDS = re.compile(
    r"\b(?:since|in|for|over|of|on|ever|among|at|from|with|by|than|after|to|across|and|when|while|as)\b|[,.;:()–—]"
)
AMOUNTS = (Kind.COUNT, Kind.LEVEL, Kind.RATIO)


def measured(scene: Scene, reading: Reading) -> tuple[Candidate, Cell] | None:
    """Return the series that the order is in: that of a level in the same sentence, else by the words."""
    levels = [q for q in scene.sentence_quantities(reading.sentence) if q.kind in AMOUNTS and q.is_claim]
    levels.sort(key=lambda q: abs(q.start - reading.start))  # the nearest is the one it speaks of
    readings = [scene.of_quantity(q) for q in levels] + [replace(reading, core=())]
    for one in readings:
        period = one.period or reading.period
        stated = one.quantity is not None and one.quantity.kind is not Kind.RANK
        found = [c for c in candidates(one, scene.store, orderable) if c.blocked is None]
        if not stated and len(found) > 1 and found[1].score > found[0].score - MARGIN:
            continue  # by words alone only a series without a rival
        for match in found:
            if match.score < (ACCEPT if stated else CERTAIN):
                break
            cell = cell_of(scene.store, match.indicator.id, match.area, period, scene.document.published)
            if cell is not None and (not stated or (one.quantity is not None and states(one.quantity, cell))):
                return match, cell
    return None


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
    return quantity.lenient.scaled(of_quantity(quantity).factor).meets(cell.observation.interval)


def orderable(indicator: Indicator) -> bool:
    return indicator.kind != "rank" and parse_unit(indicator.unit).dimension not in ("rank", "ordinal")


def beats(other: Observation, own: Observation, sign: int) -> bool:
    if not other.interval.bounded or not own.interval.bounded:
        return False
    return (other.value - own.value) * sign > 0 and not other.interval.meets(own.interval)
