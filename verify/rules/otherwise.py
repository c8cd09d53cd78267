"""Other sums of the same sentence that give a figure: what makes a failing total or share a misreading.

"The loan of £2,000 is repaid in 24 instalments of £95, £2,280 in all": 2,280 is no sum of the amounts before it,
but it is 24 × 95. Where figures of one sentence make the very figure by another plain sum, the first reading was
wrong, and nothing is said. Only figures with enough digits are looked at: a small number is made by many sums.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.interval import Interval
from claims.model import Certainty, Kind, Quantity, Relation
from verify.rules.rule import Context

__all__ = ["made_otherwise"]

_AMOUNTS = (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE)
_MOST_FIGURES = 12  # in a longer sentence some sum fits anything
_CHANCE = Decimal("0.001")  # that some of the parts make the whole by accident; a short total may leave one out


def made_otherwise(context: Context, relation: Relation) -> bool:
    """Tell whether the figure that a relation fails to give is made by other figures of its sentence."""
    if "earlier" in relation.tags:
        return False  # its figures are of another period than those of the sentence
    if relation.kind == "sum" and "whole" in relation.roles:
        return _total(context, relation)
    if relation.kind == "share_of" and {"share", "part", "whole"} <= relation.roles.keys():
        return _share(context, relation)
    if relation.kind == "share_of" and "share_2" in relation.roles:
        return _own_whole(context, relation)
    return False


def _total(context: Context, relation: Relation) -> bool:
    whole = relation.roles["whole"][0].quantity
    parts = [t.quantity for t in relation.roles["part"]]
    if whole.unit == "percent":
        return False
    near = [q for q in _fellows(context, whole) if q is not whole]
    if relation.certainty is not Certainty.CERTAIN and _some_make(whole, parts):
        return True
    listed = {p.id for p in parts}
    others = [q for q in near if q.id not in listed and q.end <= whole.start]
    if len(near) > _MOST_FIGURES:
        return False
    for one in others:  # "up by 20 cents, then 15, then 10, 45 in all": only one of the list has the unit
        if _meets(whole.strict, [*(p.strict for p in parts), one.strict]):
            return True
    if _printed_digits(whole) < 3:
        return False
    if any((a.strict * b.strict).meets(whole.strict) for a, b in _pairs(near) if _exact(a) and _exact(b)):
        return True
    pairs = [(a, b) for a, b in _pairs(near) if _measure(a) == _measure(b)]
    if any(_gap(a, b).meets(whole.strict) for a, b in pairs):
        return True
    return any(
        _gap(a, b).meets(part.strict)
        for part in parts
        if _printed_digits(part) >= 3
        for a, b in pairs
        if part.id not in (a.id, b.id) and not {a.id, b.id} <= listed
    )


def _some_make(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Tell whether some of the parts are exactly the whole, beyond chance: the others are no parts of it.

    "1,724.12, an extra 81.94. With the police (291.40), the fire brigade (92.75) and 68.33 … the bill is 2,176.60."
    """
    values = [p.value or Decimal(0) for p in parts]
    wanted, step = abs(whole.value or Decimal(0)), whole.scale.scaleb(-whole.places)
    sizes = range(2, len(values))
    tried = sum(math.comb(len(values), n) for n in sizes)
    if len(values) > _MOST_FIGURES or not wanted or tried * step / wanted > _CHANCE:
        return False
    return any(abs(sum(some)) == wanted for n in sizes for some in itertools.combinations(values, n))


def _share(context: Context, relation: Relation) -> bool:
    """Look for a nearer whole: "Of the 1,200 beds 420 are in the north, where 126 of them, or 30 percent, …"."""
    share, part, whole = (relation.roles[role][0] for role in ("share", "part", "whole"))
    first, last = sorted((part.quantity, whole.quantity), key=lambda q: q.start)
    for other in _fellows(context, share.quantity):
        if not first.end <= other.start < last.start or _measure(other) != _measure(whole.quantity):
            continue
        positive = other.strict.lower is not None and other.strict.lower > 0
        if positive and (part.strict / other.strict).meets(share.strict):
            return True
    return False


def _own_whole(context: Context, relation: Relation) -> bool:
    """Look for a printed whole of one of two shares: "the other $30,000 at 40 percent ($12,000)"."""
    for suffix in ("", "_2"):
        share, part = (relation.roles[role + suffix][0] for role in ("share", "part"))
        for other in _fellows(context, part.quantity):
            alike = _measure(other) == _measure(part.quantity) and other.id not in {q.id for q in relation.members}
            positive = other.strict.lower is not None and other.strict.lower > 0
            if alike and positive and (part.strict / other.strict).meets(share.strict):
                return True
    return False


def _fellows(context: Context, quantity: Quantity) -> list[Quantity]:
    """Return the amounts of the sentence that the quantity stands in."""
    sentence = context.document.sentence_at(quantity.start)
    return [q for q in context.in_span(sentence.start, sentence.end) if q.kind in _AMOUNTS and q.value is not None]


def _pairs(quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    return itertools.combinations(quantities, 2)


def _gap(a: Quantity, b: Quantity) -> Interval:
    return a.strict - b.strict if (a.value or 0) >= (b.value or 0) else b.strict - a.strict


def _meets(target: Interval, summands: Sequence[Interval]) -> bool:
    made = summands[0]
    for one in summands[1:]:
        made = made + one
    return made.meets(target)


def _exact(quantity: Quantity) -> bool:
    return quantity.strict.width is not None and abs(quantity.value or Decimal(0)) > 1


def _measure(quantity: Quantity) -> str:
    """Return the unit without the counted noun."""
    return (quantity.unit or "count").split(":")[0]


def _printed_digits(quantity: Quantity) -> int:
    return sum(c.isdigit() for c in quantity.surface)
