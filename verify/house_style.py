"""Print a new value the way a figure of the text is printed.

In goes a quantity of the text and the value that should stand there; out comes the surface that replaces
``text[quantity.start:quantity.end]``: same grouping, same decimals (more where the figure shrinks, so that
no significant digit is lost), same scale word where the value still suits it, same place of the currency,
same wording of percent, ordinals and number words where the original used them.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from claims.model import Quantity

__all__ = ["format_like", "numeral_of", "with_numeral", "with_percent", "with_points", "with_unit"]

_WORDS = {12: "trillion", 9: "billion", 6: "million", 3: "thousand"}
_SHORT = {12: "tn", 9: "bn", 6: "m", 3: "k"}
_SHORT_CAPS = {12: "T", 9: "B", 6: "M", 3: "K"}
_CARDINALS: tuple[str, ...] = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: tuple[str, ...] = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth",
    "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_GROUPERS = ", \u00a0\u2009\u202f'’."  # plain, no-break, thin and narrow spaces among them
_WORDS_BELOW = 100
_MINUS = "minus "


def format_like(quantity: Quantity, new_value: Decimal, *, places: int | None = None) -> str:
    """Return the quantity's surface with `new_value` (in the unit of ``quantity.value``) in its place.

    `places` asks for so many decimals, where the figure is printed in digits and its scale word stays.
    """
    if quantity.style == "ordinal":
        return with_numeral(quantity, _ordinal_like(numeral_of(quantity), new_value))
    if quantity.style == "words" and _is_whole(new_value) and 0 <= new_value < _WORDS_BELOW and quantity.scale == 1:
        return with_numeral(quantity, _cased_like(numeral_of(quantity), _cardinal(int(new_value))))
    if new_value < 0 and quantity.surface.lower().startswith(_MINUS):
        new_value = -new_value  # the sign stays as a word
    new_value /= quantity.unit_factor
    scale, scale_text = _fitting_scale(quantity, abs(new_value))
    numeral = _digits_like(quantity, new_value / scale, places, rescaled=scale != quantity.scale)
    return _assemble(quantity, numeral, scale_text)


def numeral_of(quantity: Quantity) -> str:
    """Return the numeral as printed: "2.79" of "2.79 million"."""
    return quantity.surface[quantity.number_start - quantity.start : quantity.number_end - quantity.start]


def with_numeral(quantity: Quantity, numeral: str) -> str:
    """Return the surface with another numeral, everything else as printed."""
    before = quantity.surface[: quantity.number_start - quantity.start]
    after = quantity.surface[quantity.number_end - quantity.start :]
    return f"{before}{numeral}{after}"


def with_points(quantity: Quantity) -> str:
    """Return a percentage worded as percentage points: "2.1 percent" becomes "2.1 percentage points"."""
    singular = numeral_of(quantity).lower() in ("1", "one")
    return f"{_up_to_number(quantity)} percentage point{'' if singular else 's'}"


def with_percent(quantity: Quantity, word: str = "percent") -> str:
    """Return the figure worded as a percentage: "15.3 percentage points" becomes "15.3 percent"."""
    return f"{_up_to_number(quantity)}%" if word == "%" else f"{_up_to_number(quantity)} {word}"


def with_unit(quantity: Quantity, unit: str) -> str:
    """Return numeral and scale as printed with another unit after them: "41.2 GWh" becomes "41.2 TWh"."""
    after = quantity.surface[quantity.number_end - quantity.start :]
    gap = " " if after[:1] in ("", " ", "\u00a0") else ""
    scale = ""
    stripped = after.lstrip(" \u00a0-")
    if quantity.scale_text and stripped.lower().startswith(quantity.scale_text.lower()):
        scale = after[: len(after) - len(stripped) + len(quantity.scale_text)]
    return f"{_up_to_number(quantity)}{scale}{gap}{unit}"


def _up_to_number(quantity: Quantity) -> str:
    return quantity.surface[: quantity.number_end - quantity.start]


def _assemble(quantity: Quantity, numeral: str, scale_text: str | None) -> str:
    """Join the parts; `scale_text` ``None`` keeps the scale word as printed, "" drops it."""
    before = quantity.surface[: quantity.number_start - quantity.start]
    after = quantity.surface[quantity.number_end - quantity.start :]
    if before.startswith("-") or before.endswith("-"):
        numeral = numeral.lstrip("-")
    if scale_text is None:
        return f"{before}{numeral}{after}"
    return f"{before}{numeral}{_replace_scale(after, quantity.scale_text, scale_text)}"


def _replace_scale(after: str, old: str, new: str) -> str:
    at = after.lower().find(old.lower()) if old else -1
    if at < 0:
        if not new:
            return after
        return f"{new}{after}" if new in _SHORT.values() else f" {new}{after}"
    if new:
        return after[:at] + new + after[at + len(old) :]
    return after[:at].rstrip(" \u00a0-") + after[at + len(old) :]


def _fitting_scale(quantity: Quantity, size: Decimal) -> tuple[Decimal, str | None]:
    """Return factor and wording of the scale that suits the new value; wording ``None``: as printed."""
    printed = abs(_printed_value(quantity)) * quantity.scale
    if quantity.scale == 1:
        if size >= 10**6 and printed < 1000 and size >= printed * 1000:  # its scale word was lost
            return _scale_for(quantity, size)
        return quantity.scale, None
    ratio = size / quantity.scale
    least = 1 if printed >= quantity.scale and not quantity.places else Decimal("0.1")
    if least <= ratio < 1 <= printed / quantity.scale and ratio != round(ratio, quantity.places):
        least = 1  # "£310 million", which "£0.3 billion" would blur
    most = 1000 if printed < 1000 * quantity.scale else 10 * printed / quantity.scale  # "Rs 2,010 crore" stays in crore
    if least <= ratio < most or size == 0:
        return quantity.scale, None
    if size < 10**6:
        kilo = quantity.scale_text.lower() == "k"
        return (Decimal(1000), None) if kilo and size >= 1000 else (Decimal(1), "")
    return _scale_for(quantity, size)


def _scale_for(quantity: Quantity, size: Decimal) -> tuple[Decimal, str]:
    power = 12 if size >= 10**12 else 9 if size >= 10**9 else 6
    text = quantity.scale_text
    if not text:
        return Decimal(10) ** power, _WORDS[power]
    if len(text) > 3:
        return Decimal(10) ** power, _cased_like(text, _WORDS[power])
    if text in _SHORT_CAPS.values():
        return Decimal(10) ** power, _SHORT_CAPS[power]
    return Decimal(10) ** power, _SHORT[power]


def _digits_like(quantity: Quantity, numeral_value: Decimal, places: int | None, *, rescaled: bool) -> str:
    printed = numeral_of(quantity)
    group, point = _separators(printed, quantity.places)
    if places is None or rescaled or quantity.style != "digits":
        places = _places(quantity, numeral_value, rescaled)
    room = Context(prec=max(28, numeral_value.adjusted() + places + 2))  # so many digits as the figure takes
    rounded = numeral_value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=room)
    whole, _, fraction = format(abs(rounded), "f").partition(".")
    if group is not None:
        whole = _grouped(whole, group)
    sign = "-" if rounded < 0 else ""
    return f"{sign}{whole}{point}{fraction}" if fraction else f"{sign}{whole}"


def _places(quantity: Quantity, numeral_value: Decimal, rescaled: bool) -> int:
    """Return the decimals to print: as the original, more where it is a small number.

    Where the decimal point alone has moved, the digits stay as printed: "$2.820" becomes "$28.20".
    """
    old = abs(_printed_value(quantity))
    own = _own_places(numeral_value)
    if quantity.style != "digits":
        return min(own, 1 if quantity.scale != 1 else 0)
    if rescaled and quantity.scale != 1:
        shown = _integer_digits(old) + quantity.places
        return min(max(shown - _integer_digits(abs(numeral_value)), 0), own)
    moved = _moved_by(old, abs(numeral_value))
    if moved:
        return max(quantity.places - moved, 0) if quantity.places else own
    lost = _integer_digits(old) - _integer_digits(abs(numeral_value))
    if quantity.scale != 1 and lost > 0 and numeral_value >= 1:
        return max(min(quantity.places + lost, own), quantity.places)
    if quantity.places == 0 and _fractional(quantity) and _is_coarse(abs(numeral_value)):
        return min(1, own)  # "2 percent" may become 1.4 percent: to print 1 would say something else
    return quantity.places


def _printed_value(quantity: Quantity) -> Decimal:
    """Return the value of the numeral alone: 2.79 of "2.79 million", 15 of "15p"."""
    return (quantity.value or Decimal(0)) / quantity.scale / quantity.unit_factor


def _moved_by(old: Decimal, new: Decimal) -> int:
    """Return by how many places the decimal point has moved, 0 where the digits are others."""
    if not old or not new:
        return 0
    ratio = new / old
    return ratio.adjusted() if ratio == Decimal(10) ** ratio.adjusted() else 0


def _is_coarse(value: Decimal) -> bool:
    """Tell whether a value would be far off, in proportion, when printed without decimals."""
    return abs(value - value.to_integral_value(rounding=ROUND_HALF_UP)) > value / 10


def _fractional(quantity: Quantity) -> bool:
    return not (quantity.unit.startswith("count") or quantity.unit == "rank")


def _own_places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _integer_digits(value: Decimal) -> int:
    return 0 if value < 1 else len(format(int(value), "d"))


def _separators(printed: str, places: int) -> tuple[str | None, str]:
    """Return the grouping character (``None``: no grouping) and the decimal mark of a numeral."""
    point = printed[-places - 1] if places and len(printed) > places else "."
    body = printed[: -places - 1] if places else printed
    groups = [c for c in body if c in _GROUPERS]
    if groups:
        return groups[0], point if point in ".,·" else "."
    digits = sum(c.isdigit() for c in body)
    return (None if digits >= 4 else "." if point == "," else ","), point if point in ".,·" else "."


def _grouped(whole: str, mark: str) -> str:
    head = len(whole) % 3
    parts = ([whole[:head]] if head else []) + [whole[i : i + 3] for i in range(head, len(whole), 3)]
    return mark.join(parts)


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _cardinal(number: int) -> str:
    if number < len(_CARDINALS):
        return _CARDINALS[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_CARDINALS[ones]}" if ones else "")


def _ordinal_word(number: int) -> str:
    stem, _, last = _cardinal(number).rpartition("-")
    word = _IRREGULAR.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{stem}-{word}" if stem else word


def _ordinal_like(printed: str, value: Decimal) -> str:
    number = int(value)
    if any(c.isdigit() for c in printed):
        prefix = "No. " if printed.lower().startswith("no.") else "#" if printed.startswith("#") else ""
        suffixed = any(c.isalpha() for c in printed.removeprefix("No.").removeprefix("no."))
        return f"{prefix}{number}{_suffix(number)}" if suffixed else f"{prefix}{number}"
    if 0 < number < _WORDS_BELOW:
        return _cased_like(printed, _ordinal_word(number))
    return f"{number}{_suffix(number)}"


def _suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _cased_like(printed: str, word: str) -> str:
    if printed.isupper() and len(printed) > 1:
        return word.upper()
    return word.capitalize() if printed[:1].isupper() else word
