"""Which capitalised words of a document are names: those that stand inside a sentence, too."""

from __future__ import annotations

from claims.binding.areas import Places
from claims.binding.gazetteer import gazetteer
from claims.binding.words import ABSTRACT as _ABSTRACT
from claims.binding.words import vocabulary
from claims.document import Document
from claims.patterns import regex

__all__ = ["collect_names"]

_WORD = regex(r"[^\W\d_]+(?:[-.&'’][^\W\d_]+)*")
_LETTERS = regex(r"[^\W\d_]+")
_OPENERS = frozenset('“"‘([*#•-|:')


def collect_names(document: Document) -> Places:
    """Read the document once for words that are capitalised inside sentences, and words in lower case."""
    names: set[str] = set()
    common: set[str] = set()
    openings: set[int] = set()
    bare: list[str] = []  # words that open a sentence as a name does: "Vantor's exports", "Vantor, the largest of"
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
                if _OWNS_OR_IS.match(document.text, word.end()) or "'" in word[0] or "’" in word[0]:
                    bare.append(text)
                if not text[0].isupper():
                    common.add(text)
            elif text[:1].isupper():
                names.add(text)
            else:
                common.add(text)
            first = False
    names |= {word for word in bare if _may_be_name(word) and word.lower() not in common}
    begun = frozenset(match.group() for name in names if (match := _LETTERS.match(name)))
    played = _MATCH.search(document.text) is not None
    return Places(document.text, frozenset(names), frozenset(common), frozenset(openings), begun, played)


# "beat Selby 91-84", "a 22-17 victory": the score of a match
_MATCH = regex(
    r"\b(?:beat|beats|defeated|thrashed|edged|lost|drew|won|held)\b[^.!?\n]{0,80}?\b\d{1,3}[-–]\d{1,3}\b"
    r"|\b\d{1,3}[-–]\d{1,3} (?:home |away )?(?:victory|win|defeat|loss|draw)\b"
)


_OWNS_OR_IS = regex(r",\s(?:the|a|an|which|whose|once|one|part|based|founded|owned|[A-Z]\w+['’]s)\s")
_PLURALS = ("men", "people", "children", "day", "days")


def _may_be_name(word: str) -> bool:
    """Say whether a word that opens a sentence without an article, in the singular, can be nothing but a name."""
    lower, known = word.lower(), vocabulary()
    plural = lower.endswith("s") and not lower.endswith(("us", "is", "os", "ss"))
    if plural or not word[:1].isupper() or lower.endswith((*_PLURALS, *_ABSTRACT)) or lower in gazetteer().not_names:
        return False
    listed = lower in known.mass or lower in known.classes or lower in known.senses or lower in gazetteer().types
    return not listed and lower not in known.change_nouns and lower not in known.empty | known.pointing


def _after_colon(text: str, at: int) -> bool:
    return (at >= 2 and text[at - 2] in ":.—–") or text[max(at - 3, 0) : at] == " - "
