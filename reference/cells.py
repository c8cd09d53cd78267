"""Choose which row of a cell judges a story: the latest vintage known on its date, never the story itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from claims.period import days, first_day
from reference.model import Observation, Reliability, Status
from reference.store import Store

__all__ = ["Cell", "cell_of", "is_known", "periods_of", "usable"]

_TRUSTED = (Reliability.OFFICIAL, Reliability.OFFICIAL_SECONDARY)


@dataclass(frozen=True, slots=True)
class Cell:
    """The figure of record of one indicator, area and period, as known on the date of the story."""

    observation: Observation
    later: bool  # published after the story
    others: tuple[Observation, ...]  # other sources that stand beside it
    superseded: tuple[Observation, ...]  # older figures that it replaced
    revised: Observation | None = None  # what it became after the story, where it is another figure


def cell_of(store: Store, indicator: str, area: str, period: str | None, known_on: date | None) -> Cell | None:
    """Return the cell of a period, ``None`` where the record has none that may judge."""
    if not period:
        return None
    return _cell(usable(store.in_period(indicator, area, period), known_on), known_on)


def periods_of(store: Store, indicator: str, area: str, known_on: date | None) -> dict[str, Cell]:
    """Return every period of a series with its cell."""
    rows: dict[str, list[Observation]] = {}
    for o in usable(store.observations(indicator, area), known_on):
        rows.setdefault(o.period, []).append(o)
    cells = {name: _cell(found, known_on) for name, found in rows.items()}
    return {name: cell for name, cell in cells.items() if cell is not None}


def _cell(rows: list[Observation], known_on: date | None) -> Cell | None:
    """Choose among the rows of one period."""
    if not rows:
        return None
    if len(rows) == 1:
        return Cell(rows[0], not is_known(rows[0], known_on), (), (), None)
    known = [o for o in rows if is_known(o, known_on)]
    if known:
        chosen = max(
            known,
            key=lambda o: (
                o.status is not Status.SUPERSEDED or len(known) == 1,
                _trusted(o),
                o.vintage,
                -o.reliability.order,
            ),
        )
    else:
        chosen = min(rows, key=lambda o: (not _trusted(o), o.vintage, o.reliability.order))
    older = tuple(o for o in rows if o is not chosen and _replaced(o, chosen))
    others = tuple(o for o in rows if o is not chosen and o not in older)
    return Cell(chosen, not known, others, older, _revised(chosen, rows) if known else None)


def _revised(chosen: Observation, rows: list[Observation]) -> Observation | None:
    """Return the latest figure that came after the chosen one, by those who publish as reliably."""
    later = [o for o in rows if o.vintage > chosen.vintage and _trusted(o) == _trusted(chosen)]
    last = max(later, key=lambda o: o.vintage, default=None)
    return last if last is not None and not last.interval.meets(chosen.interval) else None


def usable(rows: Iterable[Observation], known_on: date | None) -> list[Observation]:
    """Leave out what is never truth: unverified figures, and figures whose source is the story itself."""
    return [o for o in rows if o.reliability is not Reliability.UNVERIFIED and not _is_story(o, known_on)]


def _is_story(o: Observation, known_on: date | None) -> bool:
    if o.reliability is not Reliability.PRESS or known_on is None:
        return False
    published = days(o.vintage)
    if published is None or published[0] != published[1]:
        return False
    return abs((published[0] - known_on).days) <= 1  # the same news day, by any time zone


def is_known(o: Observation, known_on: date | None) -> bool:
    """Tell whether a figure was published by a date."""
    if known_on is None or not o.vintage:
        return True
    published = first_day(o.vintage)
    return published is None or published <= known_on


def _trusted(o: Observation) -> bool:
    return o.reliability in _TRUSTED


def _replaced(o: Observation, chosen: Observation) -> bool:
    if o.status is Status.SUPERSEDED and chosen.status is not Status.SUPERSEDED:
        return True
    return bool(o.vintage) and o.vintage < chosen.vintage and _trusted(o) == _trusted(chosen)
