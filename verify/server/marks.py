"""What a page shows at the figures of a story, as data: places in UTF-16 units, as browsers count."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from claims.document import Document
from claims.patterns import regex
from verify.edit import edit_of, source_of, span_in_source
from verify.report import Result
from verify.report.annotations import FigureNote, FindingNote, Proof, annotate

__all__ = ["marks_data"]

Data = dict[str, Any]
_WIDE = regex("[\U00010000-\U0010ffff]")


def marks_data(result: Result) -> Data:
    """Return the notes of a checked story; the model `Marks` of the API describes them."""
    report = result.report
    document = report.document
    notes = annotate(report, result.store)
    file = _File(document)
    return {
        "document": {
            "title": document.title,
            "published": document.published.isoformat() if document.published else None,
        },
        "summary": notes.summary,
        "tally": {standing.value: n for standing, n in notes.tally.items()},
        "findings": [_finding(note, file) for note in notes.findings],
        "figures": [_figure(note, file) for note in notes.figures],
        "accepted": sum(suppression.used for suppression in result.suppressions),
    }


class _File:
    """The text of the file as given, which is what a page shows and changes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = source_of(document) or ""
        self._wide = [match.start() for match in _WIDE.finditer(self.text)]

    def place(self, start: int, end: int) -> Data:
        """Return where words that were read stand."""
        return self.stretch(*(span_in_source(self.document, start, end) or (0, 0)))

    def stretch(self, start: int, end: int) -> Data:
        return {"start": self._utf16(start), "end": self._utf16(end), "words": self.text[start:end]}

    def _utf16(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)


def _finding(note: FindingNote, file: _File) -> Data:
    finding = note.finding
    edits = ((edit_of(file.document, suggestion), suggestion.why) for suggestion in note.suggestions)
    return {
        "n": note.n,
        "fingerprint": note.fingerprint,
        "severity": finding.severity.value,
        "rule": finding.rule,
        "code": finding.code,
        **file.place(finding.start, finding.end),
        "message": finding.message,
        "suggestions": [
            {**file.stretch(edit.start, edit.end), "replacement": edit.replacement, "why": why}
            for edit, why in edits
            if edit is not None
        ],
        "proofs": [_proof(proof) for proof in note.proofs],
        "chart": note.chart,
    }


def _figure(note: FigureNote, file: _File) -> Data:
    return {
        "id": note.quantity.id,
        **file.place(note.quantity.start, note.quantity.end),
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
