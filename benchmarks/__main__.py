"""Run the benchmarks: `python -m benchmarks`, or some of them: `python -m benchmarks speed growth`.

    speed       one story: warm, as JSON Lines, cold; memory
    growth      cost against the length of the text
    batch       generated stories through `figurecheck batch` with one and two workers, killed and gone on with
    slips       figures spoilt in correct stories: how many are found
    fuzz        broken input through the readers and the pipeline

What is printed is Markdown, for docs/benchmarks.md. `benchmarks/extraction/compare.py` measures beside peers;
`python -m benchmarks.fuzz_guided` fuzzes by coverage, with a package of its own.
"""

from __future__ import annotations

import importlib
import sys

from benchmarks.machine import describe

_ALL = {
    "speed": "benchmarks.speed",
    "growth": "benchmarks.growth",
    "batch": "benchmarks.batch.run",
    "slips": "benchmarks.slips",
    "fuzz": "benchmarks.fuzz",
}


def main() -> None:
    chosen = sys.argv[1:] or list(_ALL)
    unknown = [name for name in chosen if name not in _ALL]
    if unknown:
        raise SystemExit(f"no benchmark is called {', '.join(unknown)}: there are {', '.join(_ALL)}")
    print(f"Measured on: {describe()}\n")
    sys.argv = sys.argv[:1]
    for name in chosen:
        print(f"## {name}\n", flush=True)
        importlib.import_module(_ALL[name]).main()
        print(flush=True)


if __name__ == "__main__":
    main()
