"""Abbreviations that a text declares itself: "7.04 million tonnes (mt) … 6.68 mt".

What stands in brackets right after scale word and unit stands for both of them in the rest of the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.quantities.draft import Draft
from claims.quantities.tokens import Tokens
from claims.quantities.units import measure

__all__ = ["read_declared"]

_INITIALS = {3: "kt", 6: "m", 9: "b", 12: "t"}  # of the scale word, by its exponent
_SHORTEST, _LONGEST = 2, 6


def read_declared(tokens: Tokens, drafts: Sequence[Draft]) -> None:
    """Give the figures before a declared abbreviation the scale and the unit that it stands for."""
    declared: dict[str, Draft] = {}
    for draft in drafts:
        name = _declared(tokens, draft)
        if name:
            declared.setdefault(name, draft)
    if not declared:
        return
    for draft in drafts:
        told = declared.get(tokens.raw(draft.last))
        if told is None or draft.scale_text or draft.sort not in ("", "count") or draft.form != "cardinal":
            continue
        draft.scale, draft.sort, draft.unit, draft.unit_factor = told.scale, told.sort, told.unit, told.unit_factor
        draft.noun, draft.noun_span = "", None
        draft.trace.append(f"units: {tokens.raw(draft.last)!r} was declared to be {told.scale_text} {told.unit}")
        draft.last = draft.right = draft.last + 1


def _declared(tokens: Tokens, draft: Draft) -> str:
    """Return the abbreviation in brackets after a figure with scale word and unit; nothing where there is none."""
    at = draft.last
    if not draft.scale_text or draft.sort != "measure" or tokens.word(at) != "(" or tokens.word(at + 2) != ")":
        return ""
    name = tokens.raw(at + 1)
    initial = _INITIALS.get(draft.scale.adjusted(), "")
    if not (_SHORTEST <= len(name) <= _LONGEST and name.isalpha() and name[0].lower() in initial):
        return ""
    return "" if measure(name) is not None else name
