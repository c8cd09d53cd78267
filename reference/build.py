"""Build a compiled store from sources, in the cache, once; later opens find it by the hash of its sources."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

from reference.errors import DatasetError, StoreError
from reference.readers.datapackage import read_package
from reference.readers.inline import read_inline
from reference.readers.tidy import csv_lines, read_tidy
from reference.readers.wide import is_wide, read_wide
from reference.store import SCHEMA_VERSION, Dataset, Store, open_file, write

__all__ = [
    "build",
    "bundled_paths",
    "cache_folder",
    "open_store",
    "read_source",
    "source_hash",
    "store_from_rows",
]

_HASHED = (".csv", ".json")
_COMPILED = (".sqlite", ".db")


def open_store(paths: Sequence[Path] | None = None) -> Store:
    """Open the record of `paths` (packages, CSV files or compiled stores); ``None`` is the bundled data."""
    sources = bundled_paths() if paths is None else tuple(paths)
    for path in sources:
        if not path.exists():  # a store compiled without it would answer for it
            raise DatasetError("no such file or folder", file=str(path))
    if len(sources) == 1 and sources[0].suffix in _COMPILED:
        return open_file(sources[0])
    wanted = source_hash(sources)
    target = cache_folder() / f"reference-{wanted[:16]}.sqlite"
    if target.is_file():
        try:
            store = open_file(target)
            if store.content_hash == wanted:
                return store
            store.close()
        except StoreError:
            pass  # broken or of another version: built again below
    try:
        return open_file(build(sources, target))
    except OSError:  # the cache cannot be written: keep the store in memory
        return _in_memory([d for path in sources for d in read_source(path)], wanted)


def store_from_rows(rows: Sequence[Mapping[str, Any]]) -> Store:
    """Return a store in memory of rows that came with a text: they alone judge it."""
    return _in_memory([read_inline(rows)], "", inline=True)


def build(paths: Sequence[Path], target: Path) -> Path:
    """Compile sources into `target`: written beside it, then renamed, so that nobody reads half a file."""
    datasets = [dataset for path in paths for dataset in read_source(path)]
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=".part", dir=target.parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(name)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            write(connection, datasets, source_hash(paths))
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


def read_source(path: Path) -> tuple[Dataset, ...]:
    """Read a source by its form: a package folder or descriptor, a folder of packages, a tidy or wide CSV."""
    if path.is_dir() and not (path / "datapackage.json").is_file():
        inner = sorted(child for child in path.iterdir() if (child / "datapackage.json").is_file())
        tables = sorted(path.glob("*.csv"))
        if not inner and not tables:
            raise DatasetError("holds neither datapackage.json nor CSV files", file=str(path))
        return tuple(d for child in (*inner, *tables) for d in read_source(child))
    if path.is_dir() or path.suffix == ".json":
        return read_package(path)
    if not path.exists():
        raise DatasetError("no such file", file=str(path))
    if path.suffix in _COMPILED:
        return (_compiled(path),)
    if path.suffix.lower() not in (".csv", ".txt"):
        raise DatasetError("is neither a Data Package nor a CSV file", file=str(path))
    _, header = next(csv_lines(path), (1, []))
    return (read_wide(path) if is_wide(header) else read_tidy(path),)


def _compiled(path: Path) -> Dataset:
    """Return all that a compiled store holds, so that it can stand beside other sources."""
    with open_file(path) as store:
        observations = [o for indicator in store.indicators() for o in store.observations(indicator.id)]
        return Dataset(path.stem, store.indicators(), store.areas(), observations, path=str(path))


def bundled_paths() -> tuple[Path, ...]:
    """Return the folders of the data that comes with the program."""
    root = Path(str(files("reference") / "data"))
    return tuple(sorted(child for child in root.iterdir() if (child / "datapackage.json").is_file()))


def cache_folder() -> Path:
    """Return where compiled stores are kept: FIGURECHECK_CACHE, else the user's cache folder."""
    given = os.environ.get("FIGURECHECK_CACHE")
    if given:
        return Path(given)
    import platformdirs  # small, but not needed where the folder is given

    return Path(platformdirs.user_cache_dir("figurecheck"))


def source_hash(paths: Iterable[Path]) -> str:
    """Return a hash of the names and bytes of all source files, and of the version of the store."""
    digest = hashlib.sha256(SCHEMA_VERSION.encode())
    for path in paths:
        for file in _source_files(path):
            digest.update(f"\0{file.name}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _source_files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.suffix in _HASHED)
    folder = path.parent
    return (
        sorted(file for file in folder.rglob("*") if file.suffix in _HASHED)
        if path.name == "datapackage.json"
        else [path]
        if path.is_file()
        else []
    )


def _in_memory(datasets: Sequence[Dataset], content_hash: str, *, inline: bool = False) -> Store:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    write(connection, datasets, content_hash)
    return Store(connection, inline=inline)
