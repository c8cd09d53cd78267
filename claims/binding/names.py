"""Which capitalised words of a document are names: those that stand inside a sentence, too."""

from __future__ import annotations

import re

from claims.binding.areas import Places
from claims.document import Document

__all__ = ["collect_names"]

_WORD = re.compile(r"[^\W\d_]+(?:[-.&'’][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_OPENERS = frozenset('“"‘([*#•-|')


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
        capitals = 0
        words = list(_WORD.finditer(document.text, sentence.start, sentence.end))
        if words:
            capitals = sum(1 for word in words if word.group()[0].isupper())
        titled = headline and capitals * 2 > len(words)
        for word in words:
            text = word.group().split("'")[0].split("’")[0]
            before = document.text[word.start() - 1] if word.start() else ""
            if first or titled or before in _OPENERS or before == ":" or _after_colon(document.text, word.start()):
                openings.add(word.start())
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
    return at >= 2 and text[at - 1] == " " and text[at - 2] in ":.—–"
