"""The console program. Each command is loaded when it is called, so that a cold start is fast."""

from __future__ import annotations

import importlib
import signal
import sys
import traceback
from contextlib import suppress
from typing import Any, NoReturn

import click

from claims.errors import FigurecheckError
from verify.garbage import collect_rarely
from verify.version import VERSION

__all__ = ["cli", "main"]

# In the order of the help page.
_COMMANDS = (
    "check", "extract", "fix", "batch", "explain", "rules", "reference", "archive", "config", "schema", "serve", "lsp",
)  # fmt: skip
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class CannotRun(click.ClickException):
    """A message for the person at the keyboard; the program ends with status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"figurecheck: {self.format_message()}", file=file, err=file is None)


class Program(click.Group):
    """Commands are modules of `verify.commands`; errors meant for people end in a message and status 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(f"verify.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            raise _in_a_sentence(error) from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FigurecheckError as error:
            raise CannotRun(str(error)) from error
        except click.UsageError as error:
            raise _in_a_sentence(error) from error
        except KeyboardInterrupt:
            raise CannotRun("stopped") from None


def _in_a_sentence(error: click.UsageError) -> click.ClickException:
    """Say what is wrong with the command line and where its page is; a call without anything shows the page."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error
    message = error.format_message().rstrip(".")
    program = error.ctx.command_path if error.ctx else "figurecheck"
    return CannotRun(f"{message[:1].lower()}{message[1:]}; `{program} --help` shows the usage")


@click.group(
    cls=Program,
    context_settings=CONTEXT,
    epilog="Run `figurecheck COMMAND --help` for the options and examples of a command.",
)
@click.version_option(VERSION, prog_name="figurecheck", message="%(prog)s %(version)s")
def cli() -> None:
    """Recalculate a story before it is published.

    figurecheck reads the figures out of an article, checks that they add up, compares them with the figures
    of record, and says what does not fit, why, and what was probably meant. It works offline.

    \b
      figurecheck check story.txt                 read a story, print a report
      figurecheck check --format json story.txt   the same for a program
      figurecheck fix story.txt                   show the corrections that are sure
      figurecheck explain weekday-mismatch        what a rule checks
      figurecheck reference search patents        what the record holds

    Exit status: 0 nothing found, 1 findings at or above --fail-on, 2 the check could not run.
    """


def main() -> NoReturn:
    """Run the program; characters that the terminal cannot show are replaced, never an error."""
    if sys.stdout is None:
        raise SystemExit(2)  # closed by the caller: there is nowhere to write to
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    with suppress(ValueError, AttributeError):  # in a thread, or where there is no such signal
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # clean up as for Ctrl-C
    collect_rarely()
    try:
        cli(prog_name="figurecheck")
    except Exception:  # click has dealt with all that a user can mend
        traceback.print_exc()
        click.echo("figurecheck: this is a fault in the program, please report it", err=True)
        raise SystemExit(2) from None
    raise SystemExit(0)
