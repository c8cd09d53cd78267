"""Write datasets into a compiled store: streamed row by row, checked as a whole, indexed at the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from reference.errors import DatasetError
from reference.model import AreaRecord, Dataset, Indicator, Observation
from reference.store import SCHEMA_VERSION
from reference.words import content

__all__ = ["write"]

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE dataset (id TEXT PRIMARY KEY, title TEXT, licence TEXT, path TEXT);
CREATE TABLE notice (dataset TEXT, text TEXT);
CREATE TABLE indicator (
  key INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, label TEXT, unit TEXT, kind TEXT, growth_of TEXT, basis TEXT,
  confused_with TEXT, aliases TEXT, dataset TEXT, seasonal TEXT);
CREATE TABLE area (
  key INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, name TEXT, type TEXT, parent TEXT, aliases TEXT);
CREATE TABLE provenance (
  key INTEGER PRIMARY KEY, dataset TEXT, source TEXT, url TEXT, note TEXT, unit TEXT, status TEXT, reliability TEXT);
CREATE TABLE observation (
  key INTEGER PRIMARY KEY,
  indicator INTEGER NOT NULL REFERENCES indicator (key), area INTEGER NOT NULL REFERENCES area (key),
  period TEXT NOT NULL, vintage TEXT NOT NULL, value TEXT NOT NULL, lower TEXT, upper TEXT, printed TEXT NOT NULL,
  provenance INTEGER NOT NULL REFERENCES provenance (key), line INTEGER NOT NULL, part INTEGER NOT NULL);
CREATE VIEW figure AS
  SELECT i.id AS indicator, i.label, a.id AS area, a.name AS area_name, o.period, o.value, o.printed, p.unit, p.status,
    p.reliability, o.vintage, p.source, p.url, p.note, p.dataset, o.line
  FROM observation o JOIN indicator i ON i.key = o.indicator JOIN area a ON a.key = o.area
  JOIN provenance p ON p.key = o.provenance;
"""
_CELL_INDEX = "CREATE INDEX observation_cell ON observation (indicator, area, period, vintage)"
_SUMMARY = """
CREATE TABLE series (
  indicator INTEGER NOT NULL REFERENCES indicator (key), area INTEGER NOT NULL REFERENCES area (key),
  figures INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, PRIMARY KEY (indicator, area)) WITHOUT ROWID;
INSERT INTO series
  SELECT indicator, area, COUNT(*), MIN(period), MAX(period) FROM observation GROUP BY indicator, area;
CREATE INDEX series_area ON series (area);
CREATE VIRTUAL TABLE catalogue USING fts5 (what UNINDEXED, id UNINDEXED, label UNINDEXED, stems);
"""
_COLUMNS = "indicator, area, period, vintage, value, lower, upper, printed, provenance, line, part"
_STAGE = f"CREATE TEMP TABLE stage ({_COLUMNS})"
_INSERT = "INSERT INTO stage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_IN_ORDER = f"""
INSERT INTO observation ({_COLUMNS}) SELECT {_COLUMNS} FROM stage ORDER BY indicator, area, period, vintage, rowid;
DROP TABLE stage;
"""  # the figures of a series lie together, so that reading one touches few pages
_CROWDED = """
SELECT o.indicator, o.area, o.period, o.vintage FROM observation o
GROUP BY o.indicator, o.area, o.period, o.vintage HAVING COUNT(*) > 1
"""
_CELL = """
SELECT o.key, o.value, o.printed, o.line, o.part, p.source, p.status, p.note FROM observation o
JOIN provenance p ON p.key = o.provenance
WHERE o.indicator = ? AND o.area = ? AND o.period = ? AND o.vintage = ? ORDER BY o.key
"""


class _Keys:
    """Numbers for what recurs, given in the order of first use."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}

    def of(self, entry: Any) -> int:
        return self.numbers.setdefault(entry, len(self.numbers) + 1)


class _Written:
    """What has been written so far: the numbers of names, what describes them, where each file ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.indicators, self.areas, self.provenances = _Keys(), _Keys(), _Keys()
        self.described: dict[str, Indicator] = {}
        self.places: dict[str, AreaRecord] = {}
        self.files: list[str] = []  # of the datasets, in their order: `part` counts them

    def add(self, dataset: Dataset) -> None:
        self.files.append(dataset.path)
        self.connection.executemany(_INSERT, map(self._cells, dataset.observations))
        for indicator in dataset.indicators:
            self.described[indicator.id] = _merged_indicator(self.described.get(indicator.id), indicator)
        for area in dataset.areas:
            self.places[area.id] = _merged_area(self.places.get(area.id), area)

    def _cells(self, o: Observation) -> tuple[Any, ...]:
        shared = (o.dataset, o.source, o.url, o.note, o.unit, o.status.value, o.reliability.value)
        return (
            self.indicators.of(o.indicator),
            self.areas.of(o.area),
            o.period,
            o.vintage,
            f"{o.value:f}",
            None if o.lower is None else f"{o.lower:f}",
            None if o.upper is None else f"{o.upper:f}",
            o.printed,
            self.provenances.of(shared),
            o.line,
            len(self.files) - 1,
        )


def write(connection: sqlite3.Connection, datasets: Iterable[Dataset], content_hash: str) -> None:
    """Write datasets into an empty database; entries of the same id are merged, aliases added up.

    Raises `DatasetError` where a table repeats a cell. A row that stands in two tables is kept once.
    """
    connection.executescript(_SCHEMA)
    connection.execute(_STAGE)
    written = _Written(connection)
    for dataset in datasets:
        written.add(dataset)
        connection.execute(
            "INSERT OR REPLACE INTO dataset VALUES (?, ?, ?, ?)",
            (dataset.id, dataset.title, dataset.licence, dataset.path),
        )
        connection.executemany("INSERT INTO notice VALUES (?, ?)", [(dataset.id, text) for text in dataset.notices])
    connection.executescript(_IN_ORDER)
    connection.execute(_CELL_INDEX)
    _write_names(written)
    _thin_out(written)
    connection.executescript(_SUMMARY)
    _write_catalogue(written)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [("schema", SCHEMA_VERSION), ("hash", content_hash)])
    connection.commit()


def _thin_out(written: _Written) -> None:
    """Refuse a table that says a cell twice, and drop what another table has said already."""
    connection = written.connection
    surplus: list[tuple[int]] = []
    for cell in connection.execute(_CROWDED).fetchall():
        seen: dict[tuple[object, ...], tuple[int, int, str]] = {}
        known: set[tuple[object, ...]] = set()
        for key, value, printed, line, file, source, status, note in connection.execute(_CELL, cell):
            before = seen.setdefault((file, source, status, note), (key, line, printed))
            if before[0] != key:
                raise _repeated(written.files[file], line, printed, before)
            if (value, source, status) in known:
                surplus.append((key,))
            known.add((value, source, status))
    connection.executemany("DELETE FROM observation WHERE key = ?", surplus)


def _repeated(file: str, line: int, printed: str, before: tuple[int, int, str]) -> DatasetError:
    _, row, value = before
    values = f", {printed} here" if printed == value else f", {printed} here and {value} there"
    message = f"the same indicator, area, period and vintage as row {row}{values}"
    return DatasetError(message, file=file, row=line, column="indicator")


def _write_names(written: _Written) -> None:
    """Write what describes indicators and areas; what has no figure is left out."""
    described, places = written.described, written.places
    written.connection.executemany(
        "INSERT INTO indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                key,
                i.id,
                i.label,
                i.unit,
                i.kind,
                i.growth_of,
                i.basis,
                "|".join(i.confused_with),
                "|".join(i.aliases),
                i.dataset,
                i.seasonal,
            )
            for i, key in ((described[name], key) for name, key in written.indicators.numbers.items())
        ],
    )
    written.connection.executemany(
        "INSERT INTO area VALUES (?, ?, ?, ?, ?, ?)",
        [
            (key, a.id, a.name, a.type, a.parent, "|".join(a.aliases))
            for a, key in ((places[name], key) for name, key in written.areas.numbers.items())
        ],
    )
    written.connection.executemany(
        "INSERT INTO provenance VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((key, *entry) for entry, key in written.provenances.numbers.items()),
    )


def _write_catalogue(written: _Written) -> None:
    indicators = [written.described[name] for name in written.indicators.numbers]
    areas = [written.places[name] for name in written.areas.numbers]
    entries = [("indicator", i.id, i.label, _stems(i.names)) for i in indicators]
    entries += [("area", a.id, a.name, _stems(a.names)) for a in areas]
    written.connection.executemany("INSERT INTO catalogue VALUES (?, ?, ?, ?)", entries)


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
        seasonal=old.seasonal or new.seasonal,
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
