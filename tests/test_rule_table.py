"""The table of rules: names, codes, documentation, and the examples of the documentation, which are run."""

from __future__ import annotations

import importlib
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import verify.rules
from claims.readers import read_text
from reference.archive import Archive
from reference.rates import Rates, read_rates
from reference.tables import Table, read_table
from verify.against import SourceText
from verify.beside import Beside
from verify.finding import Report, Severity
from verify.pipeline import check_document, understood
from verify.remember import figures_of, story_of
from verify.rule_docs import stale
from verify.rules import RULES
from verify.rules.rule import Rule
from verify.sources import Sources

ROOT = Path(__file__).parent.parent
RATES = ROOT / "tests" / "rates" / "weekly.csv"  # made up: asked for where a story converts money
HEADINGS = ["What it checks", "Example", "Not flagged", "Rounding"]
_BESIDE_LINE = re.compile(r"^(Against|Table|Earlier): (.+)$", re.MULTILINE)
_PUBLISHED = re.compile(r"^Published: (\d{4}-\d\d-\d\d)$", re.MULTILINE)

BESIDE = {"sources": "tests/corpus/against", "tables": "tests/corpus/tables", "archive": "tests/test_archive.py"}

by_name = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def rule_modules() -> Iterator[str]:
    """Names of the modules under `verify/rules` that define a rule."""
    folder = ROOT / "verify" / "rules"
    for path in sorted(folder.rglob("*.py")):
        if re.search(r"^RULE\b.*= Rule\(", path.read_text(encoding="utf-8"), re.MULTILINE):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts)


def section(rule: Rule, heading: str) -> str:
    match = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", rule.documentation, re.MULTILINE | re.DOTALL)
    assert match, f"{rule.name} has no section {heading}"
    return match[1]


def stories(text: str) -> list[tuple[str, date | None]]:
    """The quoted stories of a section, each with the date of publication printed before it."""
    result: list[tuple[str, date | None]] = []
    published: date | None = None
    for quote in re.split(r"\n(?!>)", "\n" + text):
        match = _PUBLISHED.search(quote)
        published = date.fromisoformat(match[1]) if match else published
        lines = [line[1:].removeprefix(" ") for line in quote.splitlines() if line.startswith(">")]
        if lines:
            result.append(("\n".join(lines), published))
    return result


def checked(rule: Rule, story: str, published: date | None) -> Report:
    store = Sources().store(None) if rule.family == "reference" else None
    beside, story = set_beside(story)
    document = read_text(story, published=published)
    rates = Rates((read_rates(RATES),), central_bank=False)
    strict = rule.severity is Severity.NOTE
    return check_document(document, store=store, strict=strict, rates=rates, beside=beside)


def set_beside(story: str) -> tuple[Beside, str]:
    """Take the lines off a story that give what it is compared with.

    `Against: TEXT` is a source of it, `Table: HEADING;ROW;ROW` a table, `Earlier: DATE TEXT` a story of the archive.
    """
    told = _BESIDE_LINE.findall(story)
    sources = tuple(SourceText("release.txt", read_text(text)) for kind, text in told if kind == "Against")
    tables = tuple(table(text) for kind, text in told if kind == "Table")
    stories = [text for kind, text in told if kind == "Earlier"]
    return Beside(sources=sources, tables=tables, archive=archive(stories) if stories else None), _BESIDE_LINE.sub(
        "", story
    ).strip()


def archive(stories: list[str]) -> Archive:
    kept = Archive(Path(tempfile.mkdtemp()) / "archive.sqlite")
    for n, text in enumerate(stories):
        day, _, words = text.partition(" ")
        document = read_text(words, id=f"story {n}", published=date.fromisoformat(day))
        kept.add(story_of(document), figures_of(understood(document), check_document(document, store=None)))
    return kept


def table(rows: str) -> Table:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "players.csv"
        path.write_text(rows.replace(";", "\n"), encoding="utf-8")
        return read_table(path)


def test_every_rule_module_is_in_the_table() -> None:
    assert sorted(rule.check.__module__ for rule in RULES) == sorted(rule_modules())


def test_codes_and_names_are_unique() -> None:
    codes, names = [rule.code for rule in RULES], [rule.name for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)


@by_name
def test_metadata(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", rule.name)
    assert re.fullmatch(r"\d+\.\d+\.\d+", rule.since)
    module = rule.check.__module__
    assert module.rsplit(".", 1)[1] == rule.name.replace("-", "_")
    assert module.rsplit(".", 2)[1] == rule.family
    assert importlib.import_module(module).RULE is rule
    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", slug) for slug in rule.diagnoses)


@by_name
def test_documentation_has_its_headings(rule: Rule) -> None:
    assert re.findall(r"^## (.+)$", rule.documentation, re.MULTILINE) == HEADINGS
    assert 10 < len(rule.title) <= 100
    assert rule.documentation.strip().splitlines()[0].endswith(".")
    for heading in HEADINGS:
        assert section(rule, heading).strip(), heading


@by_name
def test_the_example_fires(rule: Rule) -> None:
    examples = stories(section(rule, "Example"))
    assert examples, "the section Example quotes no story"
    for story, published in examples:
        report = checked(rule, story, published)
        assert rule.name in {finding.rule for finding in report.findings}, story


@by_name
def test_what_is_not_flagged_is_silent(rule: Rule) -> None:
    examples = stories(section(rule, "Not flagged"))
    assert examples, "the section Not flagged quotes no story"
    for story, published in examples:
        report = checked(rule, story, published)
        loud = [f"{f.rule}: {f.message}" for f in report.findings if f.severity is not Severity.NOTE]
        assert loud == [], story
        assert rule.name not in {finding.rule for finding in report.findings}, story


@by_name
def test_every_rule_has_cases_that_fire_and_cases_that_do_not(rule: Rule) -> None:
    if rule.family == "reference":
        pytest.skip("cases of reference rules need a record: tests/test_reference_rules.py")
    if rule.family in BESIDE:
        pytest.skip(f"cases of these rules are in {BESIDE[rule.family]}")
    folder = ROOT / "tests" / "rules" / rule.family
    path = next((p for p in folder.glob("*.md") if p.stem.replace("_", "-") == rule.name), None)
    assert path, f"write tests/rules/{rule.family}/{rule.name}.md"
    text = path.read_text(encoding="utf-8")
    fires = rule.severity is Severity.NOTE  # a case lists errors and warnings only
    assert fires or re.search(rf"^(error|warning) {rule.name} at ", text, re.MULTILINE), "no case fires"
    assert re.search(r"^none$", text, re.MULTILINE), "no case is silent"


def test_the_pages_are_fresh() -> None:
    assert stale(ROOT / "docs" / "rules", RULES) == [], "run python -m verify.rule_docs"


def test_the_table_is_a_tuple() -> None:
    assert isinstance(RULES, tuple)
    assert "RULES" in verify.rules.__all__
