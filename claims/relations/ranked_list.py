"""Lists from the largest down: "Huawei was first with 3,442, followed by Qualcomm with 2,409 and ZTE with 2,179".

The first may stand in the sentence before: "Tarn leads: it sold 9,100. Orla followed with 7,400, then Lisk with 6,100".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from claims.model import UNRIVALLED, Certainty, Hedge, Relation, Term
from claims.patterns import regex
from claims.relations.scene import Scene, Slot, same_noun

__all__ = ["propose"]

_THEN = regex(r"\bfollowed by\b(?P<name>[^,;:()\d]{1,50}?)(?:\s(?:with|at|on)\s+|\s?\()$")
_FOLLOWED = regex(
    r"^\W*(?:The\s)?(?!(?:On|In|At|January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)(?:[A-Z][\w'’&.-]*\s){1,4}"
    r"(?:followed|came\snext|came\ssecond|was\ssecond|was\snext)\s(?:with|on|at)\s+$"
)
_ENDS = regex(r"^\s*(?:[,.;(]|(?:and|then)\b)")
_IN_STAGES = regex(
    r"\b(?:rounds?|days?|half|halves|stages?|laps?|nights?|holes?|sessions?|heats?|legs?|par|strokes?)\b"
)
_LARGE = 1000  # smaller ones are points, strokes and goals
_BRACKETED = regex(r"\s?\([^()]*\)")
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
    for sentence in scene.by_sentence:
        yield from _in_order(_led_before(scene, sentence))
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


def _led_before(scene: Scene, sentence: int) -> list[Slot]:
    """Return the list of a sentence that goes on from the first of the order, told in the sentence before."""
    values = [s for s in scene.by_sentence[sentence] if s.is_level and not s.aside]
    start = scene.document.sentences[sentence].start
    if not values or not _FOLLOWED.match(scene.document.text[start : values[0].q.start]):
        return []
    told = [s for s in scene.by_sentence.get(sentence - 1, ()) if s.is_level and not s.aside and _alike(s, values[0])]
    if not told or told[-1].block != values[0].block or told[-1].marked_base or told[-1].q.hedge is Hedge.BETWEEN:
        return []
    bare = values[0].q.unit.startswith("count") or not values[0].q.unit
    if (bare and (values[0].q.value or 0) < _LARGE) or not _ENDS.match(values[0].right):
        return []
    block = scene.document.blocks[values[0].block]
    opening = scene.document.text[block.start : start].lower()
    if not _FROM_THE_TOP.search(opening) or _FROM_BELOW.search(opening) or _IN_STAGES.search(opening):
        return []
    return [told[-1], *_listed(scene, values)]


def _alike(a: Slot, b: Slot) -> bool:
    return same_noun(a.q, b.q) and a.q.kind is b.q.kind


def _listed(scene: Scene, values: Sequence[Slot]) -> list[Slot]:
    """Return the values of the list that the first two open."""
    found = list(values[:1])
    for n, value in enumerate(values[1:]):
        joined = _THEN.search if not n and _THEN.search(scene.gap(found[-1], value)) else _AND.match
        if not joined(_BRACKETED.sub("", scene.gap(found[-1], value))) or not _alike(found[0], value):
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
