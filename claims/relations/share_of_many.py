"""So many of so many, with their share right after: "11 of 38 three-point shots (28.9 percent)", "22 of the 88 schools,
25 percent,"; and a share of so much with what it comes to: "half of the 56 flats, 28, are for rent".

Nothing but what is counted stands between the two numbers and the share, so it can be of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.lexicon import load
from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.own_shares import has_share_of_its_own
from claims.relations.scene import Scene, Slot, same_noun
from claims.relations.share import share_relation
from claims.relations.share_beside import is_share
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_BREAKS = "|".join(str(load("shares")["so_many"]["breaks"]).split())
_OF = regex(r"^(?:\s(?!and\b|or\b|but\b)[\w'’-]+){0,2}\s(?:out\s)?of\s(?:(?:the|its|their|his|her|all|some)\s){0,2}$")
_WORD = rf"\s(?!(?:{_BREAKS})\b)[\w'’/-]+"
_BRACKET = regex(rf"^(?P<said>(?:{_WORD}){{0,8}})\s\({ABOUT}$")
_OR = regex(rf"^(?P<said>(?:{_WORD}){{0,8}}),\s(?:or|that is|i\.e\.)\s{ABOUT}$")
_COMMA = regex(rf"^(?P<said>(?:{_WORD}){{0,3}}),\s{ABOUT}$")
_OF_THE = regex(r"^\sof\s(?:the|its|their|his|her)\s(?:[a-z-]+\s){0,2}$")
_OR_BEFORE = regex(rf"^(?:{_WORD}){{0,10}},\s(?:(?:or|that is|i\.e\.|which (?:is|was)|equal to)\s)?{ABOUT}$")
_THEN = regex(rf"^(?:{_WORD}){{0,3}},\s(?:(?:or|that is|i\.e\.|which (?:is|was|makes|means))\s)?{ABOUT}$")
_THEN_ENDS = regex(r"^\s*(?:in all|all told|of them)?\s*(?:[,.;)–—]|$)")
_CLOSED = regex(r"^\s?\)")
_ENDS = regex(r"^\s*(?:[.,;:)–—]|$|of (?:them|those|these|the total|the whole|all)\b\s*[.,;)])")
_COMPOUND = regex(r"^[\w-]+-(?!million|billion|trillion)[a-z]+$", re.IGNORECASE)  # "three-point shots"
_FEWEST = 5
_SURE = frozenset({UNRIVALLED})


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the shares that are printed right after a part and its whole."""
    plain = [s for s in scene.slots if not _COMPOUND.match(s.q.surface)]
    for part, whole, share in zip(plain, plain[1:], plain[2:], strict=False):
        if len({part.sentence, whole.sentence, share.sentence}) > 1 or share.in_table or not is_share(share.q):
            continue
        if not (_is_number(part) and _is_number(whole)) or not _OF.match(scene.gap(part, whole)):
            continue
        if (whole.q.value or 0) < _FEWEST or not _is_beside(scene, whole, share):
            continue
        reading = "so many of so many, and their share"
        yield share_relation(share, part, whole, Certainty.LIKELY, -3, reading, tags=_SURE)
    for share, whole in zip(scene.slots, scene.slots[1:], strict=False):
        if share.sentence == whole.sentence and is_share(share.q) and not share.in_table and share.q.value:
            told = _before(scene, share, whole) or _after(scene, share, whole)
            if told is not None:
                reading = "a share of so much, and what it comes to"
                yield share_relation(share, told, whole, Certainty.LIKELY, -3, reading, tags=_SURE)


def _before(scene: Scene, share: Slot, whole: Slot) -> Slot | None:
    """Return the part in "lost 1.2 cubic kilometres of ice, or 3 percent of the 40 cubic kilometres that were left"."""
    part = scene.slots[share.order - 1] if share.order else None
    if part is None or part.sentence != share.sentence or not _is_amount(part, whole) or share.marked_base:
        return None
    here = [s for s in scene.by_sentence[share.sentence] if s.order < share.order and s.q.unit == part.q.unit]
    if len(here) != 1 or not _OF_THE.match(scene.gap(share, whole)) or not _OR_BEFORE.match(scene.gap(part, share)):
        return None
    return part


def _after(scene: Scene, share: Slot, whole: Slot) -> Slot | None:
    """Return the part in "half of the 56 flats, 28, are for rent", "72 percent of the 4.45 million, which is 3.2"."""
    part = scene.slots[whole.order + 1] if whole.order + 1 < len(scene.slots) else None
    if part is None or part.sentence != share.sentence or not _OF_THE.match(scene.gap(share, whole)):
        return None
    alike = _is_amount(part, whole) or (_is_number(part) and _is_number(whole) and same_noun(part.q, whole.q))
    joined = _THEN.match(scene.gap(whole, part)) and _THEN_ENDS.match(part.right)
    return part if alike and joined and (whole.q.value or 0) >= _FEWEST else None


def _is_amount(part: Slot, whole: Slot) -> bool:
    """Tell whether two figures are amounts of one measure that is no count."""
    if part.q.unit != whole.q.unit or not part.q.unit or part.q.unit.startswith(("count", "percent")):
        return False
    kinds = part.q.kind, whole.q.kind
    return kinds == (Kind.LEVEL, Kind.LEVEL) and not any(
        s.aside or s.marked_base or s.q.hedge is Hedge.BETWEEN or s.q.per != part.q.per or not s.q.value
        for s in (part, whole)
    )


def _is_number(slot: Slot) -> bool:
    plain = slot.q.kind is Kind.COUNT and slot.q.hedge is not Hedge.BETWEEN
    plain = plain and (not slot.q.places or slot.q.scale > 1)
    return plain and not slot.aside and bool(slot.q.value)


def _is_beside(scene: Scene, whole: Slot, share: Slot) -> bool:
    """Tell whether the share stands right after what is counted, and after nothing that has a share of its own."""
    gap = scene.gap(whole, share)
    if bracket := _BRACKET.match(gap):
        said = bracket["said"] if _CLOSED.match(share.right) else None
    else:
        found = _OR.match(gap) or _COMMA.match(gap)
        said = found["said"] if found is not None and _ENDS.match(share.right) else None
    return said is not None and not has_share_of_its_own(said, whole, share)
