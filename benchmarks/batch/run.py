"""The archive run: throughput with one and two workers, memory, a kill and going on, and a real Dask cluster.

    python -m benchmarks.batch.run --stories 200000 [--folder /big/disk] [--steps one,two,kill,cluster]

Each step has a folder of its own; a step that was stopped goes on where it was when the command is repeated. The
steps compare their output byte by byte. At the end the planted errors that were found are counted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from benchmarks.batch.generate import stories
from benchmarks.machine import peak_megabytes
from benchmarks.record import compiled
from benchmarks.stories import ROOT

__all__ = ["main"]

_STEPS = ("one", "two", "kill", "cluster")
_PARTS = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--folder", type=Path, default=Path("batch-run"))
    parser.add_argument("--steps", default=",".join(_STEPS))
    parser.add_argument("--chunk-size", default="", help="default: a fortieth of the input")
    given = parser.parse_args()
    folder: Path = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    archive = _archive(folder, given.stories)
    size = archive.stat().st_size
    chunk = given.chunk_size or f"{max(size // _PARTS, 20_000) // 1000}KB"
    record = compiled(folder / "record.sqlite")
    print(f"{given.stories:,} stories, {size / 1e6:.1f} MB, parts of {chunk}\n")
    print("| step | stories/s | characters/s | wall time | peak memory of the command | of a checker |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |", flush=True)
    speeds: dict[str, float] = {}
    for step in given.steps.split(","):
        command = [sys.executable, "-m", "verify", "batch", str(archive), "-o", str(folder / step)]
        command += ["--output-format", "jsonl", "--chunk-size", chunk, "--reference", str(record)]
        if step == "cluster":
            with _Cluster(folder) as address:
                speeds[step] = _timed(step, [*command, "--scheduler", address], given.stories, size)
        else:
            command += ["--workers", "1" if step == "one" else "2"]
            if step == "kill":
                _killed(command, folder / step, _parts_of(folder / "two", folder / "one"))
            speeds[step] = _timed(step, command, given.stories, size)
    if {"one", "two"} <= speeds.keys():
        print(f"\nEfficiency of two workers: {speeds['two'] / speeds['one'] / 2:.2f}")
    _compared(folder, given.steps.split(","), given.stories)
    _planted(archive, folder / given.steps.split(",")[0])


def _archive(folder: Path, count: int) -> Path:
    path = folder / f"stories-{count}.jsonl"
    if not path.exists():
        draft = path.with_suffix(".part")
        with draft.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(stories(count, 20250301, 0.05))
        draft.rename(path)
    return path


def _timed(step: str, command: list[str], count: int, size: int) -> float:
    began = time.perf_counter()
    main_peak = checker_peak = 0.0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            main_peak = max(main_peak, peak_megabytes(process.pid))
            checker_peak = max([checker_peak, *(peak_megabytes(pid) for pid in _checkers())])
            time.sleep(0.5)
    taken = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"the step {step} ended with status {process.returncode}")
    print(
        f"| {step} | {count / taken:.1f} | {size / taken:,.0f} | {taken:.0f} s | {main_peak:.0f} MB "
        f"| {checker_peak:.0f} MB |",
        flush=True,
    )
    return count / taken


def _checkers() -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if b"verify.batch.checker" in line:
                found.append(int(entry.name))
    return found


def _parts_of(*folders: Path) -> int:
    """Return how many parts an earlier step had; the usual number where none was run."""
    return max(len(list(folder.glob("parts/*.json"))) for folder in folders) or _PARTS


def _killed(command: list[str], folder: Path, parts: int) -> None:
    """Start the batch and kill it when about a third of its parts are finished."""
    shutil.rmtree(folder, ignore_errors=True)
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and len(list(folder.glob("parts/*.json"))) < max(1, parts // 3):
        time.sleep(0.1)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    print(f"(killed with {len(list(folder.glob('parts/*.json')))} parts finished)", file=sys.stderr)


class _Cluster:
    """A Dask scheduler and two workers on the loopback address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> str:
        self._file.unlink(missing_ok=True)
        self._start("scheduler", "--port", "0", "--scheduler-file", str(self._file))
        while not self._file.exists():
            time.sleep(0.1)
        for _ in range(2):
            self._start("worker", "--scheduler-file", str(self._file), "--nthreads", "1", "--no-nanny")
        return str(json.loads(self._file.read_text())["address"])

    def _start(self, what: str, *arguments: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--host", "127.0.0.1", "--no-dashboard"]
        place = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._processes.append(
            subprocess.Popen(
                [*command, *arguments],
                cwd=self._folder,
                env=place,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._processes):
            process.terminate()
            process.wait(30)


def _compared(folder: Path, steps: list[str], count: int) -> None:
    """Say whether all steps gave the same bytes, and every story once."""
    digests = {step: _digest(folder / step) for step in steps}
    same = "the same bytes" if len(set(digests.values())) == 1 else f"DIFFERENT BYTES: {digests}"
    print(f"\n{len(steps)} runs gave {same}.")
    for step in steps:
        ids = [line[7 : line.index(b'"', 7)] for path in _parts(folder / step) for line in path.open("rb")]
        print(f"{step}: {len(ids):,} reports, {len(set(ids)):,} different stories of {count:,}")


def _parts(folder: Path) -> list[Path]:
    return sorted((folder / "reports").glob("part-*"))


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in [*_parts(folder), folder / "summary.csv", folder / "overview.html"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _planted(archive: Path, folder: Path) -> None:
    """Count the planted errors that were found, and the findings in stories without one."""
    planted = {}
    with archive.open(encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            planted[record["id"]] = record["planted"]
    found, made, false = Counter[str](), Counter(k for k in planted.values() if k), 0
    for path in _parts(folder):
        with path.open(encoding="utf-8") as stream:
            for line in stream:
                report = json.loads(line)
                kind = planted[report["id"]]
                told = [f for f in report["findings"] if f["severity"] in ("error", "warning")]
                if told and kind:
                    found[kind] += 1
                false += bool(told) and not kind
    print("\n| planted error | stories | found |\n| --- | ---: | ---: |")
    for kind, count in sorted(made.items()):
        print(f"| {kind} | {count:,} | {100 * found[kind] / count:.1f}% |")
    right = sum(1 for kind in planted.values() if not kind)
    print(f"\nStories without a planted error that got an error or a warning: {false:,} of {right:,}")


if __name__ == "__main__":
    main()
