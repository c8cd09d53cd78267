"""Ranks inside their pool, and ranks against the values beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Certainty, Kind, Relation, Term
from claims.relations.scene import Scene

__all__ = ["propose"]

_AMONG = re.compile(
    r"\b(?:among|of|out of|in)\b(?:\s+(?:the|a|an|all|its|their|world['’]s|top|largest|biggest|some|country['’]s|"
    r"nation['’]s)){0,5}\s*$"
)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield each rank with the size of the pool it is printed beside: "fifth among the world's top 100"."""
    for first, second in zip(scene.slots, scene.slots[1:], strict=False):
        if first.sentence != second.sentence or first.q.kind is not Kind.RANK or second.q.kind is not Kind.COUNT:
            continue
        if not _AMONG.search(scene.gap(first, second)):
            continue
        yield Relation(
            kind="rank_in",
            equation="rank <= pool",
            roles={"rank": (Term(quantity=first.q),), "pool": (Term(quantity=second.q),)},
            certainty=Certainty.CERTAIN,
            reading="rank and its pool",
            group=f"rank:{first.q.id}",
        )
