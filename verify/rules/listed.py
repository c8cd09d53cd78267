"""Parts of a list that adds up to the total before it: what follows is as likely said of the total."""

from __future__ import annotations

from claims.model import Kind, Quantity
from claims.relations.scene import adding_up_to
from verify.rules.rule import Context

__all__ = ["is_listed_part"]

_AMOUNTS = (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE)
_MOST = 8


def is_listed_part(context: Context, quantity: Quantity) -> bool:
    """Tell "140,000" in "400,000 boxes, 260,000 by rail and 140,000 by road, up from 370,000 a year ago"."""
    sentence = context.document.sentence_at(quantity.start)
    told = [q for q in context.in_span(sentence.start, quantity.end) if q.kind in _AMOUNTS and q.unit != "percent"]
    told = [q for q in told if q.value is not None][-_MOST:]
    return any(quantity in adding_up_to(whole, told[n + 1 :]) for n, whole in enumerate(told))
