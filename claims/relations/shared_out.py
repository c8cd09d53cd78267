"""Parts that exclude one another, of a whole that need not be told in full: together they are no more than it.

"Of this, 2.1 billion goes to families, 0.9 billion to pensioners and 0.6 billion to firms"; "186 works, among them 97
paintings, 54 drawings and 35 sculptures".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import MOST_PARTS, amounts, is_plain
from claims.relations.part import within
from claims.relations.scene import HUMAN, Scene, Slot, comparable

__all__ = ["propose"]

_OF_WHICH = regex(r"(?:,\s*|\band\s+)(?:of (?:which|whom|these|them|those)|among them|including)\s+(?:about |some )?$")
_OF_THIS = regex(
    r"^\W*(?:out )?of (?:this|that|it|these|those|them|which|the (?:total|sum|money|amount))\b,?\s+(?:about |some )?$"
)
_AT = regex(
    r"^\s*(?:[a-z-]+\s+){0,2}?(?:(?:goes|go|went|will go|would go|is|are|was|were)\s+)?"
    r"(?:earmarked\s+|set aside\s+|spent\s+)?"
    r"(?P<at>to|for|on|from|in|at|by)\s"
)
_OF_THE = regex(r"^\W*(?:out )?of (?:the|its|their|all|his|her)(?: [\w'’-]+){0,2}\s+$")  # "Of the 5,600 boxes, 3,400"
_COMMA = regex(r"^[^,;:.()]{0,40},\s*$")
_TIME = regex(
    r"(?:the\s)?(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|"
    r"autumn|winter|first|second|third|last|monday|tuesday|wednesday|thursday|friday|saturday|sunday|(?:19|20)\d\d)\b"
)
_KIND = regex(r"^\s+(?:(?:were|are|was|is)\s+)?(?:[a-z-]+\s+)?(?P<noun>[a-z]{3,}s)\b(?!\s+(?:old|of age|or))")
_NEXT = regex(r"^[^;:.()]{0,60}(?:,|\band)\s+(?:an?other |a further )?$")
_OVERLAP = regex(r"\b(?:under|over|aged|women|men|girls|boys|also|both|young\w*|old\w*|foreign\w*|at least)\b")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield that parts which exclude one another do not exceed what they are parts of."""
    for slots in scene.by_block.values():
        told = amounts(slots)
        for first in told:
            if not is_plain(first):
                continue
            parts = _listed(scene, told, first)
            whole = _whole(scene, told, first) if len(parts) >= 2 else None
            if whole is None or len(parts) > MOST_PARTS or not _exclusive(scene, parts):
                continue
            reading, group = "parts that exclude one another", f"shared-out:{first.q.id}"
            yield replace(within(whole, parts, Certainty.LIKELY, reading, group), tags=frozenset({UNRIVALLED}))


def _whole(scene: Scene, told: Sequence[Slot], first: Slot) -> Slot | None:
    """Return what a list is said to be parts of: the only amount of its measure before it, in sentence or last one."""
    if _OF_WHICH.search(first.left):
        near = [s for s in told if s.sentence == first.sentence and s.order < first.order]
    elif _OF_THIS.match(first.left):
        near = [s for s in told if s.sentence == first.sentence - 1]
    else:
        before = next((s for s in reversed(told) if s.order == first.order - 1), None)
        opens = before is not None and before is scene.by_sentence[first.sentence][0] and _OF_THE.match(before.left)
        near = [before] if opens and before is not None and _COMMA.match(before.right) else []
    fitting = [s for s in near if comparable(s.q, first.q) > 0 and is_plain(s) and s.q.kind is not Kind.ABSOLUTE_CHANGE]
    if first.q.unit.startswith("count") or not first.q.unit:
        fitting = fitting[:1]  # "186 works by 42 artists"
    whole = fitting[0] if len(fitting) == 1 else None
    return whole if whole is not None and whole.q.hedge not in (Hedge.MORE_THAN, Hedge.AT_LEAST) else None


def _listed(scene: Scene, told: Sequence[Slot], first: Slot) -> list[Slot]:
    """Return the amounts that a list goes on with, from the first one of it."""
    parts = [first]
    for slot in told:
        if slot.sentence != first.sentence or slot.order <= first.order:
            continue
        if slot.order != parts[-1].order + 1 or comparable(slot.q, first.q) == 0 or not is_plain(slot):
            break
        if not _NEXT.match(scene.gap(parts[-1], slot)):
            break
        parts.append(slot)
    return parts


def _exclusive(scene: Scene, parts: Sequence[Slot]) -> bool:
    """Tell whether each part goes to another place, or is of another kind of thing."""
    if any(_OVERLAP.search(p.right) for p in parts) or not re.search(r"\band\s", scene.gap(parts[-2], parts[-1])):
        return False
    places = [_place(scene, p) for p in parts]
    if None not in places and len(set(places)) == 1:
        return True
    kinds = [m["noun"] if (m := _KIND.match(p.right)) else None for p in parts]
    distinct = len(set(kinds)) == len(kinds) and None not in kinds and len(parts) >= 3
    return distinct and not any((k or "").rstrip("s") in HUMAN for k in kinds) and _in_a_row(parts)


def _place(scene: Scene, part: Slot) -> str | None:
    """Return the preposition of where a part goes; "in" only before a name: who sings may take part in sports too."""
    at = _AT.match(part.right)
    if at is None or _TIME.match(part.right, at.end()):
        return None  # "12 of the 30 filled in May, 19 in June": more and more of them
    if at["at"] == "in" and not scene.document.text[part.q.end + at.end() :][:1].isupper():
        return None
    return at["at"]


def _in_a_row(parts: Sequence[Slot]) -> bool:
    return all(b.order == a.order + 1 for a, b in itertools.pairwise(parts))
