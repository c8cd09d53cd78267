"""A majority told first, and the votes of the two foremost that later sentences tell.

"… won the seat with a majority of 3,535. Rachel Oduya polled 12,371 votes. Giles Hathersage came second with 8,836";
"A levy failed by 18 votes. … The final tally was 10,664 for and 10,682 against".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_pair
from claims.relations.difference_of_others import of_others
from claims.relations.difference_reading import apart, by_size
from claims.relations.scene import Scene, Slot
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_MAJORITY = regex(
    rf"\b(?:a|the|his|her|their|its|wafer-thin|slim|narrow|reduced|increased)\s+(?:majority|margin)\s+of\s+{ABOUT}$"
)
_BY = regex(
    r"\b(?:beat|beats|beaten|beating|defeated|defeating|won|wins|winning|lost|loses|losing|failed|fails|passed|carried|held|"
    rf"holds|re-elected|unseated|ousted|prevailed|edged)\b[^.;:\d]*\bby\s+{ABOUT}$"
)
_OLD = regex(r"\b(?:previous|former|old|last|notional|overturn\w*|defending|slashed|cut|down)\b[^.;:]*$")
_GOT = regex(
    r"\b(?:polled|polling|received|receiving|took|taking|won|winning|got|getting|secured|securing|gained|collected|attracted|"
    r"drew|scored|finished\s+on|finished\s+with|ended\s+on|ended\s+with|second|third|runner-up|with|on|tally\s+was|result\s+was|count\s+was)\s+"
    rf"(?:with\s+|on\s+)?{ABOUT}$|(?:^|,|\band|\bvotes\s+to|\bagainst)\s+$"
)
_VOTES = regex(
    r"^\s*(?:(?:valid\s+)?(?:votes|ballots)\b|\(|,?\s*or\s+\d|,\s+(?:or\s+)?\d|(?:for|against|to|in\s+favou?r|yes|no)\b|[.;,]|$|"
    r",\s+which\b)"
)
_NOT_VOTES = regex(
    r"\b(?:turnout|electorate|registered|spoilt|spoiled|invalid|blank|abstain\w*|seats?|precincts?|stations?)\b"
)
_AFTER = 5  # sentences
_LEAST = Decimal(100)  # votes
_RIVALS = Decimal(4)  # times the second: no majority is told of one who has more


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the majorities with the votes of the first two that are told after them."""
    for slot in scene.slots:
        counted = slot.q.unit in ("", "count", "count:vote") and slot.q.kind in (Kind.COUNT, Kind.ABSOLUTE_CHANGE)
        if not counted or slot.in_table or slot.q.hedge is Hedge.BETWEEN or slot.marked_base or of_others(slot):
            continue
        start = scene.document.sentences[slot.sentence].start
        before = scene.document.text[start : slot.q.start].lower()
        by_votes = slot.q.unit == "count:vote" and _BY.search(before)
        if not (by_votes or (slot.q.style == "digits" and _MAJORITY.search(before))) or _OLD.search(before[-70:]):
            continue
        sides = _sides(scene, slot)
        if sides is not None:
            reading = "a majority and the votes of the first two"
            group = f"change:{slot.q.id}" if slot.is_change else f"difference:{slot.q.id}"
            yield apart(
                slot, *by_size(*sides), reading, group=group, rank=2, certainty=Certainty.LIKELY, tags=frozenset()
            )


def _sides(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Return the first two figures told after a majority that are numbers of votes."""
    told: list[Slot] = []
    for other in scene.slots[slot.order + 1 :]:
        if other.sentence - slot.sentence > _AFTER:
            break
        if _is_votes(scene, other, told):
            told.append(other)
        if len(told) == 2:
            small, large = sorted(s.q.value or Decimal(0) for s in told)
            return (told[0], told[1]) if small < large <= _RIVALS * small else None
    return None


def _is_votes(scene: Scene, slot: Slot, told: Sequence[Slot]) -> bool:
    if slot.q.unit not in ("", "count", "count:vote") or slot.q.kind is not Kind.COUNT or slot.q.style != "digits":
        return False
    if (slot.q.value or 0) < _LEAST or slot.q.scale != 1 or slot.in_table or slot.marked_base or of_pair(scene, slot):
        return False
    if _NOT_VOTES.search(slot.left[-40:]) or _NOT_VOTES.match(slot.right.strip()[:20]):
        return False
    named = slot.q.unit == "count:vote" or (bool(told) and _GOT.search(slot.left) is not None)
    named = named or (
        _GOT.search(slot.left) is not None and re.match(r"^\s*(?:\(|for\b|votes)", slot.right) is not None
    )
    return named and _VOTES.match(slot.right) is not None
