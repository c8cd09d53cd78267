"""The page of each face is true: it begins with a command that works, and what it prints is what is printed.

UPDATE_SNAPSHOTS=1 writes the output of the console blocks into the pages.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from verify.config import read
from verify.rules import RULES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FACES = ["word.md", "input.md", "command-line.md", "fix.md", "configuration.md", "privacy.md"]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str, *languages: str) -> list[str]:
    return [body for name, body in _BLOCK.findall((DOCS / page).read_text(encoding="utf-8")) if name in languages]


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with the examples, and this Python's figurecheck in it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    program = tmp_path / "bin" / "figurecheck"
    program.parent.mkdir()
    call = f"exec {shlex.quote(sys.executable)} -c 'from verify.cli import main; main()' \"$@\"\n"
    program.write_text(f"#!/bin/sh\n{call}", encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(folder / "bin"), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "HOME": str(folder)}
    environment.setdefault("XDG_CACHE_HOME", str(Path.home() / ".cache"))
    return subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=60
    )


@pytest.mark.parametrize("page", FACES)
def test_a_page_begins_with_a_command_that_works(page: str, workplace: Path) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    first = _BLOCK.search(text)
    assert first is not None
    assert first[1] == "sh"
    for command in "".join(blocks(page, "sh")).splitlines():
        done = run(command, workplace)
        assert done.returncode in (0, 1), (command, done.stderr)
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("page", [page for page in FACES if blocks(page, "console")])
def test_what_a_page_shows_is_what_is_printed(page: str, workplace: Path) -> None:
    for block in blocks(page, "console"):
        command = block.splitlines()[0].removeprefix("$ ")
        wanted = f"$ {command}\n{run(command, workplace).stdout}"
        if os.environ.get("UPDATE_SNAPSHOTS"):
            text = (DOCS / page).read_text(encoding="utf-8")
            (DOCS / page).write_text(text.replace(f"```console\n{block}```", f"```console\n{wanted}```"), "utf-8")
            block = wanted
        assert block == wanted


def test_the_configuration_of_the_page_is_one(tmp_path: Path) -> None:
    [text] = blocks("configuration.md", "toml")
    (tmp_path / "figures").mkdir()
    path = tmp_path / "figurecheck.toml"
    path.write_text(text, encoding="utf-8")
    config = read(path, {name for rule in RULES for name in (rule.name, rule.code)})
    assert set(tomllib.loads(text)) == {key for key in config.places if "." not in key}


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in [*FACES, "ci.md", "report.md"]:
        assert f"docs/{page}" in index, page
