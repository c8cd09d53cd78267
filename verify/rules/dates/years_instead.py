"""Which year would have to stand there, if the length of time is right: "in 2035" for a six-year term from 2023."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from claims.patterns import regex
from verify.finding import Suggestion
from verify.rules.dates.spoken_duration import Duration

__all__ = ["years_instead"]

_YEAR = regex(r"(?<!\d)(?:1[0-9]|20|21)\d\d(?!\d)")
_NEAR = 400  # characters between a length and its years
_MONTHS, _DAYS = Decimal(12), Decimal("365.25")


def years_instead(text: str, duration: Duration, span: str, length: Decimal) -> Iterator[Suggestion]:
    """Yield the printed years of a span, moved so that it is as long as told; nothing where no whole year would do.

    `span` names the two ends ("2015 to 2022"), `length` is what lies between them in the grain of the duration.
    """
    per = {"year": Decimal(1), "month": _MONTHS, "day": _DAYS}.get(duration.grain)
    if per is None:
        return
    apart = ((duration.value - length) / per).to_integral_value(rounding=ROUND_HALF_UP)
    first, between, last = span.partition(" to ")
    if not apart or not between:
        return
    for printed, moved in ((last, apart), (first, -apart)):
        year = _YEAR.search(printed)
        places = _YEAR.finditer(text, max(0, duration.start - _NEAR), duration.end + _NEAR)
        at = [m for m in places if year is not None and m.group() == year.group()]
        if len(at) == 1:
            new = str(int(at[0].group()) + int(moved))
            why = f"if it is {duration.text}"
            yield Suggestion(start=at[0].start(), end=at[0].end(), replacement=new, why=why, likely=False)
