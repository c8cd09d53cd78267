"""The compiled record: one SQLite file, opened read-only by any number of processes.

`observation` holds the figures, by indicator, area, period and vintage; what rows of a source have in common
stands once in `provenance`. `series` sums up what there is of each indicator and area, `catalogue` is a
full-text index over all names, `meta` has the schema version and the content hash. Numbers are text, so that
no digit is lost. The view `figure` shows everything in words; `reference/compile.py` writes the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from claims.period import days
from reference.areas import AreaFinder
from reference.errors import StoreError
from reference.labels import touched
from reference.model import AreaRecord, Dataset, Indicator, Observation, Reliability, Status
from reference.words import content

__all__ = ["SCHEMA_VERSION", "Dataset", "Hit", "Series", "Store", "open_file"]

SCHEMA_VERSION = "4"
_SELECT = """
SELECT i.id, a.id, o.period, o.value, o.lower, o.upper, o.printed, p.unit, p.status, p.reliability, o.vintage,
  p.source, p.url, p.note, p.dataset
FROM observation o
JOIN indicator i ON i.key = o.indicator JOIN area a ON a.key = o.area JOIN provenance p ON p.key = o.provenance
"""
_ORDER = "o.period, o.vintage, o.key"


@dataclass(frozen=True, slots=True)
class Series:
    """What there is of one indicator and area."""

    indicator: str
    area: str
    figures: int
    first: str  # period
    last: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry of the catalogue that a search found."""

    what: str  # indicator | area
    id: str
    label: str
    score: float


class Store:
    """Figures of record by indicator, area, period and vintage."""

    def __init__(self, connection: sqlite3.Connection, *, inline: bool = False) -> None:
        self._connection = connection
        self.inline = inline  # rows that came with the text: they alone judge it
        self._rows_by_days = lru_cache(maxsize=4096)(self._by_days)
        self._rows = lru_cache(maxsize=512)(self._read)
        self._areas_of = lru_cache(maxsize=4096)(self._read_areas)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """Return the database, for what is written beside the figures and for queries of one's own."""
        return self._connection

    @property
    def content_hash(self) -> str:
        """Return the hash of the sources that the store was built from."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = 'hash'").fetchone()
        return str(row[0]) if row else ""

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        columns = "id, label, unit, kind, growth_of, basis, confused_with, aliases, dataset, seasonal"
        query = f"SELECT {columns} FROM indicator ORDER BY id"
        return {row[0]: _indicator(row) for row in self._connection.execute(query)}

    @cached_property
    def _areas(self) -> dict[str, AreaRecord]:
        query = "SELECT id, name, type, parent, aliases FROM area ORDER BY id"
        return {
            row[0]: AreaRecord(id=row[0], name=row[1], type=row[2], parent=row[3], aliases=_split(row[4]))
            for row in self._connection.execute(query)
        }

    @cached_property
    def finder(self) -> AreaFinder:
        """Return what finds the areas of this store in a text."""
        return AreaFinder(self._areas.values())

    @cached_property
    def word_counts(self) -> dict[str, int]:
        """Return for every stem how many indicators have it in a name."""
        count: dict[str, int] = {}
        for indicator in self._indicators.values():
            for word in {w for name in indicator.names for w in content(name)}:
                count[word] = count.get(word, 0) + 1
        return count

    @cached_property
    def told_by(self) -> dict[str, list[int]]:
        """Return for every stem that tells of an indicator the places in `indicators` of those it tells of."""
        places: dict[str, list[int]] = {}
        for at, indicator in enumerate(self.indicators()):
            for word in touched(indicator):
                places.setdefault(word, []).append(at)
        return places

    def indicators(self) -> tuple[Indicator, ...]:
        return self._in_order

    @cached_property
    def _in_order(self) -> tuple[Indicator, ...]:
        return tuple(self._indicators.values())

    def areas(self) -> tuple[AreaRecord, ...]:
        return tuple(self._areas.values())

    def indicator(self, key: str) -> Indicator | None:
        return self._indicators.get(key)

    def area(self, key: str) -> AreaRecord | None:
        return self._areas.get(key)

    def observations(self, indicator: str, area: str | None = None) -> tuple[Observation, ...]:
        """Return all observations of an indicator (of one area), by area, period and vintage."""
        return self._rows(indicator, area)

    def in_period(self, indicator: str, area: str, period: str) -> Sequence[Observation]:
        """Return the observations of a period, however it is written: 2024-H1 is 2024-01/2024-06."""
        return self._rows_by_days(indicator, area).get(days(period) or period, ())

    def figures(self, indicator: str, area: str, period: str) -> tuple[Observation, ...]:
        """Return the vintages of one cell, straight from the index."""
        query = f"{_SELECT} WHERE i.id = ? AND a.id = ? AND o.period = ? ORDER BY o.vintage, o.key"
        return tuple(_observation(row) for row in self._connection.execute(query, (indicator, area, period)))

    def areas_of(self, indicator: str) -> frozenset[str]:
        """Return the ids of the areas that an indicator has figures for."""
        return self._areas_of(indicator)

    def show(self, indicator: str, area: str | None = None, period: str | None = None) -> tuple[Observation, ...]:
        """Return the observations of an indicator, of one area (an id or a name), of one period."""
        if area is None:
            return tuple(o for o in self.observations(indicator) if period in (None, o.period))
        named = [a.id for a in self._areas.values() if area.lower() in (n.lower() for n in a.names)]
        keys = [area] if area in self._areas else named
        if period is not None:
            return tuple(o for key in keys for o in self.figures(indicator, key, period))
        return tuple(o for key in keys for o in self.observations(indicator, key))

    def search(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Return indicators and areas whose names share words with `text`, best first."""
        words = [w for w in content(text) if w.isalnum()]
        if not words:
            return ()
        query = (
            "SELECT what, id, label, bm25(catalogue) FROM catalogue WHERE stems MATCH ? "
            "ORDER BY bm25(catalogue), id LIMIT ?"
        )
        match = " OR ".join(f'"{word}"' for word in words)
        return tuple(Hit(r[0], r[1], r[2], -float(r[3])) for r in self._connection.execute(query, (match, limit)))

    def series(self) -> Iterator[Series]:
        """Yield what there is of each indicator and area."""
        query = (
            "SELECT i.id, a.id, s.figures, s.first, s.last FROM series s "
            "JOIN indicator i ON i.key = s.indicator JOIN area a ON a.key = s.area ORDER BY i.id, a.id"
        )
        return (Series(*row) for row in self._connection.execute(query))

    def every(self) -> Iterator[Observation]:
        """Yield all observations, by indicator, area, period and vintage, one at a time."""
        rows = self._connection.execute(f"{_SELECT} ORDER BY i.id, a.id, o.period, o.vintage, o.key")
        return (_observation(row) for row in rows)

    def _read_areas(self, indicator: str) -> frozenset[str]:
        query = (
            "SELECT a.id FROM series s JOIN indicator i ON i.key = s.indicator JOIN area a ON a.key = s.area "
            "WHERE i.id = ?"
        )
        return frozenset(row[0] for row in self._connection.execute(query, (indicator,)))

    def _by_days(self, indicator: str, area: str) -> dict[object, list[Observation]]:
        found: dict[object, list[Observation]] = {}
        for observation in self._rows(indicator, area):
            found.setdefault(days(observation.period) or observation.period, []).append(observation)
        return found

    def _read(self, indicator: str, area: str | None) -> tuple[Observation, ...]:
        if area is None:
            rows = self._connection.execute(f"{_SELECT} WHERE i.id = ? ORDER BY a.id, {_ORDER}", (indicator,))
        else:  # in the order of the index
            rows = self._connection.execute(
                f"{_SELECT} WHERE i.id = ? AND a.id = ? ORDER BY {_ORDER}", (indicator, area)
            )
        return tuple(_observation(row) for row in rows)


def open_file(path: Path) -> Store:
    """Open a compiled store read-only; the file is never changed in place, so that no lock is needed."""
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"{path} is not a compiled reference store: {error}") from error
    if row is None or row[0] != SCHEMA_VERSION:
        connection.close()
        raise StoreError(f"{path} was compiled by another version of figurecheck; build it again")
    return Store(connection)


_STATUS = {status.value: status for status in Status}
_RELIABILITY = {reliability.value: reliability for reliability in Reliability}


def _observation(row: Sequence[Any]) -> Observation:
    return Observation(
        indicator=row[0],
        area=row[1],
        period=row[2],
        value=Decimal(row[3]),
        lower=None if row[4] is None else Decimal(row[4]),
        upper=None if row[5] is None else Decimal(row[5]),
        printed=row[6],
        unit=row[7],
        status=_STATUS[row[8]],
        reliability=_RELIABILITY[row[9]],
        vintage=row[10],
        source=row[11],
        url=row[12],
        note=row[13],
        dataset=row[14],
    )


def _indicator(row: Sequence[Any]) -> Indicator:
    return Indicator(
        id=row[0],
        label=row[1],
        unit=row[2],
        kind=row[3],
        growth_of=row[4],
        basis=row[5],
        confused_with=_split(row[6]),
        aliases=_split(row[7]),
        dataset=row[8],
        seasonal=row[9],
    )


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(part for part in (text or "").split("|") if part)
