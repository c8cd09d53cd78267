"""Parts of what was counted before, named by its noun: "Of the lorries 240 … and 85 …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Certainty, Relation
from claims.patterns import regex
from claims.relations.amounts import amounts, is_plain, noun_of, parts_like, sum_relation
from claims.relations.part import within
from claims.relations.scene import Scene, Slot

__all__ = ["propose"]

_OPENS = regex(
    r"^\W*(?:of|among) (?:the|these|those|its|their|all (?:the|these|those)) (?P<noun>[a-z][a-z-]{2,}),?"
    r"(?:\s(?:about|around|some|nearly|almost|only|just))?\s*$"
)
_REACH = 3  # sentences back to where the whole was counted
_WINDOW = 24  # figures back


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the parts of a sentence that opens with what they are of."""
    for slots in scene.by_sentence.values():
        opening = _OPENS.match(slots[0].left)
        whole = _counted(scene, slots[0], opening["noun"]) if opening else None
        if whole is None:
            continue
        parts = [s for s in parts_like(whole, amounts(slots)) if is_plain(s)]
        if not parts or parts[0] is not slots[0]:
            continue
        group = f"of-noun:{parts[0].q.id}"
        if len(parts) == 2 and re.search(r"\band\b", scene.gap(*parts)):
            yield sum_relation(whole, parts, Certainty.LIKELY, group, 0, "all of what was counted before")
        reading = "part of what the last sentence named"
        yield within(whole, parts[:1], Certainty.LIKELY, reading, f"{group}:part")


def _counted(scene: Scene, first: Slot, noun: str) -> Slot | None:
    """Return the only figure of the sentences before that counts the noun."""
    near = scene.slots[max(0, first.order - _WINDOW) : first.order]
    before = [s for s in near if 0 < first.sentence - s.sentence <= _REACH]
    stem = noun.rstrip("s")
    found = [s for s in before if s.is_level and is_plain(s) and noun_of(s) and noun_of(s).rstrip("s") == stem]
    return found[0] if len(found) == 1 else None
