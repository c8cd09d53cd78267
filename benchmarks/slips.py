"""Planted slips: how many of the figures spoilt in correct stories are found, by file.

The stories and their slips stand in `tests/corpus/clean/planted_*.md`. Each file was written by someone who had not
seen the code, and was measured before the code was changed for it; docs/benchmarks.md keeps that first figure too.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from test_planted_slips import FOLDER, is_found, planted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print the slips that are not found")
    chosen = parser.parse_args()
    print("| File | Planted slips | Found | Share |\n|---|---:|---:|---:|")
    for path in sorted(FOLDER.glob("planted_*.md")):
        slips = list(planted(path))
        missed = [slip for slip in slips if not is_found(slip)]
        found = len(slips) - len(missed)
        print(f"| {path.stem} | {len(slips)} | {found} | {100 * found / len(slips):.1f}% |", flush=True)
        for slip in missed if chosen.misses else ():
            print(f"    {slip.passage}: {slip.right} -> {slip.wrong}: {slip.why}")


if __name__ == "__main__":
    main()
