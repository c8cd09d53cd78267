"""Good inputs of every kind, which fuzzing starts from: examples, corpora of the tests, small files made here."""

from __future__ import annotations

import importlib
import io
import json
import random
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from benchmarks.fuzz_extraction import corpus_sentences
from benchmarks.stories import ROOT, passages

__all__ = [
    "ACCEPTED",
    "RECORDS",
    "SETTINGS",
    "WRONG",
    "configurations",
    "json_documents",
    "mutated",
    "pages",
    "pdf",
    "pdf_files",
    "stories",
    "tables",
    "word_files",
]

_EXAMPLES = ROOT / "examples"
_RULES = ROOT / "tests" / "rules"
_STORY = re.compile(r"^```story[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)

WRONG = "The fair opened on Monday, Feb. 25, 2025. It rose from 40 to 50, or 20 percent."
RECORDS = [
    json.dumps(one).encode()
    for one in (
        {"id": 1, "text": "It rose 5 percent.", "date": "2025-03-04", "markup": "markdown"},
        {"id": "a", "headline": "Up 5%", "deck": None, "body": "It rose.", "captions": ["A 1", "B 2"], "date": None},
        {"id": 2, "text": "x", "reference": [{"indicator": "a", "area": "b", "period": "2024", "value": "1"}]},
        {
            "text": "In all, 12,500 visited Brennau in 2024.",
            "against": [{"name": "release", "text": "12,500 visitors"}],
        },
        {
            "text": "Visitors: 12,500.",
            "reference": [
                {"indicator": "visitors", "area": "Brennau", "period": "2024-Q1", "value": 12.5, "unit": "thousand"},
                {"indicator": "visitors", "area": "Brennau", "period": "2025", "value": "-3e2", "unit": "persons"},
            ],
        },
    )
]
SETTINGS = (
    b'references = []\nbundled-reference = true\ndate = 2025-02-26\nfail-on = "error"\nstrict = false\n'
    b'rates = "off"\nexclude = ["drafts/*"]\nbaseline = "accepted.json"\n'
    b'[rules]\npercent-change-mismatch = "warning"\nSTY301 = "off"\n'
    b'[tolerance]\n"unemployment rate" = 0.1\nturnover = "2%"\n[house-style]\npercent = "per cent"\npoints = "points"\n'
)
ACCEPTED = (
    b'{"version": 1, "accepted": [{"fingerprint": "abcd", "rule": "total-mismatch", "reason": "x", '
    b'"document": "a.txt", "until": "2026-12-31"}, {"fingerprint": "0123"}]}'
)

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


def mutated(chance: random.Random, data: bytes) -> bytes:
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


_LONGEST = 1500  # bytes of a seed


def stories() -> list[str]:
    """Return stories that draw findings (the cases of every rule), right ones, and single sentences."""
    cases = [m[1].strip() for path in sorted(_RULES.rglob("*.md")) for m in _STORY.finditer(path.read_text("utf-8"))]
    return [text for text in (*cases, *passages(), *corpus_sentences()) if len(text.encode()) <= _LONGEST]


def pages() -> list[bytes]:
    """Return pages with an article, with tables and lists, and fragments of pages."""
    article = (_EXAMPLES / "harbour.html").read_bytes()
    texts = [text for text in stories() if len(text) < 400][::60]
    made = [f"<html><body><h1>Ships</h1><p>{text}</p><ul><li>5 &amp; 6</ul></body></html>".encode() for text in texts]
    rows = "".join(f"<tr><td>{name}<td>{n:,}</tr>" for name, n in (("Town", 40), ("Port", 1200), ("Total", 1240)))
    table = f"<title>Up &ndash; 5%</title><table><caption>Tons</caption>{rows}</table><p>1<sup>2</sup> of <b>40</b>"
    return [article, *made, table.encode(), b"It rose <!-- 5 --> from 40 to&nbsp;50,<br>or <i>20</i> percent."]


def pdf(*lines: str, packed: bool = False) -> bytes:
    """Return a PDF file of one page, without the table of places that its reader can do without."""
    shown = "\n".join(f"({line}) Tj 0 -16 Td" for line in lines)
    content = f"BT /F1 12 Tf 20 700 Td\n{shown}\nET".encode("latin-1", "replace")
    content = zlib.compress(content) if packed else content
    filtered = b" /Filter /FlateDecode" if packed else b""
    return (
        b"%%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
        b"2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
        b"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources <</Font <</F1 5 0 R>>>>>> endobj\n"
        b"4 0 obj <</Length %d%s>> stream\n%s\nendstream endobj\n"
        b"5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj\n"
        b"trailer <</Size 6 /Root 1 0 R>>\nstartxref\n0\n%%%%EOF\n"
    ) % (len(content), filtered, content)


def pdf_files() -> list[bytes]:
    """Return PDF files of one to many lines, plain and packed."""
    told = [text.splitlines() for text in stories() if "(" not in text and ")" not in text and len(text) < 600][::90]
    return [pdf(*lines, packed=n % 4 == 3) for n, lines in enumerate(told)]


def word_files() -> list[bytes]:
    """Return Word documents: the example, one with a table, and one with lists, a header and breaks."""
    import docx

    made = [(_EXAMPLES / "harbour.docx").read_bytes()]
    for text in [text for text in stories() if 100 < len(text) < 500][::400]:
        file = docx.Document()
        file.add_heading("Ships 5%", 1)
        file.sections[0].header.paragraphs[0].text = "Bulletin 7"
        for line in text.splitlines():
            file.add_paragraph(line, style="List Bullet" if line.startswith("- ") else None)
        table = file.add_table(2, 2)
        for row, cells in enumerate((("Town", "2024"), ("Port", "1,240"))):
            for column, cell in enumerate(cells):
                table.cell(row, column).text = cell
        stream = io.BytesIO()
        file.save(stream)
        made.append(_without_media(stream.getvalue()))
    return made


def _without_media(data: bytes) -> bytes:
    """Empty the picture of the first page, which every new document brings along."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            after.writestr(info.filename, b"" if info.filename.endswith((".jpeg", ".png")) else before.read(info))
    return stream.getvalue()


def tables() -> list[bytes]:
    """Return tables of figures of record in every layout, and tables that a reporter might have."""
    own = [*_EXAMPLES.glob("*.csv"), *(ROOT / "tests" / "corpus" / "tables").glob("*.csv")]
    head = (ROOT / "reference" / "data" / "shanghai_ip" / "observations.csv").read_bytes()[:3000].rpartition(b"\n")[0]
    return [*(path.read_bytes()[:3000] for path in sorted(own)), head, *_formats(".csv")]


def json_documents() -> list[bytes]:
    """Return records, data packages, baselines and the answers of statistical offices."""
    package = (ROOT / "reference" / "data" / "shanghai_ip" / "datapackage.json").read_bytes()
    inline: dict[str, Any] = {
        "name": "ships",
        "licenses": [{"name": "CC-BY-4.0", "title": "Attribution"}],
        "resources": [
            {
                "name": "indicators",
                "data": [{"indicator": "ships", "label": "Ships", "unit": "count", "kind": "flow"}],
            },
            {"name": "areas", "data": [{"area": "NO", "name": "Norland", "aliases": "North|The North"}]},
            {"name": "aliases", "data": [{"what": "area", "id": "NO", "alias": "Nordland"}]},
            {
                "name": "figures",
                "data": [{"indicator": "ships", "area": "NO", "period": "2024-Q1", "value": 12.5, "unit": "count"}],
                "dialect": {"delimiter": ";"},
                "schema": {"fields": [{"name": "value"}], "missingValues": ["", {"value": "na"}]},
                "encoding": "utf-8",
            },
            {"name": "more", "path": "observations.csv", "hash": "md5:00", "encoding": "latin-1"},
        ],
    }
    packages = [inline, inline | {"resources": inline["resources"][:4]}, json.loads(package)]
    return [*RECORDS, ACCEPTED, *(json.dumps(one).encode() for one in packages), *_formats(".json")]


def _formats(suffix: str) -> Iterator[bytes]:
    """Yield the sources of the tests of formats that are one text file of this suffix."""
    folder = str(ROOT / "tests")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    formats = importlib.import_module("test_reference_formats").FORMATS
    for name, content, _ in formats.values():
        if name.endswith(suffix) and isinstance(content, str):
            yield content.encode()


def configurations() -> list[bytes]:
    """Return settings as a newsroom writes them, whole and line by line."""
    examples = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "configuration.md").read_text("utf-8"), re.DOTALL)
    return [SETTINGS, *(line + b"\n" for line in SETTINGS.split(b"\n")), *(text.encode() for text in examples)]
