"""Changes whose base, or whose values, stand in another sentence.

"Clearing came to 836 square kilometers. A year ago it had been 323, so it increased 159 percent."
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.period import previous_year, same
from claims.relations.amounts import of_pair
from claims.relations.change_alone import closing, is_again
from claims.relations.change_named import in_its_currency
from claims.relations.change_reading import alike, fits, relation_of
from claims.relations.compared import SO_MUCH
from claims.relations.kinship import compared_to, of_one_thing, period_of
from claims.relations.scene import Scene, Slot, comparable
from claims.relations.told_wording import ABOUT
from claims.relations.wording import CHANGE_NOUNS

__all__ = ["bases_elsewhere", "subject_before", "values_before"]

_FOLLOWS = regex(
    r"\b(?:thus|so|therefore|hence|that is|which means|put the other way|in other words|than the|"
    r"an? (?:rise|fall|drop|gain|jump|increase|decrease|decline|difference|growth) of)\b",
    re.IGNORECASE,
)
_PLUPERFECT = regex(r"\bhad (?:been|had|stood|sold|made|won|\w+ed)\b[^,;]{0,30}$")  # a value of an earlier time
_PART_OF_IT = regex(r"\b(?:of (?:which|whom|them|these|those)|includ\w+)\b")
_SAID_OF_IT = regex(
    r"^\W*(?:and )?(?:that|this|it|which|the (?:figure|number|total|tally|sum|amount|average|result|rate|toll|price))"
    r"(?:\s+[\w'’-]+){0,3}?\s+(?:is|was|were|represent\w*|mark\w*|mean\w*|amount\w*|equal\w*|came|comes|rose|fell|"
    r"grew|had (?:risen|fallen|grown)|has (?:risen|fallen|grown))\b[^,;]{0,20}$"
)
_MARK = regex(r"^[\s-]+(?:mark|threshold|barrier|milestone)\b")  # "passing the five million mark"
_SO_IT_MOVED = regex(
    r"(?:[,;]|\b(?:is|was|are|were|has|have))\s+(?:and\s+)?(?:so|thus|hence|therefore|which means)\b"
    r"(?![^;]*\bthan\b)[^;]*$"
)
_ON_A_YEAR_WHEN = regex(
    r"^\s*(?:more |less |fewer |higher |lower )?(?:than|on|from|above|below) (?:in )?[^,;:()]{2,40}, when\s+$"
)  # "The total was up 6 percent on 2023, when 1.00 million people came"
_IN_ALL = regex(r"^(?:\s+(?!(?:in|at|for|of|from|among|by|alone)\b)[\w'’-]+)*\s*(?:[,;:.)]|$)")  # not "50 in Europe"
_THEN = regex(
    r"\b(?:years?|months?|quarters?|weeks?|seasons?|earlier|ago|before|previous|prior|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|(?:19|20)\d\d)\b"
)
_FOR_OTHERS = regex(r"\b(?:for|at|among|across)\b")
_ENDS = regex(r"^\s*(?:[.,;)]|$)")
_THE = regex(rf"^\W*(?:the|that|this)\s+{ABOUT}$")
_MOVE_FROM = regex(rf"\s*(?:[\w-]+\s+)?(?:{'|'.join(sorted(CHANGE_NOUNS))}),?\s+from\s+(?:the\s+)?")
_IT_IS_AND = regex(  # "It is now 1.8 percent up on the year and 2.8 percent above the 286.4 of last March"
    r"^\W*(?:that|this|it|the (?:figure|number|total|index|rate|average))\s+(?:is|was|remains?|remained)\b[^,;:]{0,60}"
    rf"\b(?:and|but)\s+(?:still\s+)?{ABOUT}$"
)
_THAT_COMPARES = regex(r"^\W*(?:that|this|it) compare[sd] (?:with|to)\s+(?:the\s+)?$")
_HAD_THEN = regex(
    r"^\W*(?:(?:a|one|the) (?:year|month|quarter|week|season|day) (?:ago|earlier|before)|in (?:19|20)\d\d),?\s+"
    r"(?:it|they|he|she|that|this|"
    r"the [\w-]+)\s+(?:had (?:been|stood at|come to|earned|made|sold|totall?ed|reached|numbered|had|\w+ed)|was|were|"
    r"stood at|came to|earned|made|sold)\s*$"
)
_WINDOW = 20  # figures before the change that are looked at


def values_before(scene: Scene, slots: list[Slot], change: Slot, group: str, rank: int) -> Iterator[Relation]:
    """Yield readings whose new value stands in an earlier sentence of the paragraph.

    "Clearing came to 836 square kilometers. A year ago it had been 323, so it increased 158 percent."
    """
    here = [s for s in slots if s.is_level and fits(change.q, s.q)]
    bases = [s for s in here if (s.marked_base or s.was_before) and not _of_other_time(change, s)]
    if not here and change.q.direction is not None and change.q.kind is Kind.GROWTH_RATE:
        yield from _pair_before(scene, change, group, rank)
    if len(bases) != 1 or len(here) != 1:
        return
    base = bases[0]
    if base.order == change.order - 1 and SO_MUCH.match(change.right):
        return  # "In 2014 it was 42.1 percent, 4.7 points higher": the base was
    by = scene.slots[base.order - 1] if base.order else None
    if by is not None and by is not change and by.sentence == change.sentence and by.q.kind is Kind.ABSOLUTE_CHANGE:
        return  # "up $4.84 from a close of $67.80, a weekly rise of 7.1 percent": its new value is not printed
    window = scene.slots[max(0, base.order - _WINDOW) : base.order]
    earlier = [
        s
        for s in window
        if s.sentence < change.sentence
        and change.block - s.block <= 1
        and alike(s, base)
        and not s.marked_base
        and not _PLUPERFECT.search(s.left)
        and not _MARK.match(s.right)
        and not (s.was_before and _against(change, s, base))
        and not of_pair(scene, s)
        and not _PART_OF_IT.search(scene.document.text[scene.document.sentences[s.sentence].start : s.q.start].lower())
    ]
    for n, current in enumerate(_subjects_first(earlier, base)[:2]):
        certainty = Certainty.LIKELY if n == 0 else Certainty.POSSIBLE
        reading = "base and change, level told before"
        relation = relation_of(change.q, current.q, base.q, group, rank + n, certainty, reading)
        if n == 0 and len(earlier) == 1 and _is_of_the_last(scene, change, current, base):
            relation = replace(relation, tags=relation.tags | {UNRIVALLED})
        yield relation


def _is_of_the_last(scene: Scene, change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether the words leave no doubt that a change is from its base to the value of the sentence before.

    "That is 5 percent more than the 5,070 of May"; "A year ago it was 2,100, so it has grown by 10 percent".
    """
    if current.sentence != change.sentence - 1:
        return False
    start = scene.document.sentences[change.sentence].start
    before = scene.document.text[start : change.q.start].lower()
    if _THE.match(before) and _MOVE_FROM.fullmatch(scene.gap(change, base)):
        return True  # "The 5.4 percent drop, from 1,196, was the largest"
    if _SAID_OF_IT.match(before) or _IT_IS_AND.match(before):
        if change.order < base.order and any(not is_again(scene, change, s) for s in scene.between(change, base)):
            return False  # "1.8 percent up on the year and 2.8 percent above the 286.4 of last March": of the last
        when = _ON_A_YEAR_WHEN.match(base.left) is not None and _IN_ALL.match(base.right) is not None
        return base.marked_base or when
    if base.order == change.order - 1 and _IN_ALL.match(base.right) and _HAD_THEN.match(base.left):
        return _SO_IT_MOVED.search(change.left) is not None
    return base.order >= change.order - 2 and _compares(scene, base, change)


def _compares(scene: Scene, base: Slot, change: Slot) -> bool:
    """Tell "That compares with 7.9 billion a year ago, a drop of 15 percent" from what it compares with elsewhere."""
    told = re.split(r"[,;:]", scene.gap(base, change))[0]
    of_then = not told.strip() or (_THEN.search(told) is not None and _FOR_OTHERS.search(told) is None)
    said = _THAT_COMPARES.match(base.left) and closing(change.left) and _ENDS.match(change.right)
    return bool(said) and of_then


def subject_before(scene: Scene, change: Slot) -> Slot | None:
    """Return the figure of the sentence before that "That was 3 percent less than in 2023" is said of."""
    start = scene.document.sentences[change.sentence].start
    if not _SAID_OF_IT.match(scene.document.text[start : change.q.start].lower()):
        return None
    told = [
        s
        for s in scene.by_block[change.block]
        if s.sentence == change.sentence - 1 and s.is_level and not s.marked_base and fits(change.q, s.q)
    ]
    kin = [s for s in told if of_one_thing(s, change)]
    return next(iter(kin or told), None)


def _of_other_time(change: Slot, base: Slot) -> bool:
    """Tell whether a change is told against another period than that of the value."""
    lag = compared_to(change)
    return lag is not None and period_of(base) is not None and not same(lag, period_of(base))


def _against(change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether a change goes the other way than the values."""
    rise = (current.q.value or Decimal(0)) > (base.q.value or Decimal(0))
    return change.q.direction == ("down" if rise else "up")


def _pair_before(scene: Scene, change: Slot, group: str, rank: int) -> Iterator[Relation]:
    """Read a change of which the sentence before tells both values: "… thus 33 percent lower than the other"."""
    block = scene.by_block[change.block]
    told = [s for s in block if s.sentence == change.sentence - 1 and s.is_level and s.q.hedge is not Hedge.BETWEEN]
    if (
        len(told) != 2
        or comparable(told[0].q, told[1].q) == 0
        or not _FOLLOWS.search(scene.sentence_text(change.sentence))
        or not in_its_currency(scene, change, told[0])
    ):
        return
    lower, higher = sorted(told, key=lambda s: s.q.value or Decimal(0))
    current, base = (lower, higher) if change.q.direction == "down" else (higher, lower)
    yield relation_of(change.q, current.q, base.q, group, rank, Certainty.LIKELY, "both values told before")


def bases_elsewhere(scene: Scene, change: Slot, current: Slot) -> list[Slot]:
    """Find the earlier value in other sentences: the same indicator and area, at the period compared with."""
    lag = (change.binding.compared_to if change.binding else None) or _year_before(current)
    if lag is None or current.binding is None or current.binding.indicator is None:
        return []
    found: list[Slot] = []
    for slot in scene.slots[max(0, current.order - _WINDOW) : current.order + _WINDOW + 1]:
        told = slot.binding
        if slot.sentence == change.sentence or told is None or told.period is None or not alike(slot, current):
            continue
        if same(told.period, lag) and of_one_thing(slot, current):
            found.append(slot)
    return sorted(found, key=lambda s: abs(s.order - current.order))


def _subjects_first(earlier: list[Slot], base: Slot) -> list[Slot]:
    """Order the levels of earlier sentences: same area and indicator as the base, first of its sentence, nearest."""

    def key(slot: Slot) -> tuple[bool, bool, bool, int]:
        told, wanted = slot.binding, base.binding
        indicator = told.indicator.normal if told and told.indicator else None
        area = told.area.name if told and told.area else None
        same_indicator = bool(indicator and wanted and wanted.indicator and indicator == wanted.indicator.normal)
        same_area = bool(area and wanted and wanted.area and area == wanted.area.name)
        first = not any(s.sentence == slot.sentence and s.order < slot.order for s in earlier)
        return (not same_area, not same_indicator, not first, -slot.order)

    return sorted(earlier, key=key)


def _year_before(slot: Slot) -> str | None:
    """Return the period one year before the figure's own, where it is known."""
    period = slot.binding.period if slot.binding else None
    return previous_year(period) if period else None
