"""The catalogue of slips in `docs/rules/catalogue.md`: every example is run, those that nothing sees too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claims.readers import read_text
from verify.finding import Finding
from verify.pipeline import check_document, check_text
from verify.rules import RULES

PAGE = Path(__file__).parent.parent / "docs" / "rules" / "catalogue.md"
PUBLISHED = date(2024, 11, 20)
UNSEEN = "—"
_COLUMNS = ("indicator", "area", "period", "value", "unit", "status")


def rows(columns: int) -> list[list[str]]:
    """The rows of the table with so many columns, without its heading."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if len(row) == columns and row[0].isdigit()]


def record(text: str) -> list[dict[str, str]]:
    made = [dict(zip(_COLUMNS, (c.strip() for c in row.split(" / ")), strict=False)) for row in text.split(";")]
    return [row | {"source": "the office of record"} for row in made]


def holds(findings: tuple[Finding, ...], rule: str, diagnosis: str) -> None:
    found = {(f.rule, slug) for f in findings for slug in f.diagnosis}
    if rule == UNSEEN:
        assert found == set()
    else:
        assert (rule, diagnosis) in found


@pytest.mark.parametrize("row", rows(5), ids=lambda row: f"{row[0]} {row[1]}")
def test_the_text_alone(row: list[str]) -> None:
    story = row[2].replace("¶", "\n\n")
    holds(check_document(read_text(story, published=PUBLISHED), store=None).findings, row[3], row[4])


@pytest.mark.parametrize("row", rows(6), ids=lambda row: f"{row[0]} {row[1]}")
def test_the_record(row: list[str]) -> None:
    holds(check_text(row[2], record(row[3]), PUBLISHED).findings, row[4], row[5])


def test_the_rules_exist() -> None:
    named = {row[3] for row in rows(5)} | {row[4] for row in rows(6)}
    assert named - {UNSEEN} <= {rule.name for rule in RULES}


def test_every_kind_is_there() -> None:
    listed = {int(row[0]) for row in rows(5) + rows(6)}
    assert listed == set(range(1, 50))  # the fiftieth is no kind of its own, the page says why
