"""Options that set a story beside something else: its sources, a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from claims.errors import FigurecheckError
from verify.beside import ALONE, Beside

if TYPE_CHECKING:
    from verify.against import SourceText

__all__ = ["ManyValued", "beside_of", "beside_options"]

F = TypeVar("F", bound=Callable[..., Any])
_MANY = ("--against",)


class ManyValued(click.Command):
    """A command whose option `--against` takes all file names up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(_spelt_out(args)))


def _spelt_out(args: Sequence[str]) -> Iterator[str]:
    """Repeat the option before each of its values."""
    many = None
    for n, arg in enumerate(args):
        if arg in _MANY:
            many = arg
            if n + 1 == len(args) or args[n + 1].startswith("-"):
                yield arg  # click says what is missing
        elif arg.startswith("-"):
            many = None
            yield arg
            if arg == "--":
                yield from args[n + 1 :]
                return
        elif many is None:
            yield arg
        else:
            yield from (many, arg)


def beside_options(command: F) -> F:
    """Add what the story is set beside."""
    command = click.option(
        "--archive-file",
        "archive_file",
        type=click.Path(path_type=Path),
        metavar="PATH",
        help="The same, with this archive in place of the usual one.",
    )(command)
    command = click.option(
        "--archive", "archive", is_flag=True, help="Ask the archive what earlier stories said of the same figures."
    )(command)
    command = click.option(
        "--table",
        "tables",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="CSV",
        help="A table of your own: averages, totals, shares and values that sentences name in it are recomputed "
        "(may be repeated).",
    )(command)
    return click.option(
        "--against",
        "against",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE…",
        help="The press release, notes or CSV table that the story was written from: figures that are missing "
        "there, or stand there differently, are shown. Name the story before this option.",
    )(command)


def beside_of(options: Mapping[str, Any]) -> Beside:
    """Read what the options name; raises `FigurecheckError` where a file cannot be read."""
    beside = ALONE
    if options["against"]:
        beside = replace(beside, sources=tuple(_sources(options["against"])))
    if options["tables"]:
        from reference.tables import read_table  # pandas takes its time

        beside = replace(beside, tables=tuple(read_table(path) for path in options["tables"]))
    if options["archive"] or options["archive_file"]:
        from reference.archive import Archive, default_archive

        beside = replace(beside, archive=Archive(options["archive_file"] or default_archive()))
    return beside


def _sources(paths: Sequence[Path]) -> Iterator[SourceText]:
    from verify.against import read_source

    for path in paths:
        try:
            yield read_source(path)
        except FigurecheckError as error:
            raise FigurecheckError(f"cannot read a source of the story: {error}") from error
