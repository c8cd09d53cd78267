"""The story as the spreadsheet that it is: what is measured in rows, periods in columns, printed and implied values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claims.model import Kind
from verify.finding import Implied
from verify.report.series import moment
from verify.report.standing import Standing, StandingOf

__all__ = ["Entry", "Row", "grid_rows", "periods_of"]

_CHANGES = frozenset({Kind.GROWTH_RATE, Kind.PP_CHANGE, Kind.ABSOLUTE_CHANGE, Kind.MULTIPLE})
_SORTS = {Kind.SHARE: "share", Kind.RANK: "rank"} | dict.fromkeys(_CHANGES, "change")
_ORDER = ("", "share", "rank", "change")
_PLACED = ("base", "current")  # roles whose implied value is one of the row's own


@dataclass(frozen=True, slots=True)
class Entry:
    """A value in a cell: printed, or implied by others (then without a figure)."""

    figure: StandingOf | None
    implied: Implied | None = None


@dataclass(slots=True)
class Row:
    """One thing of one place, values, changes, shares and ranks apart."""

    indicator: str
    area: str
    sort: str  # "", change, share, rank
    cells: dict[str, list[Entry]] = field(default_factory=dict)  # by period

    @property
    def printed(self) -> int:
        return sum(entry.figure is not None for entries in self.cells.values() for entry in entries)


def grid_rows(figures: Iterable[StandingOf]) -> list[Row]:
    """Return the rows of the things of which the story prints at least two figures."""
    rows: dict[tuple[str, str, str], Row] = {}
    implied: list[tuple[tuple[str, str], Implied]] = []
    for figure in figures:
        binding = figure.claim.binding if figure.claim else None
        period = figure.quantity.period or (binding.period if binding else None)
        if figure.standing is Standing.SET_ASIDE or binding is None or binding.indicator is None or not period:
            continue
        thing = (binding.indicator.normal or binding.indicator.text, binding.area.name if binding.area else "")
        row = rows.setdefault((*thing, _sort(figure)), Row(*thing, _sort(figure)))
        row.cells.setdefault(period, []).append(Entry(figure))
        implied += [(thing, value) for value in figure.implied]
    for thing, value in dict.fromkeys(implied):
        levels = rows.get((*thing, ""))
        if levels is not None and value.role in _PLACED and value.period and value.period not in levels.cells:
            levels.cells[value.period] = [Entry(None, value)]
    totals: dict[tuple[str, str], int] = {}
    for row in rows.values():
        totals[row.indicator, row.area] = totals.get((row.indicator, row.area), 0) + row.printed
    shown = [row for row in rows.values() if totals[row.indicator, row.area] > 1]
    order = {thing: n for n, thing in enumerate(totals)}
    return sorted(shown, key=lambda row: (order[row.indicator, row.area], _ORDER.index(row.sort)))


def periods_of(rows: Sequence[Row]) -> list[str]:
    """Return the periods of the rows in the order of time; those that are ranges come last."""

    def when(period: str) -> tuple[float, str]:
        told = moment(period)
        return (told[1] if told else float("inf"), period)

    return sorted({period for row in rows for period in row.cells}, key=when)


def _sort(figure: StandingOf) -> str:
    return _SORTS.get(figure.quantity.kind, "")
