"""Check stories from Python.

    >>> import verify
    >>> report = verify.check_text("Sales rose from 40 to 50, or 20 percent.", published="2025-02-26")
    >>> [finding.rule for finding in report.findings]
    ['percent-change-mismatch']

The names below are loaded when they are first used, so that `import verify` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verify.finding import Report
    from verify.pipeline import check_document, check_text

__all__ = ["Report", "check_document", "check_text"]


def __getattr__(name: str) -> Any:
    if name in ("check_document", "check_text"):
        from verify import pipeline

        return getattr(pipeline, name)
    if name == "Report":
        from verify.finding import Report

        return Report
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
