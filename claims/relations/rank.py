"""Ranks inside their pool, and ranks against the values beside them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from claims.model import Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.scene import Scene, Slot, same_noun

__all__ = ["propose"]

_DEEPEST = 10  # ranks further down are not listed with all that is above them
_AMONG = regex(
    r"^[^,;:]{0,40}\b(?:among|(?<!family )(?<!crew )(?<!team )(?<!group )of|out of)\b(?:\s+(?:the|all|its|their|"
    r"world['’]s|top|largest|biggest|some|country['’]s|nation['’]s)){0,5}\s*$"
)
_LEAST_FIRST = regex(
    r"^[\s-]*(?:fastest|best|lowest|smallest|cheapest|shortest|quickest|worst|fewest|least|time|weekend|week|year|day|half|"
    r"quarter|innings|round|set|straight|consecutive)\b"
)
_OF_ALL_TIME = regex(r"\b(?:since|on record|ever)\b")
_TOTAL = regex(r"(?:\b(?:domestic|cumulative|year-to-date)|\b\w+-day)\s(?:total|tally)\b[^,;]{0,12}$|\btally,\s+$")
_NO_POOL = ("set", "game", "round", "minute", "day", "week", "year", "hour", "month")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield each rank with the size of its pool, and with the values that the order follows from."""
    for first, second in itertools.pairwise(scene.slots):
        kinds = (first.q.kind, second.q.kind) == (Kind.RANK, Kind.COUNT)
        pool = second.q.unit.removeprefix("count:") not in _NO_POOL
        if kinds and pool and first.sentence == second.sentence and _AMONG.search(scene.gap(first, second)):
            yield _in_pool(first, second)
    for slots in scene.by_block.values():
        for rank in slots:
            if rank.q.kind is Kind.RANK and rank.q.value is not None and 1 <= rank.q.value <= _DEEPEST:
                here = [s for s in slots if s.sentence == rank.sentence]
                yield from list(_by_value(here, rank)) or _by_value(slots, rank)


def _is_value(slot: Slot) -> bool:
    return (slot.is_level or slot.q.kind is Kind.ABSOLUTE_CHANGE) and slot.q.hedge is not Hedge.BETWEEN


def _of_kind(slot: Slot, value: Slot) -> bool:
    return _is_value(slot) and slot.is_change == value.is_change and same_noun(slot.q, value.q)


def _is_order_of(rank: Slot, value: Slot, others: Sequence[Slot]) -> bool:
    """Tell whether values can be what a place is told by: of one unit, none of them a total, the most in the first."""
    if _LEAST_FIRST.match(rank.right) or _OF_ALL_TIME.search(rank.right[:40]):
        return False
    if any(_TOTAL.search(s.left) for s in (value, *others)):
        return False
    return value.q.unit != "count:point" or all(s.q.unit == value.q.unit for s in others)


def _in_pool(rank: Slot, pool: Slot) -> Relation:
    return Relation(
        kind="rank_in",
        equation="rank <= pool",
        roles={"rank": (Term(quantity=rank.q),), "pool": (Term(quantity=pool.q),)},
        certainty=Certainty.CERTAIN,
        reading="rank and its pool",
        group=f"rank:{rank.q.id}",
    )


def _by_value(slots: list[Slot], rank: Slot) -> Iterator[Relation]:
    """Read "9,400 … 6,200 … while Osmark, in third place, had 4,800": the values stand in the order of the ranks."""
    place = int(rank.q.value or 0)
    beside = [s for s in slots if _is_value(s) and s.sentence == rank.sentence and abs(s.order - rank.order) <= 2]
    for value in sorted(beside, key=lambda s: abs(s.order - rank.order))[:2]:
        others = [s for s in slots if s is not value and _of_kind(s, value) and not s.marked_base]
        above = [s for s in others if (s.q.value or 0) > (value.q.value or 0)]
        below = sorted((s for s in others if s not in above), key=lambda s: s.order)[:2]
        if len(above) != place - 1 or not (above or below):
            continue
        told = above or below
        certainty = Certainty.LIKELY if _is_order_of(rank, value, told) else Certainty.POSSIBLE
        yield Relation(
            kind="rank_in",
            equation="value <= min(above)" if above else "value >= max(below)",
            roles={
                "value": (Term(quantity=value.q),),
                "above" if above else "below": tuple(Term(quantity=s.q) for s in told),
                "rank": (Term(quantity=rank.q),),
            },
            certainty=certainty,
            reading="values in the order of their ranks",
            group=f"order:{rank.q.id}",
        )
        return
