"""`figurecheck extract`: the figures of a story, without judging them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from verify import report
from verify.commands.inputs import Named, expand
from verify.commands.options import Terminal, load_config, output_options, reading_options, writer
from verify.commands.stories import Failed, Outcome, Result, documents, written
from verify.publication import Dates

__all__ = ["command"]

_EPILOG = """\b
Examples:
  figurecheck extract story.txt
  figurecheck extract --trace story.txt
  figurecheck extract --format jsonl - < stories.jsonl

The JSON forms are those of `figurecheck check`, without findings and without the record.

Exit status: 0, or 1 where a record could not be read, or 2 where a file could not be read.
"""


@click.command("extract", short_help="List the figures of stories and how they were read.", epilog=_EPILOG)
@click.argument("files", nargs=-1, required=True, metavar="FILE… | -")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True)
@click.option(
    "--trace", is_flag=True, help="Show which words and rules made each figure and what it is about (text form)."
)
@reading_options
@output_options
def command(files: tuple[str, ...], form: str, trace: bool, **options: Any) -> None:
    """List every figure of a story: its kind, value, unit, period, and the values it can honestly stand for.

    Figures that are no claims (dates, clock times, names with digits) are listed too, with the reason.
    """
    config = load_config(options["config_path"])
    terminal = Terminal.of(options["output"], options["colour"], options["width"])
    outcome = Outcome()
    names = expand(files, lines=form == "jsonl", exclude=config.exclude)
    with writer(options["output"]) as write:
        results = outcome.watch(_results(names, Dates(options["published"], config.date), lines=form == "jsonl"))
        face = report.figures_face(trace) if form == "text" else report.face(form)
        for piece in written(results, face, terminal, lines=form == "jsonl"):
            write(piece)
    click.get_current_context().exit(outcome.status("never"))


def _results(files: Iterable[Named], dates: Dates, *, lines: bool) -> Iterator[Result | Failed]:
    from verify.pipeline import extract_document

    for item in documents(files, dates, lines=lines):
        if isinstance(item, Failed):
            yield item
        else:
            yield Result(extract_document(item.document), (), item.id)
