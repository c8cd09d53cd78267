"""Suggestions in the words of the house: "per cent" for "percent", where the story has not the word itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from claims.document import Document
from claims.patterns import regex
from verify.finding import Finding, Suggestion

__all__ = ["restyled"]

_POINTS = regex(r"\bpercentage points?\b")
_PERCENT = regex(r" ?(?:\bpercent\b|%)")


def restyled(document: Document, finding: Finding, style: Mapping[str, str]) -> Finding:
    """Return the finding with suggestions, and their quotation in its message, as `style` writes the words.

    A word that the replaced figure has itself stays: a suggestion changes what is wrong, not how it is written.
    """
    message, changed = finding.message, []
    for suggestion in finding.suggestions:
        new = replace(suggestion, replacement=_worded(document, suggestion, style))
        message = message.replace(f"“{suggestion.replacement}”", f"“{new.replacement}”")
        changed.append(new)
    if tuple(changed) == finding.suggestions:
        return finding
    return replace(finding, message=message, suggestions=tuple(changed))


def _worded(document: Document, suggestion: Suggestion, style: Mapping[str, str]) -> str:
    old, new = document.text[suggestion.start : suggestion.end], suggestion.replacement
    if "points" in style and _POINTS.search(new) and not _POINTS.search(old):
        plural = style["points"]
        return _POINTS.sub(lambda m: plural if m.group().endswith("s") else plural.removesuffix("s"), new)
    if "percent" in style and _PERCENT.search(new) and not _PERCENT.search(old) and not _POINTS.search(new):
        word = style["percent"]
        return _PERCENT.sub(word if word == "%" else f" {word}", new)
    return new
