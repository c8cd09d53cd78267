"""What an order is taken over: the countries of the world, of a group, the parts of a country."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.patterns import regex
from claims.period import year_of
from reference.cells import cell_of
from reference.groups import Group, code_of, group_in
from reference.match import Candidate
from reference.model import Observation
from reference.reading import Reading, Scene

__all__ = ["MANY", "Universe", "subject_of", "universe_of"]

_WORLD = regex(r"\b(?:world|world['’]s|worldwide|global|globally|on (?:the )?planet|on earth)\b", re.IGNORECASE)
MANY = 150  # countries with a figure make the world


@dataclass(frozen=True, slots=True)
class Universe:
    """The areas that stand in an order beside one area."""

    name: str
    rivals: tuple[Observation, ...]
    whole: bool  # no figure of a rival is missing, as far as one can tell


def subject_of(scene: Scene, reading: Reading) -> frozenset[str] | None:
    """Return the area that has the place, where the reading has only what the order is taken over."""
    group = group_in(reading.text)
    over = {a.id for a in scene.store.areas() if _is_over(a.id, a.name, group)}
    areas = reading.areas or frozenset()
    if areas - over:
        return areas - over
    named = [p.areas - over for p in scene.sentence_places(reading.sentence) if p.areas - over]
    return named[0] if len(set(named)) == 1 else None


def _is_over(key: str, name: str, group: Group | None) -> bool:
    low = name.lower()
    if low in ("world", "the world") or key == "WLD":
        return True
    return group is not None and (key == group.area or low in (n.lower() for n in group.names))


def universe_of(scene: Scene, reading: Reading, match: Candidate, period: str) -> Universe | None:
    """Return the rivals of an area in an order; ``None`` where the sentence names a group that is not known whole."""
    group = group_in(reading.text)
    if group is not None:
        return _of_group(scene, match, period, group)
    rivals = _peers(scene, match, period)
    if _WORLD.search(reading.text):
        return Universe("the world", tuple(rivals), whole=scene.store.inline or len(rivals) >= MANY)
    return Universe("", tuple(rivals), whole=True)


def _of_group(scene: Scene, match: Candidate, period: str, group: Group) -> Universe | None:
    year = year_of(period)
    areas = {code_of(a): a.id for key in scene.store.areas_of(match.indicator.id) for a in [scene.store.area(key)] if a}
    own = scene.store.area(match.area)
    if own is None or not group.has(code_of(own), year):
        return None
    rivals = []
    for code in [c for c, _, _ in group.members if group.has(c, year)]:
        key = areas.get(code)
        if key == match.area:
            continue
        cell = cell_of(scene.store, match.indicator.id, key, period, scene.document.published) if key else None
        if cell is None:
            return None
        rivals.append(cell.observation)
    return Universe(group.names[0], tuple(rivals), whole=True)


def _peers(scene: Scene, match: Candidate, period: str) -> list[Observation]:
    area = scene.store.area(match.area)
    found = []
    for key in sorted(scene.store.areas_of(match.indicator.id) - {match.area}):
        other = scene.store.area(key)
        if area is not None and other is not None and (area.type, area.parent) != (other.type, other.parent):
            continue
        cell = cell_of(scene.store, match.indicator.id, key, period, scene.document.published)
        if cell is not None:
            found.append(cell.observation)
    return found
