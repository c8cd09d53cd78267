"""`figurecheck serve`: the web page and the HTTP API on this machine."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from claims.errors import FigurecheckError
from claims.extras import load
from verify.commands.options import load_config, reference_options

__all__ = ["command"]

_EPILOG = """\b
Examples:
  figurecheck serve
  figurecheck serve --open
  figurecheck serve --port 9000 --reference our-figures/
  figurecheck serve --host 0.0.0.0 --allow-host checker.newsroom.example

\b
  curl -s http://127.0.0.1:8750/v1/check -H 'Content-Type: application/json' \\
       -d '{"text": "Sales rose from 40 to 50, or 20 percent."}'

The page and the API are for this machine alone, unless --host says otherwise. There is no log-in: put a proxy
that asks for one before a server that others can reach. Nothing is stored and nothing is sent elsewhere.
"""


@click.command("serve", short_help="Serve the web page and the HTTP API.", epilog=_EPILOG)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8750, show_default=True, help="0 takes any free one.")
@click.option("--allow-host", "names", multiple=True, metavar="NAME", help="A further name of this server.")
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="URL",
    help="A site whose pages may use the API.",
)
@click.option("--workers", type=click.IntRange(1, 64), help="Checks at the same time. [default: cores, at most 4]")
@click.option("--timeout", type=click.FloatRange(0.1, 600), default=20.0, show_default=True, help="Seconds a check.")
@click.option(
    "--max-size",
    type=click.IntRange(1_000, 20_000_000),
    default=2_000_000,
    show_default=True,
    help="Bytes a request.",
)
@click.option("--open", "browser", is_flag=True, help="Open the page in a browser.")
@click.option("--config", "config_path", type=click.Path(path_type=Path), help="Configuration file.")
@reference_options
def command(**options: Any) -> None:
    """Serve the web page and the HTTP API.

    Paste, type or drop a story into the page: its figures light up while you type. Programs use /v1/check;
    /openapi.json describes the rest.
    """
    load("fastapi", "serve", "figurecheck serve needs")
    uvicorn = load("uvicorn", "serve", "figurecheck serve needs")
    from verify.commands.stories import Checker
    from verify.server.app import create_app
    from verify.server.settings import Settings, is_loopback

    config = load_config(options["config_path"])
    if options["no_reference"]:
        if options["references"]:
            raise click.UsageError("--reference and --no-reference exclude one another")
        config = replace(config, references=(), bundled_reference=False)
    config = replace(config, references=tuple(p.absolute() for p in (*config.references, *options["references"])))
    Checker.of(config).sources.store()  # what is wrong with a source or a baseline is said before anything is served
    host = options["host"].strip("[]")
    settings = Settings(
        config=config,
        host=host,
        names=options["names"],
        origins=tuple(origin.rstrip("/") for origin in options["origins"]),
        workers=options["workers"] or min(os.cpu_count() or 1, 4),
        check_seconds=options["timeout"],
        max_bytes=options["max_size"],
    )
    listener = _listen(host, options["port"])
    address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
    if not is_loopback(host):
        click.echo(f"figurecheck: warning: {host} can be reached by other machines, and there is no log-in", err=True)
    click.echo(f"figurecheck serves {address} (stop with Ctrl-C)", err=True)
    if options["browser"]:
        click.launch(address)
    server = uvicorn.Server(
        uvicorn.Config(create_app(settings), log_level="warning", access_log=False, server_header=False)
    )
    with suppress(KeyboardInterrupt):  # the usual way to stop
        server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """Take the address before anything is loaded; what stands in the way is said in a sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise FigurecheckError(f"cannot listen at {host}, port {port}: {error.strerror}") from error
