"""Places and firms in the name of who tells a figure: "Statistics Canada", "Halden Energy said"."""

from __future__ import annotations

from claims.binding.areas import Found, Places
from claims.binding.gazetteer import gazetteer
from claims.binding.items import Item, Row
from claims.binding.words import vocabulary
from claims.model import Phrase

__all__ = ["country_of_source", "is_source", "place_of_office", "speaker"]

_POLLING = frozenset({"pollster", "pollsters", "researcher", "researchers", "consultancy", "think-tank", "foundation"})


def speaker(row: Row, attribution: Phrase, places: Places) -> Found | None:
    """Return the firm that speaks of itself: "Halden Energy said revenue rose"."""
    for item in row.items:
        if item.kind == "np" and attribution.start <= item.start < attribution.end and item.words:
            titled = places.titled(item.words)
            polling = any(word.lower in _POLLING for word in item.words)
            if titled is not None and titled.kind == "organisation" and not polling:
                return titled
            found = places.find(item.words, item.det)
            sourced = any(word.lower in _POLLING for word in item.words)
            sourced = sourced or any(gazetteer().types.get(word.lower) == "source" for word in item.words)
            agency = sourced or item.words[0].text.isupper()
            if found is not None and not found.back and found.words == len(item.words) and not agency:
                return found
    return None


def country_of_source(row: Row, attribution: Phrase, places: Places) -> Found | None:
    """Return the country in the name of a source: "Statistics Canada", "the U.S. Census Bureau"."""
    for item in row.items:
        if item.kind != "np" or not attribution.start <= item.start < attribution.end:
            continue
        for at in range(len(item.words)):
            found = places.listed(item.words[at:])
            if found is not None and not (at and _is_surname(found, item.words[at - 1])):
                return found
        adjective = places.adjective(item.words)
        if adjective is not None:
            return adjective[1]
    return None


def place_of_office(row: Row, attribution: Phrase | None, places: Places) -> Found | None:
    """Return the town that who speaks for it names: "Chittagong's mayor said", "Leeds city council said"."""
    for item in row.items if attribution is not None else ():
        if attribution is None or item.kind != "np" or not attribution.start <= item.start < attribution.end:
            continue
        if item.owner and item.words and item.words[-1].lower in _LOCAL_OFFICES:
            found = places.find(item.owner)
            if found is not None and found.words == len(item.owner) and found.kind != "country" and not found.back:
                return found
    return None


_LOCAL_OFFICES = frozenset({"mayor", "governor", "council", "police", "hospital", "hospitals", "authorities"})


def _is_surname(found: Found, before: Item) -> bool:
    """Say whether the name of a town or county ends a person's: "Mayor Petra Lund" is not of Lund."""
    if found.kind not in ("city", "division") or not before.capital:
        return False
    return before.lower not in gazetteer().types and before.lower not in vocabulary().mass


def is_source(found: Found, attribution: Phrase | None) -> bool:
    """Say whether a place stands inside the name of the sentence's source."""
    return attribution is not None and attribution.start <= found.start and found.end <= attribution.end
