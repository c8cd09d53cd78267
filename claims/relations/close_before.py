"""A day's move, the close it led to, and the close before, which another clause or sentence tells.

"Brent added 84 cents to settle at $70.84 a barrel, having closed at $70 on Tuesday"; "… to end at 342p, down 18p on the
day. At Monday's close of 360p …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.change_reading import relation_of
from claims.relations.scene import Scene, Slot, comparable

__all__ = ["propose"]

_ABOUT = r"(?:exactly |an even |an |a |around |about |just )*"
_DAY = r"(?P<day>mon|tues|wednes|thurs|fri|satur|sun)day"
_CLOSED = r"(?:closed|ended|finished|settled)"
_BEFORE = regex(
    rf"\b(?:(?:the\s+)?(?:previous|prior|preceding|last)\s+(?:day['’]s\s+|session['’]s\s+)?|yesterday['’]s\s+|overnight\s+|{_DAY}['’]s\s+)"
    rf"(?:record\s+)?(?:close|closing (?:price|level)|finish|settlement)\s+(?:of|at)\s+{_ABOUT}$"
    rf"|\bhad\s+{_CLOSED}\b(?![^.;]*\b(?:year|month|week)\b)[^.;]{{0,40}}\bat\s+{_ABOUT}$"
    rf"|\bhaving\s+{_CLOSED}\b[^.;]{{0,30}}\bat\s+{_ABOUT}$"
)
_LATELY = regex(r"\b(?:previous|prior|preceding|last)\s+(?:session|day)\b|\bthe day before\b|\byesterday\b")
_NAMED_DAY = regex(rf"\b{_DAY}\b")
_TO = regex(
    r"\b(?:to|and)\s+(?:close|end|finish|settle|stand)\s+(?:the\s+(?:day|session)\s+)?at\s+(?:a record\s+)?$|"
    rf"\b{_CLOSED}\s+(?:the\s+(?:day|session)\s+)?at\s+$|\bto\s+$"
)
_DAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_NEAR = Decimal("1.5")  # a share moves less than this from one close to the next


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield moves in money or points with the close that they led to and the close before."""
    for change in scene.slots:
        moved = change.q.kind is Kind.ABSOLUTE_CHANGE and change.q.direction is not None and not change.in_table
        if not moved or not (change.q.unit == "index point" or len(change.q.unit) == 3):
            continue
        current = _close(scene, change)
        if current is None:
            continue
        bases = [s for s in _near(scene, change) if s is not current and _is_before(scene, change, current, s)]
        if len(bases) == 1:
            reading = "a day's move, the close and the close before"
            relation = relation_of(
                change.q, current.q, bases[0].q, f"close:{change.q.id}", 0, Certainty.LIKELY, reading
            )
            yield replace(relation, tags=relation.tags | {UNRIVALLED})


def _near(scene: Scene, change: Slot) -> list[Slot]:
    return [s for s in scene.by_block[change.block] if abs(s.sentence - change.sentence) <= 1]


def _close(scene: Scene, change: Slot) -> Slot | None:
    """Return the close that a move led to: the only value of its sentence that is told as one."""
    told = [s for s in scene.by_sentence[change.sentence] if _alike(s, change) and _TO.search(s.left)]
    if len(told) != 1 or any(s.is_change and not _again(change, s) for s in scene.between(change, told[0])):
        return None
    return told[0] if abs(told[0].order - change.order) <= 2 else None


def _again(change: Slot, other: Slot) -> bool:
    return other.q.kind is Kind.GROWTH_RATE and abs(other.order - change.order) == 1


def _alike(slot: Slot, change: Slot) -> bool:
    unit = slot.q.unit.split(" per ")[0]
    level = slot.q.kind in (Kind.LEVEL, Kind.RATIO, Kind.COUNT) and slot.q.hedge is not Hedge.BETWEEN
    return level and not slot.aside and (unit == change.q.unit or comparable(slot.q, change.q) > 0)


def _from_there(scene: Scene, by: Slot, slot: Slot) -> bool:
    """Tell whether another move is told from this close: "has fallen 174.5 points from last Friday's close of …"."""
    return by.is_change and re.match(r",?[^,;.]*\bfrom\b", scene.gap(by, slot)) is not None


def _is_before(scene: Scene, change: Slot, current: Slot, slot: Slot) -> bool:
    """Tell whether a value is the close of the session before that of the move."""
    told = _BEFORE.search(slot.left)
    by = scene.slots[slot.order - 1] if slot.order else slot
    theirs = by is not change and not _again(change, by) and by.sentence == slot.sentence
    if (
        told is None
        or (theirs and _from_there(scene, by, slot))
        or not _alike(slot, change)
        or not slot.q.value
        or not current.q.value
    ):
        return False
    ratio = slot.q.value / current.q.value
    if not 1 / _NEAR < ratio < _NEAR:
        return False
    if told["day"] is None:
        after = re.split(r"[,;:.]", slot.right)[0]
        named = _NAMED_DAY.search(after) or _NAMED_DAY.search(told[0])
        if named is None:
            return told[0].lstrip().startswith("had") is False or _LATELY.search(told[0]) is not None
        day = named["day"]
    else:
        day = told["day"]
    own = _NAMED_DAY.search(
        scene.sentence_text(change.sentence).lower().replace(told[0], " ").replace(f"on {day}day", " ")
    )
    if own is None or own["day"] == day:
        return own is None or slot.sentence == change.sentence
    gap = (_DAYS.index(own["day"]) - _DAYS.index(day)) % 7
    return gap == 1 or (own["day"] == "mon" and day == "fri")
