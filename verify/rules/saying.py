"""How arithmetic is put into words: a computed value in the style of the figure that it stands against."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from claims.interval import Interval
from claims.model import Hedge, Quantity
from claims.patterns import regex
from verify.house_style import format_like
from verify.rules.conflict import number

__all__ = ["amount", "change", "hedged", "instead", "listed", "percent", "worded"]

_HEDGES = {
    Hedge.AT_LEAST: "at least ",
    Hedge.AT_MOST: "at most ",
    Hedge.MORE_THAN: "more than ",
    Hedge.LESS_THAN: "less than ",
}
_HYPHEN = regex(r"(?<![^\d])-(?=[a-z])")  # "3.9-percent"
_SINGULAR = regex(r"^((?:1|one) (?:percentage |basis )?[a-z]+)s$")  # "1 points"
_NAMES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FINER = 3  # more decimals than printed, at most, until the value differs from the printed one
_FINE_BELOW = 1000
_NEAR = Decimal("0.2")
_NEARLY_ALL = Decimal("99.95")


def amount(value: Decimal, like: Quantity) -> str:
    """Print `value` as `like` is printed, with another decimal where it would look the same."""
    if like.style == "fraction":
        return _one_in(value) if like.unit == "ratio" else f"{number(value, 1)} percent"
    start = like.places if like.scale != 1 or like.places or like.unit.startswith("count") else 1
    size = abs(value / like.scale / like.unit_factor)
    if 0 < size < 1 and like.scale != 1:
        start = max(start, 2 - size.adjusted())  # "$211 million" where billions are printed
    rounded = value
    for places in range(start, start + _FINER):
        step = Decimal(1).scaleb(-places) * like.scale * like.unit_factor
        rounded = (value / step).to_integral_value(rounding=ROUND_HALF_UP) * step
        if rounded and not _close(value, like.value, step):
            break
    fine = like.scale == 1 and not like.places and not like.unit.startswith("count") and 1 <= size < _FINE_BELOW
    text = format_like(like, rounded, places=1 if fine and rounded % like.unit_factor else None)
    if text == like.surface and rounded != like.value:
        return number(rounded, start + _FINER)
    return _SINGULAR.sub(r"\1", text)


def _close(value: Decimal, printed: Decimal | None, step: Decimal) -> bool:
    """Tell whether the values would look alike, or nearly, when printed in such steps."""
    return printed is not None and abs(value - printed) < step


def _one_in(value: Decimal) -> str:
    if not value:
        return "none"
    many = 1 / value
    whole = int(many.to_integral_value(rounding=ROUND_HALF_UP))
    if abs(many - whole) < Decimal("0.05") * many and 1 <= whole <= len(_NAMES):
        return f"one in {_NAMES[whole - 1]}"
    return f"one in {number(many, 1)}"


def percent(value: Decimal, like: Quantity) -> str:
    """Print a percentage with the word that the text uses: percent, per cent or the sign."""
    return f"{number(value, 1)}{_word(like)}"


def _word(like: Quantity) -> str:
    tail = _HYPHEN.sub(" ", like.surface[like.number_end - like.start :])
    return tail if like.unit == "percent" and like.style != "fraction" and tail.strip() else " percent"


def worded(quantity: Quantity) -> str:
    """Return the figure as printed, without the hyphen of "a 3.9-percent rise"."""
    return _HYPHEN.sub(" ", quantity.surface)


def hedged(quantity: Quantity, value: Decimal) -> str:
    """Return the figure as printed, after the hedge that `value` breaks: "more than 250" where it is 240."""
    printed = quantity.value or Decimal(0)
    if abs(value - printed) > _NEAR * abs(printed):
        return worded(quantity)  # far off, the hedge makes no difference
    above = quantity.hedge in (Hedge.AT_LEAST, Hedge.MORE_THAN) and value < printed
    below = quantity.hedge in (Hedge.AT_MOST, Hedge.LESS_THAN) and value > printed
    return f"{_HEDGES[quantity.hedge]}{worded(quantity)}" if above or below else worded(quantity)


def listed(quantities: list[Quantity]) -> str:
    """Join figures with plus signs: "1,365 + 548 + 461"."""
    return " + ".join(q.surface for q in quantities)


def instead(target: Interval | None, printed: Quantity) -> str:
    """Set what a figure should be against what is printed: "£40, not £400".

    `target` is in the direction of the printed figure: below zero, it goes the other way than the wording says.
    """
    value = None if target is None else target.middle
    if value is None or printed.value is None:
        return f"something other than {printed.surface}"
    if value < 0 <= printed.value and printed.direction is not None:
        right, wrong = ("fall", "rise") if printed.direction == "up" else ("rise", "fall")
        same = abs(-value - printed.value) <= printed.value / 100
        size = printed.surface if same else amount(-value, printed)
        also = f" of {printed.surface}" if size != printed.surface else ""
        return f"a {right} of {size}, not a {wrong}{also}"
    return f"{amount(value, printed)}, not {hedged(printed, value)}"


def change(interval: Interval | None, rate: Quantity) -> str:
    """Say which change the figures make, and that it is not the printed one: "a fall of 3 percent, not 8 percent".

    `interval` is in the direction of the printed rate: below zero, it goes the other way.
    """
    middle = None if interval is None else interval.middle
    if middle is None:
        return f"no change of {worded(rate)}"
    up, down = ("fall", "rise") if rate.direction == "down" else ("rise", "fall")
    size = _size(abs(middle), rate, alike=middle < 0)
    if rate.value is not None and rate.value < 0 < middle:
        return f"a {up} of {size}, and the minus sign of {worded(rate)} turns it round"
    if number(abs(middle), max(1, rate.places)) == "0" and rate.value:
        return f"no change, not a {up} of {worded(rate)}"
    if middle > 0:
        return f"a {up} of {size}, not {hedged(rate, middle)}"
    return f"a {down} of {size}, not a {up}" + (f" of {worded(rate)}" if size != worded(rate) else "")


def _size(value: Decimal, rate: Quantity, *, alike: bool) -> str:
    """Print the size of a change; finer than printed where it must not look `alike`."""
    if _NEARLY_ALL < value < 100 and rate.value != 100:
        return f"nearly 100{_word(rate)}"
    places = max(1, rate.places)
    while not alike and places < rate.places + _FINER and _close(value, rate.value, Decimal(1).scaleb(-places)):
        places += 1
    return f"{number(value, places)}{_word(rate)}"
