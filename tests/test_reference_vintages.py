"""Which row of a cell judges a story: what was known on its date, never the story itself."""

# ruff: noqa: E501 - tables stand on one line a case
from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reference import Store, open_store, store_from_rows
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


PACKAGE = Path(__file__).parent / "packages" / "norland"

# GDP of 2021 was first published as 138,900 million (growth 5.0), and revised on 2023-09-30 to 141,500 (5.6)
# date of the story | story | verdict of its figure | diagnosis | what the evidence or the message says
INVENTED = [
    ("2023-05-01", "Norland's GDP was $138.9 billion in 2021.", "supported", (), "revised since to 141,500 USD million, published on 2023-09-30"),
    ("2023-11-01", "Norland's GDP was $141.5 billion in 2021.", "supported", (), "141,500 USD million"),
    ("2023-11-01", "Norland's GDP was $138.9 billion in 2021.", "refuted", ("superseded",), "an earlier figure, published on 2022-03-31, was 138900; it has been revised"),
    ("2023-05-01", "Norland's economy grew 5.0 percent in 2021.", "supported", (), "revised since to 5.6 percent, published on 2023-09-30"),
    ("2023-11-01", "Norland's economy grew 5.0 percent in 2021.", "refuted", ("superseded",), "an earlier figure, published on 2022-03-31, was 5.0; it has been revised"),
    ("2023-05-01", "Norland's economy grew 3.6 percent in 2021.", "refuted", (), "revised since to 5.6 percent"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "story", "verdict", "diagnosis", "says"), INVENTED)
def test_a_story_is_told_what_changed_since(
    day: str, story: str, verdict: str, diagnosis: tuple[str, ...], says: str
) -> None:
    _check(open_store([PACKAGE]), day, story, verdict, diagnosis, says)


# What the World Bank published at the time; the tables are no part of the project.
REAL = [
    ("2014-03-01", "Argentina's GDP was 183.2 billion dollars in 2005.", "supported", (), "revised since to 198,737,095,012 USD"),
    ("2016-03-01", "Argentina's GDP was 222.9 billion dollars in 2005.", "supported", (), "revised since to 198,737,095,012 USD"),
    ("2016-03-01", "Argentina's GDP was 183.2 billion dollars in 2005.", "refuted", ("superseded",), "an earlier figure, published on 2012-09-20"),
    ("2023-06-01", "Argentina's GDP was 222.9 billion dollars in 2005.", "refuted", ("superseded",), "an earlier figure, published on 2015-08-16"),
    ("2023-06-01", "Argentina's GDP was 198.7 billion dollars in 2005.", "supported", (), "198,737,095,012"),
    ("2020-09-01", "Brazil's economy grew 1.1 percent in 2019.", "supported", (), "revised since to 1.2208 percent, published on 2026-02-23"),
    ("2022-02-01", "Brazil's economy grew 1.4 percent in 2019.", "supported", (), "revised since"),
    ("2023-02-01", "Brazil's economy grew 1.4 percent in 2019.", "refuted", ("superseded",), "an earlier figure, published on 2021-08-03, was 1.41"),
    ("2023-02-01", "Brazil's economy grew 1.2 percent in 2019.", "supported", (), "1.22 percent"),
    ("2023-05-01", "In 2010, Germany had a GDP of 3.42 trillion dollars.", "supported", (), "revised since to 3,467,093,769,667 USD"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "story", "verdict", "diagnosis", "says"), REAL)
def test_real_revisions(
    every_table: Store, day: str, story: str, verdict: str, diagnosis: tuple[str, ...], says: str
) -> None:
    _check(every_table, day, story, verdict, diagnosis, says)


def _check(record: Store, day: str, story: str, verdict: str, diagnosis: tuple[str, ...], says: str) -> None:
    report = check_text(story, record, day)
    claim = next(c for c in report.claims if any(e.kind == "reference" for e in c.evidence))
    assert claim.verdict.value == verdict, claim.evidence
    told = [e.text for e in claim.evidence] + [f.message for f in report.findings]
    assert any(says in text for text in told), told
    findings = [f for f in report.findings if f.severity is Severity.ERROR]
    assert [f.diagnosis for f in findings] == ([diagnosis] if verdict == "refuted" else [])
