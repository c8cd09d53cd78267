"""One wrong digit that explains a sum which is off by a factor: "Okafor had 48,350 votes and Brandt 4,550".

A digit that was lost, doubled or mistyped at the front of a figure puts it hopelessly off. Dozens of such slips are
tried for each figure, so that one fits proves little where the amounts are near one another anyway. Where they are
not, what counts is how narrow the place is that the slip has to hit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.interval import Interval
from claims.model import Quantity, Relation
from verify.diagnosis import Hypothesis, wanted
from verify.house_style import format_like
from verify.slips import nearness, reread, slips

__all__ = ["gross_slips"]

_LUCK = 0.07  # expected number of slips, over all figures of the relation, that would hit by chance
_ALL = Decimal(100)
_SCORE = 0.6  # over a plain miscalculation: nobody miscalculates by a factor


def gross_slips(relation: Relation) -> Iterator[Hypothesis]:
    """Yield each slip of one figure that makes the relation hold, where few random figures could be mended so.

    `luck` is the share of all amounts of that size which the place to hit covers, times the slips tried.
    """
    yield from _of_order(relation)
    roles = relation.roles
    if relation.kind == "difference" and all(len(roles.get(role, ())) == 1 for role in ("larger", "smaller")):
        turned = {**roles, "larger": roles["smaller"], "smaller": roles["larger"]}  # the slip made the smaller larger
        yield from _of_order(replace(relation, roles=turned))


def _of_order(relation: Relation) -> Iterator[Hypothesis]:
    trusted = {tag.removeprefix("trusted:") for tag in relation.tags if tag.startswith("trusted:")}
    for quantity in relation.members:
        target = None if quantity.id in trusted else wanted(relation, quantity)
        if target is None or target.lower is None or target.upper is None:
            continue
        siblings = frozenset(q.scale_text for q in relation.members if q.scale_text and q.id != quantity.id)
        yield from _complement(quantity, target)
        for slip in slips(quantity, siblings, near=nearness(quantity, float(target.lower), float(target.upper))):
            printed = reread(quantity, slip.value)
            if not slip.value or not printed.meets(target):
                continue
            last_place = Decimal(1).scaleb(-quantity.places) * quantity.scale
            place = target.upper - target.lower + (printed.width or Decimal(0))
            luck = float(max(place, last_place) / abs(slip.value)) * slip.variants
            if luck * len(relation.members) <= _LUCK:
                yield Hypothesis(
                    slip.diagnosis,
                    quantity,
                    quantity.start,
                    quantity.end,
                    slip.replacement,
                    slip.why,
                    _SCORE + slip.prior / 10,
                    slip.value,
                    luck,
                )


def _complement(quantity: Quantity, target: Interval) -> Iterator[Hypothesis]:
    """Try, for a share, what is left to 100: the share of the others."""
    if quantity.unit != "percent" or quantity.style == "fraction" or not quantity.value:
        return
    value = _ALL - quantity.value
    if 0 < value < _ALL and (Interval.point(_ALL) - quantity.strict).meets(target):
        text = format_like(quantity, value)
        why = f"{quantity.surface} is the share of the others"
        luck = float(((target.upper or value) - (target.lower or value)) / _ALL)
        yield Hypothesis("share", quantity, quantity.start, quantity.end, text, why, _SCORE, value, luck)
