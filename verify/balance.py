"""A linear equation in floats: what plainly cannot hold needs no exact arithmetic.

Most readings that are tried are sums and differences of figures that have nothing to do with one another. Their
signed sum, each figure taken as wide as it may be read, is zero where the equation holds; where it stays away from
zero by more than floats can err, the exact test is spared. What passes here is always tested exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.model import Quantity, Relation
from verify.equation import parse

__all__ = ["Balance", "balance_of"]

_ERROR = 1e-9  # relative to the largest figure: far more than a few roundings of a float make


@dataclass(frozen=True, slots=True)
class Balance:
    """The signed sum of a relation, and by figure its factor in that sum and its least and greatest share of it."""

    low: float
    high: float
    room: float
    parts: dict[str, tuple[float, float, float]]

    @property
    def may_hold(self) -> bool:
        return self.low - self.room <= 0 <= self.high + self.room

    def wanted(self, id: str) -> tuple[float, float]:
        """Return no less than the values that the other figures leave to a figure, in its own printed unit."""
        factor, low, high = self.parts[id]
        ends = (self.high - high + self.room) / -factor, (self.low - low - self.room) / -factor
        return min(ends), max(ends)

    def may_hold_exchanged(self, a: Quantity, b: Quantity) -> bool:
        """Tell whether the equation may hold with two of its figures in one another's place."""
        if a.rough is None or b.rough is None:
            return True
        low, high, room = self.low, self.high, self.room
        for place, span in ((a, b.rough), (b, a.rough)):
            factor, old_low, old_high = self.parts[place.id]
            ends = factor * span[0], factor * span[1]
            low, high = low - old_low + min(ends), high - old_high + max(ends)
            room += _ERROR * (abs(ends[0]) + abs(ends[1]))
        return low - room <= 0 <= high + room


def balance_of(relation: Relation) -> Balance | None:
    """Return the balance of a relation; ``None`` where it is not linear, not all printed, or a figure is open."""
    known: dict[str, Balance | None] = vars(relation)  # where its own cached properties are kept, too
    if "_balance" not in known:
        known["_balance"] = _balanced(relation)
    return known["_balance"]


def _balanced(relation: Relation) -> Balance | None:
    signs = parse(relation.equation).signs
    if signs is None or relation.slack or relation.rough is None:
        return None
    low = high = signs[""]
    size = abs(low)
    parts: dict[str, tuple[float, float, float]] = {}
    for role, sign in signs.items():
        terms = relation.rough.get(role, ())
        if role and not terms:
            return None
        for id, factor, least, greatest in terms:
            if not factor or id in parts:
                return None
            least, greatest = (least, greatest) if sign > 0 else (-greatest, -least)
            parts[id] = (sign * factor, least, greatest)
            low, high = low + least, high + greatest
            size += abs(least) + abs(greatest)
    return Balance(low, high, _ERROR * size, parts)
