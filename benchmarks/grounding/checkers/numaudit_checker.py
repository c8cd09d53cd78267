"""numaudit: a number without a source is a flag. It reads files, so the pair is written to a folder."""

from __future__ import annotations

import tempfile
from importlib.metadata import version
from pathlib import Path

from numaudit.audit import audit_text, collect_data

VERSION = version("numaudit")


def check(text: str, reference: str) -> str:
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "reference.txt"
        data.write_text(reference, encoding="utf-8")
        pool, _ = collect_data([data])
        findings, _ = audit_text(text, pool, set(), False, base=Path(name))
    return "F" if any(finding.status == "unsourced" for finding in findings) else "p"
