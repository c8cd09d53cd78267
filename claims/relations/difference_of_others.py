"""Words that make a difference one of other values than those beside it: forecast, adjusted, of another account."""

from __future__ import annotations

from claims.patterns import regex
from claims.relations.scene import Slot

__all__ = ["of_others"]

_FORESEEN = (
    r"(?:expected|forecast|forecasted|foreseen|planned|predicted|projected|budgeted|pencilled\s+in|targeted|promised|hoped\s+for|"
    r"agreed|allowed|usual|typical)"
)
_AFTER = regex(
    rf"^\s*(?:[\w-]+\s+)?(?:(?:had|has|have)\s+been|is|was|are|were|would\s+be|that\s+(?:is|was|had\s+been))\s+(?:[\w-]+\s+)?{_FORESEEN}\b"
    r"|^\s*(?:once\s|(?:after|net\s+of)\s+(?!(?:an?|the|its|their|last|this|that|some|about|only)\b)[a-z])"
    rf"|^\s*(?:[\w-]+\s+)?{_FORESEEN}\b|^\s*(?:[\w-]+\s+)?between\s+(?:him|her|it|them|us|himself|herself|itself)\s+and\b"
)
_BEFORE = regex(
    rf"\b(?:primary|current[\s-]account|adjusted|structural|underlying|cyclical|core|cumulative|accumulated|bilateral|{_FORESEEN})\s+"
    r"(?:[\w-]+\s+){1,2}(?:of|to|at|is|was)\s+(?:[\w-]+\s+)?$"
)


def of_others(slot: Slot) -> bool:
    """Tell whether the words beside a difference say that it lies between other values than those of the story."""
    return _AFTER.match(slot.right) is not None or _BEFORE.search(slot.left[-80:]) is not None
