"""Who plays at home in a match: what "the hosts" and "the visitors" mean in a report of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from claims.binding.areas import Found, Places
from claims.binding.item import Item
from claims.binding.words import word_set

__all__ = ["home_and_away"]

_REACH = 60  # items
_CONTESTS = word_set("contests") | frozenset({"lost", "won", "drew", "host", "hosts", "welcomed", "held"})
_HOSTING = frozenset({"host", "hosts", "hosted", "welcomed", "welcome"})
_VISITING = frozenset({"visiting", "visitors"})
_AT_HOME = frozenset({"hosts", "home", "host"})


def home_and_away(items: Sequence[Item], places: Places) -> tuple[Found, Found] | None:
    """Return the side at home and the visitors, where the wording of a match says which is which."""
    for at, item in enumerate(items[:_REACH]):
        if item.kind != "verb" or item.lower not in _CONTESTS or not at:
            continue
        one = _side(items, at - 1, places)
        other_at = next(
            (n for n in range(at + 1, min(at + 7, len(items))) if _side(items, n, places) is not None), None
        )
        other = _side(items, other_at, places) if other_at is not None else None
        if one is None or other is None or other_at is None or one.name == other.name:
            continue
        link = items[other_at - 1].lower
        if item.lower in _HOSTING or _begins(items[other_at], _VISITING) or _begins(items[at - 1], _AT_HOME):
            return one, other
        if _begins(items[at - 1], _VISITING) or _begins(items[other_at], _AT_HOME):
            return other, one
        if any(word.lower == "home" for word in items[at + 1 : at + 7]) or _says_home(items, at):
            return one, other  # "Harlow beat Selby 2-0 at home"
        if link == "at" and item.lower in ("won", "lost", "drew"):
            return other, one  # "Harlow won 2-0 at Selby"
    return None


def _side(items: Sequence[Item], at: int, places: Places) -> Found | None:
    item = items[at]
    if item.kind != "np" or not item.words or not item.words[-1].capital:
        return None
    found = places.titled(item.words) or places.find(item.words, item.det)
    if found is None and not item.det and all(word.capital for word in item.words):
        name = " ".join(word.text for word in item.words)  # "Rovers lost 2-1 at Dunmore"
        return Found(item.words[0].start, item.words[-1].end, name, name, words=len(item.words))
    return found if found is not None and not found.back and found.name else None


def _begins(item: Item, words: frozenset[str]) -> bool:
    return bool(item.words) and item.words[0].lower in words


def _says_home(items: Sequence[Item], at: int) -> bool:
    near = items[at + 1 : at + 10]
    return any(link.lower == "at" and item.lower == "home" for link, item in pairwise(near))
