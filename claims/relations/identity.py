"""Figures that are, by what they are called, the sum, the difference or the quotient of others.

"Gross margin came to $43 million … operating expenses of $15 million … operating income of $28 million". Which
names belong together is data: `lexicon/en/identities.toml`. The figures must be of one period and one area, as
far as both are told, and near one another.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from claims.lexicon import load
from claims.model import Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.amounts import is_plain, sum_relation
from claims.relations.kinship import indicator_of, of_one_frame
from claims.relations.scene import LEVELS, Scene, Slot, comparable, factor_to

__all__ = ["is_by_name", "propose"]

_REACH = 6  # sentences between the figures of one identity
_WINDOW = 24  # figures on either side that are looked at
_MOST = 4  # readings of one figure
_FAR = 50.0  # so many times the other side: no balance of the two would be worth telling
_PERCENT = Decimal("0.01")
_WORD = regex(r"\w+")


@dataclass(frozen=True)
class _Name:
    """What a member of an identity is called: one of the phrases, none of the words of another thing."""

    told: re.Pattern[str]
    barred: re.Pattern[str] | None
    begins: frozenset[str]  # with one of these words each of the phrases begins

    def fits(self, name: str) -> bool:
        return self.told.search(name) is not None and (self.barred is None or self.barred.search(name) is None)


@dataclass(frozen=True)
class _Identity:
    name: str
    kind: str
    result: _Name
    operands: tuple[_Name, ...]
    whole_second: _Name | None  # of a quotient: the second is already the whole under these names
    firm: bool  # the names are the members' whole names, so that nothing else can be meant
    ordered: bool  # the first is the larger, else the result would be called something else


def _phrases(words: Sequence[str], *, whole: bool = False, end: bool = False) -> re.Pattern[str]:
    options = "|".join(re.escape(w) + ("" if w.endswith("s") else "(?:s|es)?") for w in words)
    if whole:
        options = rf"(?:total |overall |goods |merchandise )?(?:{options})"
        return regex(rf"^(?:{options})$")
    return regex(rf"\b(?:{options})$" if end else rf"\b(?:{options})\b")


def _named(words: Sequence[str], barred: re.Pattern[str] | None = None, **form: bool) -> _Name:
    first = {_WORD.findall(phrase)[0] for phrase in words}
    return _Name(_phrases(words, **form), barred, frozenset(w + ending for w in first for ending in ("", "s", "es")))


@cache
def _identities() -> tuple[_Identity, ...]:
    return tuple(_identity(entry) for entry in load("identities")["identity"])


def _identity(entry: dict[str, Any]) -> _Identity:
    def name(key: str, **form: bool) -> _Name:
        barred = entry.get(f"{key}-not")
        return _named(entry[key], _phrases(barred) if barred else None, **form)

    alone = bool(entry.get("parts-alone"))
    if entry["kind"] == "sum":
        operands = tuple(_named(words, whole=alone) for words in entry["parts"])
        result = name("whole", end=bool(entry.get("whole-ends")))
    else:
        operands = (name("first"), name("second"))
        result = name("result" if entry["kind"] == "difference" else "rate")
    unless = entry.get("both-unless")
    whole_second = _named(unless) if unless else None
    ordered = bool(entry.get("ordered"))
    return _Identity(entry["name"], entry["kind"], result, operands, whole_second, alone, ordered)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the identities whose members all stand near one another."""
    names = {slot.q.id: _name(slot) for slot in scene.slots}
    words = [(slot, frozenset(_WORD.findall(names[slot.q.id]))) for slot in scene.slots]
    for identity in _identities():
        named = [s for s, told in words if not told.isdisjoint(identity.result.begins)]
        results = [s for s in named if identity.result.fits(names[s.q.id]) and _can_be_result(identity, s)]
        for result in results:
            yield from _of_result(scene, identity, result, names)


def is_by_name(relation: Relation) -> bool:
    """Tell whether a relation was read here."""
    return relation.reading in {identity.name for identity in _identities()}


def _name(slot: Slot) -> str:
    """Return what a figure is called: its indicator, else the words beside it."""
    return indicator_of(slot) or f"{slot.left[-50:]} {slot.right[:30]}"


def _can_be_result(identity: _Identity, slot: Slot) -> bool:
    if slot.q.hedge is Hedge.BETWEEN or slot.aside or not slot.q.value:
        return False
    if identity.kind == "quotient":
        return slot.q.unit == "percent" and slot.q.kind in (Kind.LEVEL, Kind.SHARE)
    return slot.q.unit != "percent" and slot.q.kind in (Kind.LEVEL, Kind.COUNT)


def _of_result(scene: Scene, identity: _Identity, result: Slot, names: dict[str, str]) -> Iterator[Relation]:
    near = scene.slots[max(0, result.order - _WINDOW) : result.order + _WINDOW + 1]
    own = [s for s in near if _can_be_operand(identity, s, result)]
    lists: list[list[Slot]] = []
    for operand in identity.operands:
        others = [o for o in identity.operands if o is not operand]
        fitting = [s for s in own if operand.fits(names[s.q.id])]
        lists.append([s for s in fitting if not any(o.fits(names[s.q.id]) for o in others)])
    combined = [c for c in itertools.product(*lists) if _of_one_kind(identity, c, result)]
    combined.sort(key=lambda c: (sum(abs(s.order - result.order) for s in c), [s.order for s in c]))
    for n, operands in enumerate(combined[:_MOST]):
        sure = (len(combined) == 1 and identity.firm) or identity.kind == "difference"
        certainty = Certainty.LIKELY if sure else Certainty.POSSIBLE
        yield _relation(identity, result, operands, names, certainty, 1 + n, len(combined))
        if identity.kind == "difference" and _far_apart(*operands):  # a scale word is wrong: which is larger is open
            yield _relation(identity, result, operands, names, certainty, 1 + n, len(combined), turned=True)


def _far_apart(first: Slot, second: Slot) -> bool:
    a, b = (abs(float(s.q.value or 1)) for s in (first, second))
    return not 1 / _FAR < a / b < _FAR


def _can_be_operand(identity: _Identity, slot: Slot, result: Slot) -> bool:
    if slot is result or slot.aside or slot.q.hedge is Hedge.BETWEEN or not slot.q.value:
        return False
    if slot.q.kind not in LEVELS or slot.q.unit == "percent" or slot.in_table != result.in_table:
        return False
    if abs(slot.sentence - result.sentence) > _REACH or slot.marked_base != result.marked_base:
        return False
    if identity.kind == "sum" and not (is_plain(slot) and abs(slot.block - result.block) <= 1):
        return False
    return of_one_frame(slot, result)


def _of_one_kind(identity: _Identity, operands: Sequence[Slot], result: Slot) -> bool:
    first, *rest = operands
    if len({s.q.id for s in operands}) < len(operands) or not all(of_one_frame(first, s) for s in rest):
        return False
    if any(comparable(first.q, s.q) == 0 for s in rest):
        return False
    return identity.kind == "quotient" or comparable(first.q, result.q) > 0


def _relation(
    identity: _Identity,
    result: Slot,
    operands: Sequence[Slot],
    names: dict[str, str],
    certainty: Certainty,
    rank: int,
    tried: int,
    turned: bool = False,
) -> Relation:
    if identity.kind == "sum":
        parts = sorted(operands, key=lambda s: s.order)
        return sum_relation(result, parts, certainty, f"identity:{result.q.id}", rank, identity.name, tried)
    first, second = operands
    if identity.kind == "difference":
        minus = (result.q.value or 0) < 0  # a balance of -11.6 keeps the order, a deficit of 11.6 does not
        ordered = minus or identity.ordered or (first.q.value or 0) >= (second.q.value or 0)
        larger, smaller = (first, second) if ordered != turned else (second, first)
        return Relation(
            kind="difference",
            equation="difference == larger - smaller",
            roles={
                "difference": (Term(quantity=result.q),),
                "larger": (Term(quantity=larger.q),),
                "smaller": (Term(quantity=smaller.q),),
            },
            certainty=certainty,
            reading=identity.name,
            group=f"difference:{result.q.id}",
            rank=rank,
            trials=tried,
        )
    both = identity.whole_second is not None and not identity.whole_second.fits(names[second.q.id])
    return Relation(
        kind="share_of",
        equation="share == 1 / (1 + other / part)" if both else "part == share * whole",
        roles={
            "share": (Term(quantity=result.q, factor=_PERCENT),),
            "part": (Term(quantity=first.q, factor=factor_to(first.q, second.q)),),
            "other" if both else "whole": (Term(quantity=second.q),),
        },
        certainty=certainty,
        reading=identity.name,
        group=f"rate:{result.q.id}",
        rank=rank,
        trials=tried,
    )
