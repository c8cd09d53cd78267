"""A story that says itself that its figures are rounded, so that a sum may be off by one or two in the last place.

"The monthly bill falls by £17, from £986 to £968; rounding explains the odd pound."
"""

from __future__ import annotations

from claims.interval import Interval
from claims.model import Relation
from claims.patterns import regex
from verify.diagnosis import fallback
from verify.rules.rule import Context

__all__ = ["put_down_to_rounding"]

_SAID = regex(
    r"\b[Rr]ounding\b|\b(?:figures|numbers|totals?|amounts|percentages|shares)\s(?:are|were|have been|is) rounded\b"
    r"|\b(?:may|might|do|does|need) not (?:add up|sum|tally|total)\b"
)
_PLACES = 2  # so many in the last printed place


def put_down_to_rounding(context: Context, relation: Relation) -> bool:
    """Tell whether the paragraph speaks of rounding and the relation misses by no more than that explains."""
    document = context.document
    last = max(relation.members, key=lambda q: q.start)
    block = document.blocks[document.sentence_at(last.start).block]
    if _SAID.search(document.text, block.start, block.end) is None:
        return False
    derived = fallback(relation)
    if derived is None:
        return False
    quantity, wanted = derived
    slack = quantity.step * _PLACES
    return (quantity.strict + Interval(-slack, slack)).meets(wanted)
