"""Withdraw refutations that the story itself explains: the series was right, the figure was another one.

The record refutes a figure only when the figure really claims the cell. Three things in the story say that it
does not:

* the same value stands elsewhere and the record supports it there: "the 6,822 applications" of a later sentence
  are those of 2024, whatever year that sentence ends with;
* the figure follows by arithmetic from figures that the record supports;
* another figure of the same sentence is the one that meets the cell: of "26 of the 100 clusters" only one is the
  number of clusters in the country.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.model import Quantity
from reference.comparison import Comparison
from verify.finding import Holds
from verify.rules.rule import Context

__all__ = ["reconsidered"]

_WITHDRAWN = "the story uses this figure for something else than the series that came nearest"


def reconsidered(context: Context, comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Return the comparisons, those that the story explains turned into "not enough info"."""
    supported = {c.quantity for c in comparisons if c.outcome == "supported" and c.quantity}
    values = _printed_values(context, supported)
    by_sentence: dict[int, list[tuple[Comparison, Quantity]]] = {}
    for comparison in comparisons:
        figure = context.by_id.get(comparison.quantity or "")
        if comparison.outcome == "supported" and comparison.aspect == "level" and figure is not None:
            sentence = context.document.sentence_at(figure.start).index
            by_sentence.setdefault(sentence, []).append((comparison, figure))
    found: list[Comparison] = []
    for comparison in comparisons:
        quantity = context.by_id.get(comparison.quantity or "")
        if comparison.outcome == "refuted" and quantity is not None:
            explained = (
                _repeats(quantity, values)
                or _follows(context, quantity, supported)
                or _other_in_sentence(context, comparison, quantity, by_sentence)
            )
            if explained:
                comparison = replace(comparison, outcome="not_enough_info", reason=_WITHDRAWN)
        found.append(comparison)
    return tuple(found)


def _printed_values(context: Context, supported: set[str]) -> dict[Decimal | None, set[str]]:
    """Return the ids of the supported figures in digits, by their values."""
    found: dict[Decimal | None, set[str]] = {}
    for figure in (context.by_id[q] for q in supported):
        if figure.surface[:1].isdigit():
            found.setdefault(figure.value, set()).add(figure.id)
    return found


def _repeats(quantity: Quantity, values: Mapping[Decimal | None, set[str]]) -> bool:
    """Tell whether an equal figure with at least two digits is supported elsewhere."""
    digits = sum(c.isdigit() for c in quantity.surface)
    return digits >= 2 and bool(values.get(quantity.value, set()) - {quantity.id})


def _follows(context: Context, quantity: Quantity, supported: set[str]) -> bool:
    """Tell whether the figure is what supported figures make by an equation of the text."""
    for checked in context.relations_of.get(quantity.id, ()):
        members = checked.relation.members
        if checked.holds in (Holds.STRICT, Holds.LENIENT) and len(members) >= 3:
            others = [m.id for m in members if m.id != quantity.id]
            if all(o in supported for o in others):
                return True
    return False


def _other_in_sentence(
    context: Context,
    comparison: Comparison,
    quantity: Quantity,
    by_sentence: Mapping[int, Sequence[tuple[Comparison, Quantity]]],
) -> bool:
    """Tell whether another figure of the sentence meets the very cell that refutes this one."""
    if comparison.aspect != "level":
        return False
    sentence = context.document.sentence_at(quantity.start).index
    cells = set(comparison.cells[:1])
    return any(
        figure.value != quantity.value and cells & set(other.cells) for other, figure in by_sentence.get(sentence, ())
    )
