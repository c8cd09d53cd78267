"""`figurecheck lsp`: the language server for text editors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from claims.extras import load
from verify.commands.options import load_config, reference_options

__all__ = ["command"]

_EPILOG = """\b
Examples:
  figurecheck lsp
  figurecheck lsp --no-reference
  figurecheck lsp --config newsroom.toml

Editors start this themselves and talk with it over standard input and output; docs/editors.md has the lines to
set up VS Code, Neovim, Helix and Emacs.
"""


@click.command("lsp", short_help="Run the language server, for text editors.", epilog=_EPILOG)
@click.option("--config", "config_path", type=click.Path(path_type=Path), help="Configuration file.")
@reference_options
@click.option("--stdio", is_flag=True, help="Accepted because some editors say it; there is no other way.")
def command(**options: Any) -> None:
    """Run the language server: findings underlined while you write.

    At a figure it shows the arithmetic and the source; at a finding it offers the fix, or to accept it with a
    reason. The configuration is the nearest figurecheck.toml upwards of the folder that the editor starts it in.
    """
    load("pygls", "lsp", "figurecheck lsp needs")
    from verify.commands.stories import Checker
    from verify.lsp.server import create_server

    config = load_config(options["config_path"])
    if options["no_reference"]:
        if options["references"]:
            raise click.UsageError("--reference and --no-reference exclude one another")
        config = replace(config, references=(), bundled_reference=False)
    config = replace(config, references=(*config.references, *options["references"]))
    Checker.of(config).sources.store()  # what is wrong with a source or a baseline is said before the editor waits
    create_server(config).start_io()
