"""Figures of one measure where a writer leaves the unit out: "26 minutes, 14 less than the 40 needed by bus"."""

from __future__ import annotations

from decimal import Decimal

from claims.model import Hedge, Kind
from claims.relations.nearness import differ_by_a_digit
from claims.relations.scene import LEVELS, Slot, factor_to, measure, same_noun

__all__ = ["is_mistyped", "is_value", "of_like_size", "one_measure"]

_POINTS = ("percentage_point", "basis_point", "count:point")
_DEGREES = ("degree", "degC", "degF")
_SPAN = Decimal(5)  # two values that are held against each other are seldom further apart
_VALUES = (*LEVELS, Kind.DURATION)
_OF_WHOM = " of "


def is_value(slot: Slot) -> bool:
    """Tell whether a figure may be one of two values that a difference lies between."""
    kind = slot.q.kind in _VALUES or (slot.q.kind is Kind.AGE and slot.q.places > 0)  # a mean age, not a person's
    return kind and not slot.aside and slot.q.hedge is not Hedge.BETWEEN and bool(slot.q.value)


def one_measure(difference: Slot, first: Slot, second: Slot) -> bool:
    """Tell whether a difference may lie between two values, the later of which may leave out its unit.

    Points lie between percentages; a difference without a unit between values of one unit.
    """
    units = [_unit(s) for s in (first, second)]
    told = _unit(difference)
    if "percent" in units:
        return set(units) <= {"percent", ""} and (told in _POINTS or difference.q.kind is Kind.PP_CHANGE)
    if told in _POINTS and told != "count:point":
        return False
    named = [s for s in (first, second, difference) if _unit(s)]
    if any(not _alike(named[0], other) for other in named[1:]):
        return False
    if not named or measure(named[0].q) == "count":
        return True
    return bool(units[0]) or (len(named) > 1 and bool(told))  # the first of them is told in full


def of_like_size(difference: Slot, first: Slot, second: Slot) -> bool:
    """Tell whether two values are near enough to be held against each other, in the unit of their difference."""
    small, large = sorted(abs(s.q.value or Decimal(0)) * factor_to(s.q, difference.q) for s in (first, second))
    return small > 0 and large <= _SPAN * small


def is_mistyped(difference: Slot, first: Slot, second: Slot) -> bool:
    """Tell whether two values of unlike size would lie so far apart, but for one digit or the point of one of them."""
    apart = difference.q.value or Decimal(0)
    step = difference.q.scale.scaleb(-difference.q.places)
    values = [(s.q.value or Decimal(0)) * factor_to(s.q, difference.q) for s in (first, second)]
    for one, other in (values, values[::-1]):
        if any(differ_by_a_digit(one, wanted, step) for wanted in (other + apart, other - apart)):
            return True
    return False


def _unit(slot: Slot) -> str:
    """Return what a figure is told in; what it is told of, "the 8.8 of beginners", is no unit."""
    unit = slot.q.unit.split(" per ")[0]
    of_whom = unit.startswith("count:") and slot.right.startswith(_OF_WHOM)
    return "" if unit == "count" or of_whom else unit


def _alike(one: Slot, other: Slot) -> bool:
    a, b = _unit(one), _unit(other)
    if "" in (a, b) or a == b or (a in _DEGREES and b in _DEGREES):
        return True
    return same_noun(one.q, other.q) or factor_to(one.q, other.q) != 1
