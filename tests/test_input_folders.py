"""Folders, patterns and many files in: which are read, and what is said on the way."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from verify.cli import cli

WRONG = "Sales rose from 40 to 50, or 20 percent, last year."


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Any:
    result = CliRunner().invoke(cli, list(arguments), prog_name="figurecheck")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def folder() -> None:
    for name in ("b.md", "a.txt", "sub/c.html", ".git/d.md", "node_modules/e.md", "f.png", "sub/~$g.docx", "old/h.md"):
        Path(name).parent.mkdir(exist_ok=True, parents=True)
        Path(name).write_text(f"<p>{WRONG}</p>", encoding="utf-8")


def checked(*arguments: str) -> list[str]:
    data = json.loads(run("check", "--no-reference", "-f", "json", *arguments).stdout)
    return [report["document"]["id"] for report in (data if isinstance(data, list) else [data])]


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (("stories",), ["a.txt", "b.md", "old/h.md", "sub/c.html"]),
        (("stories/**/*.md",), ["b.md", "node_modules/e.md", "old/h.md"]),
        (("stories/*.txt", "stories/b.md", "stories/a.txt"), ["a.txt", "b.md"]),
        (("stories/[ab].*",), ["a.txt", "b.md"]),
    ],
)
def test_folders_and_patterns(
    arguments: tuple[str, ...], files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stories").mkdir()
    monkeypatch.chdir(tmp_path / "stories")
    folder()
    monkeypatch.chdir(tmp_path)
    assert checked(*arguments) == [f"stories/{name}" for name in files]


def test_excluded_files_are_passed_over_unless_named() -> None:
    folder()
    Path("figurecheck.toml").write_text('exclude = ["old/*"]\n', encoding="utf-8")
    assert checked(".") == ["a.txt", "b.md", "sub/c.html"]
    assert checked("old/h.md", "a.txt") == ["old/h.md", "a.txt"]


@pytest.mark.parametrize("name", ["nothing", "*.none", "none.txt"])
def test_what_is_not_there_is_said(name: str) -> None:
    Path("nothing").mkdir()
    result = run("check", name)
    assert result.exit_code == 2
    assert name in result.stderr


def test_quiet_shows_findings_alone() -> None:
    Path("a.txt").write_text(WRONG, encoding="utf-8")
    Path("b.txt").write_text("In 2024 it had 7 ships.", encoding="utf-8")
    shown = run("check", "--no-reference", "-q", "a.txt", "b.txt").stdout
    assert "b.txt" not in shown
    assert "Not checked" not in shown
    assert "25 percent" in shown


def test_verbose_says_what_is_read() -> None:
    Path("a.html").write_text(f"<p>{WRONG}</p>", encoding="utf-8")
    told = run("check", "--no-reference", "-v", "a.html").stderr
    assert "configuration: none, the defaults hold" in told
    assert "figures of record: none" in told
    assert "a.html: html, " in told


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_progress_bar_on_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    from verify.commands.progress import progress

    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    assert list(progress(list(range(9)), quiet=False, report_on_terminal=False)) == list(range(9))
    assert "9/9" in shown.getvalue()
    for quiet, on_terminal, n in ((True, False, 9), (False, True, 9), (False, False, 2)):
        before = shown.getvalue()
        assert len(list(progress(list(range(n)), quiet=quiet, report_on_terminal=on_terminal))) == n
        assert shown.getvalue() == before
