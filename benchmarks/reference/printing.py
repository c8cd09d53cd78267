"""Print figures the way newsrooms do, and say what was printed.

Every function takes the true value and returns the surface and the value that it stands for; how many digits,
which scale words and which signs of unit are the `Style` of one story.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

__all__ = ["Style", "cardinal", "ordinal", "style"]

_SCALES = ((12, "trillion", "tn"), (9, "billion", "bn"), (6, "million", "m"))
_ORDINALS = ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth").split()
_CARDINALS = ("one two three four five six seven eight nine ten eleven twelve").split()


@dataclass(frozen=True, slots=True)
class Style:
    """How one story prints figures."""

    percent: str
    short: bool  # 1.2m, $3.4bn
    dollar: str
    digits: int  # significant digits of large figures
    hedge: str

    def large(self, value: Decimal, *, whole: bool) -> tuple[str, Decimal]:
        """Print a count or an amount: with a scale word from a million on, else in full or rounded."""
        for power, word, letters in _SCALES:
            if abs(value) >= Decimal(10) ** power:
                places = max(self.digits - (value.adjusted() - power) - 1, 0)
                shown = rounded(value.scaleb(-power), places)
                return (f"{shown}{letters}" if self.short else f"{shown} {word}"), shown.scaleb(power)
        if whole or abs(value) >= 1000:
            shown = rounded(value, 0)
            return f"{shown:,}", shown
        places = max(self.digits - value.adjusted() - 1, 0)
        shown = rounded(value, min(places, 2))
        return f"{shown}", shown

    def rate(self, value: Decimal, places: int = 1) -> tuple[str, Decimal]:
        shown = rounded(value, places)
        return (f"{shown}%" if self.percent == "%" else f"{shown} {self.percent}"), shown

    def points(self, value: Decimal, places: int = 1) -> tuple[str, Decimal]:
        shown = rounded(value, places)
        unit = "percentage point" if shown == 1 and places == 0 else "percentage points"
        return f"{shown} {unit}", shown

    def value(self, value: Decimal, how: str) -> tuple[str, Decimal]:
        """Print a value of a topic, `how` as in topics.csv."""
        if how == "percent":
            return self.rate(value)
        if how == "years":
            shown = rounded(value, 1)
            return f"{shown} years", shown
        if how == "ppm":
            shown = rounded(value, 1)
            return f"{shown} parts per million", shown
        if how == "ratio":
            shown = rounded(value, 1)
            return f"{shown}", shown
        text, shown = self.large(value, whole=how in ("people", "count"))
        return {
            "people": text,
            "count": text,
            "dollars": f"{self.dollar}{text}" if self.dollar else f"{text} dollars",
            "yuan": f"{text} yuan",
            "tonnes": f"{text} tonnes",
        }[how], shown


def style(rng: Random) -> Style:
    """Return the style of one story."""
    return Style(
        percent=rng.choice(["percent", "percent", "per cent", "%"]),
        short=rng.random() < 0.2,
        dollar=rng.choice(["$", "$", "US$", ""]),
        digits=rng.choice([3, 3, 4]),
        hedge=rng.choice(["", "", "", "", "about ", "nearly ", "more than ", "some ", "roughly "]),
    )


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def ordinal(number: int, rng: Random) -> str:
    """Return 3 as "third" or "3rd"."""
    if number <= len(_ORDINALS) and (number < 10 and rng.random() < 0.7):
        return _ORDINALS[number - 1]
    end = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{end}"


def cardinal(number: int) -> str:
    return _CARDINALS[number - 1] if number < 10 else str(number)
