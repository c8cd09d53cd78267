"""The report for a terminal: findings first, then what holds, then what nobody could check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from claims.codec import number
from claims.interval import Interval
from claims.model import Quantity
from verify.finding import Evidence, Finding, Implied, Report, Severity
from verify.report.layout import Line, Mark, passage, render, visible, wrapped
from verify.report.proof import Sources, repeats
from verify.report.standing import Standing, StandingOf, about, reasons, standings
from verify.suppression import Suppression

__all__ = ["SET_ASIDE", "counted_nouns", "implied_line", "summary_line", "to_text"]

_TICK, _CROSS, _QUESTION, _ARROW = "✓", "✗", "?", "→"
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_MARKS = {Severity.ERROR: _CROSS, Severity.WARNING: "!", Severity.NOTE: "·"}
SET_ASIDE = {"clock": "clock time", "base": "base of a ratio", "other": "other number"}


def to_text(
    report: Report,
    *,
    width: int = 80,
    colour: bool = False,
    suppressions: Sequence[Suppression] = (),
    quiet: bool = False,
) -> str:
    """Write the report, `width` cells wide; `quiet` leaves out what holds and what could not be checked."""
    figures = standings(report)
    sources = Sources()
    lines: list[Line] = [_header(report)]
    by_id = {q.id: q for q in report.quantities}
    for finding in sorted(report.findings, key=lambda f: (-f.severity.level, f.start, f.end)):
        others = sorted((by_id[id] for id in set(finding.quantities) if id in by_id), key=lambda q: q.start)
        lines += [[], *_finding(report, finding, others, sources, width)]
    lines += _beside(report, width)
    if not quiet:
        lines += _verified(report, figures, sources, width)
        lines += _unchecked(report, figures, width)
    lines += _source_lines(sources, width)
    lines += _accepted([one for one in suppressions if one.stale] if quiet else suppressions, width)
    lines += _notes(report, width)
    lines += [[], *wrapped(summary_line(report, figures), width, _summary_style(report))]
    return render(lines, colour)


def _proof(evidence: Evidence, sources: Sources) -> str:
    """Write one proof with the number of its source."""
    n = sources.number(evidence)
    return f"{evidence.text} [{n}]" if n else evidence.text


def _source_lines(sources: Sources, width: int) -> list[Line]:
    lines: list[Line] = []
    for n, named in sources:
        words = ", ".join(word for word in (named.words, named.url) if word)
        lines += wrapped(words, width, "dim", indent="      ", first=f"  {f'[{n}]':<4}")
    return [[], [("Sources", "bold")], *lines] if lines else []


def _header(report: Report) -> Line:
    document = report.document
    name = visible(document.id or document.title or "text")
    when = f" · published {document.published.isoformat()}" if document.published else " · no date of publication"
    return [(name, "bold"), (when, "dim")]


def _finding(report: Report, finding: Finding, others: Sequence[Quantity], sources: Sources, width: int) -> list[Line]:
    style = _STYLES[finding.severity]
    head: Line = [
        (f"{_MARKS[finding.severity]} {finding.severity.value}", style),
        (f"  {finding.rule}", "bold"),
        (f" {finding.code}", "dim"),
    ]
    marks = [Mark(finding.start, finding.end, "^", style)]
    marks += [Mark(q.start, q.end, "~", "cyan") for q in others]
    lines = [head, *passage(report.document, finding.start, finding.end, marks, width)]
    cited = [sources.number(evidence) for evidence in finding.evidence if repeats(evidence, finding)]
    cites = "".join(f" [{n}]" for n in dict.fromkeys(cited) if n)
    lines += wrapped(f"{finding.message}{cites}", width, indent="  ")
    for evidence in finding.evidence:
        if not repeats(evidence, finding):
            lines += wrapped(_proof(evidence, sources), width, "dim", indent="  ")
    for suggestion in finding.suggestions:
        if not suggestion.likely or suggestion.replacement in finding.message:
            continue  # the sentence has it already
        old = report.document.text[suggestion.start : suggestion.end]
        why = f" ({suggestion.why})" if suggestion.why else ""
        text = f"perhaps “{suggestion.replacement}” in place of “{old}”{why}"
        lines += wrapped(text, width, "green", indent="    ", first=f"  {_ARROW} ")
    return lines + _others(report, finding, width)


def _others(report: Report, finding: Finding, width: int) -> list[Line]:
    """Say in one line what else a figure would have to be, should it be the one that is wrong."""
    printed = report.document.text
    told = [f"“{s.replacement}” in place of “{printed[s.start : s.end]}”" for s in finding.suggestions if not s.likely]
    text = f"or else {', or '.join(told)}"
    return wrapped(text, width, "green", indent="    ", first=f"  {_ARROW} ") if told else []


def _verified(report: Report, figures: Sequence[StandingOf], sources: Sources, width: int) -> list[Line]:
    shown = [f for f in figures if f.standing in (Standing.CONFIRMED, Standing.ADDS_UP)]
    if not shown:
        return []
    lines: list[Line] = [[], [("Verified", "bold green")]]
    nouns = counted_nouns(report)
    said: set[str] = set()
    for figure in shown:
        lines += _figure(figure, _TICK, "green", width)
        proofs = [_proof(evidence, sources) for evidence in figure.evidence]
        for text in (*proofs, *(implied_line(value, nouns) for value in figure.implied)):
            if text not in said:
                said.add(text)
                lines += wrapped(text, width, "dim", indent="      ")
    return lines


def _beside(report: Report, width: int) -> list[Line]:
    if report.traces is None:
        return []
    from verify.report.beside import as_lines

    return as_lines(report, width)


def _unchecked(report: Report, figures: Sequence[StandingOf], width: int) -> list[Line]:
    groups: dict[str, list[StandingOf]] = {}
    for figure in figures:
        if figure.standing is Standing.UNCHECKED:
            groups.setdefault((figure.reason or "").partition(":")[0], []).append(figure)
    lines: list[Line] = [[], [("Not checked", "bold yellow")]] if groups else []
    for reason, group in groups.items():
        details = {(figure.reason or "").partition(": ")[2] for figure in group}
        detail = f": {details.pop()}" if len(details) == 1 and "" not in details else ""
        lines += wrapped(f"{reason}{detail.partition('; ')[0]}", width, "dim", indent="  ")
        for figure in group:
            own = "" if detail else (figure.reason or "").partition(": ")[2].partition("; ")[0]
            place = str(report.document.place(figure.quantity.start, figure.quantity.end))
            lines += _figure(figure, _QUESTION, "yellow", width, ", ".join(word for word in (own, place) if word))
    aside = reasons(figures, Standing.SET_ASIDE)
    if aside:
        listed = ", ".join(f"{SET_ASIDE.get(what, what)} {n}" for what, n in sorted(aside.items()))
        lines += [[], *wrapped(f"Set aside, no claims: {sum(aside.values())} ({listed}).", width, "dim")]
    return lines


def _figure(figure: StandingOf, mark: str, style: str, width: int, note: str = "") -> list[Line]:
    surface = visible(figure.quantity.surface)
    words = "  ".join(part for part in (visible(about(figure)), f"({note})" if note else "") if part)
    lines = wrapped(f"{surface}  {words}" if words else surface, width, indent="    ", first="")
    first = lines[0][1][0]
    lines[0] = [(f"  {mark} ", style), (first[: len(surface)], "bold"), (first[len(surface) :], "")]
    return lines


def _accepted(suppressions: Sequence[Suppression], width: int) -> list[Line]:
    lines: list[Line] = []
    for one in suppressions:
        where = f"line {one.line}" if one.line is not None else f"baseline {one.fingerprint}"
        reason = f": {one.reason}" if one.reason else ""
        rules = ", ".join(one.rules)
        if one.flaw:
            text = f"Suppression at {where} does nothing: {one.flaw}."
        elif one.expired:
            text = f"Suppression of {rules} at {where} ran out on {one.until}{reason}."
        elif one.used:
            text = f"Accepted {one.used} of {rules} at {where}{reason}."
        else:
            text = f"Suppression of {rules} at {where} hides nothing: it can go."
        lines += wrapped(text, width, "dim")
    return [[], *lines] if lines else []


def _notes(report: Report, width: int) -> list[Line]:
    """Say what of the file was left unread."""
    lines = [line for note in report.document.notes for line in wrapped(note, width, "dim")]
    return [[], *lines] if lines else []


def summary_line(report: Report, figures: Sequence[StandingOf] | None = None) -> str:
    """Say in one line how many figures there are and how they fared."""
    figures = standings(report) if figures is None else figures
    count = {standing: sum(f.standing is standing for f in figures) for standing in Standing}
    total = len(figures) - count[Standing.SET_ASIDE]
    why = reasons(figures, Standing.UNCHECKED)
    kinds: Counter[str] = Counter()
    for reason, n in why.items():
        kinds[reason.partition(":")[0]] += n  # what follows the colon is about one figure
    listed = ", ".join(f"{reason}: {n}" for reason, n in sorted(kinds.items()))
    parts = [
        (count[Standing.CONFIRMED], "confirmed by the record"),
        (count[Standing.ADDS_UP], "add up" if count[Standing.ADDS_UP] != 1 else "adds up"),
        (count[Standing.IN_QUESTION], "in question"),
        (count[Standing.UNCHECKED], f"not checked ({listed})"),
    ]
    fates = ", ".join(f"{n} {text}" for n, text in parts if n)
    head = "no figures" if not total else f"{_many(total, 'figure')}: {fates}"
    tally = [_many(report.count(Severity.ERROR), "error"), _many(report.count(Severity.WARNING), "warning")]
    if report.count(Severity.NOTE):
        tally.append(_many(report.count(Severity.NOTE), "note"))
    return f"{head}; {', '.join(tally)}"


def _summary_style(report: Report) -> str:
    if report.count(Severity.ERROR):
        return _STYLES[Severity.ERROR]
    return _STYLES[Severity.WARNING] if report.count(Severity.WARNING) else "bold"


def counted_nouns(report: Report) -> dict[str, str]:
    """Return the text's own word for each counted unit: count:filing is "filings"."""
    return {q.unit: q.noun.split()[-1] for q in report.quantities if q.noun and q.unit.startswith("count:")}


def implied_line(implied: Implied, nouns: Mapping[str, str]) -> str:
    """Say what the text fixes without printing it; `nouns` are the words of the text for counted units."""
    unit = nouns.get(implied.unit, implied.unit.removeprefix("count:"))
    what = " ".join(word for word in ("implied", implied.role, implied.period) if word)
    return f"{what}: {_span(implied.interval)} {unit}".rstrip()


def _span(interval: Interval) -> str:
    low, high = _shown(interval.lower), _shown(interval.upper)
    if low == high:
        return low
    return f"{low} to {high}"


def _shown(value: object) -> str:
    """Six significant digits with groups: enough to compare with, short enough to read."""
    from decimal import Decimal

    if not isinstance(value, Decimal):
        return "…"
    if value == value.to_integral_value():
        return f"{int(value):,}"
    places = max(0, 5 - value.adjusted())
    whole, _, rest = (number(round(value, places)) or "").partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "") if whole not in ("", "-0") else f"{whole}.{rest}"


def _many(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
