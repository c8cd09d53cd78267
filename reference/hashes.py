"""Hashes of source files; those of large files are remembered by size and time, as version control does it."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

__all__ = ["hash_of"]

_LARGE = 8_000_000  # bytes: below, reading is as fast as looking it up
_SETTLED = 2.0  # seconds after a change before the time of a file says that it has not changed since
_BLOCK = 1 << 20
_NAME = "hashes.json"


def hash_of(file: Path, memory: Path) -> str:
    """Return the SHA-256 of a file; `memory` is the folder in which those of large files are remembered."""
    before = file.stat()
    if before.st_size < _LARGE:
        return _hashed(file)
    known = _known(memory)
    key = f"{file.resolve()}|{before.st_size}|{before.st_mtime_ns}|{before.st_ino}"
    if key not in known:
        found = _hashed(file)
        after = file.stat()
        same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
        if same and time.time() - after.st_mtime > _SETTLED:
            kept = {name: value for name, value in known.items() if not name.startswith(f"{file.resolve()}|")}
            _remember(memory, kept | {key: found})
        return found
    return known[key]


def _hashed(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _known(memory: Path) -> dict[str, str]:
    try:
        known = json.loads((memory / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in known.items()} if isinstance(known, dict) else {}


def _remember(memory: Path, known: dict[str, str]) -> None:
    """Write what is known beside, then rename; a folder that cannot be written costs only time."""
    with suppress(OSError):
        memory.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".hashes-", suffix=".part", dir=memory)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(known, file)
        os.replace(name, memory / _NAME)
