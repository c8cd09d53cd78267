"""Findings in the diagnostic format of reviewdog, which writes them into a review with their suggestions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from claims.document import Document
from claims.origin import Place
from verify.edit import edit_of, source_of
from verify.finding import Finding, Report, Severity

__all__ = ["to_rdjson"]

_LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}
Data = dict[str, Any]


def to_rdjson(reports: Sequence[Report]) -> str:
    """Write the findings of all reports as one result; columns count the bytes of UTF-8, as the format has it."""
    diagnostics = [item for report in reports for item in _diagnostics(report)]
    data = {"source": {"name": "figurecheck"}, "diagnostics": diagnostics}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


class _Lines:
    """The lines of a file, to count columns in bytes."""

    def __init__(self, document: Document) -> None:
        self._source = source_of(document)

    @cached_property
    def _split(self) -> list[str]:
        return (self._source or "").split("\n")

    def range(self, place: Place) -> Data | None:
        if place.line is None or place.end_line is None:
            return None
        return {
            "start": self._position(place.line, place.column),
            "end": self._position(place.end_line, place.end_column),
        }

    def _position(self, line: int, column: int | None) -> Data:
        before = self._split[line - 1][: (column or 1) - 1]
        return {"line": line, "column": len(before.encode("utf-8", "replace")) + 1}


def _diagnostics(report: Report) -> Iterator[Data]:
    lines = _Lines(report.document)
    for finding in report.findings:
        yield _diagnostic(report.document, finding, lines)


def _diagnostic(document: Document, finding: Finding, lines: _Lines) -> Data:
    place = document.place(finding.start, finding.end)
    location: Data = {"path": document.id or "text"}
    where = lines.range(place)
    if where is not None:
        location["range"] = where
    named = f"{place.part}: " if where is None and place.part else ""
    data: Data = {
        "message": f"{named}{finding.message}",
        "location": location,
        "severity": _LEVELS[finding.severity],
        "code": {"value": finding.rule},
    }
    edits = [edit for edit in (edit_of(document, s) for s in finding.likely_suggestions) if edit is not None]
    if edits:
        data["suggestions"] = [{"range": lines.range(edit.place), "text": edit.replacement} for edit in edits]
    return data
