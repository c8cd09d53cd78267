"""One item of a sentence: a figure, a noun phrase, a verb, a preposition, a comma …"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from claims.model import Quantity

__all__ = ["Item", "ItemKind"]

ItemKind = Literal[
    "figure", "period", "np", "verb", "aux", "modal", "prep", "conj", "sub", "rel", "pron", "comma", "stop",
    "open", "close", "dir", "adv", "det", "word", "own", "noun_or_verb",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One figure, phrase, verb or mark; `words` are the words of a noun phrase without article and owner."""

    kind: ItemKind
    start: int
    end: int
    text: str
    sense: str = ""  # of a verb
    words: tuple[Item, ...] = ()
    det: str = ""
    owner: tuple[Item, ...] = ()  # "Japan" in "Japan's trade surplus"
    quantity: Quantity | None = None
    lower: str = field(init=False, compare=False, repr=False)  # asked for many times, as is the next
    capital: bool = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        text = self.text
        lower = text.lower()
        object.__setattr__(self, "lower", lower)
        first = text[:1]
        inside = first.islower() and text != lower and text.isalpha()  # "easyJet"
        object.__setattr__(self, "capital", first.isupper() or inside)
