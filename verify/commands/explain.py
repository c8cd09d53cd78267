"""`figurecheck explain`: what a rule checks, with an example that fires and one that does not."""

from __future__ import annotations

import difflib
import shutil
import sys

import click

from claims.errors import FigurecheckError

__all__ = ["command"]

_EPILOG = """\b
Examples:
  figurecheck explain weekday-mismatch
  figurecheck explain ARI101
"""


def _names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name or the code of a rule in the shell."""
    from verify.rules import RULES

    return [name for rule in RULES for name in (rule.name, rule.code) if name.startswith(incomplete)]


@click.command("explain", short_help="Explain a rule.", epilog=_EPILOG)
@click.argument("rule", metavar="CODE|NAME", shell_complete=_names)
def command(rule: str) -> None:
    """Explain a rule: what it checks, an example, what it leaves alone, and how rounding is treated.

    CODE or NAME is what a finding prints; `figurecheck rules` lists them all.
    """
    from verify.rule_docs import page
    from verify.rules import RULES

    found = next((r for r in RULES if rule.lower() in (r.name, r.code.lower())), None)
    if found is None:
        names = [name for r in RULES for name in (r.name, r.code)]
        close = difflib.get_close_matches(rule, names, n=1)
        hint = f"; did you mean {close[0]}?" if close else "; `figurecheck rules` lists them"
        raise FigurecheckError(f"no rule is called “{rule}”{hint}")
    text = page(found)
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console(width=min(shutil.get_terminal_size().columns, 100)).print(Markdown(text))
    else:
        click.echo(text, nl=False)
