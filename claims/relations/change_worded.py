"""Wordings that tie a change to its two values, whatever else their sentence tells.

"Eggs, at €6.10 for 30, were 13 percent dearer than the €5.40 of last autumn"; "up 5% on 2019 (18.0 million) at 18.9
million"; "climbed 11 percent to $88.80, having closed at $80.00"; "14 percent below the mean, 73 hours instead of 85".
"""

from __future__ import annotations

import re
from dataclasses import replace

from claims.model import Hedge, Kind
from claims.patterns import regex
from claims.relations.amounts import of_pair
from claims.relations.change_alone import is_again, is_of_both
from claims.relations.change_reading import alike
from claims.relations.lags import lags_in, of_other_sort
from claims.relations.scene import Scene, Slot
from claims.relations.than_named import is_said_of, named_next
from claims.relations.wording import is_set_against, names_base

__all__ = ["is_worded"]

_OBLIQUE = regex(
    r"\b(?:in|from|of|at|over|across|for|on|by|after|with|within|during|including)\s+(?:(?:the|its|their|all|a|an)\s+)?$"
)
_PART = regex(r"\b(?:of (?:which|whom|them|these|those)|includ\w+|among them)\b[^;.]*$")
_BRACKETED = regex(r"\s*+\)?\s*+,?\s*+(?<=\s)(?:at|to|reaching)\s(?:a\srecord\s|some\s|about\s)?")
_HAVING_ENDED = regex(
    r"(?:\s(?:a|an|per)\s\w+)?,\s(?:after\s)?having\s(?:closed|ended|finished|settled)\s(?:[\w'’-]+\s){0,4}?at\s(?:a\srecord\s)?"
)
_TO = regex(r",?\sto\s(?:(?:finish|end|close|settle)\s(?:the\s\w+\s)?at\s)?(?:a\srecord\s)?")
_THAN_THE = regex(
    r"\s*(?:[\w-]+\s+){0,2}?(?:than|above|below|over|under)\s+(?:the|its|their|that)\s+(?:(?!(?:and|but)\b)[\w'’.-]+\s+){1,3}"
)
_SET_BY = regex(
    r"\s(?:below|above|under|over|(?:less|more|lower|higher|fewer)\sthan|(?:up|down)\son)\s[^,;:()]{3,60},\s(?:at\s)?"
)
_OF_SOME = regex(r"^\s*of\b")
_INSTEAD = regex(r"\s(?:instead\sof|rather\sthan|against)\s")


def is_worded(scene: Scene, slots: list[Slot], change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether the words between change, new value and old value leave no other reading of them."""
    if change.in_table or change.q.direction is None or current.expected or base.expected:
        return False
    if Hedge.BETWEEN in (current.q.hedge, base.q.hedge) or of_pair(scene, current) or current.q.id in scene.summed:
        return False
    row = sorted((change, current, base), key=lambda s: s.order)
    inside = scene.document.text[row[0].q.start : row[-1].q.end].lower()
    around = f"{row[0].left} {inside} {re.split(r'[,;:.)]', row[-1].right)[0]}"
    own = replace(change, left=re.split(r"\b(?:but|and|yet)\b|,", change.left)[-1])
    if of_other_sort(around) or not is_of_both(scene, own, current, base, around):
        return False
    if row[0] is current:
        return _is_named_after(scene, slots, change, current, base)
    if row[0] is not change or len(lags_in(around)) > 1:
        return False
    if row[1] is base:
        return _is_bracketed(scene, change, current, base)
    again = scene.slots[change.order + 1]
    last = again if is_again(scene, change, again) else change  # "lost 96 points, or 1.2 percent, to finish at 7,904"
    ended = _TO.fullmatch(scene.gap(last, current)) and _HAVING_ENDED.fullmatch(scene.gap(current, base))
    instead = _SET_BY.fullmatch(scene.gap(change, current)) and _INSTEAD.fullmatch(scene.gap(current, base))
    others = [s for s in scene.between(change, base) if s not in (current, last) and s.q.kind is not Kind.DURATION]
    return bool(ended or instead) and not others


def _is_named_after(scene: Scene, slots: list[Slot], change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether a change is said of a value right before it, and names the other right after it."""
    named = is_set_against(base.left) or names_base(base.left) or _THAN_THE.fullmatch(base.left) is not None
    if named_next(scene, change) is not base or not named:
        return False
    if _PART.search(current.left) or not is_said_of(scene, current, change):
        return False
    others = [s for s in slots if s.order < current.order and not s.marked_base and alike(s, base)]
    return not others or _OBLIQUE.search(current.left) is None


def _is_bracketed(scene: Scene, change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether the old value stands in brackets between the change and the new value."""
    if base.order != change.order + 1 or current.order != base.order + 1 or not names_base(base.left):
        return False
    if current.q.unit != base.q.unit or _OF_SOME.match(current.right):
        return False  # "down 8 percent on 2019 (41.0 million tonnes) at 12 of the 20 plants"
    return base.left.rstrip().endswith("(") and _BRACKETED.fullmatch(scene.gap(base, current)) is not None
