"""A rate of so many per thousand, per 100,000 or per million of the people that the story tells: "There were 61,250
deaths, equivalent to 12.5 per 1,000 of the 4.9 million inhabitants"; "The county has 3.6 million residents. Doctors
reported 1,260 cases, or 35 per 100,000".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.amounts import of_pair
from claims.relations.ratio_told import rounded
from claims.relations.scene import HUMAN, Scene, Slot, measure
from claims.relations.told_frames import after, plain, said
from claims.relations.told_wording import ABOUT

__all__ = ["PER", "SIZES", "propose"]

PER = regex(
    r"^(?:\s(?!per\b)[\w'’-]+){0,3}?\s(?:per|for every|for each|in every)\s(?:(?P<number>1,000"
    r"|10,000|100,000)|(?:one\s|a\s)?"
    r"(?P<word>thousand|million))(?:\s(?P<noun>[a-z]+))?\b"
)
_OF_THEM = regex(r"\b(?:of|among|for|in) (?:the|its|their|all) $")
SIZES = {"thousand": 1_000, "million": 1_000_000}
_HEADS = frozenset(
    "person people inhabitant inhabitants resident residents citizen citizens population head heads".split()
)
_NOUNS = _HEADS | {"", "of", "in", "a", "on"}  # after "per million"
_CLOSES = regex(
    r"[,;(–—]\s(?:(?:or|which is|which was|that is|equivalent to|equal to|which means|which makes"
    r"|making|giving|for|and so|i\.e\.|"
    r"the equivalent of|corresponding to|meaning)\s)*(?:an?\s(?:annual\s|crude\s)?(?:rate|average"
    r"|ratio|incidence)\sof\s)?"
    rf"{ABOUT}$"
)
_POPULATION = regex(r"\b(?:population|inhabitants|residents|people)\b[^,;.\d]{0,24}$")
_OTHER = regex(r"\b(?:against|compared|than|from|elsewhere|average of the|a week|a day|a month)\b")
_A_TIME = regex(r"\b(?:a|per|each|every)\s(?:day|week|month|fortnight|quarter)\b")
_WINDOW, _BACK = 24, 4  # figures and sentences


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield rates with the count right before them and the only number of people that the story tells near them."""
    for ratio in scene.slots[1:]:
        per = PER.match(after(scene, ratio)) if _is_rate(ratio) else None
        number = scene.slots[ratio.order - 1]
        if per is None or (per["noun"] or "") not in _NOUNS or number.sentence != ratio.sentence:
            continue
        if not _closes(scene, ratio) or not _is_number(number):
            continue
        base = SIZES[per["word"]] if per["word"] else int(per["number"].replace(",", ""))
        people, sure = _people(scene, ratio, number, base)
        if people is not None:
            yield _relation(ratio, number, people, base, sure=sure)


def _is_rate(slot: Slot) -> bool:
    counted = measure(slot.q) == "count" or slot.q.unit.startswith("per ")
    return counted and plain(slot) and not slot.marked_base and slot.q.kind in (Kind.COUNT, Kind.LEVEL, Kind.RATIO)


def _is_number(slot: Slot) -> bool:
    counted = measure(slot.q) == "count" and slot.q.kind is Kind.COUNT
    return counted and plain(slot) and not slot.marked_base and not slot.q.per


def _closes(scene: Scene, ratio: Slot) -> bool:
    """Tell whether a rate says again what its sentence told, and not that of another place or of a shorter time."""
    told = said(scene, ratio)
    closing = re.split(r"[,;(–—]", told)[-1]
    elsewhere = _OTHER.search(closing) or _A_TIME.search(after(scene, ratio)[:50])
    return _CLOSES.search(told) is not None and not elsewhere


def _people(scene: Scene, ratio: Slot, number: Slot, base: int) -> tuple[Slot | None, bool]:
    """Return the number of people told next, or the only one told before, and whether no other may be meant."""
    following = scene.slots[ratio.order + 1] if ratio.order + 1 < len(scene.slots) else None
    beside = following is not None and following.sentence == ratio.sentence and _OF_THEM.search(following.left)
    if following is not None and beside and _is_people(following, base):
        return following, True
    window = scene.slots[max(0, ratio.order - _WINDOW) : number.order]
    near = [s for s in window if ratio.sentence - s.sentence <= _BACK and plain(s) and not of_pair(scene, s)]
    people = [s for s in near if _is_people(s, base) and not s.marked_base]
    human = [s for s in near if s.q.unit.removeprefix("count:") in HUMAN and (s.q.value or 0) >= base]
    if len({s.q.value for s in people}) != 1 or (people[-1].q.value or 0) <= (number.q.value or 0):
        return None, False
    return people[-1], all(s.q.value == people[-1].q.value for s in human) and ratio.block - people[-1].block <= 1


def _is_people(slot: Slot, base: int) -> bool:
    if slot.q.kind not in (Kind.COUNT, Kind.LEVEL) or measure(slot.q) != "count" or (slot.q.value or 0) < base:
        return False
    return slot.q.unit.removeprefix("count:") in _HEADS or (
        slot.q.unit in ("", "count") and _POPULATION.search(slot.left) is not None
    )


def _relation(ratio: Slot, number: Slot, people: Slot, base: int, *, sure: bool) -> Relation:
    return Relation(
        kind="ratio_of",
        equation=f"numerator * {base} == ratio * denominator",
        roles={
            "numerator": (Term(quantity=number.q),),
            "ratio": (Term(quantity=rounded(ratio.q)),),
            "denominator": (Term(quantity=people.q, factor=Decimal(1)),),
        },
        certainty=Certainty.LIKELY,
        reading="so many per thousand or million of the people told",
        group=f"ratio:{ratio.q.id}",
        rank=-1,
        tags=frozenset({UNRIVALLED}) if sure else frozenset(),
    )
