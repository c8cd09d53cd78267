"""How far from a majority: "won 61 of the 145 seats, 12 short of an absolute majority"; "four more than needed".

A majority is more than half of the seats told beside those that were won: 73 of 145 and of 144.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.amounts import of_pair
from claims.relations.scene import Scene, Slot
from claims.relations.told_frames import after, plain
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_SIMPLE = (
    r"(?:(?:absolute|overall|outright|simple|working|parliamentary|clear)\s)?majority\b"
    r"(?!\s(?:of|whip|leader|party|shareholder))"
)
_SHORT = regex(
    rf"^(?:\s(?:seats?|votes?|mandates?|deputies|mps|lawmakers))?\s(?:short of|shy of|below"
    rf"|away from|from|too few for|fewer than needed for|"
    rf"fewer than required for|less than needed for)\s(?:(?:an?|the|its|their)\s)?{_SIMPLE}"
)
_OVER = regex(
    rf"^(?:\s(?:seats?|votes?|mandates?|deputies|mps|lawmakers))?\s(?:more than|above"
    rf"|over)\s(?:(?:is\s|was\s|are\s)?(?:needed|required|necessary)\sfor\s)?"
    rf"(?:(?:an?|the)\s)?{_SIMPLE}"
)
_NEEDS = regex(
    rf"\b(?:needs?|needed|lacks?|lacked|missing|misses|missed)\s(?:just\s|only\s|another\s|a further\s|{ABOUT})$"
)
_MORE_FOR = regex(
    rf"^(?:\smore)?(?:\sseats?|\svotes?)?(?:\smore)?\s(?:for|to (?:reach|get to|have|secure"
    rf"|form))\s(?:an?\s|the\s)?{_SIMPLE}"
)
_IN_ALL = regex(r"^-?\s*(?:seat|member|strong)\b")
_OTHER = regex(r"\b(?:two-thirds|three-fifths|qualified|super|previous|old|last|before|together|coalition|with)\b")
_GAP = regex(
    r"^\s+(?:seats\s|of\s|out of\s|in\s|the\s|a\s|mps\s|deputies\s|votes\s|council['’]s\s"
    r"|chamber['’]s\s|house['’]s\s|parliament['’]s\s)+$"
)
_LEAST = 9  # members of a house


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield what lies between the seats won and the least that is more than half of the house."""
    for slot in scene.slots:
        if slot.q.kind not in (Kind.COUNT, Kind.ABSOLUTE_CHANGE) or not plain(slot) or slot.q.scale != 1:
            continue
        right = after(scene, slot)
        over = _OVER.match(right) is not None
        if not (over or _SHORT.match(right) or (_NEEDS.search(slot.left) and _MORE_FOR.match(right))):
            continue
        pair = _seats(scene, slot)
        if pair is not None:
            yield _relation(slot, *pair, over=over)


def _seats(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Return the seats won and all seats, the only pair of counts of its sentence."""
    told = [s for s in scene.by_sentence[slot.sentence] if s.order < slot.order and s.q.kind is Kind.COUNT and plain(s)]
    if len(told) != 2 or _OTHER.search(scene.gap(told[1], slot)) or any(s.q.scale != 1 for s in told):
        return None
    won, house = told
    paired = of_pair(scene, house) or _GAP.match(scene.gap(won, house)) or _IN_ALL.match(house.right)
    values = (won.q.value or 0), (house.q.value or 0)
    return (won, house) if paired and values[1] >= _LEAST and values[0] < values[1] else None


def _relation(slot: Slot, won: Slot, house: Slot, *, over: bool) -> Relation:
    whole = int(house.q.value or 0)
    needed = f"(larger + {1 if whole % 2 else 2}) / 2"
    return Relation(
        kind="difference",
        equation=f"difference == smaller - {needed}" if over else f"difference == {needed} - smaller",
        roles={
            "difference": (Term(quantity=slot.q),),
            "larger": (Term(quantity=house.q),),
            "smaller": (Term(quantity=won.q),),
        },
        certainty=Certainty.LIKELY,
        reading="seats won, all seats, and what lies between them and a majority",
        group=f"difference:{slot.q.id}",
        rank=-2,
        tags=frozenset({UNRIVALLED, "majority"}),
    )
