"""The project's own story is clean; every error planted in its edited copy is found from the text alone."""

from __future__ import annotations

import difflib
from functools import cache
from pathlib import Path

import pytest

from claims.readers import read_file
from verify.finding import Finding, Holds, Report, Severity
from verify.pipeline import check_document
from verify.sources import Sources

FOLDER = Path(__file__).parent.parent / "examples"

# What was planted: the wrong words, the words of the clean story, the names that the slip may be given.
PLANTED = [
    ("6,282", "6,822", {"headline", "digit-typo", "restated"}),
    ("Wednesday", "Tuesday", {"weekday"}),
    ("18.3 percent", "15.3 percent", {"digit-typo", "growth"}),
    ("fell", "rose", {"direction"}),
    ("673", "637", {"difference", "digit-typo"}),
    ("2.79 billion", "2.79 million", {"scale"}),
    ("105th", "fifth", {"rank", "impossible"}),
    ("62 percent", "26 percent", {"share", "digit-typo"}),
    ("5 percent,", "5 percentage points,", {"percent-for-points"}),
    ("110", "100", {"parts-total", "digit-typo", "power-of-ten"}),
    ("12th", "21st", {"age-date", "duration", "digit-typo"}),
    ("14,854 miles", "5,735 miles", {"conversion"}),
]


@cache
def checked(name: str) -> Report:
    return check_document(read_file(FOLDER / name), store=None)


def loud(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity is not Severity.NOTE]


def test_the_clean_story_is_clean() -> None:
    assert [finding.message for finding in loud(checked("shanghai-ip.md"))] == []


def test_the_clean_story_is_clean_against_the_record() -> None:
    store = Sources().store(None)
    report = check_document(read_file(FOLDER / "shanghai-ip.md"), store=store)
    assert [finding.message for finding in loud(report)] == []


def test_the_clean_story_is_checked_and_not_merely_silent() -> None:
    holding = [r for r in checked("shanghai-ip.md").relations if r.holds in (Holds.STRICT, Holds.LENIENT)]
    assert {"level_growth", "part_total", "share_of", "conversion", "rank_in"} <= {r.relation.kind for r in holding}


def places(text: str, words: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(words, at)]


def is_about(finding: Finding, report: Report, start: int, end: int) -> bool:
    """Tell whether a finding marks [start, end), or has a figure there in the equation that fails."""
    members = [(q.start, q.end) for q in report.quantities if q.id in finding.quantities]
    return any(a < end and start < b for a, b in [(finding.start, finding.end), *members])


@pytest.mark.parametrize(("wrong", "right", "names"), PLANTED, ids=[wrong for wrong, _, _ in PLANTED])
def test_a_planted_error_is_found_from_the_text_alone(wrong: str, right: str, names: set[str]) -> None:
    report = checked("shanghai-ip-edited.md")
    text = report.document.text
    spans = [(at, at + len(wrong)) for at in places(text, wrong)]
    at_it = [f for f in loud(report) if any(is_about(f, report, start, end) for start, end in spans)]
    assert at_it, f"nothing is found at {wrong!r}"
    assert any(names & set(f.diagnosis) for f in at_it), [f.diagnosis for f in at_it]


def test_nothing_else_is_found() -> None:
    report = checked("shanghai-ip-edited.md")
    text = report.document.text
    stray = [
        f.message
        for f in loud(report)
        if not any(is_about(f, report, at, at + len(wrong)) for wrong, _, _ in PLANTED for at in places(text, wrong))
    ]
    assert stray == []


def test_the_copies_differ_only_where_errors_were_planted() -> None:
    clean, edited = ((FOLDER / name).read_text("utf-8").split() for name in ("shanghai-ip.md", "shanghai-ip-edited.md"))
    changes = [
        op for op in difflib.SequenceMatcher(None, clean, edited, autojunk=False).get_opcodes() if op[0] != "equal"
    ]
    assert len(changes) == len(PLANTED)
