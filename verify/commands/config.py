"""`figurecheck config`: the settings in force."""

from __future__ import annotations

from pathlib import Path

import click

from verify.commands.options import load_config

__all__ = ["command"]

_EPILOG = """\b
Examples:
  figurecheck config show
  figurecheck config show --config newsroom.toml
"""


@click.group("config", short_help="Show the settings in force.", epilog=_EPILOG)
def command() -> None:
    """Show the settings in force.

    They are read from the nearest figurecheck.toml, or pyproject.toml with a table [tool.figurecheck],
    upwards of the working directory; options of the command line win over them.
    """


@command.command("show", epilog=_EPILOG)
@click.option("--config", "path", type=click.Path(path_type=Path), help="Read this file instead.")
def show(path: Path | None) -> None:
    """Print the settings in force as a configuration file."""
    from verify.config import config_text

    click.echo(config_text(load_config(path)), nl=False)
