"""Files that are whole or not there: written beside their place, then renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["replacing"]


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give the name of a file to write; it takes the place of `path` when all went well, else it is removed.

    A symbolic link stays one: what it points to is replaced. Raises `OSError` like any writing.
    """
    place = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=f".{place.name}-", suffix=".part", dir=place.parent)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.chmod(_mode(place))
        os.replace(draft, place)
    except BaseException:  # a stop by the keyboard or by the system, too
        draft.unlink(missing_ok=True)
        raise


def _mode(place: Path) -> int:
    """Return the permissions of the file that is replaced, or those that a new file gets."""
    try:
        return place.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
