"""`figurecheck batch`: a whole archive, in parts that can be gone on with."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.errors import FigurecheckError
from verify.commands.options import load_config, reading_options, reference_options
from verify.config import Config

if TYPE_CHECKING:
    from verify.batch.run import Progress
    from verify.batch.tally import Tally

__all__ = ["command"]

_EPILOG = """\b
Examples:
  figurecheck batch archive.jsonl.zst --output checked/
  figurecheck batch 2024.parquet 2025.parquet --output checked/ --workers 8
  figurecheck batch stories/ --output checked/ --output-format jsonl --no-reference
  figurecheck batch archive.jsonl --output checked/ --scheduler tcp://10.0.0.5:8786

An input is JSON Lines (.jsonl, .jsonl.gz, .jsonl.zst: the records of `figurecheck check`, which may also name
their outlet as "source"), Parquet with columns of the same names, or a folder of text files.

The output folder gets reports/ (one file a part), quarantine/ (records that could not be checked, each with
the reason), summary.csv (by source, month and rule) and overview.html. A run that was stopped goes on where it
was when its command is repeated. A scheduler's workers must see the inputs and the output folder.

Exit status: 0 done, 1 done and some records are in quarantine, 2 the batch could not run or was stopped.
"""
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}
_EVERY = 30.0  # seconds between two lines of progress where there is no terminal
_REFERENCE = "reference.sqlite"


def _bytes(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """Read a size like 4MB."""
    text = value.strip().lower().removesuffix("b").removesuffix("i").strip()
    number, unit = (text[:-1], text[-1]) if text[-1:] in ("k", "m", "g") else (text, "")
    if not number.isdecimal() or not 10**3 <= int(number) * _UNITS[unit] <= 10**9:
        raise click.BadParameter(f"“{value}” is no size between 1KB and 1GB: write it like 4MB", ctx, param)
    return int(number) * _UNITS[unit]


@click.command("batch", short_help="Check a whole archive, on one machine or many.", epilog=_EPILOG)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder for what comes out of it.")
@click.option(
    "--output-format",
    "form",
    type=click.Choice(["parquet", "jsonl"]),
    default="parquet",
    show_default=True,
    help="Form of the reports.",
)
@click.option("--workers", type=click.IntRange(min=1), help="Stories checked at a time. [default: one a core]")
@click.option("--scheduler", metavar="ADDRESS", help="Use this running Dask scheduler: tcp://10.0.0.5:8786.")
@click.option("--chunk-size", callback=_bytes, default="4MB", show_default=True, help="Input of one part.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0.1),
    default=30.0,
    show_default=True,
    help="Seconds that the check of one story may take.",
)
@reference_options
@reading_options
@click.option("--strict", is_flag=True, default=None, help="Also note figures that fit only by truncation.")
def command(inputs: tuple[Path, ...], output: Path, **options: Any) -> None:
    """Check a whole archive.

    Stories are checked in parts, each story in a process beside its worker, so that one that crashes or takes
    too long is set aside with the reason and the rest goes on. The output does not depend on the number of
    workers, nor on where they run.
    """
    from verify.batch.checker import settings_of
    from verify.batch.inputs import inputs_of
    from verify.batch.manifest import Manifest
    from verify.batch.overview import write_overview
    from verify.batch.part import Folder, Task
    from verify.batch.run import Batch, run

    if options["workers"] and options["scheduler"]:
        raise click.UsageError("--workers is for the embedded scheduler: a running one has its own")
    found = inputs_of(inputs)
    config = load_config(options["config_path"], strict=options["strict"])
    sources = _sources(config, options["references"], none=options["no_reference"])
    with _writing(output):
        output.mkdir(parents=True, exist_ok=True)
        settings = settings_of(
            replace(config, references=(output / _REFERENCE,) if sources else ()), options["published"]
        )
        task = Task(str(output.resolve()), options["form"], settings, options["time_limit"])
        manifest = Manifest(
            inputs=tuple((str(path), 0 if path.is_dir() else path.stat().st_size) for path in found),
            form=task.form,
            chunk_bytes=options["chunk_size"],
            time_limit=task.time_limit,
            reference=_hash(sources),
            settings=settings,
        )
        resumed = manifest.begin(output)
        Folder(output).make()
        if sources and not (output / _REFERENCE).exists():
            _compile(sources, output / _REFERENCE)
        batch = Batch(found, task, options["chunk_size"], options["workers"], options["scheduler"])
        with _shown() as progress:
            if resumed:
                click.echo("figurecheck: going on with the batch in this folder", err=True)
            tally = run(batch, progress)
        table, page = write_overview(output, tally)
    click.echo(_said(tally))
    click.echo(f"wrote {table} and {page}")
    click.get_current_context().exit(1 if tally.sums["quarantined"] else 0)


def _sources(config: Config, references: Sequence[Path], *, none: bool) -> tuple[Path, ...]:
    """Return the sources of the figures of record; none: the stories are checked against themselves only."""
    from reference.build import bundled_paths

    if none and references:
        raise click.UsageError("--reference and --no-reference exclude one another")
    if none:
        return ()
    given = (*config.references, *references)
    for path in given:
        if not path.exists():
            raise FigurecheckError(f"{path} does not exist")
    if len(given) == 1 and given[0].suffix in (".sqlite", ".db"):
        return given
    return (*bundled_paths(), *given) if config.bundled_reference else given


def _hash(sources: Sequence[Path]) -> str | None:
    from reference.build import source_hash

    return source_hash(sources) if sources else None


def _compile(sources: Sequence[Path], target: Path) -> None:
    """Make the one store that all workers open read-only; later changes of the sources do not reach the batch."""
    import shutil

    from reference.build import build
    from verify.atomic import replacing

    if len(sources) == 1 and sources[0].suffix in (".sqlite", ".db"):
        with replacing(target) as draft:
            shutil.copyfile(sources[0], draft)
    else:
        build(sources, target)


@contextmanager
def _writing(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = error.filename or output
        raise FigurecheckError(f"cannot write {place}: {error.strerror or error}") from error


@contextmanager
def _shown() -> Iterator[Progress]:
    """Show how far the batch is: a bar on a terminal, else a line now and then."""
    if not sys.stderr.isatty():
        yield _told_lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        id = bar.add_task("starting", total=None)

        def show(done: int, total: int, tally: Tally) -> None:
            bar.update(id, completed=done, total=total, description=_said(tally))

        yield show


def _told_lines() -> Progress:
    last = time.monotonic()

    def tell(done: int, total: int, tally: Tally) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _EVERY:
            last = now
            click.echo(f"{100 * done / max(total, 1):.0f}%: {_said(tally)}", err=True)

    return tell


def _said(tally: Tally) -> str:
    sums = tally.sums
    return (
        f"{sums['stories']:,} stories checked, {sums['quarantined']:,} set aside; "
        f"{sums['errors']:,} errors and {sums['warnings']:,} warnings in {sums['with_findings']:,} of them"
    )
