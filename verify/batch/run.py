"""The flow of a batch: plan, work on what is not finished, add up. Read this first.

Dask carries the parts to workers: its embedded scheduler in this process, or a running one that is named by its
address. In both cases the work is `part.work`, and every story is checked in a process beside the worker.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.errors import FigurecheckError
from claims.extras import load
from verify.batch.inputs import Chunk, chunks_of, total_bytes
from verify.batch.part import Folder, Task, finished, work
from verify.batch.tally import Tally

__all__ = ["Batch", "Progress", "run"]

_AHEAD = 2  # parts a worker may have waiting, so that none is idle and few lie in memory
_JOIN = 30  # seconds that a running scheduler may take to answer


@dataclass(frozen=True, slots=True)
class Batch:
    """What to do, and with what."""

    inputs: tuple[Path, ...]
    task: Task
    chunk_bytes: int
    workers: int | None = None  # of the embedded scheduler; ``None``: one a core
    scheduler: str | None = None  # address of a running scheduler


Progress = Callable[[int, int, Tally], None]  # bytes done, bytes in all, count so far


def run(batch: Batch, progress: Progress) -> Tally:
    """Do all parts that are not finished and return the count of all.

    Raises:
        FigurecheckError: an input is damaged, nothing can be written, no scheduler answers.
    """
    whole, done, total = Tally(), 0, total_bytes(batch.inputs)
    with closing(_parts(batch)) as parts:
        for size, tally in parts:
            done += size
            whole += tally
            progress(done, total, whole)
    return whole


def _parts(batch: Batch) -> Generator[tuple[int, Tally]]:
    """Yield the size and the count of every part: of those that were finished before, too."""
    folder = Folder(Path(batch.task.folder))
    with ExitStack() as stack:
        crew: _Crew | None = None
        for chunk in chunks_of(batch.inputs, batch.chunk_bytes):
            tally = finished(folder, chunk)
            if tally is not None:
                yield chunk.size, tally
                continue
            if crew is None:  # no scheduler is started where nothing is to be done
                crew = _Crew(stack.enter_context(_client(batch)), batch.task)
            if crew.busy:
                yield crew.next()
            crew.send(chunk)
        while crew is not None and crew.sizes:
            yield crew.next()


class _Crew:
    """The workers, kept busy with few parts waiting: what lies in memory does not grow with the batch."""

    def __init__(self, client: Any, task: Task) -> None:
        self._client, self._task = client, task
        self._distributed = load("distributed", "batch", "A batch needs")
        self._waiting = self._distributed.as_completed()
        self._room: int = _AHEAD * max(1, sum(client.nthreads().values()))
        self.sizes: dict[str, int] = {}  # of the parts that are under way

    @property
    def busy(self) -> bool:
        return len(self.sizes) >= self._room

    def send(self, chunk: Chunk) -> None:
        future = self._client.submit(work, self._task, chunk, pure=False)
        self.sizes[future.key] = chunk.size
        self._waiting.add(future)

    def next(self) -> tuple[int, Tally]:
        """Wait for the next part that is done; raises what ended it."""
        future = next(self._waiting)
        try:
            data = future.result()
        except self._distributed.KilledWorker as error:
            raise FigurecheckError(f"a part was given up after its workers had died: {error}") from error
        future.release()
        return self.sizes.pop(future.key), Tally.of(data)


@contextmanager
def _client(batch: Batch) -> Iterator[Any]:
    """Give a client of the embedded scheduler, or of the one that runs at an address."""
    distributed = load("distributed", "batch", "A batch needs")
    if batch.scheduler:
        with _joined(distributed, batch.scheduler) as client:
            yield client
        return
    cluster = distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=batch.workers or os.cpu_count() or 1,
        processes=False,  # a thread waits for each checker, which is a process of its own
        dashboard_address="127.0.0.1:0",  # any free port of this machine: a fixed one may be taken
        memory_limit=None,
        silence_logs="critical",  # a stop in the middle is told in one sentence, by us
    )
    with cluster, distributed.Client(cluster) as client:
        yield client


@contextmanager
def _joined(distributed: Any, address: str) -> Iterator[Any]:
    try:
        client = distributed.Client(address, timeout=_JOIN)
    except (OSError, ValueError) as error:
        raise FigurecheckError(f"no Dask scheduler answers at {address}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_JOIN)
        except TimeoutError as error:
            message = f"the Dask scheduler at {address} has no workers: start some with `dask worker`"
            raise FigurecheckError(message) from error
        yield client
