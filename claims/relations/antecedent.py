"""Which figure told before "of them", "of which" and "including" go back to.

"Seventeen of the 23 districts voted yes, two of them in the north": two of the seventeen. "A sale of 412 homes, against
455 a year before; first-time buyers took 144 of them": of the 412. What is told as a pool, a limit or an earlier value
is not what the sentence goes on about.
"""

from __future__ import annotations

from claims.patterns import regex
from claims.relations.scene import Scene, Slot, comparable

__all__ = ["may_be_meant"]

_IN_A_POOL = regex(
    r"^\s*(?:[\w'’-]+\s+){0,4}?(?:out\s+of|of|in)\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+|all\s+)?(?:[\w'’-]+\s+)?$"
)
_AGAINST = regex(r"\bto\s+(?:[\w-]+['’]s?\s+)?$")  # "21 shots to Norby's nine"
_OF_THE_PAST = regex(
    r"^\s+(?:[\w-]+\s+)?(?:an?|the)\s+(?:year|month|week|season)\s+(?:ago|earlier|before)\b|^\s+short\b"
)
_LIMIT = regex(r"\b(?:below|above|under)\b")
_NO_PART = regex(r"^\s+(?:on average|each|apiece)\b|^\s+(?:clear|ahead|short|behind|instead|rid)\s+of\b")
_THEM = regex(r"^\s+of\s+them\b")
_AND_INCLUDING = regex(r",\s+and\s+[^,;]{2,40},\s+(?:includ\w+|among them)\b")
_TOO_FEW = 100_000  # times fewer: other things are counted


def may_be_meant(scene: Scene, whole: Slot, part: Slot) -> bool:
    """Tell whether a part can be one of the figure told before, by the words beside both."""
    if whole.marked_base or _OF_THE_PAST.match(whole.right) or _NO_PART.match(part.right):
        return False
    if whole.q.hedge_start is not None and _LIMIT.search(
        scene.document.text[whole.q.hedge_start : whole.q.start].lower()
    ):
        return False
    money = len(part.q.unit) == 3 and part.q.unit.isupper()
    if (money and _THEM.match(part.right)) or (part.q.value or 0) * _TOO_FEW < (whole.q.value or 0):
        return False
    if whole.sentence == part.sentence and _AND_INCLUDING.search(scene.gap(whole, part)):
        return False
    before = scene.slots[whole.order - 1] if whole.order else None
    if before is None or before.sentence != whole.sentence or not before.is_level or before.q.unit == "percent":
        return True
    if comparable(before.q, part.q) == 0 or before is part:
        return True
    gap = scene.gap(before, whole)
    return _IN_A_POOL.match(gap) is None and _AGAINST.search(gap) is None
