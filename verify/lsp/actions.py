"""Changes that are offered at a finding: the suggestion itself, or to accept the finding with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from claims.document import Document
from claims.patterns import regex
from verify.edit import edit_of, source_of, span_in_source
from verify.finding import Finding

__all__ = ["REASONS", "Change", "fixes", "ignores"]

# An editor cannot ask for a reason, so the common ones are offered; each can be edited in the text afterwards.
REASONS = ("checked by hand", "rounded at the source", "as quoted")
_BLANK_LINE = regex(r"\n[ \t\r]*\n")


@dataclass(frozen=True, slots=True)
class Change:
    """Replace original[start:end] of the file, offered under a title."""

    title: str
    start: int
    end: int
    words: str
    likely: bool = True  # False: only if another figure than the one blamed is the wrong one


def fixes(document: Document, finding: Finding) -> list[Change]:
    """Return the suggestions of a finding, those that the file takes in one piece."""
    found = ((edit_of(document, suggestion), suggestion) for suggestion in finding.suggestions)
    return [
        Change(
            f"Change “{document.text[s.start : s.end]}” to “{s.replacement}”",
            edit.start,
            edit.end,
            edit.replacement,
            s.likely,
        )
        for edit, s in found
        if edit is not None
    ]


def ignores(document: Document, finding: Finding) -> list[Change]:
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
    at = _above(document, start) if table else _behind(document, end)
    if at is None:
        return []
    changes = []
    for reason in REASONS:
        comment = f'<!-- figurecheck: ignore {finding.rule} reason="{reason}" -->'
        title = f"Accept {finding.rule} here: {reason}"
        changes.append(Change(title, at, at, f"{comment}\n\n" if table else f" {comment}"))
    return changes


def _above(document: Document, offset: int) -> int | None:
    """Return the start of the line of the file that holds an offset; a table of a page has no room above it."""
    if document.origin is None:
        return offset
    source, span = source_of(document), span_in_source(document, offset, offset + 1)
    if source is None or span is None or document.origin.form == "html":
        return None
    return source.rfind("\n", 0, span[0]) + 1


def _behind(document: Document, offset: int) -> int | None:
    """Return where a comment goes behind an offset: in Markdown after the marks that close at the end of the line."""
    if document.origin is None:
        return offset
    source, span = source_of(document), span_in_source(document, offset - 1, offset)
    if source is None or span is None or document.origin.form == "html":
        return span and span[1]
    line = source[span[1] :].partition("\n")[0]
    return span[1] + len(line.rstrip())
