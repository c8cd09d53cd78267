"""Feed broken input to every reader and to the whole check; nothing but a `FigurecheckError` may come out.

    python -m benchmarks.fuzz [--inputs 300000] [--seed 1] [--only text,jsonl]

Every input is made from a good one by dropping, doubling, swapping and replacing bytes or characters, or from
pieces at random; the same seed gives the same inputs. Of each it is checked that no other exception comes out and
that what `benchmarks.fuzz_checks` says holds. An input that fails is printed as a Python literal, to be put into a
test; the exit status is then 1. `benchmarks.fuzz_guided` looks for inputs that reach other code.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import fuzz_checks as checks
from benchmarks.fuzz_extraction import inputs as texts
from benchmarks.fuzz_seeds import ACCEPTED, RECORDS, SETTINGS, WRONG, mutated, pdf
from benchmarks.stories import ROOT, passages
from claims.errors import FigurecheckError

__all__ = ["main"]

Target = Callable[[random.Random], object]


def _text(source: Iterator[str]) -> Target:
    stories = passages()

    def target(chance: random.Random) -> object:
        text = next(source) if chance.random() < 0.7 else _broken_story(chance, stories)
        checks.story(text, thorough=chance.random() < 0.1)
        return text

    return target


def _broken_story(chance: random.Random, stories: list[str]) -> str:
    return mutated(chance, chance.choice(stories).encode()).decode("utf-8", "replace")[:600]


def _bytes() -> Target:
    """Text files in any encoding, and what only looks like one."""
    from claims.readers import decode, read_text

    stories = passages()

    def target(chance: random.Random) -> object:
        encoding = chance.choice(("utf-8", "utf-16", "utf-32", "cp1252", "utf-8-sig"))
        data = mutated(chance, chance.choice(stories)[:200].encode(encoding, "replace"))
        read_text(decode(data))
        return data

    return target


def _documents() -> Target:
    """Word, HTML, PDF, RTF and letters: broken packages, marks and streams."""
    good = {
        "a.docx": (ROOT / "examples" / "harbour.docx").read_bytes(),
        "a.html": (ROOT / "examples" / "harbour.html").read_bytes(),
        "a.eml": b"From: a@example.org\r\nSubject: Traffic\r\nDate: Tue, 4 Mar 2025 10:00:00 +0000\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nTraffic rose 5 percent to 40 ships.\r\n",
        "a.rtf": rb"{\rtf1\ansi{\b Traffic} rose 5 percent to 1,\'32\u8239?400 ships.\par It fell.}",
        "a.md": b"---\nheadline: Up 5%\ndate: 2025-03-04\n---\n# Up\n\n"
        b"| a | b |\n|---|---|\n| 1 | **2** |\n\n```\n3\n```\n",
        "a.pdf": pdf("Traffic rose 5 percent to 40."),
    }

    def target(chance: random.Random) -> object:
        name = chance.choice(list(good))
        data = mutated(chance, good[name])
        checks.document(data, name, check=False)
        return name, data

    return target


def _json_lines() -> Target:
    def target(chance: random.Random) -> object:
        line = mutated(chance, chance.choice(RECORDS))
        checks.record(line)
        return line

    return target


def _tables(folder: Path) -> Target:
    """Tables and packages of figures of record."""
    data = ROOT / "reference" / "data" / "shanghai_ip"
    table = (data / "observations.csv").read_bytes()[:3000].rpartition(b"\n")[0]
    package = (data / "datapackage.json").read_bytes()

    def target(chance: random.Random) -> object:
        if chance.random() < 0.7:
            broken = mutated(chance, table)
            checks.source(folder, "table.csv", broken)
        else:
            broken = mutated(chance, package)
            checks.package(folder, broken)
        return broken

    return target


def _config(folder: Path) -> Target:
    def target(chance: random.Random) -> object:
        broken = mutated(chance, SETTINGS)
        checks.settings(folder, "figurecheck.toml", broken)
        return broken

    return target


def _sarif() -> Target:
    def target(chance: random.Random) -> object:
        text = mutated(chance, WRONG.encode()).decode("utf-8", "replace")
        checks.sarif(text, chance.choice(("a.txt", "ä b.txt", "<x>", "a.md")))
        return text

    return target


def _baseline(folder: Path) -> Target:
    def target(chance: random.Random) -> object:
        broken = mutated(chance, ACCEPTED)
        checks.baseline(folder, broken)
        return broken

    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="names of targets, with commas")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        targets: dict[str, tuple[int, Target]] = {  # share of the inputs in percent
            "text": (40, _text(texts(given.seed))),
            "bytes": (15, _bytes()),
            "documents": (5, _documents()),
            "jsonl": (20, _json_lines()),
            "tables": (8, _tables(folder)),
            "config": (4, _config(folder)),
            "sarif": (4, _sarif()),
            "baseline": (4, _baseline(folder)),
        }
        chosen = given.only.split(",") if given.only else list(targets)
        print("| target | inputs | refused in a sentence | failures | seconds |\n| --- | ---: | ---: | ---: | ---: |")
        failures = sum(_run(n, targets[n][1], given.inputs * targets[n][0] // 100, given.seed) for n in chosen)
    if failures:
        sys.exit(1)


def _run(name: str, target: Target, count: int, seed: int) -> int:
    chance, refused, failures = random.Random(f"{name} {seed}"), 0, 0
    began = time.perf_counter()
    for _ in range(count):
        try:
            target(chance)
        except FigurecheckError as error:
            refused += bool(str(error))
        except Exception as error:  # whatever it is, it is what is looked for
            failures += 1
            out = io.StringIO()
            traceback.print_exc(limit=-3, file=out)
            print(f"{name}: {_input_of(error)}\n{out.getvalue()}", file=sys.stderr, flush=True)
    print(f"| {name} | {count:,} | {refused:,} | {failures} | {time.perf_counter() - began:.0f} |", flush=True)
    return failures


def _input_of(error: BaseException) -> str:
    """Return what a target was fed, as Python literals: the texts and bytes among its locals."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_name == "target":
            fed = {k: v for k, v in frame.f_locals.items() if isinstance(v, str | bytes)}
            return ", ".join(f"{k} = {v!r}" for k, v in fed.items())
    return "nothing"


if __name__ == "__main__":
    main()
