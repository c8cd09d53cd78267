"""Ages and births of one person in different sentences: "Petra Hollis, 63, … Hollis, who was born in 1961".

A person is known by the last name, where the story has one full name with it; "he" and "she" are whoever the sentence
before begins with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.document import Document, Sentence
from claims.model import PeriodMention
from claims.patterns import regex
from verify.rules.dates.lifetime import RELATIVES, Birth, births
from verify.rules.small_numbers import cardinal

__all__ = ["NamedAge", "named_ages"]

_NAME = r"[A-Z][\w'’-]+(?:\s(?:(?:de|van|von|der|den|al|bin|la|le|du)\s)?[A-Z][\w'’-]+){0,3}"
_AGED = regex(rf"(?P<name>{_NAME}),\s(?P<n>\d\d)(?=,\s)|(?P<n2>\d\d)-year-old\s(?:[a-z]+\s){{0,3}}(?P<name2>{_NAME})")
_THE_OLD = regex(  # not "the 40-year-old sloop"
    r"The\s(?P<n>\d\d)-year-old(?=,|\s(?:is|was|has|had|will|would|who|said|says|told|added|plans|hopes|wants|won|took|"
    r"joined|became|began|started|made|scored|ran|denies|denied|lives|works|played|plays|insists|admits|admitted)\b)"
)
_BORN_BEFORE = regex(rf"(?P<name>{_NAME}),?\s(?:(?:who\s)?was\s)?born\b")
_BORN_FIRST = regex(rf"Born\b[^.;]{{4,80}}?,\s(?P<name>{_NAME})\s[a-z]")
_SHE_WAS_BORN = regex(r"(?:He|She)\swas\sborn\b")
_BEGINS = regex(rf"(?:The\s)?(?:[a-z-]+\s){{0,4}}(?P<name>{_NAME}),\s(?P<n>\d\d),\s")
_MOST_NAMES = regex(r"(?<=[a-z,]\s)[A-Z][a-z'’-]+\s[A-Z][a-z'’-]+")


@dataclass(frozen=True, slots=True)
class NamedAge:
    """An age at publication and the birth, in another sentence, of the one who is so old."""

    start: int
    end: int
    text: str
    value: int
    born: Birth


@dataclass(frozen=True, slots=True)
class _Aged:
    name: str
    start: int
    end: int
    text: str
    sentence: int


def named_ages(document: Document, mentions: Sequence[PeriodMention]) -> Iterator[NamedAge]:
    """Yield the ages of those whose birth another sentence tells; offsets are those of the document."""
    text, sentences = document.text, document.sentences
    births_of = [(s, born) for s in sentences if (born := _only_birth(text, mentions, s)) is not None]
    if not births_of:
        return
    aged = list(_aged(document))
    for sentence, born in births_of:
        name = _name_of(text, sentence, born)
        before = sentences[sentence.index - 1] if sentence.index else None
        after = sentences[sentence.index + 1] if sentence.index + 1 < len(sentences) else None
        if name is not None:
            told = [a for a in aged if _same(a.name, name) and a.sentence != sentence.index]
            if len({a.name.split()[0] for a in aged if a.name.split()[-1] == name.split()[-1]}) <= 1:
                yield from (_named(text, a.start, a.end, born) for a in told)
        elif before is not None and before.block == sentence.block and _SHE_WAS_BORN.match(text, sentence.start):
            begins = _BEGINS.match(text, before.start, before.end)
            if begins and not _MOST_NAMES.search(text, begins.end(), before.end):
                yield _named(text, *begins.span("n"), born)
        if name is not None and after is not None and after.block == sentence.block:
            old = _THE_OLD.match(text, after.start, after.end)
            if old and not _MOST_NAMES.search(text, born.end + len(name) + 30, sentence.end):
                yield _named(text, *old.span("n"), born)


def _only_birth(text: str, mentions: Sequence[PeriodMention], sentence: Sentence) -> Birth | None:
    found = births(text, mentions, sentence.start, sentence.end)
    if len(found) != 1 or found[0].death or RELATIVES.search(text, sentence.start, found[0].end):
        return None
    return found[0]


def _name_of(text: str, sentence: Sentence, born: Birth) -> str | None:
    before = [m for m in _BORN_BEFORE.finditer(text, sentence.start, born.start) if m.end() == born.word + 4]
    if before:
        return str(before[-1]["name"])
    first = _BORN_FIRST.match(text, sentence.start, sentence.end)
    return str(first["name"]) if first else None


def _aged(document: Document) -> Iterator[_Aged]:
    text = document.text
    for match in _AGED.finditer(text):
        group = "n" if match["n"] else "n2"
        sentence = document.sentence_at(match.start())
        if match.end() <= sentence.end and not RELATIVES.search(
            text, max(sentence.start, match.start() - 30), match.end()
        ):
            yield _Aged(match["name"] or match["name2"], *match.span(group), match[group], sentence.index)


def _same(one: str, other: str) -> bool:
    """Tell whether two names are of one person: a last name alone is that of the full name."""
    first, last = one.split(), other.split()
    return first[-1] == last[-1] and (len(first) == 1 or len(last) == 1 or first[0] == last[0])


def _named(text: str, start: int, end: int, born: Birth) -> NamedAge:
    return NamedAge(start, end, text[start:end], cardinal(text[start:end]) or 0, born)
