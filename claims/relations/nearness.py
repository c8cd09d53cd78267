"""Cheap float tests that keep hopeless readings out, yet let in those that one slip of scale would repair."""

from __future__ import annotations

from decimal import Decimal
from math import log10

__all__ = ["differ_by_a_digit", "near", "of_like_size", "scaled_alike"]

_ROOM = 0.06 / 2.3  # the relative distance that rounding and truncation may leave, as a logarithm
_SIZES = 2000
_TELLING = 2  # digits
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


def differ_by_a_digit(printed: Decimal, wanted: Decimal, step: Decimal) -> bool:
    """Tell whether a value is printed with one digit less or more than is wanted, or with its point out of place.

    `step` is the last place of what the wanted value was worked out from, which may be off by one there.
    """
    if len(_digits(printed)) < _TELLING:
        return False
    for meant in (wanted, wanted - step, wanted + step):
        if meant <= 0:
            continue
        if _digits(printed) == _digits(meant) or meant in _with_one_less(printed) or printed in _with_one_less(meant):
            return True
    return False


def _digits(value: Decimal) -> tuple[int, ...]:
    return abs(value).normalize().as_tuple().digits


def _with_one_less(value: Decimal) -> frozenset[Decimal]:
    text = format(abs(value).normalize(), "f")
    places = [n for n, c in enumerate(text) if c.isdigit()] if sum(map(str.isdigit, text)) > 1 else []
    left = (text[:n] + text[n + 1 :] for n in places)
    return frozenset(Decimal(one) for one in left if one != ".")
