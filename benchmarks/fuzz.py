"""Feed broken input to every reader and to the whole check; nothing but a `FigurecheckError` may come out.

    python -m benchmarks.fuzz [--inputs 300000] [--seed 1] [--only text,jsonl]

Every input is made from a good one by dropping, doubling, swapping and replacing bytes or characters, or from
pieces at random; the same seed gives the same inputs. Of each it is checked that no other exception comes out, that
reports are valid JSON with true places, and that the same input gives the same bytes. An input that fails is printed
as a Python literal, to be put into a test; the exit status is then 1.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from benchmarks.fuzz_extraction import inputs as texts
from benchmarks.stories import ROOT, passages
from claims.errors import FigurecheckError

__all__ = ["main"]

Target = Callable[[random.Random], object]

_DAY = date(2025, 3, 4)
_JUNK = [
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b'"',
    b"\\",
    b"{",
    b"}",
    b"[",
    b",",
    b"\n",
    b"9" * 40,
    b"-",
    b"1e999",
    b"<",
]


def _mutated(chance: random.Random, data: bytes) -> bytes:
    """Damage some bytes: a few, so that most of what was meant is still there."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(found) + 1)
        way = chance.randrange(5)
        if way == 0:
            found[at:at] = chance.choice(_JUNK)
        elif way == 1:
            del found[at : at + chance.randint(1, 12)]
        elif way == 2:
            found[at:at] = found[max(0, at - chance.randint(1, 30)) : at]
        elif way == 3 and found:
            found[at : at + 1] = bytes([chance.randrange(256)])
        else:
            del found[at:]
    return bytes(found)


_PDF = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>> endobj
4 0 obj <</Length 58>> stream
BT /F1 12 Tf 20 100 Td (Traffic rose 5 percent to 40.) Tj ET
endstream endobj
5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
trailer <</Root 1 0 R>>
"""


def _text(source: Iterator[str]) -> Target:
    from claims.readers import read_text
    from verify.pipeline import check_document
    from verify.report.csv import to_csv
    from verify.report.html import to_html
    from verify.report.json import to_json
    from verify.report.text import to_text

    stories = passages()

    def target(chance: random.Random) -> object:
        text = next(source) if chance.random() < 0.7 else _broken_story(chance, stories)
        published = _DAY if chance.random() < 0.5 else None
        report = check_document(read_text(text, published=published), store=None)
        for finding in report.findings:
            assert 0 <= finding.start <= finding.end <= len(text), "a finding outside the text"
        once = to_json(report)
        json.loads(once)
        if chance.random() < 0.1:
            again = check_document(read_text(text, published=published), store=None)
            assert to_json(again) == once, "the same text gave other bytes"
            to_text(report)
            to_csv([report])
            to_html([report])
        return text

    return target


def _broken_story(chance: random.Random, stories: list[str]) -> str:
    return _mutated(chance, chance.choice(stories).encode()).decode("utf-8", "replace")[:600]


def _bytes() -> Target:
    """Text files in any encoding, and what only looks like one."""
    from claims.readers import decode, read_text

    stories = passages()

    def target(chance: random.Random) -> object:
        encoding = chance.choice(("utf-8", "utf-16", "utf-32", "cp1252", "utf-8-sig"))
        data = _mutated(chance, chance.choice(stories)[:200].encode(encoding, "replace"))
        read_text(decode(data))
        return data

    return target


def _documents() -> Target:
    """Word, HTML, PDF, RTF and letters: broken packages, marks and streams."""
    from claims.readers import read_bytes

    good = {
        "a.docx": (ROOT / "examples" / "harbour.docx").read_bytes(),
        "a.html": (ROOT / "examples" / "harbour.html").read_bytes(),
        "a.eml": b"From: a@example.org\r\nSubject: Traffic\r\nDate: Tue, 4 Mar 2025 10:00:00 +0000\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nTraffic rose 5 percent to 40 ships.\r\n",
        "a.rtf": rb"{\rtf1\ansi{\b Traffic} rose 5 percent to 1,\'32\u8239?400 ships.\par It fell.}",
        "a.md": b"---\nheadline: Up 5%\ndate: 2025-03-04\n---\n# Up\n\n"
        b"| a | b |\n|---|---|\n| 1 | **2** |\n\n```\n3\n```\n",
        "a.pdf": _PDF,
    }

    def target(chance: random.Random) -> object:
        name = chance.choice(list(good))
        data = _mutated(chance, good[name])
        read_bytes(data, name=name)
        return name, data

    return target


def _json_lines() -> Target:
    from verify.jsonl import read_record

    good = [
        {"id": 1, "text": "It rose 5 percent.", "date": "2025-03-04"},
        {"id": "a", "headline": "Up 5%", "deck": None, "body": "It rose.", "captions": ["A 1", "B 2"], "date": None},
        {"id": 2, "text": "x", "reference": [{"indicator": "a", "area": "b", "period": "2024", "value": "1"}]},
    ]

    def target(chance: random.Random) -> object:
        line = _mutated(chance, json.dumps(chance.choice(good)).encode())
        read_record(line)
        return line

    return target


def _tables(folder: Path) -> Target:
    """Tables and packages of figures of record."""
    from reference.build import read_source
    from reference.readers.inline import read_inline

    data = ROOT / "reference" / "data" / "shanghai_ip"
    table = (data / "observations.csv").read_bytes()[:3000]
    package = (data / "datapackage.json").read_bytes()
    row = {"indicator": "visitors", "area": "Brennau", "period": "2024", "value": "12.5", "unit": "thousand persons"}

    def target(chance: random.Random) -> object:
        kind = chance.randrange(3)
        if kind == 0:
            broken = _mutated(chance, table)
            (folder / "table.csv").write_bytes(broken)
            read_source(folder / "table.csv")
        elif kind == 1:
            broken = _mutated(chance, package)
            (folder / "datapackage.json").write_bytes(broken)
            read_source(folder / "datapackage.json")
        else:
            broken = _mutated(chance, json.dumps(row).encode())
            try:
                rows = json.loads(broken)
            except ValueError:
                return broken
            read_inline([rows] if isinstance(rows, dict) else [row])
        return broken

    return target


def _config(folder: Path) -> Target:
    from verify.config import read

    good = (
        b'references = []\nbundled-reference = true\ndate = 2025-02-26\nfail-on = "error"\nstrict = false\n'
        b'[rules]\npercent-change-mismatch = "warning"\nSTY301 = "off"\n'
    )

    def target(chance: random.Random) -> object:
        broken = _mutated(chance, good)
        (folder / "figurecheck.toml").write_bytes(broken)
        read(folder / "figurecheck.toml", {"percent-change-mismatch", "STY301"})
        return broken

    return target


def _sarif() -> Target:
    """What goes out as SARIF comes back with the same places, whatever the text holds."""
    from claims.readers import read_text
    from verify.pipeline import check_document
    from verify.report.sarif import to_sarif
    from verify.rules import RULES

    wrong = "The fair opened on Monday, Feb. 25, 2025. It rose from 40 to 50, or 20 percent."

    def target(chance: random.Random) -> object:
        text = _mutated(chance, wrong.encode()).decode("utf-8", "replace")
        report = check_document(read_text(text, id=chance.choice(("a.txt", "ä b.txt", "<x>"))), store=None)
        results = json.loads(to_sarif([report], RULES))["runs"][0]["results"]
        assert len(results) == len(report.findings), "a finding was lost"
        return text

    return target


def _baseline(folder: Path) -> Target:
    from verify.suppression import read_baseline

    good = b'{"schema_version": "1", "accepted": [{"fingerprint": "abcd", "rule": "total-mismatch", "reason": "x"}]}'

    def target(chance: random.Random) -> object:
        broken = _mutated(chance, good)
        (folder / "baseline.json").write_bytes(broken)
        read_baseline(folder / "baseline.json")
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
