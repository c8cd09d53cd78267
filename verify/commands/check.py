"""`figurecheck check`: stories in, reports out."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from verify.commands.beside import ManyValued, beside_of, beside_options
from verify.commands.inputs import expand
from verify.commands.options import (
    Terminal,
    iso_date,
    load_config,
    output_options,
    reading_options,
    reference_options,
    with_references,
    writer,
)
from verify.commands.progress import progress, told
from verify.commands.stories import Checker, Outcome, written
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
  figurecheck check --format docx --output checked.docx draft.docx
  figurecheck check --quiet stories/
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
    type=click.Choice([*FORMATS, "docx"]),
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
@click.option("-q", "--quiet", is_flag=True, help="Text form: only findings, and nothing for a story without any.")
@click.option("-v", "--verbose", is_flag=True, help="Say on standard error what is read and with what settings.")
@click.option("--strict", is_flag=True, default=None, help="Also note figures that fit only by truncation.")
@click.option("--baseline", type=click.Path(path_type=Path), help="JSON file of accepted findings.")
@click.option(
    "--write-baseline",
    type=click.Path(path_type=Path),
    help="Accept all that is found now: write such a file.",
)
@click.option("--reason", help="Why, written into the new entries of --write-baseline.")
@click.option("--until", callback=iso_date, metavar="YYYY-MM-DD", help="Last day on which the new entries hold.")
@output_options
def command(files: tuple[str, ...], **options: Any) -> None:
    """Check stories and print what does not add up.

    FILE is text, Markdown, HTML, Word (.docx), PDF, rich text or a letter (.eml); a folder stands for all of
    these in it, a pattern like 'stories/**/*.md' for the files it matches, and - for standard input. Every
    figure is listed: what is in question first, with the arithmetic and a suggestion, then what holds, then
    what could not be checked and why.
    """
    form, quiet = options["form"], options["quiet"]
    config = load_config(
        options["config_path"],
        fail_on=options["fail_on"],
        strict=options["strict"],
        baseline=options["baseline"],
        rates=options["rates"],
    )
    config = with_references(config, options["references"], options["no_reference"])
    dates = Dates(options["published"], config.date)
    terminal = Terminal.of(options["output"], options["colour"], options["width"])
    checker = Checker.of(config, beside_of(options))
    outcome = Outcome(keep=options["write_baseline"] is not None)
    lines = form == "jsonl"
    on_terminal = options["output"] is None and sys.stdout.isatty()
    names = progress(
        list(expand(files, lines=lines, exclude=config.exclude)), quiet=quiet, report_on_terminal=on_terminal
    )
    results = outcome.watch(checker.results(names, dates, lines=lines))
    if options["verbose"]:
        results = told(results, config)
    if form == "docx":
        from verify.commands.annotated import write_documents

        write_documents(results, options["output"])
    else:
        with writer(options["output"]) as write:
            for piece in written(results, face(form, quiet=quiet), terminal, lines=lines):
                write(piece)
    if options["write_baseline"]:
        _write_baseline(options["write_baseline"], outcome, options["reason"], options["until"])
    click.get_current_context().exit(outcome.status(config.fail_on))


def _write_baseline(path: Path, outcome: Outcome, reason: str | None, until: date | None) -> None:
    """Write what was found as accepted; an older file gives the reasons of what it has accepted before."""
    from verify.suppression import baseline_text, read_baseline

    held = read_baseline(path) if path.exists() else ()
    before = [
        replace(one, used=one.fingerprint in outcome.accepted, expired=one.fingerprint in outcome.expired)
        for one in held
    ]
    given = reason or f"accepted on {date.today().isoformat()}"
    with writer(path) as write:
        write(baseline_text(outcome.reports, given, until, before))
