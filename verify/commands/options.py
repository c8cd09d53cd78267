"""Options that several commands share, and what they come to together with the configuration."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from claims.errors import FigurecheckError
from verify.atomic import replacing
from verify.config import Config

__all__ = [
    "Terminal",
    "iso_date",
    "load_config",
    "output_options",
    "reading_options",
    "reference_options",
    "with_references",
    "writer",
]

F = TypeVar("F", bound=Callable[..., Any])
_DEFAULT_WIDTH = 80
_WIDEST = 110  # longer lines tire the eye


def iso_date(ctx: click.Context | None, param: click.Parameter | None, value: str | None) -> date | None:
    """Read a date like 2025-02-26, as a callback of an option."""
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"“{value}” is no date: write it like 2025-02-26", ctx, param) from None


def reading_options(command: F) -> F:
    """Add how the text is read: its date of publication and the configuration."""
    command = click.option(
        "--date",
        "published",
        callback=iso_date,
        metavar="YYYY-MM-DD",
        help="Date of publication, from which “last year” is read. Default: what the text says.",
    )(command)
    return click.option(
        "--config",
        "config_path",
        type=click.Path(path_type=Path),
        help="Configuration file. Default: the nearest figurecheck.toml upwards of here.",
    )(command)


def reference_options(command: F) -> F:
    """Add which figures of record are used."""
    command = click.option(
        "--rates",
        metavar="PATH | off",
        help="A table of exchange rates for conversions in brackets, or off. Default: those of the European Central "
        "Bank where the extra “rates” is installed.",
    )(command)
    command = click.option(
        "--no-reference", is_flag=True, help="Check the text against itself only, not against any record."
    )(command)
    return click.option(
        "--reference",
        "references",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="PATH",
        help="A data package or table of figures of record, used besides the bundled one (may be repeated), "
        "or a compiled store, used alone.",
    )(command)


def output_options(command: F) -> F:
    """Add where the report goes and how it looks."""
    command = click.option("--width", type=click.IntRange(min=40, max=400), help="Width of the text report in cells.")(
        command
    )
    command = click.option(
        "--color",
        "--colour",
        "colour",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help="Colours: on a terminal (auto; NO_COLOR is honoured), always, or never.",
    )(command)
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="Write to this file instead of standard output.",
    )(command)


@dataclass(frozen=True, slots=True)
class Terminal:
    """Width and colour of what is written to."""

    width: int
    colour: bool

    @classmethod
    def of(cls, output: Path | None, colour: str, width: int | None) -> Terminal:
        on_terminal = output is None and sys.stdout.isatty()
        if width is None:
            columns = shutil.get_terminal_size((_DEFAULT_WIDTH, 24)).columns if on_terminal else _DEFAULT_WIDTH
            width = max(40, min(columns, _WIDEST))
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        return cls(width, colour == "always" or (colour == "auto" and on_terminal and not plain))


@contextmanager
def writer(output: Path | None) -> Iterator[Callable[[str], None]]:
    """Give a function that writes a piece and flushes it, to a file or to standard output.

    The file is made with the first piece, and takes the place of an older one when all pieces are written: a check
    that cannot run, or is stopped, leaves an older report alone. A pipe or a device is written as it is.
    """
    if output is None:
        yield lambda piece: _write(sys.stdout, piece, "the report")
        return
    if not output.parent.is_dir():
        raise FigurecheckError(f"cannot write {output}: there is no folder {output.parent}")
    try:
        with ExitStack() as stack:
            opened: list[IO[str]] = []

            def write(piece: str) -> None:
                if not opened:
                    opened.append(stack.enter_context(_drafted(output)))
                _write(opened[0], piece, str(output))

            yield write
    except OSError as error:
        raise FigurecheckError(f"cannot write {output}: {error.strerror}") from error


@contextmanager
def _drafted(output: Path) -> Iterator[IO[str]]:
    in_place = output.exists() and (not output.is_file() or not os.access(output.parent, os.W_OK))
    with nullcontext(output) if in_place else replacing(output) as draft, _opened(draft) as stream:
        yield stream


def _opened(path: Path) -> IO[str]:
    return path.open("w", encoding="utf-8", errors="replace", newline="\n")


def _write(stream: IO[str], piece: str, name: str) -> None:
    try:
        stream.write(piece)
        stream.flush()
    except BrokenPipeError:  # the reader has seen enough
        raise
    except OSError as error:
        if stream is sys.stdout:  # what is still buffered must not fail again when the interpreter ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        raise FigurecheckError(f"cannot write {name}: {error.strerror}") from error


def load_config(path: Path | None, **overrides: Any) -> Config:
    """Read the configuration in force; options given on the command line (not None) win over it."""
    from verify import config

    found = path or config.find(Path.cwd())
    base = config.read(found, _rule_names()) if found else Config()
    return replace(base, **{name: value for name, value in overrides.items() if value is not None})


def with_references(config: Config, references: Sequence[Path], none: bool) -> Config:
    """Add the references of the command line to those of the configuration, or take all away."""
    if none and references:
        raise click.UsageError("--reference and --no-reference exclude one another")
    if none:
        return replace(config, references=(), bundled_reference=False, added_references=False, rates="off")
    return replace(config, references=(*config.references, *references)) if references else config


def _rule_names() -> set[str]:
    from verify.rules import RULES

    return {name for rule in RULES for name in (rule.name, rule.code)}
