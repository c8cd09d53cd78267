"""The text report and the list of figures: snapshots, width, colour, hostile text."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from claims.document import Document
from claims.readers import read_text
from verify.finding import Report, Severity
from verify.report.figures import to_figures
from verify.report.layout import Mark, passage, render, visible, wrap
from verify.report.standing import Standing, standings
from verify.report.text import summary_line, to_text

SNAPSHOTS = Path(__file__).parent / "reports"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def check_snapshot(name: str, text: str) -> None:
    """Compare with a plain file; UPDATE_SNAPSHOTS=1 writes it instead."""
    path = SNAPSHOTS / name
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [50, 80])
def test_the_report_is_as_reviewed(sample_report: Report, width: int) -> None:
    check_snapshot(f"ports.{width}.txt", to_text(sample_report, width=width))


def test_the_list_of_figures_is_as_reviewed(sample_report: Report) -> None:
    first = replace(sample_report.quantities[0], trace=("numeral: 640", "noun: ships"))
    report = replace(sample_report, quantities=(first, *sample_report.quantities[1:]))
    check_snapshot("ports.figures.txt", to_figures(report, trace=True))


@pytest.mark.parametrize("width", [40, 63, 80, 110])
def test_no_line_is_wider_than_asked(sample_report: Report, width: int) -> None:
    for line in to_text(sample_report, width=width).splitlines():
        assert cell_len(line) <= width, line


def test_colour_changes_nothing_but_colour(sample_report: Report) -> None:
    coloured = to_text(sample_report, colour=True)
    assert "\x1b[" in coloured
    plain = "\n".join(line.rstrip() for line in _ANSI.sub("", coloured).splitlines())
    assert plain == to_text(sample_report).removesuffix("\n")


def test_errors_come_before_warnings_wherever_they_stand(sample_report: Report) -> None:
    error = sample_report.findings[0]
    warning = replace(error, severity=Severity.WARNING, rule="a-warning", start=0, end=7)
    text = to_text(replace(sample_report, findings=(warning, error)))
    assert text.index("percent-change-mismatch") < text.index("a-warning")


def test_the_terminal_is_safe_from_the_story() -> None:
    text = "Sales \x1b[2J\x1b]0;owned\x07 rose\u202e 5 percent \x9b31m.\x00"
    report = Report(document=read_text(text, id="\x1b[31mname"), quantities=(), claims=(), relations=(), findings=())
    written = to_text(report) + to_figures(report) + visible(text)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)


def test_visible_keeps_every_offset() -> None:
    text = "a\x1b\tb\u202e\n\ud800c"
    assert len(visible(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("one", 10, ["one"]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 8, ["one  two"]),
        ("  one", 10, ["one"]),
        ("abcdefghij", 4, ["abcd", "ef", "ghij"]),
        ("上海 上海", 4, ["上海", "上海"]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert [text[a:b] for a, b in wrap(text, width)] == lines


def test_a_mark_stands_under_its_figure_in_wide_characters() -> None:
    text = "上海 has 57.9 patents."
    lines = render(passage(read_text(text), 7, 11, [Mark(7, 11, "^", "red")], 60), colour=False).splitlines()
    assert lines == ["  1  │ 上海 has 57.9 patents.", "     │          ^^^^"]


def test_a_long_sentence_is_cut_around_the_mark() -> None:
    text = " ".join(f"word{n}" for n in range(200)) + " 57.9 percent " + "end " * 200
    at = text.index("57.9")
    lines = render(passage(read_text(text), at, at + 4, [Mark(at, at + 4, "^", "")], 60), colour=False).splitlines()
    assert 3 <= len(lines) <= 5
    assert any("^^^^" in line for line in lines)


def test_standings(sample_report: Report) -> None:
    fates = {one.quantity.id: one.standing for one in standings(sample_report)}
    assert fates == {
        "q1": Standing.CONFIRMED,
        "q2": Standing.SET_ASIDE,
        "q3": Standing.ADDS_UP,
        "q4": Standing.ADDS_UP,
        "q5": Standing.UNCHECKED,
        "q6": Standing.IN_QUESTION,
        "q7": Standing.IN_QUESTION,
        "q8": Standing.IN_QUESTION,
    }


def test_summary_line(sample_report: Report) -> None:
    assert summary_line(sample_report) == (
        "7 figures: 1 confirmed by the record, 2 add up, 3 in question, 1 not checked (no series fits: 1); "
        "1 error, 0 warnings"
    )


def test_a_text_without_figures_says_so() -> None:
    report = Report(document=Document(text="Nothing."), quantities=(), claims=(), relations=(), findings=())
    assert to_text(report).endswith("no figures; 0 errors, 0 warnings\n")
