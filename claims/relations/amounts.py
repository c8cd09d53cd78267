"""Amounts that can be added up, and the relation of a whole to its parts: what all kinds of totals share."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from claims.model import Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.scene import Scene, Slot, comparable, measure, same_noun

__all__ = [
    "MOST_PARTS",
    "amounts",
    "depth",
    "is_label",
    "is_list",
    "is_part_like",
    "is_plain",
    "mixed_signs",
    "noun_of",
    "of_one_size",
    "of_pair",
    "of_some",
    "parts_like",
    "sum_relation",
]

MOST_PARTS = 12
_LOSS = regex(
    r"\b(?:deficits?|loss|losses|lost|shortfalls?|took away|takes away|outflows?|minus|negative|in the red)\b"
)
_LOSS_NEXT = regex(r"^\s*(?:[\w'’-]+\s+)?(?:deficit|loss|shortfall|in the red)\b")
_LABEL = regex(
    r"\b(?:day|phase|game|week|year|round|stage|part|chapter|group|level|grade|step|leg|set|match|section|zone|line|route|"
    r"room|platform|gate|page|local|ward|district|flight|highway|interstate|article|proposition|measure|lodge)\s$"
)
_OF_FIRST = regex(r"^\W*(?:out )?of (?:the |its |their |all )?$")
_OF_PAIR = regex(
    r"^\s+(?:(?!(?:and|or|but|with|plus|against|from|to|for|minus|less|than|on|in|at|by|short|shy|ahead|instead)\b)"
    r"[\w'’-]+\s+){0,2}(?:of|out of)\b(?:\s+(?!(?:and|or|record|to|from|against|versus|than|by)\b)[\w'’&.-]+){0,3}\s*$"
)
_SMALL = 1000
_OR = regex(r"(?:\bor|\bequal to|\bthat is|\bequivalent to)\s+$")
_A_WEEK = regex(
    r"^\s*(?:an?|per|each|every)\s+(?:hour|day|week|month|quarter|year|head|person|household|shift|game|match)\b"
)
_AGO = regex(r"^\s*(?:ago|before|earlier|previously)\b")
_LISTED = regex(r"^(?![^.:]*\bor\b)[^.:]{0,90}$")


def amounts(slots: Sequence[Slot]) -> list[Slot]:
    """Return the figures that can be added up: amounts, counts and amounts of change."""
    kinds = (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE)
    told = [s for s in slots if s.q.kind in kinds and not s.aside and s.q.unit != "percent" and not is_label(s)]
    return [s for s in told if not _is_told_again(s)]


def _is_told_again(slot: Slot) -> bool:
    """Tell whether a figure is the one before it for another time: "82 pounds a year, or about 1.58 a week"."""
    return _OR.search(slot.left) is not None and _A_WEEK.match(slot.right) is not None


def is_label(slot: Slot) -> bool:
    """Tell "route 12" from "in that year 16.2 million people"."""
    bare = slot.q.unit in ("", "count") and slot.q.places == 0 and slot.q.scale == 1
    return bare and _LABEL.search(slot.left[-12:]) is not None


def is_plain(slot: Slot) -> bool:
    """Tell whether a figure is neither the end of a range nor a value of another period."""
    return slot.q.hedge is not Hedge.BETWEEN and not slot.marked_base


def parts_like(whole: Slot, slots: Sequence[Slot]) -> list[Slot]:
    """Return the figures that may be parts of `whole`: one measure, one noun where both are printed."""
    return [s for s in slots if is_part_like(s, whole)]


def is_part_like(part: Slot, whole: Slot) -> bool:
    """Tell whether a figure may be a part of another, as `parts_like` finds them."""
    return part is not whole and is_plain(part) and _summable(part, whole)


def _summable(part: Slot, whole: Slot) -> bool:
    changes = (part.q.kind is Kind.ABSOLUTE_CHANGE, whole.q.kind is Kind.ABSOLUTE_CHANGE)
    return changes[0] == changes[1] and comparable(part.q, whole.q) > 0 and same_noun(part.q, whole.q)


def of_pair(scene: Scene, slot: Slot) -> bool:
    """Tell whether a figure is the second of a pair "300 of the 1,200": a whole, never a fellow part."""
    before = scene.slots[slot.order - 1] if slot.order else None
    if before is None or before.sentence != slot.sentence or _OF_PAIR.match(slot.left) is None:
        return False
    if _OF_FIRST.match(before.left) and slot.q.unit in ("", "count") and (before.q.value or 0) > (slot.q.value or 0):
        return False  # "Of 1,860 members of the union 1,120 voted"
    if before.q.scale > slot.q.scale == 1 and (slot.q.value or 0) < _SMALL:
        return False  # "than the 72.5 billion of the 12 before that": months
    return slot.q.kind is not Kind.DURATION or _AGO.match(slot.right) is None  # "than the 498 of four years earlier"


def of_some(scene: Scene, slot: Slot) -> bool:
    """Tell whether a figure counts some of several: "eight of ten funds made a loss"."""
    after = scene.slots[slot.order + 1] if slot.order + 1 < len(scene.slots) else None
    before = scene.slots[slot.order - 1] if slot.order else None
    headed = before is not None and before.sentence == slot.sentence and _OF_FIRST.match(before.left) is not None
    if headed or _OF_FIRST.match(slot.left):
        return True  # "of the 50 states, 44 had been called"
    return of_pair(scene, slot) or (after is not None and of_pair(scene, after))


def depth(scene: Scene, slot: Slot) -> int:
    """Return how many brackets are open before a figure in its sentence."""
    start = scene.document.sentences[slot.sentence].start
    text = scene.document.text[start : slot.q.start]
    return text.count("(") - text.count(")")


def noun_of(slot: Slot) -> str:
    return slot.q.unit.removeprefix("count").removeprefix(":") if measure(slot.q) == "count" else ""


def of_one_size(whole: Slot, parts: Sequence[Slot]) -> bool:
    """Tell whether the parts may make the whole but for one slip of scale: within a factor of two, thousands aside."""
    values = [abs(float(p.q.value or 0)) for p in parts]
    total, told = sum(values), abs(float(whole.q.value or 0))
    if any(told * f / 2 <= total <= told * f * 2 for f in (1, 1e3, 1e-3, 10, 0.1)):
        return True
    return any(told / 2 <= total - v + v * f <= told * 2 for v in values for f in (1e3, 1e-3, 0.1, 10))


def mixed_signs(slots: Sequence[Slot]) -> bool:
    """Tell whether some of the figures are losses and others are not: they do not simply add up."""
    losses = [bool(_LOSS.search(s.left[-60:]) or _LOSS_NEXT.match(s.right)) for s in slots]
    return any(losses) and not all(losses)


def is_list(scene: Scene, parts: list[Slot]) -> bool:
    """Tell whether the figures stand in one enumeration: short gaps, no change verbs between."""
    return all(_LISTED.match(scene.gap(a, b)) is not None for a, b in itertools.pairwise(parts))


def _part_of(whole: Slot, part: Slot) -> Term:
    """Return a part with its sign: "cut 45 jobs: 29 here, 16 there" has parts that go the way of the whole."""
    if whole.q.kind is not Kind.ABSOLUTE_CHANGE:
        return Term(quantity=part.q)
    silent = part.q.direction is None and whole.q.direction == "down"
    return Term(quantity=part.q, factor=Decimal(-1)) if silent else Term(quantity=part.q, signed=True)


def sum_relation(
    whole: Slot,
    parts: Sequence[Slot],
    certainty: Certainty,
    group: str,
    rank: int,
    reading: str,
    trials: int = 1,
) -> Relation:
    """Build ``whole == sum(part)``; changes enter with their direction."""
    signed = whole.q.kind is Kind.ABSOLUTE_CHANGE
    return Relation(
        kind="sum",
        equation="whole == sum(part)",
        roles={
            "whole": (Term(quantity=whole.q, signed=signed),),
            "part": tuple(_part_of(whole, p) for p in parts),
        },
        certainty=certainty,
        reading=reading,
        group=group,
        rank=rank,
        trials=trials,
    )
