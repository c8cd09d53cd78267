"""Cheap float tests that keep hopeless readings out, yet let in those that one slip of scale would repair."""

from __future__ import annotations

from math import log10

__all__ = ["near", "of_like_size", "scaled_alike"]

_ROOM = 0.06 / 2.3  # the relative distance that rounding and truncation may leave, as a logarithm
_SIZES = 2000
_POWERS = frozenset((0, 1, -1, 2, -2, 3, -3, 6, -6))


def near(told: float, actual: float, room: float) -> bool:
    """Tell whether two values meet within `room`, now or after moving the point of one of them."""
    if abs(told - actual) <= room:
        return True
    return scaled_alike(told, actual)


def of_like_size(one: float, other: float) -> bool:
    """Tell whether two values may be of one kind of thing: no further apart than a wrong scale word leaves them."""
    low, high = sorted((abs(one), abs(other)))
    return high <= _SIZES * low


def scaled_alike(told: float, actual: float) -> bool:
    """Tell whether two values are a power of ten apart (sign aside)."""
    if not told or not actual:
        return False
    power = log10(abs(actual / told))
    whole = round(power)
    return abs(power - whole) < _ROOM and whole in _POWERS
