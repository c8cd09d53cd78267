"""So many of so many, with their share right after: "11 of 38 three-point shots (28.9 percent)", "22 of the 88 schools,
25 percent,".

Nothing but what is counted stands between the two numbers and the share, so it can be of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.lexicon import load
from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.relations.own_shares import has_share_of_its_own
from claims.relations.scene import Scene, Slot
from claims.relations.share import is_share, share_relation
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_BREAKS = "|".join(str(load("shares")["so_many"]["breaks"]).split())
_OF = re.compile(
    r"^(?:\s(?!and\b|or\b|but\b)[\w'’-]+){0,2}\s(?:out\s)?of\s(?:(?:the|its|their|his|her|all|some)\s){0,2}$"
)
_WORD = rf"\s(?!(?:{_BREAKS})\b)[\w'’/-]+"
_BRACKET = re.compile(rf"^(?P<said>(?:{_WORD}){{0,8}})\s\({ABOUT}$")
_OR = re.compile(rf"^(?P<said>(?:{_WORD}){{0,8}}),\s(?:or|that is|i\.e\.)\s{ABOUT}$")
_COMMA = re.compile(rf"^(?P<said>(?:{_WORD}){{0,3}}),\s{ABOUT}$")
_CLOSED = re.compile(r"^\s?\)")
_ENDS = re.compile(r"^\s*(?:[.,;:)–—]|$|of (?:them|those|these|the total|the whole|all)\b\s*[.,;)])")
_COMPOUND = re.compile(r"^[\w-]+-(?!million|billion|trillion)[a-z]+$", re.IGNORECASE)  # "three-point shots"
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


def _is_number(slot: Slot) -> bool:
    plain = slot.q.kind is Kind.COUNT and slot.q.hedge is not Hedge.BETWEEN and not slot.q.places
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
