"""`figurecheck schema`: the published JSON schemas."""

from __future__ import annotations

from importlib.resources import files

import click

__all__ = ["SCHEMAS", "command"]

SCHEMAS = {"report": "verify", "claim": "claims", "config": "verify"}  # name -> package that has it
_EPILOG = """\b
Examples:
  figurecheck schema report
  figurecheck schema config > figurecheck.schema.json

They are JSON Schema 2020-12; the version stands in $id and, for reports, in schema_version. A change that
programs must know of raises the first number, an addition the second.
"""


@click.command("schema", short_help="Print a JSON schema: of reports, claims or the configuration.", epilog=_EPILOG)
@click.argument("name", type=click.Choice(sorted(SCHEMAS)))
def command(name: str) -> None:
    """Print the JSON schema of a report, of the claims in it, or of the configuration."""
    text = (files(SCHEMAS[name]) / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    click.echo(text, nl=False)
