"""How a name stands in its sentence: where something happens, in passing, or as one who asked others."""

from __future__ import annotations

from collections.abc import Sequence

from claims.binding.areas import Found
from claims.binding.gazetteer import gazetteer
from claims.binding.items import Item, Row
from claims.binding.words import word_set

__all__ = ["POINTING", "asks_others", "is_kind_of", "is_passing", "stands_at"]

POINTING = frozenset({"its", "their", "his", "her", "this", "that", "these", "those"})
_WITHIN = frozenset({("country", "city"), ("country", "division"), ("division", "city")})
_LOCATING = frozenset({"at", "in", "near", "outside", "on", "off", "around"})
_ASKING = word_set("asking")


def is_passing(row: Row, area: Found, before: Found | None) -> bool:
    """Say whether a place is only named in passing: the story stays where it was.

    A place inside the country told of, or one of a firm's, that neither opens the sentence nor owns its subject:
    "The price at the Mombasa auction was", "Its Bellmouth plant made".
    """
    inside = before is not None and (before.kind, area.kind) in _WITHIN
    inside = inside and before is not None and area.code in (before.code, None) and area.name != before.name
    firm = before is not None and before.kind == "organisation" and before.name != area.name
    if not inside and not firm:
        return False
    at = next((n for n, i in enumerate(row.items) if i.kind == "np" and i.start <= area.start < i.end), None)
    if at is None:
        return False
    if firm:
        placed = at > 0 and row.items[at - 1].kind == "prep" and row.items[at - 1].lower in _LOCATING
        theirs = row.items[at].det in POINTING
        return theirs or (placed and at > 1)
    return not (at <= 1 and (at == 1 or area.start == row.items[at].start))


def stands_at(row: Row, index: int, found: Found) -> bool:
    """Say whether a name that no list has is where something happens: "sank off Samar"."""
    link = row.items[index - 1]
    whole = found.words == len(row.items[index].words)
    words = [word.lower for word in row.items[index].words]
    bare = link.lower == "in" and not row.items[index].det and len(words) <= 3
    bare = bare and (len(words) == 1 or not any(word in gazetteer().types for word in words))
    bare = bare or is_kind_of(row.items, index)  # "the town of Brekke"
    if whole and bare and link.lower == "of":
        return True
    return whole and link.kind == "prep" and (bare or link.lower in ("off", "near", "outside", "around"))


def is_kind_of(items: Sequence[Item], index: int) -> bool:
    """Say whether a name follows the kind of place it is: "the town of Brekke"."""
    if index < 2 or items[index - 1].lower != "of" or not items[index - 2].words:
        return False
    return gazetteer().types.get(items[index - 2].words[-1].lower) in ("city", "division", "country")


def asks_others(found: Found) -> bool:
    """Say whether a name is of one who asks others: what Harrow Research found is of no Harrow Research."""
    words = found.name.lower().split()
    return found.kind == "organisation" and len(words) > 1 and words[-1] in _ASKING
