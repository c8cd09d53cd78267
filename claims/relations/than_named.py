"""A value, how much more or less it is, and the other value that is named with it.

"The ride takes 26 minutes, 14 less than the 40 needed by bus"; "at 200.1, 0.1 short of the record of 200.2";
"it holds 54 seats. It is now seven short of the 61 needed to govern".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from claims.model import UNRIVALLED, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_pair
from claims.relations.change_alone import starts_another
from claims.relations.difference_reading import apart
from claims.relations.elided import is_mistyped, is_value, of_like_size, one_measure
from claims.relations.scene import Scene, Slot
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["is_said_of", "named_next", "propose"]

_MORE, _LESS = (phrases("ways", side, lexicon="differences") for side in ("more", "less"))
_UNSURE = regex(phrases("ways", "unsure", lexicon="differences"))
_NAME = r"(?!(?:and|or|but|while|when|which|who|than|from|to|by|with|a)\b)[\w'’.&/-]+"
_THE = r"(?:the|its|their|his|her)"
_OWNER = rf"(?:(?:{_THE}|a|last|this)\s+)?(?:{_NAME}\s+){{0,3}}?[\w.-]+['’]s?\s+(?:{_NAME}\s+){{0,4}}?(?:(?:of|at)\s+)?"
_OTHER = regex(
    rf"^\s*(?:(?:{_NAME}\s+){{0,2}}?)(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\s+"
    rf"(?:(?:{_THE}|that)\s+(?:{_NAME}\s+)??"  # "than the 40", "above its previous 12"
    rf"|{_OWNER}"  # "than October's 84"
    rf"|(?:{_THE}|an?)\s+(?:{_NAME}\s+){{1,7}}?(?:of|at)\s+)"  # "short of the record of 90"
    rf"{ABOUT}$"
)
_WHO_HAD = regex(  # "more than Ember, which came fourth with 39.8 million", "behind Orr, who polled"
    rf"^\s*(?:(?:{_NAME}\s+){{0,2}}?)(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\s+(?:{_THE}\s+)?(?:[\w'’&.-]+\s){{0,3}}?"
    rf"[\w'’&.-]+,\s(?:which|who)\s(?:(?:came|was|were|is|are|finished|ended|stood|stands|ranked|ranks|follows|followed)"
    rf"(?:\s(?:in\s)?[\w-]+)?\s(?:with|on|at)|had|has|holds|held|polled|got|took|won|scored|sold|shipped|counted|drew|received)"
    rf"\s{ABOUT}$"
)
_ENDS = regex(r"^\s*(?:[.;)]|,\s(?!up\b|down\b|more\b|fewer\b|less\b|a\s|or\b)|and\b|$)")
_NAMED_AFTER = regex(
    rf"^[^,;:.]{{0,70}}?,\s*(?:or\s+|which\s+(?:is|was|were)\s+|that\s+is,?\s+|i\.e\.\s+)?"
    rf"(?:an?\s+(?:[\w-]+\s+)?(?:lead|margin|advantage|cushion|deficit|gap)\s+of\s+)?{ABOUT}$|^\s+[–—]\s+{ABOUT}$"
)
_BUT_STILL = regex(
    rf"^[^;:]{{0,60}}?(?:,|\band|\bbut|\byet)\s+(?:is\s+|was\s+|remain(?:s|ed)\s+)?(?:still\s+)?{ABOUT}$"
)
_THAN_THEN_AND = regex(
    r"^\s*(?:points?\s+)?(?:(?:more|less|fewer|higher|lower)\s+than|above|below|(?:up|down|more|less|fewer|higher|lower)\s+on)\s+"
    rf"[^,;:.]{{2,50}}?,?\s+(?:and|but)\s+(?:is\s+|was\s+|still\s+)*{ABOUT}$"
)
_WHO_SAYS = regex(
    r",\s(?:[\w'’.-]+\s){1,6}(?:said|says|say|estimates?|estimated|reports?|reported|found|finds?|showed|shows?)(?:\son\s\w+)?,"
)
_IN_BRACKETS = regex(r"\s*\([^()]*\)")
_FOR_SO_MANY = regex(r"^\s+for\s+$")  # "214 for 6 at the close", "€6.10 for 30"
_IS = (
    r"(?:is|was|are|were|stands?|stood|ended|ends|finished|remains?|remained|came\s+in|comes\s+in|will\s+be|would\s+be)"
)
_PLACE = r"(?:\s+(?:in|at|on|of|for|from|per|during|over|to|by|this|last|since)(?:\s+[\w'’.-]+){1,4}?)"
_SUBJECT = regex(
    rf"^(?:\s+[\w'’.-]+){{0,2}}?{_PLACE}{{0,2}}?,?\s+(?:(?:which|that)\s+)?{_IS}\s+(?:still\s+|now\s+|just\s+)*$"
)
_SAID_OF_IT = regex(
    rf"^\W*(?:but\s+|and\s+)?(?:that|this|it|they|he|she|the\s+[\w'’-]+)\s+{_IS}\s+(?:still\s+|now\s+|also\s+|thus\s+)*{ABOUT}$"
)
_OBLIQUE = regex(r"\b(?:in|from|of|at|over|across|for|on|by|after|with|within|during)\s+(?:(?:the|its|their|all)\s+)?$")
_ASIDE = regex(r",\s+(?:which|who|whose)\b[^,;]*$")
_ITS_COUNT = regex(
    r"^\s*(?:(?:that\s+)?(?:it|they|he|she)\s+(?:now\s+)?(?:has|had|have|held|holds|won|needs?|needed|took|got)|needed|required)\b"
)
_AND = regex(r"\band\b")
_LATER = 20  # where other values may be meant, what `change.py` reads comes first
_KINDS = (Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE, Kind.LEVEL, Kind.COUNT, Kind.RATIO, Kind.DURATION)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the differences that are told between two named values."""
    for slot in scene.slots[:-1]:
        if slot.q.kind not in _KINDS or slot.q.unit == "percent" or slot.in_table or slot.aside:
            continue
        base = named_next(scene, slot)
        if base is None or slot.q.hedge is Hedge.BETWEEN or base.sentence != slot.sentence or not is_value(base):
            continue
        way = _OTHER.match(base.left)
        if way is None and base.q.kind in _KINDS and _ENDS.match(base.right):
            way = _WHO_HAD.match(scene.gap(slot, base))
        if way is not None and not of_pair(scene, slot):
            yield from _readings(scene, slot, base, way)


def named_next(scene: Scene, slot: Slot) -> Slot | None:
    """Return the figure that comes next, or the one after "the 30-day average of" or a place, which name no value."""
    after = scene.slots[slot.order + 1 : slot.order + 3]
    if len(after) > 1 and after[0].q.kind is Kind.RANK:
        return after[1]
    if len(after) > 1 and after[0].q.kind is Kind.DURATION and "-" in after[0].q.surface:
        return after[1]
    return after[0] if after else None


def _readings(scene: Scene, slot: Slot, base: Slot, way: re.Match[str]) -> Iterator[Relation]:
    """Hold each value told before that may be meant against the one that is named."""
    told, sure = _values(scene, slot, base)
    unsure = _UNSURE.fullmatch(way["more"] or way["less"]) is not None
    group = f"change:{slot.q.id}" if slot.is_change else f"difference:{slot.q.id}"
    for rank, value in enumerate(told):
        larger, smaller = (value, base) if way["more"] else (base, value)
        if unsure and (larger.q.value or 0) < (smaller.q.value or 0):
            larger, smaller = smaller, larger
        alone = sure and rank == 0 and (len(told) == 1 or not _OBLIQUE.search(value.left))
        tags = frozenset({UNRIVALLED}) if alone else frozenset[str]()
        order = -1 if alone else _LATER + rank
        yield apart(slot, larger, smaller, "a value against another that is named", group=group, rank=order, tags=tags)


def _values(scene: Scene, slot: Slot, base: Slot) -> tuple[Sequence[Slot], bool]:
    """Return the values that may be held against the named one, nearest first, and whether the wording ties them."""
    start = scene.document.sentences[slot.sentence].start
    here = [s for s in scene.by_sentence[slot.sentence] if s.order < slot.order and _fits(slot, s, base)]
    here = [s for s in here if not of_pair(scene, s)]
    if here:
        return here[::-1], is_said_of(scene, here[-1], slot) or _is_its_count(scene, here[-1], slot, base)
    beside = _mistyped(scene, slot, base)
    if beside is not None:
        return (beside,), True
    if not _SAID_OF_IT.match(scene.document.text[start : slot.q.start].lower()):
        return (), False
    before = scene.by_sentence.get(slot.sentence - 1, ())
    before = [s for s in before if s.block == slot.block and s.is_level and not _ASIDE.search(s.left)]
    told = [s for s in before if _fits(slot, s, base)]
    told = told or [s for s in before if len(before) == 1 and _fits(slot, s, base, mistyped=True)]
    return told[::-1], len(told) == 1 and not _is_majority(told[0], base)


def _mistyped(scene: Scene, slot: Slot, base: Slot) -> Slot | None:
    """Return the value right before a difference where its size, and only that, speaks against it: a digit is lost."""
    before = [s for s in scene.by_sentence[slot.sentence] if s.order < slot.order and not s.aside]
    if not before or not _fits(slot, before[-1], base, mistyped=True) or of_pair(scene, before[-1]):
        return None
    others = any(s.is_level and one_measure(slot, s, base) for s in before[:-1])
    return before[-1] if not others and is_said_of(scene, before[-1], slot) else None


def _is_its_count(scene: Scene, value: Slot, slot: Slot, base: Slot) -> bool:
    """Tell whether a value is the part of "won 49 of the 100 seats, two fewer than the 51 it needs to govern"."""
    if slot.order != value.order + 2 or not _ITS_COUNT.match(base.right):
        return False
    whole = scene.slots[value.order + 1]
    return of_pair(scene, whole) and _NAMED_AFTER.match(scene.gap(whole, slot)) is not None


def is_said_of(scene: Scene, value: Slot, slot: Slot) -> bool:
    """Tell whether what a figure says is said of a value before it: nothing else stands, or is named, between them.

    A conversion in brackets or wickets may stand there, and what the value was before: "ran at 7.8 percent, down from
    11.2 a year before but still 2.8 points above the 5 percent goal".
    """
    between = list(scene.between(value, slot))
    lot = between[0] if between and not between[0].q.unit and _FOR_SO_MANY.match(scene.gap(value, between[0])) else None
    gap = _without_asides(scene.gap(lot or value, slot))
    between = [s for s in between if s is not lot]
    if not between:
        return _NAMED_AFTER.match(gap) is not None or _SUBJECT.match(gap) is not None
    if between[-1].is_change and len(between) == 1:  # "34.1, 5 percent less than in 2023 and 16 below the mean of 40.6"
        first = _NAMED_AFTER.match(_without_asides(scene.gap(value, between[0]))) is not None
        return first and _THAN_THEN_AND.match(scene.gap(between[0], slot)) is not None
    gaps = [scene.gap(a, b) for a, b in itertools.pairwise((value, *between))]
    passing = all(s.marked_base or (s.is_change and s.order < slot.order - 1) for s in between)
    if not passing or not between[-1].marked_base or any(starts_another(g) or _AND.search(g) for g in gaps):
        return False
    return _BUT_STILL.match(scene.gap(between[-1], slot)) is not None


def _without_asides(gap: str) -> str:
    """Leave out what stands in brackets, and who said so: ", the ministry estimates,"."""
    return _WHO_SAYS.sub(",", _IN_BRACKETS.sub("", gap))


def _is_majority(house: Slot, base: Slot) -> bool:
    """Tell whether a value is the house of a majority: "a council of 60. It is two short of the 31 needed"."""
    return base.q.value == (house.q.value or 0) // 2 + 1


def _fits(slot: Slot, value: Slot, base: Slot, *, mistyped: bool = False) -> bool:
    if not is_value(value) or value.marked_base or value.expected or value.in_table or value.right.startswith("-"):
        return False
    return one_measure(slot, value, base) and (
        is_mistyped(slot, value, base) if mistyped else of_like_size(slot, value, base)
    )
