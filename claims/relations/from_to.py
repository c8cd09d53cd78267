"""From one value to another, without a printed change: the change is implied."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.period import same
from claims.relations.change_reading import alike, is_swing, negative, relation_of
from claims.relations.from_to_barred import is_barred_pair
from claims.relations.kinship import of_one_indicator, of_one_thing, period_of
from claims.relations.scene import Scene, Slot

__all__ = ["pair_relation", "propose", "rate_pairs"]


def rate_pairs(scene: Scene, slots: list[Slot]) -> list[tuple[Slot, Slot]]:
    """Find growth rates that are themselves the ends of a change: "growth eased from 5.4% to 5.2%"."""
    rates = [s for s in slots if s.q.kind is Kind.GROWTH_RATE and s.q.hedge is not Hedge.BETWEEN]
    pairs: list[tuple[Slot, Slot]] = []
    for first, second in itertools.pairwise(rates):
        if second.order != first.order + 1 or second.expected:
            continue
        if first.left.rstrip().endswith("from") and second.marked_current:
            pairs.append((first, second))
        elif second.marked_base and not first.marked_base and scene.tight(first, second):
            if is_barred_pair(scene, second, first):
                continue  # "lost 3 percent against the pound this year, and gained 0.5 percent"
            pairs.append((second, first))  # "growth of 0.5 percent, up from 0.25 percent"
    return pairs


def ends_moved(scene: Scene, slots: list[Slot], ends: Sequence[tuple[Slot, Slot]]) -> Iterator[Relation]:
    """Yield the moves between growth rates, with the points that they moved by where the sentence tells them.

    "Growth was revised up by 0.4 percentage points to 2.8 percent from 2.4 percent."
    """
    points = [s for s in slots if s.q.kind is Kind.PP_CHANGE and s.q.unit != "percent" and s.q.direction is not None]
    for base, current in ends:
        if len(ends) == len(points) == 1 and _of_these(scene, points[0], base, current):
            group = f"from-to:{base.q.id}"
            reading = "a rate, the one before and the points between"
            moved = relation_of(points[0].q, current.q, base.q, group, 0, Certainty.LIKELY, reading)
            yield replace(moved, tags=moved.tags | {UNRIVALLED})
        else:
            yield pair_relation(base, current)


# what a figure is held against without having come from there
_BAR = regex(r"\b(?:target|goal|limit|ceiling|cap|threshold|forecast|estimate|minimum|maximum)\b[^,;]{0,12}$")


_GAIN = regex(r"\b(?:profits?|surplus|net cash)\b[^,;]*$")


def _of_these(scene: Scene, points: Slot, base: Slot, current: Slot) -> bool:
    """Tell whether points are told of two rates: in their clause, and with no other figure between."""
    ends = (base, current)
    far, near = sorted(ends, key=lambda s: abs(s.order - points.order), reverse=True)
    others = [s for s in scene.between(far, points) if s not in ends and s.q.kind is not Kind.DATE]
    return points.clause == current.clause and near.clause == current.clause and not others


def pair_relation(base: Slot, current: Slot) -> Relation:
    """Relate an earlier value to a later one; of a loss and a profit the loss is below nothing."""
    if is_swing(current, base) and (_GAIN.search(current.left) or _GAIN.search(base.left)):
        loss_now = _GAIN.search(base.left) is not None
        current, base = (_turned(current), base) if loss_now else (current, _turned(base))
    return Relation(
        kind="from_to",
        equation="current == base + difference",
        roles={"current": (Term(quantity=current.q),), "base": (Term(quantity=base.q),)},
        certainty=Certainty.LIKELY,
        reading="from one value to another",
        group=f"from-to:{base.q.id}",
    )


def _turned(slot: Slot) -> Slot:
    return replace(slot, q=negative(slot.q))


def propose(scene: Scene, slots: list[Slot], changes: list[Slot]) -> Iterator[Relation]:
    """Yield pairs that say from where to where, without a printed change: the change is implied."""
    for base in slots:
        if not base.marked_base or not base.is_level or _BAR.search(base.left):
            continue
        beside = [
            s for s in slots if s is not base and alike(s, base) and not s.marked_base and not scene.between(s, base)
        ]
        tied = [s for s in beside if scene.tight(s, base) and (s.order < base.order or s.marked_current)]
        tied = [s for s in tied if not is_barred_pair(scene, base, s)]
        for current in sorted(tied, key=lambda s: (not s.marked_current, s.order < base.order))[:1]:
            if not any(c.clause == base.clause for c in changes):
                yield pair_relation(base, current)
        if not tied or any(c.clause == base.clause for c in changes):
            yield from _of_one_cell(scene, slots, base, changes)


def _of_one_cell(scene: Scene, slots: list[Slot], base: Slot, changes: list[Slot]) -> Iterator[Relation]:
    """Read "it earned $23 million in the quarter, more than the $21 million of a year ago, on sales 10 percent higher".

    Both are known to be of one thing in two periods, and no change is told of it.
    """
    if any(of_one_indicator(c, base) for c in changes):
        return
    before = [s for s in slots if s.order < base.order and alike(s, base) and not s.marked_base]
    for current in before[-1:]:
        periods = (period_of(current), period_of(base))
        if is_barred_pair(scene, base, current):
            continue
        if of_one_thing(current, base) and None not in periods and not same(*periods):
            yield pair_relation(base, current)
