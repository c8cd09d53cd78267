"""Word documents out: each story's own file again, with comments at the figures."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from claims.errors import FigurecheckError
from verify.commands.stories import Failed
from verify.report import Result
from verify.report.docx import to_docx

__all__ = ["replace_file", "write_documents"]


def write_documents(results: Iterable[Result | Failed], output: Path | None) -> None:
    """Write a commented copy of each Word document to `output`: a file, or a folder for several.

    Raises `FigurecheckError` where a story is no Word document or where the copy would replace it.
    """
    if output is None:
        raise click.UsageError("--format docx needs --output: a file, or a folder for several documents")
    written: set[Path] = set()
    for result in results:
        if isinstance(result, Failed):
            result.line(False)
            continue
        name = result.report.document.id
        target = output / Path(name).name if output.is_dir() else output
        if target in written:
            where = "two of them have one name" if output.is_dir() else f"make a folder {output} for them"
            raise FigurecheckError(f"several documents cannot be written to {target}: {where}")
        if target.exists() and Path(name).exists() and target.samefile(name):
            raise FigurecheckError(f"{target} would be replaced by its own commented copy: choose another --output")
        replace_file(target, to_docx(result.report))
        written.add(target)


def replace_file(target: Path, content: bytes) -> None:
    """Write a file whole or not at all: a full disk or a stop leaves what was there."""
    if not target.parent.is_dir():
        raise FigurecheckError(f"cannot write {target}: there is no folder {target.parent}")
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as stream:
            stream.write(content)
        os.chmod(stream.name, mode)
        os.replace(stream.name, target)
    except OSError as error:
        raise FigurecheckError(f"cannot write {target}: {error.strerror}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
