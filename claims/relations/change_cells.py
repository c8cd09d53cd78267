"""Changes whose two values are told elsewhere, found by what they are of: one area, the two periods of the change.

"Hale built 64 homes this year … A year ago Hale built 58 …, so it built six more": the change is Hale's, between
the two years, and so are two of the levels.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Certainty, Hedge, Kind, Mood, Relation
from claims.patterns import regex
from claims.period import same
from claims.relations.change_reading import fits, relation_of
from claims.relations.kinship import alike_in_name, area_of, indicator_of, of_one_indicator, period_of
from claims.relations.scene import Scene, Slot, comparable

__all__ = ["by_cells"]

_YEARLY = regex(r"\b(?:annual|yearly|year-on-year|year-over-year)\b")
_WINDOW = 24  # figures on either side
_MOST = 4  # pairs of values that may be likely at once; more are merely possible


def by_cells(scene: Scene, change: Slot, own: Slot | None, group: str, rank: int) -> Iterator[Relation]:
    """Yield a change with the levels of its own area at its two periods, nearest first.

    `own` is the new value, where the sentence of the change tells it.
    """
    told = change.binding
    if told is None or told.period is None or told.compared_to is None or same(told.period, told.compared_to):
        return
    if (
        _YEARLY.search(change.left[-60:])
        and len(told.period) == len(told.compared_to)
        and told.period[:4] == told.compared_to[:4]
    ):
        return  # "the annual rate slowed to 1.8 percent" is no change from October to November
    if own is not None and not same(period_of(own), told.period):
        own = None
    near = scene.slots[max(0, change.order - _WINDOW) : change.order + _WINDOW + 1]
    levels = [s for s in near if _may_be_end(s, change)]
    current = [s for s in levels if same(period_of(s), told.period) and not s.marked_base and own in (None, s)]
    base = [s for s in levels if same(period_of(s), told.compared_to)]
    pairs = [(c, b) for c in current for b in base if comparable(c.q, b.q) > 0 and _known(change, c, b)]
    pairs.sort(key=lambda p: (-_kinship(change, *p), sum(abs(s.order - change.order) for s in p), p[0].order))
    likely = len(pairs) <= _MOST
    for n, (new, old) in enumerate(pairs[: 2 * _MOST]):
        of_rates = new.q.unit == "percent" and change.q.kind is Kind.GROWTH_RATE  # seldom told of one in percent
        certainty = Certainty.LIKELY if likely and not of_rates else Certainty.POSSIBLE
        yield relation_of(
            change.q, new.q, old.q, group, rank + n, certainty, "values of its area at its two periods", len(pairs)
        )


def _may_be_end(slot: Slot, change: Slot) -> bool:
    if not slot.is_level or slot.in_table or slot.expected or slot.q.hedge is Hedge.BETWEEN:
        return False
    if slot.binding is not None and slot.binding.mood is not Mood.FACT:
        return False  # "a coalition would hold 71 seats"
    return fits(change.q, slot.q) and area_of(slot) == area_of(change)


def _known(change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether the three are known to be of one thing: by their indicators, or by areas named beside them."""
    if alike_in_name(change, current) and alike_in_name(change, base):
        return True
    areas = [s.binding.area if s.binding else None for s in (change, current, base)]
    return sum(a is not None and not a.inferred for a in areas) >= 2


def _kinship(change: Slot, current: Slot, base: Slot) -> int:
    return len({indicator_of(current), indicator_of(base)}) == 1 and 1 + of_one_indicator(change, current)
