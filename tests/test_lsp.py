"""The language server: a session over standard input and output, and the pieces that it is made of.

UPDATE_SNAPSHOTS=1 writes the answers into tests/lsp/session.md; the difference is reviewed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

pytest.importorskip("pygls", reason="the extra `lsp` is not installed")

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind

from claims.errors import FigurecheckError
from claims.readers import read_text, reread
from verify.cli import cli
from verify.config import Config
from verify.lsp.actions import REASONS, fixes, ignores
from verify.lsp.hover import hover_at
from verify.lsp.places import Lines
from verify.lsp.server import create_server
from verify.pipeline import check_document
from verify.report.annotations import annotate
from verify.suppression import apply

ROOT = Path(__file__).parent.parent
SESSION = Path(__file__).parent / "lsp" / "session.md"
URI = "file:///stories/story.md"


class Editor:
    """A small client of its own: JSON-RPC over the pipes of a process, and one text."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", "from verify.cli import main; main()", "lsp", "--no-reference"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
        self._n = 0
        self.version = 0
        self.text = ""
        self.offered: dict[str, dict[str, Any]] = {}
        capabilities = {"general": {"positionEncodings": ["utf-16"]}}
        self.server = self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self.tell("initialized", {})

    def tell(self, method: str, params: Any, **more: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def heard(self) -> dict[str, Any]:
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while (line := stream.readline()) != b"\r\n":
            assert line, "the server ended"
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(stream.read(length))
        return message

    def ask(self, method: str, params: Any) -> Any:
        self._n += 1
        self.tell(method, params, id=self._n)
        while (answer := self.heard()).get("id") != self._n:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def diagnostics(self) -> list[dict[str, Any]]:
        while True:
            message = self.heard()
            published = message.get("method") == "textDocument/publishDiagnostics"
            if published and message["params"].get("version") in (None, self.version):
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                return found

    def open(self, text: str) -> None:
        self.text = text
        self.version += 1
        document = {"uri": URI, "languageId": "markdown", "version": self.version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def change(self, text: str) -> None:
        self.text = text
        self.version += 1
        document = {"uri": URI, "version": self.version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def close(self) -> None:
        self.tell("textDocument/didClose", {"textDocument": {"uri": URI}})

    def hover(self, at: dict[str, int]) -> Any:
        return self.ask("textDocument/hover", {"textDocument": {"uri": URI}, "position": at})

    def actions(self, at: dict[str, int]) -> list[dict[str, Any]]:
        place = {"start": at, "end": at}
        params = {"textDocument": {"uri": URI}, "range": place, "context": {"diagnostics": []}}
        found: list[dict[str, Any]] = self.ask("textDocument/codeAction", params)
        self.offered = {action["title"]: action for action in found}
        return found

    def edited(self, title: str) -> str:
        """The text after an action, as an editor would change it: counted in UTF-16, by hand."""
        [edit] = self.offered[title]["edit"]["changes"][URI]
        lines = [line.encode("utf-16-le") for line in self.text.split("\n")]

        def unit(place: dict[str, int]) -> int:
            return sum(len(line) + 2 for line in lines[: place["line"]]) + 2 * place["character"]

        units = self.text.encode("utf-16-le")
        start, end = unit(edit["range"]["start"]), unit(edit["range"]["end"])
        return (units[:start] + edit["newText"].encode("utf-16-le") + units[end:]).decode("utf-16-le")

    def end(self) -> int:
        self.ask("shutdown", None)
        self.tell("exit", None)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        return self._process.wait(timeout=20)


def place(words: str) -> dict[str, int]:
    line, _, column = words.partition(":")
    return {"line": int(line), "character": int(column)}


def shown(span: dict[str, Any]) -> str:
    return "-".join(f"{span[end]['line']}:{span[end]['character']}" for end in ("start", "end"))


def told(diagnostics: list[dict[str, Any]]) -> Iterator[str]:
    names = {1: "error", 2: "warning", 3: "information", 4: "hint"}
    for one in diagnostics:
        yield f"{names[one['severity']]} {shown(one['range'])} {one.get('code', '')}: {one['message']}".replace(
            " :", ":"
        )
        for other in one.get("relatedInformation", ()):
            yield f"    with {shown(other['location']['range'])} {other['message']}"
    if not diagnostics:
        yield "no diagnostics"


def answers(editor: Editor, said: str, text: str) -> Iterator[str]:
    """Say one thing and write down the answer."""
    verb, _, rest = said.partition(" ")
    if verb == "open":
        editor.open(text)
        yield from told(editor.diagnostics())
    elif verb == "change":
        editor.change(text)
        yield from told(editor.diagnostics())
    elif verb == "close":
        editor.close()
        yield from told(editor.diagnostics())
    elif verb == "hover":
        answer = editor.hover(place(rest))
        yield f"{shown(answer['range'])}\n{answer['contents']['value']}" if answer else "nothing"
    elif verb == "actions":
        for action in editor.actions(place(rest)):
            yield action["title"] + (" (preferred)" if action.get("isPreferred") else "")
    elif verb == "do":
        editor.change(editor.edited(rest))
        yield editor.text
        yield from told(editor.diagnostics())
    else:
        raise AssertionError(said)


def test_a_session() -> None:
    written = SESSION.read_text(encoding="utf-8")
    head, *steps = re.split(r"^## ", written, flags=re.MULTILINE)
    editor = Editor()
    played = [head]
    for step in steps:
        said, _, rest = step.partition("\n")
        quoted = [line for line in rest.splitlines() if line.startswith(">")]
        text = "\n".join(line[1:].removeprefix(" ") for line in quoted)
        answer = "\n".join(answers(editor, said, text))
        story = "\n".join(quoted) + "\n\n" if quoted else ""
        played.append(f"{said}\n\n{story}```\n{answer}\n```\n\n")
    assert editor.end() == 0
    transcript = "## ".join(played).rstrip() + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SESSION.write_text(transcript, encoding="utf-8")
    assert transcript == written


@given(st.text(alphabet="a5🚢東\r\n\u2028\x0c é", max_size=30), st.sampled_from(list(PositionEncodingKind)))
def test_places_go_there_and_back(text: str, encoding: PositionEncodingKind) -> None:
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n" and text[offset : offset + 1] != "\r":
            assert lines.offset(lines.position(offset)) == offset


def test_places_outside_the_text() -> None:
    lines = Lines("🚢5\nab")
    assert lines.offset(Position(0, 1)) == 0  # inside the ship
    assert lines.offset(Position(0, 99)) == 2
    assert lines.offset(Position(9, 0)) == 5


STORIES = (
    (ROOT / "examples" / "shanghai-ip-edited.md").read_text(encoding="utf-8"),
    (ROOT / "examples" / "harbour.txt").read_text(encoding="utf-8"),
    "# Of 4 ships, 5 are red\r\n\r\nSales rose from 40 to 50, or 20 percent.\r\nThey fell.\r\n\r\nThe end.",
    "Before.\n\n| year | share |\n|---|---|\n| 2024 | 6,5000 ships |\n\nWater covers 130 percent of the earth.",
)


@pytest.mark.parametrize("text", STORIES)
def test_what_is_offered_does_what_it_says(text: str) -> None:
    report = check_document(read_text(text), store=None)
    assert report.findings
    for finding in report.findings:
        for edit in fixes(report.document, finding):
            assert f"“{text[edit.start : edit.end]}”" in edit.title
        for edit in ignores(report.document, finding):
            changed = text[: edit.start] + edit.words + text[edit.end :]
            settled, [comment] = apply(check_document(read_text(changed), store=None), ())
            assert comment.used >= 1
            assert comment.reason in REASONS
            left = [f.message for f in settled.findings if f.rule == finding.rule]
            assert len(left) < len([f for f in report.findings if f.rule == finding.rule])


MARKED_UP = (
    ("a.md", "# A day\n\nSales of *all* kinds rose from **40** to 50, or **20** percent.\n\nThe end."),
    ("a.md", "**Sales rose from 40 to 50, or 20 percent.**\r\n\r\nThe _end_."),
    ("a.md", "Shops &amp; sales.\n\n**Year** | share\n---|---\n2024 | 130 percent of *all* people\n"),
    ("a.html", "<p>Sales of <i>all</i> kinds rose from <b>40</b> to 50, or <b>20 percent</b>.</p>\n<p>The end.</p>"),
)


@pytest.mark.parametrize(("name", "text"), MARKED_UP)
def test_what_is_offered_lands_in_the_file(name: str, text: str) -> None:
    form = {"md": "markdown", "html": "html"}[name.rpartition(".")[2]]
    report = check_document(reread(text, name, form), store=None)
    assert report.findings
    for finding in report.findings:
        changes = fixes(report.document, finding)
        assert len(changes) == len(finding.suggestions)
        for change in changes:
            changed = text[: change.start] + change.words + text[change.end :]
            left = check_document(reread(changed, name, form), store=None).findings
            assert len(left) < len(report.findings)
        offered = ignores(report.document, finding)
        assert offered
        for change in offered:
            changed = text[: change.start] + change.words + text[change.end :]
            settled, [comment] = apply(check_document(reread(changed, name, form), store=None), ())
            assert comment.used >= 1
            assert len(settled.findings) < len(report.findings)
            assert reread(changed, name, form).text.count("*") == report.document.text.count("*")


def test_no_comment_is_offered_inside_of_front_matter() -> None:
    report = check_document(read_text("---\ntitle: Of 4 ships, 5 or 130 percent sank\n---\n\nAll well."), store=None)
    for finding in report.findings:
        assert ignores(report.document, finding) == []


def test_no_word_of_the_text_is_markup_of_a_hover() -> None:
    text = "Sales of <b>[x](javascript:1)</b> rose from 40 to 50, or 20 percent."
    notes = annotate(check_document(read_text(text), store=None))
    for offset in range(len(text)):
        found = hover_at(notes, offset, lambda *span: span)
        if found:
            assert "<b>" not in found[2]
            assert "](javascript" not in found[2]


def test_a_fault_is_told_in_the_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    server: Any = create_server(Config())
    told: list[str] = []
    monkeypatch.setattr(server, "window_show_message", lambda params: told.append(params.message))
    server.tell(FigurecheckError("the record is gone"))
    server.tell(ZeroDivisionError("x"))
    assert told == ["figurecheck: the record is gone", "figurecheck: a fault, please report it: ZeroDivisionError('x')"]


def test_a_missing_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    result = CliRunner().invoke(cli, ["lsp"], prog_name="figurecheck")
    assert result.exit_code == 2
    assert "pip install 'figurecheck[lsp]'" in result.output
