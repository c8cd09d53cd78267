"""Points of a list that are places: "Landings by port:", then "- Chimbote: 410,000 tonnes"."""

from __future__ import annotations

from collections.abc import Sequence

from claims.binding.areas import Found, Places
from claims.binding.gazetteer import gazetteer
from claims.binding.item import Item
from claims.binding.items import Row
from claims.document import Document, Sentence

__all__ = ["leads_in", "lists_places", "point_place"]

_PLACES = ("city", "country", "division")
_SITES = frozenset({"port", "airport", "station", "district", "branch", "plant", "island", "constituency"})


def lists_places(items: Sequence[Item]) -> bool:
    """Say whether the sentence that leads a list in tells that its points are places: "by port", "largest towns"."""
    nouns = [item.words[-1].lower for item in items if item.kind == "np" and item.words]
    return any(_singular(noun) in _SITES or gazetteer().types.get(_singular(noun)) in _PLACES for noun in nouns)


def point_place(row: Row, at: int, places: Places, told: bool) -> Found | None:
    """Return the place that a point of a list begins with; `told`: its lead-in says that its points are places."""
    if not row.listed or not row.items or any(item.kind == "verb" for item in row.items[:at]):
        return None
    first, after = row.items[0], row.items[1] if len(row.items) > 1 else None
    ends = after is not None and (after.kind in ("stop", "figure", "comma") or after.text in ("-", "–", "—"))
    if first.kind != "np" or first.det or first.owner or not first.words or not ends:
        return None
    listed = places.listed(first.words)
    if listed is not None and listed.words == len(first.words):
        return listed
    named = told and all(word.capital and word.lower not in places.common for word in first.words)
    if not named:
        return None
    start, end = first.words[0].start, first.words[-1].end
    text = places.text[start:end]
    return Found(start, end, text, " ".join(text.split()), None, "city", len(first.words))


def _singular(noun: str) -> str:
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")


def leads_in(document: Document, sentence: Sentence) -> bool:
    """Say whether a sentence leads a list in."""
    return document.text[sentence.start : sentence.end].rstrip().endswith(":")
