"""The archive: figures of earlier stories, as observations whose source is the story, in one SQLite file.

Tables: `story` (name, title, date of publication, hash of the text), `observation` (the cell it is of, its
interval, the words it stood in) and `words`, a full-text index over indicators, areas and passages. A story is
added in one transaction: what it held before is gone, or, if anything fails, all is as it was.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from claims.interval import Interval
from reference.errors import StoreError

__all__ = ["Archive", "Cell", "Kept", "Story", "default_archive"]

_APPLICATION = 0x66696761  # "figa": an archive of figurecheck and not any SQLite file
_VERSION = 1
_WAIT = 10  # seconds for another process to finish writing
_SCHEMA = """
CREATE TABLE story (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL, published TEXT, sha256 TEXT NOT NULL);
CREATE TABLE observation (
  id INTEGER PRIMARY KEY, story INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  subject TEXT NOT NULL, area TEXT NOT NULL, period TEXT NOT NULL, unit TEXT NOT NULL,
  indicator TEXT NOT NULL, surface TEXT NOT NULL, value TEXT NOT NULL, lower TEXT, upper TEXT,
  passage TEXT NOT NULL, start INTEGER NOT NULL);
CREATE INDEX observation_cell ON observation (subject, area, period, unit);
CREATE INDEX observation_story ON observation (story);
CREATE VIRTUAL TABLE words USING fts5 (indicator, area, passage, title, tokenize = 'porter unicode61');
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """What identifies a figure: stems of its subject, area, period, unit with the kind of figure."""

    subject: str
    area: str
    period: str
    unit: str


@dataclass(frozen=True, slots=True)
class Story:
    """An archived story; `name` is the path or id it came with."""

    name: str
    title: str
    published: str | None  # ISO date
    sha256: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure of a story. Value and interval are in the unit of the cell; an open end is ``None``."""

    cell: Cell
    indicator: str
    surface: str
    value: Decimal
    interval: Interval
    passage: str
    start: int
    story: Story | None = None  # filled in when it is read


class Archive:
    """One archive file. Reading needs an existing one; adding makes it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, story: Story, figures: Sequence[Kept]) -> bool:
        """Keep the figures of a story, in place of those it had before; tell whether it was there already."""
        with self._open(write=True) as connection:
            replaced = _remove(connection, story.name)
            row = (story.name, story.title, story.published, story.sha256)
            cursor = connection.execute("INSERT INTO story (name, title, published, sha256) VALUES (?, ?, ?, ?)", row)
            for figure in figures:
                _insert(connection, int(cursor.lastrowid or 0), story, figure)
        return replaced

    def remove(self, name: str) -> bool:
        """Forget a story; tell whether it was there."""
        with self._open(write=True) as connection:
            return _remove(connection, name)

    def stories(self) -> list[tuple[Story, int]]:
        """Return the stories with the number of their figures, the newest first."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT name, title, published, sha256, (SELECT count(*) FROM observation o WHERE o.story = s.id) "
                "FROM story s ORDER BY published DESC, name"
            ).fetchall()
        return [(Story(*row[:4]), row[4]) for row in rows]

    def of_cells(self, cells: Sequence[Cell]) -> dict[Cell, list[Kept]]:
        """Return what the archive holds for the cells, the newest story first."""
        found: dict[Cell, list[Kept]] = {}
        with self._open() as connection:
            for cell in dict.fromkeys(cells):
                rows = connection.execute(
                    f"{_SELECT} WHERE o.subject = ? AND o.area = ? AND o.period = ? AND o.unit = ? {_NEWEST}",
                    (cell.subject, cell.area, cell.period, cell.unit),
                ).fetchall()
                if rows:
                    found[cell] = [_kept(row) for row in rows]
        return found

    def search(self, words: str, limit: int = 50) -> list[Kept]:
        """Return figures whose indicator, area, passage or title has all the words, the newest story first."""
        terms = " ".join(f'"{term}"' for term in re.findall(r"\w+", words))
        if not terms:
            return []
        with self._open() as connection:
            rows = connection.execute(
                f"{_SELECT} JOIN words w ON w.rowid = o.id WHERE words MATCH ? {_NEWEST} LIMIT ?", (terms, limit)
            ).fetchall()
        return [_kept(row) for row in rows]

    @contextmanager
    def _open(self, *, write: bool = False) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction; raises `StoreError` in a sentence."""
        if not write and not self.path.is_file():
            raise StoreError(f"there is no archive {self.path}: `figurecheck archive add STORY` makes one")
        try:
            if write:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            mode = "rwc" if write else "ro"
            connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_WAIT, isolation_level=None
            )
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"the archive {self.path} cannot be opened: {error}") from None
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            _prepare(connection, self.path, write)
            yield connection
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(f"the archive {self.path} cannot be {'written' if write else 'read'}: {error}") from None
        finally:
            connection.close()  # which rolls back what was not committed


_SELECT = (
    "SELECT o.subject, o.area, o.period, o.unit, o.indicator, o.surface, o.value, o.lower, o.upper, o.passage, "
    "o.start, s.name, s.title, s.published, s.sha256 FROM observation o JOIN story s ON s.id = o.story"
)
_NEWEST = "ORDER BY s.published DESC, s.id DESC, o.start"


def _prepare(connection: sqlite3.Connection, path: Path, write: bool) -> None:
    """Make the tables of a new file, and refuse one that is no archive or of another version."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if empty and write:
        for statement in _SCHEMA.split(";"):
            if statement.strip():
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
    elif application != _APPLICATION:
        raise StoreError(f"{path} is no archive of stories")
    elif version != _VERSION:
        raise StoreError(f"{path} is an archive of version {version}; this program reads version {_VERSION}")


def _remove(connection: sqlite3.Connection, name: str) -> bool:
    row = connection.execute("SELECT id FROM story WHERE name = ?", (name,)).fetchone()
    if row is None:
        return False
    connection.execute("DELETE FROM words WHERE rowid IN (SELECT id FROM observation WHERE story = ?)", row)
    connection.execute("DELETE FROM story WHERE id = ?", row)
    return True


def _insert(connection: sqlite3.Connection, story_id: int, story: Story, figure: Kept) -> None:
    cell, interval = figure.cell, figure.interval
    ends = (None if end is None else str(end) for end in (interval.lower, interval.upper))
    cursor = connection.execute(
        "INSERT INTO observation (story, subject, area, period, unit, indicator, surface, value, lower, upper, "
        "passage, start) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (story_id, cell.subject, cell.area, cell.period, cell.unit, figure.indicator, figure.surface,
         str(figure.value), *ends, figure.passage, figure.start),
    )  # fmt: skip
    connection.execute(
        "INSERT INTO words (rowid, indicator, area, passage, title) VALUES (?, ?, ?, ?, ?)",
        (cursor.lastrowid, figure.indicator, cell.area, figure.passage, story.title),
    )


def _kept(row: tuple[str, ...]) -> Kept:
    subject, area, period, unit, indicator, surface, value, lower, upper, passage, start, *story = row
    ends = [Decimal(end) if end else None for end in (lower, upper)]
    return Kept(
        Cell(subject, area, period, unit),
        indicator,
        surface,
        Decimal(value),
        Interval(*ends),
        passage,
        int(start),
        Story(*story),
    )


def default_archive() -> Path:
    """Return where the archive is kept unless another file is named."""
    import platformdirs

    return Path(platformdirs.user_data_dir("figurecheck")) / "archive.sqlite"
