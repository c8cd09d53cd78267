"""Growth that is the product of two others: value of price and volume, output of productivity and hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Kind, Quantity, Relation, Term
from claims.patterns import regex
from claims.relations.scene import Scene, Slot

__all__ = ["propose"]

_PERCENT = Decimal("0.01")
# (value, first factor, second factor): growth of the value is the product of the growth of the factors
_PRODUCTS = (
    (
        regex(r"\b(?:productivity)\b"),
        regex(r"\b(?:hours?)\b"),
        regex(r"\b(?:output|production)\b"),
    ),
)
_PRICE = regex(r"\bprices?\b")
_VOLUME = regex(r"\bvolumes?\b")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield growth rates that are the product of two others."""
    for slots in scene.by_block.values():
        yield from _factors(slots)


def _rate(q: Quantity) -> Term:
    return Term(quantity=q, factor=_PERCENT, signed=True)


def _factors(slots: list[Slot]) -> Iterator[Relation]:
    """Read growth of a value as the product of the growth of price and volume, output as productivity times hours."""
    by_sentence: dict[int, list[Slot]] = {}
    for slot in slots:
        if slot.q.kind is Kind.GROWTH_RATE:
            by_sentence.setdefault(slot.sentence, []).append(slot)
    rates = [s for group in by_sentence.values() for s in group]
    for n, first in enumerate(rates):
        for second in rates[n + 1 : n + 3]:
            near = rates[max(0, n - 2) : n + 4]
            yield from _price_volume(first, second, near)
    for sentence in by_sentence.values():
        for value, one, other in _PRODUCTS:
            found = [next((s for s in sentence if p.search(_about(s))), None) for p in (value, one, other)]
            a, b, c = found
            if a and b and c and len({a.q.id, b.q.id, c.q.id}) == 3:
                product = _product(c, a, b, Certainty.LIKELY, "output is productivity times hours")
                yield replace(product, tags=product.tags | {UNRIVALLED})  # by definition


def _about(slot: Slot) -> str:
    indicator = slot.binding.indicator.normal if slot.binding and slot.binding.indicator else ""
    return indicator if indicator else f"{indicator} {slot.left[-40:]} {slot.right[:30]}"


def _price_volume(first: Slot, second: Slot, near: Sequence[Slot]) -> Iterator[Relation]:
    a, b = _about(first), _about(second)
    if not ((_PRICE.search(a) and _VOLUME.search(b)) or (_VOLUME.search(a) and _PRICE.search(b))):
        return
    others = [
        s for s in near if s not in (first, second) and not _PRICE.search(_about(s)) and not _VOLUME.search(_about(s))
    ]
    before = [s for s in others if s.order < first.order]
    for value in before[-1:]:
        yield _product(value, first, second, Certainty.LIKELY, "value is price times volume")


def _product(value: Slot, first: Slot, second: Slot, certainty: Certainty, reading: str) -> Relation:
    return Relation(
        kind="ratio_of",
        equation="1 + rate == (1 + rate_1) * (1 + rate_2)",
        roles={"rate": (_rate(value.q),), "rate_1": (_rate(first.q),), "rate_2": (_rate(second.q),)},
        certainty=certainty,
        reading=reading,
        group=f"product:{value.q.id}:{first.q.id}",
        tags=frozenset({"composite"}),
    )
