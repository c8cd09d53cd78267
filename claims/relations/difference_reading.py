"""One reading of a difference: the relation over the difference and the two values it lies between."""

from __future__ import annotations

from collections.abc import Set
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Relation, Term
from claims.relations.scene import Scene, Slot, comparable, factor_to

__all__ = ["apart", "by_size", "is_base_of_another"]

_BASIS_POINT = Decimal("0.01")
_FAR = 50  # so many times the other value: no difference of the two would be worth telling
_ALONE = frozenset({UNRIVALLED})


def by_size(one: Slot, other: Slot) -> tuple[Slot, Slot]:
    """Return two values, the larger first: for wordings that do not say which of them it is.

    Where they are so far apart that a scale word must be wrong, what stands before the scale words decides.
    """
    small, large = sorted(abs(s.q.value or Decimal(0)) for s in (one, other))
    if one.q.scale != other.q.scale and large > _FAR * small:
        a, b = (abs(s.q.value or Decimal(0)) / s.q.scale for s in (one, other))
        return (one, other) if a >= b else (other, one)
    return (one, other) if (one.q.value or 0) >= (other.q.value or 0) else (other, one)


def apart(
    difference: Slot,
    larger: Slot,
    smaller: Slot,
    reading: str,
    *,
    certainty: Certainty = Certainty.LIKELY,
    group: str = "",
    rank: int = -1,
    trials: int = 1,
    tags: Set[str] = _ALONE,
) -> Relation:
    """Build ``difference == larger - smaller``; the difference may be in another unit (basis points, centimetres).

    As it stands, for a wording that tells the difference right beside its two values and so leaves no other reading.
    """
    factor = _BASIS_POINT if difference.q.unit == "basis_point" else factor_to(difference.q, larger.q)
    if (difference.q.value or 0) < 0:
        factor = -factor  # "scored 12 and let in 30, a difference of minus 18"
    return Relation(
        kind="difference",
        equation="difference == larger - smaller",
        roles={
            "difference": (Term(quantity=difference.q, factor=factor),),
            "larger": (Term(quantity=larger.q),),
            "smaller": (Term(quantity=smaller.q),),
        },
        certainty=certainty,
        reading=reading,
        group=group or f"difference:{difference.q.id}",
        rank=rank,
        trials=trials,
        tags=frozenset(tags),
    )


def is_base_of_another(scene: Scene, first: Slot, slot: Slot) -> bool:
    """Tell "the left has 91, against 70 before, and the right 64, a loss of 12": 70 is what the left had."""
    before = scene.slots[first.order - 1] if first.order else None
    if not first.marked_base or before is None or before.sentence != first.sentence:
        return False
    return comparable(before.q, slot.q) > 0
