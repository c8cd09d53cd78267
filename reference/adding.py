"""Add sources to a folder of datasets: read, checked and written aside; only what is whole is put in its place."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
import unicodedata
from collections.abc import Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reference.build import build, own_paths
from reference.errors import DatasetError, RecordError
from reference.export import write_package
from reference.lexicon import countries
from reference.readers.guide import PLAIN, Guide
from reference.store import open_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reference.store import Store

__all__ = ["Understood", "add", "remove"]

_CONFLICT = """
SELECT n.indicator, n.area, n.period, n.vintage, n.printed, o.printed, o.dataset, n.line
FROM main.figure n JOIN old.figure o
  ON o.indicator = n.indicator AND o.area = n.area AND o.period = n.period AND o.vintage = n.vintage
WHERE o.value <> n.value AND o.source = n.source AND o.status = n.status AND o.note = n.note
ORDER BY n.line LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What was read out of a source."""

    name: str
    path: Path  # where its package is now
    source: Path
    figures: int
    series: int
    indicators: tuple[tuple[str, str, str], ...]  # id, label, unit
    areas: tuple[tuple[str, str], ...]  # id, name
    strangers: tuple[str, ...]  # ids of areas that no gazetteer knows
    periods: tuple[str, str]
    vintages: tuple[str, str]
    units: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    notices: tuple[str, ...]


def add(
    sources: Sequence[Path],
    folder: Path,
    *,
    guide: Guide = PLAIN,
    name: str = "",
    replace: bool = False,
    keep: bool = True,
) -> tuple[Understood, ...]:
    """Add sources to `folder`, each as a data package; with `keep` false they are only read and checked.

    All or nothing: raises `DatasetError` with file, row and column, and then leaves the folder as it was. A
    dataset of the same name is in the way unless `replace`; so is one that has another value for a cell of the
    same source and date.
    """
    if name and len(sources) > 1:
        raise RecordError("a name can be given to one source only")
    with _aside(folder) as workshop:
        made: list[Understood] = []
        for number, source in enumerate(sources):
            compiled = build([source], workshop / f"{number}.sqlite", guide)
            with open_file(compiled) as store:
                understood = _understood(store, source, folder, name)
                if any(understood.name == other.name for other in made):
                    raise DatasetError(f"two sources are called {understood.name!r}", file=str(source))
                if (folder / understood.name).exists() and not replace:
                    message = f"there is a dataset {understood.name!r} already; --replace puts this in its place"
                    raise DatasetError(message, file=str(source))
                title, licence = _about(store)
                write_package(store, workshop / understood.name, name=understood.name, title=title, licence=licence)
            made.append(understood)
        others = [path for path in own_paths(folder) if path.name not in {u.name for u in made}]
        for number, understood in enumerate(made):
            _check_conflicts(workshop, workshop / f"{number}.sqlite", others, understood)
            others.append(workshop / understood.name)
        if keep:
            _put_in_place(workshop, folder, [understood.name for understood in made])
        return tuple(made)


def remove(name: str, folder: Path) -> None:
    """Take a dataset out of `folder`; raises `RecordError` where there is none of that name."""
    known = [path.name for path in own_paths(folder)]
    if name not in known:
        raise RecordError(f"there is no dataset {name!r} in {folder}" + (f", but {', '.join(known)}" if known else ""))
    with _aside(folder) as workshop:
        os.rename(folder / name, workshop / name)


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Give a folder of its own beside the datasets, which is removed with all that is left in it."""
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=".adding-", dir=folder))
    except OSError as error:
        raise RecordError(f"{folder} cannot be written: {error.strerror}") from error
    try:
        yield workshop
    except OSError as error:
        raise RecordError(f"{folder} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
        if made and not any(folder.iterdir()):
            folder.rmdir()


def _put_in_place(workshop: Path, folder: Path, names: Sequence[str]) -> None:
    """Rename packages into the folder; where one fails, those before it are taken back."""
    old = workshop / ".old"
    old.mkdir()
    done: list[str] = []
    try:
        for name in names:
            if (folder / name).exists():
                os.rename(folder / name, old / name)
            done.append(name)
            os.rename(workshop / name, folder / name)
    except OSError:
        for name in done:
            if (folder / name).exists():
                os.rename(folder / name, workshop / f".back-{name}")
            if (old / name).exists():
                os.rename(old / name, folder / name)
        raise


def _check_conflicts(workshop: Path, compiled: Path, others: Sequence[Path], understood: Understood) -> None:
    """Refuse a figure where another dataset has another value of the same source and date."""
    if not others:
        return
    existing = build(others, workshop / "others.sqlite")
    with closing(sqlite3.connect(compiled)) as connection:
        connection.execute("ATTACH DATABASE ? AS old", (str(existing),))
        found = connection.execute(_CONFLICT).fetchone()
    if found is not None:
        indicator, area, period, vintage, here, there, dataset, line = found
        when = f" as published on {vintage}" if vintage else " without a date of publication"
        message = (
            f"{indicator} of {area} in {period}{when} is {here}, but {there} in the dataset {dataset!r}; "
            "give the date of publication as vintage, or --replace the dataset"
        )
        raise DatasetError(message, file=str(understood.source), row=line, column="value")


def _about(store: Store) -> tuple[str, str]:
    rows = store.connection.execute("SELECT title, licence FROM dataset ORDER BY rowid").fetchall()
    titles = dict.fromkeys(title for title, _ in rows if title)
    return (next(iter(titles)) if len(titles) == 1 else ""), "; ".join(dict.fromkeys(text for _, text in rows if text))


def _understood(store: Store, source: Path, folder: Path, name: str) -> Understood:
    query = store.connection.execute
    names = [row[0] for row in query("SELECT id FROM dataset ORDER BY rowid")]
    figures, first, last = query("SELECT COUNT(*), MIN(period), MAX(period) FROM observation").fetchone()
    if not figures:
        raise DatasetError("has no figures: every cell of the value is empty", file=str(source))
    published = query("SELECT MIN(vintage), MAX(vintage) FROM observation WHERE vintage <> ''").fetchone()
    known = {code for code, _, _, _ in countries()} | {name for _, name, _, _ in countries()}
    chosen = _slug(name or (names[0] if len(set(names)) == 1 else source.stem))
    return Understood(
        name=chosen,
        path=folder / chosen,
        source=source,
        figures=figures,
        series=query("SELECT COUNT(*) FROM series").fetchone()[0],
        indicators=tuple((i.id, i.label, i.unit) for i in store.indicators()),
        areas=tuple((a.id, a.name) for a in store.areas()),
        strangers=tuple(a.id for a in store.areas() if a.id not in known and a.name not in known),
        periods=(first, last),
        vintages=(published[0] or "", published[1] or ""),
        units=tuple(query(_COUNTS.format("unit")).fetchall()),
        statuses=tuple(query(_COUNTS.format("status")).fetchall()),
        notices=tuple(row[0] for row in query("SELECT text FROM notice ORDER BY rowid")),
    )


_COUNTS = (
    "SELECT p.{0}, COUNT(*) FROM observation o JOIN provenance p ON p.key = o.provenance GROUP BY 1 ORDER BY 2 DESC, 1"
)


def _slug(text: str) -> str:
    """Return a name that is a name of a folder everywhere."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^A-Za-z0-9._]+", "-", plain).strip("-._").lower()[:80]
    if not slug:
        raise RecordError(f"{text!r} is no name for a dataset: use letters and digits")
    return slug
