"""`figurecheck reference`: look into the figures of record, build them, match a story with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.errors import FigurecheckError
from verify.commands.options import iso_date
from verify.commands.reference_fetch import fetch

if TYPE_CHECKING:
    from claims.document import Document
    from reference.explaining import Shown
    from reference.model import Observation
    from reference.rates import Rates
    from reference.store import Store
    from verify.rules.rule import Context
    from verify.sources import Sources

__all__ = ["command"]

_EPILOG = """\b
Examples:
  figurecheck reference list
  figurecheck reference search "trademarks Shanghai"
  figurecheck reference show cn.pct_applications Shanghai
  figurecheck reference add unemployment.xlsx --mapping unemployment.toml
  figurecheck reference build our-figures/ --output our-figures.sqlite
  figurecheck reference match "valid registered trademarks in Shanghai, 2024"
  figurecheck reference match story.txt

A reference is a data package, a table or message in one of the formats of docs/reference.md, or a compiled
store. Without --reference the bundled figures and those that were added are used.
"""

_sources = click.option(
    "--reference",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A data package, table or compiled store, in place of the bundled and the added ones. May be repeated.",
)


@click.group("reference", short_help="Look into the figures of record.", epilog=_EPILOG)
def command() -> None:
    """Look into the figures of record: what series there are, where they come from, what they say."""


def _open(paths: Sequence[Path]) -> Store:
    store = _of(paths).store()
    assert store is not None
    return store


def _of(paths: Sequence[Path], rates: str = "off") -> Sources:
    from verify.sources import Sources

    return Sources(tuple(paths), bundled=not paths, added=not paths, rates=rates)


@command.command("list", epilog=_EPILOG)
@_sources
def list_(paths: tuple[Path, ...]) -> None:
    """List the series: id, unit and label, by dataset."""
    indicators = sorted(_open(paths).indicators(), key=lambda i: (i.dataset, i.id))
    width = max((len(i.id) for i in indicators), default=0)
    dataset = None
    for indicator in indicators:
        if indicator.dataset != dataset:
            click.echo(("" if dataset is None else "\n") + indicator.dataset)
            dataset = indicator.dataset
        unit = f" ({indicator.unit})" if indicator.unit else ""
        click.echo(f"  {indicator.id:<{width}}  {indicator.label}{unit}")


@command.command("search", epilog=_EPILOG)
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@_sources
def search(words: tuple[str, ...], limit: int, paths: tuple[Path, ...]) -> None:
    """Find series and areas by the words of their names, best first."""
    hits = _open(paths).search(" ".join(words), limit)
    if not hits:
        raise FigurecheckError(f"nothing in the record is called “{' '.join(words)}”")
    _table(("what", "id", "name"), [(hit.what, hit.id, hit.label) for hit in hits])


@command.command("show", epilog=_EPILOG)
@click.argument("indicator")
@click.argument("area", required=False)
@click.option("--period", help="Only this period: 2024, 2024-Q3, 2024-03.")
@_sources
def show(indicator: str, area: str | None, period: str | None, paths: tuple[Path, ...]) -> None:
    """Show the figures of a series: period, value, when and by whom they were published.

    INDICATOR is an id of `reference list`, AREA an id or a name.
    """
    store = _open(paths)
    known = store.indicator(indicator)
    if known is None:
        near = [
            hit.id for hit in store.search(indicator.replace(".", " ").replace("_", " "), 3) if hit.what == "indicator"
        ]
        hint = f"; near it: {', '.join(near)}" if near else "; `figurecheck reference list` lists them"
        raise FigurecheckError(f"there is no series “{indicator}”{hint}")
    rows = store.show(indicator, area, period)
    if not rows:
        raise FigurecheckError(f"{indicator} has no figure for {' '.join(w for w in (area, period) if w)}")
    click.echo(f"{known.label}" + (f" ({known.unit})" if known.unit else ""))
    _table(("area", "period", "value", "status", "published", "source"), [_cells(store, o) for o in rows])


def _cells(store: Store, observation: Observation) -> tuple[str, ...]:
    area = store.area(observation.area)
    status = f"{observation.status.value}, {observation.reliability.value}"
    source = " ".join(word for word in (observation.source, observation.url) if word)
    value = " ".join(word for word in (observation.printed, observation.unit) if word)
    return (
        area.name if area else observation.area,
        observation.period,
        value,
        status,
        observation.vintage,
        source,
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Print columns as wide as their cells; the last is left ragged."""
    lines = [head, *rows]
    widths = [max(len(row[n]) for row in lines) for n in range(len(head) - 1)]
    for row in lines:
        click.echo(
            "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        )


@command.command("build", epilog=_EPILOG)
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The store to write. Default: the cache.")
def build(sources: tuple[Path, ...], output: Path | None) -> None:
    """Check sources and compile them into one store; without SOURCES, the bundled data.

    What is wrong with a source is said with file, row and column.
    """
    from reference.build import build, bundled_paths, open_store

    paths = sources or bundled_paths()
    if output is None:
        store = open_store(paths)
        click.echo(f"{len(store.indicators())} indicators are ready in the cache")
        return
    try:
        build(paths, output)
    except OSError as error:
        raise FigurecheckError(f"cannot write {output}: {error.strerror}") from error
    click.echo(f"wrote {output}")


@command.command("add", epilog=_EPILOG)
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    help="The folder to add to. Default: the one that every check reads.",
)
@click.option(
    "--mapping", type=click.Path(path_type=Path), help="A TOML file that says what columns, codes and signs mean."
)
@click.option("--name", help="The name of the dataset. Default: that of the package or the file.")
@click.option("--replace", is_flag=True, help="Put it in the place of a dataset of the same name.")
@click.option("--dry-run", is_flag=True, help="Only check and say what was understood.")
def add(
    sources: tuple[Path, ...], folder: Path | None, mapping: Path | None, name: str | None, replace: bool, dry_run: bool
) -> None:
    """Check sources, say what was understood, and keep them as figures of record for every later check.

    All or nothing: where something is wrong, it is said with file, row, column and value, and nothing is added.
    """
    from reference.adding import add
    from reference.build import own_folder
    from reference.readers.guide import PLAIN, read_guide
    from verify.commands.understood import lines_of

    guide = read_guide(mapping) if mapping else PLAIN
    place = folder or own_folder()
    for understood in add(sources, place, guide=guide, name=name or "", replace=replace, keep=not dry_run):
        verb = "would add" if dry_run else "added"
        click.echo(f"{verb} {understood.name} to {place}")
        for line in lines_of(understood):
            click.echo(f"  {line}")


@command.command("remove", epilog=_EPILOG)
@click.argument("name")
@click.option("--from", "folder", type=click.Path(path_type=Path), help="The folder it was added to.")
def remove(name: str, folder: Path | None) -> None:
    """Take a dataset out again that was added."""
    from reference.adding import remove
    from reference.build import own_folder

    remove(name, folder or own_folder())
    click.echo(f"removed {name}")


@command.command("match", epilog=_EPILOG)
@click.argument("what", metavar="WORDS|FILE")
@click.option("--date", "published", callback=iso_date, metavar="YYYY-MM-DD", help="Date of publication.")
@click.option("--limit", type=click.IntRange(min=1), default=5, show_default=True, help="Candidates a claim.")
@click.option(
    "--rates",
    default="auto",
    metavar="FILE|off",
    help="Exchange rates for conversions in brackets, as for `figurecheck check`.",
)
@_sources
def match(what: str, published: date | None, limit: int, rates: str, paths: tuple[Path, ...]) -> None:
    """Show which series a claim is matched with and why: the candidates, their scores, what decided.

    WORDS are matched as they are; of a FILE every figure that is a claim, with the verdict of the record.
    """
    store = _open(paths)
    if what != "-" and not Path(what).is_file():
        if " " not in what and Path(what).suffix:
            raise FigurecheckError(f"{what} does not exist")
        from reference.explaining import of_words

        _print_shown(of_words(store, what, limit), click.echo)
        return
    from verify.commands.stories import Failed, documents
    from verify.publication import Dates

    for item in documents([what], Dates(published), lines=False):
        if isinstance(item, Failed):
            raise FigurecheckError(item.message)
        _print_claims(item.document, store, _of((), rates).exchange_rates, limit, click.echo)


def _print_claims(
    document: Document, store: Store, rates: Rates | None, limit: int, echo: Callable[[str], None]
) -> None:
    from reference.explaining import of_claims
    from reference.reading import Scene
    from verify.against_reference import against_reference
    from verify.pipeline import understood

    context = understood(document)
    judged = {c.quantity: c for c in against_reference(context, store).comparisons if c.quantity}
    relations = tuple(checked.relation for checked in context.relations)
    scene = Scene(context.document, context.quantities, context.bindings, relations, context.mentions, store)
    converted = _conversions(context, rates)
    for figure, shown in of_claims(scene, limit):
        _print_shown(shown, echo)
        if figure.id in converted:
            echo(f"  exchange rate: {converted[figure.id]}")
        told = judged.get(figure.id)
        if told is not None:
            why = told.reason or told.note or told.formula
            echo(f"  verdict: {told.outcome.replace('_', ' ')}" + (f" ({why})" if why else ""))


def _conversions(context: Context, rates: Rates | None) -> dict[str, str]:
    """Say what the exchange rates make of each converted amount, by the id of its figure."""
    if rates is None:
        return {}
    from verify.conversions import conversions_of, said

    found = {}
    for one in conversions_of(context, rates):
        known = (
            f"1 {one.rate.base} is {one.implied_rate} {one.rate.quote} in the story; {said(one.rate)}"
            if one.rate
            else ""
        )
        found[one.converted.id] = f"{one.outcome} ({'; '.join(part for part in (one.reason, known) if part)})"
    return found


def _print_shown(shown: Shown, echo: Callable[[str], None]) -> None:
    from verify.report.layout import visible

    about = "; ".join(part for part in (" or ".join(shown.areas), shown.period or "no period") if part)
    echo(f"{visible(shown.text)}  ({about})")
    if shown.reason:
        echo(f"  {shown.reason}")
    for one in shown.tried:
        candidate = one.candidate
        sign = "→" if one.accepted else " "
        echo(f"{sign} {candidate.score:.2f}  {candidate.indicator.id}  {candidate.indicator.label}")
        echo(f"        {one.decision}: {one.parts}, by “{candidate.name}”")
        if one.cell is not None and candidate.blocked is None:
            row = one.cell.observation
            value = " ".join(word for word in (row.printed, row.unit) if word)
            published = f", published {row.vintage}" if row.vintage else ""
            echo(f"        {row.period}: {value} ({row.source or 'no source named'}{published})")


command.add_command(fetch)
