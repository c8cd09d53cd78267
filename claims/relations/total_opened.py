"""A total whose sentence opens with its last part, the others told before: "Add coffee, at $655 million, and …".

"84 in 2022 and 126 in 2023. With the 70 of this year, there are now 280 in all"; "Including 9,250 ducks killed on
Friday, it has now cost 61,750".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import noun_of, of_one_size, of_pair, sum_relation
from claims.relations.scene import HUMAN, LEVELS, Scene, Slot, comparable, measure

__all__ = ["opens_with_part", "propose"]

_OPENS = regex(
    r"^\W*(?:(?P<add>add(?: in| to (?:that|this|these|it))?|adding|throw in|together with|along with|plus|on top of)|"
    r"(?P<with>including|counting|with))\b"
)
_NAMED = regex(
    r"\b(?:total\w*|in all|altogether|together|combined|all told|overall|all (?:two|three|four|five|six) \w+|sum)\b"
)
_REACHES = regex(
    r"\b(?:now|so far|already|thus)\b[^.;]{0,60}$"
    r"|\b(?:comes?|came|adds? up|rises?|rose|amounts?|bring\w*|brought)\b[^.;]{0,40}\bto\s+$"
)
_ALL_AFTER = regex(r"^\s*(?:[\w'’-]+\s+){0,4}?(?:in all|in total|altogether|combined|overall|all told|together)\b")
_MOST_BEFORE = 5


def opens_with_part(scene: Scene, sentence: int) -> bool:
    """Tell whether a sentence adds its figures to those of the sentence before."""
    opened = _OPENS.match(scene.sentence_text(sentence).lower())
    return opened is not None and opened["add"] is not None


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the totals of sentences that open with a part."""
    for sentence, slots in scene.by_sentence.items():
        opened = _OPENS.match(scene.sentence_text(sentence).lower())
        if opened is None or slots[0].in_table:
            continue
        for whole in slots[1:]:
            named = _NAMED.search(whole.left) or _ALL_AFTER.match(whole.right)
            if named or _REACHES.search(whole.left):
                found = list(_readings(scene, slots, whole, sure=bool(named)))
                yield from found
                if found:
                    break


def _readings(scene: Scene, slots: Sequence[Slot], whole: Slot, *, sure: bool) -> Iterator[Relation]:
    """Add what the sentence tells before its total to what the one before tells: all of that, or some."""
    own = [s for s in slots if s.order < whole.order and _part(s, whole)]
    told = scene.by_sentence.get(whole.sentence - 1, ())
    before = [s for s in told if s.block == whole.block and _part(s, whole) and not of_pair(scene, s)]
    if not own or not before or len(before) > _MOST_BEFORE or not _amount(whole):
        return
    group = f"total-after:{whole.q.id}"
    for size in range(len(before), 0, -1):
        for some in itertools.combinations(before, size):
            parts = [*some, *own]
            if not of_one_size(whole, parts):
                continue
            rank = len(before) - size
            relation = sum_relation(whole, parts, Certainty.LIKELY, group, rank, "what was told, with what is added")
            first = sure and rank == 0 and whole.q.hedge is Hedge.EXACT
            yield replace(relation, tags=relation.tags | {UNRIVALLED}) if first else relation


def _amount(slot: Slot) -> bool:
    return slot.q.kind in LEVELS and slot.q.kind is not Kind.RATIO and slot.q.unit != "percent"


def _part(slot: Slot, whole: Slot) -> bool:
    """Tell whether a figure may be a part of a total: one measure; what the parts count may have other names."""
    kinds = (*LEVELS, Kind.ABSOLUTE_CHANGE)
    plain = slot.q.kind in kinds and slot.q.kind is not Kind.RATIO and not slot.aside and not slot.marked_base
    if not plain or comparable(slot.q, whole.q) == 0 or slot.q.hedge is Hedge.BETWEEN:
        return False
    if measure(whole.q) != "count":
        return True
    value, total = abs(slot.q.value or Decimal(0)), abs(whole.q.value or Decimal(0))
    nouns = {noun_of(slot), noun_of(whole)} - {""}
    return value < total and (len(nouns) < 2 or nouns <= HUMAN or (slot.q.style == "digits" and total >= 100))
