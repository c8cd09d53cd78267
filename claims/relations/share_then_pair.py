"""A share, and right after it the numbers that it was worked out of: "stood at 88 per cent: 1,276 of 1,450 were let".

"A third of the class, 9 of 27, …"; "62 percent (31 of 50)"; "48 places from 300 requests, or one in six": nothing but
the name of what is counted stands between share, part and whole. After a colon the pair may count something
else ("turnout was 61 percent: 12 of 14 wards …"), and is held to the share only where a slip explains it.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.own_shares import has_share_of_its_own
from claims.relations.scene import Scene, Slot, comparable
from claims.relations.share import share_relation
from claims.relations.share_beside import is_share
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_WORD = (
    r"\s(?!(?:and|but|or|while|up|down|more|less|fewer|after|from|against|than|compared|versus|with|when|if)\b)[\w'’-]+"
)
_OPENS = regex(
    rf"^(?:{_WORD}){{0,5}}(?::|\s\(|,|\s[–—])\s?(?:that is|or|where|with|i\.e\.|namely)?,?\s?(?:the\s|its\s)?{ABOUT}$"
)
_OUTRIGHT = regex(rf"^(?:{_WORD}){{0,2}}\s\(|^\sof\s[^,;:()]{{3,40}},\s(?:or\s)?{ABOUT}$|^,\s(?:or|that is)\s{ABOUT}$")
_PAIR = regex(r"^(?:\s(?!and\b|or\b|but\b|to\b)[\w'’-]+){0,2}\s(?:out\s)?of\s(?:(?:the|its|their|all)\s){0,2}$")
_FROM = regex(r"^(?:\s[a-z'’-]+){1,2}\s(?:from|in|out of)\s$")
_THEN_OR = regex(
    rf"^(?:\s[a-z'’-]+){{1,2}},\s(?:or|that is)\s(?:barely|hardly|little)?\s?(?:more than |less than )?{ABOUT}$"
)
_ENDS = regex(
    r"^\s*(?:[.,;)–—]|$|[\w'’-]+\s*[.,;)–—]|(?:[\w'’-]+\s){0,2}(?:were|are|was|is|had|have|has|did|took|came|went|said|won)\b)"
)
_LATER = regex(r"\b(?:up|down|rose|fell|above|below)\b")
_FEWEST, _MOST = 4, 100  # of the whole; percent
_APART = 4  # so many times off, the pair is of something else


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the shares that stand right before their part and whole, or right after two numbers of one rate."""
    for one, two, three in zip(scene.slots, scene.slots[1:], scene.slots[2:], strict=False):
        if len({s.sentence for s in (one, two, three)}) > 1 or one.in_table:
            continue
        if _share_first(scene, one, two, three):
            yield _relation(one, two, three, sure=_OUTRIGHT.match(scene.gap(one, two)) is not None)
        elif _share_last(scene, one, two, three):
            yield _relation(three, one, two, sure=True)


def _share_first(scene: Scene, share: Slot, part: Slot, whole: Slot) -> bool:
    gap = scene.gap(share, part)
    told = is_share(share.q) and _OPENS.match(gap) and _PAIR.match(scene.gap(part, whole)) and _ENDS.match(whole.right)
    return bool(told) and not share.marked_base and _LATER.search(gap) is None and _may_be(share, part, whole)


def _share_last(scene: Scene, part: Slot, whole: Slot, share: Slot) -> bool:
    told = is_share(share.q) and _FROM.match(scene.gap(part, whole)) and _THEN_OR.match(scene.gap(whole, share))
    return bool(told) and _may_be(share, part, whole)


def _may_be(share: Slot, part: Slot, whole: Slot) -> bool:
    """Tell whether two counts of one measure may make a share, so that it is of no other two."""
    if not (_is_count(part) and _is_count(whole)) or comparable(part.q, whole.q) == 0:
        return False
    few, many, told = (s.q.value or 0 for s in (part, whole, share))
    if not few < many or many < _FEWEST or has_share_of_its_own("", whole, share):
        return False
    made = few / many * (_MOST if share.q.unit == "percent" else 1)
    return made < told * _APART and told < made * _APART


def _is_count(slot: Slot) -> bool:
    plain = slot.q.kind in (Kind.COUNT, Kind.LEVEL) and slot.q.unit not in ("percent", "percentage_point")
    return plain and slot.q.hedge is not Hedge.BETWEEN and not slot.aside and bool(slot.q.value)


def _relation(share: Slot, part: Slot, whole: Slot, *, sure: bool) -> Relation:
    reading = "a share, and what it was worked out of"
    tags = frozenset({UNRIVALLED}) if sure else frozenset[str]()
    return share_relation(share, part, whole, Certainty.LIKELY, -3, reading, tags=tags)
