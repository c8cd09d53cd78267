"""Ask a peer in an interpreter of its own: its packages need not agree with this project's."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

__all__ = ["ask"]


def ask(python: str, worker: Path, name: str, sent: str, timeout: int) -> dict[str, Any] | str:
    """Return what the worker answers to the text `sent` in so many seconds, or why it could not."""
    try:
        done = subprocess.run(
            [python, str(worker), name],
            input=sent,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode:
        return done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit status {done.returncode}"
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
