"""Sentences about the tables of `tests/corpus/tables`: every right one is silent, every slip is found and named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims.readers import read_text
from reference.tables import Table, read_table
from reference.tables.query import Filter, Query
from reference.tables.query import run as run_query
from verify.beside import Beside
from verify.cli import cli
from verify.finding import Finding
from verify.pipeline import check_document

FOLDER = Path(__file__).parent / "corpus" / "tables"
PUBLISHED = date(2025, 2, 26)
RULE = "table-value-mismatch"


@dataclass(frozen=True)
class Case:
    table: str
    sentence: str
    figure: str
    slip: str
    name: str

    @property
    def planted(self) -> str:
        assert self.sentence.count(self.figure) == 1, self.figure
        return self.sentence.replace(self.figure, self.slip)


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.md")):
        table = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("## "):
                table = line[3:].strip()
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if line.startswith("|") and len(cells) == 4 and not re.fullmatch(r"-{3,}|sentence", cells[0]):
                yield Case(table, *cells)


ALL = tuple(cases())


@cache
def table_of(name: str) -> Table:
    return read_table(FOLDER / name)


def findings(table: str, text: str) -> tuple[Finding, ...]:
    beside = Beside(tables=(table_of(table),))
    report = check_document(read_text(text, published=PUBLISHED), store=None, beside=beside)
    return tuple(f for f in report.findings if f.rule == RULE)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.sentence)
def test_a_right_sentence_is_silent(case: Case) -> None:
    assert [f.message for f in findings(case.table, case.sentence)] == []


@pytest.mark.parametrize(
    "case", [c for c in ALL if c.name not in ("-", "unseen")], ids=lambda case: f"{case.sentence} {case.slip}"
)
def test_a_slip_is_found_and_named(case: Case) -> None:
    found = findings(case.table, case.planted)
    marked = [case.planted[f.start : f.end] for f in found]
    assert len(found) == 1, marked
    at = case.planted.index(case.slip)
    near = found[0].start <= at < found[0].end or case.name == "direction"
    assert near, marked
    assert case.name in found[0].diagnosis


@pytest.mark.parametrize("case", [c for c in ALL if c.name == "unseen"], ids=lambda case: case.sentence)
def test_what_is_not_seen_is_silent(case: Case) -> None:
    assert findings(case.table, case.planted) == ()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", "--no-reference", *arguments])


def test_the_example_shows_the_query() -> None:
    outcome = run("--table", "examples/league.csv", "examples/league.txt")
    assert outcome.exit_code == 1
    said = " ".join(outcome.stdout.split())
    assert "In league.csv the mean of `salary (USD million)` where `team` is 'Alba' is 5.125 million" in said
    assert "6 confirmed by the record, 1 in question" in said


def test_the_report_names_the_table_as_source() -> None:
    report = json.loads(run("--table", "examples/league.csv", "--format", "json", "examples/league.txt").stdout)
    evidence = [e for claim in report["claims"] for e in claim["evidence"] if e["kind"] == "table"]
    assert {e["source"] for e in evidence} == {"league.csv"}
    assert {"name": "league.csv", "url": None, "licence": None, "vintage": None} in report["sources"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "no table with a heading"),
        ("player\nAna\n", "two columns"),
        ("player,goals\n", "two columns and a row"),
        ("player,goals,goals\nAna,1,2\n", ""),
        ('player,goals\nAna,"1\n', "no table"),
    ],
)
def test_a_bad_table_is_refused_in_a_sentence(content: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(content, encoding="utf-8")
    outcome = run("--table", str(path), "examples/league.txt")
    if complaint:
        assert outcome.exit_code == 2
        assert complaint in outcome.output
        assert "Traceback" not in outcome.output


def test_a_missing_table_is_named() -> None:
    outcome = run("--table", "no-such.csv", "examples/league.txt")
    assert outcome.exit_code == 2
    assert "no-such.csv: cannot be read" in outcome.output


def test_a_table_without_units_never_judges_the_scale(tmp_path: Path) -> None:
    path = tmp_path / "pay.csv"
    path.write_text("player,salary\nAna,9.5\nBea,5.1\n", encoding="utf-8")
    table = read_table(path)
    beside = Beside(tables=(table,))
    report = check_document(read_text("Ana earns $9.5 million."), store=None, beside=beside)
    assert [f.message for f in report.findings if f.rule == RULE] == []


def test_values_are_kept_exactly(tmp_path: Path) -> None:
    path = tmp_path / "sums.csv"
    path.write_text("item,price\na,0.1\nb,0.2\n", encoding="utf-8")
    table = read_table(path)
    assert run_query(table, Query("sum", "price")) == (Decimal("0.3"), Decimal("0.3"))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (Query("mean", "salary", (Filter("team", "is", "A"),)), "mean of `salary` where `team` is 'A'"),
        (Query("count", None), "number of rows"),
        (
            Query("count", None, (Filter("team", "is", "A"), Filter("team", "is", "B"))),
            "number of rows where `team` is 'A' or 'B'",
        ),
        (Query("max", "salary", (Filter("age", ">", "30"),)), "maximum of `salary` where `age` > 30"),
        (Query("mean", "salary", group="team"), "highest mean of `salary` by `team`"),
        (
            Query("share", None, (Filter("team", "is", "A"),)),
            "share of rows where `team` is 'A' in all rows",
        ),
    ],
)
def test_a_query_says_itself(query: Query, text: str) -> None:
    assert str(query) == text
