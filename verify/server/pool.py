"""Checks in processes of their own: the server answers meanwhile, and a check that takes too long is ended."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

import anyio
import anyio.to_process
from anyio import CapacityLimiter

from verify.server.problems import ProblemError

__all__ = ["Pool"]

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Pool:
    """At most `workers` calls run at once, each for at most `seconds`; at most `waiting` more wait for their turn."""

    def __init__(self, workers: int, waiting: int, seconds: float) -> None:
        self._turns = CapacityLimiter(workers)
        self._processes = CapacityLimiter(math.inf)  # the turns limit them already; a turn's time starts with it
        self._waiting = waiting
        self._seconds = seconds
        self.workers = workers

    @property
    def busy(self) -> int:
        return self._turns.borrowed_tokens

    @property
    def waiting(self) -> int:
        return self._turns.statistics().tasks_waiting

    async def run(self, function: Callable[[*Ts], T], *arguments: *Ts) -> T:
        """Run a function of a module in a worker; raises `ProblemError` where there is no room or no time."""
        if self.busy >= self.workers and self.waiting >= self._waiting:
            raise ProblemError(503, "All workers are busy; try again in a moment.", headers={"Retry-After": "1"})
        async with self._turns:
            try:
                with anyio.fail_after(self._seconds):
                    return await anyio.to_process.run_sync(
                        function, *arguments, cancellable=True, limiter=self._processes
                    )
            except TimeoutError:
                raise ProblemError(
                    504, f"The check took longer than {self._seconds:g} seconds and was stopped."
                ) from None
