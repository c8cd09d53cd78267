"""A figure that breaks two sums at once, where it has changed places with a figure of the other.

"The Dow was at 1,951.72, down 588.40 or 3.6 percent … That leaves it 15,871.35 (11 percent) lower": either sum alone
does not say which of its figures is wrong. The figure they share is, where both hold as soon as it changes places with
a figure of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from claims.model import Certainty, Quantity, Relation, Term
from verify.consistency import judge
from verify.diagnosis import EXCHANGED, Hypothesis
from verify.equation import parse
from verify.finding import CheckedRelation, Holds

__all__ = ["culprits"]

_SWAPPED = 0.98  # score over a miscalculation, which would not break two sums


def culprits(relation: Relation, relations_of: Mapping[str, Sequence[CheckedRelation]]) -> Iterator[Hypothesis]:
    """Yield each exchange of a figure that mends `relation` and another broken one that has it too."""
    own = {q.id for q in relation.members}
    for quantity in relation.members:
        for other in _broken(relations_of.get(quantity.id, ())):
            beside = [q for q in other.members if q.id not in own]
            if other is relation or len(beside) < 2:
                continue  # nearly the same figures: no second witness
            yield from _swapped(relation, other, quantity, beside)


def _broken(checked: Sequence[CheckedRelation]) -> list[Relation]:
    return [
        c.relation
        for c in checked
        if c.holds is Holds.NO
        and c.relation.certainty is not Certainty.POSSIBLE
        and parse(c.relation.equation).comparison == "=="
    ]


def _swapped(
    relation: Relation, other: Relation, quantity: Quantity, beside: Sequence[Quantity]
) -> Iterator[Hypothesis]:
    for there in beside:
        if there.unit != quantity.unit or there.value == quantity.value:
            continue
        moved = {quantity.id: _valued(quantity, there), there.id: _valued(there, quantity)}
        if judge(_put(relation, moved)) is Holds.STRICT and judge(_put(other, moved)) is Holds.STRICT:
            yield Hypothesis(
                "digit-typo", quantity, quantity.start, quantity.end, there.surface, EXCHANGED, _SWAPPED, there.value
            )


def _valued(place: Quantity, other: Quantity) -> Quantity:
    return replace(place, value=other.value, strict=other.strict, lenient=other.lenient)


def _put(relation: Relation, moved: Mapping[str, Quantity]) -> Relation:
    roles: dict[str, tuple[Term, ...]] = {
        role: tuple(replace(t, quantity=moved.get(t.quantity.id, t.quantity)) for t in terms)
        for role, terms in relation.roles.items()
    }
    return replace(relation, roles=roles)
