"""The report as one self-contained page: the story with its figures marked, what was found beside it.

No script, no network, everything escaped. The marks are links, so that they work by keyboard and are read out
with their verdict; colour is never the only sign.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from claims.document import Block
from verify.finding import Evidence, Finding, Report
from verify.report.layout import visible
from verify.report.standing import Standing, StandingOf, about, reasons, standings
from verify.report.text import counted_nouns, implied_line, summary_line
from verify.version import VERSION

__all__ = ["to_html"]

_SAID = {
    Standing.IN_QUESTION: "in question",
    Standing.CONFIRMED: "confirmed by the record",
    Standing.ADDS_UP: "adds up",
    Standing.UNCHECKED: "not checked",
}
_SIGNS = {Standing.CONFIRMED: "✓", Standing.ADDS_UP: "✓", Standing.UNCHECKED: "?"}
_HEADING = re.compile(r"(?:#{1,6}[ \t]+)?")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def to_html(reports: Sequence[Report]) -> str:
    """Write one page for one or several reports."""
    css = (files("verify") / "report" / "page.css").read_text(encoding="utf-8")
    title = _text(_name(reports[0])) if len(reports) == 1 else f"{len(reports)} stories"
    body = "\n".join(
        _Section(report, f"r{n}-" if len(reports) > 1 else "").html() for n, report in enumerate(reports, 1)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{title} · figurecheck</title>\n<style>\n{css}</style>\n</head>\n<body>\n{body}\n"
        f"<footer><p>figurecheck {VERSION}. A mark means that arithmetic or record was looked at, "
        "not that the story is true.</p></footer>\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(visible(text), quote=True)


def _name(report: Report) -> str:
    return report.document.title or report.document.id or "Story"


@dataclass(frozen=True)
class _Mark:
    """A stretch of the text that links to what is said about it."""

    start: int
    end: int
    id: str
    target: str
    kind: str
    label: str


class _Section:
    """One report as HTML; `prefix` keeps the ids of several apart."""

    def __init__(self, report: Report, prefix: str) -> None:
        self.report = report
        self.prefix = prefix
        self.figures = standings(report)
        self.nouns = counted_nouns(report)
        self.marks = tuple(self._marks())
        self.starts = [mark.start for mark in self.marks]

    def html(self) -> str:
        document = self.report.document
        day = document.published.isoformat() if document.published else "no date of publication"
        return "\n".join(
            [
                '<main class="report">',
                f"<header><h1>{_text(_name(self.report))}</h1>",
                f'<p class="facts">{_text(document.id)} · {day}</p>',
                f'<p class="summary">{_text(summary_line(self.report, self.figures))}</p></header>',
                '<div class="columns">',
                f'<article class="story" lang="{_text(document.language)}" aria-label="The story">',
                *self._story(),
                '</article>\n<aside aria-label="What was found">',
                *self._found(),
                *self._list("Verified", (Standing.CONFIRMED, Standing.ADDS_UP)),
                *self._list("Not checked", (Standing.UNCHECKED,)),
                *self._set_aside(),
                "</aside>\n</div>\n</main>",
            ]
        )

    def _marks(self) -> Iterator[_Mark]:
        """Figures, and the wording of findings where it is no figure; they do not overlap."""
        spans = [self._figure_mark(f) for f in self.figures if f.standing is not Standing.SET_ASIDE]
        spans += [self._wording_mark(finding) for finding in self.report.findings]
        at = 0
        for mark in sorted(spans, key=lambda m: (m.start, -m.end)):
            if mark.start >= at and mark.end > mark.start:
                yield mark
                at = mark.end

    def _name_of(self, finding: Finding) -> str:
        return f"{self.prefix}f{self.report.findings.index(finding) + 1}"

    def _figure_mark(self, figure: StandingOf) -> _Mark:
        quantity = figure.quantity
        id = f"{self.prefix}{quantity.id}"
        finding = self._finding_of(figure)
        target = self._name_of(finding) if finding else f"{id}-said"
        return _Mark(quantity.start, quantity.end, id, target, figure.standing.value, _SAID[figure.standing])

    def _finding_of(self, figure: StandingOf) -> Finding | None:
        """The finding to read about a figure: one at it, or one whose equation it is a member of."""
        if figure.findings:
            return figure.findings[0]
        if figure.standing is not Standing.IN_QUESTION:
            return None
        return next((f for f in self.report.findings if figure.quantity.id in f.quantities), None)

    def _wording_mark(self, finding: Finding) -> _Mark:
        name = self._name_of(finding)
        return _Mark(finding.start, finding.end, f"{name}-at", name, "in_question", finding.severity.value)

    def _story(self) -> Iterator[str]:
        document = self.report.document
        blocks = document.blocks or (Block(0, len(document.text), 0, "paragraph"),)
        for block in blocks:
            tag = "h2" if block.kind == "headline" else "p"
            words = "".join(self._pieces(block))
            if words.strip("-"):  # not the fences of front matter
                yield f'<{tag} class="{block.kind}">{words}</{tag}>'

    def _pieces(self, block: Block) -> Iterator[str]:
        text = self.report.document.text
        at = block.start + _heading(text, block)
        for mark in self.marks[bisect_left(self.starts, block.start) :]:
            if mark.start >= block.end:
                break
            if mark.end > block.end:
                continue
            yield _text(text[at : mark.start])
            yield (
                f'<a class="figure {mark.kind}" id="{mark.id}" href="#{mark.target}" '
                f'title="{_text(mark.label)}">{_text(text[mark.start : mark.end])}</a>'
            )
            at = mark.end
        yield _text(text[at : block.end])

    def _found(self) -> Iterator[str]:
        findings = sorted(self.report.findings, key=lambda f: (-f.severity.level, f.start, f.end))
        if findings:
            yield "<h2>Findings</h2>"
        for finding in findings:
            yield self._finding(finding)

    def _finding(self, finding: Finding) -> str:
        name = self._name_of(finding)
        text = self.report.document.text
        words = _text(text[finding.start : finding.end])
        back = next((m.id for m in self.marks if m.start < finding.end and finding.start < m.end), "")
        place = f'<a href="#{back}">“{words}”</a>' if back else f"“{words}”"
        suggestions = [
            f"<p><del>{_text(text[s.start : s.end])}</del> → <ins>{_text(s.replacement)}</ins> {_text(s.why)}</p>"
            for s in finding.suggestions
        ]
        proofs = [_proof(e) for e in finding.evidence if e.text not in finding.message]
        return "\n".join(
            [
                f'<section class="finding {finding.severity.value}" id="{name}" tabindex="-1">',
                f"<h3><b>{finding.severity.value}</b> at {place}</h3>",
                f"<p>{_text(finding.message)}</p>",
                *suggestions,
                *proofs,
                f'<p class="reason">{_text(finding.rule)} {_text(finding.code)}</p>\n</section>',
            ]
        )

    def _list(self, title: str, fates: Iterable[Standing]) -> Iterator[str]:
        shown = [figure for figure in self.figures if figure.standing in fates]
        if not shown:
            return
        yield f"<h2>{title}</h2>\n<ul>"
        for figure in shown:
            id = f"{self.prefix}{figure.quantity.id}"
            sign, said = _SIGNS[figure.standing], _SAID[figure.standing]
            proofs = [_proof(evidence) for evidence in figure.evidence]
            proofs += [f'<p class="proof">{_text(implied_line(value, self.nouns))}</p>' for value in figure.implied]
            reason = f'<p class="reason">{_text(figure.reason)}</p>' if figure.reason else ""
            yield (
                f'<li id="{id}-said" tabindex="-1"><span title="{said}">{sign}</span> '
                f'<a href="#{id}">{_text(figure.quantity.surface)}</a> {_text(about(figure))}'
                f"{''.join(proofs)}{reason}</li>"
            )
        yield "</ul>"

    def _set_aside(self) -> Iterator[str]:
        aside = reasons(self.figures, Standing.SET_ASIDE)
        if aside:
            listed = ", ".join(f"{what} {n}" for what, n in sorted(aside.items()))
            yield f'<p class="reason">Set aside, no claims: {_text(listed)}.</p>'


def _proof(evidence: Evidence) -> str:
    source = _text(", ".join(word for word in (evidence.source, evidence.vintage) if word))
    if evidence.url and evidence.url.startswith(("https://", "http://")):
        source = f'<a href="{escape(evidence.url, quote=True)}" rel="noreferrer">{source or "source"}</a>'
    return f'<p class="proof">{_text(evidence.text)}{f" ({source})" if source else ""}</p>'


def _heading(text: str, block: Block) -> int:
    """Return how many characters mark the block as a heading in Markdown."""
    match = _HEADING.match(text, block.start, block.end)
    return match.end() - match.start() if match else 0
