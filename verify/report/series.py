"""The series behind a cell of the record, for a chart: what was measured there before and since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.patterns import regex
from verify.finding import Evidence

if TYPE_CHECKING:
    from reference.model import Observation
    from reference.store import Store

__all__ = ["Point", "Series", "moment", "series_of"]

_MOST = 24  # points of a chart; of a longer series those next to the cell
_PERIOD = regex(r"(?P<year>\d{4})(?:/\d\d|-(?P<part>[QHW]?)(?P<n>\d{1,2})(?:-(?P<day>\d\d))?)?")
_PARTS = {"": 12, "Q": 4, "H": 2, "W": 53}


@dataclass(frozen=True, slots=True)
class Point:
    period: str
    at: float  # in years
    value: float  # in base units
    printed: str
    cited: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one indicator in one area, in the order of time, all over periods of one length."""

    label: str
    area: str
    unit: str
    points: tuple[Point, ...]


def series_of(evidence: Evidence, store: Store) -> Series | None:
    """Return the series that a cell is from, None where the store has no such cell or nothing beside it."""
    if evidence.kind != "reference" or evidence.period is None:
        return None
    named = [indicator for indicator in store.indicators() if indicator.label in evidence.text]
    for indicator in sorted(named, key=lambda i: -len(i.label)):
        for key in sorted(store.areas_of(indicator.id)):
            area = store.area(key)
            name = area.name if area else key
            rows = store.observations(indicator.id, key)
            cell = next((row for row in rows if _is_cell(row, evidence)), None)
            if cell is not None and name in evidence.text:
                points = _points(rows, cell)
                return Series(indicator.label, name, cell.unit, points) if len(points) > 1 else None
    return None


def moment(period: str) -> tuple[str, float] | None:
    """Return the length of a period as a word, and where it lies in years: "2024-Q3" is ("Q", 2024.5)."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        return None
    year = float(match["year"])
    if match["n"] is None:
        return ("fiscal" if "/" in period else "year"), year
    offset = (int(match["n"]) - 1) / _PARTS[match["part"]]
    if match["day"]:
        return "day", year + offset + (int(match["day"]) - 1) / 366
    return match["part"] or "month", year + offset


def _grouped(digits: str) -> str:
    whole, dot, rest = digits.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.lstrip("-").isdecimal() else digits


def _is_cell(row: Observation, evidence: Evidence) -> bool:
    seen = (row.period, row.printed, row.source or None, row.url or None, row.vintage or None)
    return seen == (evidence.period, evidence.value, evidence.source, evidence.url, evidence.vintage)


def _points(rows: Sequence[Observation], cell: Observation) -> tuple[Point, ...]:
    """One value a period, that of the best source and the last vintage; of the cell's period the cell."""
    here = moment(cell.period)
    if here is None:
        return ()
    best: dict[str, Observation] = {}
    for row in sorted(rows, key=lambda r: (-r.reliability.order, r.vintage)):
        when = moment(row.period)
        if when is not None and when[0] == here[0] and row.status.value != "forecast" and row.unit == cell.unit:
            best[row.period] = row
    best[cell.period] = cell
    points = [
        Point(period, when[1], float(row.value), _grouped(row.printed), period == cell.period)
        for period, row in best.items()
        if (when := moment(period)) is not None
    ]
    near = sorted(points, key=lambda p: (abs(p.at - here[1]), p.at))[:_MOST]
    return tuple(sorted(near, key=lambda p: p.at))
