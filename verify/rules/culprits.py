"""A figure that breaks two sums at once, where it has changed places with a figure of the other.

"The index closed at 640.20, down 214.80 or 2.2 percent … Since January it lost 9,546.20 (6.3 percent)": either sum
alone does not say which of its figures is wrong. The figure they share is, where both hold as soon as it changes places
with a figure of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claims.model import Certainty, Quantity, Relation
from verify.consistency import judge
from verify.diagnosis import EXCHANGED, Hypothesis, exchange
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
        if all(judge(exchange(r, quantity, there)) is Holds.STRICT for r in (relation, other)):
            yield Hypothesis(
                "digit-typo", quantity, quantity.start, quantity.end, there.surface, EXCHANGED, _SWAPPED, there.value
            )
