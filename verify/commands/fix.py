"""`figurecheck fix`: the suggestions that are sure, as a diff, in the file, or as a corrections note."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from claims.document import Document
from claims.errors import FigurecheckError
from claims.readers import MAX_INPUT, encode_like, file_bytes, read_bytes, read_text, reread
from verify.commands.inputs import expand
from verify.commands.options import load_config, reading_options, reference_options, with_references
from verify.commands.stories import Checker
from verify.edit import source_of
from verify.finding import Report, Severity
from verify.fixing import Fixed, corrections, fix
from verify.jsonl import Record
from verify.publication import Dates

__all__ = ["command"]

_EPILOG = """\b
Examples:
  figurecheck fix story.md                 show what would be changed, as a diff
  figurecheck fix --write story.md         change it
  figurecheck fix --corrections story.md   draft the note to readers
  figurecheck fix - < story.md | git apply

What is changed: errors with exactly one likely suggestion, where the story, checked again, has fewer errors and no
new warning. Suggestions that overlap are left to you, like everything that is a matter of judgement; standard
error says what was left and why.

Exit status: 0 no error is left in the file, 1 there is one (or it is not written yet), 2 it could not run.
"""
_WRITABLE = ("text", "markdown", "html")


@click.command("fix", short_help="Apply the suggestions that are sure.", epilog=_EPILOG)
@click.argument("files", nargs=-1, required=True, metavar="FILE… | -")
@click.option("--write", is_flag=True, help="Change the files (text, Markdown and HTML). Default: show a diff.")
@click.option("--corrections", "note", is_flag=True, help="Draft a corrections note instead of a diff.")
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was left.")
@reference_options
@reading_options
def command(files: tuple[str, ...], write: bool, note: bool, quiet: bool, **options: Any) -> None:
    """Apply the suggestions that are sure: a dry run that shows a diff, unless --write is given.

    A file is written whole or not at all, in its own encoding and line ends. Standard input with --write gives
    the corrected text on standard output.
    """
    config = with_references(load_config(options["config_path"]), options["references"], options["no_reference"])
    checker = Checker.of(config)
    dates = Dates(options["published"], config.date)
    worst, unreadable = 0, False
    for name in expand(files, exclude=config.exclude):
        try:
            if isinstance(name, FigurecheckError):
                raise name
            worst = max(worst, _one(name, checker, dates, write=write, note=note, quiet=quiet))
        except FigurecheckError as error:
            click.echo(f"figurecheck: {error}", err=True)
            unreadable = True
    click.get_current_context().exit(2 if unreadable else worst)


def _one(name: str, checker: Checker, dates: Dates, *, write: bool, note: bool, quiet: bool) -> int:
    """Fix one file; return the exit status it asks for."""
    from verify.commands.annotated import replace_file

    data = sys.stdin.buffer.read(MAX_INPUT + 1) if name == "-" else file_bytes(name)
    shown = "standard input" if name == "-" else name
    first = dates.read(lambda day: read_bytes(data, name=shown, published=day))
    form = first.origin.form if first.origin else "text"
    source = source_of(first) if form in _WRITABLE else None
    if source is None and write:
        advice = f"{shown} is no text that can be changed in place"
        raise FigurecheckError(f"{advice}: use check --format docx for comments in Word, or fix without --write")
    before = first.text if source is None else source

    def check(text: str) -> Report:
        return checker.result(Record(None, _reread(text, first, form, dates))).report

    fixed = fix(before, check)
    if not quiet:
        for line in _said(shown, fixed):
            click.echo(line, err=True)
    if note:
        click.echo(corrections(fixed.fixes), nl=False)
    elif not write:
        click.echo("".join(_diff(before, fixed.text, shown)), nl=False)
    if write and name == "-":
        click.echo(fixed.text, nl=False)
    elif write and fixed.text != before:
        replace_file(Path(name), encode_like(fixed.text, data, name=shown))
    return 1 if fixed.report.count(Severity.ERROR) or (fixed.fixes and not write) else 0


def _reread(text: str, first: Document, form: str, dates: Dates) -> Document:
    """Read a changed text the way its file was read; of a file that is no text, the words that were taken out."""
    if form in _WRITABLE:
        return dates.read(lambda day: reread(text, first.id, form, day))
    return dates.read(lambda day: read_text(text, id=first.id, published=first.published or day))


def _diff(before: str, after: str, name: str) -> Iterator[str]:
    """Yield a unified diff that `git apply` and `patch` take."""
    path = name.lstrip("/")
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}"
    )
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _said(name: str, fixed: Fixed) -> Iterator[str]:
    for one in fixed.fixes:
        yield f"{name}: {one.place}: {one.old} → {one.new}: {one.finding.message}"
    for left in fixed.left:
        yield f"{name}: {left.place}: left to you, {left.reason}: {left.finding.message}"
    if not fixed.fixes and not fixed.left:
        yield f"{name}: nothing to fix"
