"""Compare this project with other readers of quantities on annotated news passages, in one run.

    FIGURECHECK_EVALUATION=<folder> python benchmarks/extraction/compare.py [--peers .venv-peers/bin/python]

The folder holds ``passages/*.json``. The peers are installed in an interpreter of their own, see
requirements-peers.txt; one that is missing is reported and left out. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))  # run as a script, from any folder

from peers import ask
from scoring import Score, score_passage

_HERE = Path(__file__).resolve().parent
_PEERS = {"quantulum3": "quantulum3", "recognizers": "Recognizers-Text", "duckling": "Duckling"}
_TIMEOUT = 900


def passages() -> list[dict[str, Any]]:
    """Return the annotated passages, none where the variable names no folder."""
    folder = os.environ.get("FIGURECHECK_EVALUATION")
    if not folder:
        return []
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(folder).glob("passages/*.json"))]


def run(python: str, name: str, texts: list[dict[str, Any]]) -> dict[str, Any] | str:
    """Return what the worker tells, or why it could not run."""
    lines = "".join(json.dumps({"id": text["id"], "text": text["text"]}) + "\n" for text in texts)
    return ask(python, _HERE / "worker.py", name, lines, _TIMEOUT)


def total(texts: list[dict[str, Any]], found: dict[str, list[dict[str, Any]]], dated: bool) -> Score:
    """Return the score over all passages, with or without what a reader itself holds to be part of a date."""
    score = Score()
    for text in texts:
        score += score_passage(text, [one for one in found[text["id"]] if dated or not one["dated"]])
    return score


def row(name: str, answer: dict[str, Any], texts: list[dict[str, Any]]) -> str:
    """Return one line of the table; of two ways to treat numbers inside dates, the better for the reader."""
    score = max((total(texts, answer["found"], dated) for dated in (True, False)), key=lambda s: s.f1)
    shares = " | ".join(f"{100 * share:.1f}" for share in (score.precision, score.recall, score.f1, score.unit_share))
    return f"| {name} {answer['version']} | {shares} | {answer['speed']:,.0f} | {answer['megabytes']:,.0f} |"


def machine() -> str:
    """Describe the machine in one line."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", default=os.environ.get("FIGURECHECK_PEERS", sys.executable), metavar="PYTHON")
    arguments = parser.parse_args()
    texts = passages()
    if not texts:
        print("skipped: FIGURECHECK_EVALUATION names no folder with passages/*.json")
        return 0
    quantities = sum(q["kind"] != "date_not_claim" for text in texts for q in text["quantities"])
    characters = sum(len(text["text"]) for text in texts)
    print(f"{len(texts)} passages, {characters:,} characters, {quantities} quantities; {machine()}\n")
    print("| reader | precision | recall | F1 | unit right | characters/s | peak memory, MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    left_out = []
    for name, title in {"figurecheck": "**figurecheck**", **_PEERS}.items():
        answer = run(sys.executable if name == "figurecheck" else arguments.peers, name, texts)
        if isinstance(answer, str):
            left_out.append(f"{title}: not measured ({answer})")
        else:
            print(row(title, answer, texts), flush=True)
    print("".join(f"\n{line}" for line in left_out), end="\n" if left_out else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
