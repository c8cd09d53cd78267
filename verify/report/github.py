"""Findings as workflow commands of GitHub Actions, which shows them at the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence

from verify.finding import Report, Severity

__all__ = ["LIMIT", "to_github"]

LIMIT = 10  # annotations of one level that a step shows; the rest would vanish without a word
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def to_github(reports: Sequence[Report]) -> str:
    """Write one command a finding, worst first, and say how many were left off."""
    lines: list[str] = []
    for severity, command in _COMMANDS.items():
        found = [(r.document, f) for r in reports for f in r.findings if f.severity is severity]
        for document, finding in found[:LIMIT]:
            place = document.place(finding.start, finding.end)
            part = f", {place.part}" if place.line is None and place.part else ""
            fields = {
                "file": document.id,
                "line": place.line,
                "endLine": place.end_line,
                "col": place.column,
                "endColumn": place.end_column,
                "title": f"{finding.rule} ({finding.code}){part}",
            }
            given = {name: value for name, value in fields.items() if value is not None}
            properties = ",".join(f"{name}={_property(str(value))}" for name, value in given.items())
            lines.append(f"::{command} {properties}::{_data(finding.message)}")
        if len(found) > LIMIT:
            left = len(found) - LIMIT
            lines.append(f"::{command} title=figurecheck::{left} more of level {severity.value} are not shown here")
    return "".join(line + "\n" for line in lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
