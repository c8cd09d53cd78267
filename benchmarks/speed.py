"""How long one check takes: warm, as JSON Lines, cold; and what memory it needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
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
        _lines(thousand_words(0.25)[:40], path)
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
    """The whole program from standard input to standard output, without its start."""
    lines = [json.dumps({"id": n, "text": text, "date": _DAY.isoformat()}) for n, text in enumerate(stories)]
    command = [*_PROGRAM, "check", "--reference", str(record), "--format", "jsonl", "-"]

    def seconds(count: int) -> float:
        before = os.times()
        text = "\n".join(lines[:count]) + "\n"
        subprocess.run(command, input=text, capture_output=True, text=True, check=False, cwd=ROOT)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    few, many = (min(seconds(n) for _ in range(3)) for n in (1, len(lines)))
    each = 1000 * (many - few) / sum(len(story.split()) for story in stories[1:])
    speed = sum(map(len, stories[1:])) / (many - few)
    print(
        f"\n`check --format jsonl`, usual stories: {1000 * each:.1f} ms for each 1,000 words, {speed:,.0f} characters/s"
    )


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
