"""How long one check takes: warm, as JSON Lines, cold; and what memory it needs.

A warm check is measured with one story again and again, JSON Lines with stories that are read for the first time: what
a process keeps of words, of intervals and of series of the record helps the first more. So both are measured on the
same stories, and between them the same check on each story for the first time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from benchmarks.machine import best
from benchmarks.record import compiled
from benchmarks.stories import ROOT, SETS, thousand_words

__all__ = ["main"]

_DAY = date(2025, 3, 4)
_MEMORY = (  # asked by a small process: a child counts the memory of the parent that it was split from
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
_MANY = 120  # stories
_PROGRAM = [sys.executable, "-m", "verify"]


def main() -> None:
    from reference.build import open_store

    with tempfile.TemporaryDirectory() as folder:
        path = compiled(Path(folder, "record.sqlite"))
        with open_store([path]) as store:
            count = sum(len(store.observations(indicator.id)) for indicator in store.indicators())
            print(f"One story of 1,000 words, warm, beside a record of {count:,} observations (processor time):\n")
            print("| story | figures | read | + rules | + record | as JSON | characters/s |")
            print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
            for name, share in SETS.items():
                print(_warm(name, thousand_words(share)[:8], store))
        _lines(thousand_words(0.25)[:_MANY], path)
        _cold(path)


def _warm(name: str, stories: list[str], store: object) -> str:
    from claims.periods import find_mentions
    from claims.quantities import extract
    from claims.readers import read_text
    from verify.pipeline import check_document
    from verify.report.json import to_json_line

    sums, figures = [0.0] * 4, 0
    for text in stories:
        document = read_text(text, published=_DAY)
        report = check_document(document, store=store)  # type: ignore[arg-type]
        figures += len(report.quantities)
        sums[0] += best(lambda text=text: extract(d := read_text(text, published=_DAY), find_mentions(d)))
        sums[1] += best(lambda text=text: check_document(read_text(text, published=_DAY), store=None))
        sums[2] += best(lambda text=text: check_document(read_text(text, published=_DAY), store=store))  # type: ignore[arg-type]
        sums[3] += best(lambda report=report: to_json_line(report))
    thousands = sum(len(text.split()) for text in stories) / 1000
    cells = [f"{1000 * each / thousands:.1f} ms" for each in sums]
    speed = sum(map(len, stories)) / sums[2]
    return f"| {name} | {figures / thousands:.0f} | {' | '.join(cells)} | {speed:,.0f} |"


def _lines(stories: list[str], record: Path) -> None:
    """Read every story once, in this program and in the command, and once more; without the first story of each."""
    context = get_context("spawn")  # a process that has read nothing yet
    with ProcessPoolExecutor(1, mp_context=context) as fresh:
        first, again = fresh.submit(_passes, stories, record).result()
    rows = (
        ("one check, each story once more: best of 3", again),
        ("one check, each story for the first time", first),
        ("`check --format jsonl`, each story for the first time", _command(stories, record)),
    )
    words, characters = (sum(map(count, stories[1:])) for count in (lambda text: len(text.split()), len))
    print(f"\n| {len(stories) - 1} usual stories | 1,000 words | characters/s |\n| --- | ---: | ---: |")
    for name, taken in rows:
        print(f"| {name} | {1e6 * taken / words:.1f} ms | {characters / taken:,.0f} |")


def _passes(stories: list[str], record: Path) -> tuple[float, float]:
    """Return the seconds of all stories but the first: read for the first time, and read once more."""
    from claims.readers import read_text
    from reference.build import open_store
    from verify.pipeline import check_document
    from verify.sources import Sources

    rates = Sources(rates="auto").exchange_rates
    with open_store([record]) as store:

        def check(text: str) -> object:
            return check_document(read_text(text, published=_DAY), store=store, rates=rates)

        check(stories[0])
        first = sum(best(lambda text=text: check(text), 1) for text in stories[1:])
        return first, sum(best(lambda text=text: check(text), 3) for text in stories[1:])


def _command(stories: list[str], record: Path) -> float:
    """Return the seconds of the whole program from standard input to standard output, without its start."""
    lines = [json.dumps({"id": n, "text": text, "date": _DAY.isoformat()}) for n, text in enumerate(stories)]
    command = [*_PROGRAM, "check", "--reference", str(record), "--format", "jsonl", "-"]

    def seconds(count: int) -> float:
        before = os.times()
        text = "\n".join(lines[:count]) + "\n"
        subprocess.run(command, input=text, capture_output=True, text=True, check=False, cwd=ROOT)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    few, many = (min(seconds(n) for _ in range(3)) for n in (1, len(lines)))
    return many - few


def _cold(record: Path) -> None:
    """Start the program as it is installed, with its modules compiled."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    print("\n| cold start | wall time, best of 7 | peak memory |\n| --- | ---: | ---: |")
    story = str(ROOT / "examples" / "harbour.txt")
    for name, arguments in (
        ("`figurecheck --version`", ["--version"]),
        ("`figurecheck check story.txt`", ["check", story]),
        (
            "`figurecheck check --format json story.txt`, large record",
            ["check", "--reference", str(record), "--format", "json", story],
        ),
    ):
        command = [*_PROGRAM, *arguments]
        taken = []
        for _ in range(7):
            began = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, cwd=ROOT, check=False, env=environment)
            taken.append(time.perf_counter() - began)
        small = subprocess.run([sys.executable, "-c", _MEMORY, *command], capture_output=True, cwd=ROOT, check=True)
        memory = int(small.stdout) / 1000
        print(f"| {name} | {min(taken):.2f} s | {memory:.0f} MB |")


if __name__ == "__main__":
    main()
