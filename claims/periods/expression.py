"""An expression of time as found, before it is known which year or day it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Expression", "MentionType", "RelationType", "Shape", "Year"]

MentionType = Literal["date", "period", "clock", "relative", "comparison", "decade", "weekday", "age"]
RelationType = Literal["at", "from", "to", "since", "compare", "by", "span"]


@dataclass(frozen=True, slots=True)
class Year:
    """Which year a month, quarter, half … is of."""

    kind: Literal["stated", "shift", "fiscal", "focus", "earlier"]
    value: int = 0  # the year stated, or years from now, or years before the period spoken of
    label: str = ""  # fiscal: "2018/19"


@dataclass(frozen=True, slots=True)
class Shape:
    """What an expression says, whichever year it turns out to be.

    | kind | n, m |
    |---|---|
    | fixed | `text` is the period |
    | day, days | month, day (`k`: last day) |
    | month; months | month; first, last month |
    | quarter, half | number, 0 the last one |
    | opening, closing | so many `unit`s from the start, to the end of the year |
    | season | first month |
    | shift | n `unit`s from the date of publication |
    | earlier | n `unit`s before the period spoken of |
    | same | the period spoken of, in another year |
    | focus | the `unit` spoken of ("the month") |
    | past | the last n `unit`s |
    | ending | n `unit`s up to the end of `tail` |
    | weekday | number; m -1 last, 1 next |
    | clock, none | |
    """

    kind: str
    n: int = 0
    m: int = 0
    k: int = 0
    unit: str = ""
    text: str = ""
    tail: Shape | None = None


@dataclass(slots=True)
class Expression:
    """A found expression: tokens ``[first, stop)`` and what they say."""

    first: int
    stop: int
    type: MentionType
    shape: Shape
    year: Year | None = None
    relation: RelationType = "at"
    weekday: int | None = None
    impossible: str | None = None
    end_of: Literal["", "start", "end"] = ""  # "the end of 2017"
    split: int = 0  # token where the part of a figure-bearing tail begins ("first six months of | 2025")
