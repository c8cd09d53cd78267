"""The place that the values of the record give an area in an order, with ties, and the order as it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reference.cells import Cell
from reference.match import Candidate
from reference.model import Observation
from reference.reading import Reading, Scene
from reference.universe import Universe, universe_of

__all__ = ["Standing", "around", "order_text", "standing_of"]

_SHOWN = 3  # neighbours in the order, on either side


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in an order, counted from its top or its bottom: `first` to `last` where areas are tied."""

    first: int
    last: int
    own: Observation
    ordered: tuple[Observation, ...]
    universe: Universe

    @property
    def before(self) -> frozenset[str]:
        """Return the areas that stand before this one."""
        return frozenset(o.area for o in self.ordered[: self.first - 1])


def standing_of(scene: Scene, reading: Reading, match: Candidate, cell: Cell, *, high: bool) -> Standing | None:
    """Count the areas that stand before one; ``None`` where a group that is named is not known whole."""
    universe = universe_of(scene, reading, match, cell.observation.period)
    if universe is None:
        return None
    sign = 1 if high else -1
    own = cell.observation
    first = 1 + sum((o.value - own.value) * sign > 0 for o in universe.rivals)
    tied = sum(o.value == own.value for o in universe.rivals)
    ordered = tuple(sorted([own, *universe.rivals], key=lambda o: -o.value * sign))
    return Standing(first, first + tied, own, ordered, universe)


def around(ordered: Sequence[Observation], own: Observation) -> tuple[Observation, ...]:
    """Return the cells of the order that show a place: the first, and those around it."""
    at = ordered.index(own)
    near = ordered[max(at - _SHOWN, 0) : at + _SHOWN]
    return tuple(o for o in dict.fromkeys([*ordered[:1], *near]) if o is not own)


def order_text(scene: Scene, ordered: Sequence[Observation], own: Observation) -> str:
    """Print the order: its first six, and a place further down with its neighbours, numbered."""
    at = ordered.index(own)
    shown = list(enumerate(ordered[:6], 1))
    if at >= len(shown):
        shown = [(1, ordered[0]), *enumerate(ordered[at - 1 : at + 2], at)]
    text = []
    for place, o in shown:
        area = scene.store.area(o.area)
        number = f"{place}. " if at >= 6 else ""
        text.append(f"{number}{area.name if area else o.area} {o.printed}")
    return ", ".join(text)
