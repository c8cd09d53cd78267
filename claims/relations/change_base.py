"""Which values of its sentence a change may start from, by the words beside them."""

from __future__ import annotations

from claims.model import Kind
from claims.patterns import regex
from claims.relations.amounts import of_some
from claims.relations.scene import Scene, Slot

__all__ = ["may_be_base"]

_TIMES_THE = regex(r"^\s*(?:as (?:much|many) as )?(?:the|its|their|last year['’]s)\s+$")
_AFTER_SOME = regex(r"^\W*after\s+(?:the |its |their )?(?P<of>[\w'’-]+ of )?$")
_OF_IT = regex(r"^\s*(?:[\w'’-]+\s+)?of (?:it|them|this|that|these|those|which|whom)\b")
_WHO = regex(r"^\s*(?:had|have|has|who|that|were|was|did)\b")
_UP_FROM = regex(r"^,\s*(?:up|down)\s+from\s+$")
_FROM_ANOTHER = regex(r"^\s+from\s+$")
_SET_AT = regex(r"\b(?:to|at)\s+$")


def may_be_base(scene: Scene, change: Slot, slot: Slot, current: Slot) -> bool:
    """Tell whether a level is marked as an earlier value, or follows a multiple: "twice the $160 million of May"."""
    times = change.q.kind is Kind.MULTIPLE and slot.order == change.order + 1
    if slot.order < current.order and _OF_IT.match(current.right):
        return False  # "less than the usual 700 millimetres, and 41 of it, about 7 percent": a part, no new value
    if of_some(scene, slot):
        return False  # "after nine of 18 holes"
    if change.q.kind in (Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE) and slot.order == change.order + 1:
        told_of_it = _UP_FROM.match(slot.left) or (_SET_AT.search(change.left) and _FROM_ANOTHER.match(slot.left))
        if told_of_it:
            return False  # "a net addition of 24.0 lakh, up from 19.3 lakh"; "the gap narrowed to 62 points from 64"
    if slot.q.style == "words" and _WHO.match(slot.right):
        return False  # "31 more than the four had caught"
    after = _AFTER_SOME.search(slot.left)
    if after is not None and (after["of"] or slot.q.style == "words"):
        return False  # "After four walked out, the party has 31 seats", "after the first of three debates"
    return slot.marked_base or (times and _TIMES_THE.match(scene.gap(change, slot)) is not None)
