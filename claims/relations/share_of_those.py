"""Shares of "them" within a sentence, or of "that": "1,240 flats, 760 short; a quarter of them, 310, were modular".

What they are of was counted just before, in the sentence or in the last one; `share_of_them` reads those that open a
sentence. Where several numbers were told, it is of the one that a slip explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.scene import Scene, Slot, comparable, same_noun
from claims.relations.share import share_relation
from claims.relations.share_beside import is_share
from claims.relations.share_mended import fits, fits_when_mended
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_THEM_FIRST = regex(rf"^\sof\s(?:them|those|these)(?:,\s(?:or|that is|i\.e\.)\s|,\s|\s\()\s*{ABOUT}$")
_AFTER = regex(
    r"^\s*(?:in all|in total|altogether|[a-z]+)?\s*"
    r"(?:[.,;:)–—]|$|(?:were|are|was|is|had|have|has|did|said|came|went)\b)"
)
_OF_THAT = regex(r"^\sof\s(?:that|this|it|them|those|these)\s*(?:[.,;:)–—]|$)")
_WORD = r"\s(?!and\b|but\b|while\b|than\b|from\b)[\w'’-]+"
_BESIDE = regex(
    rf"^(?:{_WORD}){{0,5}},?\s(?:or|which (?:is|was|makes|made|comes to)|that is)\s{ABOUT}$"
    rf"|^(?:{_WORD}){{0,5}},\s{ABOUT}$|^\s\({ABOUT}$"
)
_THEM_THEN = regex(rf"^\sof\s(?:them|those|these),\s(?:or\s)?{ABOUT}$")
_ENDS = regex(r"^\s*(?:[.,;:)–—]|$)")
_NOT_OF_ALL = regex(
    r"\b(?:another|further|additional|extra|other|others|more|rest|remain\w*|survivors?|of whom|of which)\b"
)
_BEFORE_NOW = regex(  # the number of another time, or what is missing to one
    r"^\s(?:[\w-]+\s)?(?:of|in)\s[^,;.]{0,30}\b(?:last|previous|earlier|ago|before)\b"
    r"|^\s(?:[\w-]+\s)?(?:an?|the)\s(?:year|month|week)\s(?:earlier|ago|before)\b"
    r"|^\s(?:short|more|fewer|less|above|below|too)\b"
)
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT})
_MOST_TOLD = 2  # numbers that "they" may be
_NEVER, _FAR = 20, 4  # a smaller whole meets by chance; so many times off, the share is of something else


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the shares of what was counted last, where no figure of the story makes them."""
    for share in scene.slots:
        if not is_share(share.q) or share.in_table or share.marked_base or not share.q.value:
            continue
        part = _part(scene, share)
        if part is None:
            continue
        told = _told(scene, share, part)
        if not 1 <= len({s.q.value for s in told}) <= _MOST_TOLD or any(
            fits(share, part.q.lenient, s.q.lenient) for s in scene.slots if s is not part and comparable(s.q, part.q)
        ):
            continue
        mended = [s for s in told if fits_when_mended(share, part, s)]
        if not mended and len(told) > 1:
            continue  # of both together, perhaps: "2,140 cars and 860 vans. A fifth of them, 600, …"
        whole = (mended or told)[-1]
        made = (part.q.value or 0) / (whole.q.value or 1) * (100 if share.q.unit == "percent" else 1)
        if made < share.q.value * _FAR and share.q.value < made * _FAR:
            reading = "share of those who were counted last"
            yield share_relation(share, part, whole, Certainty.LIKELY, -2, reading, tags=frozenset({UNRIVALLED}))


def _part(scene: Scene, share: Slot) -> Slot | None:
    """Return the number beside a share that says that it is of them, or of that."""
    after = scene.slots[share.order + 1] if share.order + 1 < len(scene.slots) else None
    first = after is not None and after.sentence == share.sentence and _THEM_FIRST.match(scene.gap(share, after))
    if first and after is not None and _is_number(after) and _AFTER.match(after.right):
        return after
    before = scene.slots[share.order - 1] if share.order else None
    if before is None or before.sentence != share.sentence or not _is_number(before) or before.marked_base:
        return None
    gap = scene.gap(before, share)
    if _OF_THAT.match(share.right) and _BESIDE.match(gap):
        return before
    return before if _THEM_THEN.match(gap) and _ENDS.match(share.right) else None


def _told(scene: Scene, share: Slot, part: Slot) -> Sequence[Slot]:
    """Return the larger numbers of the sentence before the pair, or else those of the sentence before it."""
    first = min(share.order, part.order)
    for sentence in (share.sentence, share.sentence - 1):
        near = [s for s in scene.by_sentence.get(sentence, ()) if s.order < first and scene.flows(s, share)]
        told = [s for s in near if _is_whole(s, part)]
        if told:
            since = scene.document.text[told[-1].q.end : scene.slots[first].q.start].lower()
            return () if _NOT_OF_ALL.search(since) else told
    return ()


def _is_whole(slot: Slot, part: Slot) -> bool:
    plain = (
        _is_number(slot)
        and not (slot.marked_base or slot.expected or _BEFORE_NOW.match(slot.right))
        and comparable(slot.q, part.q) > 0
    )
    larger = (slot.q.value or 0) > (part.q.value or 0) and (slot.q.value or 0) >= _NEVER
    return plain and larger and same_noun(slot.q, part.q)


def _is_number(slot: Slot) -> bool:
    plain = slot.q.kind in _VALUES and slot.q.unit not in ("percent", "percentage_point") and not slot.in_table
    return plain and slot.q.hedge is not Hedge.BETWEEN and not slot.aside and bool(slot.q.value) and not slot.q.per
