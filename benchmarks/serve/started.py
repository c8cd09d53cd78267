"""A server of its own for a measurement, on a free port of this machine."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["started"]


@contextmanager
def started(*options: str) -> Iterator[tuple[str, int]]:
    """Run `figurecheck serve`; give its address and the number of its process."""
    command = [sys.executable, "-c", "from verify.cli import main; main()", "serve", "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        found = re.search(r"http://\S+(?=/ )", server.stderr.readline())
        assert found, "the server did not start"
        try:
            yield found[0], server.pid
        finally:
            server.terminate()
