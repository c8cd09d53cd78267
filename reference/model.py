"""Indicator x area x period x vintage -> observation: the records that the store keeps.

Values are `Decimal` in the unit named by `unit` times its multiplier: "297.1" in "USD billion" is kept as
297100000000 USD, with the interval of its own printed digits beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from claims.interval import Interval

__all__ = ["AreaRecord", "Dataset", "Indicator", "Observation", "Reliability", "Row", "Status"]


class Status(StrEnum):
    """How settled a figure is (SDMX OBS_STATUS, in words)."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    FORECAST = "forecast"
    REVISED = "revised"
    SUPERSEDED = "superseded"


class Reliability(StrEnum):
    """Who vouches for a figure; `UNVERIFIED` is never used as truth."""

    OFFICIAL = "official"
    OFFICIAL_SECONDARY = "official-secondary"
    DERIVED = "derived"
    PRESS = "press"
    UNVERIFIED = "unverified"

    @property
    def order(self) -> int:
        return _ORDER[self]


_ORDER = {reliability: n for n, reliability in enumerate(Reliability)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is measured. `kind` is stock, flow, ratio, share, rate, growth rate, index, rank … or empty."""

    id: str
    label: str
    unit: str
    kind: str = ""
    growth_of: str = ""  # id of the indicator that this is the growth of
    basis: str = ""  # of a growth rate: year_on_year, quarter_on_quarter, month_on_month
    seasonal: str = ""  # adjusted, unadjusted; empty: not said, unless the label says it
    confused_with: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()  # ways the news writes it
    dataset: str = ""

    def __hash__(self) -> int:  # what is known of a series is looked up many times a sentence
        return hash(self.id)

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, *self.aliases)

    @property
    def is_growth(self) -> bool:
        return self.kind == "growth rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRecord:
    """A place, an organisation or a group that figures are about."""

    id: str
    name: str
    type: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One figure of record, of one vintage."""

    indicator: str
    area: str
    period: str
    value: Decimal  # in base units
    lower: Decimal | None  # what the published figure stands for; None: open on that side
    upper: Decimal | None
    printed: str  # digits as published: "297.1"
    unit: str  # as published: "USD billion"
    status: Status = Status.FINAL
    reliability: Reliability = Reliability.OFFICIAL
    vintage: str = ""  # when it was published: 2024-09-20, 2024-09, 2024 or empty
    source: str = ""
    url: str = ""
    note: str = ""
    dataset: str = ""
    line: int = field(default=0, compare=False)  # of the source, the header being 1

    @property
    def interval(self) -> Interval:
        return Interval(self.lower, self.upper)


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a reader hands to the store, read once and in order.

    `indicators` and `areas` are complete when `observations` has been read to its end: millions of rows are
    never held at once, and what occurs in them is known only then.
    """

    id: str
    indicators: Collection[Indicator]
    areas: Collection[AreaRecord]
    observations: Iterable[Observation]
    title: str = ""
    licence: str = ""
    path: str = ""
    notices: Collection[str] = ()  # what was left out, and why


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a source as it was read, before it is understood; `number` counts from the header as 1.

    `columns` gives the names that the source has for the fields, `place` says what is counted ("row", "entry").
    """

    number: int
    indicator: str
    area: str
    period: str
    value: str
    unit: str
    indicator_label: str = ""
    area_label: str = ""
    lower: str = ""
    upper: str = ""
    multiplier: str = ""  # power of ten: SDMX UNIT_MULT
    decimals: str = ""  # digits published behind the point: SDMX DECIMALS
    status: str = ""
    reliability: str = ""
    vintage: str = ""
    source: str = ""
    url: str = ""
    note: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    place: str = "row"
