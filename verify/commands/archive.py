"""`figurecheck archive`: keep the figures of checked stories, look into them, forget a story."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.errors import FigurecheckError
from verify.commands.options import iso_date, load_config

if TYPE_CHECKING:
    from reference.archive import Archive

__all__ = ["command"]

_EPILOG = """\b
Examples:
  figurecheck archive add stories/2025-03-*.txt
  figurecheck archive search port Halden
  figurecheck archive list
  figurecheck check --archive story.txt

A figure is kept with its subject, area, period and unit, the story as its source. Adding a story again
replaces its figures.
"""

_file = click.option(
    "--archive-file",
    "path",
    type=click.Path(path_type=Path),
    help="Archive to use. [default: archive.sqlite in the user's data folder]",
)


@click.group("archive", short_help="Keep the figures of stories, and search them.", epilog=_EPILOG)
def command() -> None:
    """Keep the figures of checked stories, so that a later story that says otherwise is noticed."""


def _archive(path: Path | None) -> Archive:
    from reference.archive import Archive, default_archive

    return Archive(path or default_archive())


@command.command("add", epilog=_EPILOG)
@click.argument("files", nargs=-1, required=True, metavar="STORY…")
@click.option("--date", "published", callback=iso_date, metavar="YYYY-MM-DD", help="Date of publication.")
@_file
def add(files: tuple[str, ...], published: date | None, path: Path | None) -> None:
    """Check stories and keep their figures; those that a finding questions are left out."""
    from verify.commands.stories import Failed, documents
    from verify.pipeline import check_document, understood
    from verify.publication import Dates
    from verify.remember import figures_of, story_of
    from verify.sources import Sources

    config = load_config(None)
    store = Sources(config.references, bundled=config.bundled_reference).store(None)
    archive = _archive(path)
    failed = False
    for item in documents(files, Dates(published, config.date), lines=False):
        if isinstance(item, Failed):
            failed = True
            click.echo(f"figurecheck: {item.message}", err=True)
            continue
        report = check_document(item.document, store=store)
        figures = figures_of(understood(item.document), report)
        replaced = archive.add(story_of(item.document), figures)
        day = "" if item.document.published else ", without a date of publication"
        done = "replaced" if replaced else "added"
        click.echo(f"{item.document.id}: {done}, {_many(len(figures), 'figure')}{day}")
    if failed:
        click.get_current_context().exit(2)


@command.command("search", epilog=_EPILOG)
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Most figures shown.")
@_file
def search(words: tuple[str, ...], limit: int, path: Path | None) -> None:
    """List the figures whose subject, area, passage or title has all the WORDS, the newest story first."""
    found = _archive(path).search(" ".join(words), limit)
    for kept in found:
        what = " · ".join(part for part in (kept.indicator, kept.cell.area, kept.cell.period) if part)
        click.echo(f"{kept.surface}  {' '.join(what.split())}")
        if kept.story is not None:
            click.echo(f"    {kept.story.published or 'no date'}  {kept.story.title or kept.story.name}")
        click.echo(f"    {kept.passage}")
    if not found:
        click.echo(f"Nothing in the archive has “{' '.join(words)}”.")
        click.get_current_context().exit(1)


@command.command("list", epilog=_EPILOG)
@_file
def list_(path: Path | None) -> None:
    """List the stories of the archive, the newest first."""
    for story, figures in _archive(path).stories():
        title = f"  {story.title}" if story.title else ""
        click.echo(f"{story.published or 'no date   '}  {_many(figures, 'figure'):>11}  {story.name}{title}")


@command.command("remove", epilog=_EPILOG)
@click.argument("story")
@_file
def remove(story: str, path: Path | None) -> None:
    """Forget a STORY: its path, or the name that `list` shows."""
    names = (str(Path(story).resolve()), story)
    archive = _archive(path)
    known = {one.name for one, _ in archive.stories()}
    name = next((name for name in names if name in known), None)
    if name is None:
        raise FigurecheckError(f"the archive has no story {story}; `figurecheck archive list` shows their names")
    archive.remove(name)
    click.echo(f"{story}: removed")


def _many(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
