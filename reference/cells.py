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


def cell_of(store: Store, indicator: str, area: str, period: str | None, known_on: date | None) -> Cell | None:
    """Return the cell of a period, ``None`` where the record has none that may judge."""
    if not period:
        return None
    rows = usable(store.in_period(indicator, area, period), known_on)
    if not rows:
        return None
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
    return Cell(chosen, not known, others, older)


def periods_of(store: Store, indicator: str, area: str, known_on: date | None) -> dict[str, Cell]:
    """Return every period of a series with its cell."""
    names = dict.fromkeys(o.period for o in usable(store.observations(indicator, area), known_on))
    cells = {name: cell_of(store, indicator, area, name, known_on) for name in names}
    return {name: cell for name, cell in cells.items() if cell is not None}


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
