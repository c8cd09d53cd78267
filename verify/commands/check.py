"""`figurecheck check`: stories in, reports out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from verify.commands.beside import ManyValued, beside_of, beside_options
from verify.commands.options import (
    Terminal,
    load_config,
    output_options,
    reading_options,
    reference_options,
    writer,
)
from verify.commands.stories import Checker, Outcome, written
from verify.config import Config
from verify.publication import Dates
from verify.report import FORMATS, face

__all__ = ["command"]

_EPILOG = """\b
Examples:
  figurecheck check story.txt
  figurecheck check --date 2025-02-26 --no-reference draft.md
  figurecheck check --reference our-figures/ story.txt
  figurecheck check --format json --output report.json story.txt
  figurecheck check --format html --output report.html story.txt
  figurecheck check --format jsonl - < stories.jsonl > reports.jsonl
  figurecheck check --fail-on warning docs/*.md
  figurecheck check story.txt --against release.txt notes.csv
  figurecheck check --table players.csv story.txt
  figurecheck check --archive story.txt

JSON Lines: a line {"id", "text", "date"} gives a report on one line, in order; `date` may be null;
`headline`, `deck`, `body` and `captions` may stand in place of `text`, and `reference` may give figures
of record inline. A line that cannot be read gives {"id", "error"}; the run goes on and ends with status 1.

Exit status: 0 nothing found, 1 findings at or above --fail-on, 2 the check could not run.
"""


@click.command("check", cls=ManyValued, short_help="Check stories and print what does not add up.", epilog=_EPILOG)
@click.argument("files", nargs=-1, required=True, metavar="FILE… | -")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Form of the report.",
)
@reference_options
@beside_options
@reading_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    help="Least severity of a finding that ends in status 1. [default: error]",
)
@click.option("--strict", is_flag=True, default=None, help="Also note figures that fit only by truncation.")
@click.option("--baseline", type=click.Path(path_type=Path), help="JSON file of accepted findings.")
@click.option(
    "--write-baseline",
    type=click.Path(path_type=Path),
    help="Accept all that is found now: write such a file.",
)
@output_options
def command(files: tuple[str, ...], **options: Any) -> None:
    """Check stories and print what does not add up.

    FILE is a text or Markdown file; - reads standard input. Every figure is listed: what is in question
    first, with the arithmetic and a suggestion, then what holds, then what could not be checked and why.
    """
    config = load_config(
        options["config_path"],
        fail_on=options["fail_on"],
        strict=options["strict"],
        baseline=options["baseline"],
        rates=options["rates"],
    )
    if options["references"] or options["no_reference"]:
        config = _with_references(config, options["references"], options["no_reference"])
    dates = Dates(options["published"], config.date)
    terminal = Terminal.of(options["output"], options["colour"], options["width"])
    checker = Checker.of(config, beside_of(options))
    outcome = Outcome(keep=options["write_baseline"] is not None)
    with writer(options["output"]) as write:
        results = outcome.watch(checker.results(files, dates, lines=options["form"] == "jsonl"))
        for piece in written(results, face(options["form"]), terminal, lines=options["form"] == "jsonl"):
            write(piece)
    if options["write_baseline"]:
        _write_baseline(options["write_baseline"], outcome)
    click.get_current_context().exit(outcome.status(config.fail_on))


def _with_references(config: Config, references: Sequence[Path], none: bool) -> Config:
    if none and references:
        raise click.UsageError("--reference and --no-reference exclude one another")
    if none:
        return replace(config, references=(), bundled_reference=False, added_references=False, rates="off")
    return replace(config, references=(*config.references, *references))


def _write_baseline(path: Path, outcome: Outcome) -> None:
    from verify.suppression import baseline_text

    with writer(path) as write:
        write(baseline_text(outcome.reports, f"accepted on {date.today().isoformat()}"))
