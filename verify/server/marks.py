"""What a page shows at the figures of a story, as data: places in UTF-16 units, as browsers count."""

from __future__ import annotations

from typing import Any

from claims.document import Document
from verify.report import Result
from verify.report.annotations import FigureNote, FindingNote, Proof, annotate

__all__ = ["marks_data"]

Data = dict[str, Any]


def marks_data(result: Result) -> Data:
    """Return the notes of a checked story; the model `Marks` of the API describes them."""
    report = result.report
    document = report.document
    notes = annotate(report, result.store)
    return {
        "document": {
            "title": document.title,
            "published": document.published.isoformat() if document.published else None,
        },
        "summary": notes.summary,
        "tally": {standing.value: n for standing, n in notes.tally.items()},
        "findings": [_finding(note, document) for note in notes.findings],
        "figures": [_figure(note, document) for note in notes.figures],
        "accepted": sum(suppression.used for suppression in result.suppressions),
    }


def _place(document: Document, start: int, end: int) -> Data:
    return {"start": document.utf16(start), "end": document.utf16(end), "words": document.text[start:end]}


def _finding(note: FindingNote, document: Document) -> Data:
    finding = note.finding
    return {
        "n": note.n,
        "fingerprint": note.fingerprint,
        "severity": finding.severity.value,
        "rule": finding.rule,
        "code": finding.code,
        **_place(document, finding.start, finding.end),
        "message": finding.message,
        "suggestions": [
            {**_place(document, s.start, s.end), "replacement": s.replacement, "why": s.why} for s in note.suggestions
        ],
        "proofs": [_proof(proof) for proof in note.proofs],
        "chart": note.chart,
    }


def _figure(note: FigureNote, document: Document) -> Data:
    return {
        "id": note.quantity.id,
        **_place(document, note.quantity.start, note.quantity.end),
        "standing": note.standing.value,
        "said": note.said,
        "about": note.about,
        "stands_for": note.stands_for,
        "proofs": [_proof(proof) for proof in note.proofs],
        "reason": note.reason,
        "finding": note.finding,
    }


def _proof(proof: Proof) -> Data:
    return {
        "text": proof.text,
        "recorded": proof.recorded,
        "source": proof.source,
        "url": proof.url,
        "vintage": proof.vintage,
    }
