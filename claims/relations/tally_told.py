"""Tallies that leave nothing out: of so many, some rose, some fell and the rest stayed where they were.

"Of the 40 members, 27 rose, 11 fell and two were unchanged": up, down and unchanged are all there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.lexicon import load
from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import is_plain, sum_relation
from claims.relations.scene import Scene, Slot

__all__ = ["propose"]

_LEXICON = load("shares")["tally"]
_WAYS = tuple(
    regex(
        rf"^\s(?:(?:of (?:them|these|those)|stocks|shares|have|had|has|were|was|are|is|ended|finished|closed)\s){{0,2}}"
        rf"(?:{'|'.join(str(_LEXICON[name]).split())})\b"
    )
    for name in ("up", "down", "same")
)
_OF_FIRST = regex(r"^\W*(?:out )?of (?:the |its |their |all )?(?:index's |market's )?$")
_JOINED = regex(r"^[^.;:]{1,60}(?:,|\band)\s(?:and\s|the (?:other|remaining)\s|another\s)?$")
_NOT_ALL = regex(r"\b(?:including|among|at least|more than|so far|reported|suspended|not traded|did not)\b")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the totals whose three parts went up, went down and stayed."""
    for whole, *parts in zip(scene.slots, scene.slots[1:], scene.slots[2:], scene.slots[3:], strict=False):
        if any(s.sentence != whole.sentence or not _is_count(s) for s in (whole, *parts)) or whole.in_table:
            continue
        if not _OF_FIRST.match(whole.left) or not all(_JOINED.match(s.left) for s in parts[1:]):
            continue
        after = scene.slots[parts[-1].order + 1 : parts[-1].order + 2]
        if any(s.sentence == whole.sentence and s.q.kind is Kind.COUNT for s in after):
            continue  # "…, while four sent no answer"
        text = scene.document.text[whole.q.start : parts[-1].q.end + 60].lower()
        if sorted(map(_way, parts)) != [0, 1, 2] or _NOT_ALL.search(text):
            continue
        group = f"total-before:{parts[0].q.id}:{parts[-1].q.id}"
        relation = sum_relation(whole, parts, Certainty.LIKELY, group, -1, "up, down and unchanged make all")
        yield replace(relation, tags=relation.tags | {UNRIVALLED})


def _is_count(slot: Slot) -> bool:
    plain = slot.q.kind is Kind.COUNT and slot.q.hedge is Hedge.EXACT and not slot.aside
    return plain and is_plain(slot) and not slot.q.places


def _way(part: Slot) -> int:
    return next((n for n, way in enumerate(_WAYS) if way.match(part.right)), len(_WAYS))
