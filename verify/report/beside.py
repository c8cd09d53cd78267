"""The story and its sources side by side, for the faces: one row a figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from claims.origin import Place
from verify.against.trace import Trace
from verify.against.wording import beside, told
from verify.finding import Report
from verify.report.layout import Line, visible, wrapped
from verify.report.places import place_cell

__all__ = ["as_html", "as_lines"]

_SIGNS = {"found": "✓", "derived": "=", "differs": "✗", "missing": "?"}
_SAID = {"found": "there", "derived": "follows", "differs": "differs", "missing": "missing"}
_STYLES = {"found": "green", "derived": "green", "differs": "yellow", "missing": "cyan"}


@dataclass(frozen=True, slots=True)
class _Row:
    trace: Trace
    place: Place
    sentence: str


def _rows(report: Report) -> Iterator[_Row]:
    document = report.document
    for trace in report.traces or ():
        at = trace.quantity.start
        sentence = document.sentence_text(document.sentence_at(at)) if document.sentences else document.text
        where = document.place(at, trace.quantity.end)
        yield _Row(trace, where, " ".join(sentence.split()))


def as_lines(report: Report, width: int) -> list[Line]:
    """Return the section of the text report; nothing where no sources were given."""
    if report.traces is None:
        return []
    lines: list[Line] = [[], [("Beside the sources", "bold")]]
    for row in _rows(report):
        sign = _SIGNS[row.trace.outcome]
        surface = visible(row.trace.quantity.surface)
        words = f"{surface}  {visible(_short(row.trace))}"
        wrapped_lines = wrapped(words, width, indent="      ", first="")
        first = wrapped_lines[0][1][0]
        head = (f"  {sign} ", _STYLES[row.trace.outcome])
        wrapped_lines[0] = [head, (first[: len(surface)], "bold"), (first[len(surface) :], "dim")]
        lines += wrapped_lines
        if row.trace.outcome == "differs":
            lines += wrapped(f"story: {row.sentence}", width, "dim", indent="      ")
            for evidence in beside(row.trace):
                lines += wrapped(evidence.text, width, "dim", indent="      ")
    return lines


def _short(trace: Trace) -> str:
    if trace.outcome != "differs":
        return told(trace)
    first = trace.places[0]
    return f"{trace.sum or first.quantity.surface} in {first.place}"


def as_html(report: Report, prefix: str) -> Iterator[str]:
    """Yield the section of the page: the story's sentence, and the passages of the sources beside it."""
    if report.traces is None:
        return
    heads = "".join(
        f'<th scope="col">{head}</th>' for head in ("Line", "Figure", "In the sources", "The story", "The sources")
    )
    name = f"{prefix}beside"
    yield f'<section class="beside cells" aria-labelledby="{name}"><h2 id="{name}">The story and its sources</h2>'
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    for row in _rows(report):
        trace = row.trace
        passages = "".join(f"<p>{_safe(evidence.text)}</p>" for evidence in beside(trace))
        how = f"<p>{_safe(trace.sum)}</p>" if trace.sum else ""
        sign = f'<span class="sign" aria-hidden="true">{_SIGNS[trace.outcome]}</span>'
        yield (
            f'<tr>{place_cell(row.place)}<th scope="row">{_safe(trace.quantity.surface)}</th>'
            f'<td class="verdict">{sign} {_SAID[trace.outcome]}</td><td>{_safe(row.sentence)}</td>'
            f"<td>{how}{passages}</td></tr>"
        )
    yield "</tbody></table></section>"


def _safe(text: str) -> str:
    return escape(visible(text), quote=True)
