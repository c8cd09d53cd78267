"""The report as one self-contained page: the story with its figures marked, and beside each passage what was found.

No script, no network, everything escaped. The marks are links, so that they work by keyboard and are read out
with their verdict; colour is never the only sign.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from claims.document import Block
from claims.patterns import regex
from claims.readers import blank_comments
from verify.finding import Evidence, Finding, Report, Severity, Suggestion
from verify.report.annotations import chart_of
from verify.report.grid import Entry, grid_rows, periods_of
from verify.report.layout import visible
from verify.report.marks import SAID, Mark, Numbered, blocks_of, marks_of, numbered
from verify.report.places import place_cell
from verify.report.proof import Sources, repeats
from verify.report.standing import Standing, StandingOf, about, reasons, standings
from verify.report.text import SET_ASIDE, counted_nouns, implied_line, summary_line
from verify.version import VERSION

if TYPE_CHECKING:
    from reference.store import Store

__all__ = ["to_html"]

_SIGNS = {Standing.IN_QUESTION: "✗", Standing.CONFIRMED: "✓", Standing.ADDS_UP: "=", Standing.UNCHECKED: "?"}
_SEVERITY_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTE: "·"}
_PREFIX = regex(r"(?:#{1,6}[ \t]+)?")
_PLAIN = {"nearest in the record": "no series of the record fits"}
_STYLES = ("common.css", "page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def to_html(reports: Sequence[Report], stores: Sequence[Store | None] = ()) -> str:
    """Write one page for one or several reports; `stores` are the records they were checked against, for charts."""
    css = "".join((files("verify") / "report" / name).read_text(encoding="utf-8") for name in _STYLES)
    title = _text(_name(reports[0])) if len(reports) == 1 else f"{len(reports)} stories"
    records = [*stores, *[None] * len(reports)][: len(reports)]
    sections = [
        _Section(report, store, f"r{n}-" if len(reports) > 1 else "")
        for n, (report, store) in enumerate(zip(reports, records, strict=True), 1)
    ]
    contents = _contents(sections) if len(sections) > 1 else ""
    body = "\n".join(section.html() for section in sections)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{title} · figurecheck</title>\n<style>\n{css}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">Skip to the report</a>\n'
        f'{contents}<main id="main" tabindex="-1">\n{body}\n</main>\n'
        f"<footer><p>figurecheck {VERSION}. A tick means that arithmetic or record agrees with the figure, "
        "not that the story is true.</p></footer>\n</body>\n</html>\n"
    )


def _contents(sections: Sequence[_Section]) -> str:
    items = "".join(
        f'<li><a href="#{section.prefix}top">{_text(_name(section.report))}</a> '
        f"<span>{_text(summary_line(section.report, section.figures).rpartition('; ')[2])}</span></li>"
        for section in sections
    )
    return f'<nav class="contents" aria-label="Stories"><h2>{len(sections)} stories</h2><ol>{items}</ol></nav>\n'


def _text(text: str) -> str:
    return escape(visible(text), quote=True)


def _name(report: Report) -> str:
    return report.document.title or report.document.id or "Story"


class _Section:
    """One report as HTML; `prefix` keeps the ids of several apart."""

    def __init__(self, report: Report, store: Store | None, prefix: str) -> None:
        self.report = report
        self.store = store
        self.prefix = prefix
        self.figures = standings(report)
        self.findings = numbered(report)
        self.nouns = counted_nouns(report)
        self.sources = Sources()
        self.story = blank_comments(report.document.text)
        self.marks = marks_of(report, self.figures, self.findings, prefix)
        self.starts = [mark.start for mark in self.marks]

    def html(self) -> str:
        return "\n".join(
            [
                f'<article class="report" id="{self.prefix}top" aria-labelledby="{self.prefix}title">',
                *self._head(),
                *self._overview(),
                *self._passages(),
                *self._sheet(),
                *self._cells(),
                *self._beside(),
                *self._coverage(),
                *self._sources(),
                "</article>",
            ]
        )

    def _head(self) -> Iterator[str]:
        document = self.report.document
        day = f"published {document.published.isoformat()}" if document.published else "no date of publication"
        yield f'<header class="head"><p class="facts">{_text(document.id or "text")} · {day}</p>'
        yield f'<h1 id="{self.prefix}title">{_text(_name(self.report))}</h1>'
        counts = {fate: sum(figure.standing is fate for figure in self.figures) for fate in SAID}
        shown = [(fate, n) for fate, n in counts.items() if n]
        if shown:
            bar = "".join(f'<span class="{fate.value}" style="flex-grow:{n}"></span>' for fate, n in shown)
            yield f'<div class="bar" aria-hidden="true">{bar}</div>\n<ul class="tally">'
            for fate, n in shown:
                sign = f'<span class="sign {fate.value}" aria-hidden="true">{_SIGNS[fate]}</span>'
                said = "add up" if fate is Standing.ADDS_UP and n > 1 else SAID[fate]
                yield f"<li>{sign} <b>{n}</b> {said}</li>"
            yield "</ul>"
        yield f'<p class="summary">{_text(summary_line(self.report, self.figures))}</p></header>'

    def _opening(self, kind: str, title: str) -> str:
        name = f"{self.prefix}{kind}"
        return f'<section class="{kind}" aria-labelledby="{name}"><h2 id="{name}">{title}</h2>'

    def _overview(self) -> Iterator[str]:
        if not self.findings:
            if any(figure.standing in (Standing.CONFIRMED, Standing.ADDS_UP) for figure in self.figures):
                yield '<p class="clean">Nothing was found that does not add up.</p>'
            else:
                yield '<p class="nothing">No figure here could be checked.</p>'
            return
        yield f"{self._opening('overview', 'Findings')}\n<ol>"
        for one in sorted(self.findings, key=lambda one: (-one.finding.severity.level, one.n)):
            finding = one.finding
            better = finding.suggestions[0] if finding.suggestions else None
            old = (better.start, better.end) if better else (finding.start, finding.end)
            change = f' <span aria-hidden="true">→</span> <ins>{_text(better.replacement)}</ins>' if better else ""
            place = self.report.document.place(finding.start, finding.end)
            yield (
                f'<li class="{finding.severity.value}">{_badge(one)} '
                f'<a class="words" href="#{self.prefix}f{one.n}">{_text(self.story[old[0] : old[1]])}</a>{change} '
                f'<span class="rule">{_text(finding.rule)}, {_text(str(place))}</span></li>'
            )
        yield "</ol></section>"

    def _passages(self) -> Iterator[str]:
        document = self.report.document
        blocks = blocks_of(document)
        found = [one.finding.start for one in self.findings]
        yield self._opening("story", "The story")
        shown = [fate for fate in SAID if any(figure.standing is fate for figure in self.figures)]
        if shown:
            keys = " ".join(f'<span class="figure {fate.value}">{SAID[fate]}</span>' for fate in shown)
            yield f'<p class="legend">Figures are marked: {keys}.</p>'
        for n, block in enumerate(blocks):
            words = "".join(self._pieces(block))
            stop = blocks[n + 1].start if n + 1 < len(blocks) else len(document.text) + 1
            notes = self.findings[bisect_left(found, block.start) if n else 0 : bisect_left(found, stop)]
            if block.kind == "front_matter" and "<a" not in words and not notes:
                continue
            tag = "h3" if block.kind == "headline" else "p"
            yield f'<div class="passage"><{tag} class="{block.kind}" lang="{_text(document.language)}">{words}</{tag}>'
            beside = [*(self._note(one) for one in notes), *self._held(block)]
            if beside:
                yield '<div class="notes">'
                yield from beside
                yield "</div>"
            yield "</div>"
        yield "</section>"

    def _pieces(self, block: Block) -> Iterator[str]:
        prefix = _PREFIX.match(self.story, block.start, block.end)
        at = prefix.end() if prefix else block.start
        for mark in self.marks[bisect_left(self.starts, block.start) : bisect_left(self.starts, block.end)]:
            number = f' data-n="{mark.number}"' if mark.number else ""
            yield _text(self.story[at : mark.start])
            yield (
                f'<a class="figure {mark.kind}" id="{mark.id}" href="#{mark.target}" title="{_text(mark.label)}"'
                f"{number}>{_text(self.story[mark.start : mark.end])}</a>"
            )
            at = mark.end
        yield _text(self.story[at : block.end])

    def _note(self, one: Numbered) -> str:
        finding = one.finding
        name = f"{self.prefix}f{one.n}"
        mark = self._mark_at(finding.start, finding.end)
        words = f"“{_text(self.story[finding.start : finding.end])}”"
        place = f'<a href="#{mark.id}">{words}</a>' if mark else words
        label = f"Finding {one.n}"
        proofs, cites = self._proofs(finding)
        return "\n".join(
            [
                f'<section class="note {finding.severity.value}" id="{name}" tabindex="-1" aria-label="{label}">',
                f"<h4>{_badge(one)} {place}</h4>",
                f"<p>{_text(finding.message)}</p>",
                *(self._change(suggestion, finding) for suggestion in finding.likely_suggestions),
                *proofs,
                chart_of(self.report, finding, self.store),
                f'<p class="rule">{_text(finding.rule)} {_text(finding.code)}{cites}</p>\n</section>',
            ]
        )

    def _change(self, suggestion: Suggestion, finding: Finding) -> str:
        why = "" if suggestion.why in finding.message else f" {_text(suggestion.why)}"
        return (
            f'<p class="change"><del>{_text(self.story[suggestion.start : suggestion.end])}</del> '
            f'<span aria-hidden="true">→</span> <ins>{_text(suggestion.replacement)}</ins>{why}</p>'
        )

    def _held(self, block: Block) -> Iterator[str]:
        """List what arithmetic and record say for the figures of a passage, each proof once."""
        proofs: dict[str, Standing] = {}
        for figure in self.figures[self._figure_from(block.start) : self._figure_from(block.end)]:
            if figure.standing in (Standing.CONFIRMED, Standing.ADDS_UP):
                for evidence in figure.evidence:
                    recorded = evidence.kind in ("reference", "table")
                    proofs.setdefault(self._proof(evidence), Standing.CONFIRMED if recorded else Standing.ADDS_UP)
        if proofs:
            items = "".join(
                f'<li><span class="sign {fate.value}" aria-hidden="true">{_SIGNS[fate]}</span> '
                f"<span>{proof}</span></li>"
                for proof, fate in proofs.items()
            )
            yield f'<ul class="held" aria-label="What agrees">{items}</ul>'

    def _figure_from(self, offset: int) -> int:
        return bisect_left(self.figures, offset, key=lambda figure: figure.quantity.start)

    def _mark_at(self, start: int, end: int) -> Mark | None:
        """Return the first mark that overlaps a stretch of the text."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        return next((m for m in self.marks[first : bisect_left(self.starts, end)] if start < m.end), None)

    def _proofs(self, finding: Finding) -> tuple[list[str], str]:
        """Return the proofs that the message has not, and the sources of those that it has."""
        said = {suggestion.why for suggestion in finding.suggestions}
        shown: list[str] = []
        cites: list[str] = []
        for evidence in (e for e in finding.evidence if e.text not in said):
            if not repeats(evidence, finding):
                shown.append(f'<p class="proof">{self._proof(evidence)}</p>')
            elif cite := self._cite(evidence):
                cites.append(f" · {_text(evidence.source or 'the record')}{cite}")
        return shown, "".join(dict.fromkeys(cites))

    def _proof(self, evidence: Evidence) -> str:
        return f"{_text(evidence.text)}{self._cite(evidence)}"

    def _cite(self, evidence: Evidence) -> str:
        n = self.sources.number(evidence)
        return f' <a class="cite" href="#{self.prefix}s{n}" aria-label="source {n}">[{n}]</a>' if n else ""

    def _sheet(self) -> Iterator[str]:
        rows = grid_rows(self.figures)
        if not rows:
            return
        periods = periods_of(rows)
        heads = "".join(f'<th scope="col">{_text(period)}</th>' for period in periods)
        yield (
            f"{self._opening('sheet', 'The sheet')}\n"
            f'<div class="wide" tabindex="0" role="group" aria-labelledby="{self.prefix}sheet"><table>\n'
            f'<thead><tr><th scope="col">What</th>{heads}</tr></thead>\n<tbody>'
        )
        named: tuple[str, str] | None = None
        for row in rows:
            thing = (row.indicator, row.area)
            again = ' class="again"' if thing == named else ""
            words = (
                row.sort or "value" if again else " · ".join(word for word in dict.fromkeys((*thing, row.sort)) if word)
            )
            cells = "".join(
                f"<td>{''.join(self._entry(entry) for entry in row.cells.get(period, ()))}</td>" for period in periods
            )
            yield f'<tr><th scope="row"{again}>{_text(words)}</th>{cells}</tr>'
            named = thing
        yield "</tbody></table></div></section>"

    def _entry(self, entry: Entry) -> str:
        if entry.figure is None:
            assert entry.implied is not None
            value = implied_line(entry.implied, {}).partition(": ")[2]
            return f'<p class="implied">{_text(value)}<span> implied</span></p>'
        quantity, standing = entry.figure.quantity, entry.figure.standing
        mark = self._mark_at(quantity.start, quantity.end)
        sign = f'<span class="sign {standing.value}" aria-hidden="true">{_SIGNS[standing]}</span> '
        words = f'{_text(quantity.surface)}<span class="unseen"> {SAID[standing]}</span>'
        return f"<p>{sign}" + (f'<a href="#{mark.id}">{words}</a>' if mark else words) + "</p>"

    def _cells(self) -> Iterator[str]:
        shown = [figure for figure in self.figures if figure.standing is not Standing.SET_ASIDE]
        if not shown:
            return
        columns = (self._where, "Figure", "What", "Verdict", "Because")
        heads = "".join(f'<th scope="col">{head}</th>' for head in columns)
        yield f"{self._opening('cells', 'Every figure')}\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
        yield from (self._row(figure) for figure in shown)
        yield "</tbody></table></section>"

    @property
    def _where(self) -> str:
        """Say how the file is looked up: by lines, or by the names of its parts."""
        origin = self.report.document.origin
        return "Line" if origin is None or origin.source is not None else "Place"

    def _row(self, figure: StandingOf) -> str:
        id = f"{self.prefix}{figure.quantity.id}"
        mark = self._mark_at(figure.quantity.start, figure.quantity.end)
        words = _text(figure.quantity.surface)
        link = f'<a href="#{mark.id}">{words}</a>' if mark else words
        sign = f'<span class="sign {figure.standing.value}" aria-hidden="true">{_SIGNS[figure.standing]}</span>'
        where = place_cell(self.report.document.place(figure.quantity.start, figure.quantity.end))
        because = "".join(f"<p>{reason}</p>" for reason in self._because(figure, mark))
        return (
            f'<tr id="{id}-said" tabindex="-1">{where}<th scope="row">{link}</th>'
            f'<td>{_text(about(figure))}</td><td class="verdict">{sign} {SAID[figure.standing]}</td>'
            f"<td>{because}</td></tr>"
        )

    def _because(self, figure: StandingOf, mark: Mark | None) -> Iterator[str]:
        if figure.standing is Standing.IN_QUESTION:
            if mark and mark.number:
                rule = self.findings[mark.number - 1].finding.rule
                yield f'<a href="#{mark.target}">see {mark.number}</a>: {_text(rule)}'
            return
        yield from (self._proof(evidence) for evidence in figure.evidence)
        yield from (_text(implied_line(value, self.nouns)) for value in figure.implied)
        if figure.reason:
            yield _text(figure.reason.partition("; ")[0])  # of several near series the first will do

    def _beside(self) -> Iterator[str]:
        if self.report.traces is not None:
            from verify.report.beside import as_html

            yield from as_html(self.report, self.prefix)

    def _coverage(self) -> Iterator[str]:
        unchecked = reasons(self.figures, Standing.UNCHECKED)
        aside = reasons(self.figures, Standing.SET_ASIDE)
        if not unchecked and not aside:
            return
        yield self._opening("coverage", "Coverage")
        if unchecked:
            kinds: dict[str, int] = {}
            for reason, n in unchecked.items():
                kind = reason.partition(":")[0]
                kinds[kind] = kinds.get(kind, 0) + n
            listed = "".join(
                f"<li><b>{n}</b> {_text(_PLAIN.get(kind, kind))}</li>" for kind, n in sorted(kinds.items())
            )
            yield f"<p>Not checked, so to be asked of a person:</p><ul>{listed}</ul>"
        if aside:
            listed = ", ".join(f"{SET_ASIDE.get(what, what)} {n}" for what, n in sorted(aside.items()))
            yield f"<p>Set aside, no claims: {_text(listed)}.</p>"
        yield "</section>"

    def _sources(self) -> Iterator[str]:
        listed = list(self.sources)
        if not listed:
            return
        yield f"{self._opening('sources', 'Sources')}\n<ol>"
        for n, named in listed:
            words = _text(named.words or "source")
            if named.url and named.url.startswith(("https://", "http://")):
                address = escape(named.url, quote=True)
                words += f'<br><a href="{address}" rel="noreferrer">{_text(named.url)}</a>'
            yield f'<li id="{self.prefix}s{n}" tabindex="-1">{words}</li>'
        yield "</ol></section>"


def _badge(one: Numbered) -> str:
    severity = one.finding.severity
    sign = f'<span aria-hidden="true">{_SEVERITY_SIGNS[severity]}</span>'
    return f'<b class="badge {severity.value}">{one.n} {sign} {severity.value}</b>'
