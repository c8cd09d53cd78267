"""What a batch found, in one table and one page: by rule, by outlet, by month. The page needs nothing else."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path

from verify.atomic import replacing
from verify.batch.tally import Tally
from verify.report.layout import visible
from verify.version import VERSION

__all__ = ["overview_html", "summary_csv", "write_overview"]

_HEAD = ("source", "month", "rule", "severity", "findings", "stories")
_MOST = 30  # bars of a plot; the rest is in the table
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_BAR, _LINE, _LEFT, _WIDE = 16, 24, 240, 720  # geometry of a plot, in its own units
_LETTERS = 34  # that fit beside a bar
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_overview(folder: Path, tally: Tally) -> tuple[Path, Path]:
    """Write `summary.csv` and `overview.html`; the same count gives the same bytes."""
    table, page = folder / "summary.csv", folder / "overview.html"
    for path, text in ((table, summary_csv(tally)), (page, overview_html(tally))):
        with replacing(path) as draft:
            draft.write_text(text, encoding="utf-8", newline="")
    return table, page


def summary_csv(tally: Tally) -> str:
    """Write a line for every outlet, month and rule with findings, and one without a rule for all its stories."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEAD)
    rows = [(*group, "", "", "", n) for group, n in tally.stories.items()]
    rows += [(*key, n, tally.stories[key[:2]]) for key, n in tally.findings.items()]
    for row in sorted(rows, key=lambda r: tuple(map(str, r[:4]))):
        writer.writerow([_plain(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


def _plain(cell: str) -> str:
    """Keep a cell from being taken for a formula by a spreadsheet."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def overview_html(tally: Tally) -> str:
    """Write the page: what was checked, and plots of what was found."""
    css = (files("verify") / "report" / "page.css").read_text(encoding="utf-8")
    rules, sources, months = Counter[str](), Counter[str](), Counter[str]()
    for (source, month, rule, severity), n in sorted(tally.findings.items()):
        if severity != "note":
            rules[rule] += n
            sources[source] += n
            months[month] += n
    in_source, in_month = Counter[str](), Counter[str]()
    for (source, month), n in tally.stories.items():
        in_source[source] += n
        in_month[month] += n
    reasons = Counter[str]()
    for (_, reason), n in tally.quarantined.items():
        reasons[reason] += n
    plots = [
        _plot("Errors and warnings, by rule", _most(rules), str),
        _plot("Errors and warnings in 100 stories, by source", _most(_rates(sources, in_source)), _rate),
        _plot("Errors and warnings in 100 stories, by month", sorted(_rates(months, in_month).items()), _rate),
        _plot("Stories set aside, by reason", _most(reasons), str),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{tally.seen:,} stories · figurecheck</title>\n<style>\n{css}{_CSS}</style>\n</head>\n<body>\n"
        f'<main id="main">\n<h1>{tally.seen:,} stories checked</h1>\n{_sums(tally)}\n'
        + "\n".join(plot for plot in plots if plot)
        + f"\n</main>\n<footer><p>figurecheck {VERSION}. All figures are in summary.csv.</p></footer>\n"
        "</body>\n</html>\n"
    )


_CSS = """
.plot { margin: 2rem 0; }
.plot svg { width: 100%; height: auto; max-width: 45rem; }
.plot rect { fill: #b3541e; }
.plot text { font: 13px system-ui, sans-serif; fill: currentColor; }
"""


def _sums(tally: Tally) -> str:
    sums = tally.sums
    rows = (
        ("Stories checked", sums["stories"]),
        ("Stories set aside", sums["quarantined"]),
        ("Stories with findings", sums["with_findings"]),
        ("Figures", sums["figures"]),
        ("Figures checked against one another", sums["checked_internally"]),
        ("Figures checked against the record", sums["checked_against_reference"]),
        ("Errors", sums["errors"]),
        ("Warnings", sums["warnings"]),
        ("Notes", sums["notes"]),
    )
    return "<table>\n" + "".join(f'<tr><th scope="row">{k}</th><td>{n:,}</td></tr>\n' for k, n in rows) + "</table>"


def _rates(found: Counter[str], stories: Counter[str]) -> dict[str, float]:
    return {name: 100 * found[name] / n for name, n in sorted(stories.items())}


def _most(values: Counter[str] | dict[str, float]) -> list[tuple[str, float]]:
    return sorted(values.items(), key=lambda item: (-item[1], item[0]))[:_MOST]


def _rate(value: float) -> str:
    return f"{value:.1f}"


def _plot(title: str, values: Sequence[tuple[str, float]], label: Callable[[float], str]) -> str:
    """Draw bars, each with its name and its value as text, so that nothing is told by length alone."""
    if not values:
        return ""
    largest = max(value for _, value in values) or 1
    room = _WIDE - _LEFT - 80
    bars = []
    for n, (name, value) in enumerate(values):
        y, width = n * _LINE, room * value / largest
        short = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
        bars.append(
            f'<text x="{_LEFT - 8}" y="{y + 13}" text-anchor="end">{escape(visible(short))}</text>'
            f'<rect x="{_LEFT}" y="{y}" width="{width:.1f}" height="{_BAR}"/>'
            f'<text x="{_LEFT + width + 6:.1f}" y="{y + 13}">{escape(label(value))}</text>'
        )
    high = len(values) * _LINE
    return (
        f'<section class="plot">\n<h2>{escape(title)}</h2>\n'
        f'<svg viewBox="0 0 {_WIDE} {high}" role="img" aria-label="{escape(title)}">\n'
        + "\n".join(bars)
        + "\n</svg>\n</section>"
    )
