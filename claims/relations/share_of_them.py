"""Shares of "them": of the only number that the sentence before tells.

"The choir has 84 singers. A third of them, 28, are men"; "960 complaints. One in eight, 120 in all, was about noise";
"asked for $9. … gave it $7.20, or 80 percent of that"; "took on 2,480. Its target was 3,100, so it met 80 percent
of it".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.kinship import of_one_frame
from claims.relations.scene import Scene, Slot, comparable, same_noun
from claims.relations.share import share_relation
from claims.relations.share_beside import is_share
from claims.relations.told_wording import ABOUT
from claims.relations.wording import CHANGE_WORDS

__all__ = ["propose"]

_THEM = r"(?:them|these|those|it|that|this)"
_OF_THEM_FIRST = regex(
    rf"^\sof {_THEM}(?:,\s(?:or|that is|i\.e\.)\s|,\s|\s\()\s*{ABOUT}$|^(?:\s[a-z]+)?(?:,\s(?:or|that is)\s"
    rf"|\s\(|,\s){ABOUT}$"
)
_OF_THEM = regex(rf"^\sof (?P<them>{_THEM})\s*(?:[.,;:)–—]|$|\b(?:were|are|was|is|had|have|has|did)\b)")
_BESIDE = regex(
    rf"^(?:\s[\w'’-]+){{0,3}}(?:,\s(?:or|which (?:is|was|makes|comes to)|that is|exactly|making up|a full)"
    rf"|,?\s(?:who|which) "
    rf"(?:make|made) up|\s\()\s{ABOUT}$"
)
_MET = regex(rf"\b(?:met|meets|reached|achieved|fulfilled|managed|made|hit|got)\s{ABOUT}$")
_OF_GOAL = regex(
    r"^\sof (?:it|that|this|the (?:target|goal|plan|quota)|its (?:target|goal|plan|quota))\s*(?:[.,;:)–—]|$)"
)
_GOAL = regex(r"\b(?:target|goal|plan|quota|aim)\b")
_AFTER = regex(
    r"^\s*(?:in all|in total|of them|[a-z]+)?\s*(?:[.,;:)–—]|$|(?:were|are|was|is|had|have|has|did|said|came|went)\b)"
)
_FIRST = regex(r"^\W*(?:about |some |nearly |almost |exactly |just over |only |more than )?$")
_WORDS = regex(r"[\w'’-]+")
_SUBSET = regex(r"\b(?:of (?:which|whom|them|these|those)|includ\w+|among them|alone|the rest|the others?)\b")
_CHANGED = CHANGE_WORDS | {"more", "fewer", "less", "extra", "additional", "another", "further"}
_HARMLESS = frozenset({"made", "up", "make", "take", "took", "down", "put"})
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT})


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the shares that point back to the only number of the sentence before."""
    for share in scene.slots:
        if not is_share(share.q) or share.in_table or share.marked_base or not share.q.value:
            continue
        pair = _of_goal(scene, share) or _of_them(scene, share)
        if pair is None:
            continue
        part, whole = pair
        if of_one_frame(part, whole):
            reading = "share of the number that the last sentence told"
            yield share_relation(share, part, whole, Certainty.LIKELY, -2, reading, tags=frozenset({UNRIVALLED}))


def _of_them(scene: Scene, share: Slot) -> tuple[Slot, Slot] | None:
    here = scene.by_sentence[share.sentence]
    part = _part(scene, share)
    if part is None or any(s not in (share, part) and (comparable(s.q, part.q) > 0 or is_share(s.q)) for s in here):
        return None
    if _SUBSET.search(scene.sentence_text(share.sentence - 1).lower()) or _moved(part):
        return None
    last = [s for s in scene.by_sentence.get(share.sentence - 1, ()) if scene.flows(s, share)]
    told = [s for s in last if comparable(s.q, part.q) > 0]
    if len(told) != 1 or any(is_share(s.q) for s in last):
        return None
    whole = told[0]
    plain = _may_be(whole) and not whole.marked_base and not whole.expected
    larger = (whole.q.value or 0) > (part.q.value or 0)
    return (part, whole) if plain and larger and same_noun(part.q, whole.q) else None


def _part(scene: Scene, share: Slot) -> Slot | None:
    """Return the number beside a share that says that it is of "them", or that opens its sentence."""
    before = scene.slots[share.order - 1] if share.order else None
    after = scene.slots[share.order + 1] if share.order + 1 < len(scene.slots) else None
    if after is not None and after.sentence == share.sentence and _may_be(after) and _AFTER.match(after.right):
        gap = scene.gap(share, after)
        of_them = gap.startswith(" of ")
        opens = share.q.kind is Kind.RATIO and _FIRST.match(share.left) is not None  # "One in eight, 120 in all, …"
        if _OF_THEM_FIRST.match(gap) and (opens or (of_them and _FIRST.match(share.left) is not None)):
            return after
    if before is not None and before.sentence == share.sentence and _may_be(before):
        of_them = _OF_THEM.match(share.right) is not None
        return before if of_them and _BESIDE.match(scene.gap(before, share)) else None
    return None


def _of_goal(scene: Scene, share: Slot) -> tuple[Slot, Slot] | None:
    """Read "took on 2,480. Its target was 3,100, so it met only 80 percent of it"."""
    if not _OF_GOAL.match(share.right) or not _MET.search(share.left):
        return None
    here = [s for s in scene.by_sentence[share.sentence] if s.order < share.order and _may_be(s)]
    last = [s for s in scene.by_sentence.get(share.sentence - 1, ()) if scene.flows(s, share) and _may_be(s)]
    if len(here) != 1 or len(last) != 1 or not _GOAL.search(here[0].left) or here[0].q.per != last[0].q.per:
        return None
    goal, made = here[0], last[0]
    return (made, goal) if comparable(goal.q, made.q) and same_noun(made.q, goal.q) and not made.marked_base else None


def _may_be(slot: Slot) -> bool:
    plain = slot.q.kind in _VALUES and slot.q.unit != "percent" and not slot.aside and not slot.in_table
    return plain and slot.q.hedge is not Hedge.BETWEEN and bool(slot.q.value)


def _moved(part: Slot) -> bool:
    clause = set(_WORDS.findall(re.split(r"[,;:]", part.left)[-1])) - _HARMLESS
    return not clause.isdisjoint(_CHANGED)
