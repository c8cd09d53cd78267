"""The percentage of a change whose amount lies exactly between two values told near it.

"$693 in May, $33 or 5 percent more than the $660 of a year earlier"; "reached $1,044 million against $928 million. …
The increase of $116 million works out at 12.5 per cent": the amount says of which two values the percentage is.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.change_reading import relation_of
from claims.relations.scene import Scene, Slot, comparable
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_JOINED = regex(
    rf"^(?:\s(?!and\b|but\b|while\b|from\b|to\b|than\b|in\b|on\b|for\b)[a-z][\w'’-]*){{0,3}}?"
    rf"(?:,?\s(?:or|that is|i\.e\.)|,|\s\(|,\s(?:which is|equal to|equivalent to)|\s(?:works out at|amounts to|equals|"
    rf"corresponds to|makes|is|was))\s?(?:an?\s(?:[\w-]+\s)?(?:rise|increase|gain|fall|drop|decline|cut"
    rf"|decrease) of\s)?{ABOUT}$"
)
_POINTS_BACK = regex(
    r"(?:\b(?:the|this|that|its|their|such an?)\s(?:[\w-]+\s){0,2}?(?:of\s)?|"
    r"\b(?:that|this|it|which)\s(?:is|was|means|meant|makes|made|represents"
    r"|marks)\s(?:an?\s)?(?:[\w-]+\s){0,2}?(?:of\s)?)$"
)
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT})
_BACK = 2  # sentences
_FIRM = 2  # digits of an amount that does not lie between two values by chance
_FEW = 8  # values: among more, two lie that far apart by chance


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield rates with the only two values between which the amount beside them lies."""
    for rate in scene.slots:
        if rate.q.kind is not Kind.GROWTH_RATE or rate.q.unit != "percent" or rate.in_table or not rate.q.value:
            continue
        amount = _amount(scene, rate)
        if amount is None or rate.q.hedge is Hedge.BETWEEN:
            continue
        direction = rate.q.direction or amount.q.direction
        pair = _pair(scene, rate, amount)
        if pair is None or direction not in ("up", "down"):
            continue
        lower, higher = pair
        current, base = (higher, lower) if direction == "up" else (lower, higher)
        told = rate.q if rate.q.direction else replace(rate.q, direction=direction)
        reading = "the change whose amount lies between the two values"
        relation = relation_of(told, current.q, base.q, f"change:{rate.q.id}", -1, Certainty.LIKELY, reading)
        yield replace(relation, tags=relation.tags | {UNRIVALLED})


def _amount(scene: Scene, rate: Slot) -> Slot | None:
    """Return the amount of the same change, right before its percentage."""
    amount = scene.slots[rate.order - 1] if rate.order else None
    if amount is None or amount.sentence != rate.sentence or amount.q.kind is not Kind.ABSOLUTE_CHANGE:
        return None
    plain = amount.q.hedge is Hedge.EXACT and bool(amount.q.value) and _digits(amount) >= _FIRM
    opposed = {rate.q.direction, amount.q.direction} == {"up", "down"}
    return amount if plain and not opposed and _JOINED.match(scene.gap(amount, rate)) else None


def _pair(scene: Scene, rate: Slot, amount: Slot) -> tuple[Slot, Slot] | None:
    near = [s for s in scene.slots[max(0, rate.order - 16) : rate.order + 4] if _may_be(s, amount)]
    near = [s for s in near if 0 <= rate.sentence - s.sentence <= _BACK]
    if not 2 <= len(near) <= _FEW:
        return None
    pairs = {
        tuple(sorted((a.q.value or 0, b.q.value or 0))): (a, b)
        for a, b in itertools.combinations(near, 2)
        if abs((a.q.value or 0) - (b.q.value or 0)) == amount.q.value
    }
    if len(pairs) != 1:
        return None
    here = all(s.sentence == rate.sentence for s in next(iter(pairs.values())))
    if not here and not _POINTS_BACK.search(amount.left):
        return None
    lower, higher = sorted(next(iter(pairs.values())), key=lambda s: s.q.value or 0)
    return (lower, higher) if lower.q.value and lower.q.value > 0 else None


def _may_be(s: Slot, amount: Slot) -> bool:
    plain = s.q.kind in _VALUES and s.q.unit != "percent" and not s.aside and s.q.hedge is Hedge.EXACT
    unit = s.q.unit.split(" per ")[0]
    alike = comparable(s.q, amount.q) > 0 or unit == amount.q.unit or (not s.q.unit and s.q.scale == amount.q.scale)
    return plain and alike and not s.expected and not s.in_table


def _digits(slot: Slot) -> int:
    return len(slot.q.value.normalize().as_tuple().digits) if slot.q.value else 0
