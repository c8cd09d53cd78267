"""Shares of one whole that leave out "percent" after the first, the last of them the rest.

"Storms made up 41 per cent of the amount, water 27, fire 19 and everything else 13"; "white wine made up 79 per cent of
the volume, red 14 per cent and rosé the remaining 7".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.amounts import MOST_PARTS
from claims.relations.scene import Scene, Slot
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_REST = regex(
    r"\b(?:the\s+(?:remaining|other|rest,?)|everything\s+else(?:,[^;:.\d]{3,60},)?|all\s+(?:the\s+)?(?:others?|rest)(?:\s+[\w-]+){0,2}|"
    rf"the\s+rest(?:,[^;:.\d]{{3,60}},)?)(?:\s+(?:for|with|at|took|got|is|was|were|are|made\s+up))?\s+{ABOUT}$"
)
_LISTED = regex(r"^(?:\s+[^,;:.\d\s][^,;:.\d]{0,50}?)?(?:,|;|\s++and)\s+(?:and\s+)?(?:[\w'’/&-]+\s+){0,6}?$")
_MOVED = regex(
    r"\b(?:up|down|from|against|compared|rose|fell|grew|than|points?|year|month|ahead|lost|gained|each|average|under|over|at\s+least|"
    r"women|men|also)\b"
)
_CLOSES = regex(r"^\s*(?:[.,;:)(–—]|$|of\s+the\b|said\b|according\b)")  # "the other 12 in the group" are heads
_POINTS_AHEAD = regex(r"\bpoints?\s+(?:ahead of|behind|clear of|in front of)\b")
_ALL = Decimal(100)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the lists of shares whose last one is said to be the rest."""
    for slots in scene.by_sentence.values():
        if _POINTS_AHEAD.search(scene.sentence_text(slots[0].sentence).lower()):
            continue  # "three points ahead of the Conservatives on 31 percent, with Labour on 19": one is untold
        rests = [s for s in slots if _may_be_share(s) and _REST.search(s.left) and _CLOSES.match(s.right)]
        for rest in rests[:1]:
            shares = _before(scene, slots, rest)
            if 2 <= len(shares) < MOST_PARTS and any(not s.q.unit or s.q.unit == "count" for s in (*shares, rest)):
                yield _hundred([*shares, rest], f"shares-rest:{rest.q.id}")


def _before(scene: Scene, slots: Sequence[Slot], rest: Slot) -> list[Slot]:
    """Return the shares that lead to a rest without a break, the first of them in percent."""
    found = [rest]
    for slot in reversed([s for s in slots if s.order < rest.order]):
        gap = scene.gap(slot, found[0])
        gap = _REST.sub("", gap) if found[0] is rest else gap
        listed = _LISTED.match(gap) and not _MOVED.search(gap)
        if not listed or not _may_be_share(slot) or slot.marked_base or slot.in_table:
            break
        found.insert(0, slot)
    shares = found[:-1]
    return shares if shares and shares[0].q.unit == "percent" and shares[0].q.kind is not Kind.GROWTH_RATE else []


def _may_be_share(slot: Slot) -> bool:
    bare = slot.q.unit in ("", "count") and slot.q.scale == 1 and slot.q.style == "digits"
    told = slot.q.unit == "percent" and slot.q.kind in (Kind.SHARE, Kind.LEVEL)
    fits = Decimal(0) < (slot.q.value or Decimal(0)) < _ALL
    return (bare or told) and fits and slot.q.hedge is not Hedge.BETWEEN and not slot.is_change


def _hundred(parts: Sequence[Slot], group: str) -> Relation:
    return Relation(
        kind="sum",
        equation="100 == sum(part)",
        roles={"part": tuple(Term(quantity=s.q) for s in parts)},
        certainty=Certainty.LIKELY,
        reading="shares of one whole, the last of them the rest",
        group=group,
        tags=frozenset({UNRIVALLED, "shares"}),
    )
