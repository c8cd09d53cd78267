"""Changes that are offered at a finding: the suggestion itself, or to accept the finding with a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.document import Document
from verify.finding import Finding

__all__ = ["REASONS", "Edit", "fixes", "ignores"]

# An editor cannot ask for a reason, so the common ones are offered; each can be edited in the text afterwards.
REASONS = ("checked by hand", "rounded at the source", "as quoted")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace text[start:end], offered under a title."""

    title: str
    start: int
    end: int
    words: str


def fixes(document: Document, finding: Finding) -> list[Edit]:
    """Return the suggestions of a finding."""
    return [
        Edit(f"Change “{document.text[s.start : s.end]}” to “{s.replacement}”", s.start, s.end, s.replacement)
        for s in finding.suggestions
    ]


def ignores(document: Document, finding: Finding) -> list[Edit]:
    """Return comments that accept the finding: at the end of its paragraph, or before it where that is a table."""
    if finding.start < max((b.end for b in document.blocks if b.kind == "front_matter"), default=0):
        return []  # a comment there would be part of the fields
    text = document.text
    before = [match.end() for match in _BLANK_LINE.finditer(text, 0, finding.start)]
    after = _BLANK_LINE.search(text, finding.end)
    start = before[-1] if before else 0
    end = after.start() if after else len(text)
    end = start + len(text[start:end].rstrip())
    table = any(b.kind == "table" and b.start <= finding.start < b.end for b in document.blocks)
    edits = []
    for reason in REASONS:
        comment = f'<!-- figurecheck: ignore {finding.rule} reason="{reason}" -->'
        title = f"Accept {finding.rule} here: {reason}"
        edits.append(Edit(title, start, start, f"{comment}\n\n") if table else Edit(title, end, end, f" {comment}"))
    return edits
