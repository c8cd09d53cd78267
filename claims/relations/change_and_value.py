"""A change and the value that came of it, without the value before: the equation then implies that one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.model import Certainty, Kind, Relation
from claims.patterns import regex
from claims.relations.change_reading import relation_of
from claims.relations.change_tied import is_tied
from claims.relations.kinship import of_one_thing
from claims.relations.scene import Scene, Slot
from claims.relations.wording import CHANGE_WORDS

__all__ = ["RIGHT_AFTER", "propose"]

RIGHT_AFTER = regex(
    r"^[\s,(–—-]*+(?:or|up|down|a|an|which|that|for|\+|with|representing|marking|gaining|rising|falling)?"
    r"[\s(+–-]*+(?:[\w-]+\s+){0,4}$"
)
_THAN_ANOTHER = regex(r"\s(?:more|less|better|worse)\sthan\b")
_WILL = regex(  # "its workforce of 8,200 will shrink by a tenth": the value that it has now
    r"^(?:\s[\w-]+){0,3}\s+(?:will|would|is to|are to|(?:is|are) (?:expected|due|set|likely) to)\s+(?!be\b)\w+\s+by\s+"
    r"(?:(?:about|around|some|nearly|almost|over|up to)\s+)?$"
)
_PACE = regex(r"\b(?:faster|slower|quicker|pace|growth|rate|margin|share|yield|inflation)\b")


def propose(
    scene: Scene, change: Slot, currents: Sequence[tuple[Slot, bool]], group: str, rank: int
) -> Iterator[Relation]:
    """Yield the value that the wording ties the change to; where it ties none, the nearest one as merely possible."""
    if not currents:
        return
    for told, _ in currents:
        if told.order < change.order and _WILL.match(scene.gap(told, change)):
            relation = relation_of(
                change.q, told.q, None, group, rank, Certainty.LIKELY, "value and its change to come"
            )
            yield replace(relation, roles={"base" if k == "current" else k: v for k, v in relation.roles.items()})
            return
    tied_to = next((told for told in currents if is_tied(scene, change, told[0])), None)
    current, strong = tied_to or currents[0]
    if _owned(scene, change, current):
        return
    close = strong and scene.tight(change, current) and RIGHT_AFTER.match(scene.gap(change, current)) is not None
    reading = (
        "amount with a change in points" if close and _points_of_amount(change, current) else "level with its change"
    )
    pace = _points_of_amount(change, current) or bool(_PACE.search(change.right[:40]))
    if close or change.q.kind is not Kind.PP_CHANGE or not pace:  # not "0.1 point quicker than the pace of May"
        certainty = Certainty.POSSIBLE if tied_to is None else Certainty.LIKELY
        yield relation_of(change.q, current.q, None, group, rank, certainty, reading)


def _owned(scene: Scene, change: Slot, level: Slot) -> bool:
    """Tell whether a level has a change of its own: "exports rose 6 percent, and the surplus widened to 12 billion"."""
    if of_one_thing(change, level) and change.clause == level.clause:
        return False
    if level.order > change.order:
        gap = scene.gap(change, level)
        moved = bool(CHANGE_WORDS.intersection(re.findall(r"[a-z-]+", gap)))
        return any(s.is_change for s in scene.between(change, level)) or moved or level.clause != change.clause
    own = any(s.is_change and s.clause == level.clause for s in scene.by_sentence[level.sentence])
    return own and level.clause != change.clause


def _points_of_amount(change: Slot, current: Slot) -> bool:
    """Tell whether a sum of money or a measure is said to change by percentage points, which only rates can.

    Counts are left out (votes and seats stand for shares), and so are comparisons of pace.
    """
    if (
        change.q.kind is not Kind.PP_CHANGE
        or current.q.unit.startswith(("count", "percent", "index"))
        or not current.q.unit
    ):
        return False
    if _THAN_ANOTHER.match(change.right):
        return False  # "revenue reached $3 billion, rising two percentage points more than forecast"
    return change.q.direction is not None and current.q.kind is Kind.LEVEL and not _PACE.search(change.right[:40])
