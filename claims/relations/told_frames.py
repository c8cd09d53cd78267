"""What readings of figures told in other sentences share: the words around a figure, which figures may stand in one
equation, and the relation of a quotient.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.relations.ratio_told import rounded
from claims.relations.scene import Scene, Slot, comparable

__all__ = ["after", "before", "is_money", "of_one_unit", "plain", "quotient", "said"]

_REACH = 240  # characters
_MILLION = 10**6
_LONGEST_CODE = 6


def said(scene: Scene, slot: Slot) -> str:
    """Return the sentence up to a figure, in lower case, the words of its hedge left out."""
    start = scene.document.sentences[slot.sentence].start
    return scene.document.text[max(start, slot.q.start - _REACH) : slot.q.hedge_start or slot.q.start].lower()


def after(scene: Scene, slot: Slot) -> str:
    """Return the sentence from a figure on, in lower case."""
    return scene.document.text[slot.q.end : scene.document.sentences[slot.sentence].end].lower()


def plain(slot: Slot) -> bool:
    """Tell whether a figure of the text, in no table, is one value and no end of a range."""
    return bool(slot.q.value) and not slot.in_table and not slot.aside and slot.q.hedge is not Hedge.BETWEEN


def before(scene: Scene, slot: Slot, back: int) -> Sequence[Slot]:
    """Return the plain figures of the sentence so many before that of a figure, where the text runs on."""
    return [s for s in scene.by_sentence.get(slot.sentence - back, ()) if scene.flows(s, slot) and plain(s)]


def of_one_unit(one: Slot, other: Slot) -> bool:
    """Tell whether two figures are told in one unit, or one of them leaves out that of millions of money."""
    if comparable(one.q, other.q) > 0:
        return True
    bare = [s for s in (one, other) if s.q.unit in ("", "count") and s.q.kind in (Kind.COUNT, Kind.LEVEL)]
    named = [s for s in (one, other) if is_money(s)]
    return len(bare) == len(named) == 1 and min(one.q.scale, other.q.scale) >= _MILLION


def is_money(slot: Slot) -> bool:
    """Tell whether a figure is told in a currency, or in a family of currencies such as the peso."""
    unit = slot.q.unit
    return 3 <= len(unit) <= _LONGEST_CODE and unit.isalpha() and unit.isupper()


def quotient(
    ratio: Slot,
    numerator: Slot,
    denominator: Slot,
    reading: str,
    *,
    factors: tuple[Decimal, Decimal] = (Decimal(1), Decimal(1)),
    group: str = "",
    rank: int = -1,
    tags: Iterable[str] = (UNRIVALLED,),
) -> Relation:
    """Build ``numerator == ratio * denominator``; `factors` take the two of it to its units."""
    return Relation(
        kind="ratio_of",
        equation="numerator == ratio * denominator",
        roles={
            "numerator": (Term(quantity=numerator.q, factor=factors[0]),),
            "ratio": (Term(quantity=rounded(ratio.q)),),
            "denominator": (Term(quantity=denominator.q, factor=factors[1]),),
        },
        certainty=Certainty.LIKELY,
        reading=reading,
        group=group or f"ratio:{ratio.q.id}",
        rank=rank,
        tags=frozenset(tags),
    )
