"""Compare this project with checkers of figures against sources, on eleven sentences, in one run.

    python benchmarks/grounding/compare.py [--peers .venv-checkers/bin/python]

The peers are installed in an interpreter of their own, see requirements-peers.txt; one that is missing is
reported and left out. Prints a Markdown table; ends with status 1 where this project is wrong on a sentence.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tomllib
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))  # run as a script, from any folder

from peers import ask

_HERE = Path(__file__).resolve().parent
_CHECKERS = {
    "figurecheck": "**figurecheck**",
    "quantguard": "rag-quantguard",
    "corroborate": "corroborate",
    "opengate": "opengate-grounding",
    "claimproofkit": "claimproofkit",
    "hallucinotype": "hallucinotype",
    "numaudit": "numaudit",
}
_TIMEOUT = 300


def sentences() -> list[dict[str, Any]]:
    """Return the sentences with their references."""
    data: list[dict[str, Any]] = tomllib.loads((_HERE / "sentences.toml").read_text(encoding="utf-8"))["sentence"]
    return data


def run(python: str, name: str, asked: list[dict[str, Any]]) -> dict[str, Any] | str:
    """Return what the worker tells, or why it could not run."""
    return ask(python, _HERE / "worker.py", name, json.dumps(asked), _TIMEOUT)


def is_right(answer: str, sentence: dict[str, Any]) -> bool:
    """Tell whether a right sentence passed, or a wrong one was flagged; what is left open is neither."""
    return answer == ("p" if sentence["right"] else "F")


def table(asked: list[dict[str, Any]], told: dict[str, dict[str, Any]]) -> str:
    """Return the Markdown table: a sentence a line, a checker a column, wrong answers in bold."""
    heads = [f"{_CHECKERS[name]} {answer['version']}" for name, answer in told.items()]
    lines = ["| sentence | " + " | ".join(heads) + " |", "|---|" + ":-:|" * len(heads)]
    for n, sentence in enumerate(asked):
        cells = [answer["answers"][n] for answer in told.values()]
        shown = [cell if is_right(cell, sentence) or cell == "a" else f"**{cell}**" for cell in cells]
        lines.append(
            f"| {sentence['name']} ({'right' if sentence['right'] else 'wrong'}) | " + " | ".join(shown) + " |"
        )
    scores = [str(sum(map(is_right, answer["answers"], asked))) for answer in told.values()]
    return "\n".join([*lines, f"| right answers of {len(asked)} | " + " | ".join(scores) + " |"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", default=os.environ.get("FIGURECHECK_PEERS", sys.executable), metavar="PYTHON")
    arguments = parser.parse_args()
    asked = sentences()
    told: dict[str, dict[str, Any]] = {}
    left_out = []
    for name, title in _CHECKERS.items():
        answer = run(sys.executable if name == "figurecheck" else arguments.peers, name, asked)
        if isinstance(answer, str):
            left_out.append(f"{title}: not measured ({answer})")
        else:
            told[name] = answer
    print(table(asked, told))
    print("\nF flagged, p passed, a left open; wrong answers in bold.", f"Python {platform.python_version()}.")
    print("".join(f"\n{line}" for line in left_out), end="\n" if left_out else "")
    ours = told.get("figurecheck")
    return 0 if ours is not None and all(map(is_right, ours["answers"], asked)) else 1


if __name__ == "__main__":
    sys.exit(main())
