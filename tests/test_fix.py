"""Applying suggestions: what is sure is changed, what is not is left and said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claims.readers import read_text
from verify.cli import cli
from verify.finding import Finding, Report, Severity, Suggestion
from verify.fixing import corrections, fix
from verify.pipeline import check_document

WRONG = "Sales rose from 40 to 50, or 20 percent, last year."


def check(text: str) -> Report:
    return check_document(read_text(text), store=None)


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, input: bytes | None = None) -> Any:
    result = CliRunner().invoke(cli, ["fix", "--no-reference", *arguments], input=input, prog_name="figurecheck")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def test_a_sure_suggestion_is_applied() -> None:
    fixed = fix(WRONG, check)
    assert fixed.text == "Sales rose from 40 to 50, or 25 percent, last year."
    assert [(one.old, one.new, one.place) for one in fixed.fixes] == [("20 percent", "25 percent", "line 1")]
    assert fixed.report.findings == ()


def test_two_errors_in_a_sentence_are_both_corrected() -> None:
    text = "Sales rose from 40 to 50, or 20 percent, and rents from 400 to 500, or 20 percent."
    fixed = fix(text, check)
    assert fixed.text == text.replace("20 percent", "25 percent")
    assert corrections(fixed.fixes) == (
        f"An earlier version of this story said: “{text}” "
        "It is 25 percent, not 20 percent; it is 25 percent, not 20 percent.\n"
    )


def finding(words: str, text: str, *replacements: str, severity: Severity = Severity.ERROR) -> Finding:
    start = text.index(words)
    end = start + len(words)
    return Finding(
        rule="a-rule",
        code="AAA101",
        severity=severity,
        diagnosis=(),
        start=start,
        end=end,
        message=f"{words} is wrong",
        suggestions=tuple(Suggestion(start=start, end=end, replacement=r, why="") for r in replacements),
    )


def by_hand(*findings: tuple[str, tuple[str, ...], Severity]) -> Any:
    """A check that finds the words it is given, as long as they stand in the text."""

    def checked(text: str) -> Report:
        found = tuple(finding(w, text, *r, severity=s) for w, r, s in findings if w in text)
        return Report(document=read_text(text), quantities=(), claims=(), relations=(), findings=found)

    return checked


ERROR, WARNING = Severity.ERROR, Severity.WARNING


@pytest.mark.parametrize(
    ("findings", "reason"),
    [
        ([("ten", ("11",), WARNING)], "it is a warning, which is a matter of judgement"),
        ([("ten", (), ERROR)], "nothing is suggested"),
        ([("ten", ("11", "12"), ERROR)], "2 readings are as good"),
        ([("ten men", ("11 men",), ERROR), ("men came", ("women came",), ERROR)], "its suggestion overlaps another"),
        ([("ten", ("often",), ERROR)], "with this change alone the story would still not add up"),
        ([("ten", ("eleven",), ERROR), ("eleven", ("x", "y"), ERROR)], "the story would still not add up"),
    ],
    ids=["warning", "none", "two", "overlap", "still there", "another comes"],
)
def test_what_is_not_sure_is_left(findings: list[tuple[str, tuple[str, ...], Severity]], reason: str) -> None:
    fixed = fix("So ten men came.", by_hand(*findings))
    assert fixed.text == "So ten men came."
    assert fixed.fixes == ()
    assert all(reason in left.reason for left in fixed.left)
    assert fixed.left


def test_a_word_is_corrected_in_other_words_than_a_figure() -> None:
    fixed = fix("Sales fell.", by_hand(("fell", ("rose",), ERROR)))
    assert corrections(fixed.fixes) == (
        "An earlier version of this story said: “Sales fell.” It should have said “rose”, not “fell”.\n"
    )


def test_a_dry_run_shows_a_diff_and_changes_nothing() -> None:
    Path("story.md").write_text(f"A year\n\n{WRONG}", encoding="utf-8")
    result = run("story.md")
    assert result.exit_code == 1
    assert result.stdout == (
        "--- a/story.md\n+++ b/story.md\n@@ -1,3 +1,3 @@\n A year\n \n"
        f"-{WRONG}\n\\ No newline at end of file\n+{WRONG.replace('20 p', '25 p')}\n\\ No newline at end of file\n"
    )
    assert "story.md: line 3: 20 percent → 25 percent" in result.stderr
    assert Path("story.md").read_text(encoding="utf-8").endswith(WRONG)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (f"Zürich\r\n\r\n{WRONG}\r\n", "cp1252"),
        (f"\ufeffZürich\n\n{WRONG}", "utf-8"),
        (f"Zürich 🚢\r\n\r\n{WRONG}\n", "utf-8"),
        (f"Zürich\n\n{WRONG}", "utf-16"),
    ],
    ids=["western", "mark", "mixed ends", "utf-16"],
)
def test_a_file_keeps_its_encoding_and_line_ends(data: str, encoding: str) -> None:
    Path("story.txt").write_bytes(data.encode(encoding))
    Path("story.txt").chmod(0o640)
    assert run("--write", "story.txt").exit_code == 0
    assert Path("story.txt").read_bytes() == data.replace("20 p", "25 p").encode(encoding)
    assert Path("story.txt").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in Path().iterdir()] == ["story.txt"]


def test_html_is_changed_in_place() -> None:
    apart = WRONG.replace("20 percent", "2<b>0</b> percent")
    page = f"<p>Trade &amp; more</p>\n<p>{apart}</p>\n<p>{WRONG.replace('20', '<b>20</b>')}</p>\n<p>{WRONG}</p>\n"
    Path("story.html").write_text(page, encoding="utf-8")
    result = run("--write", "story.html")
    changed = Path("story.html").read_text(encoding="utf-8")
    assert changed == page.replace("20 p", "25 p").replace("<b>20</b>", "<b>25</b>")
    assert "left to you, the file has these words in another form" in result.stderr
    assert result.exit_code == 1


def test_standard_input_is_written_to_standard_output() -> None:
    result = run("--write", "-q", "-", input=WRONG.encode())
    assert (result.exit_code, result.stdout) == (0, WRONG.replace("20 p", "25 p"))


def test_the_note_to_readers() -> None:
    Path("story.txt").write_text(WRONG, encoding="utf-8")
    assert run("--corrections", "-q", "story.txt").stdout == (
        f"An earlier version of this story said: “{WRONG}” It is 25 percent, not 20 percent.\n"
    )


def test_a_letter_is_not_written() -> None:
    letter = "From: a@example.org\nTo: b@example.org\nSubject: Sales\nDate: Wed, 26 Feb 2025 08:00:00 +0000\n\n" + WRONG
    Path("story.eml").write_text(letter, encoding="utf-8")
    result = run("--write", "story.eml")
    assert result.exit_code == 2
    assert "is no text that can be changed in place" in result.stderr
    assert run("--corrections", "-q", "story.eml").stdout.startswith("An earlier version")


def test_an_accepted_finding_is_not_fixed() -> None:
    Path("story.md").write_text(f"{WRONG} <!-- figurecheck: ignore percent-change-mismatch -->\n", encoding="utf-8")
    assert run("--write", "story.md").exit_code == 0
    assert WRONG in Path("story.md").read_text(encoding="utf-8")


def test_a_missing_file_does_not_stop_the_others() -> None:
    Path("story.md").write_text(WRONG, encoding="utf-8")
    result = run("--write", "none.md", "story.md")
    assert result.exit_code == 2
    assert "25 percent" in Path("story.md").read_text(encoding="utf-8")
