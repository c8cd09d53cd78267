"""A target, what came together since, and by how much it was passed or missed.

"They set out to raise £10,000 and have brought in £5,150, £2,905 and £2,420, past the target by £475"; "a majority
is 300 votes. The bloc has 238 and its ally 47, which leaves it 15 short".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.rest_wording import FROM_HERE, OF_THEM, hints
from claims.relations.scene import LEVELS, Scene, Slot, comparable

__all__ = ["propose"]

_GOAL = r"(?:target|goal|aim|quota|threshold|budget|mark|minimum|majority)"
_WHOSE = rf"(?:the|its|their|his|her|that|a)\s+(?:[\w'’-]+\s+)?{_GOAL}"
_PAST = regex(
    rf"\b(?:past|above|over|beat\w*|exceed\w*|smash\w*|topp?\w*|surpass\w*|overshot|overshoot\w*)\s+{_WHOSE}\s+by\s+$"
)
_MISSED = regex(
    rf"\b(?:miss\w*|short\s+of|below|under|undershot|undershoot\w*)\s+{_WHOSE}\s+by\s+$|\bf(?:alls?|ell|alling)\s+short\s+by\s+$"
)
_MORE = regex(rf"^\s*(?:[\w-]+\s+)?(?:more\s+than|above|over|past|beyond|ahead\s+of)\s+{_WHOSE}\b")
_SHORT = regex(
    rf"^\s*(?:votes?\s+|seats?\s+)?(?:short|shy)\s*(?:[.,;]|$|of\s+(?:that|it|a\s+majority|{_WHOSE})\b)"
    rf"|^\s*(?:[\w-]+\s+)?(?:less\s+than|below|under)\s+{_WHOSE}\b"
)
_TARGET_LEFT = regex(
    r"\b(?:target|goal|aim(?:ed|s|ing)?|set\s+out|hop(?:ed|es|ing)|want(?:ed|s)?|need(?:ed|s)?|requires?|required|takes?|majority|"
    r"threshold|quota)\b[^.;]{0,45}$"
)
_TARGET_RIGHT = regex(rf"^\s*(?:[\w-]+\s+){{0,2}}?(?:{_GOAL}|needed|required)\b")
_REACH = 8
_MOST_OPEN = 5


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield by how much the targets told before were passed or missed."""
    for slot in scene.slots:
        if (
            slot.in_table
            or slot.aside
            or slot.q.kind not in (*LEVELS, Kind.ABSOLUTE_CHANGE)
            or slot.q.unit == "percent"
        ):
            continue
        past = bool(_PAST.search(slot.left) or _MORE.match(slot.right))
        if past or _MISSED.search(slot.left) or _SHORT.match(slot.right):
            yield from _readings(scene, slot, past=past)


def _readings(scene: Scene, gap: Slot, *, past: bool) -> Iterator[Relation]:
    """Set what was told since the target against it, all of it or, less surely, some."""
    before = scene.slots[max(0, gap.order - _REACH) : gap.order]
    near = [s for s in before if s.block == gap.block and gap.sentence - 2 <= s.sentence and _amount(s, gap)]
    targets = [s for s in near if _TARGET_LEFT.search(s.left) or _TARGET_RIGHT.match(s.right)]
    if len(targets) != 1:
        return
    target = targets[0]
    told = [s for s in near if s.order > target.order and not s.marked_base]
    if not told or len(told) > _MOST_OPEN:
        return
    start = scene.document.sentences[target.sentence].start
    since = scene.document.text[target.q.end : gap.q.start].lower()
    sure = not hints(scene.document.text[start : gap.q.start].lower(), since) and _plausible(target, told, past=past)
    yield _relation(target, told, gap, past, 0, frozenset({UNRIVALLED}) if sure else frozenset())
    for size in range(1, len(told)):
        for some in itertools.combinations(told, size):
            yield _relation(target, some, gap, past, 1, frozenset())


def _plausible(target: Slot, told: Sequence[Slot], *, past: bool) -> bool:
    """Tell whether what was told passes or misses the target as the words say."""
    made = sum((s.q.value or Decimal(0) for s in told), Decimal(0))
    return (made > (target.q.value or 0)) == past


def _amount(slot: Slot, gap: Slot) -> bool:
    plain = not slot.aside and not slot.in_table and slot.q.hedge is not Hedge.BETWEEN
    alike = (
        slot.q.kind in (*LEVELS, Kind.ABSOLUTE_CHANGE)
        and slot.q.kind is not Kind.RATIO
        and comparable(slot.q, gap.q) > 0
    )
    return plain and alike and not OF_THEM.match(slot.right) and not FROM_HERE.search(slot.left)


def _relation(target: Slot, parts: Sequence[Slot], gap: Slot, past: bool, rank: int, tags: frozenset[str]) -> Relation:
    exact = replace(target.q, lenient=target.q.strict)  # a target is round by itself, not by rounding
    goal, made = (Term(quantity=exact),), tuple(Term(quantity=s.q) for s in parts)
    return Relation(
        kind="difference",
        equation="difference == sum(larger) - smaller" if past else "difference == larger - sum(smaller)",
        roles={
            "difference": (Term(quantity=gap.q),),
            "larger": made if past else goal,
            "smaller": goal if past else made,
        },
        certainty=Certainty.LIKELY,
        reading="a target, what came together, and what lies between",
        group=f"target:{gap.q.id}",
        rank=rank,
        tags=tags,
    )
