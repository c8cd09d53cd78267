"""A change of what was told last, with the value it is told against: "… 9,736. That is 1,494 more than the 8,242 of".

The sentence opens with a word for the value that closes the one before ("that", "this", "it"), gives the change, in
an amount, in percent or in both, and names the earlier value right after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Hedge, Relation
from claims.patterns import regex
from claims.relations.change_alone import is_again, is_of_both, is_sure_base
from claims.relations.change_reading import alike, fits, relation_of
from claims.relations.lags import of_other_sort
from claims.relations.scene import Scene, Slot
from claims.relations.told_wording import ABOUT
from claims.relations.wording import CHANGE_NOUNS, is_set_against

__all__ = ["propose"]

_NOUNS = "|".join(sorted(CHANGE_NOUNS))
_THAT_IS = regex(
    r"^\W*(?:(?:and|but|so)\s+)?(?:that|this|it|they|which)(?:['’]s|\s+(?:is|was|are|were|represents?|marks?|makes|means))"
    r"(?:\s+(?:still|also|already|only|just|even|nonetheless|nevertheless))?\s+"
    rf"(?:(?:an?|the)\s+(?:[\w-]+\s+)?(?:{_NOUNS})\s+of\s+|(?:up|down)\s+(?:by\s+)?)?{ABOUT}$"
)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the changes of a sentence that opens with a word for the value told last."""
    for slots in scene.by_sentence.values():
        opening = [s for s in slots[:2] if s.is_change and not s.in_table]
        if not opening or opening[0] is not slots[0] or not _THAT_IS.match(_said(scene, slots[0])):
            continue
        changes = [s for s in opening if s is slots[0] or is_again(scene, opening[0], s)]
        base = slots[len(changes)] if len(slots) > len(changes) else None
        current = _told_last(scene, slots[0], base) if base is not None else None
        if base is None or current is None or not is_set_against(base.left):
            continue
        told = scene.sentence_text(slots[0].sentence).lower()
        if of_other_sort(told) or not is_sure_base(current, base):
            continue
        for change in changes:
            if fits(change.q, current.q) and is_of_both(scene, change, current, base, told):
                yield _moved(change, current, base)


def _said(scene: Scene, slot: Slot) -> str:
    start = scene.document.sentences[slot.sentence].start
    return scene.document.text[start : slot.q.hedge_start or slot.q.start].lower()


def _told_last(scene: Scene, change: Slot, base: Slot) -> Slot | None:
    """Return the only value of the sentence before that is alike, and is no earlier one itself."""
    before = scene.by_sentence.get(change.sentence - 1, ())
    values = [s for s in before if s.is_level and not s.in_table and not s.marked_base and not s.was_before]
    values = [s for s in values if not s.expected and s.q.hedge is not Hedge.BETWEEN and alike(s, base)]
    return values[0] if len(values) == 1 and not base.expected else None


def _moved(change: Slot, current: Slot, base: Slot) -> Relation:
    reading = "the value told last, its change and what it was before"
    relation = relation_of(change.q, current.q, base.q, f"change:{change.q.id}", -1, Certainty.LIKELY, reading)
    return replace(relation, tags=relation.tags | {UNRIVALLED})
