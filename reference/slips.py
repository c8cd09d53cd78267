"""Which slip of the typing hand turns the printed digits into those of the record."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.interval import Interval
from claims.model import Quantity

__all__ = ["Slip", "find_slip"]

Slip = tuple[str, str]  # diagnosis, numeral as it should be
_HALF = Decimal("0.5")
_PLAIN = 3  # fewer digits than this are swapped by chance


def find_slip(quantity: Quantity, numeral: str, target: Interval, *, plain: bool = False) -> Slip | None:
    """Return the one slip that brings a numeral to the record; `target` is in the unit of ``quantity.value``.

    Looks for a moved decimal point, two digits swapped, a digit doubled, dropped or mistyped, in this order;
    `plain` only for the first two, of at least three digits.
    """
    if quantity.style != "digits" or not any(c.isdigit() for c in numeral):
        return None
    scaled = target.scaled(1 / quantity.scale) if quantity.scale != 1 else target
    shown = "".join(c for c in numeral if c.isdigit() or c == ".") if quantity.places else _digits(numeral)
    if plain and len(shown) - shown.count(".") < _PLAIN:
        return None
    for kind, text in _moved_or_swapped(shown) if plain else _variants(shown):
        if _meets(text, scaled, counted=quantity.scale == 1 and _is_count(quantity)):
            return kind, _grouped_like(numeral, text)
    return None


def _digits(numeral: str) -> str:
    return "".join(c for c in numeral if c.isdigit())


def _is_count(quantity: Quantity) -> bool:
    return quantity.unit.startswith("count") or quantity.unit == ""


def _moved_or_swapped(plain: str) -> Iterator[Slip]:
    digits, point = plain.replace(".", ""), plain.find(".")
    whole = len(digits) if point < 0 else point
    shown, lead = digits.lstrip("0"), len(digits) - len(digits.lstrip("0"))
    for at in range(1, len(shown) + 1):  # the point moved, no digit lost
        if at + lead != whole:
            yield "power-of-ten", _with_point(shown, at, whole_numbers=point < 0)
    for zeros in (1, 2):
        yield (
            "power-of-ten",
            _with_point(digits + "0" * zeros, len(digits) + zeros) if point < 0 else f"0.{'0' * (zeros - 1)}{digits}",
        )
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            yield "digit-typo", _with_point(swapped, whole)


def _variants(plain: str) -> Iterator[Slip]:
    yield from _moved_or_swapped(plain)
    digits, point = plain.replace(".", ""), plain.find(".")
    whole = len(digits) if point < 0 else point
    for at in range(1, len(digits)):  # doubled
        if digits[at] == digits[at - 1]:
            yield "digit-typo", _with_point(digits[:at] + digits[at + 1 :], whole - (at < whole))
    if len(digits) >= 2:
        yield from _dropped_or_typed(digits, whole, has_point=point >= 0)


def _dropped_or_typed(digits: str, whole: int, *, has_point: bool) -> Iterator[Slip]:
    for at in range(len(digits) + 1):
        for digit in "0123456789":
            longer = digits[:at] + digit + digits[at:]
            yield "digit-typo", _with_point(longer, whole + 1)
            if has_point:
                yield "digit-typo", _with_point(longer, whole)
    if len(digits) >= 3:
        for at in range(len(digits)):
            for digit in "0123456789":
                if digit != digits[at]:
                    yield "digit-typo", _with_point(digits[:at] + digit + digits[at + 1 :], whole)


def _with_point(digits: str, whole: int, *, whole_numbers: bool = False) -> str:
    if whole >= len(digits) or (whole_numbers and not digits[whole:].strip("0")):
        return digits[:whole]
    return f"{digits[:whole] or '0'}.{digits[whole:]}"


def _meets(text: str, target: Interval, *, counted: bool) -> bool:
    if len(text) > 1 and text[0] == "0" and text[1] != ".":
        return False
    value = Decimal(text)
    places = len(text.partition(".")[2])
    slack = _zeros(text) if counted and not places else _HALF.scaleb(-places)
    reach = Interval.around(value, slack)
    width = target.width
    if width is not None and slack > max(width * 25, abs(value) * Decimal("0.02")):  # too coarse to mean anything
        return False
    return reach.meets(target)


def _zeros(text: str) -> Decimal:
    """Return half of the last non-zero place of a round number of four digits or more."""
    zeros = len(text) - len(text.rstrip("0"))
    return _HALF.scaleb(zeros) if zeros and len(text) > 3 else Decimal(0)


def _grouped_like(numeral: str, text: str) -> str:
    whole, _, fraction = text.partition(".")
    groups = [c for c in numeral if not c.isdigit() and c != "."]
    if len(whole) > 3 and (groups or len(_digits(numeral.partition(".")[0])) < 4):
        mark = groups[0] if groups else ","
        head = len(whole) % 3
        parts = ([whole[:head]] if head else []) + [whole[i : i + 3] for i in range(head, len(whole), 3)]
        whole = mark.join(parts)
    return f"{whole}.{fraction}" if fraction else whole
