"""What two figures are known to have in common: indicator, area, period."""

from __future__ import annotations

from claims.relations.scene import Slot

__all__ = [
    "alike_in_name",
    "area_of",
    "compared_to",
    "indicator_of",
    "of_one_area",
    "of_one_frame",
    "of_one_indicator",
    "of_one_thing",
    "period_of",
]


def indicator_of(slot: Slot) -> str:
    """Return the normal form of the indicator, or ``""``."""
    found = slot.binding.indicator if slot.binding else None
    return found.normal if found else ""


def area_of(slot: Slot) -> str | None:
    found = slot.binding.area if slot.binding else None
    return found.name if found else None


def period_of(slot: Slot) -> str | None:
    return slot.binding.period if slot.binding else None


def compared_to(slot: Slot) -> str | None:
    """Return the period that a change is told against."""
    return slot.binding.compared_to if slot.binding else None


def of_one_indicator(a: Slot, b: Slot) -> bool:
    """Tell whether both are known to be of one indicator."""
    return indicator_of(a) == indicator_of(b) != ""


def alike_in_name(a: Slot, b: Slot) -> bool:
    """Tell whether one indicator has all the words of the other: "sales" and "sales of phones"."""
    one, other = ({w.rstrip("s") for w in indicator_of(s).split()} for s in (a, b))
    return bool(one and other) and (one <= other or other <= one)


def of_one_area(a: Slot, b: Slot) -> bool:
    """Tell whether two figures are of one area, as far as both are told."""
    return None in (area_of(a), area_of(b)) or area_of(a) == area_of(b)


def of_one_thing(a: Slot, b: Slot) -> bool:
    """Tell whether both are known to be of one indicator and, where both are told, one area."""
    return of_one_indicator(a, b) and of_one_area(a, b)


def of_one_frame(a: Slot, b: Slot) -> bool:
    """Tell whether two figures are of one period and area, as far as both are told."""
    if a.binding is None or b.binding is None:
        return False
    periods = (period_of(a), period_of(b))
    return (None in periods or periods[0] == periods[1]) and of_one_area(a, b)
