"""Chained relations: a base rebuilt from growth on both sides, price times volume, growth of parts and whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import Certainty, Kind, Quantity, Relation, Term
from claims.relations.scene import Scene, Slot

__all__ = ["propose"]

_PERCENT = Decimal("0.01")
_MOST_PARTS = 6
# (value, first factor, second factor): growth of the value is the product of the growth of the factors
_PRODUCTS = (
    (
        re.compile(r"\b(?:productivity)\b"),
        re.compile(r"\b(?:hours?)\b"),
        re.compile(r"\b(?:output|production)\b"),
    ),
)
_WITH_CHANGE = ("level with its change", "amount with a change in points")
_PRICE = re.compile(r"\bprices?\b")
_VOLUME = re.compile(r"\bvolumes?\b")


def propose(scene: Scene, simple: Sequence[Relation]) -> Iterator[Relation]:
    """Yield relations over several simple ones that were read from the same text."""
    rates = _rate_of_level(simple)
    for relation in simple:
        if relation.kind == "sum" and "whole" in relation.roles:
            yield from _rebuilt_total(relation, rates)
        if relation.kind == "difference":
            yield from _rebuilt_difference(relation, rates, simple)
    for slots in scene.by_block.values():
        yield from _factors(slots)


def _rate_of_level(simple: Sequence[Relation]) -> dict[str, Quantity]:
    """Map each level to the growth rate that is firmly attached to it."""
    found: dict[str, Quantity] = {}
    for relation in simple:
        if relation.kind == "level_growth" and relation.reading in _WITH_CHANGE:
            found.setdefault(relation.roles["current"][0].quantity.id, relation.roles["rate"][0].quantity)
    return found


def _rate(q: Quantity) -> Term:
    return Term(quantity=q, factor=_PERCENT, signed=True)


def _rebuilt_total(relation: Relation, rates: dict[str, Quantity]) -> Iterator[Relation]:
    whole = relation.roles["whole"][0].quantity
    parts = [t.quantity for t in relation.roles["part"]]
    if len(parts) > _MOST_PARTS or whole.id not in rates or any(p.id not in rates for p in parts):
        return
    used = [rates[q.id].id for q in (whole, *parts)]
    if len(set(used)) != len(used):
        return
    roles: dict[str, tuple[Term, ...]] = {"whole": (Term(quantity=whole),), "rate": (_rate(rates[whole.id]),)}
    pieces: list[str] = []
    for n, part in enumerate(parts, 1):
        roles[f"part_{n}"] = (Term(quantity=part),)
        roles[f"rate_{n}"] = (_rate(rates[part.id]),)
        pieces.append(f"part_{n} / (1 + rate_{n})")
    yield Relation(
        kind="level_growth",
        equation=f"whole / (1 + rate) == {' + '.join(pieces)}",
        roles=roles,
        certainty=Certainty.POSSIBLE
        if relation.certainty is Certainty.POSSIBLE and relation.trials > 30
        else Certainty.LIKELY,
        reading="earlier total rebuilt from the growth of its parts",
        group=f"rebuilt:{whole.id}:{'+'.join(p.id for p in parts)}",
        tags=_tags(relation),
    )


def _rebuilt_difference(
    relation: Relation, rates: dict[str, Quantity], simple: Sequence[Relation]
) -> Iterator[Relation]:
    larger, smaller = relation.roles["larger"][0].quantity, relation.roles["smaller"][0].quantity
    difference = relation.roles["difference"][0].quantity
    if larger.id not in rates or smaller.id not in rates:
        return
    for pair in simple:
        if pair.kind != "from_to" or "base" not in pair.roles or pair.roles["current"][0].quantity.id != difference.id:
            continue
        base = pair.roles["base"][0].quantity
        yield Relation(
            kind="difference",
            equation="difference == larger / (1 + rate_1) - smaller / (1 + rate_2)",
            roles={
                "difference": (Term(quantity=base),),
                "larger": (Term(quantity=larger),),
                "rate_1": (_rate(rates[larger.id]),),
                "smaller": (Term(quantity=smaller),),
                "rate_2": (_rate(rates[smaller.id]),),
            },
            certainty=Certainty.LIKELY,
            reading="earlier difference rebuilt from growth",
            group=f"rebuilt:{base.id}",
            tags=_tags(relation),
        )


def _tags(relation: Relation) -> frozenset[str]:
    """Tag what rests on a merely possible relation: it falls with it."""
    if relation.certainty is Certainty.POSSIBLE:
        return frozenset({"composite", f"needs:{relation.group}"})
    return frozenset({"composite"})


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
                yield _product(c, a, b, Certainty.LIKELY, "output is productivity times hours")


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
