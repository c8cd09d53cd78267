"""Run one checker over the sentences, in the interpreter that has it.

    python worker.py corroborate < sentences.json > answers.json

Standard input: a JSON list of ``{"text", "reference"}``. Answers: "F" flagged, "p" passed, "a" left open.
"""

from __future__ import annotations

import importlib
import json
import sys
import warnings
from pathlib import Path


def main(name: str) -> None:
    warnings.simplefilter("ignore")
    here = Path(__file__).resolve().parent
    sys.path[:0] = [str(here / "checkers")]
    if name == "figurecheck":
        sys.path[:0] = [str(here.parents[1])]
    checker = importlib.import_module(f"{name}_checker")
    answers = [checker.check(one["text"], one["reference"]) for one in json.load(sys.stdin)]
    json.dump({"version": checker.VERSION, "answers": answers}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
