"""The figure that a share is printed beside: "12,400, or 31 percent", "31 percent (12,400)"."""

from __future__ import annotations

import re

from claims.model import Hedge, Kind, Quantity
from claims.patterns import regex
from claims.relations.amounts import is_label
from claims.relations.scene import Scene, Slot

__all__ = ["is_countable", "is_share", "part_beside", "x_of_y"]

_BESIDE = regex(
    r"^(?:\s+[\w'’-]+){0,4}[\s,]*(?:\(|\b(?:or\b|accounting for|making up|representing|equivalent to|equal to|"
    r"which (?:is|was|were|makes?|made)|that is|i\.e\.|namely|for an?|an? (?:turnout|share|proportion|(?:fill|success|"
    r"pass|hit|response|detection|clear-up|attendance|occupancy|completion|save|conversion|vaccination|return|recovery|"
    r"survival|fatality|failure|conviction|sell-through|take-up|turnout) rate) of))[\s(,]*(?:[\w'’-]+\s+){0,4}$"
    r"|^(?:\s+[\w'’-]+){0,4},\s*(?:about|around|some|nearly|almost|roughly|just over|just under|a|an)?\s*$"
)
_VERB_BESIDE = regex(
    r"^(?:\s+[\w'’-]+){0,6}\s*(?:\baccounted for|making up|made up|represent\w*|accounting for|constitut\w*|supplied|"
    r"contribut\w*|\btook|\btakes|\bequals?|comes? to|came to|amount\w* to|,? or)\s*(?:[\w'’-]+\s+){0,3}\(?$"
)
_IS_BESIDE = regex(
    r"^(?:\s+[\w'’-]+){0,5}\s+(?:is|was|are|were|makes?|made)\s*(?:about|around|some|nearly|almost|just)?\s*$"
)
_CHANGE_BESIDE = regex(r"^\s*(?:,|and|, and|or)\s*(?:about|around|some|nearly|almost|a|an)?\s*$")
_PART_AFTER = regex(  # not "than a year before (29 percent), though a smaller number (1,259)"
    r"^(?![^(]*\))[\s\S]*(?:,\s*(?:or|about|around|with|some)\b|\()\s*(?:(?:or|about|around|some|nearly|over|with)\s*){0,2}$"
)
_COMPOUND = regex(r"^\w+-(?!million|billion|trillion|thousand)[a-z]+$", re.IGNORECASE)  # "three-point shots"
_X_OF_Y = regex(r"^\s+(?:[\w-]+\s+){0,2}(?:of|out of)\b(?! (?:them|these|those)\b)(?:(?!\band\b)[^;:,.])*$")
_OF_AFTER = regex(r"^\s*(?:of|out of|among)\b")
_WHOLE_BEFORE = regex(
    r"(?<!total )(?<!sum )(?<!number )(?<!figure )(?<!amount )\bof(?:\s+(?:the|its|their|all|a|some|about))?\s*$"
)


def is_share(q: Quantity) -> bool:
    """Tell whether a figure says what share of something it is."""
    if q.hedge is Hedge.BETWEEN:
        return False
    percent = q.unit == "percent" and q.kind in (Kind.SHARE, Kind.LEVEL)
    return percent or (q.kind is Kind.RATIO and q.unit == "ratio")


def is_countable(slot: Slot) -> bool:
    """Tell whether a figure may be part or whole of a share."""
    if slot.aside or slot.q.hedge is Hedge.BETWEEN or slot.q.unit in ("percent", "percentage_point"):
        return False
    if _COMPOUND.match(slot.q.surface) or is_label(slot):
        return False
    return slot.q.kind in (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE)


def part_beside(scene: Scene, share: Slot) -> Slot | None:
    """Find the figure that the share is printed beside: "12,400, or 31%", "31% (12,400)"."""
    before = scene.slots[share.order - 1] if share.order else None
    if before is not None and before.is_change and before.sentence == share.sentence and _OF_AFTER.match(share.right):
        level = scene.slots[before.order - 1] if before.order else None
        joined = _CHANGE_BESIDE.match(scene.gap(share, before)) is not None
        if joined and level is not None and level.is_level and _near(level, share) and scene.tight(level, before):
            return level  # "$38 million, a gain of 21 percent and 19 percent of all sales"
    if before is not None and _near(before, share):
        gap = scene.gap(share, before)
        of_it = _IS_BESIDE.match(gap) and _OF_AFTER.match(share.right)  # "130 is one-third of the global stock"
        if _BESIDE.match(gap) or _VERB_BESIDE.match(gap) or of_it:
            part = scene.slots[before.order - 1] if before.order else None
            if part is not None and _WHOLE_BEFORE.search(part.left) and _may_hold(part, before):
                return before  # "Of 1,860 members of the union 1,120 came, a turnout of 60.2 percent"
            votes = (
                part is not None and not part.marked_base and scene.gap(part, before) == " to "
            )  # "by 611 to 74, or"
            if part is not None and _near(part, share) and (votes or x_of_y(scene, part, before)):
                return part  # "12,400 of 40,000 voters, a turnout of 31%"
            if not _WHOLE_BEFORE.search(before.left):
                return before
    after = scene.slots[share.order + 1] if share.order + 1 < len(scene.slots) else None
    if after is not None and _near(after, share) and _PART_AFTER.search(scene.gap(share, after)):
        return after
    return None


def _may_hold(whole: Slot, part: Slot) -> bool:
    alike = part.q.unit in ("", "count", whole.q.unit)
    return alike and (whole.q.value or 0) >= (part.q.value or 0)


def _near(slot: Slot, share: Slot) -> bool:
    return slot.sentence == share.sentence and is_countable(slot)


def x_of_y(scene: Scene, part: Slot, whole: Slot) -> bool:
    """Tell whether two figures stand as in "300 of the 1,200"."""
    return part.order + 1 == whole.order and _X_OF_Y.match(scene.gap(part, whole)) is not None
