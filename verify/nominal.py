"""What a figure should be when the others are taken at their printed values, rounding left aside."""

from __future__ import annotations

from dataclasses import replace

from claims.interval import Interval
from claims.model import Quantity, Relation, Term
from verify.diagnosis import wanted

__all__ = ["nominal"]


def nominal(relation: Relation, quantity: Quantity) -> Interval | None:
    """Return the value that the printed values of the other figures leave to `quantity`, in its printed unit.

    Whether figures agree is for their intervals to say; this is the one value to name in a message.
    """
    roles = {role: tuple(_at_value(term) for term in terms) for role, terms in relation.roles.items()}
    found = wanted(replace(relation, roles=roles), quantity)
    return found if found is not None and found.bounded else wanted(relation, quantity)


def _at_value(term: Term) -> Term:
    if term.quantity.value is None:
        return term
    point = Interval.point(term.quantity.value)
    return replace(term, quantity=replace(term.quantity, strict=point, lenient=point))
