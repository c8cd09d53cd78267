"""The README is true: its commands are run, and what it prints is what they print.

UPDATE_SNAPSHOTS=1 writes the output of the console blocks into the README.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    return [body for name, body in _BLOCK.findall(README.read_text(encoding="utf-8")) if name == language]


def output_of(command: str, folder: Path) -> str:
    """Run a shell command with this Python's figurecheck first on the path."""
    program = folder / "figurecheck"
    call = f"exec {shlex.quote(sys.executable)} -c 'from verify.cli import main; main()' \"$@\"\n"
    program.write_text(f"#!/bin/sh\n{call}", encoding="utf-8")
    program.chmod(0o755)
    path = os.pathsep.join([str(folder), str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    done = subprocess.run(
        command, shell=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8", timeout=60
    )
    return done.stdout


@pytest.mark.parametrize("n", range(len(blocks("console"))))
def test_console_blocks_show_what_is_printed(n: int, tmp_path: Path) -> None:
    block = blocks("console")[n]
    command = block.splitlines()[0].removeprefix("$ ")
    wanted = f"$ {command}\n{output_of(command, tmp_path)}"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        text = README.read_text(encoding="utf-8").replace(f"```console\n{block}```", f"```console\n{wanted}```")
        README.write_text(text, encoding="utf-8")
        block = wanted
    assert block == wanted


def test_the_first_two_shell_blocks_set_up_and_run() -> None:
    shell = [
        (name, body) for name, body in _BLOCK.findall(README.read_text("utf-8")) if name in ("sh", "bash", "shell")
    ]
    assert [name for name, _ in shell] == ["sh", "sh"]
    first, second = (body for _, body in shell)
    assert "pip install -q .\n" in first
    assert "figurecheck check examples/shanghai-ip.md\n" in first
    assert "pip install -q -e '.[dev]'\n" in second
    assert "pytest" in second


def test_the_python_block_runs() -> None:
    [code] = blocks("python")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})
    assert "20 percent" in printed.getvalue()


def test_files_that_are_named_exist() -> None:
    for page in [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} names {target}"


def test_every_command_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    commands = ("check", "extract", "fix", "explain", "rules", "reference", "archive", "config", "schema")
    for command in commands:
        assert f"figurecheck {command}" in text
