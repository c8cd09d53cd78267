"""The compiled record: one SQLite file, opened read-only by any number of processes.

Tables: `indicator`, `area`, `observation`, their aliases, a full-text `catalogue` over all names, and `meta`
(schema version, content hash). Numbers are kept as text, so that no digit is lost. The small catalogue of
indicators and areas is read once on opening; observations are read by (indicator, area).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from claims.period import days
from reference.areas import AreaFinder
from reference.errors import StoreError
from reference.model import AreaRecord, Indicator, Observation, Reliability, Status
from reference.words import content

__all__ = ["SCHEMA_VERSION", "Dataset", "Hit", "Store", "open_file", "write"]

SCHEMA_VERSION = "2"
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE dataset (id TEXT PRIMARY KEY, title TEXT, licence TEXT, path TEXT);
CREATE TABLE indicator (
  id TEXT PRIMARY KEY, label TEXT NOT NULL, unit TEXT, kind TEXT, growth_of TEXT, basis TEXT,
  confused_with TEXT, aliases TEXT, dataset TEXT);
CREATE TABLE area (id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT, parent TEXT, aliases TEXT);
CREATE TABLE observation (
  indicator TEXT NOT NULL, area TEXT NOT NULL, period TEXT NOT NULL, value TEXT NOT NULL, lower TEXT,
  upper TEXT, printed TEXT, unit TEXT, status TEXT, reliability TEXT, vintage TEXT, source TEXT, url TEXT,
  note TEXT, dataset TEXT);
"""
_INDEXES = """
CREATE INDEX observation_cell ON observation (indicator, area, period, vintage);
CREATE INDEX observation_period ON observation (indicator, period);
"""
_COLUMNS = (
    "indicator, area, period, value, lower, upper, printed, unit, status, reliability, vintage, source, url, "
    "note, dataset"
)


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a reader hands to the store."""

    id: str
    indicators: tuple[Indicator, ...]
    areas: tuple[AreaRecord, ...]
    observations: Iterable[Observation]
    title: str = ""
    licence: str = ""
    path: str = ""


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
        self._rows = lru_cache(maxsize=4096)(self._read)
        self._rows_by_days = lru_cache(maxsize=4096)(self._by_days)
        self._areas_of = lru_cache(maxsize=4096)(self._read_areas)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def content_hash(self) -> str:
        """Return the hash of the sources that the store was built from."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = 'hash'").fetchone()
        return str(row[0]) if row else ""

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        columns = "id, label, unit, kind, growth_of, basis, confused_with, aliases, dataset"
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

    def indicators(self) -> tuple[Indicator, ...]:
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

    def areas_of(self, indicator: str) -> frozenset[str]:
        """Return the ids of the areas that an indicator has figures for."""
        return self._areas_of(indicator)

    def show(self, indicator: str, area: str | None = None) -> tuple[Observation, ...]:
        """Return the observations of an indicator; `area` is an id or a name."""
        if area is not None and area not in self._areas:
            named = [a.id for a in self._areas.values() if area.lower() in (n.lower() for n in a.names)]
            return tuple(o for key in named for o in self.observations(indicator, key))
        return self.observations(indicator, area)

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

    def _read_areas(self, indicator: str) -> frozenset[str]:
        query = "SELECT DISTINCT area FROM observation WHERE indicator = ?"
        return frozenset(row[0] for row in self._connection.execute(query, (indicator,)))

    def _by_days(self, indicator: str, area: str) -> dict[object, list[Observation]]:
        found: dict[object, list[Observation]] = {}
        for observation in self._rows(indicator, area):
            found.setdefault(days(observation.period) or observation.period, []).append(observation)
        return found

    def _read(self, indicator: str, area: str | None) -> tuple[Observation, ...]:
        query = f"SELECT {_COLUMNS} FROM observation WHERE indicator = ?"
        values: list[str] = [indicator]
        if area is not None:
            query += " AND area = ?"
            values.append(area)
        rows = self._connection.execute(f"{query} ORDER BY area, period, vintage, rowid", values)
        return tuple(_observation(row) for row in rows)


def open_file(path: Path) -> Store:
    """Open a compiled store read-only."""
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"{path} is not a compiled reference store: {error}") from error
    if row is None or row[0] != SCHEMA_VERSION:
        raise StoreError(f"{path} was compiled by another version of figurecheck; build it again")
    return Store(connection)


def write(connection: sqlite3.Connection, datasets: Sequence[Dataset], content_hash: str) -> None:
    """Write datasets into an empty database; entries of the same id are merged, aliases added up."""
    connection.executescript(_SCHEMA)
    indicators: dict[str, Indicator] = {}
    areas: dict[str, AreaRecord] = {}
    for dataset in datasets:
        connection.execute(
            "INSERT OR REPLACE INTO dataset VALUES (?, ?, ?, ?)",
            (dataset.id, dataset.title, dataset.licence, dataset.path),
        )
        for indicator in dataset.indicators:
            indicators[indicator.id] = _merged_indicator(indicators.get(indicator.id), indicator)
        for area in dataset.areas:
            areas[area.id] = _merged_area(areas.get(area.id), area)
        marks = ", ".join("?" * 15)
        connection.executemany(f"INSERT INTO observation VALUES ({marks})", map(_stored, dataset.observations))
    if len(datasets) > 1:  # the same row may stand in two datasets
        connection.execute(
            "DELETE FROM observation WHERE rowid NOT IN (SELECT MIN(rowid) FROM observation "
            "GROUP BY indicator, area, period, value, vintage, source, status)"
        )
    _write_catalogue(connection, indicators, areas)
    connection.executescript(_INDEXES)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [("schema", SCHEMA_VERSION), ("hash", content_hash)])
    connection.commit()


def _write_catalogue(
    connection: sqlite3.Connection, indicators: dict[str, Indicator], areas: dict[str, AreaRecord]
) -> None:
    connection.executemany(
        "INSERT INTO indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                i.id,
                i.label,
                i.unit,
                i.kind,
                i.growth_of,
                i.basis,
                "|".join(i.confused_with),
                "|".join(i.aliases),
                i.dataset,
            )
            for i in indicators.values()
        ],
    )
    connection.executemany(
        "INSERT INTO area VALUES (?, ?, ?, ?, ?)",
        [(a.id, a.name, a.type, a.parent, "|".join(a.aliases)) for a in areas.values()],
    )
    connection.execute(
        "CREATE VIRTUAL TABLE catalogue USING fts5 (what UNINDEXED, id UNINDEXED, label UNINDEXED, stems)"
    )
    entries = [("indicator", i.id, i.label, _stems(i.names)) for i in indicators.values()]
    entries += [("area", a.id, a.name, _stems(a.names)) for a in areas.values()]
    connection.executemany("INSERT INTO catalogue VALUES (?, ?, ?, ?)", entries)


def _stems(names: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for name in names for word in content(name)))


def _merged_indicator(old: Indicator | None, new: Indicator) -> Indicator:
    if old is None:
        return new
    return Indicator(
        id=new.id,
        label=old.label,
        unit=old.unit or new.unit,
        kind=old.kind or new.kind,
        growth_of=old.growth_of or new.growth_of,
        basis=old.basis or new.basis,
        confused_with=tuple(dict.fromkeys(old.confused_with + new.confused_with)),
        aliases=tuple(dict.fromkeys(old.aliases + new.aliases)),
        dataset=old.dataset,
    )


def _merged_area(old: AreaRecord | None, new: AreaRecord) -> AreaRecord:
    if old is None:
        return new
    aliases = tuple(dict.fromkeys(old.aliases + new.aliases))
    return AreaRecord(
        id=new.id, name=old.name, type=old.type or new.type, parent=old.parent or new.parent, aliases=aliases
    )


def _stored(o: Observation) -> tuple[Any, ...]:
    lower = None if o.lower is None else str(o.lower)
    upper = None if o.upper is None else str(o.upper)
    return (
        o.indicator,
        o.area,
        o.period,
        str(o.value),
        lower,
        upper,
        o.printed,
        o.unit,
        o.status.value,
        o.reliability.value,
        o.vintage,
        o.source,
        o.url,
        o.note,
        o.dataset,
    )


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
        status=Status(row[8]),
        reliability=Reliability(row[9]),
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
    )


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(part for part in (text or "").split("|") if part)
