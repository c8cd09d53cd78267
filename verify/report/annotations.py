"""A report as notes at places of the text, for faces that show it inside an editor: the web page, the language server.

Plain words throughout; the faces escape them for their own markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.interval import Interval
from claims.model import Quantity
from verify.finding import Evidence, Finding, Report, Severity, Suggestion
from verify.fingerprint import fingerprints
from verify.report.chart import Claimed, chart
from verify.report.marks import SAID
from verify.report.proof import repeats
from verify.report.series import moment, series_of
from verify.report.standing import Standing, StandingOf, about, standings
from verify.report.text import counted_nouns, implied_line, summary_line

if TYPE_CHECKING:
    from reference.store import Store

__all__ = ["Annotations", "FigureNote", "FindingNote", "Proof", "annotate", "chart_of"]

_DRAWN = 10**30  # nothing larger is drawn


@dataclass(frozen=True, slots=True)
class Proof:
    """A line of arithmetic or a cell of the record, with where it was published."""

    text: str
    recorded: bool = False
    source: str | None = None
    url: str | None = None
    vintage: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingNote:
    """A finding, numbered in text order."""

    n: int
    finding: Finding
    fingerprint: str
    proofs: tuple[Proof, ...]
    chart: str | None  # a figure with its caption, in HTML and SVG

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        return self.finding.suggestions


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureNote:
    """A figure that is a claim, and how it fared."""

    quantity: Quantity
    standing: Standing
    said: str
    about: str
    stands_for: str  # the values it can honestly stand for
    proofs: tuple[Proof, ...]
    reason: str | None  # why it was not checked
    finding: int | None  # number of the finding that tells of it


@dataclass(frozen=True, slots=True)
class Annotations:
    summary: str
    tally: dict[Standing, int]
    findings: tuple[FindingNote, ...]
    figures: tuple[FigureNote, ...]


def annotate(report: Report, store: Store | None = None) -> Annotations:
    """Return the notes of a report in text order; with the record that it was checked against, with charts."""
    fates = standings(report)
    ordered = sorted(
        zip(report.findings, fingerprints(report.document, report.findings), strict=True),
        key=lambda pair: (pair[0].start, pair[0].end),
    )
    findings = tuple(
        FindingNote(
            n=n,
            finding=finding,
            fingerprint=name,
            proofs=tuple(_proofs(finding)),
            chart=chart_of(report, finding, store) or None,
        )
        for n, (finding, name) in enumerate(ordered, 1)
    )
    nouns = counted_nouns(report)
    told = _Told(findings)
    figures = tuple(_figure(fate, nouns, told) for fate in fates if fate.standing is not Standing.SET_ASIDE)
    tally = {standing: sum(f.standing is standing for f in figures) for standing in SAID}
    return Annotations(summary_line(report, fates), tally, findings, figures)


def chart_of(report: Report, finding: Finding, store: Store | None) -> str:
    """Draw the series of the first cell; the printed figure too, where it is of the same sort as the cell."""
    cells = [evidence for evidence in finding.evidence if evidence.kind == "reference"]
    series = series_of(cells[0], store) if cells and store is not None else None
    if series is None:
        return ""
    when = moment(cells[0].period or "")
    figure = next((q for q in report.quantities if q.id == finding.blamed and len(cells) == 1), None)
    if figure is None or figure.value is None or abs(figure.value) > _DRAWN or when is None:
        return chart(series)
    return chart(series, Claimed(when[1], float(figure.value), figure.surface))


class _Told:
    """Which finding to read about a figure: the gravest at it, else the gravest whose equation has it."""

    def __init__(self, findings: Sequence[FindingNote]) -> None:
        self._member: dict[str, FindingNote] = {}
        self._spans: list[FindingNote] = []
        for note in sorted(findings, key=lambda note: -note.finding.severity.level):
            self._spans.append(note)
            if note.finding.severity is not Severity.NOTE:
                for id in note.finding.quantities:
                    self._member.setdefault(id, note)

    def about(self, quantity: Quantity) -> int | None:
        at = (n for n in self._spans if n.finding.start < quantity.end and quantity.start < n.finding.end)
        note = next(at, None) or self._member.get(quantity.id)
        return note.n if note else None


def _figure(fate: StandingOf, nouns: dict[str, str], told: _Told) -> FigureNote:
    return FigureNote(
        quantity=fate.quantity,
        standing=fate.standing,
        said=SAID[fate.standing],
        about=about(fate),
        stands_for=_window(fate.quantity.lenient),
        proofs=(
            *(_proof(evidence) for evidence in fate.evidence),
            *(Proof(implied_line(value, nouns)) for value in fate.implied),
        ),
        reason=_reason(fate.reason) if fate.reason else None,
        finding=told.about(fate.quantity) if fate.standing is Standing.IN_QUESTION else None,
    )


def _reason(reason: str) -> str:
    """Of several near series the first will do."""
    first = reason.partition("; ")[0]
    return f"no series fits; {first}" if first.startswith("nearest") else first


def _proofs(finding: Finding) -> Iterator[Proof]:
    """What is not in the message already; of a cell that is, its source."""
    said = {suggestion.why for suggestion in finding.suggestions}
    for evidence in (e for e in finding.evidence if e.text not in said):
        if not repeats(evidence, finding):
            yield _proof(evidence)
        elif evidence.source or evidence.url:
            yield _proof(evidence, "")


def _proof(evidence: Evidence, text: str | None = None) -> Proof:
    words = evidence.text if text is None else text
    return Proof(words, evidence.kind == "reference", evidence.source, evidence.url, evidence.vintage)


def _window(interval: Interval) -> str:
    low, high = _plain(interval.lower), _plain(interval.upper)
    if low == high:
        return low or "any value"
    if not low:
        return f"up to {high}"
    return f"{low} to {high}" if high else f"{low} and more"


def _plain(value: Decimal | None) -> str:
    if value is None:
        return ""
    whole, dot, rest = f"{value:,f}".partition(".")
    rest = rest[:6].rstrip("0")
    return f"{whole}{dot}{rest}" if rest else whole
