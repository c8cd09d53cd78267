"""Where the page of a story links from its words to what is said about them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.document import Block, Document
from verify.finding import Finding, Report
from verify.report.standing import Standing, StandingOf

__all__ = ["SAID", "Mark", "Numbered", "blocks_of", "marks_of", "numbered"]

SAID = {
    Standing.IN_QUESTION: "in question",
    Standing.CONFIRMED: "confirmed by the record",
    Standing.ADDS_UP: "adds up",
    Standing.UNCHECKED: "not checked",
}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number in the order of the text."""

    n: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch [start, end) of the text that links to what is said about it."""

    start: int
    end: int
    id: str
    target: str  # the id of a note or of a row
    kind: str  # severity of the finding, or standing of the figure
    label: str
    number: int | None = None  # of the finding


def numbered(report: Report) -> tuple[Numbered, ...]:
    """Number the findings in the order of the text."""
    ordered = sorted(report.findings, key=lambda f: (f.start, f.end))
    return tuple(Numbered(n, finding) for n, finding in enumerate(ordered, 1))


def blocks_of(document: Document) -> tuple[Block, ...]:
    """Return the blocks of a document; one without any is one paragraph."""
    return document.blocks or (Block(0, len(document.text), 0, "paragraph"),)


def marks_of(
    report: Report, figures: Sequence[StandingOf], findings: Sequence[Numbered], prefix: str
) -> tuple[Mark, ...]:
    """Return the marks in text order: they do not overlap and lie in a block each; findings come first."""
    spans = [_finding_mark(one, prefix) for one in findings]
    spans += [_figure_mark(figure, findings, prefix) for figure in figures if figure.standing is not Standing.SET_ASIDE]
    return tuple(_apart(report.document, spans))


def _apart(document: Document, spans: Sequence[Mark]) -> Iterator[Mark]:
    blocks = blocks_of(document)
    starts = [block.start for block in blocks]
    at = 0
    for mark in sorted(spans, key=lambda m: (m.start, -m.end)):
        block = blocks[max(bisect_right(starts, mark.start) - 1, 0)]
        if max(at, block.start) <= mark.start < mark.end <= block.end:
            yield mark
            at = mark.end


def _finding_mark(one: Numbered, prefix: str) -> Mark:
    finding = one.finding
    name = f"{prefix}f{one.n}"
    label = f"{finding.severity.value} {one.n}"
    return Mark(finding.start, finding.end, f"{name}-at", name, finding.severity.value, label, one.n)


def _figure_mark(figure: StandingOf, findings: Sequence[Numbered], prefix: str) -> Mark:
    quantity = figure.quantity
    id = f"{prefix}{quantity.id}"
    said = SAID[figure.standing]
    one = _finding_of(figure, findings) if figure.standing is Standing.IN_QUESTION else None
    if one is None:
        return Mark(quantity.start, quantity.end, id, f"{id}-said", figure.standing.value, said)
    return Mark(quantity.start, quantity.end, id, f"{prefix}f{one.n}", "in_question", f"{said}, see {one.n}", one.n)


def _finding_of(figure: StandingOf, findings: Sequence[Numbered]) -> Numbered | None:
    """The finding to read about a figure: one at it, one whose equation has it, or one at its claim."""
    quantity = figure.quantity
    claimed = set(figure.claim.roles.values()) if figure.claim else set()
    at = (one for one in findings if one.finding.start < quantity.end and quantity.start < one.finding.end)
    member = (one for one in findings if quantity.id in one.finding.quantities)
    beside = (one for one in findings if claimed & set(one.finding.quantities))
    return next(at, None) or next(member, None) or next(beside, None)
