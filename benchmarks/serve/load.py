"""Load on the HTTP API, on this machine alone: requests a second, waiting times, memory.

    python benchmarks/serve/load.py [--requests 10000] [--clients 4] [--workers 2] [--story FILE] [--paths /v1/check …]

Every request is a story of its own (an example with another number in it), so that nothing can be remembered. Beside
the load one client asks for the health of the server all the while. Memory is that of the server and its workers.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
from started import started

STORY = Path(__file__).parents[2] / "examples" / "harbour.txt"
WARM = 500  # requests before anything is measured
SAMPLES = 5  # of memory, over the run


def memory(pid: int) -> int:
    """Return the resident bytes of a process and of its children (Linux)."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = dict(
                line.split(":", 1) for line in (folder / "status").read_text().splitlines() if line.count(":") == 1
            )
        except OSError:
            continue  # it has ended meanwhile
        if int(folder.name) == pid or int(fields.get("PPid", 0)) == pid:
            total += int(fields.get("VmRSS", "0 kB").split()[0]) * 1024
    return total


async def ask(http: httpx.AsyncClient, path: str, texts: Iterator[str], n: int) -> list[float]:
    """Send `n` stories one after the other; return how long each took, in seconds."""
    taken = []
    for _ in range(n):
        body = {"text": next(texts)}
        started_at = time.perf_counter()
        response = await http.post(path, json=body)
        taken.append(time.perf_counter() - started_at)
        assert response.status_code == 200, response.text
    return taken


async def watch(http: httpx.AsyncClient, stop: asyncio.Event) -> list[float]:
    """Ask for the health of the server every tenth of a second until told to stop."""
    taken = []
    while not stop.is_set():
        started_at = time.perf_counter()
        assert (await http.get("/v1/health")).status_code == 200
        taken.append(time.perf_counter() - started_at)
        await asyncio.sleep(0.1)
    return taken


async def measure(address: str, pid: int, path: str, story: str, requests: int, clients: int) -> None:
    texts = (f"{story}\n\nThe archive has {n:,} stories.\n" for n in itertools.count(1))
    async with httpx.AsyncClient(base_url=address, timeout=60) as http:
        await asyncio.gather(*(ask(http, path, texts, WARM // clients) for _ in range(clients)))
        stop = asyncio.Event()
        watching = asyncio.create_task(watch(http, stop))
        sizes = [memory(pid)]
        taken: list[float] = []
        seconds = 0.0
        for _ in range(SAMPLES):
            begun = time.perf_counter()
            each = requests // SAMPLES // clients
            for times in await asyncio.gather(*(ask(http, path, texts, each) for _ in range(clients))):
                taken += times
            seconds += time.perf_counter() - begun
            sizes.append(memory(pid))
        stop.set()
        health = await watching
    grown = ", ".join(f"{size / 2**20:.0f}" for size in sizes)
    print(
        f"| `{path}` | {len(taken):,} | {len(taken) / seconds:.0f} | {at(taken, 50)} | {at(taken, 99)} "
        f"| {at(health, 99)} | {grown} |",
        flush=True,
    )


def at(taken: list[float], percent: int) -> str:
    """Return a percentile in milliseconds."""
    return f"{statistics.quantiles(taken, n=100)[percent - 1] * 1000:.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--story", type=Path, default=STORY)
    parser.add_argument("--paths", nargs="+", default=["/v1/check", "/v1/marks", "/v1/extract"])
    given = parser.parse_args()
    story = given.story.read_text(encoding="utf-8")
    print("| address | requests | a second | p50, ms | p99, ms | health p99, ms | memory over the run, MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    with started("--workers", str(given.workers)) as (address, pid):
        for path in given.paths:
            asyncio.run(measure(address, pid, path, story, given.requests, given.clients))


if __name__ == "__main__":
    main()
