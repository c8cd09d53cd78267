"""Nothing of a story leaves the machine: a check runs without a network, and asks for none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STORIES = ["examples/harbour.txt", "examples/shanghai-ip-edited.md", "examples/harbour.html", "examples/harbour.docx"]
NAMESPACE = ["unshare", "--map-root-user", "--net"]
ONLY_LOOPBACK = "import socket; print([name for _, name in socket.if_nameindex()])"
ASKING = ("connect", "getaddrinfo", "gethostbyname", "gethostbyaddr", "sendto", "sendmsg")
NO_CONNECTIONS = f"""
import sys
from verify.cli import main

def watch(event, arguments):
    if event in {[f"socket.{name}" for name in ASKING]}:
        raise SystemExit(f"asked for the network: {{event}} {{arguments}}")

sys.addaudithook(watch)
main()
"""


def checked(before: list[str], code: str, form: str) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, "-c", code, "check", "--format", form, *STORIES]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120)


def test_a_check_runs_without_a_network() -> None:
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare on this machine")
    probe = subprocess.run([*NAMESPACE, sys.executable, "-c", ONLY_LOOPBACK], capture_output=True, encoding="utf-8")
    if probe.returncode != 0:
        pytest.skip(f"a namespace without a network is not permitted here: {probe.stderr.strip()}")
    assert probe.stdout.strip() in ("['lo']", "[]")
    done = checked(NAMESPACE, "from verify.cli import main; main()", "json")
    assert done.returncode == 1, done.stderr
    assert done.stdout.count('"findings": [') == len(STORIES)


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_check_asks_for_no_connection(form: str) -> None:
    done = checked([], NO_CONNECTIONS, form)
    assert done.returncode == 1, done.stderr
    assert "asked for the network" not in done.stderr
