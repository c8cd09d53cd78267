"""This project: the reference as the source of the sentence; notes ("not in the sources") are no flags."""

from __future__ import annotations

import subprocess
from pathlib import Path

from claims.readers import read_text
from verify.against import SourceText
from verify.beside import Beside
from verify.finding import Severity
from verify.pipeline import check_document

_COMMIT = subprocess.run(
    ["git", "describe", "--always", "--dirty"], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
)
VERSION = _COMMIT.stdout.strip() or "working tree"


def check(text: str, reference: str) -> str:
    source = SourceText("reference", read_text(reference))
    report = check_document(read_text(text), store=None, beside=Beside(sources=(source,)))
    return "F" if any(f.severity is not Severity.NOTE for f in report.findings) else "p"
