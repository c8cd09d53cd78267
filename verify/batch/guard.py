"""The parent's side of a checker: asks it story by story, and replaces it when it crashes or takes too long."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from claims.errors import FigurecheckError
from verify.batch.checker import READY
from verify.batch.inputs import Story

__all__ = ["Answer", "Guard"]

_START = 120.0  # seconds that a checker may take to get ready, on a busy machine
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a story: facts and a report, or the reason why there is none."""

    facts: Mapping[str, Any]
    report: bytes = b""

    @property
    def reason(self) -> str | None:
        reason = self.facts.get("reason")
        return None if reason is None else str(reason)


class _TooLongError(Exception):
    """The checker did not answer in time."""


class Guard:
    """A checker that is there when it is needed; use it as a context."""

    def __init__(self, settings: Mapping[str, Any], time_limit: float) -> None:
        self._settings = json.dumps(settings)
        self._time_limit = time_limit
        self._process: subprocess.Popen[bytes] | None = None
        self._buffer = b""

    def __enter__(self) -> Guard:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def check(self, story: Story) -> Answer:
        """Check one story; whatever happens to it, the next one can be checked.

        Raises:
            FigurecheckError: no checker can be started at all.
        """
        process = self._ready()
        body = b"F" + json.dumps(story.path).encode() if story.path else b"R" + story.line
        end = time.monotonic() + self._time_limit
        try:
            _write(process.stdin, body + b"\n", end)
            facts = json.loads(self._line(process, end))
            return Answer(facts) if "reason" in facts else Answer(facts, self._line(process, end) + b"\n")
        except _TooLongError:
            self._stop()
            return _set_aside(f"the check took longer than {self._time_limit:g} seconds")
        except (EOFError, BrokenPipeError):
            return _set_aside(f"the check ended unexpectedly ({self._ended()})")

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._process is not None:
            return self._process
        self._buffer = b""
        self._process = process = subprocess.Popen(
            [sys.executable, "-m", "verify.batch.checker", self._settings],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        try:
            said = self._line(process, time.monotonic() + _START)
        except (_TooLongError, EOFError) as error:
            raise FigurecheckError(f"no checker could be started ({self._ended()})") from error
        if said + b"\n" != READY:
            self._stop()
            raise FigurecheckError(str(json.loads(said)["reason"]))
        return process

    def _line(self, process: subprocess.Popen[bytes], end: float) -> bytes:
        assert process.stdout is not None
        pieces: list[bytes] = []
        while True:
            line, found, rest = self._buffer.partition(b"\n")
            pieces.append(line)
            self._buffer = rest
            if found:
                return b"".join(pieces)
            _wait(process.stdout, end, to_write=False)
            self._buffer = os.read(process.stdout.fileno(), _BLOCK)
            if not self._buffer:
                raise EOFError

    def _ended(self) -> str:
        process = self._process
        if process is None:
            return "gone"
        try:
            status = process.wait(1.0)
        except subprocess.TimeoutExpired:
            self._stop()
            return "no answer"
        self._stop()
        return signal.Signals(-status).name if status < 0 else f"exit status {status}"

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def _set_aside(reason: str) -> Answer:
    return Answer({"id": None, "reason": reason})


def _wait(stream: IO[bytes], end: float, *, to_write: bool) -> None:
    poll = select.poll()
    poll.register(stream, select.POLLOUT if to_write else select.POLLIN)
    if not poll.poll(max(0.0, 1000 * (end - time.monotonic()))):
        raise _TooLongError


def _write(stream: IO[bytes] | None, data: bytes, end: float) -> None:
    """Write without waiting for ever: a pipe that nobody reads is full after a moment."""
    assert stream is not None
    view = memoryview(data)
    while view:
        _wait(stream, end, to_write=True)
        view = view[os.write(stream.fileno(), view[: select.PIPE_BUF]) :]
