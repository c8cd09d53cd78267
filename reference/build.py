"""Build a compiled store from sources, in the cache, once; later opens find it by the hash of its sources."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from glob import escape as glob_escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reference.errors import DatasetError, StoreError
from reference.hashes import hash_of
from reference.model import Dataset
from reference.readers.suffixes import COMPILED, SUFFIXES
from reference.store import SCHEMA_VERSION, Store, open_file

if TYPE_CHECKING:
    from reference.readers.guide import Guide

__all__ = [
    "build",
    "bundled_paths",
    "cache_folder",
    "open_store",
    "own_folder",
    "own_paths",
    "read_source",
    "source_hash",
    "store_from_rows",
]

_HASHED = (*SUFFIXES, ".toml")
_KEPT = 24  # compiled stores in the cache; the oldest are removed
_STALE = 86_400  # seconds after which a half-written store is nobody's
_TRIES = 3  # at reading sources that somebody is writing
_PAGE_CACHE = 64_000  # KiB of the database kept in memory while it is written


def open_store(paths: Sequence[Path] | None = None) -> Store:
    """Open the record of `paths` (packages, tables or compiled stores); ``None`` is the bundled data."""
    sources = bundled_paths() if paths is None else tuple(paths)
    for path in sources:
        if not path.exists():  # a store compiled without it would answer for it
            raise DatasetError("no such file or folder", file=str(path))
    if len(sources) == 1 and sources[0].suffix in COMPILED:
        return open_file(sources[0])
    wanted = source_hash(sources)
    target = cache_folder() / f"reference-{wanted[:16]}.sqlite"
    if target.is_file():
        try:
            store = open_file(target)
            if store.content_hash == wanted:
                return store
            store.close()
        except (StoreError, sqlite3.Error):
            pass  # broken or of another version: built again below
    try:
        built = open_file(build(sources, target))
    except OSError:  # the cache cannot be written: keep the store in memory
        return _in_memory((d for path in sources for d in read_source(path)), wanted)
    _tidy_up(target)
    return built


def store_from_rows(rows: Sequence[Mapping[str, Any]]) -> Store:
    """Return a store in memory of rows that came with a text: they alone judge it."""
    from reference.readers.inline import read_inline

    return _in_memory([read_inline(rows)], "", inline=True)


def build(paths: Sequence[Path], target: Path, guide: Guide | None = None) -> Path:
    """Compile sources into `target`: written beside it, then renamed, so that nobody reads half a file.

    Any number of processes may build at once; the last to finish wins, and all write the same.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(_TRIES):
        handle, name = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=".part", dir=target.parent)
        os.close(handle)
        try:
            before = source_hash(paths)
            _write_file(name, paths, guide, before)
            if source_hash(paths) != before:
                continue  # somebody writes a source: what was read may be half of each
            os.chmod(name, 0o644)  # made for one user; a store is read by all who may read its folder
            os.replace(name, target)
            return target
        except sqlite3.Error as error:
            raise StoreError(f"{target} cannot be written: {error}") from error
        finally:
            Path(name).unlink(missing_ok=True)
    raise StoreError(f"{', '.join(map(str, paths))}: changes while it is read; try again when it is complete")


def _write_file(name: str, paths: Sequence[Path], guide: Guide | None, content_hash: str) -> None:
    from reference.compile import write

    with closing(sqlite3.connect(name)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA cache_size = -{_PAGE_CACHE}")
        write(connection, (d for path in paths for d in read_source(path, guide)), content_hash)


def read_source(path: Path, guide: Guide | None = None) -> Iterator[Dataset]:
    """Yield the datasets of a source by its form; their rows are read, and checked, when they are asked for."""
    if path.suffix in COMPILED:
        yield _compiled(path)
        return
    from reference.readers.formats import tables_of  # the readers are loaded where something is read
    from reference.readers.guide import PLAIN
    from reference.readers.rows import observed

    for table in tables_of(path, guide or PLAIN):
        yield observed(table)


def _compiled(path: Path) -> Dataset:
    """Return all that a compiled store holds, so that it can stand beside other sources."""
    store = open_file(path)
    return Dataset(path.stem, store.indicators(), store.areas(), store.every(), path=str(path))


def bundled_paths() -> tuple[Path, ...]:
    """Return the folders of the data that comes with the program."""
    root = Path(str(files("reference") / "data"))
    return tuple(sorted(child for child in root.iterdir() if (child / "datapackage.json").is_file()))


def cache_folder() -> Path:
    """Return where compiled stores are kept: FIGURECHECK_CACHE, else the user's cache folder."""
    return _user_folder("FIGURECHECK_CACHE", "user_cache_dir")


def own_folder() -> Path:
    """Return where the datasets are that a user has added: FIGURECHECK_REFERENCES, else the user's data folder."""
    given = os.environ.get("FIGURECHECK_REFERENCES")
    return Path(given) if given else _user_folder("", "user_data_dir") / "references"


def own_paths(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the packages that were added with `reference add` (to `folder`; default: the user's own)."""
    place = own_folder() if folder is None else folder
    if not place.is_dir():
        return ()
    inner = (child for child in place.iterdir() if not child.name.startswith("."))
    return tuple(sorted(child for child in inner if (child / "datapackage.json").is_file()))


def _user_folder(variable: str, kind: str) -> Path:
    given = os.environ.get(variable)
    if given:
        return Path(given)
    import platformdirs  # small, but not needed where the folder is given

    return Path(getattr(platformdirs, kind)("figurecheck"))


def source_hash(paths: Iterable[Path]) -> str:
    """Return a hash of the names and bytes of all source files, and of the version of the store."""
    digest = hashlib.sha256(SCHEMA_VERSION.encode())
    for path in paths:
        for file in _source_files(path):
            digest.update(f"\0{file.name}\0{hash_of(file, cache_folder())}".encode())
    return digest.hexdigest()


def _source_files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.suffix.lower() in _HASHED and file.is_file())
    if path.name == "datapackage.json":
        return _source_files(path.parent)
    beside = path.parent.glob(f"{glob_escape(path.stem)}.m*")  # its mapping and its metadata
    return [file for file in (path, *sorted(beside)) if file.is_file()]


def _tidy_up(target: Path) -> None:
    """Remove the oldest stores of the cache and what killed builds have left; a reader keeps what it has open."""
    with suppress(OSError):
        stores = sorted(target.parent.glob("reference-*.sqlite"), key=lambda p: p.stat().st_mtime, reverse=True)
        old = [p for p in target.parent.glob(".reference-*.part") if time.time() - p.stat().st_mtime > _STALE]
        for path in (*stores[_KEPT:], *old):
            if path != target:
                path.unlink(missing_ok=True)


def _in_memory(datasets: Iterable[Dataset], content_hash: str, *, inline: bool = False) -> Store:
    from reference.compile import write

    connection = sqlite3.connect(":memory:", check_same_thread=False)
    write(connection, datasets, content_hash)
    return Store(connection, inline=inline)
