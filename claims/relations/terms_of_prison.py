"""Prison terms that run one after the other, and the term they make.

"Nine years for fraud and four years for perjury, to run consecutively … the 13-year term".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import MOST_PARTS, sum_relation
from claims.relations.scene import Scene, Slot

__all__ = ["propose"]

_CONSECUTIVE = regex(r"\b(?:consecutive(?:ly)?|one after the other|back to back)\b")
_TOGETHER = regex(r"\b(?:concurrent(?:ly)?|at the same time|suspended|parole|already)\b")
_TERM = regex(
    r"^[\s-]*(?:prison |jail )?(?:term|sentence|stretch|behind bars|in (?:all|total|prison|jail)|altogether)\b"
)
_TOTAL = regex(r"\b(?:total of|totall?ing|for a total|in all|altogether|combined)\s+$")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the sums of consecutive terms that are told afterwards."""
    for sentence, slots in scene.by_sentence.items():
        text = scene.sentence_text(sentence).lower()
        if not _CONSECUTIVE.search(text) or _TOGETHER.search(text):
            continue
        terms = [s for s in slots if _is_term(s)]
        wholes = [s for s in terms[2:] if _names_sum(s)][:1]
        parts = [s for s in terms if s not in wholes]
        if not wholes:
            later = [s for n in (1, 2) for s in scene.by_sentence.get(sentence + n, ())]
            wholes = [s for s in later if s.block == slots[0].block and _is_term(s) and _names_sum(s)][:1]
        if not wholes or not 2 <= len(parts) <= MOST_PARTS or any(s.q.unit != wholes[0].q.unit for s in parts):
            continue
        group = f"terms:{wholes[0].q.id}"
        relation = sum_relation(wholes[0], parts, Certainty.LIKELY, group, 0, "terms one after the other")
        yield replace(relation, tags=relation.tags | {UNRIVALLED})


def _is_term(slot: Slot) -> bool:
    return slot.q.kind is Kind.DURATION and slot.q.unit in ("year", "month") and slot.q.hedge is Hedge.EXACT


def _names_sum(slot: Slot) -> bool:
    return _TERM.match(slot.right) is not None or _TOTAL.search(slot.left) is not None
