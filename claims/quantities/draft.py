"""A quantity in the making: every step fills in what it knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from claims.model import Direction, Hedge, Kind
from claims.precision import HedgeSlack
from claims.quantities.direction import Cue

__all__ = ["Draft", "Form"]

# what the number words alone say; the unit comes from their surroundings
Form = Literal["cardinal", "fraction", "one_in", "multiple", "ordinal"]


@dataclass(slots=True)
class Draft:
    """Token ranges are [first, last); `left` is where the surface begins with its hedge taken off."""

    number_first: int
    number_last: int
    first: int  # of the surface: a currency sign may stand before the number
    last: int
    value: Decimal | None
    places: int = 0
    style: Literal["digits", "words", "fraction", "ordinal"] = "digits"
    form: Form = "cardinal"
    number_start: int = 0
    number_end: int = 0
    start: int = 0
    end: int = 0
    negative: bool = False
    plus: bool = False
    scale: Decimal = Decimal(1)
    scale_text: str = ""
    sort: str = ""  # percent, points, money, measure, time, temperature, rank, edition, times, ratio, count
    unit: str = ""
    unit_factor: Decimal = Decimal(1)  # of the printed unit: pence to pounds, hundreds of them to one
    per: str = ""
    noun: str = ""
    noun_span: tuple[int, int] | None = None
    hedge: Hedge = Hedge.EXACT
    hedge_start: int | None = None
    left: int = 0  # first token of hedge, sign and surface
    right: int = 0  # after surface and after-hedge
    slack: HedgeSlack | None = None
    kind: Kind | None = None
    direction: Direction | None = None
    direction_span: tuple[int, int] | None = None
    flaw: str | None = None
    skipped: str | None = None
    partner: Draft | None = None  # other end of a range
    moved: Cue | None = None  # the verb of the change that the figure is an end of: "risen" of "risen from 14 to 42"
    role: str = ""  # level, base, change: what the words before it make of it
    trace: list[str] = field(default_factory=list)

    @property
    def is_claim(self) -> bool:
        return self.skipped is None
