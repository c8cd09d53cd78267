"""The place that a story opens with, where no figure of its first sentences found one."""

from __future__ import annotations

from claims.binding.areas import Found, Places
from claims.binding.gazetteer import gazetteer
from claims.binding.items import Row
from claims.binding.memory import Memory
from claims.binding.standing import asks_others, is_body, is_published_in
from claims.binding.words import word_set
from claims.model import Phrase

__all__ = ["institution_in", "note_opening", "note_sole", "place_beside"]

_SETTING = frozenset({"in", "at", "to", "from", "off", "near", "around", "outside", "by", "on"})
_SITING = frozenset({"in", "off", "near", "outside", "across"})
_PARTNERS = frozenset({"from", "to", "with", "than", "against", "by"})
_INSTITUTIONS = word_set("institutions")
_OFFICES = word_set("offices")
_LOCAL_SITES = word_set("local_sites")


def note_opening(memory: Memory, places: Places, row: Row) -> Found | None:
    """Take the place in a lead's first words for the story's, where nothing else names one."""
    if memory.last is not None or not row.items:
        return None
    item = next((i for i in row.items[:2] if i.kind in ("np", "figure")), None)
    if item is None or (item.det == "the" and len(item.words) == 1):
        return None  # "The Colombian" is someone
    titled = places.titled(item.words) if item.words else None
    held = place_held(row, places)
    if held is not None:
        memory.note(held)
        return None  # "Texas governor Dale Voss": of Texas
    club = places.find(item.words, item.det) if item.words and titled is None else None
    if club is not None and club.kind == "organisation" and club.words == len(item.words) > 1 and not club.back:
        memory.note(club)  # "Porto Claro signed": of no Porto
        return None
    for word in item.text.split() if titled is None or titled.kind != "person" else ():
        place = gazetteer().adjectives.get(word) or gazetteer().names.get(word)
        if place is not None and word[0].isupper():
            at = item.start + item.text.index(word)
            memory.note(Found(at, at + len(word), word, place.name, place.code, place.kind, 1))
            return memory.last
    for index, np in enumerate(row.items):
        partner = index and row.items[index - 1].kind == "prep" and row.items[index - 1].lower in _PARTNERS
        if np.kind != "np" or np.det != "the" or partner or is_body(np):
            continue
        found = places.find(np.words, "") if np.words else None
        if found is not None and found.words == len(np.words) > 1 and not found.back:
            memory.note(found)
            return found
    return None


def note_sole(memory: Memory, places: Places, row: Row, attribution: Phrase | None) -> Found | None:
    """Take the one city or body that a sentence names for its place, where the text has named none before.

    "Cruise ships brought 2 million people to Dubrovnik" is of Dubrovnik; a country may be a partner of trade.
    """
    named: list[Found] = []
    placed = True  # where it happens, and no partner of trade: "sank off the Philippines"
    for index, item in enumerate(row.items):
        link = row.items[index - 1] if index else None
        if item.kind != "np" or (attribution is not None and attribution.start <= item.start < attribution.end):
            continue
        if link is not None and link.kind == "prep" and link.lower not in _SETTING and not _holds(row, index):
            continue
        if any(i.lower == "between" for i in row.items[max(index - 3, 0) : index]) or is_published_in(row, index):
            continue  # "flights between London and New York"
        for words in (item.owner, item.words):
            titled = places.titled(words) if words else None
            found = titled or (places.find(words, item.det) if words else None)
            if found is not None and found.kind == "organisation" and link is not None and link.kind == "verb":
                continue  # "those who backed Labour"
            whole = found is not None and (titled is not None or found.words == len(words))
            found = memory.in_full(found)
            told = found is not None and found.name and not found.back
            if found is not None and whole and told and not asks_others(found):
                named.append(found)
                placed = placed and link is not None and link.lower in _SITING
    if not named and (place := place_beside(row, places)):
        named = [place]  # "A £3.8m scheme to rebuild Corley market hall"
    if any(found.kind == "city" for found in named):
        named = [found for found in named if found.kind != "person"]  # "Jonas Eklund was elected mayor of Malmo"
    kinds = ("city", "division", "organisation", "country") if placed else ("city", "division", "organisation")
    if len({found.name for found in named}) != 1 or named[0].kind not in kinds:
        return None
    memory.note(named[0])
    return memory.last


def institution_in(row: Row, places: Places) -> Found | None:
    """Return the one body with a site of its own that a sentence names: "managers at Tarvin Hospital warned"."""
    named: dict[str, Found] = {}
    for link, item in zip((None, *row.items), row.items, strict=False):
        last = item.words[-1].lower if item.kind == "np" and item.words else ""
        if (
            last not in _INSTITUTIONS
            or not item.words[-1].capital
            or (link is not None and link.lower in ("from", "to"))
        ):
            continue
        found = places.find(item.words, item.det)
        if found is not None and found.name and not found.back and found.words == len(item.words):
            named[found.name] = found
    return next(iter(named.values())) if len(named) == 1 else None


def place_beside(row: Row, places: Places) -> Found | None:
    """Return the one place whose hall, bridge or station a sentence tells of: "Corley market hall"."""
    named: dict[str, Found] = {}
    for item in row.items:
        words = item.words if item.kind == "np" and not item.owner else ()
        at = next((n for n, word in enumerate(words) if word.capital), 0)
        words = words[at:]  # "to rebuild Corley market hall"
        first = next((n for n, word in enumerate(words) if not word.capital), len(words))
        if not first or first > 2 or first == len(words) or words[-1].lower not in _LOCAL_SITES:
            continue
        found = places.find(words, item.det)
        if found is not None and found.words == first and not found.back and found.kind in ("organisation", "city"):
            named[found.name] = Found(found.start, found.end, found.text, found.name, found.code, "city", found.words)
    return next(iter(named.values())) if len(named) == 1 else None


def _holds(row: Row, index: int) -> bool:
    """Say whether a name is of the place of an office: "was elected mayor of Malmo"."""
    words = row.items[index - 2].words if index > 1 and row.items[index - 1].lower == "of" else ()
    return bool(words) and words[-1].lower in _OFFICES


def place_held(row: Row, places: Places) -> Found | None:
    """Return the place whose office who opens a sentence holds: "Finland's Prime Minister Eero Salo"."""
    first = row.items[0] if row.items and row.items[0].kind == "np" else None
    if first is None or not any(word.lower in _OFFICES for word in first.words):
        return None
    after = row.items[2] if len(row.items) > 2 and row.items[1].lower == "of" else None
    for words in (first.owner, first.words, after.words if after is not None else ()):
        found = places.listed(words) if words else None
        if found is not None and (words is first.words or found.words == len(words)):
            return found
    return None
