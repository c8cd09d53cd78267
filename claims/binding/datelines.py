"""The dateline of a story, and the country that it is written from: "OTTAWA, Ont. (Agency) —", "Lyon, France -"."""

from __future__ import annotations

from collections.abc import Sequence

from claims.binding.areas import Found, Places
from claims.binding.gazetteer import gazetteer
from claims.binding.item import Item

__all__ = ["dateline_end", "dateline_of", "dateline_place"]

_REACH = 8  # items
_DASHES = ("-", "–", "—", "--")


def dateline_end(items: Sequence[Item]) -> int:
    """Return how many items a dateline takes; 0 for none."""
    if not items or items[0].kind != "np" or items[0].det or items[0].owner:
        return 0
    if not all(word.text.isupper() for word in items[0].words):
        return _after_city(items)
    for at, item in enumerate(items[1:_REACH], start=1):
        if item.kind == "stop":
            return at + 1
        if item.text == "-" and at > 1:
            return at + 1
        if item.kind in ("figure", "verb", "prep"):
            return 0
    return 0


def _after_city(items: Sequence[Item]) -> int:
    """Return where a sentence begins after a listed city and a dash: "Wellington -", "Nairobi, 12 June 2025 -"."""
    place = gazetteer().names.get(" ".join(word.text for word in items[0].words))
    if place is None or place.kind != "city":
        return 0
    dash = next((at for at, item in enumerate(items[1:_REACH], start=1) if item.text in _DASHES), 0)
    between = items[1:dash]
    dated = all(item.kind in ("comma", "period", "open", "close") or item.quantity is not None for item in between)
    dated = dated or (len(between) == 2 and between[0].kind == "comma" and between[1].kind == "np")  # "Lyon, France -"
    if not dash or not dated or dash + 1 >= len(items) or not items[dash + 1].text[:1].isupper():
        return 0
    return 0 if any(item.text in _DASHES for item in items[dash + 1 :]) else dash + 1


def dateline_of(items: Sequence[Item], end: int) -> tuple[Item, ...]:
    """Return the words that say where the place of a dateline lies: "Honduria" of "LA VILLA, Honduria (Agency) -"."""
    if end < 4 or items[1].kind != "comma" or items[2].kind != "np":
        return ()
    return items[2].words


def dateline_place(words: Sequence[Item], of: Sequence[Item], places: Places) -> tuple[Found | None, Found | None]:
    """Return the place of a dateline, and the country that the dateline names behind it."""
    place = places.dateline(words)
    country = places.listed(of) if of else None
    if country is not None and (country.kind != "country" or country.words != len(of)):
        country = None
    elsewhere = country is not None and place is not None and place.code != country.code
    return (None if elsewhere else place), country  # "SAN JOSE, Costa Rica" is not in California
