"""A multiple of a value told before: "in 2018 it had 14 engineers. It now has 84, six times the original number"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.change_reading import alike, relation_of
from claims.relations.scene import Scene, Slot
from claims.relations.two_times import two_times

__all__ = ["propose"]

_POINTS_BACK = regex(
    r"^\s+(?:(?:the|its|their|his|her|that|last year['’]s)\s+(?:(?:original|initial|first|earlier|"
    r"previous|old|former|then)\s+)?"
    r"(?:number|figure|total|level|size|amount|count|price|value|sum)\b(?!\s+of\b)|"
    r"as (?:many|much|large|big|high|long|heavy|expensive|great)(?:\s+as\s+(?:then|before|at the (?:start|"
    r"outset|time)|at first|"
    r"originally|a year (?:ago|earlier|before)|the year before|in (?:19|20)\d\d|it was|they were|there "
    r"were)\b[^,.;]{0,20})?"
    r"\s*(?:[,.;)]|$))"
)
_RIGHT_AFTER = regex(
    r"^[^.;,]{0,30}[,–—(]\s*(?:or\s+|which is\s+|that is\s+)?(?:just |only |some |about |nearly |almost |"
    r"exactly |more than )*$"
)
_BACK = 2  # sentences


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield multiples that point back, with the value before them and the only one alike in the sentences before."""
    for change in scene.slots:
        if (
            change.q.kind is not Kind.MULTIPLE
            or change.in_table
            or not change.order
            or not _POINTS_BACK.match(change.right)
        ):
            continue
        current = scene.slots[change.order - 1]
        beside = current.sentence == change.sentence and _RIGHT_AFTER.match(scene.gap(current, change)) is not None
        if not beside or not current.is_level or current.expected or current.q.hedge is Hedge.BETWEEN:
            continue
        bases = _bases(scene, current, change)
        if len(bases) == 1:
            reading = "a multiple of the value told before"
            relation = relation_of(
                change.q, current.q, bases[0].q, f"change:{change.q.id}", -1, Certainty.LIKELY, reading
            )
            yield replace(relation, tags=relation.tags | {UNRIVALLED})


def _bases(scene: Scene, current: Slot, change: Slot) -> list[Slot]:
    """Return the values alike in the sentences before; of several counts those of the noun beside the new one."""
    before = [
        s
        for s in scene.by_block[current.block]
        if s.order < current.order and 0 <= current.sentence - s.sentence <= _BACK and alike(s, current) and s.q.value
    ]
    named = [s for s in before if _noun(s) and re.search(rf"\b{re.escape(_noun(s))}", current.right[:30])]
    if named:
        return named
    here = [s for s in before if s.sentence == current.sentence]
    if len(here) == 1:  # "400 members in 2020 and 1,200 in 2023, three times as many"
        return here if two_times(scene, here[0], current, change) == (current, here[0]) else []
    return [] if here else before


def _noun(slot: Slot) -> str:
    return slot.q.unit.removeprefix("count").removeprefix(":") if slot.q.unit.startswith("count") else ""
