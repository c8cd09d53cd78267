"""Build a store of millions of rows and look figures up in it: time, memory, size.

    python benchmarks/reference/build.py --rows 5000000 --look-ups 10000

Rows are made by a fixed rule (no file of data is needed): indicators x areas x months, each with a vintage, shuffled so
that the store has to put them in order. Building and looking up run in processes of their own, and their peak memory
is read. A cell is looked up by its index, as `reference show` does it, and as a check does it, which reads the series.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AREAS, MONTHS = 250, 240


def generate(path: Path, rows: int, seed: int) -> None:
    """Write a tidy CSV of `rows` rows, block by block of shuffled indicators."""
    rng = random.Random(seed)
    header = ["indicator", "indicator_label", "area", "period", "value", "unit", "status", "vintage", "source", "url"]
    per_indicator = AREAS * MONTHS
    written = 0
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for block in range(-(-rows // per_indicator)):
            cells = [(area, month) for area in range(AREAS) for month in range(MONTHS)]
            rng.shuffle(cells)
            for area, month in cells[: rows - written]:
                year, of_year = 2005 + month // 12, month % 12 + 1
                writer.writerow(
                    [
                        f"series.{block:04}", f"Made-up series number {block}", f"A{area:03}", f"{year}-{of_year:02}",
                        f"{rng.randrange(10**7) / 100:.2f}", "USD million", "A", f"{year + 1}-{of_year:02}-15",
                        "Bureau of Made-up Figures", f"https://example.org/series/{block}",
                    ]
                )  # fmt: skip
            written += min(len(cells), rows - written)


def build(source: Path, target: Path) -> None:
    from reference.build import build as compile_store

    start, used = time.perf_counter(), time.process_time()
    compile_store([source], target)
    wall, processor = time.perf_counter() - start, time.process_time() - used
    print(f"build: {wall:.0f} s, {processor:.0f} s of processor time, peak memory {peak()} MB")


def look_up(target: Path, look_ups: int, seed: int) -> None:
    from reference.cells import cell_of
    from reference.store import open_file

    rng = random.Random(seed)
    start = time.perf_counter()
    store = open_file(target)
    series = list(store.series())
    opened = time.perf_counter() - start
    print(f"open: {opened * 1000:.0f} ms for {len(series):,} series")
    chosen = [(rng.choice(series), f"{rng.randrange(2005, 2025)}-{rng.randrange(1, 13):02}") for _ in range(look_ups)]
    ways = {
        "one cell": lambda one, period: store.figures(one.indicator, one.area, period),
        "as a check": lambda one, period: cell_of(store, one.indicator, one.area, period, None),
    }
    for name, ask in ways.items():
        start, used = time.perf_counter(), time.process_time()
        found = sum(bool(ask(one, period)) for one, period in chosen)
        wall, processor = time.perf_counter() - start, time.process_time() - used
        print(
            f"look-ups, {name}: {look_ups:,} in {wall:.1f} s ({processor / look_ups * 1000:.2f} ms of processor time "
            f"each), {found:,} found, peak memory {peak()} MB"
        )


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--look-ups", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20240601)
    parser.add_argument("--step", choices=["build", "look-up"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help="Where the files are made; default: a temporary folder.")
    given = parser.parse_args()
    if given.step == "build":
        build(given.folder / "rows.csv", given.folder / "rows.sqlite")
    elif given.step == "look-up":
        look_up(given.folder / "rows.sqlite", given.look_ups, given.seed)
    else:
        with tempfile.TemporaryDirectory() as made:
            folder = given.folder or Path(made)
            generate(folder / "rows.csv", given.rows, given.seed)
            size = (folder / "rows.csv").stat().st_size
            print(f"rows: {given.rows:,} in a CSV of {size / 1e6:,.0f} MB", flush=True)
            for step in ("build", "look-up"):
                command = [sys.executable, __file__, "--step", step, "--folder", str(folder)]
                command += ["--look-ups", str(given.look_ups), "--seed", str(given.seed)]
                subprocess.run(command, check=True)
            print(f"store: {(folder / 'rows.sqlite').stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
