"""Run one reader over texts and tell what it found, how fast, and with how much memory.

    python worker.py quantulum3 < texts.jsonl > found.json

Standard input: JSON lines ``{"id", "text"}``. It runs in the interpreter that has the reader, apart from the others.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
import warnings
from pathlib import Path
from statistics import median

_PASSES = 3


def main(name: str) -> None:
    """Read all texts once to warm up, then time further passes over them."""
    warnings.simplefilter("ignore")
    here = Path(__file__).resolve().parent
    sys.path[:0] = [str(here / "readers"), str(here.parents[1])]
    reader = importlib.import_module(f"{name}_reader")
    texts = [json.loads(line) for line in sys.stdin]
    found = {text["id"]: reader.read(text["text"]) for text in texts}
    seconds = []
    for _ in range(_PASSES):
        began = time.perf_counter()
        for text in texts:
            reader.read(text["text"])
        seconds.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    characters = sum(len(text["text"]) for text in texts)
    answer = {"version": reader.VERSION, "found": found, "speed": characters / median(seconds), "megabytes": peak}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
