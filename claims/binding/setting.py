"""Which of the places that a sentence named the story is about from there on."""

from __future__ import annotations

from collections.abc import Collection

from claims.binding.areas import Found
from claims.binding.items import Row
from claims.binding.opening import note_opening, note_sole
from claims.binding.parties import is_seats, is_support
from claims.binding.reading import Reading, is_own_measure
from claims.binding.standing import is_passing, is_rival
from claims.binding.where import Where
from claims.model import Kind, Phrase

__all__ = ["PARTNERS", "note_places"]

_EVERYWHERE = ("nationwide", "nationally", "worldwide", "globally")  # a glance around: the story stays
_BESIDE = ("verb of a named thing", "name in a list", "phrase, at a figure", "after a place")
_OF_THEM = ("some of them", "share of them")  # "Germany bought 400,000 of them"
_PLACES = ("city", "country", "division")
_WITHIN = frozenset({("country", "city"), ("country", "division"), ("region", "country")})
PARTNERS = (
    "rank of the name beside",
    "partner",
    "share of a taker",
    "extreme of what was told",
)  # the story goes on where it was


def note_places(
    where: Where, row: Row, readings: Collection[Reading], before: Found | None, attribution: Phrase | None
) -> Found | None:
    """Remember the places that a sentence named; return the one it opens with, where no figure found another.

    What stands beside or is compared with does not move the story, and no party of a poll does.
    """
    _note_takers(where, readings)
    told = [
        r for r in readings if r.how not in PARTNERS and not _is_pool(r)
    ]  # "followed by Italians with 8,100": the story stays
    backed = [r.area for r in told if (is_support(r) or is_seats(r)) and r.area is not None]
    for area in backed[:1]:
        where.memory.note_kind(area)
    told = [r for r in told if r.area not in backed and not r.against and r.how != "average elsewhere"]
    told = [r for r in told if not (r.indicator_inferred and r.area is not None and where.places.is_people(r.area))]
    told = [r for r in told if r.area is None or r.area.name not in where.memory.owned]
    told = [r for r in told if r.area is None or r.area.text.lower() not in _EVERYWHERE]
    told = [r for r in told if r.how not in _OF_THEM]
    if before is not None:  # "Denmark has 4,000 wolves. Sweden has 460": the story stays
        told = [r for r in told if not (r.indicator_inferred and _kind(r) == before.kind and before.kind in _PLACES)]
    if before is not None:  # "Bavaria had the lowest, at 3.9 percent": of what was told of the country
        told = [
            r for r in told if not (r.indicator_inferred and r.how in _BESIDE and (before.kind, _kind(r)) in _WITHIN)
        ]
    named = [r.area for r in told if r.area is not None and not r.area_inferred]
    holder = next((r.area for r in told if r.area is not None), None)
    if holder is not None and holder.kind == "organisation":  # "Sintel's sales rose, helped by Spain"
        named = [area for area in named if area.kind == "organisation"]
    if where.speaks_back(row):
        named = [area for area in named if area.kind == "organisation"]  # "It has 112 shops in Saxony"
    if len({area.name for area in named}) == 1 and is_passing(row, named[0], before):
        if named[0].kind in ("city", "division"):
            where.memory.note_kind(named[0])  # for "the city"
        lead = where.memory.lead
        third = lead is not None and before is not None and named[0].name not in (before.name, lead.name)
        if third and before is not None and before.kind == named[0].kind:
            where.memory.last = lead  # "Bergen had 690,000. At Stavanger it fell. Delays": of the first again
        if before is not None and is_rival(row, named[0]):
            where.memory.pair = before, named[0]  # for "the latter"
        named = []
    where.note_areas(named, before)
    firm = next((r.area for r in told if r.area is not None and r.area in named and is_own_measure(r.phrase)), None)
    if firm is not None and len({area.name for area in named}) == 1:
        where.memory.note_firm(firm)
    where.memory.dated = where.memory.dated and not readings
    found = [r.area for r in readings if r.area is not None and not r.area_inferred]
    if found and not named and not backed and where.memory.last is None:
        where.note_areas(found, before)
    if found and all(area.kind == "person" for area in found):
        where.note_setting(row)
    opening = note_opening(where.memory, where.places, row)
    if opening is None and where.memory.last is None and not backed:
        opening = note_sole(where.memory, where.places, row, attribution)
    where.just = next((r.area for r in reversed([*readings]) if r.area is not None), None)
    where.note_kinds(row)
    where.note_subject(row)
    return opening


def _is_pool(reading: Reading) -> bool:
    """Say whether a place is only where a rank is of: "Meldor, the world's second-largest maker"."""
    return reading.kind is Kind.RANK and reading.area is not None and reading.area.kind == "region"


def _note_takers(where: Where, readings: Collection[Reading]) -> None:
    """Remember for "its" who takes a share: "Lianhe supplies 7 percent of cells. Its shares fell"."""
    takers = [r.area for r in readings if r.how == "share of a taker" and r.area is not None]
    for area in takers:
        if area.kind in ("city", "division"):
            where.memory.note_kind(area)  # "Dhaka accounts for 54 percent of the cases"
    if len({area.name for area in takers}) == 1 and takers[0].kind == "organisation":
        where.memory.named = takers[0]
        where.memory.note_kind(takers[0])


def _kind(reading: Reading) -> str:
    return reading.area.kind if reading.area is not None else ""
