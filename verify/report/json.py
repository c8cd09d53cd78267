"""The report as JSON, as `schema/report.schema.json` publishes it: the same report gives the same bytes.

Numbers whose precision matters are strings. Offsets count code points; `*_utf16` counts as editors and
JavaScript do.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from claims.codec import binding_data, bounds, quantity_data, relation_data
from claims.document import Document
from claims.origin import Place
from verify.finding import CheckedClaim, Evidence, Finding, Implied, Report, Severity, Source
from verify.fingerprint import fingerprints
from verify.suppression import Suppression
from verify.version import SCHEMA_VERSION, VERSION

__all__ = ["report_data", "to_json", "to_json_array", "to_json_line"]

Data = dict[str, Any]


def to_json(report: Report, suppressions: Sequence[Suppression] = ()) -> str:
    """Write the report for reading: indented, one final newline."""
    return json.dumps(report_data(report, suppressions), ensure_ascii=False, indent=2) + "\n"


def to_json_array(reports: Sequence[tuple[Report, Sequence[Suppression]]]) -> str:
    """Write several reports as one array."""
    return json.dumps([report_data(*one) for one in reports], ensure_ascii=False, indent=2) + "\n"


def to_json_line(report: Report, suppressions: Sequence[Suppression] = (), id: Any = None) -> str:
    """Write the report on one line; `id` is the record's own id in JSON Lines, of whatever type it was."""
    data = report_data(report, suppressions)
    if id is not None:
        data["id"] = id
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def report_data(report: Report, suppressions: Sequence[Suppression] = ()) -> Data:
    """Return the report as plain data, keys in the order of the schema."""
    document = report.document
    claims_of = _claims_by_quantity(report.claims)
    return {
        "id": document.id,
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "figurecheck", "version": VERSION},
        "document": _document(document),
        "summary": _summary(report),
        "quantities": [quantity_data(quantity, document) for quantity in report.quantities],
        "claims": [_claim(claim) for claim in report.claims],
        "relations": [
            relation_data(checked.id, checked.relation, checked.holds.value, claims_of)
            | {"implied": [_implied(value) for value in checked.implied]}
            for checked in report.relations
        ],
        "findings": _findings(report, claims_of),
        "sources": [_source(source) for source in report.sources],
        "suppressions": [suppression.data() for suppression in suppressions],
        "against": _against(report),
    }


def _against(report: Report) -> list[Data] | None:
    """What the sources of the story say of its figures, where any were given."""
    if report.traces is None:
        return None
    return [
        {
            "quantity": trace.quantity.id,
            "outcome": trace.outcome,
            "sum": trace.sum or None,
            "passages": [
                {"file": place.file, "line": place.line, "text": place.passage}
                for place in dict.fromkeys(stated.place for stated in trace.places)
            ],
        }
        for trace in report.traces
    ]


def _document(document: Document) -> Data:
    return {
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "format": document.origin.form if document.origin else "text",
        "text": document.text if document.origin else None,
        "notes": list(document.notes),
        "sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
    }


def _summary(report: Report) -> Data:
    return {
        "quantities": len(report.quantities),
        "claims": len(report.claims),
        "checked_internally": report.checked_internally,
        "checked_against_reference": report.checked_against_reference,
        "unchecked": dict(sorted(report.unchecked.items())),
        "findings": {severity.value: report.count(severity) for severity in Severity},
    }


def _claim(claim: CheckedClaim) -> Data:
    return {
        "id": claim.id,
        "kind": claim.kind,
        **binding_data(claim.binding),
        "roles": dict(claim.roles),
        "implied": [_implied(value) for value in claim.implied],
        "verdict": claim.verdict.value,
        "verdicts": {quantity: verdict.value for quantity, verdict in claim.verdicts.items()},
        "unchecked": claim.unchecked,
        "evidence": [_evidence(evidence) for evidence in claim.evidence],
    }


def _implied(implied: Implied) -> Data:
    return {
        "role": implied.role,
        "period": implied.period,
        **bounds(implied.interval),
        "unit": implied.unit,
        "from": list(implied.source),
    }


def _findings(report: Report, claims_of: dict[str, tuple[str, ...]]) -> list[Data]:
    names = fingerprints(report.document, report.findings)
    numbered = enumerate(zip(report.findings, names, strict=True), start=1)
    return [_finding(f"f{n}", finding, name, report.document, claims_of) for n, (finding, name) in numbered]


def _finding(
    id: str, finding: Finding, fingerprint: str, document: Document, claims_of: dict[str, tuple[str, ...]]
) -> Data:
    touched = dict.fromkeys(claim for quantity in finding.quantities for claim in claims_of.get(quantity, ()))
    return {
        "id": id,
        "rule": finding.rule,
        "code": finding.code,
        "severity": finding.severity.value,
        "diagnosis": _one_or_list(finding.diagnosis),
        "start": finding.start,
        "end": finding.end,
        "start_utf16": document.utf16(finding.start),
        "end_utf16": document.utf16(finding.end),
        "place": _place(document.place(finding.start, finding.end)),
        "message": finding.message,
        "explanation": finding.explanation,
        "quantities": list(finding.quantities),
        "claims": list(touched),
        "computed": None if finding.computed is None else bounds(finding.computed),
        "suggestions": [
            {"start": s.start, "end": s.end, "replacement": s.replacement, "why": s.why, "likely": s.likely}
            for s in finding.suggestions
        ],
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "fingerprint": fingerprint,
    }


def _place(place: Place) -> Data:
    """Write where a finding stands in the file as given; nulls where the file has no lines, or no named parts."""
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "part": place.part,
    }


def _one_or_list(slugs: Sequence[str]) -> str | list[str] | None:
    """A single diagnosis is a slug, equally good ones are a list, none is null."""
    if len(slugs) > 1:
        return list(slugs)
    return slugs[0] if slugs else None


def _evidence(evidence: Evidence) -> Data:
    return {
        "kind": evidence.kind,
        "text": evidence.text,
        "source": evidence.source,
        "url": evidence.url,
        "vintage": evidence.vintage,
        "period": evidence.period,
        "value": evidence.value,
    }


def _source(source: Source) -> Data:
    return {"name": source.name, "url": source.url, "licence": source.licence, "vintage": source.vintage}


def _claims_by_quantity(claims: Sequence[CheckedClaim]) -> dict[str, tuple[str, ...]]:
    result: dict[str, tuple[str, ...]] = {}
    for claim in claims:
        for quantity in dict.fromkeys(claim.roles.values()):
            result[quantity] = (*result.get(quantity, ()), claim.id)
    return result
