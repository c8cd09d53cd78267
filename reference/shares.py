"""Shares of a total over areas: "accounted for 12 percent of the world's emissions", "4.8 percent of China's GDP"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from claims.patterns import regex
from reference.cells import cell_of
from reference.changes import Change, cell_at
from reference.comparison import Comparison
from reference.computed import additive, compare_computed
from reference.groups import encloses
from reference.match import Candidate
from reference.reading import Reading, Scene
from reference.words import content, stem

__all__ = ["compare_share"]

_WORLD = regex(r"\b(?:world|world['’]s|worldwide|global|globally)\b", re.IGNORECASE)
_NATIONAL = regex(r"\b(?:national|nationwide|the country['’]s|the nation['’]s)\b", re.IGNORECASE)
_SHARE_WORDS = frozenset(
    stem(w) for w in ("share", "came", "come", "part", "accounted", "came", "produced", "global", "world", "national")
)
_OF = regex(r"\s+of\s+(.{3,80}?)(?=\s+(?:in|last|this|during|for|by|at|over|from|came|comes|were|was)\b|[,.;])")
_HUNDRED = Decimal(100)


def compare_share(scene: Scene, reading: Reading) -> Comparison | None:
    """Judge a percentage of a whole area's total; ``None`` where the sentence names no part and whole."""
    pair = _part_and_whole(scene, reading)
    if pair is None:
        return None
    part, wholes = pair
    core = tuple(w for w in _of_what(scene, reading) if w not in _SHARE_WORDS and w not in scene.place_stems)
    placed = replace(reading, areas=frozenset({part}), area_known=True, core=core)

    def compute(match: Candidate, period: str | None) -> list[Change]:
        return [c for whole in wholes for c in [_share(scene, match, whole, period)] if c is not None]

    return compare_computed(scene, placed, additive, compute, "level", "share")


def _of_what(scene: Scene, reading: Reading) -> tuple[str, ...]:
    """Return the stems of what the share is of: "of the world's carbon dioxide emissions"; else the bound phrase."""
    match = _OF.match(scene.document.text, reading.end)
    words = content(match[1]) if match else ()
    return tuple(w for w in words if not w.isdigit()) or reading.core


def _part_and_whole(scene: Scene, reading: Reading) -> tuple[str, tuple[str, ...]] | None:
    """Return the area of the part and that of the whole, where the sentence names one pair that fits."""
    text = scene.document.text[reading.sentence.start : reading.sentence.end]
    named = [a for p in scene.sentence_places(reading.sentence) for a in sorted(p.areas)]
    named += sorted(reading.areas or ())
    wholes = set(named)
    if _WORLD.search(text):
        wholes |= scene.store.finder.named("World")
    if _NATIONAL.search(text):
        wholes |= {record.parent for a in named for record in [scene.store.area(a)] if record and record.parent}
    pairs = {
        part: tuple(sorted(w for w in wholes if encloses(scene.store, w, part, reading.period)))
        for part in dict.fromkeys(named)
    }
    fitting = {part: found for part, found in pairs.items() if found}
    if not fitting:
        return None
    inner = [p for p in fitting if not any(p in found for found in fitting.values())]
    parts = inner or list(fitting)
    same_name = {scene.store.area(p).name for p in parts if scene.store.area(p)}  # type: ignore[union-attr]
    return (parts[0], fitting[parts[0]]) if len(parts) == 1 or len(same_name) == 1 else None


def _share(scene: Scene, match: Candidate, whole: str, period: str | None) -> Change | None:
    if whole == match.area:
        return None
    above = cell_at(scene, match, period)
    below = cell_of(scene.store, match.indicator.id, whole, period, scene.document.published)
    if above is None or below is None:
        return None
    top, bottom = above.observation, below.observation
    if bottom.value <= 0 or not top.interval.bounded or not bottom.interval.bounded or top.value > bottom.value:
        return None
    value = (top.interval / bottom.interval).scaled(_HUNDRED)
    exact = top.value / bottom.value * _HUNDRED
    formula = f"{top.printed} / {bottom.printed} = {exact:.2f}%"
    return Change(value, (top, bottom), formula, above.later or below.later, exact)
