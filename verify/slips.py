"""One slip at a time: what a figure may have been before it was mistyped, misheard or rescaled.

`slips` yields, for one printed figure, each other value that a single slip explains, with the text that would
replace it. Which of them makes the sentence true is for `verify.diagnosis` to test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from math import inf

from claims.interval import Interval
from claims.model import Kind, Quantity
from verify.house_style import format_like, numeral_of

__all__ = ["SWAPPED_APART", "Offers", "Slip", "least_chance_at", "nearness", "reread", "scale_slips", "slips"]

_SCALES = {
    Decimal(10) ** 3: ("thousand", "k", "K", "k"),
    Decimal(10) ** 6: ("million", "m", "M", "mn"),
    Decimal(10) ** 9: ("billion", "bn", "B", "bn"),
    Decimal(10) ** 12: ("trillion", "tn", "T", "trn"),
}
SWAPPED_APART = "two digits are swapped, with one between"
_SELDOM = 2  # so much less a slip that is hardly ever made proves by fitting
_NEARLY = 1 - 1e-9  # for what floats err
_TEEN = {str(10 + d): str(10 * d) for d in range(3, 10)}
_TEEN_OR_TY = _TEEN | {ty: teen for teen, ty in _TEEN.items()}


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure as it may have been meant.

    `variants` is how many values the same kind of slip offers for this figure: the more, the less it proves
    that one of them fits. `prior` is how readily such a slip is made and overlooked, 0 to 1.
    """

    diagnosis: str
    quantity: Quantity
    value: Decimal
    text: str | None  # for text[quantity.start:quantity.end]; ``None``: the value in the house style of the figure
    prior: float
    variants: int
    why: str
    places: int | None = None  # decimals to print, where the digits are others and the point stays

    @property
    def replacement(self) -> str:
        """Text for ``text[quantity.start:quantity.end]``, printed only when it is needed."""
        return format_like(self.quantity, self.value, places=self.places) if self.text is None else self.text


def slips(
    quantity: Quantity,
    siblings: frozenset[str] = frozenset(),
    *,
    deep: bool = True,
    near: Callable[[Decimal | float], bool] = lambda value: True,
) -> Iterator[Slip]:
    """Yield what `quantity` may have been, where the value would be `near` to what is wanted.

    `siblings` are the scale words of the other figures of its relation; without `deep` the slips with dozens of
    variants (a digit too many, missing or wrong) are left out.
    """
    if quantity.value is None or quantity.style == "fraction":
        return
    yield from (slip for slip in _scale(quantity) if near(slip.value))
    yield from (slip for slip in _lost_scale(quantity, siblings) if near(slip.value))
    yield from _power_of_ten(quantity, near)
    if quantity.style == "digits":
        yield from _digits(quantity, near, deep=deep)
    yield from (slip for slip in _teen_ty(quantity) if near(slip.value))
    yield from (slip for slip in _prefix(quantity) if near(slip.value))


@dataclass(frozen=True, slots=True)
class Offers:
    """What the plain slips make of each figure: worked out once for all relations that it stands in."""

    known: dict[str, list[tuple[float, float, Slip]]] = field(default_factory=dict)  # value, how near it must come
    floors: dict[str, float] = field(default_factory=dict)  # by figure, the least luck of its slips

    def near(self, quantity: Quantity, siblings: frozenset[str], low: float, high: float) -> list[Slip]:
        """Return the slips, but for those that `deep` adds, which bring the figure near to what is wanted."""
        found = [slip for value, reach, slip in self._plain(quantity) if low - reach <= value <= high + reach]
        if siblings:
            near = nearness(quantity, low, high)
            found += [slip for slip in _lost_scale(quantity, siblings) if near(slip.value)]
        return found

    def least_luck(self, quantity: Quantity, siblings: frozenset[str]) -> float:
        """Return what the luck of a slip does not fall below, where the figure is worked out from others."""
        floor = self.floors.get(quantity.id)
        if floor is None:
            plain = [slip for _, _, slip in self._plain(quantity)]
            floor = self.floors[quantity.id] = min(map(_least_luck, plain), default=inf)
        lost = _lost_scale(quantity, siblings) if siblings else ()
        return min(floor, *map(_least_luck, lost), inf)

    def _plain(self, quantity: Quantity) -> list[tuple[float, float, Slip]]:
        offered = self.known.get(quantity.id)
        if offered is None:
            room, growth = _reach(quantity)
            found = [(float(slip.value), slip) for slip in slips(quantity, deep=False)]
            offered = [(value, max(room, growth * abs(value)), slip) for value, slip in found]
            self.known[quantity.id] = offered
        return offered


def _least_luck(slip: Slip) -> float:
    """Return its variants times the least that `verify.consistency.chance` gives for the figure so mended.

    Chance is at least the last place of the figure over its value; where the point moves, the last place goes along.
    """
    quantity = slip.quantity
    if not quantity.value or not slip.value:
        return 0.0
    ratio = slip.value / quantity.value
    moves = (quantity.scale != 1 or quantity.places) and ratio > 0 and _is_power_of_ten(ratio)
    return slip.variants * least_chance_at(quantity, quantity.value if moves else slip.value)


def least_chance_at(quantity: Quantity, value: Decimal) -> float:
    """Return what the chance of a fit does not fall below for a figure that was printed as `value`."""
    if not value or (quantity.kind is Kind.MULTIPLE and quantity.style != "digits"):
        return 0.0
    return min(1.0, _NEARLY * float(quantity.step) / abs(float(value)))


def nearness(quantity: Quantity, low: float, high: float) -> Callable[[Decimal | float], bool]:
    """Return a test in floats that only saves the exact one where it is hopeless."""
    least, growth = _reach(quantity)

    def near(value: Decimal | float) -> bool:
        number = float(value)
        room = growth * abs(number)
        if room < least:
            room = least
        return low - room <= number <= high + room

    return near


def _reach(quantity: Quantity) -> tuple[float, float]:
    """Return how far a value may be off: as much as its printed place leaves open, and in proportion to its size."""
    room = float(quantity.strict.width or 0)
    return room, room / (abs(float(quantity.value or 1)) or 1.0)


def scale_slips(quantity: Quantity, siblings: frozenset[str] = frozenset()) -> Iterator[Slip]:
    """Yield what `quantity` may have been with another scale word, or with the one that is missing."""
    yield from _scale(quantity)
    yield from _lost_scale(quantity, siblings)


def reread(quantity: Quantity, value: Decimal) -> Interval:
    """Return the strict interval of the figure, had it been printed with another value in the same precision."""
    old = quantity.value
    if old is None or not old:
        return Interval.point(value)
    ratio = value / old
    if ratio > 0 and ratio.adjusted() != 0 and _is_power_of_ten(ratio):
        return quantity.strict.scaled(ratio)
    return quantity.strict + Interval.point(value - old)


def _is_power_of_ten(ratio: Decimal) -> bool:
    return ratio.normalize().as_tuple().digits == (1,)


def _scale(q: Quantity) -> Iterator[Slip]:
    if q.scale not in _SCALES or not q.scale_text or q.value is None:
        return
    options = [s for s in _SCALES if s != q.scale and abs(s.adjusted() - q.scale.adjusted()) <= 6]
    for scale in options:
        word = _scale_word(q.scale_text, scale)
        step = abs(scale.adjusted() - q.scale.adjusted())
        at = q.surface.lower().find(q.scale_text.lower(), q.number_end - q.start)
        if at < 0:
            continue
        replacement = q.surface[:at] + word + q.surface[at + len(q.scale_text) :]
        yield Slip(
            "scale",
            q,
            q.value / q.scale * scale,
            replacement,
            0.95 if step == 3 else 0.5,
            2,
            f"{q.scale_text} for {word}",
        )


def _scale_word(printed: str, scale: Decimal) -> str:
    long, short, capital, other = _SCALES[scale]
    if len(printed) > 3:
        return long.capitalize() if printed[0].isupper() else long
    if printed.isupper():
        return capital
    return other if printed in ("mn", "trn", "mln", "bln") else short


def _lost_scale(q: Quantity, siblings: frozenset[str]) -> Iterator[Slip]:
    """Offer the scale words of the figures beside it: "$800" next to "$250 million"."""
    if q.scale != 1 or q.value is None or q.unit.startswith("percent") or q.style != "digits":
        return
    for word in sorted(siblings):
        scale = next((s for s, words in _SCALES.items() if word.lower() in {w.lower() for w in words}), None)
        if scale is None:
            continue
        gap = "" if len(word) <= 3 else " "
        numeral_end = q.number_end - q.start
        replacement = f"{q.surface[:numeral_end]}{gap}{word}{q.surface[numeral_end:]}"
        yield Slip("magnitude-word-lost", q, q.value * scale, replacement, 0.95, 2, f"the word {word} is missing")


def _power_of_ten(q: Quantity, near: Callable[[Decimal | float], bool]) -> Iterator[Slip]:
    if q.value is None or q.style == "ordinal" or not q.value:
        return
    for power in (-1, 1, -2, 2, -3, 3):
        if power < 0 and q.scale == 1 and q.places - power > 3:
            continue  # nobody prints so many decimals
        value = q.value.scaleb(power)
        if not near(value):
            continue
        counted = q.unit.startswith("count") or q.kind is Kind.COUNT
        if q.style == "words" or (counted and value != value.to_integral_value()):
            continue
        if power == 2 and q.unit == "percent" and abs(q.value) < 1:
            yield Slip("decimal-as-percent", q, value, None, 0.9, 1, "a fraction is printed as a percentage")
            continue
        prior = {1: 0.8, 2: 0.6, 3: 0.5}[abs(power)]
        yield Slip("power-of-ten", q, value, None, prior, 2 * abs(power), "the decimal point is out of place")


def _digits(q: Quantity, near: Callable[[Decimal | float], bool], *, deep: bool) -> Iterator[Slip]:
    printed = numeral_of(q)
    digits = "".join(c for c in printed if c.isdigit())
    if not digits.isascii() or not 2 <= len(digits) <= 15 or q.value is None:
        return
    unit = q.step * (-1 if q.value < 0 else 1)
    step = float(unit)
    seen = {digits}
    kinds = [(0.85, "two digits are swapped", _transposed(digits))]
    if deep:
        kinds += [
            (0.5, SWAPPED_APART, _swapped_apart(digits)),
            (0.6, "a digit is doubled or too many", _dropped(digits)),
            (0.45, "a digit is missing", _inserted(digits)),
            (0.35, "a digit is wrong", _substituted(digits)),
        ]
    for prior, why, options in kinds:
        fresh = [
            o
            for o in dict.fromkeys(options)
            if o not in seen and o.strip("0") and not (o[0] == "0" and q.places < len(o))
        ]
        seen.update(fresh)
        for option in fresh:
            if not near(int(option) * step):
                continue
            big = len(option) != len(digits)
            yield Slip(
                "power-of-ten" if big and option.strip("0") == digits.strip("0") else "digit-typo",
                q,
                int(option) * unit,
                None,
                prior,
                len(fresh) * (_SELDOM if why == SWAPPED_APART else 1),
                why,
                q.places,
            )


def _transposed(digits: str) -> list[str]:
    first = 1 if digits[0] == "0" and len(digits) > 2 else 0  # nobody types 0.82 for 8.02
    return [digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(first, len(digits) - 1)]


def _swapped_apart(digits: str) -> list[str]:
    """Swap digits one place apart: 1,563 for 1,365."""
    if not 2 < len(digits) <= 5:
        return []
    return [digits[:i] + digits[i + 2] + digits[i + 1] + digits[i] + digits[i + 3 :] for i in range(len(digits) - 2)]


def _dropped(digits: str) -> list[str]:
    return [digits[:i] + digits[i + 1 :] for i in range(len(digits))] if len(digits) > 1 else []


def _inserted(digits: str) -> list[str]:
    return [digits[:i] + d + digits[i:] for i in range(len(digits) + 1) for d in "0123456789"]


def _substituted(digits: str) -> list[str]:
    return [digits[:i] + d + digits[i + 1 :] for i in range(len(digits)) for d in "0123456789"]


_PREFIXES = {"": 0, "milli": -3, "kilo": 3, "mega": 6, "giga": 9, "tera": 12}
_STEMS = ("gram", "watt", "metre", "meter", "litre", "liter", "tonne", "ton", "watt-hour", "byte")
_SYMBOLS = {"": 0, "m": -3, "k": 3, "M": 6, "G": 9, "T": 12}
_SYMBOL_STEMS = ("g", "W", "Wh", "m", "l", "L", "t", "B")


def _prefix(q: Quantity) -> Iterator[Slip]:
    """Offer the unit a thousandfold larger or smaller: grams for milligrams, megawatts for kilowatts."""
    tail = q.surface[q.number_end - q.start :].strip(" \u00a0-")
    word = tail.split()[-1] if tail.split() else ""
    if q.value is None or not word:
        return
    for prefix, power, stem, options in _prefixed(word):
        for other, other_power in options.items():
            if abs(other_power - power) != 3 or (other == "milli" and stem.startswith("ton")):
                continue  # nobody weighs in millitonnes
            at = q.surface.rindex(word)
            replacement = q.surface[:at] + other + stem + q.surface[at + len(word) :]
            value = q.value.scaleb(other_power - power)
            yield Slip("unit-prefix", q, value, replacement, 0.92, 2, f"{word} for {other}{stem}")
        if prefix or stem:
            return


def _prefixed(word: str) -> Iterator[tuple[str, int, str, dict[str, int]]]:
    for prefix, power in sorted(_PREFIXES.items(), key=lambda item: -len(item[0])):
        stem = word[len(prefix) :]
        if word.lower().startswith(prefix) and stem.lower().rstrip("s") in _STEMS:
            yield prefix, power, stem, _PREFIXES
    for symbol, power in sorted(_SYMBOLS.items(), key=lambda item: -len(item[0])):
        if word.startswith(symbol) and word[len(symbol) :] in _SYMBOL_STEMS:
            yield symbol, power, word[len(symbol) :], _SYMBOLS


def _teen_ty(q: Quantity) -> Iterator[Slip]:
    if q.value is None or q.style == "ordinal":
        return
    other = _TEEN_OR_TY.get(format((q.value / q.scale).normalize(), "f"))
    if other is not None:
        value = Decimal(other) * q.scale
        yield Slip("teen-ty", q, value, None, 0.9, 1, "-teen and -ty sound alike")
