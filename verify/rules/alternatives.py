"""What the other figures of a conflict would have to be, if they and not the one marked are wrong.

"The shares closed at $45, a 30 percent discount to the offer of $52" has three figures, and any of them may be the
slip. The best explanation is what a finding says; here are the others, for a reader who knows better which figure
to trust: the value that the rest leaves to each figure, and the figure that one slip would have made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.interval import Interval
from claims.model import Quantity, Relation
from verify.diagnosis import Hypothesis, wanted
from verify.equation import parse
from verify.finding import Suggestion
from verify.house_style import format_like, numeral_of
from verify.nominal import nominal
from verify.reprinting import recalculated
from verify.slips import nearness, reread, slips

__all__ = ["alternatives"]

_EXACT = Decimal("0.000001")
_ROUND = 0.45  # score of a value worked out that comes out even: it was likely printed
_UNTESTED = 0.5  # of the score of a slip, where many values would have fitted
_EACH = 2  # for one figure


def alternatives(relation: Relation, hypotheses: Sequence[Hypothesis], text: str, most: int) -> tuple[Suggestion, ...]:
    """Return at most so many further suggestions, the likeliest first, for a conflict with these explanations.

    `hypotheses` are all of them, best first; those that are suggested already are for the caller to leave out.
    """
    if parse(relation.equation).comparison != "==":
        return ()
    trusted = {tag.removeprefix("trusted:") for tag in relation.tags if tag.startswith("trusted:")}
    scored = [(h.score, h.start, h.end, h.replacement, h.quantity) for h in hypotheses]
    for quantity in relation.members:
        if quantity.id not in trusted:
            scored += [(s, quantity.start, quantity.end, t, quantity) for s, t in _of(relation, quantity)]
    scored.sort(key=lambda item: -item[0])
    count: dict[str, int] = {}
    found: dict[tuple[int, int, str], Suggestion] = {}
    for _, start, end, new, quantity in scored:
        if new in ("", text[start:end]) or (start, end, new) in found or count.get(quantity.id, 0) >= _EACH:
            continue
        count[quantity.id] = count.get(quantity.id, 0) + 1
        why = "if that is what is wrong"
        found[start, end, new] = Suggestion(start=start, end=end, replacement=new, why=why, likely=False)
    return tuple(found.values())[:most]


def _of(relation: Relation, quantity: Quantity) -> Iterator[tuple[float, str]]:
    """Yield with their scores the value that the others leave to the figure, and what one slip makes of it."""
    exact, open_to = nominal(relation, quantity), wanted(relation, quantity)
    middle = exact.middle if exact is not None else None
    if middle is None or open_to is None or quantity.value is None:
        return
    if (middle < 0) == (quantity.value < 0) and middle:
        text = recalculated(relation, quantity)
        even = text == format_like(quantity, middle, places=quantity.places) and _comes_out(quantity, middle)
        if text is not None and (even or _one_digit_more(quantity, text)):
            yield _ROUND, text
    yield from _slipped(relation, quantity, open_to, middle)


def _comes_out(quantity: Quantity, value: Decimal) -> bool:
    """Tell whether a value needs no rounding to be printed like the figure."""
    return abs(value - (value / quantity.step).to_integral_value() * quantity.step) <= abs(value) * _EXACT


def _one_digit_more(quantity: Quantity, text: str) -> bool:
    """Tell whether a digit was lost from the front or the end of a figure: "3 million" for "36 million"."""
    old, new = (re.sub(r"\D", "", t) for t in (numeral_of(quantity), text))
    return len(old) == 1 and len(new) == 2 and old in new


def _slipped(relation: Relation, quantity: Quantity, open_to: Interval, middle: Decimal) -> Iterator[tuple[float, str]]:
    siblings = frozenset(q.scale_text for q in relation.members if q.scale_text and q.id != quantity.id)
    if open_to.lower is None or open_to.upper is None:
        return
    near = nearness(quantity, float(open_to.lower), float(open_to.upper))
    fitting = [s for s in slips(quantity, siblings, near=near) if reread(quantity, s.value).meets(open_to)]
    best = min(fitting, key=lambda s: (-s.prior, abs(s.value - middle)), default=None)
    if best is not None:
        yield _UNTESTED * best.prior, best.replacement
