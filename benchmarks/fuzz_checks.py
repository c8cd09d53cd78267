"""What must hold of any input, however broken: each check takes one input and raises where something does not hold.

A `FigurecheckError` is a refusal in a sentence, and as good as an answer. `benchmarks.fuzz` and
`benchmarks.fuzz_guided` make the inputs.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from benchmarks.fuzz_extraction import check_places
from benchmarks.stories import ROOT
from claims.document import Document
from claims.errors import FigurecheckError
from verify.finding import Report

__all__ = [
    "baseline",
    "document",
    "is_one_in",
    "json_file",
    "package",
    "record",
    "sarif",
    "settings",
    "source",
    "story",
    "table",
]

_DAY = date(2025, 3, 4)
_TOLD = "The average salary at Alba is 4.4 million dollars. Ana Ruiz scored 31 goals, the most, or 38 percent."
_WRONG = "The fair opened on Monday, Feb. 25, 2025. It rose from 40 to 50, or 20 percent."


def is_one_in(share: int, data: bytes) -> bool:
    """Choose one input of so many by its own bytes, so that the same input is always treated alike."""
    return zlib.crc32(data) % share == 0


def story(text: str, *, thorough: bool) -> None:
    """Check a story as text; its bytes say whether it has a date. `thorough` also writes every report."""
    from claims.readers import read_text

    published = _DAY if is_one_in(2, text.encode("utf-8", "surrogatepass")) else None
    checked(lambda: read_text(text, published=published), thorough=thorough)


def document(data: bytes, name: str, *, check: bool) -> None:
    """Read the bytes of a file, by its name and what it begins with; `check` also checks what was read."""
    from claims.readers import read_bytes

    if check:
        report = checked(lambda: read_bytes(data, name=name, published=_DAY), thorough=is_one_in(40, data))
        if report.document.origin is not None and report.document.origin.form == "word":
            from verify.report.docx import to_docx

            read_bytes(to_docx(report), name=name)
    else:
        read_bytes(data, name=name, published=_DAY)


def checked(read: Callable[[], Document], *, thorough: bool) -> Report:
    """Check a document: places in the text, figures that do not overlap, reports that keep their schemas."""
    from verify.pipeline import check_document
    from verify.report.csv import to_csv
    from verify.report.html import to_html
    from verify.report.json import to_json
    from verify.report.text import to_text

    report = check_document(read(), store=None)
    text = report.document.text
    check_places(text, report.quantities)
    for finding in report.findings:
        assert 0 <= finding.start <= finding.end <= len(text), "a finding outside the text"
    once = to_json(report)
    data = json.loads(once)
    if thorough:
        assert to_json(check_document(read(), store=None)) == once, "the same text gave other bytes"
        flaw = next(_report_schema().iter_errors(data), None)
        assert flaw is None, f"the report breaks its schema: {flaw}"
        to_text(report)
        to_csv([report])
        to_html([report])
    return report


@cache
def _report_schema() -> Any:
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    both = [
        json.loads((files(package) / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
        for package, name in (("claims", "claim"), ("verify", "report"))
    ]
    registry: Registry[Any] = Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in both)
    return Draft202012Validator(both[1], registry=registry)


def sarif(text: str, name: str) -> None:
    """Check that what goes out as SARIF comes back: every finding, its place by line and by offset, its change."""
    from claims.readers import reread
    from verify.edit import source_of
    from verify.pipeline import check_document
    from verify.report.sarif import to_sarif
    from verify.rules import RULES

    report = check_document(reread(text, name, "markdown" if name.endswith(".md") else "text"), store=None)
    run = json.loads(to_sarif([report], RULES))["runs"][0]
    assert len(run["results"]) == len(report.findings), "a finding was lost"
    original = source_of(report.document) or ""
    starts = [0, *(n + 1 for n, sign in enumerate(original) if sign == "\n")]
    for finding, result in zip(report.findings, run["results"], strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == finding.code, "another rule"
        region = result["locations"][0]["physicalLocation"].get("region")
        if region is None:
            continue
        start, end = _offsets(region, starts)
        assert region["snippet"]["text"] == report.document.text[finding.start : finding.end], "another passage"
        if original == report.document.text:
            assert (start, end) == (finding.start, finding.end), "another place"
        for fix in result.get("fixes", ()):
            (change,) = fix["artifactChanges"][0]["replacements"]
            start, end = _offsets(change["deletedRegion"], starts)
            assert 0 <= start <= end <= len(original), "a change outside the file"


def _offsets(region: dict[str, int], starts: list[int]) -> tuple[int, int]:
    """Return where a region begins and ends, by its lines; its offsets must say the same."""
    start = starts[region["startLine"] - 1] + region["startColumn"] - 1
    end = starts[region["endLine"] - 1] + region["endColumn"] - 1
    if "charOffset" in region:
        told = (region["charOffset"], region["charOffset"] + region["charLength"])
        assert told == (start, end), "lines and offsets differ"
    return start, end


def record(line: bytes) -> None:
    """Read a record of JSON Lines; of ten, check one with all that it brings along, and write its line."""
    from reference.build import store_from_rows
    from verify.beside import Beside
    from verify.jsonl import read_record
    from verify.pipeline import check_document
    from verify.report.json import to_json_line

    read = read_record(line)
    store = store_from_rows(read.reference) if read.reference else None
    if is_one_in(10, line):
        report = check_document(read.document, store=store, beside=Beside(sources=read.against))
        to_json_line(report, id=read.id).encode()
    if store is not None:
        store.close()


def source(folder: Path, name: str, data: bytes) -> None:
    """Compile figures of record from one file, or from a ZIP archive."""
    from reference.build import read_source
    from reference.compile import write

    (folder / name).write_bytes(data)
    with closing(sqlite3.connect(":memory:")) as connection:
        write(connection, read_source(folder / name), "")


def package(folder: Path, descriptor: bytes) -> None:
    """Compile a data package whose descriptor is broken and whose tables are sound."""
    data = ROOT / "reference" / "data" / "shanghai_ip"
    for path in data.glob("*.csv"):
        if not (folder / path.name).exists():
            shutil.copy(path, folder)
    source(folder, "datapackage.json", descriptor)


def table(folder: Path, data: bytes) -> None:
    """Read a table of the reporter's own and hold a story against it."""
    from claims.readers import read_text
    from reference.tables import read_table
    from verify.beside import Beside
    from verify.pipeline import check_document
    from verify.report.json import to_json

    (folder / "own.csv").write_bytes(data)
    beside = Beside(tables=[read_table(folder / "own.csv")])
    to_json(check_document(read_text(_TOLD), store=None, beside=beside))


def json_file(folder: Path, data: bytes) -> None:
    """Give one JSON document to everything that reads JSON."""
    readers: tuple[Callable[[], None], ...] = (
        partial(record, data),
        partial(source, folder, "answer.json", data),
        partial(package, folder, data),
        partial(baseline, folder, data),
    )
    for read in readers:
        with suppress(FigurecheckError):
            read()


def settings(folder: Path, name: str, data: bytes) -> None:
    """Read a configuration, write it out, and set the findings of a story by it."""
    from verify.config import apply, config_text, read
    from verify.rules import RULES

    (folder / name).write_bytes(data)
    config = read(folder / name, {known for rule in RULES for known in (rule.name, rule.code)})
    config_text(config)
    apply(_wrong(), config)


def baseline(folder: Path, data: bytes) -> None:
    """Read a baseline and hold a report against it."""
    from verify.suppression import apply, baseline_text, read_baseline

    (folder / "baseline.json").write_bytes(data)
    accepted = read_baseline(folder / "baseline.json")
    _, used = apply(_wrong(), accepted, _DAY)
    baseline_text([_wrong()], before=used)


@cache
def _wrong() -> Report:
    from claims.readers import read_text
    from verify.pipeline import check_document

    return check_document(read_text(_WRONG, id="a.txt"), store=None)
