"""The same figure printed twice: headline and body, lead and detail."""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Certainty, Kind, Relation, Term
from claims.relations.scene import Scene, Slot

__all__ = ["propose"]

_DIGITS = 3  # significant digits from which an equal figure is hardly chance


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield pairs of equal figures of one unit; two or fewer digits prove nothing, unless the indicator is the same."""
    seen: dict[tuple[str, str], Slot] = {}
    for slot in scene.slots:
        if (
            slot.q.kind in (Kind.GROWTH_RATE, Kind.RANK, Kind.ORDINAL_EDITION, Kind.AGE, Kind.DURATION)
            or not slot.q.value
        ):
            continue
        key = (slot.q.unit, format(slot.q.value.normalize(), "f"))
        earlier = seen.get(key)
        seen[key] = slot
        if earlier is None or earlier.sentence == slot.sentence or not _telling(earlier, slot):
            continue
        yield Relation(
            kind="same_as",
            equation="first == second",
            roles={"first": (Term(quantity=earlier.q),), "second": (Term(quantity=slot.q),)},
            certainty=Certainty.POSSIBLE,
            reading="one figure printed twice",
            group=f"same:{slot.q.id}",
        )


def _telling(a: Slot, b: Slot) -> bool:
    digits = len(
        a.q.surface[a.q.number_start - a.q.start : a.q.number_end - a.q.start]
        .replace(",", "")
        .replace(".", "")
        .strip("0")
    )
    if digits >= _DIGITS:
        return True
    x, y = a.binding, b.binding
    return bool(x and y and x.indicator and y.indicator and x.indicator.normal == y.indicator.normal)
