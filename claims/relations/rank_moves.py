"""Moves in a ranking, and those behind: "came 15th … has climbed six places to ninth", "12th of 40 … 28 behind"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Kind, Relation
from claims.patterns import regex
from claims.relations.difference_reading import apart
from claims.relations.scene import Scene, Slot
from claims.relations.wording import DOWN_WORDS, UP_WORDS

__all__ = ["TO_A_RANK", "propose"]

_PLACES = regex(r"^\s*(?:places?|spots?|positions?|ranks?|rungs?|notches)\b")
TO_A_RANK = regex(r"^\s*(?:places?|spots?|positions?|ranks?|rungs?|notches)\s+to\s+(?:be\s+)?$")
_FROM = regex(r"\bfrom\s+$")
_BEHIND = regex(r"^\s*(?:[\w-]+\s+){0,2}?behind(?:\s+(?:him|her|it|them))?\s*(?:[.,;)]|$)")
_GOES_ON = regex(
    r"^\W*(?:it|he|she|they|this (?:time|year|season|month|week)|now|today|since then|a (?:year|week|month) later)\b",
    re.IGNORECASE,
)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the moves between two ranks, and the number of those behind one in its pool."""
    for slot in scene.slots:
        if slot.in_table or not slot.q.value:
            continue
        if _PLACES.match(slot.right):
            yield from _move(scene, slot)
        elif slot.q.kind in (Kind.COUNT, Kind.ABSOLUTE_CHANGE) and _BEHIND.match(slot.right):
            yield from _behind(scene, slot)


def _move(scene: Scene, slot: Slot) -> Iterator[Relation]:
    after = scene.slots[slot.order + 1] if slot.order + 1 < len(scene.slots) else None
    if (
        after is None
        or after.sentence != slot.sentence
        or after.q.kind is not Kind.RANK
        or not TO_A_RANK.match(slot.right)
    ):
        return
    way = _way(slot)
    beyond = scene.slots[slot.order + 2] if slot.order + 2 < len(scene.slots) else None
    if beyond is not None and beyond.sentence == slot.sentence and _is_rank(beyond) and _FROM.search(beyond.left):
        before: list[Slot] = [beyond]
    else:
        near = [s for n in (0, 1) for s in scene.by_sentence.get(slot.sentence - n, ()) if s.order < slot.order]
        goes_on = _GOES_ON.match(scene.sentence_text(slot.sentence)) is not None
        before = [s for s in near if s.block == slot.block and _is_rank(s) and (goes_on or s.sentence == slot.sentence)]
    if way is not None and len(before) == 1:
        higher, lower = (before[0], after) if way == "up" else (after, before[0])
        yield apart(slot, higher, lower, "places between two ranks", group=f"places:{slot.q.id}")


def _behind(scene: Scene, slot: Slot) -> Iterator[Relation]:
    """Read "finished 12th in a field of 40. That left 28 riders behind her"."""
    near = [s for n in (1, 0) for s in scene.by_sentence.get(slot.sentence - n, ()) if s.order < slot.order]
    near = [s for s in near if s.block == slot.block and (_is_rank(s) or s.q.kind is Kind.COUNT)]
    if len(near) == 2 and _is_rank(near[0]) and near[1].q.kind is Kind.COUNT:
        rank, pool = near
        yield apart(slot, pool, rank, "those behind a rank in its pool", group=f"behind:{slot.q.id}")


def _is_rank(slot: Slot) -> bool:
    return slot.q.kind is Kind.RANK and slot.q.value is not None


def _way(slot: Slot) -> str | None:
    """Return whether the words before so many places say up or down the ranking."""
    said = re.findall(r"[a-z]+", slot.left[-40:])
    for word in reversed(said):
        if word in UP_WORDS:
            return "up"
        if word in DOWN_WORDS:
            return "down"
    return None
