"""Bad input ends in a clear message and the right status, never in a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from verify.cli import cli

DESCRIPTOR = {
    "name": "norland",
    "resources": [{"name": "observations", "path": "observations.csv", "format": "csv"}],
}
HEADER = "indicator,area,period,value,unit,source\n"


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: object, input: bytes | None = None) -> Result:
    result = CliRunner().invoke(cli, [str(a) for a in arguments], input=input, prog_name="figurecheck")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert "Traceback" not in result.output
    return result


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_a_missing_file(form: str) -> None:
    result = run("check", "--format", form, "nowhere.txt")
    assert result.exit_code == 2
    assert "nowhere.txt does not exist" in result.stderr
    assert result.stdout == ""


def test_the_other_files_are_checked_all_the_same() -> None:
    Path("story.txt").write_text("All quiet.", encoding="utf-8")
    result = run("check", "--no-reference", "nowhere.txt", "story.txt")
    assert result.exit_code == 2
    assert "story.txt" in result.stdout


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 4, "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"x" * 5_000_001, "5.0 MB"),
    ],
    ids=["empty", "blank", "elf", "png", "large"],
)
def test_a_file_that_is_no_story(content: bytes, complaint: str) -> None:
    Path("story.txt").write_bytes(content)
    for arguments, input in ((("check", "story.txt"), None), (("check", "-"), content)):
        result = run(*arguments, input=input)
        assert result.exit_code == 2
        assert complaint in result.stderr


def test_a_directory() -> None:
    Path("stories").mkdir()
    result = run("check", "stories")
    assert result.exit_code == 2
    assert "stories is a directory without a story in it" in result.stderr


@pytest.mark.parametrize(
    "data",
    ["Sales rose 5 percent in Zürich.".encode("latin-1"), b"\xef\xbb\xbfSales rose 5 percent."],
    ids=["latin-1", "bom"],
)
def test_other_encodings_are_read(data: bytes) -> None:
    Path("story.txt").write_bytes(data)
    assert run("check", "--no-reference", "story.txt").exit_code == 0


def test_no_figures_at_all() -> None:
    Path("story.txt").write_text("The town was quiet. Nobody spoke.", encoding="utf-8")
    result = run("check", "story.txt")
    assert result.exit_code == 0
    assert "no figures; 0 errors, 0 warnings" in result.stdout


def test_five_megabytes_of_text() -> None:
    paragraph = "The harbour town was quiet that day, and nobody at the quay spoke of trade or of the weather.\n\n"
    text = (paragraph * (5_000_000 // len(paragraph)))[:4_900_000] + "\n\nSales rose to 110 from 100, or 10 percent.\n"
    Path("story.txt").write_text(text, encoding="utf-8")
    result = run("check", "--no-reference", "--format", "json", "story.txt")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)["quantities"]) >= 3


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        (
            HEADER + "exports,Norland,2024,12x,USD,Customs\n",
            ["observations.csv", "row 2", "column value", "12x"],
        ),
        (
            HEADER + "exports,Norland,2024,12,USD,Customs\nexports,Norland,20x4,12,USD,C\n",
            ["row 3", "column period"],
        ),
        ("indicator,area,period,unit\nexports,Norland,2024,USD\n", ["observations.csv", "value"]),
        (None, ["observations.csv"]),
    ],
    ids=["value", "period", "no column", "no file"],
)
def test_a_broken_reference_is_named_with_file_row_and_column(rows: str | None, places: list[str]) -> None:
    folder = Path("figures")
    folder.mkdir()
    (folder / "datapackage.json").write_text(json.dumps(DESCRIPTOR), encoding="utf-8")
    if rows is not None:
        (folder / "observations.csv").write_text(rows, encoding="utf-8")
    Path("story.txt").write_text("Sales rose 5 percent.", encoding="utf-8")
    for arguments in (
        ("check", "--reference", "figures", "story.txt"),
        ("reference", "build", "figures", "-o", "x.db"),
    ):
        result = run(*arguments)
        assert result.exit_code == 2
        for place in places:
            assert place in result.stderr


def test_a_descriptor_that_is_no_json() -> None:
    Path("figures").mkdir()
    Path("figures/datapackage.json").write_text("{", encoding="utf-8")
    result = run("reference", "list", "--reference", "figures")
    assert result.exit_code == 2
    assert "datapackage.json" in result.stderr


def test_a_store_that_is_none() -> None:
    Path("store.sqlite").write_bytes(b"no database at all" * 100)
    Path("story.txt").write_text("Sales rose 5 percent.", encoding="utf-8")
    result = run("check", "--reference", "store.sqlite", "story.txt")
    assert result.exit_code == 2
    assert "store.sqlite" in result.stderr


def test_a_missing_reference() -> None:
    Path("story.txt").write_text("Sales rose 5 percent.", encoding="utf-8")
    result = run("check", "--reference", "nowhere", "story.txt")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("strict = maybe", "figurecheck.toml:1:10: not TOML"),
        ("strct = true", "figurecheck.toml:1:1: unknown key “strct”; did you mean “strict”?"),
        ('[rules]\nno-such-rule = "off"', "figurecheck.toml:2:1: no rule is called “no-such-rule”"),
    ],
)
def test_a_broken_configuration(text: str, complaint: str) -> None:
    Path("figurecheck.toml").write_text(text, encoding="utf-8")
    Path("story.txt").write_text("Sales rose 5 percent.", encoding="utf-8")
    result = run("check", "story.txt")
    assert result.exit_code == 2
    assert complaint in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--format", "pdf", "x.txt"),
        ("check", "--date", "yesterday", "x.txt"),
        ("check", "--width", "3", "x.txt"),
        ("check", "--no-reference", "--reference", "x", "x.txt"),
        ("check", "--baseline", "none.json", "x.txt"),
        ("check", "--config", "none.toml", "x.txt"),
        ("explain", "nothing"),
        ("frobnicate",),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_status_2(arguments: tuple[str, ...]) -> None:
    Path("x.txt").write_text("Quiet.", encoding="utf-8")
    assert run(*arguments).exit_code == 2
