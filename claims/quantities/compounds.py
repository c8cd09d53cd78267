"""Measures told in two units, which are one figure: "6ft 4in", "17st 8lb", "8 pounds 3 ounces"."""

from __future__ import annotations

from claims.quantities.draft import Draft
from claims.quantities.tokens import Tokens

__all__ = ["join_compounds"]

# large unit, small unit: how many of the small one make up the large one
_PARTS = {("foot", "inch"): 12, ("stone", "lb"): 14, ("lb", "ounce"): 16, ("yard", "foot"): 3}
_LINKS: tuple[list[str], ...] = ([], ["and"], [","], ["-"])


def join_compounds(tokens: Tokens, drafts: list[Draft]) -> None:
    """Join each pair into one figure of the smaller unit: 6ft 4in is 76 inches."""
    i = 0
    while i + 1 < len(drafts):
        large, small = drafts[i], drafts[i + 1]
        if _is_spoken_height(tokens, large, small):
            small.unit = "inch"
        parts = _PARTS.get((_unit(large), _unit(small)))
        if parts is not None and _belong(tokens, large, small, parts):
            assert large.value is not None
            assert small.value is not None
            large.value = large.value * parts + small.value
            large.places, large.unit, large.sort = small.places, small.unit, "measure"
            large.number_last, large.number_end = small.number_last, small.number_end
            large.last, large.right, large.per = small.last, small.right, small.per
            large.trace.append(f"units: the {small.unit}s belong to it")
            del drafts[i + 1]
        i += 1


def _is_spoken_height(tokens: Tokens, large: Draft, small: Draft) -> bool:
    """Tell "a 6-foot-4 forward", which leaves the inches unsaid."""
    bare = small.sort in ("", "count") and small.skipped is None and small.value is not None and small.value < 12
    return bare and large.unit == "foot" and tokens.low[large.last : small.first] == ["-"] and tokens.glued(small.first)


def _unit(draft: Draft) -> str:
    """Return the unit of mass that "pounds" may be, and any other unit as it is."""
    return "lb" if draft.sort == "money" and draft.unit == "GBP" and draft.first == draft.number_first else draft.unit


def _belong(tokens: Tokens, large: Draft, small: Draft, parts: int) -> bool:
    if large.skipped or small.skipped or large.value is None or small.value is None:
        return False
    if large.places or large.scale_text or small.scale_text or not 0 <= small.value < parts:
        return False
    if large.value <= 0 or large.value != large.value.to_integral_value() or large.form != "cardinal":
        return False
    between = tokens.low[large.last : small.first]
    return between in _LINKS and small.form == "cardinal"
