"""Two printed figures side by side: can they be compared, do they meet, is one a slip of the other."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from claims.interval import Interval
from claims.model import Hedge, Kind, Quantity
from claims.precision import Printed, intervals

__all__ = ["agree", "alike", "apart", "digits_of", "is_count", "is_money", "place_of", "plain", "shown", "slip"]

Slip = Literal["scale", "digit-typo", "teen-ty"]
_SCALES = frozenset(Decimal(10) ** n for n in (3, 6, 9, -3, -6, -9))
_TEENS = {Decimal(n): Decimal(n - 10) * 10 for n in range(13, 20)}
_MONEY_LENGTH = 3


def is_money(q: Quantity) -> bool:
    """Tell whether the unit is an ISO 4217 code."""
    return len(q.unit) == _MONEY_LENGTH and q.unit.isupper() and q.unit.isalpha()


def is_count(q: Quantity) -> bool:
    return q.unit == "" or q.unit.startswith("count")


def plain(q: Quantity, *, lenient: bool = True) -> Interval:
    """Return the interval of the digits alone, without the reach of a hedge."""
    if q.value is None:
        return q.lenient if lenient else q.strict
    if q.style == "fraction" or q.kind is Kind.MULTIPLE:
        return q.lenient if lenient else q.strict
    exact = q.scale == 1 and q.places == 0 and (is_count(q) or is_money(q) or q.kind is Kind.COUNT)
    if q.style == "words" and q.scale == 1 and exact:
        return Interval.point(q.value)
    printed = Printed(q.value / q.scale, q.places, q.scale, exact)
    return intervals(printed)[1 if lenient else 0]


def alike(a: Quantity, b: Quantity) -> bool:
    """Tell whether the two figures are in one unit: one currency, both percent, both counts."""
    if a.value is None or b.value is None or not a.is_claim or not b.is_claim:
        return False
    if (a.kind is Kind.MULTIPLE) != (b.kind is Kind.MULTIPLE):
        return False
    return a.unit == b.unit or (is_count(a) and is_count(b))


def apart(a: Quantity, b: Quantity) -> int:
    """Return 1 when `a` is above `b` for every honest reading, -1 when below, 0 when they may meet."""
    x, y = plain(a), plain(b)
    if x.meets(y):
        return 0
    return 1 if a.value is not None and b.value is not None and a.value > b.value else -1


def agree(a: Quantity, b: Quantity) -> bool:
    """Tell whether two prints of one figure agree: equal if printed to one place, else by rounding."""
    unhedged = a.hedge is Hedge.EXACT and b.hedge is Hedge.EXACT
    if unhedged and a.style == b.style == "digits" and place_of(a) == place_of(b):
        return a.value == b.value
    return a.lenient.meets(plain(b)) or plain(a).meets(b.lenient)


def place_of(q: Quantity) -> int:
    """Return the power of ten of the last digit printed that is not a zero at the end of a whole number."""
    if q.value is None or q.value == 0:
        return 0
    if q.places or q.scale != 1:
        return q.scale.adjusted() - q.places
    if q.unit == "percent":
        return 0
    exponent = q.value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) and exponent > 0 else 0


def digits_of(q: Quantity) -> str:
    """Return the digits of the numeral as printed, "2790" for "2.790"."""
    numeral = q.surface[q.number_start - q.start : q.number_end - q.start]
    return "".join(c for c in numeral if c.isdigit())


def slip(a: Quantity, b: Quantity) -> Slip | None:
    """Name the slip that turns one figure into the other: scale word, two digits swapped, -teen for -ty."""
    if a.value is None or b.value is None or a.value <= 0 or b.value <= 0:
        return None
    x, y = digits_of(a), digits_of(b)
    if a.scale != b.scale and a.value / b.value not in _SCALES and _same_lead(a, b):
        return "scale"
    if a.value / b.value in _SCALES:
        return "scale"
    if a.scale == b.scale and len(x) == len(y) and a.places == b.places and _swapped(x, y):
        return "digit-typo"
    if _TEENS.get(a.value / a.scale) == b.value / b.scale or _TEENS.get(b.value / b.scale) == a.value / a.scale:
        return "teen-ty" if a.scale == b.scale else None
    return None


def _same_lead(a: Quantity, b: Quantity) -> bool:
    """The figures meet once one takes the scale word of the other ("£61bn" and "£61.2 million")."""
    if a.value is None or b.value is None:
        return False
    return plain(a).scaled(b.scale / a.scale).meets(plain(b)) and plain(a).scaled(b.scale / a.scale) != plain(a)


def _swapped(x: str, y: str) -> bool:
    """Tell whether the strings differ by two digits that changed places (neighbours, or next but one)."""
    differ = [n for n, (c, d) in enumerate(zip(x, y, strict=True)) if c != d]
    if len(differ) != 2 or differ[1] - differ[0] > 2:
        return False
    first, second = differ
    return x[first] == y[second] and x[second] == y[first]


def shown(value: Decimal, places: int = 1) -> str:
    """Return a computed value for a message: grouped, at most `places` decimals, no zeros at the end."""
    text = format(value.quantize(Decimal(1).scaleb(-places)), ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text
