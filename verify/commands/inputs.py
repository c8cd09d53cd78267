"""The files that a command line means: names, folders, patterns, and - for standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from claims.errors import FigurecheckError, MissingFileError
from claims.readers import SUFFIXES

__all__ = ["Named", "expand"]

Named = str | FigurecheckError  # a file, or why there is none

_PATTERN = frozenset("*?[")
_PASSED_OVER = frozenset(("node_modules", "__pycache__", "venv"))


def expand(names: Iterable[str], *, lines: bool = False, exclude: Sequence[str] = ()) -> Iterator[Named]:
    """Yield each file once, in order; folders and patterns are sorted. What is not there is an error in its place.

    `lines` takes the files of JSON Lines out of a folder instead of stories; a file that is found, not named,
    is passed over where it fits a pattern of `exclude`.
    """
    seen: set[str] = set()
    for name in names:
        for found in _meant(name, lines):
            if isinstance(found, str):
                passed_over = found != name and any(fnmatch(found, f"*{pattern}") for pattern in exclude)
                if found in seen or passed_over:
                    continue
                seen.add(found)
            yield found


def _meant(name: str, lines: bool) -> Iterator[Named]:
    path = Path(name)
    suffixes = (".jsonl", ".ndjson") if lines else tuple(SUFFIXES)
    if name != "-" and path.is_dir():
        found = sorted(_stories(path, suffixes))
        if not found:
            yield MissingFileError(f"{name} is a directory without a story in it ({', '.join(suffixes)})")
        yield from found
    elif _PATTERN & set(name) and not path.exists():
        matches = sorted(match for match in glob.glob(name, recursive=True) if Path(match).is_file())
        if not matches:
            yield MissingFileError(f"no file is called like {name}")
        yield from matches
    else:
        yield name


def _stories(folder: Path, suffixes: tuple[str, ...]) -> Iterator[str]:
    """Yield the files below a folder whose suffix a reader knows; hidden ones and those of tools are passed over."""
    for here, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".") and f not in _PASSED_OVER]
        for file in files:
            if not file.startswith((".", "~$")) and file.lower().endswith(suffixes):
                yield str(Path(here) / file)
