"""Closed intervals of ``Decimal``: what a printed figure can honestly stand for.

An end of ``None`` is open (unbounded). All results are outward-safe: exact operations stay exact, and a
division carries 50 digits, so the last digits of a third never decide a verdict (`meets` forgives one part
in 10**30).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal

__all__ = ["EVERYTHING", "Interval", "total"]

_CTX = Context(prec=50)
_SLACK = Decimal("1e-30")
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """The closed interval [lower, upper]; ``None`` at an end means that side is open.

    >>> Interval(Decimal("57.85"), Decimal("57.95")).contains(Decimal("57.9"))
    True
    """

    lower: Decimal | None
    upper: Decimal | None

    def __post_init__(self) -> None:
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise ValueError(f"an interval runs from low to high, not {self.lower} to {self.upper}")

    @classmethod
    def point(cls, value: Decimal | int | str) -> Interval:
        """Return the interval that holds `value` alone."""
        exact = Decimal(value)
        return cls(exact, exact)

    @classmethod
    def around(cls, value: Decimal, slack: Decimal) -> Interval:
        """Return [value - slack, value + slack]."""
        return cls(value - slack, value + slack)

    @property
    def is_point(self) -> bool:
        return self.lower is not None and self.lower == self.upper

    @property
    def bounded(self) -> bool:
        return self.lower is not None and self.upper is not None

    @property
    def width(self) -> Decimal | None:
        """Length of the interval, ``None`` when a side is open."""
        if self.lower is None or self.upper is None:
            return None
        return self.upper - self.lower

    @property
    def middle(self) -> Decimal | None:
        """The value halfway, ``None`` when a side is open."""
        if self.lower is None or self.upper is None:
            return None
        return (self.lower + self.upper) / 2

    def contains(self, value: Decimal) -> bool:
        return (self.lower is None or self.lower <= value) and (self.upper is None or value <= self.upper)

    def meets(self, other: Interval) -> bool:
        """Tell whether the two intervals share a value (one part in 10**30 is forgiven)."""
        return _not_above(self.lower, other.upper) and _not_above(other.lower, self.upper)

    def intersect(self, other: Interval) -> Interval | None:
        """Return the common part, ``None`` when there is none."""
        if not self.meets(other):
            return None
        lower = _larger(self.lower, other.lower)
        upper = _smaller(self.upper, other.upper)
        if lower is not None and upper is not None and lower > upper:  # they touch within the forgiven slack
            lower = upper
        return Interval(lower, upper)

    def hull(self, other: Interval) -> Interval:
        """Return the smallest interval that holds both."""
        lower = None if self.lower is None or other.lower is None else min(self.lower, other.lower)
        upper = None if self.upper is None or other.upper is None else max(self.upper, other.upper)
        return Interval(lower, upper)

    def __neg__(self) -> Interval:
        return Interval(
            None if self.upper is None else -self.upper,
            None if self.lower is None else -self.lower,
        )

    def __add__(self, other: Interval) -> Interval:
        return Interval(_add(self.lower, other.lower), _add(self.upper, other.upper))

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def __mul__(self, other: Interval) -> Interval:
        if self.lower is not None and self.upper is not None and other.lower is not None and other.upper is not None:
            ends = [_CTX.multiply(a, b) for a in (self.lower, self.upper) for b in (other.lower, other.upper)]
            return Interval(min(ends), max(ends))
        return _open_product(self, other)

    def __truediv__(self, other: Interval) -> Interval:
        """Divide; a divisor that holds zero gives the whole line (or a half line where only its end is zero)."""
        reciprocal = _reciprocal(other)
        return EVERYTHING if reciprocal is None else self * reciprocal

    def scaled(self, factor: Decimal) -> Interval:
        """Multiply by an exact factor."""
        return self * Interval.point(factor)

    def __str__(self) -> str:
        low = "…" if self.lower is None else format(self.lower.normalize(_CTX), "f")
        high = "…" if self.upper is None else format(self.upper.normalize(_CTX), "f")
        return f"[{low}, {high}]"


EVERYTHING = Interval(None, None)


def total(parts: Iterable[Interval]) -> Interval:
    """Add intervals up; no parts make zero."""
    result = Interval(_ZERO, _ZERO)
    for part in parts:
        result = result + part
    return result


def _not_above(a: Decimal | None, b: Decimal | None) -> bool:
    if a is None or b is None or a <= b:
        return True
    return a - b <= _SLACK * max(abs(a), abs(b))


def _larger(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return b if a is None else a if b is None else max(a, b)


def _smaller(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return b if a is None else a if b is None else min(a, b)


def _add(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else _CTX.add(a, b)


_INF = Decimal("Infinity")


def _ends(x: Interval) -> tuple[Decimal, Decimal]:
    return (-_INF if x.lower is None else x.lower, _INF if x.upper is None else x.upper)


def _open_product(x: Interval, y: Interval) -> Interval:
    products: list[Decimal] = []
    for a in _ends(x):
        for b in _ends(y):
            products.append(_ZERO if a == 0 or b == 0 else _CTX.multiply(a, b))
    low, high = min(products), max(products)
    return Interval(None if low == -_INF else low, None if high == _INF else high)


def _reciprocal(x: Interval) -> Interval | None:
    """1/x as one interval; ``None`` when zero lies inside and the result is not one interval."""
    low, high = x.lower, x.upper
    if low is not None and low > 0:
        return Interval(_ZERO if high is None else _CTX.divide(1, high), _CTX.divide(1, low))
    if high is not None and high < 0:
        return Interval(_CTX.divide(1, high), _ZERO if low is None else _CTX.divide(1, low))
    if low == 0 and (high is None or high > 0):
        return Interval(_ZERO if high is None else _CTX.divide(1, high), None)
    if high == 0 and (low is None or low < 0):
        return Interval(None, _ZERO if low is None else _CTX.divide(1, low))
    return None
