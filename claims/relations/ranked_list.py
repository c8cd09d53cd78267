"""Lists from the largest down: "Huawei was first with 3,442, followed by Qualcomm with 2,409 and ZTE with 2,179"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from claims.model import UNRIVALLED, Certainty, Hedge, Relation, Term
from claims.patterns import regex
from claims.relations.scene import Scene, Slot, same_noun

__all__ = ["propose"]

_THEN = regex(r"\bfollowed by\b(?P<name>[^,;:()\d]{1,50}?)(?:\s(?:with|at|on)\s+|\s?\()$")
_AND = regex(r"^\)?(?:\s[\w'’-]+){0,3}\)?(?:,| and|, and|, then)\s[^,;:()\d]{1,40}?(?:\s(?:with|at|on)\s+|\s?\()$")
_FROM_THE_TOP = regex(
    r"\b(?:most|largest|biggest|highest|top|no\. 1|number one|first|leads?|led|leading|leader|headed|heads)\b"
)
_FROM_BELOW = regex(
    r"\b(?:lowest|least|fewest|smallest|fastest|quickest|cheapest|youngest|shortest|nearest|earliest|seconds|minutes)\b"
)


_BY_GOLD = ("count:medal", "count:gold")  # nations stand in the order of their golds, whatever else is told of them


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield each value of such a list with those that come after it."""
    for sentence, slots in scene.by_sentence.items():
        values = [s for s in slots if s.is_level and s.q.hedge is not Hedge.BETWEEN and not s.aside]
        for n, (first, second) in enumerate(itertools.pairwise(values)):
            if first.q.unit in _BY_GOLD:
                break
            if _THEN.search(scene.gap(first, second)) and _alike(first, second):
                told = scene.sentence_text(sentence).lower()
                if _FROM_THE_TOP.search(told) and not _FROM_BELOW.search(told):
                    yield from _in_order(_listed(scene, values[n:]))
                break


def _alike(a: Slot, b: Slot) -> bool:
    return same_noun(a.q, b.q) and a.q.kind is b.q.kind


def _listed(scene: Scene, values: Sequence[Slot]) -> list[Slot]:
    """Return the values of the list that the first two open."""
    found = list(values[:2])
    for value in values[2:]:
        if not _AND.match(scene.gap(found[-1], value)) or not _alike(found[0], value):
            break
        found.append(value)
    return found


def _in_order(values: Sequence[Slot]) -> Iterator[Relation]:
    """Yield that each value but the last is at least as large as all after it."""
    for n, value in enumerate(values[:-1]):
        yield Relation(
            kind="rank_in",
            equation="value >= max(below)",
            roles={"value": (Term(quantity=value.q),), "below": tuple(Term(quantity=s.q) for s in values[n + 1 :])},
            certainty=Certainty.LIKELY,
            reading="a list from the largest down",
            group=f"ranked:{value.q.id}",
            tags=frozenset({UNRIVALLED}),
        )
