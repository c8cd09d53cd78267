"""The worksheet: every figure with its sentence, claim, verdict and source, and a column to tick."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from claims.codec import number
from verify.finding import Report
from verify.report.standing import Standing, StandingOf, standings

__all__ = ["COLUMNS", "to_csv"]

COLUMNS = (
    "document",
    "line",
    "part",
    "figure",
    "sentence",
    "indicator",
    "area",
    "period",
    "value",
    "unit",
    "verdict",
    "finding",
    "suggestion",
    "arithmetic",
    "record",
    "source",
    "reason",
    "checked by",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(reports: Sequence[Report]) -> str:
    """Write a row a figure; what a spreadsheet would run as a formula is made text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for report in reports:
        for figure in standings(report):
            if figure.standing is not Standing.SET_ASIDE:
                writer.writerow([_cell(text) for text in _row(report, figure)])
    return stream.getvalue()


def _row(report: Report, figure: StandingOf) -> tuple[str, ...]:
    document, quantity = report.document, figure.quantity
    place = document.place(quantity.start, quantity.end)
    binding = figure.claim.binding if figure.claim else None
    sentence = document.sentence_text(document.sentence_at(quantity.start)) if document.sentences else ""
    record = [e for e in figure.evidence if e.kind in ("reference", "table")]
    return (
        document.id,
        "" if place.line is None else str(place.line),
        place.part or "",
        quantity.surface,
        " ".join(sentence.split()),
        binding.indicator.text if binding and binding.indicator else quantity.noun,
        binding.area.name if binding and binding.area else "",
        quantity.period or "",
        number(quantity.value) or "",
        quantity.unit,
        figure.standing.value.replace("_", " "),
        " ".join(finding.message for finding in figure.findings),
        " or ".join(s.replacement for finding in figure.findings for s in finding.likely_suggestions),
        "; ".join(e.text for e in figure.evidence if e not in record),
        "; ".join(e.text for e in record),
        "; ".join(" ".join(w for w in (e.source, e.vintage, e.url) if w) for e in record),
        figure.reason or "",
        "",
    )


def _cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet takes for a formula; negative numbers stay numbers."""
    if text.startswith(_FORMULA) and not text.removeprefix("-").replace(".", "", 1).isdigit():
        return f"'{text}"
    return text
