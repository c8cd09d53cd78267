"""Names for findings that survive edits elsewhere in the story.

A fingerprint is made of the rule, the sentence and the words marked in it, not of offsets: moving a paragraph
or editing another sentence leaves it alone, changing the sentence itself makes it new.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from claims.document import Document
from verify.finding import Finding

__all__ = ["fingerprints"]

_LENGTH = 16  # hexadecimal digits: 64 bits, enough for a lifetime of stories


def fingerprints(document: Document, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return one fingerprint a finding, in order; equal findings are told apart by their turn."""
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        key = _key(document, finding)
        turn = seen[key]
        seen[key] += 1
        result.append(hashlib.sha256(f"{key}\x1f{turn}".encode()).hexdigest()[:_LENGTH])
    return tuple(result)


def _key(document: Document, finding: Finding) -> str:
    sentence = _sentence(document, finding)
    marked = _plain(document.text[finding.start : finding.end])
    return "\x1f".join((finding.rule, _plain(sentence), marked))


def _sentence(document: Document, finding: Finding) -> str:
    if not document.sentences:
        return document.text
    return document.sentence_text(document.sentence_at(finding.start))


def _plain(text: str) -> str:
    """Drop what an editor changes without changing anything: spacing and case."""
    return " ".join(text.split()).casefold()
