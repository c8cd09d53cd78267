"""The sum of a value and the one told in the sentence before: "North Bay had 4,230 visitors. South Bay had 3,910,
which makes 8,140 in all"; "The first hall seats 840 and the second 460. The theatre thus seats 1,300 in all".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_one_size, of_pair, sum_relation
from claims.relations.scene import Scene, Slot, same_noun
from claims.relations.told_frames import after, before, of_one_unit, plain, said
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_IN_ALL = regex(
    r"^(?:\s[\w'’-]+){0,3}?\s(?:in all|in total|altogether|all told|combined|between them"
    r"|together)\s*(?:[.,;)]|$)"
)
_MAKES = regex(
    rf",\s(?:which makes|which made|making|making it|so that makes|that makes"
    rf"|bringing it to)\s{ABOUT}$"
)
_TOTAL = regex(
    rf",\s(?:for|making|giving|which gives|which makes|bringing)\s(?:an?|the)\s(?:grand\s|combined\s"
    rf"|overall\s)?total\s(?:of|to)\s{ABOUT}$"
)
_THUS = regex(
    rf"^[^,;:\d]{{3,60}}\b(?:thus|therefore|so)\b[^,;:\d]{{0,40}}\s{ABOUT}$|^\W*(?:that|this"
    rf"|together that|so that)\s(?:is|makes|made)\s{ABOUT}$"
)
_OTHER = regex(
    r"\b(?:of them|of whom|of which|including|among|average|up from|down from|a year (?:ago|earlier)"
    r"|times|each|per|every|than)\b"
)
_KINDS = frozenset({Kind.LEVEL, Kind.COUNT, Kind.DURATION})


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield what two values told just before come to."""
    for whole in scene.slots[2:]:
        if whole.q.kind not in _KINDS or not plain(whole) or whole.q.unit == "percent" or whole.marked_base:
            continue
        told, in_all = said(scene, whole), _IN_ALL.match(after(scene, whole)) is not None
        here = [s for s in scene.by_sentence[whole.sentence] if s.order < whole.order]
        last = list(before(scene, whole, 1))
        closes = (_MAKES.search(told) and in_all) or _TOTAL.search(told)
        opens = not here and in_all and _THUS.match(told)
        parts = [*last, *here] if closes and len(here) == len(last) == 1 else last if opens and len(last) == 2 else []
        if closes and len(here) == 2:
            parts = here
        if len(parts) != 2 or not all(_part(scene, s, whole) for s in parts) or not of_one_size(whole, parts):
            continue
        if _OTHER.search(scene.document.text[parts[0].q.start : whole.q.start].lower()):
            continue
        reading = "two values just told and what they come to"
        relation = sum_relation(whole, parts, Certainty.LIKELY, f"in-all:{whole.q.id}", -1, reading)
        yield replace(relation, tags=relation.tags | {UNRIVALLED})


def _part(scene: Scene, slot: Slot, whole: Slot) -> bool:
    if (
        slot.q.kind not in _KINDS
        or not plain(slot)
        or slot.marked_base
        or slot.expected
        or slot.q.per
        or of_pair(scene, slot)
    ):
        return False
    bare = slot.q.unit == "" and slot.q.kind is Kind.COUNT and whole.q.kind is Kind.DURATION
    return bare or (of_one_unit(slot, whole) and same_noun(slot.q, whole.q)) or whole.q.unit == ""
