"""A real story against the bundled record: nothing refuted as it stands, every tampered figure found.

The story itself is no part of the project: the test needs the folder named by FIGURECHECK_EVALUATION.
"""

# ruff: noqa: E501 - one line a figure
from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reference import Store, open_store
from verify.finding import Finding, Report, Severity, Verdict
from verify.pipeline import check_text

_FOLDER = os.environ.get("FIGURECHECK_EVALUATION")
STORY = Path(_FOLDER or "", "seed", "shanghai-ip-2025-02-26.txt")
PUBLISHED = date(2025, 2, 26)

pytestmark = pytest.mark.skipif(
    not _FOLDER or not STORY.is_file(), reason="FIGURECHECK_EVALUATION does not name the evaluation folder"
)

# figure as printed, its neighbourhood in the story, figures to put in its place
REPLACED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("57.9", "reaching 57.9, a", ("59.7", "75.9", "5.79", "579", "57.99", "5.9", "50.2", "40.9", "14", "60.21")),
    ("15.3 percent", "surge of 15.3 percent", ("13.5 percent", "51.3 percent", "1.53 percent", "153 percent", "15.53 percent", "5.3 percent", "15.3 percentage points")),
    ("10.3 percent", "recorded 10.3 percent growth", ("12.3 percent", "13.0 percent", "1.03 percent", "103 percent", "10.62 percent", "0.3 percent", "10.3 percentage points", "15.76 percent")),
    ("6,822", "totaled 6,822 filings", ("6,282", "8,622", "682", "68,220", "68,822", "6,185", "5,591", "6,882")),
    ("6.7 percent", "increased 6.7 percent", ("7.6 percent", "67 percent", "0.67 percent", "7.66 percent", "6.7 percentage points", "14.66 percent")),
    ("2.79 million", "reach 2.79 million", ("2.79 billion", "27.9 million", "2.97 million", "7.29 million", "2.9 million", "2.61 million", "279 million", "279,000", "2.43 million")),
    ("fifth", "cluster fifth among", ("sixth", "third", "fourth", "15th")),
)  # fmt: skip
WORDS = (
    ("surge", "year-on-year surge of", "drop"),
    ("growth", "10.3 percent growth in", "decline"),
    ("increased", "trademarks increased 6.7", "decreased"),
)


def variants() -> Iterator[tuple[str, str, str]]:
    """Yield (words around the figure, the figure, what is put in its place)."""
    for figure, around, others in REPLACED:
        for other in others:
            yield around, figure, other
    for word, around, other in WORDS:
        yield around, word, other


VARIANTS = list(variants())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FIGURECHECK_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield open_store()


@pytest.fixture(scope="module")
def report(store: Store) -> Report:
    return check_text(STORY.read_text(encoding="utf-8"), store, PUBLISHED)


def test_the_story_raises_nothing(report: Report) -> None:
    assert [f.message for f in report.findings if f.severity is not Severity.NOTE] == []
    assert all(claim.verdict is not Verdict.REFUTED for claim in report.claims)


@pytest.mark.parametrize("figure", ["57.9", "15.3 percent", "6,822", "10.3 percent", "2.79 million", "6.7 percent", "fifth"])  # fmt: skip
def test_the_record_confirms(report: Report, figure: str) -> None:
    quantity = next(q for q in report.quantities if q.surface == figure and q.is_claim)
    claim = next(c for c in report.claims if quantity.id in c.roles.values())
    assert claim.verdicts[quantity.id] is Verdict.SUPPORTED
    assert any(e.kind == "reference" and e.source and e.url and e.vintage for e in claim.evidence)


def test_later_publication_is_said(report: Report) -> None:
    lines = [e.text for c in report.claims for e in c.evidence if e.vintage == "2025-04-22"]
    assert lines
    assert all("published later, on 2025-04-22" in line for line in lines)


def test_cases_resolved_are_never_refuted(report: Report) -> None:
    quantity = next(q for q in report.quantities if q.surface == "140")
    claim = next(c for c in report.claims if quantity.id in c.roles.values())
    assert claim.verdict in (Verdict.SUPPORTED, Verdict.NOT_ENOUGH_INFO)


def tampered(around: str, figure: str, other: str) -> tuple[str, int]:
    text = STORY.read_text(encoding="utf-8")
    at = text.index(around) + around.index(figure)
    return text[:at] + other + text[at + len(figure) :], at


def found(store: Store, around: str, figure: str, other: str) -> tuple[list[Finding], list[Finding], str, int]:
    text, at = tampered(around, figure, other)
    findings = [f for f in check_text(text, store, PUBLISHED).findings if f.severity is Severity.ERROR]
    here = [f for f in findings if f.start < at + len(other) and at < f.end]
    return here, [f for f in findings if f not in here], text, at


@pytest.mark.parametrize(("around", "figure", "other"), VARIANTS, ids=[f"{f} as {o}" for _, f, o in VARIANTS])
def test_every_tampered_figure_is_found(store: Store, around: str, figure: str, other: str) -> None:
    here, elsewhere, _, _ = found(store, around, figure, other)
    assert here, f"{figure} printed as {other} was not found"
    assert elsewhere == []
    assert all(f.diagnosis for f in here)


_LAST_ZERO = re.compile(r"(?<=\.\d)0(?!\d)")  # a figure spoilt to two decimals is mended to two


def test_the_original_is_the_first_suggestion(store: Store) -> None:
    missed = []
    for around, figure, other in VARIANTS:
        here, _, text, _ = found(store, around, figure, other)
        original = STORY.read_text(encoding="utf-8")
        first = [f.suggestions[0] for f in here if f.suggestions]
        mended = (text[: s.start] + s.replacement + text[s.end :] for s in first)
        if not any(_LAST_ZERO.sub("", told) == _LAST_ZERO.sub("", original) for told in mended):
            missed.append(f"{figure} as {other}: {[s.replacement for s in first]}")
    assert len(VARIANTS) >= 40
    assert len(missed) <= len(VARIANTS) // 8, "\n".join(missed)
