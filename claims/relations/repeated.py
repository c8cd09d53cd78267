"""The same figure printed twice: headline and body, lead and detail."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import Certainty, Kind, Relation, Term
from claims.relations.kinship import of_one_area
from claims.relations.scene import Scene, Slot

__all__ = ["propose"]

_ROUNDED_KINDS = (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE)
_WINDOW = 20  # figures before among which the rounded form is looked for
_DIGITS = 3  # significant digits from which an equal figure is hardly chance


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield pairs of equal figures of one unit; two or fewer digits prove nothing, unless the indicator is the same."""
    yield from _rounded(scene)
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


def _rounded(scene: Scene) -> Iterator[Relation]:
    """Yield pairs of one figure, once rounded: "more than 214 points" and "214.80 points"."""
    for n, slot in enumerate(scene.slots):
        if slot.q.kind not in _ROUNDED_KINDS or not slot.q.value or slot.in_table:
            continue
        for earlier in scene.slots[max(0, n - _WINDOW) : n]:
            coarse, fine = (slot, earlier) if slot.q.places < earlier.q.places else (earlier, slot)
            if earlier.sentence == slot.sentence or slot.q.unit != earlier.q.unit or coarse.q.places == fine.q.places:
                continue
            if earlier.q.kind is not slot.q.kind or coarse.q.scale != fine.q.scale or not _digits(coarse) >= _DIGITS:
                continue
            step = coarse.q.scale.scaleb(-coarse.q.places)
            if abs((coarse.q.value or Decimal(0)) - (fine.q.value or Decimal(0))) < step and of_one_area(coarse, fine):
                yield Relation(
                    kind="same_as",
                    equation="first == second",
                    roles={"first": (Term(quantity=earlier.q),), "second": (Term(quantity=slot.q),)},
                    certainty=Certainty.POSSIBLE,
                    reading="one figure, once rounded",
                    group=f"rounded:{slot.q.id}",
                )
                break


def _digits(slot: Slot) -> int:
    """Return the number of significant digits printed."""
    printed = slot.q.surface[slot.q.number_start - slot.q.start : slot.q.number_end - slot.q.start]
    return len(printed.replace(",", "").replace(".", "").strip("0"))


def _telling(a: Slot, b: Slot) -> bool:
    if _digits(a) >= _DIGITS:
        return True
    x, y = a.binding, b.binding
    return bool(x and y and x.indicator and y.indicator and x.indicator.normal == y.indicator.normal)
