"""What a printed figure means: the one policy that turns a surface into two nested intervals.

*Strict* is rounding to the printed place. *Lenient* also allows truncation (one whole unit of the last
place, away from zero) where at least two significant digits are printed, and rounding of trailing zeros.
The slack of hedges and of spoken fractions is lexicon data (`lexicon/en/hedges.toml`) and arrives here as
ratios. Outside *lenient* is an error; between the two is silence.

| printed | strict | lenient |
|---|---|---|
| 57.9 | [57.85, 57.95] | [57.85, 58.0] |
| 2.79 million | [2,785,000, 2,795,000] | [2,785,000, 2,800,000] |
| 3 billion | [2.5, 3.5] billion | the same |
| 6,822 people | exact | exact |
| 365,000 people | exact | [364,500, 365,500] |
| 200,000 people | exact | [195,000, 205,000] (never more than 2.5 percent) |
| about 606 people | [593.88, 618.12] | the same (three digits or more: never more than 2 percent) |

Trailing zeros below 1,000 are not taken for rounding: 120 people are 120. The cap of 2.5 percent keeps
"200,000" from meaning anything between 150,000 and 250,000, which would silence every sum it is in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from claims.interval import Interval
from claims.model import Hedge, Quantity

__all__ = ["HedgeSlack", "Printed", "intervals", "unhedged"]

_HALF = Decimal("0.5")
_ROUNDED_FROM = Decimal(1000)
_ZERO_CAP = Decimal("0.025")
_ZERO = Decimal(0)
_SHARP_DIGITS = 3
_SHARP = Decimal("0.02")  # the most that "about" leaves around a figure of so many digits


@dataclass(frozen=True, slots=True)
class Printed:
    """A numeral as printed: the digits' value, its last place and the factor of its scale word.

    `exact` marks counts and whole sums ("6,822 people", "$25,200"): a whole number without a scale word
    stands for itself. Measures and percentages ("12 percent", "50 km") are rounded to their last digit.
    """

    value: Decimal  # before the scale: 2.79
    places: int = 0  # decimals printed: 2
    scale: Decimal = Decimal(1)  # 1000000
    exact: bool = False

    @property
    def unit_of_last_place(self) -> Decimal:
        return Decimal(1).scaleb(-self.places) * self.scale

    @property
    def significant(self) -> int:
        """Digits printed from the first that is not zero."""
        shown = format(abs(self.value), f".{self.places}f").replace(".", "").lstrip("0")
        return len(shown)


@dataclass(frozen=True, slots=True)
class HedgeSlack:
    """How far a hedge reaches, as ratios of the value: below and above, strict and lenient; ``None`` = open."""

    below: Decimal | None
    above: Decimal | None
    lenient_below: Decimal | None
    lenient_above: Decimal | None


def intervals(
    printed: Printed, hedge: Hedge = Hedge.EXACT, slack: HedgeSlack | None = None
) -> tuple[Interval, Interval]:
    """Return (strict, lenient) of a printed figure in base units."""
    strict, lenient = _plain(printed)
    if hedge is Hedge.EXACT or slack is None:
        return strict, lenient
    value = printed.value * printed.scale
    size = abs(value)
    if hedge is Hedge.APPROX and _is_sharp(printed):
        slack = HedgeSlack(*(None if s is None else min(s, _SHARP) for s in _sides(slack)))
    return (
        _hedged(strict, value, size, slack.below, slack.above),
        _hedged(lenient, value, size, slack.lenient_below, slack.lenient_above),
    )


def _is_sharp(printed: Printed) -> bool:
    """Tell whether a figure has three digits or more before its trailing zeros: nobody says "about 606" of 661."""
    return len(format(abs(printed.value), f".{printed.places}f").replace(".", "").strip("0")) >= _SHARP_DIGITS


def _sides(slack: HedgeSlack) -> tuple[Decimal | None, ...]:
    return slack.below, slack.above, slack.lenient_below, slack.lenient_above


_ONE_SIDED = (Hedge.MORE_THAN, Hedge.LESS_THAN, Hedge.AT_LEAST, Hedge.AT_MOST)


def unhedged(quantity: Quantity) -> Quantity:
    """Return the figure without its one-sided hedge: "more than 2.4 billion yuan ($300 million)" converts 2.4."""
    if quantity.hedge not in _ONE_SIDED or quantity.value is None:
        return quantity
    exact = quantity.unit.startswith("count") or (len(quantity.unit) == 3 and quantity.unit.isupper())
    printed = Printed(quantity.value / quantity.scale, quantity.places, quantity.scale, exact)
    strict, lenient = intervals(printed)
    return replace(quantity, strict=strict, lenient=lenient)


def _plain(printed: Printed) -> tuple[Interval, Interval]:
    value = printed.value * printed.scale
    unit = printed.unit_of_last_place
    half = unit * _HALF
    if printed.exact and printed.places == 0 and printed.scale == 1:
        zeros = _zeros_half(value)
        return Interval.point(value), Interval.around(value, zeros)
    strict = Interval.around(value, half)
    lenient = strict
    if printed.significant >= 2:
        away = value + unit if value >= 0 else value - unit
        lenient = strict.hull(Interval.point(away))
    zeros = _zeros_half(value) if printed.places == 0 and printed.scale == 1 else _ZERO
    if zeros > half:
        lenient = lenient.hull(Interval.around(value, zeros))
    return strict, lenient


def _zeros_half(value: Decimal) -> Decimal:
    """Half of the last non-zero place of a whole number that ends in zeros, capped; zero below 1,000."""
    size = abs(value)
    if size < _ROUNDED_FROM or size % 10 != 0:
        return _ZERO
    place = Decimal(10)
    while size % (place * 10) == 0:
        place *= 10
    return min(place * _HALF, size * _ZERO_CAP)


def _hedged(plain: Interval, value: Decimal, size: Decimal, below: Decimal | None, above: Decimal | None) -> Interval:
    """Reach of the hedge around the value; a side with ratio zero ends at the value's own rounding."""
    low = None if below is None else value if below == 0 else value - size * below
    high = None if above is None else value if above == 0 else value + size * above
    if below is not None and above is not None and below != 0 and above != 0:  # "about": never narrower than plain
        return Interval(low, high).hull(plain)
    if below == 0 and plain.lower is not None and low is not None:  # more than 2.25 million may be 2.246, rounded
        low = min(low, plain.lower)
    if above == 0 and plain.upper is not None and high is not None:
        high = max(high, plain.upper)
    return Interval(low, high)
