"""`figurecheck reference fetch`: ask a statistical service for figures and keep them as figures of record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from verify.version import VERSION

if TYPE_CHECKING:
    from reference.fetching import Fetcher

__all__ = ["fetch"]

F = TypeVar("F", bound=Callable[..., Any])

_EPILOG = """\b
Examples:
  figurecheck reference fetch worldbank SP.POP.TOTL --area NAM --area ZAF --from 2000
  figurecheck reference fetch sdmx ecb EXR M.USD.EUR.SP00.A --from 2020

These are the only commands that open a connection, and only to the service that is named. Answers are kept as they
came, with address, date and hash, and asked for again after a week.
"""


@click.group("fetch", short_help="Ask a statistical service for figures.", epilog=_EPILOG)
def fetch() -> None:
    """Ask the World Bank or an SDMX service for figures and add them; needs a network."""


def _options(command: F) -> F:
    """Add what both services have in common."""
    for option in (
        click.option("--from", "first", default="", metavar="PERIOD", help="The first year or period."),
        click.option("--until", "last", default="", metavar="PERIOD", help="The last year or period."),
        click.option("--to", "folder", type=click.Path(path_type=Path), help="The folder of references to add to."),
        click.option("--replace", is_flag=True, help="Put it in the place of a dataset of the same name."),
        click.option("--refresh", is_flag=True, help="Ask again, even where a kept answer is young."),
        click.option("--timeout", type=click.FloatRange(0.1, 600), default=30, show_default=True, help="Seconds."),
        click.option(
            "--max-mb", type=click.IntRange(1, 2000), default=100, show_default=True, help="Size of an answer."
        ),
    ):
        command = option(command)
    return command


def _fetcher(options: dict[str, Any]) -> Fetcher:
    from reference.build import cache_folder
    from reference.fetching import Fetcher

    return Fetcher(
        folder=cache_folder() / "fetched",
        agent=f"figurecheck/{VERSION} (figures of record, on request of a user)",
        timeout=options["timeout"],
        max_bytes=options["max_mb"] * 1_000_000,
        max_age=0.0 if options["refresh"] else 7.0,
    )


def _add(paths: list[Path], options: dict[str, Any], name: str = "") -> None:
    from reference.adding import add
    from reference.build import own_folder
    from verify.commands.understood import lines_of

    folder = options["folder"] or own_folder()
    for understood in add(paths, folder, replace=options["replace"], name=name):
        click.echo(f"added {understood.name} to {folder}")
        for line in lines_of(understood):
            click.echo(f"  {line}")


@fetch.command("worldbank", epilog=_EPILOG)
@click.argument("indicators", nargs=-1, required=True)
@click.option("--area", "areas", multiple=True, metavar="CODE", help="ISO code of a country or group. Default: all.")
@click.option("--service", help="Address of the interface, in place of the World Bank's own.")
@_options
def world_bank(indicators: tuple[str, ...], areas: tuple[str, ...], service: str | None, **options: Any) -> None:
    """Fetch INDICATORS of the World Bank by their codes, such as SP.POP.TOTL."""
    from reference.fetching import WORLD_BANK, world_bank_address

    fetcher = _fetcher(options)
    paths = []
    for indicator in indicators:
        address = world_bank_address(service or WORLD_BANK, indicator, areas, options["first"], options["last"])
        paths.append(fetcher.world_bank(indicator, address))
    _add(paths, options)


@fetch.command("sdmx", epilog=_EPILOG)
@click.argument("service")
@click.argument("flow")
@click.argument("key", default="all")
@click.option("--name", help="The name of the dataset. Default: service and data flow.")
@_options
def sdmx(service: str, flow: str, key: str, name: str | None, **options: Any) -> None:
    """Fetch a data flow of an SDMX service.

    SERVICE is ecb, estat, ilo or oecd, or the address of a REST interface; FLOW the id of the data flow, KEY the
    dimensions with dots between them.
    """
    from reference.fetching import SERVICES, sdmx_address

    address = sdmx_address(service, flow, key, options["first"], options["last"])
    label = (
        name
        or f"{service if service.lower() in SERVICES else 'sdmx'}-{flow.split(',')[-1 if flow.count(',') == 0 else 1]}"
    )
    _add([_fetcher(options).sdmx(label, address)], options, name=label)
