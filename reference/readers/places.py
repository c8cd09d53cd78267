"""Where sources lie: files, and files inside a ZIP archive, which is looked over before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from reference.errors import DatasetError

__all__ = [
    "MAX_DOCUMENT",
    "Place",
    "children",
    "inside",
    "open_bytes",
    "open_text",
    "parent_of",
    "read_bytes",
    "read_text",
    "unpacked",
]

Place = Path | zipfile.Path
MAX_DOCUMENT = 256_000_000  # of a JSON or XML file, which is read as a whole
_MAX_MEMBERS = 2_000
_MAX_UNPACKED = 8_000_000_000
_MAX_RATIO = 400  # tables of figures shrink to a tenth or a fiftieth
_SMALL = 1_000_000  # where the ratio says nothing


def unpacked(path: Path) -> zipfile.Path:
    """Return the inside of an archive; one that is broken, too large or leaves its folder is refused."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise DatasetError(f"is not a ZIP archive that can be read: {error}", file=str(path)) from error
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    if len(members) > _MAX_MEMBERS or total > _MAX_UNPACKED:
        raise DatasetError(f"holds {len(members):,} files of {total:,} bytes, too much for a dataset", file=str(path))
    for member in members:
        name = PurePosixPath(member.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts:
            raise DatasetError(f"the member {member.filename!r} leaves the archive", file=str(path))
        if member.flag_bits & 1:
            raise DatasetError(f"the member {member.filename!r} is encrypted", file=str(path))
        if member.file_size > _SMALL and member.file_size > _MAX_RATIO * max(member.compress_size, 1):
            raise DatasetError(
                f"the member {member.filename!r} unpacks from {member.compress_size:,} to {member.file_size:,} bytes, "
                "which no table does",
                file=str(path),
            )
    return zipfile.Path(archive)


def parent_of(place: Place) -> Place:
    """Return the folder that a file lies in."""
    folder: Any = place.parent
    return cast(Place, folder)


def children(folder: Place) -> list[Place]:
    """Return what lies in a folder, by name."""
    inner: list[Any] = list(folder.iterdir())
    return sorted(inner, key=lambda place: str(place.name))


def inside(folder: Place, name: str) -> Place:
    """Return a file of a folder by a path with slashes."""
    place = folder
    for part in PurePosixPath(name).parts:
        place = place / part
    return place


@contextmanager
def open_bytes(place: Place) -> Iterator[IO[bytes]]:
    """Open a file; what the system or the archive says against it is a `DatasetError`."""
    try:
        with place.open("rb") as stream:
            yield stream
    except FileNotFoundError as error:
        raise DatasetError("no such file", file=str(place)) from error
    except IsADirectoryError as error:
        raise DatasetError("is a folder, not a file", file=str(place)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise DatasetError(f"cannot be unpacked: {error}", file=str(place)) from error
    except OSError as error:
        raise DatasetError(f"cannot be read: {error.strerror or error}", file=str(place)) from error


@contextmanager
def open_text(place: Place, encoding: str = "") -> Iterator[IO[str]]:
    """Open a text; without `encoding` it must be UTF-8, with or without a byte order mark."""
    with open_bytes(place) as stream:
        try:
            text = io.TextIOWrapper(stream, encoding=encoding or "utf-8-sig", newline="")
        except LookupError as error:
            raise DatasetError(f"no encoding is called {encoding!r}", file=str(place)) from error
        yield text


def read_bytes(place: Place, limit: int = MAX_DOCUMENT) -> bytes:
    """Return a whole file that is not larger than `limit` bytes."""
    with open_bytes(place) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise DatasetError(f"is larger than {limit:,} bytes", file=str(place))
    return data


def read_text(place: Place) -> str:
    """Return a whole text in UTF-8."""
    try:
        return read_bytes(place).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DatasetError(f"is not UTF-8 text (byte {error.start})", file=str(place)) from error
