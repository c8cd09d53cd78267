"""Which capitalised words of a document are names: those that stand inside a sentence, too."""

from __future__ import annotations

import re

from claims.binding.areas import Places
from claims.document import Document

__all__ = ["collect_names"]

_WORD = re.compile(r"[^\W\d_]+(?:[-.&'’][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_OPENERS = frozenset('“"‘([*#•-|:')


def collect_names(document: Document) -> Places:
    """Read the document once for words that are capitalised inside sentences, and words in lower case."""
    names: set[str] = set()
    common: set[str] = set()
    openings: set[int] = set()
    for sentence in document.sentences:
        headline = (
            document.block_of(sentence).kind in ("headline", "deck", "caption", "table") if document.blocks else False
        )
        first = True
        words = list(_WORD.finditer(document.text, sentence.start, sentence.end))
        titled = headline and 2 * sum(word.group()[0].isupper() for word in words) > len(words)
        for word in words:
            text, start = word[0], word.start()
            if "'" in text or "’" in text:
                text = text.split("'")[0].split("’")[0]
            if not first and text.islower() and text != "and":
                common.add(text)  # no name begins here
                continue
            before = document.text[start - 1] if start else ""
            if first or titled or before in _OPENERS or (before == " " and _after_colon(document.text, start)):
                openings.add(start)
                if not text[0].isupper():
                    common.add(text)
            elif text[:1].isupper():
                names.add(text)
            else:
                common.add(text)
            first = False
    begun = frozenset(match.group() for name in names if (match := _LETTERS.match(name)))
    return Places(document.text, frozenset(names), frozenset(common), frozenset(openings), begun)


def _after_colon(text: str, at: int) -> bool:
    return (at >= 2 and text[at - 2] in ":.—–") or text[max(at - 3, 0) : at] == " - "
