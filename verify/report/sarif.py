"""Findings as SARIF 2.1.0, for code hosts and editors that read static analysis results."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from claims.document import Document
from claims.origin import Place
from verify.edit import edit_of, span_in_source
from verify.finding import Finding, Report, Severity, Suggestion
from verify.fingerprint import fingerprints
from verify.rules.rule import Rule
from verify.version import VERSION

__all__ = ["to_sarif"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
Data = dict[str, Any]


def to_sarif(reports: Sequence[Report], rules: Sequence[Rule]) -> str:
    """Write the findings of all reports as one run; `rules` document those that found something."""
    used = {finding.rule for report in reports for finding in report.findings}
    listed = [rule for rule in rules if rule.name in used]
    places = {rule.name: n for n, rule in enumerate(listed)}
    run = {
        "tool": {"driver": {"name": "figurecheck", "version": VERSION, "rules": [_rule(rule) for rule in listed]}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(report.document)}} for report in reports],
        "results": [result for n, report in enumerate(reports) for result in _results(report, n, places)],
    }
    data = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> Data:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.title},
        "help": {"text": rule.documentation.strip(), "markdown": rule.documentation.strip()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _results(report: Report, artifact: int, places: Mapping[str, int]) -> list[Data]:
    names = fingerprints(report.document, report.findings)
    return [
        _result(report, finding, name, artifact, places) for finding, name in zip(report.findings, names, strict=True)
    ]


def _result(report: Report, finding: Finding, name: str, artifact: int, places: Mapping[str, int]) -> Data:
    document = report.document
    location = {"uri": _uri(document), "index": artifact}
    data: Data = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(document, location, finding.start, finding.end)],
        "partialFingerprints": {"figurecheck/v1": name},
    }
    if finding.rule in places:
        data["ruleIndex"] = places[finding.rule]
    others = [q for q in report.quantities if q.id in finding.quantities and q.start != finding.start]
    if others:
        data["relatedLocations"] = [
            {"id": n, "message": {"text": q.surface}, **_location(document, location, q.start, q.end)}
            for n, q in enumerate(others)
        ]
    fixes = [fix for s in finding.likely_suggestions if (fix := _fix(document, location, s)) is not None]
    if fixes:
        data["fixes"] = fixes
    return data


def _location(document: Document, artifact: Data, start: int, end: int) -> Data:
    """Return a place in the file: its lines, or the name of the part of a file that has none."""
    place = document.place(start, end)
    region = _region(place, span_in_source(document, start, end))
    physical: Data = {"artifactLocation": artifact}
    if region is not None:
        physical["region"] = {**region, "snippet": {"text": document.text[start:end]}}
    location: Data = {"physicalLocation": physical}
    if place.part is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": place.part}]
    return location


def _region(place: Place, span: tuple[int, int] | None) -> Data | None:
    if place.line is None:
        return None
    lines = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return lines if span is None else {**lines, "charOffset": span[0], "charLength": span[1] - span[0]}


def _fix(document: Document, artifact: Data, suggestion: Suggestion) -> Data | None:
    """Return the change of the file; none where the file has the words in another form."""
    edit = edit_of(document, suggestion)
    if edit is None:
        return None
    replacement = {
        "deletedRegion": _region(edit.place, (edit.start, edit.end)),
        "insertedContent": {"text": edit.replacement},
    }
    return {
        "description": {"text": suggestion.why or f"write “{suggestion.replacement}”"},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
    }


def _uri(document: Document) -> str:
    """Return the URI of a file: relative as it was named, or of an absolute path; what a URI cannot hold is quoted."""
    path = PurePath(document.id)
    if path.is_absolute():
        return path.as_uri()
    return quote((document.id or "text").replace("\\", "/"), safe="/.-_~")
