"""Options that set a story beside something else: its sources, a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from claims.errors import FigurecheckError
from verify.beside import ALONE, Beside

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
    if not options["against"]:
        return ALONE
    from verify.against import read_source

    try:
        return Beside(sources=tuple(read_source(path) for path in options["against"]))
    except FigurecheckError as error:
        raise FigurecheckError(f"cannot read a source of the story: {error}") from error
