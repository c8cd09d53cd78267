"""The share printed beside a part whose whole is known: "Of these, 381,970 (19.6%) were electric".

Which figure "these" are is found in `part.py`; the share beside the part is then of the same whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.model import UNRIVALLED, Certainty, Relation
from claims.patterns import regex
from claims.relations.scene import Scene, Slot
from claims.relations.share import share_relation
from claims.relations.share_beside import is_share

__all__ = ["propose"]

_BESIDE = regex(
    r"^\s*(?:[\w'’-]+\s+){0,3}?(?:of (?:them|those|these|whom|which))?\s*"
    r"(?:\(|,\s*or\b|\bor\b|,|,\s*which (?:is|was|corresponds to|amounts to|equals|makes|represents)\b|"
    r", an?\s(?:[\w-]+\s+){0,3}of)\s*"
    r"(?:about|around|some|nearly|almost|roughly|exactly|precisely|only|just (?:over|under))?\s*$"
)
_OF_ANOTHER = regex(r"^\s*(?:of|in|from) (?!them\b|those\b|these\b|whom\b|which\b|(?:the |all )?(?:total|whole)\b)")
_SOME_OF_THESE = regex(r"\bof (?:those|these|them|that|this)\s+(?!about|around|some|nearly|almost|only|just)[a-z]")
_OPENED = regex(r"^\s*:\s*(?:out )?of (?:the |its |their )?$")
_READINGS = ("part of a stated whole", "so many out of so many", "part of what the last sentence named")


def propose(scene: Scene, simple: Sequence[Relation]) -> Iterator[Relation]:
    """Yield the shares beside the parts that the simple relations tie to a whole."""
    slots = {s.q.id: s for s in scene.slots}
    for relation in simple:
        if relation.reading not in _READINGS or relation.rank or len(relation.roles["part"]) != 1:
            continue
        part, whole = (slots[relation.roles[role][0].quantity.id] for role in ("part", "whole"))
        share = _beside(scene, part, whole)
        if share is None or whole is share or _SOME_OF_THESE.search(part.left):
            continue  # "of those who failed, 93 (25 percent)": of a whole that is not printed
        between = scene.slots[whole.order + 1 : part.order]
        nested = any(is_share(s.q) for s in between)  # "310 homes, 19 percent of all; 204 of them, or 13 percent"
        sure = relation.certainty is Certainty.CERTAIN and not nested
        yield share_relation(
            share,
            part,
            whole,
            Certainty.CERTAIN if sure else Certainty.LIKELY,
            -1,
            "share of the whole that the part is of",
            tags=frozenset() if nested else frozenset({UNRIVALLED}),
        )


def _beside(scene: Scene, part: Slot, whole: Slot) -> Slot | None:
    """Return the share that opens the sentence, or that stands right after a part: "39 of them (50 percent)"."""
    before = scene.slots[whole.order - 1] if whole.order else None
    if before is not None and is_share(before.q) and _OPENED.match(scene.gap(before, whole)):
        return before  # "Turnout was 62.6 percent: of 498,700 voters, 312,400 went to the polls"
    for share in scene.slots[part.order + 1 : part.order + 2]:
        if share.sentence == part.sentence and is_share(share.q) and _BESIDE.match(scene.gap(part, share)):
            return None if _OF_ANOTHER.match(share.right) or share.marked_base else share
    return None
