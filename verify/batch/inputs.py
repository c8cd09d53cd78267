"""The inputs of a batch, cut into chunks of so many bytes: JSON Lines (also .gz and .zst), Parquet, folders.

A chunk names its stories by place, so that a worker that sees the same files reads them itself; only packed
files, which cannot be entered in the middle, are unpacked once and sent line by line.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import IO, Any, Literal

from claims.errors import FigurecheckError
from claims.extras import load
from claims.readers import MAX_BYTES

__all__ = ["Chunk", "Story", "chunks_of", "inputs_of", "stories_of", "total_bytes"]

Form = Literal["lines", "packed", "rows", "files"]

LONGEST = 4 * MAX_BYTES  # of a line; what is longer is no record
_LINES = (".jsonl", ".ndjson")
_PACKED = (".gz", ".zst")
_TEXTS = (".txt", ".md", ".markdown", ".text")
_AT_ONCE = 64  # rows of Parquet read at a time


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some neighbouring stories of one input."""

    number: int  # from 1, over the whole batch
    source: str  # the input: a file or a folder
    form: Form
    start: int = 0  # lines: the first byte; rows: the row group
    stop: int = 0  # lines: the byte behind the last
    first: int = 1  # the number of its first line or row in the input
    stories: int = 0
    size: int = 0  # bytes of the input that it takes
    lines: tuple[bytes, ...] = ()  # packed: the lines themselves
    files: tuple[str, ...] = ()  # files: their names inside the folder

    @property
    def place(self) -> str:
        return f"{self.source}:{self.first}" if self.form != "files" else f"{self.source}/{self.files[0]}"


@dataclass(frozen=True, slots=True)
class Story:
    """One record as it came: a line of JSON, or the path of a file."""

    place: str
    line: bytes = b""
    path: str = ""


def inputs_of(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Check the inputs; raises `FigurecheckError` for one that cannot be a batch."""
    found = tuple(paths)
    for path in found:
        if not path.exists():
            raise FigurecheckError(f"{path} does not exist")
        if path.is_dir():
            if next(_texts(path), None) is None:
                raise FigurecheckError(f"{path} holds no text files ({', '.join(_TEXTS)})")
        elif not path.is_file():
            raise FigurecheckError(f"{path} is no regular file: a batch reads files that it can come back to")
        elif _form(path) is None:
            raise FigurecheckError(f"{path} is no .jsonl, .jsonl.gz, .jsonl.zst or .parquet file and no folder")
    return found


def _form(path: Path) -> Form | None:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if path.is_dir():
        return "files"
    if suffixes[-1:] == [".parquet"]:
        return "rows"
    if suffixes[-1:] and suffixes[-1] in _LINES:
        return "lines"
    return "packed" if len(suffixes) > 1 and suffixes[-1] in _PACKED and suffixes[-2] in _LINES else None


def total_bytes(inputs: Iterable[Path]) -> int:
    """Return the size of all inputs as they lie on the disk."""
    return sum(
        sum((path / name).stat().st_size for name in _texts(path)) if path.is_dir() else path.stat().st_size
        for path in inputs
    )


def chunks_of(inputs: Iterable[Path], chunk_bytes: int) -> Iterator[Chunk]:
    """Cut all inputs into chunks of about `chunk_bytes`; the same inputs always give the same chunks."""
    numbers = count(1)
    for path in inputs:
        for chunk in _CUTTERS[_form(path) or "files"](path, chunk_bytes):
            yield replace(chunk, number=next(numbers), source=str(path))


def _cut_lines(path: Path, chunk_bytes: int) -> Iterator[Chunk]:
    start, first, stories, number = 0, 1, 0, 0
    end = 0
    with _opened(path) as stream:
        for line, end in _bounded(stream):
            number += 1
            stories += bool(line.strip())
            if end - start >= chunk_bytes:
                yield Chunk(0, "", "lines", start, end, first, stories, end - start)
                start, first, stories = end, number + 1, 0
    if stories:
        yield Chunk(0, "", "lines", start, end, first, stories, end - start)


def _cut_packed(path: Path, chunk_bytes: int) -> Iterator[Chunk]:
    lines: list[bytes] = []
    first, size, number, at = 1, 0, 0, 0
    with _opened(path) as raw:
        try:
            for line, _ in _bounded(_unpacked(path, raw)):
                number += 1
                lines.append(line)
                size += len(line)
                if size >= chunk_bytes:
                    told = raw.tell()
                    yield _of_lines(lines, first, told - at)
                    lines, first, size, at = [], number + 1, 0, told
        except (OSError, EOFError, zlib.error) as error:
            raise FigurecheckError(f"{path} is damaged after line {number:,}: {error}") from error
        if any(line.strip() for line in lines):
            yield _of_lines(lines, first, raw.tell() - at)


def _of_lines(lines: list[bytes], first: int, size: int) -> Chunk:
    stories = sum(bool(line.strip()) for line in lines)
    return Chunk(0, "", "packed", first=first, stories=stories, size=size, lines=tuple(lines))


def _unpacked(path: Path, raw: IO[bytes]) -> IO[bytes]:
    if path.suffix.lower() == ".gz":
        return io.BufferedReader(gzip.GzipFile(fileobj=raw))
    zstandard = load("zstandard", "batch", "Files packed with zstd need")
    reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True, closefd=False)
    return io.BufferedReader(_Raising(reader, zstandard.ZstdError))


class _Raising(io.RawIOBase):
    """A stream whose own kind of error is an `OSError`, like that of any other stream."""

    def __init__(self, stream: Any, error: type[Exception]) -> None:
        self._stream, self._error = stream, error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data: bytes = self._stream.read(len(buffer))
        except self._error as error:
            raise OSError(str(error)) from error
        buffer[: len(data)] = data
        return len(data)


def _cut_rows(path: Path, chunk_bytes: int) -> Iterator[Chunk]:
    """Cut a Parquet file at its row groups, and a large group into runs of rows."""
    with _parquet(path) as file:
        first = 1
        for group in range(file.metadata.num_row_groups):
            facts = file.metadata.row_group(group)
            rows, size = facts.num_rows, facts.total_byte_size
            step = max(1, min(rows, rows * chunk_bytes // max(size, 1)))
            for at in range(0, rows, step):
                taken = min(step, rows - at)
                yield Chunk(0, "", "rows", group, at, first + at, taken, size * taken // rows)
            first += rows


def _cut_files(path: Path, chunk_bytes: int) -> Iterator[Chunk]:
    names: list[str] = []
    size, first = 0, 1
    for name in _texts(path):
        names.append(name)
        size += (path / name).stat().st_size
        if size >= chunk_bytes:
            yield Chunk(0, "", "files", first=first, stories=len(names), size=size, files=tuple(names))
            first, names, size = first + len(names), [], 0
    if names:
        yield Chunk(0, "", "files", first=first, stories=len(names), size=size, files=tuple(names))


_CUTTERS = {"lines": _cut_lines, "packed": _cut_packed, "rows": _cut_rows, "files": _cut_files}


def _texts(folder: Path) -> Iterator[str]:
    """Yield the text files below a folder in one order; links to folders are not followed, so no circle is walked."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(here, name)
            if path.suffix.lower() in _TEXTS and path.is_file():
                yield str(path.relative_to(folder))


def stories_of(chunk: Chunk) -> Iterator[Story]:
    """Read the stories of a chunk one after the other; blank lines are passed over.

    Raises:
        FigurecheckError: the input is no longer what it was when it was cut.
    """
    if chunk.form == "files":
        for name in chunk.files:
            yield Story(f"{chunk.source}/{name}", path=str(Path(chunk.source, name)))
    elif chunk.form == "rows":
        yield from _rows(chunk)
    else:
        for number, line in enumerate(_lines(chunk), chunk.first):
            if line.strip():
                yield Story(f"{chunk.source}:{number}", line=line.rstrip(b"\r\n"))


def _lines(chunk: Chunk) -> Iterator[bytes]:
    if chunk.form == "packed":
        yield from chunk.lines
        return
    with _opened(Path(chunk.source)) as stream:
        stream.seek(chunk.start)
        for line, end in _bounded(stream, chunk.start):
            yield line
            if end >= chunk.stop:
                return


def _rows(chunk: Chunk) -> Iterator[Story]:
    number = chunk.first
    skip, left = chunk.stop, chunk.stories
    with _parquet(Path(chunk.source)) as file:
        for batch in file.iter_batches(batch_size=_AT_ONCE, row_groups=[chunk.start]):
            if skip >= batch.num_rows:
                skip -= batch.num_rows
                continue
            for row in batch.slice(skip, left).to_pylist():
                yield Story(f"{chunk.source}:{number}", line=_as_line(row))
                number += 1
                left -= 1
            skip = 0
            if not left:
                return


def _as_line(row: dict[str, Any]) -> bytes:
    """Write a row as a line of JSON; an empty cell is as good as none."""
    present = {key: value for key, value in row.items() if value is not None}
    return json.dumps(present, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")


def _parquet(path: Path) -> Any:
    parquet = load("pyarrow.parquet", "batch", "Parquet files need")
    arrow = load("pyarrow", "batch", "Parquet files need")
    try:
        return parquet.ParquetFile(path)
    except (OSError, arrow.ArrowException) as error:
        raise FigurecheckError(f"{path} cannot be read as Parquet: {error}") from error


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise FigurecheckError(f"{path} cannot be read: {error.strerror}") from error


def _bounded(stream: IO[bytes], at: int = 0) -> Iterator[tuple[bytes, int]]:
    """Yield every line with the offset behind it; of a line that no record can be, only the beginning is kept."""
    while line := stream.readline(LONGEST + 2):
        at += len(line)
        if not line.endswith(b"\n") and len(line) > LONGEST:
            while more := stream.readline(LONGEST):
                at += len(more)
                if more.endswith(b"\n"):
                    break
        yield line, at
