"""Two values held against each other, with what the one has more than the other.

"On 38 percent, five points ahead of the Liberals on 33"; "In 2014 it was 42.1 percent, 4.7 points higher"; "It had
stood at 2.50 percent, so the step was 25 basis points"; "rises by £4.50. They will then pay £52.00 instead of £47.50".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_pair
from claims.relations.change_reading import alike, relation_of
from claims.relations.difference_reading import apart
from claims.relations.kinship import indicator_of
from claims.relations.scene import Scene, Slot, factor_to, same_noun
from claims.relations.wording import CHANGE_NOUNS, DOWN_WORDS, UP_WORDS

__all__ = ["RIVALS", "SO_MUCH", "propose"]

_APART = frozenset({Kind.LEVEL, Kind.COUNT, Kind.DURATION, Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE})
_UNIT = r"(?:(?:percentage |basis )?points?|votes?|seats?|goals?|runs?|places?|seconds?|minutes?|strokes?|shots?|laps?)"
RIVALS = regex(
    rf"^\s*(?:{_UNIT}\s+)?(?P<way>ahead of|clear of|above|more than|behind|adrift of|below|less than|fewer than)\s+"
    r"(?:(?!(?:and|but|or|while|as|in|last|a|expected|usual)\b)[\w.'’&-]+\s+){1,5}?"
    r"(?:on|with|at|,\s*(?:who|which)\s+(?:has|have|had|is|are|got|get|gets|won|took))\s+$"
)
_LOWER = ("behind", "adrift of", "below", "less than", "fewer than")
SO_MUCH = regex(
    r"^\s*(?:(?:percentage |basis )?points?\s+)?(?P<way>higher|lower|more|less|fewer|longer|shorter|older|younger|"
    r"bigger|larger|smaller|heavier|lighter|taller|wider|deeper|faster|slower|dearer|cheaper|warmer"
    r"|cooler|colder|hotter|"
    r"behind|ahead|short|further)\s*(?:[.;,)]|$)(?!\s*(?:than|on)\b)"
)
_FEWER_WINS = regex(r"\b(?:rounds?|par|strokes?|shots?|holes?|under|time|seconds?|minutes?|laps?|stage)\b")
_COMMA = regex(r"^[^,;]{0,24},\s*$")
_THUS = regex(r"^[^,;.\d]{0,30}\b(?:thus|therefore|so)\b[^,;.\d]{0,30}$")
_STEP = regex(
    rf"^,?\s*(?:so|and so|which means)\s+(?:that\s+)?(?:the|this)\s+(?:[\w-]+\s+)?"
    rf"(?:step|move|difference|gap|{'|'.join(sorted(CHANGE_NOUNS))})\s+(?:was|is|came to|amounts to|amounted to)\s+$"
)
_INSTEAD = regex(r"\b(?:instead of|rather than|up from|down from|compared with|against|from)\s+$")
_THEN = regex(r"\b(?:then|thus|now|in future|will|would)\b")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the differences between the values of two things, or of one thing in two sentences."""
    for slot in scene.slots:
        if slot.q.kind not in _APART or slot.q.unit == "percent" or slot.q.hedge is Hedge.BETWEEN or slot.in_table:
            continue
        yield from _between_rivals(scene, slot)
        yield from _against_the_last(scene, slot)
        yield from _the_step(scene, slot)
        yield from _told_after(scene, slot)


def _between_rivals(scene: Scene, slot: Slot) -> Iterator[Relation]:
    """Read "on 38 percent, five points ahead of the Liberals on 33"."""
    way = RIVALS.match(slot.right)
    if way is None or not slot.order or slot.order + 1 >= len(scene.slots):
        return
    own, other = scene.slots[slot.order - 1], scene.slots[slot.order + 1]
    if (
        own.sentence == other.sentence == slot.sentence
        and _pair(slot, own, other)
        and _COMMA.match(scene.gap(own, slot))
    ):
        larger, smaller = (other, own) if way["way"] in _LOWER else (own, other)
        if _FEWER_WINS.search(scene.sentence_text(slot.sentence).lower()):
            larger, smaller = sorted((own, other), key=lambda s: s.q.value or Decimal(0), reverse=True)
        yield apart(slot, larger, smaller, "two rivals and what lies between them")


def _against_the_last(scene: Scene, slot: Slot) -> Iterator[Relation]:
    """Read "… stands at 37.4 percent. In 2014 it was 42.1 percent, 4.7 points higher"."""
    way = SO_MUCH.match(slot.right)
    before = scene.slots[slot.order - 1] if slot.order else None
    if way is None or before is None or before.sentence != slot.sentence:
        return
    if not (_COMMA.match(scene.gap(before, slot)) or _THUS.match(scene.gap(before, slot))):
        return
    told = _told_in(scene, slot, slot.sentence - 1)
    here = _told_in(scene, slot, slot.sentence)
    if len(told) != 1 or here != [before] or not _pair(slot, told[0], before):
        return
    if told[0].q.style != before.q.style:
        return  # "their third win in three. England are second on 8 points, seven behind"
    down = way["way"] in DOWN_WORDS or way["way"] in ("short", "behind", "colder", "lighter", "cheaper", "shorter")
    if not down and way["way"] not in UP_WORDS and way["way"] not in ("further", "dearer", "wider", "hotter"):
        return
    larger, smaller = (told[0], before) if down else (before, told[0])
    alone = frozenset({UNRIVALLED}) if before.q.unit != "percent" or _may_be_one(told[0], before) else frozenset[str]()
    yield apart(slot, larger, smaller, "a value against the one told before", tags=alone)


def _may_be_one(a: Slot, b: Slot) -> bool:
    """Tell whether two rates may be one: "prices rose 3.8 percent. Unemployment was 6.1 percent, 0.4 lower"."""
    one, other = (set(indicator_of(s).split()) for s in (a, b))
    return not one or not other or bool(one & other)


def _the_step(scene: Scene, slot: Slot) -> Iterator[Relation]:
    """Read "cut its rate to 2.25 percent. It had stood at 2.50 percent, so the step was 25 basis points"."""
    if not _STEP.match(slot.left):
        return
    here, told = _told_in(scene, slot, slot.sentence), _told_in(scene, slot, slot.sentence - 1)
    ends = here if len(here) == 2 else [*told, *here]
    if len(ends) == 2 and (len(here) == 2 or len(told) == 1) and _pair(slot, *ends):
        larger, smaller = sorted(ends, key=lambda s: s.q.value or Decimal(0), reverse=True)
        yield apart(slot, larger, smaller, "the step between two values")


def _told_after(scene: Scene, slot: Slot) -> Iterator[Relation]:
    """Read "will rise by £4.50 in April. Residents will then pay £52.00 instead of £47.50"."""
    if slot.q.kind is not Kind.ABSOLUTE_CHANGE or slot.q.direction is None or _told_in(scene, slot, slot.sentence):
        return
    after = [s for s in scene.slots[slot.order + 1 : slot.order + 6] if s.sentence == slot.sentence + 1]
    told = [s for s in after if s.block == slot.block and _value(slot, s)]
    if len(told) != 2 or any(s.is_change for s in after) or not _THEN.search(told[0].left):
        return
    current, base = told
    if base.order == current.order + 1 and alike(base, current) and _INSTEAD.search(base.left):
        group = f"change:{slot.q.id}"
        moved = relation_of(slot.q, current.q, base.q, group, -1, Certainty.LIKELY, "a change, then its two values")
        yield replace(moved, tags=moved.tags | {UNRIVALLED})


def _told_in(scene: Scene, slot: Slot, sentence: int) -> Sequence[Slot]:
    """Return the values of a sentence that a difference may be of, up to the difference."""
    told = [s for s in scene.by_sentence.get(sentence, ()) if s.order < slot.order and s.block == slot.block]
    return [s for s in told if _value(slot, s) and not of_pair(scene, s)]


def _value(slot: Slot, value: Slot) -> bool:
    if not value.is_level or value.q.hedge is Hedge.BETWEEN or not value.q.value:
        return False
    if slot.q.unit in ("percentage_point", "basis_point"):
        return value.q.unit == "percent"
    if slot.q.unit == "count:point" and value.q.unit == "percent":
        return True
    return same_noun(slot.q, value.q) or factor_to(slot.q, value.q) != 1


def _pair(slot: Slot, one: Slot, other: Slot) -> bool:
    return _value(slot, one) and _value(slot, other) and (alike(one, other) or one.q.unit == other.q.unit)
