"""The console program: commands, formats, exit statuses, cold start."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import verify
from verify.cli import cli
from verify.version import VERSION

ROOT = Path(__file__).parent.parent
CLEAN, EDITED = ROOT / "examples" / "shanghai-ip.md", ROOT / "examples" / "shanghai-ip-edited.md"
WRONG = "The fair opened on Monday, Feb. 25, 2025."  # it was a Tuesday
COMMANDS = ["check", "extract", "fix", "batch", "explain", "rules", "reference", "archive", "config", "schema"]

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in an empty folder, away from any configuration."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: object, input: str | bytes | None = None, code: int | None = None) -> Result:
        result = CliRunner().invoke(cli, [str(a) for a in arguments], input=input, prog_name="figurecheck")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        if code is not None:
            assert result.exit_code == code, result.output
        return result

    return invoke


def lines_of(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_version(run: Run) -> None:
    assert run("--version", code=0).stdout == f"figurecheck {VERSION}\n"


def test_the_version_is_that_of_the_project() -> None:
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_page_with_examples(run: Run, command: str) -> None:
    page = run(command, "--help", code=0).stdout
    assert "Examples:" in page
    assert f"figurecheck {command}" in page
    assert command in run("--help", code=0).stdout


@pytest.mark.parametrize("command", ["list", "search", "show", "build", "match"])
def test_every_command_on_the_record_has_a_page(run: Run, command: str) -> None:
    assert "Examples:" in run("reference", command, "--help", code=0).stdout


def test_a_clean_story(run: Run) -> None:
    result = run("check", "--no-reference", CLEAN, code=0)
    assert "0 errors, 0 warnings" in " ".join(result.stdout.split())
    assert "\x1b" not in result.stdout


def test_a_story_with_errors(run: Run) -> None:
    result = run("check", "--no-reference", EDITED, code=1)
    assert "✗ error" in result.stdout


def test_standard_input(run: Run) -> None:
    result = run("check", "--no-reference", "-", input=WRONG, code=1)
    assert "standard input" in result.stdout
    assert "weekday" in result.stdout


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("note", 1), ("never", 0)])
def test_fail_on(run: Run, level: str, code: int) -> None:
    run("check", "--no-reference", "--fail-on", level, "-", input=WRONG, code=code)


def test_json_of_one_and_of_several(run: Run) -> None:
    one = json.loads(run("check", "--no-reference", "--format", "json", CLEAN, code=0).stdout)
    assert one["document"]["id"] == str(CLEAN)
    both = json.loads(run("check", "--no-reference", "-f", "json", CLEAN, EDITED, code=1).stdout)
    assert [report["document"]["id"] for report in both] == [str(CLEAN), str(EDITED)]


def test_the_same_input_gives_the_same_bytes(run: Run) -> None:
    arguments = ("check", "--format", "json", EDITED)
    assert run(*arguments).stdout == run(*arguments).stdout


def test_output_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    result = run("check", "--no-reference", "-o", "report.txt", CLEAN, code=0)
    assert result.stdout == ""
    assert "figures" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_an_output_that_cannot_be_written(run: Run) -> None:
    assert "cannot write none/report.txt" in run("check", "-o", "none/report.txt", CLEAN, code=2).stderr


def test_colour_when_asked_for(run: Run) -> None:
    assert "\x1b[" in run("check", "--no-reference", "--color", "always", CLEAN, code=0).stdout


def test_the_date_is_used(run: Run) -> None:
    story = "Sales rose to 40 million crowns last year."
    output = run("extract", "--date", "2025-02-26", "--format", "json", "-", input=story, code=0).stdout
    report = json.loads(output)
    assert report["document"]["published"] == "2025-02-26"
    assert "2024" in [quantity["period"] for quantity in report["quantities"]]


def test_json_lines(run: Run) -> None:
    records = [
        json.dumps({"id": "a", "text": WRONG, "date": "2025-02-26"}),
        "not json",
        json.dumps({"id": 2, "text": "Nothing to see.", "date": None}),
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "headline": "Sales rise", "body": WRONG}),
    ]
    result = run("check", "--no-reference", "--format", "jsonl", "-", input="\n".join(records), code=1)
    answers = lines_of(result)
    assert [answer["id"] for answer in answers] == ["a", None, 2, "c", "d"]
    assert ["error" in answer for answer in answers] == [False, True, False, True, False]
    assert answers[0]["findings"][0]["rule"] == "weekday-mismatch"


def test_json_lines_without_findings_end_well(run: Run) -> None:
    run("check", "--format", "jsonl", "-", input='{"id": 1, "text": "Nothing."}\n', code=0)


def test_json_lines_with_figures_of_record(run: Run) -> None:
    row = {
        "indicator": "exports",
        "area": "Norland",
        "period": "2024",
        "value": "297.1",
        "unit": "USD billion",
    }
    row["source"] = "Norland Customs"
    text = "Norland's exports were worth $279.1 billion in 2024."
    record = json.dumps({"id": "x", "text": text, "date": "2025-03-01", "reference": [row]})
    [answer] = lines_of(run("check", "--format", "jsonl", "-", input=record, code=1))
    assert [finding["severity"] for finding in answer["findings"]] == ["error"]
    assert text[answer["findings"][0]["start"] :].startswith("$279.1")


def test_a_file_of_json_lines_needs_its_format(run: Run, tmp_path: Path) -> None:
    (tmp_path / "stories.jsonl").write_text('{"id": 1, "text": "Nothing."}\n', encoding="utf-8")
    assert [a["id"] for a in lines_of(run("check", "-f", "jsonl", "stories.jsonl", code=0))] == [1]
    assert "--format jsonl" in run("check", "stories.jsonl", code=2).stderr


def test_a_fault_in_one_record_does_not_end_the_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import verify.pipeline

    real = verify.pipeline.check_document

    def faulty(document: Any, **options: Any) -> Any:
        if "boom" in document.text:
            raise ZeroDivisionError("boom")
        return real(document, **options)

    monkeypatch.setattr(verify.pipeline, "check_document", faulty)
    records = '{"id": 1, "text": "boom"}\n{"id": 2, "text": "calm"}\n'
    answers = lines_of(run("check", "--no-reference", "-f", "jsonl", "-", input=records, code=1))
    assert "ZeroDivisionError" in answers[0]["error"]
    assert answers[1]["id"] == 2


def test_extract_lists_figures_without_judging(run: Run) -> None:
    text = run("extract", "--trace", EDITED, code=0).stdout
    assert "2.79 billion" in text
    report = json.loads(run("extract", "-f", "json", EDITED, code=0).stdout)
    assert report["findings"] == []
    assert report["quantities"]


def test_rules_and_explain(run: Run) -> None:
    table = run("rules", code=0).stdout
    for rule in json.loads(run("rules", "--format", "json", code=0).stdout):
        assert rule["name"] in table
        page = run("explain", rule["name"], code=0).stdout
        assert page == run("explain", rule["code"].lower(), code=0).stdout
        assert rule["title"] in page


def test_explain_suggests(run: Run) -> None:
    assert "did you mean percent-change-mismatch?" in run("explain", "percent-change-mismatc", code=2).stderr


def test_config_show(run: Run, tmp_path: Path) -> None:
    assert "these are the defaults" in run("config", "show", code=0).stdout
    (tmp_path / "figurecheck.toml").write_text('fail-on = "note"\n', encoding="utf-8")
    assert 'fail-on = "note"' in run("config", "show", code=0).stdout


def test_the_configuration_is_obeyed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "figurecheck.toml"
    path.write_text('bundled-reference = false\n[rules]\nweekday-mismatch = "off"\n', encoding="utf-8")
    run("check", "-", input=WRONG, code=0)
    path.write_text('bundled-reference = false\nfail-on = "never"\n', encoding="utf-8")
    run("check", "-", input=WRONG, code=0)
    run("check", "--fail-on", "error", "-", input=WRONG, code=1)


def test_the_date_of_the_configuration_stands_in(run: Run, tmp_path: Path) -> None:
    (tmp_path / "figurecheck.toml").write_text("date = 2020-05-05\nstrict = true\n", encoding="utf-8")
    for story, day in (("Quiet.", "2020-05-05"), ("date: 2023-03-03\n\nQuiet.", "2023-03-03")):
        report = json.loads(run("check", "--no-reference", "-f", "json", "-", input=story, code=0).stdout)
        assert report["document"]["published"] == day


def test_a_baseline_is_written_and_used(run: Run, tmp_path: Path) -> None:
    run("check", "--no-reference", "--write-baseline", "accepted.json", "-", input=WRONG, code=1)
    result = run("check", "--no-reference", "--baseline", "accepted.json", "-", input=WRONG, code=0)
    assert "Accepted 1 of weekday-mismatch" in result.stdout


def test_a_comment_in_the_story_is_obeyed(run: Run) -> None:
    story = WRONG + ' <!-- figurecheck: ignore weekday-mismatch reason="a joke" -->'
    assert "a joke" in run("check", "--no-reference", "-", input=story, code=0).stdout


def test_the_record(run: Run) -> None:
    listed = run("reference", "list", code=0).stdout
    assert "cn.pct_applications" in listed
    assert "cn.trademarks_valid" in run("reference", "search", "valid trademarks", code=0).stdout
    shown = run("reference", "show", "cn.pct_applications", "Shanghai", "--period", "2024", code=0).stdout
    assert "6822" in shown
    run("reference", "match", CLEAN, code=0)


def test_the_record_says_what_it_lacks(run: Run) -> None:
    assert "there is no series “cn.none”" in run("reference", "show", "cn.none", code=2).stderr
    assert "nothing in the record" in run("reference", "search", "zzzz", code=2).stderr


def test_a_store_is_built(run: Run, tmp_path: Path) -> None:
    run("reference", "build", "--output", "store.sqlite", code=0)
    assert "6822" in run("reference", "show", "cn.pct_applications", "--reference", "store.sqlite", code=0).stdout
    run("check", "--reference", "store.sqlite", "-", input="All quiet.", code=0)
    twice = ("--reference", "store.sqlite", "--reference", "store.sqlite")
    assert "used alone" in run("check", *twice, "-", input="All quiet.", code=2).stderr


def modules_loaded(*arguments: str) -> set[str]:
    """Names of the modules that a run in a fresh process has imported."""
    code = (
        "import sys, io\nfrom verify.cli import cli\nout, sys.stdout = sys.stdout, io.StringIO()\n"
        "try:\n    cli(sys.argv[1:], prog_name='figurecheck')\n"
        "except SystemExit as stop:\n    assert stop.code in (0, 1, None)\n"
        "print(*sys.modules, file=out)"
    )
    command = [sys.executable, "-c", code, *arguments]
    return set(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split())


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_a_cold_start_loads_nothing_heavy(option: str) -> None:
    loaded = modules_loaded(option)
    assert not loaded & {
        "pandas",
        "numpy",
        "pint",
        "jsonschema",
        "babel",
        "rich",
        "sqlite3",
        "verify.pipeline",
    }


def test_a_check_in_json_loads_nothing_heavy() -> None:
    loaded = modules_loaded("check", "--format", "json", str(CLEAN))
    assert "verify.pipeline" in loaded
    assert not loaded & {"pandas", "numpy", "pint", "jsonschema", "babel", "rich"}


def test_a_check_compiles_patterns_when_they_are_used() -> None:
    """At its import a module compiles next to none: write `regex(...)` of claims.patterns for `re.compile(...)`."""
    code = (
        "import re, sys\nplain, compiled = re.compile, []\n"
        "def counted(*told, **named):\n    compiled.append(told)\n    return plain(*told, **named)\n"
        "import verify.cli, tomllib, sqlite3, csv, logging, rich\nbefore, re.compile = set(sys.modules), counted\n"
        "import verify.commands.check, verify.pipeline\n"
        "assert 'verify.rules.wording.times_more' in set(sys.modules) - before\nprint(len(compiled))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(run.stdout) < 60  # of some 1,200


def test_the_library_loads_nothing_heavy() -> None:
    code = "import sys, verify; verify.check_text; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not set(run.stdout.split()) & {"pandas", "numpy", "pint", "jsonschema", "babel"}
    assert verify.check_text(WRONG).findings


def test_records_are_answered_one_by_one() -> None:
    """Each report is flushed before the next record is read: a program may talk with the checker."""
    command = [
        sys.executable,
        "-c",
        "from verify.cli import main; main()",
        "check",
        "-f",
        "jsonl",
        "--no-reference",
        "-",
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for id in (1, 2):
            process.stdin.write(json.dumps({"id": id, "text": "Nothing."}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == id
        process.stdin.close()
        assert process.wait(timeout=20) == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("check",), "missing argument"),
        (("check", "--date", "nonsense", "x.txt"), "“nonsense” is no date"),
        (("chekc",), "no such command 'chekc'"),
        (("--bogus",), "no such option"),
        (("reference", "nothing"), "no such command 'nothing'"),
    ],
)
def test_wrong_usage_is_told_in_one_line(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    told = run(*arguments, code=2).stderr
    assert told.startswith("figurecheck: ")
    assert sentence in told
    assert told.count("\n") == 1


def test_a_check_that_cannot_run_leaves_an_older_report_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("older", encoding="utf-8")
    run("check", "-o", "report.txt", "missing.txt", code=2)
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == "older"


def test_no_records_make_an_empty_report(run: Run, tmp_path: Path) -> None:
    run("check", "-f", "jsonl", "-o", "report.jsonl", "-", input="", code=0)
    assert (tmp_path / "report.jsonl").read_text(encoding="utf-8") == ""


def test_a_full_disk_is_told_in_one_line() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    code = "from verify.cli import main; main()"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", code, "check", "--no-reference", str(CLEAN)],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT, timeout=60,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("figurecheck: cannot write the report: ")
    assert "Traceback" not in done.stderr


def test_extract_neither_judges_nor_asks_the_record(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("extract ran the check")

    monkeypatch.setattr(verify.pipeline, "check_document", never)
    monkeypatch.setattr(verify.pipeline, "RULES", ())
    assert "20 percent" in run("extract", "-", input="Sales rose from 40 to 50, or 20 percent.", code=0).stdout


def test_comments_hold_no_figures(run: Run) -> None:
    story = "Sales rose <!-- 77 percent --> by 5 percent.\n\n<!-- 88\nships in 2019 -->\n\nTrade grew 6 percent."
    report = json.loads(run("extract", "-f", "json", "-", input=story, code=0).stdout)
    assert [q["surface"] for q in report["quantities"]] == ["5 percent", "6 percent"]
    assert [story[q["start"] : q["end"]] for q in report["quantities"]] == ["5 percent", "6 percent"]
