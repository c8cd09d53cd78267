"""What is shown at a figure: verdict, arithmetic, source, as Markdown in which no word of the text is markup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

from claims.patterns import regex
from verify.report.annotations import Annotations, FigureNote, FindingNote, Proof
from verify.report.layout import visible
from verify.report.standing import Standing

__all__ = ["hover_at"]

Span = Callable[[int, int], tuple[int, int]]
_MARKUP = regex(r"([\\`*_{}\[\]<>()#+\-.!|~&:@])")
_SIGNS = {Standing.IN_QUESTION: "✗", Standing.CONFIRMED: "✓", Standing.ADDS_UP: "=", Standing.UNCHECKED: "?"}


def hover_at(notes: Annotations, offset: int, span: Span) -> tuple[int, int, str] | None:
    """Return what to show at an offset of the file and the stretch that it is about; None where there is no figure.

    `span` leads from a stretch of the text into the file.
    """

    def holds(start: int, end: int) -> bool:
        first, last = span(start, end)
        return first <= offset < last

    findings = [note for note in notes.findings if holds(note.finding.start, note.finding.end)]
    figure = next((note for note in notes.figures if holds(note.quantity.start, note.quantity.end)), None)
    if figure is not None and figure.finding is not None and not findings:
        findings = [note for note in notes.findings if note.n == figure.finding]
    if figure is None and not findings:
        return None
    pieces = [*(_finding(note) for note in findings), *([_figure(figure)] if figure else [])]
    if figure is not None:
        start, end = figure.quantity.start, figure.quantity.end
    else:
        start, end = findings[0].finding.start, findings[0].finding.end
    return *span(start, end), "\n\n---\n\n".join(pieces)


def _finding(note: FindingNote) -> str:
    finding = note.finding
    lines = [f"**{finding.severity.value}** {_plain(finding.message)}"]
    lines += [f"→ **{_plain(s.replacement)}** {_plain(s.why)}" for s in note.suggestions]
    lines += _proofs(note.proofs)
    lines.append(f"`{finding.rule}` {finding.code}")
    return "\n\n".join(lines)


def _figure(note: FigureNote) -> str:
    words = " ".join(f"{_SIGNS[note.standing]} **{_plain(note.quantity.surface)}** {note.said}".split())
    lines = [words + (f": {_plain(note.about)}" if note.about else "")]
    if note.standing is not Standing.IN_QUESTION:
        lines += _proofs(note.proofs)
    if note.reason:
        lines.append(f"Not checked: {_plain(note.reason)}\\.")
    lines.append(f"It can stand for {_plain(note.stands_for)}\\.")
    return "\n\n".join(lines)


def _proofs(proofs: tuple[Proof, ...]) -> Iterator[str]:
    for proof in proofs:
        source = _source(proof)
        if words := " ".join(part for part in (_plain(proof.text), f"({source})" if source else "") if part):
            yield words


def _source(proof: Proof) -> str:
    words = _plain(", ".join(w for w in (proof.source, f"published {proof.vintage}" if proof.vintage else None) if w))
    if proof.url and proof.url.startswith(("https://", "http://")):
        return f"[{words or 'source'}](<{quote(proof.url, safe=':/?#[]@!$&()*+,;=%~')}>)"
    return words


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", visible(text))
