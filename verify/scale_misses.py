"""One wrong scale word: "£3.4 billion" beside £5.1 million and £8.5 million in all.

Of all slips this one leaves the clearest trace. A figure that is a thousandfold off, and fits its neighbours to the
last printed digit once million is billion, hardly ever does so by chance, and few such figures are tried. So where only
a wrong scale word explains a reading, the reading may be merely possible: its luck counts the readings that were tried,
and not how many slips and figures there might have been. Three things speak against the repair:

* another equation of the story needs the figure as it is printed (the caller knows those);
* an amount of like size in its sentence is of its kind ("$4.2 billion from $3.9 billion"): then both would be wrong;
* the mended figure is lost in the rounding of the others: 2.2 million more or less, where billions are told.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from decimal import Decimal
from math import inf

from claims.model import Quantity, Relation
from verify.consistency import chance, judge
from verify.diagnosis import with_value
from verify.finding import Holds

__all__ = ["MOST_LUCK", "SCALE_MISS", "WITH_FELLOWS", "has_fellow", "is_thousandfold", "luck_of_scale", "scale_luck"]

SCALE_MISS = "scale-miss"  # tag of a merely possible relation that another scale word makes hold
MOST_LUCK = 0.04  # how often chance may mend a reading as exactly, over the readings tried
WITH_FELLOWS = 0.02  # the same, where amounts of its unit in its paragraph are of the size that is printed
_WORDS = frozenset({Decimal(10) ** 6, Decimal(10) ** 9, Decimal(10) ** 12})
_THOUSAND = Decimal(1000)
_ADDED = ("sum", "difference", "from_to")
_LIKE_SIZE = Decimal(100)


def scale_luck(relation: Relation, spared: AbstractSet[str]) -> float:
    """Return the least luck with which another scale word of one figure makes the relation hold; none: infinite.

    `spared` are the ids of figures that are not to blame.
    """
    if relation.kind == "same_as" or "==" not in relation.equation or "earlier" in relation.tags:
        return inf
    least = inf
    for quantity in relation.members:
        if quantity.scale in _WORDS and quantity.value and quantity.id not in spared:
            for ratio in (_THOUSAND, 1 / _THOUSAND):
                least = min(least, luck_of_scale(relation, quantity, quantity.value * ratio))
    return least


def luck_of_scale(relation: Relation, quantity: Quantity, value: Decimal) -> float:
    """Return how often chance would make the relation hold as exactly as this value; infinite where it does not."""
    if not is_thousandfold(quantity, value):
        return inf
    if relation.kind in _ADDED and abs(value) <= sum(_width(q) for q in relation.members if q.id != quantity.id):
        return inf
    mended = with_value(relation, quantity, value)
    return chance(mended) * max(1, relation.trials) if judge(mended) is Holds.STRICT else inf


def is_thousandfold(quantity: Quantity, value: Decimal) -> bool:
    """Tell whether a value is that of the figure with the next scale word: million, billion, trillion."""
    ratio = value / quantity.value if quantity.value else Decimal(0)
    return ratio in (_THOUSAND, 1 / _THOUSAND) and {quantity.scale, quantity.scale * ratio} <= _WORDS


def has_fellow(quantity: Quantity, beside: Iterable[Quantity]) -> bool:
    """Tell whether a figure beside a figure is an amount of its unit and of like size, as they are printed."""
    others = [q for q in beside if q.id != quantity.id and q.unit == quantity.unit]
    sizes = [abs(q.value / quantity.value) for q in others if q.value and quantity.value]
    return any(1 / _LIKE_SIZE < size < _LIKE_SIZE for size in sizes)


def _width(quantity: Quantity) -> Decimal:
    return quantity.strict.width or Decimal(0)
