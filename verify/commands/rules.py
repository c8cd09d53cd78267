"""`figurecheck rules`: the table of rules."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from verify.rules.rule import Rule

__all__ = ["command"]

_EPILOG = """\b
Examples:
  figurecheck rules
  figurecheck rules --format json
  figurecheck explain percent-change-mismatch
"""


@click.command("rules", short_help="List the rules.", epilog=_EPILOG)
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(form: str) -> None:
    """List every rule with its code, name, severity and title.

    The severity is the highest that the rule gives: error for exact arithmetic and figures of record, warning
    and note for everything that is a matter of reading or style. A configuration can change it.
    """
    from verify.rules import RULES

    click.echo(_as_json(RULES) if form == "json" else _as_table(RULES))


def _as_table(rules: Sequence[Rule]) -> str:
    name_width = max((len(rule.name) for rule in rules), default=0)
    lines = []
    family = None
    for rule in rules:
        if rule.family != family:
            family = rule.family
            lines += ["", family.replace("_", " ")]
        lines.append(f"  {rule.code}  {rule.name:<{name_width}}  {rule.severity.value:<7}  {rule.title}")
    return "\n".join([*lines[1:], "", f"{len(rules)} rules; `figurecheck explain NAME` documents one."])


def _as_json(rules: Sequence[Rule]) -> str:
    rows = [
        {
            "code": rule.code,
            "name": rule.name,
            "family": rule.family,
            "severity": rule.severity.value,
            "since": rule.since,
            "title": rule.title,
            "diagnoses": list(rule.diagnoses),
        }
        for rule in rules
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
