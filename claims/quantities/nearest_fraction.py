"""How far a fraction in words may be off before another one would have been said: 0.7 is no more "three-quarters".

The slack of speech reaches 12 percent either way, which would make "two-thirds" and "three-quarters" of one number both
right. A writer takes the fraction that is nearest, so none reaches further than half-way to the next.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from claims.interval import Interval

__all__ = ["half_way"]

_HALF = Decimal("0.5")
_PERCENT = Decimal(100)
_SAID = (
    *((1, 12), (1, 10), (1, 8), (1, 6), (1, 5), (1, 4), (1, 3)),
    *((2, 5), (1, 2), (3, 5), (2, 3), (3, 4), (4, 5), (9, 10)),
)
_FRACTIONS = tuple(Decimal(a) / b for a, b in _SAID)
_NEAR = Decimal("0.002")  # the same fraction, however its digits are rounded
_MOST = 20  # "one in 30" is no finer than the slack of speech


def half_way(value: Decimal, form: str) -> Interval:
    """Return the values that are nearer to a fraction, or to a "one in so many", than to the next one.

    `value` is of one or of a hundred; `form` is that of the figure, "fraction" or "one_in". Fractions seldom said
    have no neighbours of their own: they may reach as far as speech does.
    """
    if form == "one_in":
        many = 1 / value if value else Decimal(0)
        if not 2 <= many <= _MOST or abs(many - many.to_integral_value()) > _NEAR:
            return Interval(None, None)
        return Interval(1 / (many + _HALF), 1 / (many - _HALF))
    whole = _PERCENT if value > 1 else Decimal(1)
    lower = upper = None
    for below, above in pairwise(_FRACTIONS):
        middle = (below + above) / 2 * whole
        lower = middle if abs(above - value / whole) <= _NEAR else lower
        upper = middle if abs(below - value / whole) <= _NEAR else upper
    return Interval(lower, upper)
