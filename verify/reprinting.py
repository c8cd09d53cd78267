"""Print what a figure should be, worked out from the others, in the style in which it is printed.

In goes a quantity and the values that the other figures leave to it; out comes the surface that would replace it:
rounded as the original is, a fraction of speech for a fraction, a hedged round figure for a hedged round figure.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from claims.interval import Interval
from claims.model import Hedge, Kind, Quantity, Relation
from verify.diagnosis import wanted
from verify.house_style import format_like
from verify.nominal import nominal

__all__ = ["recalculated", "reprinted"]

_FRACTIONS = {
    "half": 50, "third": 100 / 3, "quarter": 25, "fifth": 20, "sixth": 100 / 6, "eighth": 12.5, "tenth": 10,
    "two-thirds": 200 / 3, "three-quarters": 75, "two-fifths": 40, "three-fifths": 60, "four-fifths": 80,
}  # fmt: skip
_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ROUNDINGS = {Hedge.APPROX: ROUND_HALF_UP, Hedge.MORE_THAN: ROUND_FLOOR, Hedge.LESS_THAN: ROUND_CEILING}
_NEAR = Decimal("0.05")


def recalculated(relation: Relation, quantity: Quantity) -> str | None:
    """Return the figure as the others make it at their printed values; ``None`` where it cannot be printed."""
    open_to = wanted(relation, quantity)
    exact = nominal(relation, quantity)
    if exact is not None and exact.middle is not None and (open_to is None or exact.meets(open_to)):
        return reprinted(quantity, Interval.point(exact.middle))
    return None if open_to is None else reprinted(quantity, open_to)


def reprinted(quantity: Quantity, interval: Interval) -> str | None:
    """Print the middle of `interval` in the style of `quantity`; rounded like a hedged round figure."""
    middle = interval.middle
    if middle is None or quantity.value is None:
        return None
    if middle < 0 <= quantity.value:
        middle = -middle  # the direction is in the words
    if quantity.style == "fraction":
        return _spoken(quantity, middle)
    if quantity.kind is Kind.MULTIPLE and quantity.style != "digits":
        return _so_many_times(quantity, middle)
    if quantity.unit.startswith("count") or quantity.kind is Kind.COUNT:
        middle = middle.to_integral_value(rounding=ROUND_HALF_UP)
        if not middle:
            return None  # no tenth of a person
    if quantity.hedge in _ROUNDINGS:
        return format_like(quantity, _coarse(quantity, middle))
    return format_like(quantity, middle)


def _so_many_times(quantity: Quantity, value: Decimal) -> str | None:
    """Print "six times" as "four times"; "doubled" has no numeral to correct."""
    words = quantity.surface.split()
    near = int(value.to_integral_value(rounding=ROUND_HALF_UP))
    if len(words) != 2 or words[1] != "times" or not 2 <= near <= len(_SMALL) + 1 or abs(value - near) > _NEAR * near:
        return None
    return f"{_capital(_SMALL[near - 2], words[0])} times"


def _spoken(quantity: Quantity, value: Decimal) -> str | None:
    """Print a share as the fraction of speech next to it, where one is near: "half" becomes "a third"."""
    share = abs(float(value))
    words = quantity.surface.split()
    if quantity.unit == "ratio" and len(words) >= 3 and words[-2] == "in" and share > 0:
        if words[0].lower() not in ("one", "1"):
            return _so_many_in(words, share)
        n = round(1 / share)
        if not 2 <= n <= len(_SMALL) + 1 or abs(1 / n - share) > 0.1 / n:
            return None
        return " ".join([*words[:-1], str(n) if words[-1].isdigit() else _SMALL[n - 2]])
    percent = share if quantity.unit == "percent" else 100 * share
    name, near = min(_FRACTIONS.items(), key=lambda item: abs(item[1] - percent))
    if abs(near - percent) > 0.06 * near:
        return None
    return _capital(_with_article(name, quantity.surface), words[0])


def _with_article(name: str, printed: str) -> str:
    """Name a fraction the way another is named: "one-half" gives "one-third", "a fifth" or "half" gives "a third"."""
    first, hyphen, _ = printed.lower().partition("-")
    if "-" in name:
        return name if hyphen or printed.lower().split()[0] not in ("two", "three", "four") else name.replace("-", " ")
    if hyphen and first == "one":
        return f"one-{name}"
    if name == "half":
        return name
    return f"one {name}" if printed.lower().split()[0] == "one" else f"{'an' if name[0] == 'e' else 'a'} {name}"


def _capital(word: str, printed: str) -> str:
    return word[:1].upper() + word[1:] if printed[:1].isupper() else word


def _so_many_in(words: list[str], share: float) -> str | None:
    """Print a share as "three in 10" with the base that is printed, or with the number: "five in six"."""
    named = {word: n for n, word in enumerate(_SMALL, 2)} | {"one": 1}
    many, base = (named.get(w.lower()) or (int(w) if w.isdigit() else 0) for w in (words[0], words[-1]))
    n = round(share * base)
    if 1 <= n < base and abs(n - share * base) <= 0.1:
        return " ".join([_like(n, words[0]), *words[1:]])
    other = round(many / share)
    return " ".join([*words[:-1], _like(other, words[-1])]) if abs(other - many / share) <= 0.1 < other - many else None


def _like(number: int, printed: str) -> str:
    """Write a small number in digits or in words, as another is written."""
    if printed.isdigit() or number > len(_SMALL) + 1:
        return str(number)
    return _capital(("one", *_SMALL)[number - 1], printed)


def _coarse(quantity: Quantity, value: Decimal) -> Decimal:
    """Round to as many digits as the hedged figure shows, the way its hedge leans: "nearly 250" gives "nearly 150"."""
    printed = (quantity.value or Decimal(1)) / quantity.unit_factor
    digits = len(format(printed.normalize(), "f").replace(".", "").strip("0")) or 1
    step = Decimal(1).scaleb(value.adjusted() - digits + 1)
    return (value / step).to_integral_value(rounding=_ROUNDINGS[quantity.hedge]) * step or value
