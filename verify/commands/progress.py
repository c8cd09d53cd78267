"""A progress bar for many files: on standard error, and only where it does not get between the lines of a report."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import click

from verify.commands.stories import Failed
from verify.config import Config
from verify.report import Result

__all__ = ["progress", "told"]

T = TypeVar("T")
_MANY = 5


def progress(items: Sequence[T], *, quiet: bool, report_on_terminal: bool) -> Iterator[T]:
    """Pass items on and show how far they got, on a terminal that the report is not written to."""
    if quiet or report_on_terminal or len(items) < _MANY or not sys.stderr.isatty():
        yield from items
        return
    shown: Iterable[T]
    with click.progressbar(items, label="checking", file=sys.stderr, show_pos=True) as shown:
        yield from shown


def told(results: Iterable[Result | Failed], config: Config) -> Iterator[Result | Failed]:
    """Pass results on and say on standard error what was read, with what settings, and how long each took."""
    click.echo(f"configuration: {config.path or 'none, the defaults hold'}", err=True)
    named = [*(["the bundled one"] if config.bundled_reference else []), *map(str, config.references)]
    click.echo(f"figures of record: {', '.join(named) or 'none'}", err=True)
    began = time.perf_counter()
    for result in results:
        took = f"{(time.perf_counter() - began) * 1000:.0f} ms"
        if isinstance(result, Result):
            report, document = result.report, result.report.document
            form = document.origin.form if document.origin else "text"
            counts = f"{len(report.quantities)} figures, {len(report.findings)} findings"
            click.echo(f"{document.id or 'text'}: {form}, {counts}, {took}", err=True)
            for note in document.notes:
                click.echo(f"  {note}", err=True)
        yield result
        began = time.perf_counter()
