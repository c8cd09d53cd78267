"""Read what a figure is per: "per person", "a head", "per 10,000 residents"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from claims.model import Quantity
from claims.patterns import regex
from reference.reading import Scene
from reference.words import content

__all__ = ["Per", "per_of"]

_WHO = r"(?:person|people|persons|head|heads|capita|inhabitants?|residents?|citizens?|population)"
_NUMBER = (
    r"(?P<n>\d[\d,.]*(?:\s(?:million|thousand))?|(?:a\s|one\s)?(?:million|thousand|hundred thousand)|ten thousand)"
)
_PER = regex(rf"\b(?:per|for every|for each)[\s-]+(?:{_NUMBER}\s+)?{_WHO}\b|\bper[- ]capita\b", re.IGNORECASE)
_A_HEAD = regex(
    r"(?:\s+of(?:\s[\w-]+){1,3}?)?\s+(?:an?\s+(?:head|person|resident|inhabitant)|apiece|for (?:each|every)\s+\w+)\b"
)
_POWERS = {"thousand": 3, "million": 6, "ten thousand": 4, "hundred thousand": 5}
_BREAK = regex(r";|,? (?:while|whereas|although|compared with|against)\b|, (?:but|and|with|which)\b")


@dataclass(frozen=True, slots=True)
class Per:
    """What a figure is per: so many people."""

    people: Decimal
    words: tuple[str, ...]  # stems of the wording


def per_of(scene: Scene, quantity: Quantity) -> Per | None:
    """Return the number of people that a figure is per, ``None`` where it is no such figure."""
    text = scene.document.text
    sentence = scene.document.sentence_at(quantity.start)
    wordings = _wordings(scene.document.sentence_text(sentence))
    if (match := _A_HEAD.match(text, quantity.end)) is not None:
        return Per(Decimal(1), content(match.group()))
    for first, last, per in wordings:
        start, end = sentence.start + first, sentence.start + last
        between = text[min(end, quantity.end) : max(start, quantity.start)]
        if not _BREAK.search(between) and not _others_between(scene, quantity, start, end):
            return per
    return None


@lru_cache(maxsize=1024)
def _wordings(sentence: str) -> tuple[tuple[int, int, Per], ...]:
    """Return where a sentence says what something is per."""
    return tuple((m.start(), m.end(), Per(_people(m["n"]), content(m.group()))) for m in _PER.finditer(sentence))


def _others_between(scene: Scene, quantity: Quantity, start: int, end: int) -> bool:
    """Tell whether another figure stands between a figure and the wording, and is the one that is so much a head."""
    sentence = scene.document.sentence_at(quantity.start)
    first, last = min(quantity.end, end), max(quantity.start, start)
    return any(q.is_claim and first <= q.start and q.end <= last for q in scene.sentence_quantities(sentence))


def _people(text: str | None) -> Decimal:
    if not text:
        return Decimal(1)
    low = text.lower().replace(",", "")
    for word, power in sorted(_POWERS.items(), key=lambda p: -len(p[0])):
        if low.endswith(word):
            number = low.removesuffix(word).strip()
            return Decimal(number if number.replace(".", "").isdigit() else 1).scaleb(power)
    return Decimal(low.rstrip("."))
