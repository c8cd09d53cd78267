"""The workers behind the HTTP API, and the command that starts it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from verify.cli import cli

pytest.importorskip("fastapi", reason="the extra serve is not installed")

# ---- workers, each scenario in a process of its own: what is left of them ends with it

SCENARIO = """
import time

import anyio

from verify.server.pool import Pool
from verify.server.problems import ProblemError


async def ended():
    try:
        await Pool(workers=1, waiting=0, seconds=0.2).run(time.sleep, 600.0)
    except ProblemError as stopped:
        print(stopped.status_code)
    print(await Pool(workers=1, waiting=0, seconds=60).run(abs, -5))


async def full():
    pool = Pool(workers=1, waiting=1, seconds=600)
    async with anyio.create_task_group() as tasks:
        for _ in range(2):
            tasks.start_soon(pool.run, time.sleep, 600.0)
        while pool.waiting < 1:
            await anyio.sleep(0.01)
        try:
            await pool.run(abs, -5)
        except ProblemError as refused:
            print(refused.status_code, refused.headers["Retry-After"])
        tasks.cancel_scope.cancel()


anyio.run({name})
"""


@pytest.mark.parametrize(("name", "printed"), [("ended", "504\n5\n"), ("full", "503 1\n")])
def test_workers_have_limits(name: str, printed: str) -> None:
    """A call that takes too long is ended and the next is answered; only so many calls wait for a busy worker."""
    code = SCENARIO.replace("{name}", name)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout == printed, done.stderr


# ---- the command


def test_the_page_of_the_command() -> None:
    page = CliRunner().invoke(cli, ["serve", "--help"], prog_name="figurecheck")
    assert page.exit_code == 0
    assert "Examples:" in page.output
    assert "figurecheck serve" in page.output


def test_a_port_that_is_taken_is_told_in_one_line(server: str) -> None:
    port = server.rpartition(":")[2]
    result = CliRunner().invoke(cli, ["serve", "--port", port], prog_name="figurecheck")
    assert result.exit_code == 2
    assert result.output.startswith(f"figurecheck: cannot listen at 127.0.0.1, port {port}: ")


@pytest.mark.parametrize("command", ["serve", "lsp"])
def test_a_source_that_is_not_there_is_told_before_anything_is_served(command: str) -> None:
    result = CliRunner().invoke(cli, [command, "--reference", "nowhere/"], prog_name="figurecheck")
    assert result.exit_code == 2
    assert result.output.startswith("figurecheck: ")
    assert "nowhere" in result.output
    assert result.output.count("\n") == 1


def test_a_missing_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = CliRunner().invoke(cli, ["serve"], prog_name="figurecheck")
    assert result.exit_code == 2
    assert "pip install 'figurecheck[serve]'" in result.output
