"""Look for broken input by coverage: an input that reaches new code of the project is kept and changed further.

    pip install 'figurecheck[fuzz]'
    python -m benchmarks.fuzz_guided [--target all] [--inputs 20000] [--seed 1] [--corpus FOLDER]

Atheris (libFuzzer) measures which branches of `claims`, `reference` and `verify` an input takes. Each target runs in a
process of its own, from the good inputs of `benchmarks.fuzz_seeds`; what must hold is in `benchmarks.fuzz_checks`. A
failure is any exception but a `FigurecheckError`, an input that takes longer than `--limit` seconds of processor time,
and a process that hangs or dies. The first input of every kind of failure is written to `--failures`, and printed as a
Python literal with what happened; the exit status is then 1. With `--corpus`, the inputs that were kept stay there
for the next run.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

__all__ = ["main"]

_PACKAGES = ("claims", "reference", "verify")
_NOT_ON_THE_WAY = ("verify.batch", "verify.lsp", "verify.server", "__main__")  # programs around a check
_ROOT = Path(__file__).resolve().parents[1]
_SEEDS = 400  # of a target, drawn at random where there are more
_HANGS = 40  # seconds after which a process is given up
_STARTS = 6  # of a target whose process dies
_COVERAGE = re.compile(r"^#(\d+)\s+(\S+)\s.*?\bcov: (\d+)", re.MULTILINE)
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class _Outcome:
    """What a target has come to: counts of inputs and of edges between stretches of code."""

    inputs: int = 0
    edges_of_seeds: int = 0
    edges: int = 0
    failures: Counter[str] = field(default_factory=Counter)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--target", default="all", help="names with commas: text, html, docx, pdf, csv, json, config, sarif"
    )
    parser.add_argument("--inputs", type=int, default=20_000, help="altogether; shared out where all targets run")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=2.0, help="seconds of processor time for one input")
    parser.add_argument("--corpus", type=Path, help="folder to begin from and to keep new inputs in")
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures"), help="folder for inputs that fail")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)  # the folder of a process of one target
    given = parser.parse_args()
    if given.inside:
        _fuzz(given.target, given.inputs, given.seed, given.limit, given.inside)
    elif _run_all(given):
        sys.exit(1)


def _run_all(given: argparse.Namespace) -> int:
    """Run the targets one after another and print the table; return how many inputs failed."""
    from benchmarks.fuzz_targets import TARGETS
    from claims.errors import MissingExtraError
    from claims.extras import load

    try:
        load("atheris", "fuzz", "Fuzzing by coverage needs")
    except MissingExtraError as error:
        sys.exit(str(error))
    chosen = list(TARGETS) if given.target == "all" else given.target.split(",")
    unknown = [name for name in chosen if name not in TARGETS]
    if unknown:
        sys.exit(f"no target is called {', '.join(unknown)}: there are {', '.join(TARGETS)}")
    whole = sum(TARGETS[name].share for name in chosen)
    failed = 0
    print("| target | inputs | edges of the seeds | edges | failures | seconds |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name in chosen:
        began = time.perf_counter()
        outcome = _run(name, max(1, given.inputs * TARGETS[name].share // whole), given)
        count = outcome.failures.total()
        kinds = f" ({len(outcome.failures)} kinds)" if count else ""
        print(
            f"| {name} | {outcome.inputs:,} | {outcome.edges_of_seeds:,} | {outcome.edges:,} | {count:,}{kinds} "
            f"| {time.perf_counter() - began:.0f} |",
            flush=True,
        )
        failed += count
    return failed


def _run(name: str, inputs: int, given: argparse.Namespace) -> _Outcome:
    """Run one target in processes of its own: one, unless it dies."""
    outcome = _Outcome()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        corpus = given.corpus / name if given.corpus else folder / "corpus"
        corpus.mkdir(parents=True, exist_ok=True)
        (folder / "own").symlink_to(corpus.resolve())
        for start in range(_STARTS):
            left = inputs - outcome.inputs
            if left <= 0:
                break
            log = folder / f"log{start}"
            command = [sys.executable, "-m", "benchmarks.fuzz_guided", "--inside", str(folder), "--target", name]
            command += ["--inputs", str(left), "--seed", str(given.seed + start), "--limit", str(given.limit)]
            with log.open("wb") as stream:
                ended = subprocess.run(command, cwd=_ROOT, stdout=stream, stderr=stream, check=False)
            told = log.read_text("utf-8", "replace")
            _add_progress(outcome, told)
            if ended.returncode == 0:
                break
            if not _COVERAGE.search(told):
                sys.exit(f"{name}: the process could not begin:\n{told[-2000:]}")
            _add_death(outcome, folder, told, given.failures / name)
        _add_failures(outcome, folder / "failures.jsonl", given.failures / name)
    return outcome


def _add_progress(outcome: _Outcome, log: str) -> None:
    """Add what libFuzzer says: `#3027 NEW cov: 15391 ft: …`."""
    said = [(int(count), event, int(edges)) for count, event, edges in _COVERAGE.findall(log)]
    if said:
        outcome.inputs += max(count for count, _, _ in said)
        seeded = next((edges for _, event, edges in said if event == "INITED"), 0)
        outcome.edges_of_seeds = outcome.edges_of_seeds or seeded
        outcome.edges = max(outcome.edges, *(edges for _, _, edges in said))


def _add_failures(outcome: _Outcome, log: Path, kept: Path) -> None:
    """Count the failures that a process noted; keep and print the first input of each kind."""
    for line in log.read_text("utf-8").splitlines() if log.exists() else ():
        noted = json.loads(line)
        if noted["kind"] not in outcome.failures:
            _show(bytes.fromhex(noted["input"]), noted["what"], kept)
        outcome.failures[noted["kind"]] += 1


def _add_death(outcome: _Outcome, folder: Path, log: str, kept: Path) -> None:
    """Count an input at which a process hung or died; libFuzzer wrote it down."""
    outcome.failures[f"died: {_DIGITS.sub('0', log[-200:])}"] += 1
    for path in folder.glob("died-*"):
        _show(path.read_bytes(), f"the process died at it:\n{log[-1500:]}", kept)
        path.unlink()


def _show(data: bytes, what: str, kept: Path) -> None:
    kept.mkdir(parents=True, exist_ok=True)
    path = kept / sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    print(f"{path}: {data!r}\n{what}", file=sys.stderr, flush=True)


def _fuzz(name: str, inputs: int, seed: int, limit: float, folder: Path) -> None:
    """Fuzz one target in this process; libFuzzer ends it."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=list(_PACKAGES)):
        target = importlib.import_module("benchmarks.fuzz_targets").TARGETS[name]
        for module in _modules():
            importlib.import_module(module)
    refused = importlib.import_module("claims.errors").FigurecheckError
    seeds = folder / "seeds"
    seeds.mkdir(exist_ok=True)
    chance = random.Random(seed)
    good = target.seeds()
    for data in good if len(good) <= _SEEDS else chance.sample(good, _SEEDS):
        (seeds / sha256(data).hexdigest()[:16]).write_bytes(data)
    log = (folder / "failures.jsonl").open("a", encoding="utf-8")

    def once(data: bytes) -> None:
        began, what, kind = time.process_time(), "", ""
        try:
            target.check(folder, data)
        except refused:
            pass  # in a sentence
        except Exception as error:  # whatever it is, it is what is looked for
            what, kind = "".join(traceback.format_exception(error, limit=-4)), _kind(error)
        taken = time.process_time() - began
        if not kind and taken > limit:
            what, kind = f"took {taken:.1f} s of processor time", "slow"
        if kind:
            log.write(json.dumps({"kind": kind, "what": what, "input": data.hex()}) + "\n")
            log.flush()

    def changed(data: bytes, longest: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.25:
            return bytes(atheris.Mutate(data, longest))
        return bytes(target.recombine(chance, data))[:longest]

    options = [f"-runs={inputs}", f"-seed={seed}", f"-max_len={target.longest}", "-len_control=0", f"-timeout={_HANGS}"]
    options.append("-entropic=0")  # to weigh inputs by how rare their branches are took as long as to check them
    paths = [f"-artifact_prefix={folder}{os.sep}died-", str(folder / "own"), str(seeds)]
    atheris.Setup([sys.argv[0], *options, *paths], once, custom_mutator=changed)
    atheris.Fuzz()


def _modules() -> list[str]:
    """Name the modules of the project that a check may come to, so that all of them are measured."""
    found: list[str] = []
    for package in map(importlib.import_module, _PACKAGES):
        found += [one.name for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    return [name for name in found if not name.startswith(_NOT_ON_THE_WAY) and not name.endswith(_NOT_ON_THE_WAY)]


def _kind(error: Exception) -> str:
    """Tell failures apart by what was raised and by the last line of the project that it went through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if str(_ROOT) in frame.filename]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return f"{type(error).__name__} {_DIGITS.sub('0', str(error))[:60]} at {places[-1] if places else 'nowhere'}"


if __name__ == "__main__":
    main()
