"""Which row of a cell judges a story: what was known on its date, never the story itself."""

# ruff: noqa: E501 - tables stand on one line a case
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reference import Store, store_from_rows
from reference.cells import cell_of
from verify.finding import Severity, Verdict
from verify.pipeline import check_text

BASE = {"indicator": "ship calls", "area": "Norland", "period": "2024", "unit": "count", "source": "Harbour Office"}


def store(*rows: dict[str, Any]) -> Store:
    return store_from_rows([BASE | row for row in rows])


def judging(rows: Store, known_on: str) -> tuple[str, bool] | None:
    cell = cell_of(rows, "ship calls", "Norland", "2024", date.fromisoformat(known_on))
    return None if cell is None else (cell.observation.printed, cell.later)


FIRST = {"value": "640", "vintage": "2025-01-15", "status": "superseded"}
REVISED = {"value": "655", "vintage": "2025-06-20"}


@pytest.mark.parametrize(
    ("known_on", "printed", "later"),
    [("2025-01-10", "640", True), ("2025-02-01", "640", False), ("2025-06-20", "655", False), ("2026-01-01", "655", False)],
)  # fmt: skip
def test_the_latest_vintage_known_decides(known_on: str, printed: str, later: bool) -> None:
    assert judging(store(FIRST, REVISED), known_on) == (printed, later)


def test_unverified_rows_never_judge() -> None:
    assert judging(store({"value": "1", "reliability": "unverified"}), "2025-02-01") is None


def test_the_story_itself_never_judges() -> None:
    rows = store({"value": "700", "reliability": "press", "vintage": "2025-02-01"})
    assert judging(rows, "2025-02-01") is None
    assert judging(rows, "2025-03-01") == ("700", False)


def test_official_figures_come_before_the_press() -> None:
    rows = store(
        {"value": "700", "reliability": "press", "vintage": "2025-03-01"}, {"value": "640", "vintage": "2025-01-15"}
    )
    assert judging(rows, "2025-04-01") == ("640", False)


@pytest.mark.parametrize(
    ("published", "figure", "verdict", "diagnosis"),
    [
        ("2025-02-01", "640", Verdict.SUPPORTED, ()),
        ("2025-02-01", "655", Verdict.SUPPORTED, ()),  # by the later figure, which the evidence says
        ("2025-07-01", "655", Verdict.SUPPORTED, ()),
        ("2025-07-01", "640", Verdict.REFUTED, ("superseded",)),
        ("2025-01-01", "640", Verdict.SUPPORTED, ()),
    ],
)
def test_a_story_is_judged_by_what_was_known(
    published: str, figure: str, verdict: Verdict, diagnosis: tuple[str, ...]
) -> None:
    report = check_text(f"The port of Norland had {figure} ship calls in 2024.", store(FIRST, REVISED), published)
    claim = next(c for c in report.claims if any(e.kind == "reference" for e in c.evidence))
    assert claim.verdict is verdict
    findings = [f for f in report.findings if f.severity is Severity.ERROR]
    if diagnosis:
        assert findings[0].diagnosis == diagnosis
        assert "has been revised" in findings[0].message


def test_a_later_publication_is_said() -> None:
    report = check_text("The port of Norland had 600 ship calls in 2024.", store({"value": "640", "vintage": "2025-03-01"}), "2025-01-05")  # fmt: skip
    assert all("published later, on 2025-03-01" in f.message for f in report.findings)
    assert report.findings


def test_the_published_rate_decides_over_the_levels() -> None:
    rows = [
        {"indicator": "exports", "area": "Norland", "period": p, "value": v, "unit": "USD billion", "source": "s"}
        for p, v in (("2023", "50.0"), ("2024", "53.5"))
    ]
    rate = {"indicator": "exports growth, year on year", "area": "Norland", "period": "2024", "value": "6.6", "unit": "percent", "source": "s"}  # fmt: skip
    for figure, right in (("6.6", True), ("7.0", False)):
        report = check_text(f"Exports from Norland grew {figure} percent in 2024.", [*rows, rate], "2025-02-01")
        assert (not [f for f in report.findings if f.severity is Severity.ERROR]) is right
    report = check_text("Exports from Norland grew 7.0 percent in 2024.", rows, "2025-02-01")
    assert report.claims[0].verdict is Verdict.SUPPORTED


def test_a_rate_and_a_level_imply_a_base_that_the_record_knows() -> None:
    rows = store({"period": "2023", "value": "612", "vintage": "2024-01-15"})
    for rate, errors in (("4.6", 0), ("6.4", 1), ("46", 1)):
        report = check_text(f"Ship calls in Norland grew {rate} percent to 640 in 2024.", rows, "2025-01-05")
        assert len([f for f in report.findings if f.severity is Severity.ERROR]) == errors
    report = check_text("Ship calls in Norland grew 4.6 percent to 640 in 2024.", rows, "2025-01-05")
    assert any("against 612 in 2023" in e.text for c in report.claims for e in c.evidence)
