"""Understand one row of a source: its number, unit, period and status, and what is wrong with it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from claims.interval import Interval
from claims.patterns import regex
from claims.period import days
from claims.precision import Printed, intervals
from reference.errors import DatasetError
from reference.model import AreaRecord, Dataset, Indicator, Observation, Reliability, Row, Status
from reference.readers.describing import described
from reference.readers.periods import normal_period, normal_vintage
from reference.readers.statuses import MISSING, reliability_of, status_of
from reference.units import parse_unit

__all__ = ["BLANKS", "Table", "dataset_of", "observation_of", "observed"]

BLANKS = frozenset({"", "na", "n/a", "#n/a", "..", "...", ":", "–", "-", "—"})  # of a value, never of an area
_NUMBER = regex(r"[-−+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?")
_MOST_DIGITS = 28  # the precision of Decimal arithmetic: more could not be kept exactly
_LARGEST = Decimal("1e30")
_MULTIPLIERS = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
_MOST_POWER = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of one source, read as they are asked for, and what the source says about itself."""

    name: str
    file: str
    rows: Iterable[Row]
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    areas: Mapping[str, AreaRecord] = field(default_factory=dict)
    title: str = ""
    licence: str = ""
    only_these_areas: bool = False  # an area that is not described is refused
    notices: Collection[str] = ()


def observed(table: Table) -> Dataset:
    """Return the dataset of a table; its rows are checked as they are read.

    What the table does not describe is described by its name. Raises `DatasetError` at the row that is wrong.
    """
    return _Checked(table).dataset()


def dataset_of(
    rows: Iterable[Row],
    *,
    name: str,
    file: str,
    indicators: Mapping[str, Indicator] | None = None,
    areas: Mapping[str, AreaRecord] | None = None,
    title: str = "",
    licence: str = "",
) -> Dataset:
    """Return the dataset of rows; see `observed`."""
    table = Table(
        name=name, file=file, rows=rows, indicators=indicators or {}, areas=areas or {}, title=title, licence=licence
    )
    return observed(table)


class _Checked:
    """Checks rows in their order and collects the indicators and areas that occur."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.indicators: dict[str, Indicator] = {}
        self.areas: dict[str, AreaRecord] = {}
        self.dimensions: dict[str, tuple[str, str, int]] = {}

    def dataset(self) -> Dataset:
        table = self.table
        return Dataset(
            id=table.name,
            title=table.title,
            licence=table.licence,
            path=table.file,
            observations=self.observations(),
            indicators=self.indicators.values(),
            areas=self.areas.values(),
            notices=table.notices,
        )

    def observations(self) -> Iterator[Observation]:
        for row in self.table.rows:
            observation = observation_of(row, file=self.table.file, dataset=self.table.name)
            self._meet_indicator(row)
            if row.area not in self.areas:
                self._meet_area(row)
            yield observation

    def _meet_indicator(self, row: Row) -> None:
        dimension = parse_unit(row.unit).dimension
        first = self.dimensions.setdefault(row.indicator, (dimension, row.unit, row.number))
        if first[0] != dimension:
            earlier = f"({first[1]!r} in {row.place} {first[2]})"
            message = f"{row.unit!r} does not go with the unit of earlier rows of {row.indicator!r} {earlier}"
            raise _wrong(row, self.table.file, "unit", message)
        if row.indicator not in self.indicators:
            known = self.table.indicators.get(row.indicator)
            label = row.indicator_label or row.indicator
            self.indicators[row.indicator] = known or described(row.indicator, label, row.unit, self.table.name)

    def _meet_area(self, row: Row) -> None:
        known = self.table.areas.get(row.area)
        if known is None and self.table.only_these_areas:
            near = difflib.get_close_matches(row.area, [*self.table.areas], n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise _wrong(
                row, self.table.file, "area", f"{row.area!r} is not among the areas that the source describes{hint}"
            )
        self.areas[row.area] = known or AreaRecord(id=row.area, name=row.area_label or row.area)


def _wrong(row: Row, file: str, column: str, message: str) -> DatasetError:
    name = row.columns.get(column, column)
    return DatasetError(message, file=file, row=row.number, column=name, place=row.place)


def observation_of(row: Row, *, file: str, dataset: str = "") -> Observation:
    """Check one row and return it as an observation in base units."""
    for name in ("indicator", "area"):
        if not getattr(row, name):
            raise _wrong(row, file, name, "is empty")
    value, places = _number(row.value, "value", row, file)
    power = _whole(row.multiplier, "multiplier", row, file)
    if row.decimals:
        places = _whole(row.decimals, "decimals", row, file, lowest=0)
    spec = parse_unit(row.unit)
    factor = spec.factor.scaleb(power)
    reach = _interval(value, places, spec.dimension, factor, row, file)
    period = normal_period(row.period)
    if period is None:
        raise _wrong(row, file, "period", f"{row.period!r} is not a period (2024, 2024-Q2, 2024-05, 2012/13 …)")
    vintage = normal_vintage(row.vintage)
    if vintage is None:
        raise _wrong(
            row, file, "vintage", f"{row.vintage!r} is not a date of publication (2024-09-20, 2024-09 or 2024)"
        )
    printed, unit = _as_published(row, value, power)
    return Observation(
        indicator=row.indicator,
        area=row.area,
        period=period,
        value=value * factor,
        lower=None if reach.lower is None else reach.lower * factor,
        upper=None if reach.upper is None else reach.upper * factor,
        printed=printed,
        unit=unit,
        status=_status(row, period, vintage, file),
        reliability=_reliability(row, file),
        vintage=vintage,
        source=row.source,
        url=row.url,
        note=row.note,
        dataset=dataset,
        line=row.number,
    )


def _number(text: str, column: str, row: Row, file: str) -> tuple[Decimal, int]:
    """Return a number and its digits behind the point."""
    if not _NUMBER.fullmatch(text):
        raise _wrong(row, file, column, f"{_shown(text)} is not a number{_hint(text)}")
    value = Decimal(text.replace(",", "").replace("−", "-"))
    _, digits, exponent = value.as_tuple()
    if len(digits) > _MOST_DIGITS or abs(value) >= _LARGEST:
        raise _wrong(row, file, column, f"{_shown(text)} is too large or too long to be a figure")
    return value, max(-exponent, 0) if isinstance(exponent, int) else 0


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:37]}…")


def _hint(text: str) -> str:
    low = text.lower().lstrip("+-")
    if text.startswith("="):
        return "; it is a formula"
    if low in ("nan", "inf", "infinity", "null", "none", "true", "false"):
        return "; leave the cell empty where there is no figure"
    if re.fullmatch(r"[\d.]+,\d{1,2}|\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        return '; where the comma is the decimal sign, a mapping file says decimal = ","'
    return ""


def _whole(text: str, column: str, row: Row, file: str, lowest: int = -_MOST_POWER) -> int:
    if not text:
        return 0
    plain = text.removesuffix(".0")
    if not re.fullmatch(r"[-+]?\d{1,2}", plain) or not lowest <= int(plain) <= _MOST_POWER:
        raise _wrong(row, file, column, f"{_shown(text)} is not a whole number from {lowest} to {_MOST_POWER}")
    return int(plain)


def _as_published(row: Row, value: Decimal, power: int) -> tuple[str, str]:
    """Return the digits and the unit that a person reads: "297.1", "USD billion"."""
    if power == 0:
        return row.value, row.unit
    word = _MULTIPLIERS.get(power)
    if word and parse_unit(row.unit).dimension in ("count", "money") and parse_unit(row.unit).factor == 1:
        return row.value, f"{row.unit} {word}".strip()
    return f"{value.scaleb(power):f}", row.unit


def _interval(value: Decimal, places: int, dimension: str, factor: Decimal, row: Row, file: str) -> Interval:
    """Return what the published figure stands for, before its factor."""
    if row.lower or row.upper:
        lower = _number(row.lower, "lower", row, file)[0] if row.lower else None
        upper = _number(row.upper, "upper", row, file)[0] if row.upper else None
        if lower is not None and upper is not None and lower > upper:
            raise _wrong(row, file, "lower", f"{row.lower} is above the upper end {row.upper}")
        return Interval(lower, upper)
    if dimension in ("rank", "ordinal"):
        return Interval.point(value)
    whole = dimension in ("count", "money") and places == 0 and factor == 1
    if value < 0:
        return -_rounded(-value, places, whole)
    return _rounded(value, places, whole)


@lru_cache(maxsize=8192)
def _rounded(value: Decimal, places: int, whole: bool) -> Interval:
    strict, lenient = intervals(Printed(value, places, exact=whole))
    return lenient if whole else strict  # trailing zeros of a count may be rounding, in the record too


def _status(row: Row, period: str, vintage: str, file: str) -> Status:
    status = status_of(row.status)
    if status is None:
        known = ", ".join(Status)
        raise _wrong(row, file, "status", f"{row.status!r} is not one of {known}, nor a code of SDMX")
    if status == MISSING:
        raise _wrong(row, file, "status", f"{row.status!r} says that there is no figure, but the value is {row.value}")
    if status is Status.FINAL and vintage and _begins_after(period, vintage):
        if row.status.strip().lower() == Status.FINAL:
            raise _wrong(
                row,
                file,
                "status",
                f"{row.period} had not begun when the figure was published ({row.vintage}): it cannot be final",
            )
        return Status.FORECAST
    assert isinstance(status, Status)
    return status


@lru_cache(maxsize=65536)
def _begins_after(period: str, vintage: str) -> bool:
    covered, published = days(period), days(vintage)
    return covered is not None and published is not None and covered[0] > published[1]


def _reliability(row: Row, file: str) -> Reliability:
    found = reliability_of(row.reliability, row.status)
    if found is None:
        known = ", ".join(Reliability)
        raise _wrong(row, file, "reliability", f"{row.reliability!r} is not one of {known}")
    return found
