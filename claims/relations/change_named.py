"""A change that a noun points back with, to the two values told just before it.

"The company lifted its dividend from 4.0 cents to 4.6 cents. The 15 percent increase …"; "5,670 homes were begun. That
compares with 6,300 a year earlier, and the 10 percent drop …"; "17.3 degrees, against a norm of 15.9. That made it 1.4
degrees warmer than usual."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.change_reading import alike, fits, relation_of, with_loss_turned
from claims.relations.lags import lags_in, of_other_sort
from claims.relations.scene import Scene, Slot
from claims.relations.told_wording import ABOUT
from claims.relations.two_times import two_times
from claims.relations.wording import CHANGE_NOUNS

__all__ = ["in_its_currency", "propose"]

_NOUNS = "|".join(sorted(CHANGE_NOUNS | {"shortfall", "slide", "easing", "narrowing", "widening"}))
_LESS = frozenset({"shortfall"})  # of which the figure itself says no direction
_ADJECTIVE = r"(?:(?!(?:was|is|were|are|an?|the|of)\b)[\w-]+\s+){0,2}?"
_THE = regex(rf"\b(?:the|that|this|its|such an?)\s+{ABOUT}$")
_A = regex(rf"(?:[,(–—]|\b(?:is|was|means|makes|made|represents|marks|marked|representing|marking)\b)\s*an?\s+{ABOUT}$")
_NOUN_NEXT = regex(rf"^[\s-]*{_ADJECTIVE}(?P<noun>{_NOUNS})\b(?P<rest>.*)", re.DOTALL)
_NOUN_BEFORE = regex(
    rf"\b(?:the|that|this)\s+{_ADJECTIVE}(?P<noun>{_NOUNS}),?\s+(?:of|was|is|at|came to|comes to|amounts "
    rf"to|amounted to|"
    rf"works out at|worked out at)\s+{ABOUT}$"
)
_PREDICATE = regex(
    r"\b(?:which|that|this|it)\s+(?:is|was|makes|made|means|meant|represents|represented|marks|marked|"
    r"amounts to|amounted to|"
    r"comes to|came to|works out at|worked out at|equals|translates into|makes for|made for|gives|gave)\s+"
    rf"(?:an?\s+|the\s+)?{_ADJECTIVE}(?P<noun>{_NOUNS})\s+of\s+{ABOUT}$"
)
_CLOSES = regex(rf"[,;(–—]\s*(?:or\s+)?an?\s+{_ADJECTIVE}(?P<noun>{_NOUNS})\s+of\s+{ABOUT}$")
_IT_IS = regex(
    r"(?:^\W*|\b)(?:that|this|which)\s+(?:is|was|were|makes|made|means|meant|leaves|left)\s+(?:(?:it|them|him"
    r"|her|us|the\s+\w+)\s+)?"
    rf"{ABOUT}$"
)
_MORE_NEXT = regex(
    r"^\s+(?:more|less|fewer|higher|lower|larger|smaller|bigger|up|down|above|below|warmer|cooler|colder|hotter"
    r"|wetter|drier|"
    r"longer|shorter|heavier|lighter|faster|slower|dearer|cheaper)\b\s*"
    r"(?:[.,;)]|$|than\s+(?:before|then|usual|normal|average|the norm|a year|the year|the previous|last|"
    r"at the time|it was)\b|"
    r"(?:normal|average|the norm)\b)"
)
_SO_IT_IS = regex(
    rf",\s(?:so|which means)(?:\sthat)?\s(?!(?:with|without|before|after|including|excluding|in|on|at"
    rf"|for)\b)[^,;:.\d]{{2,40}}?\s(?:is|are|was|were)\s(?:now\s|still\s)?{ABOUT}$"
)
_DEARER = regex(
    r"^\s(?:more expensive|dearer|cheaper|higher|lower|larger|smaller|bigger|up|down|more|less)"
    r"(?:\s(?:over the year|than (?:then|a year ago|a year earlier|before|last year)|in a year"
    r"|on the year))?\s*(?:[.,;)]|$)"
)
_APPENDED = regex(rf"[^,;.]{{0,30}},\s*(?:or\s+)?{ABOUT}")  # "has 900 now, 180 more"
_SPAN = regex(
    r"^\W*(?:(?:over|across|in|within|between) the (?:whole |entire |full )?(?:two|three|four|five|six|"
    r"seven|eight|nine|ten|\d+)"
    r"[- ]?(?:\w+\s+)?(?:years?|months?|quarters?|weeks?|days?|seasons?|decades?)|in all|altogether|"
    r"overall|taken together)\b"
)
_FALLEN = regex(
    rf"\b(?:has|have|had)\s+(?:\w+\s+){{0,3}}by\s+{ABOUT}$|\b(?:rose|fell|grew|shrank|dropped|went up|"
    rf"went down)\s+(?:by\s+)?{ABOUT}$"
)
_SINCE = regex(rf"\b(?:has|have)\s+(?:since|meanwhile)\s+(?:\w+\s+){{1,3}}(?:by\s+)?{ABOUT}$")
_HAD_BEEN = regex(r"\bhad (?:been|stood at|totall?ed|come to|reached|made|earned|sold)\s+(?:[\w-]+\s+){0,2}$")
_TOLD_OF_IT = regex(r"(?:,|\(|\b(?:was|were|stood at|numbered|counted|totall?ed))\s*$")
_OF_SOMETHING = regex(
    r"^\s*(?:in|of|for|among|by|on|at|to|from|between|over|since)\s+(?:(?:the|its|their|a|an)\s+)?(?P<word>[\w'’-]+)"
)
_EXPECTED = regex(
    r"\b(?:analysts?|economists?|forecasters?|brokers?|consensus|promised|targeted|hoped for|planned|"
    r"sought|demanded|proposed|"
    r"(?:had|was|were|been|as)\s+(?:been\s+)?(?:expected|forecast|predicted|feared))\b"
)
_CURRENCY = r"(?:yen|dollars?|euros?|sterling|pounds|roubles|rupees|yuan|pesos|crowns|francs)"
_IN_CURRENCY = regex(rf"^\W*in (?P<of>{_CURRENCY})(?: terms)?\b")
_SYMBOLS = {"dollar": "$", "euro": "€", "sterling": "£", "pound": "£", "yen": "¥", "rupee": "₹"}
_AT_ONCE = (
    rf"^\W*(?:(?:and|so|thus|in all|in other words|overall|in {_CURRENCY}(?: terms)?),?\s+)?(?:the\s+\w+\s+said\s+)?"
)
_OPENS_SO = regex(rf"{_AT_ONCE}(?:that|this|it|which)\b")
# "In Lund that is a rise of 3.3 points", "without new shops the increase was 3.4 percent": not of what was told before
_OF_A_PART = regex(
    r"^\W*(?:and\s+|but\s+)?(?:in|at|for|on|among|without|excluding|including|with|counting|apart from|"
    r"leaving|adjusted|by)\s+"
    rf"(?!(?:other words|{_CURRENCY}|"
    r"a year|one year|the year|all|percentage|relative|absolute|both|that|this|the "
    r"(?:same|month|year|week))\b)"
)
_PERIODS = regex(
    r"(?:year|month|quarter|week|decade|period|price|rate|number|figure|total|just|only|less|(?:19|20)\d\d|\d)"
)
_MOVES = (Kind.GROWTH_RATE, Kind.PP_CHANGE, Kind.ABSOLUTE_CHANGE)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield changes that point back to two values, or to one before and one beside them."""
    for slot in scene.slots:
        yield from _from_then_to_now(scene, slot)
        change = _named(scene, slot)
        if change is None:
            continue
        change = with_loss_turned(scene, change)
        pair = _pair(scene, change)
        if pair is not None and in_its_currency(scene, slot, pair[0]):
            current, base = pair
            reading = "the change between the two values just told"
            relation = relation_of(change.q, current.q, base.q, f"change:{slot.q.id}", -1, Certainty.LIKELY, reading)
            yield replace(relation, tags=relation.tags | {UNRIVALLED})


def in_its_currency(scene: Scene, slot: Slot, value: Slot) -> bool:
    """Tell whether a change is said of its values as they stand: in their currency, not in real terms."""
    text = scene.sentence_text(slot.sentence).lower()
    told = _IN_CURRENCY.match(text)
    name = told["of"].rstrip("s") if told is not None else ""
    printed = value.q.surface.lower()
    same = name in printed or _SYMBOLS.get(name, " ") in printed
    return same and not of_other_sort(text[told.end() :] if told is not None else text)


def _named(scene: Scene, slot: Slot) -> Slot | None:
    """Return a change that speaks of values told before; a "shortfall" of so many percent gets its direction."""
    if slot.in_table or slot.q.hedge is Hedge.BETWEEN or not slot.q.value:
        return None
    if slot.q.kind is Kind.SHARE and slot.q.unit == "percent":
        following = _NOUN_NEXT.match(slot.right)
        if following is None or following["noun"] not in _LESS or not _THE.search(slot.left):
            return None
        return replace(slot, q=replace(slot.q, kind=Kind.GROWTH_RATE, direction="down"))
    if slot.q.kind not in _MOVES or slot.q.direction is None:
        return None
    before = _before(scene, slot)
    if _EXPECTED.search(before) or _EXPECTED.search(re.split(r"[,;:.]", slot.right)[0]):
        return None
    here = _values(scene, slot, slot.sentence)
    if _CLOSES.search(before):
        return slot if _of_the_same(scene, slot, slot.right) else None
    if _OF_A_PART.match(before) and not _SPAN.match(before) and not here:
        return None
    following = _NOUN_NEXT.match(slot.right)
    if following is not None and (_THE.search(before) or _A.search(before)):
        return slot if _of_the_same(scene, slot, following["rest"]) else None
    if _NOUN_BEFORE.search(before):
        return slot if _of_the_same(scene, slot, slot.right) else None
    if here or _OPENS_SO.match(before):
        if _PREDICATE.search(before):
            return slot if _of_the_same(scene, slot, slot.right) else None
        if len(here) == 1 and _SO_IT_IS.search(before) and _DEARER.match(slot.right):
            return slot
        told_apart = _IT_IS.search(before) or (len(here) > 1 and _APPENDED.fullmatch(slot.left))
        if told_apart and _MORE_NEXT.match(slot.right):
            return slot
    return slot if _SPAN.match(before) and _FALLEN.search(before) else None


def _from_then_to_now(scene: Scene, change: Slot) -> Iterator[Relation]:
    """Read "its income, which had been 25.0 million, fell 12 percent to 22.0", "2.4 million then, has since grown"."""
    if change.q.kind not in _MOVES or change.q.direction is None or change.order + 1 >= len(scene.slots):
        return
    sentence = scene.by_sentence[change.sentence]
    current = scene.slots[change.order + 1]
    if current.sentence != change.sentence or not current.marked_current or not scene.tight(change, current):
        return
    if any(s.is_change and s is not change for s in sentence) or not _may_be_value(change, current):
        return
    others = [s for s in sentence if s is not current and _may_be_value(change, s) and alike(s, current)]
    if len(others) != 1 or others[0].order > change.order or others[0].marked_base:
        return
    base = others[0]
    since = _SINCE.search(_before(scene, change)) and _TOLD_OF_IT.search(base.left)
    had_been = _HAD_BEEN.search(base.left) and change.clause == base.clause
    text = scene.sentence_text(change.sentence).lower()
    if (since or had_been) and len(lags_in(text)) < 2 and not of_other_sort(text):
        relation = relation_of(
            change.q,
            current.q,
            base.q,
            f"change:{change.q.id}",
            -1,
            Certainty.LIKELY,
            "the value then, the change since",
        )
        yield replace(relation, tags=relation.tags | {UNRIVALLED})


def _before(scene: Scene, slot: Slot) -> str:
    """Return the sentence up to a figure, hedge and all, in lower case."""
    start = scene.document.sentences[slot.sentence].start
    return scene.document.text[max(start, slot.q.start - 160) : slot.q.start].lower()


def _of_the_same(scene: Scene, slot: Slot, rest: str) -> bool:
    """Tell "the 15 percent drop in deaths" after a sentence on deaths from a drop in something else."""
    other = _OF_SOMETHING.match(rest)
    if other is None or _PERIODS.match(other["word"]):
        return True
    start = scene.document.sentences[max(0, slot.sentence - 1)].start
    return (
        re.search(rf"\b{re.escape(other['word'].rstrip('s'))}", scene.document.text[start : slot.q.start].lower())
        is not None
    )


def _pair(scene: Scene, change: Slot) -> tuple[Slot, Slot] | None:
    """Return new and old value: both before in the sentence, both in the one before, or one in each."""
    here = _values(scene, change, change.sentence)
    last = _values(scene, change, change.sentence - 1)
    if _others_between(scene, change, (*last, *here)):
        return None
    if len(here) > 1:
        told: Sequence[Slot] = here
    elif here:
        told = [*last, *here] if len(last) == 1 else []
    elif len(last) == 1:  # "… 11,300 a month. Since then they have averaged 7,910. The 30 percent shortfall …"
        told = [*_values(scene, change, change.sentence - 2), *last]
    else:
        told = last
    if here and any(s.is_level and s not in told for s in scene.slots[here[-1].order + 1 : change.order]):
        return None
    if len(told) > 2 and _SPAN.match(_before(scene, change)):
        chained = told[0].marked_base and all(s.marked_current or s.left.rstrip().endswith("to") for s in told[1:])
        return (told[-1], told[0]) if chained else None
    if (
        len(told) != 2
        or told[0].block != change.block
        or _over_another_time(scene, change, told)
        or not (alike(told[0], told[1]) or _rates(change, told))
    ):
        return None
    return two_times(scene, told[0], told[1], change)


def _over_another_time(scene: Scene, change: Slot, told: Sequence[Slot]) -> bool:
    """Tell "…, a reduction of 8 percent on the year" where nothing was said of a year."""
    lags = lags_in(re.split(r"[,;:.]", change.right)[0])
    if not lags:
        return False
    return not lags <= lags_in(" ".join(f"{s.left} {s.right}" for s in told))


def _rates(change: Slot, told: Sequence[Slot]) -> bool:
    """Tell whether the values are rates of growth that points lie between: "rose 3.4 percent, easing from 4.1"."""
    return change.q.kind is Kind.PP_CHANGE and all(s.q.unit == "percent" and s.q.direction == "up" for s in told)


def _values(scene: Scene, change: Slot, sentence: int) -> list[Slot]:
    """Return the values of a sentence, before the change, that it may be told of."""
    slots = [s for s in scene.by_sentence.get(sentence, ()) if s.order < change.order and s.block == change.block]
    found = [s for s in slots if _may_be_value(change, s)]
    if change.q.kind is Kind.PP_CHANGE and not any(s.is_level for s in found):
        return found
    levels = [s for s in found if s.is_level]
    last = levels[-1] if levels else None
    same = [s for s in levels if last is not None and (s is last or alike(last, s) or alike(s, last))]
    if last is not None and last.marked_base and len(same) > 2 and same[-2].order == last.order - 1:
        return same[-2:]  # "at 138 to the dollar … grew to 792,000 last year from 660,000"
    return same


def _may_be_value(change: Slot, slot: Slot) -> bool:
    if slot.in_table or slot.expected or slot.q.hedge is Hedge.BETWEEN or not slot.q.value:
        return False
    if change.q.kind is Kind.PP_CHANGE:
        growth = slot.q.kind is Kind.GROWTH_RATE and slot.q.direction == "up"
        return slot.q.unit == "percent" and (growth or slot.is_level)
    if slot.q.unit == "percent" and change.q.kind is Kind.GROWTH_RATE:
        return False  # of a rate: percent or points, who knows
    return slot.is_level and (fits(change.q, slot.q) or not slot.q.unit)


def _others_between(scene: Scene, change: Slot, told: Sequence[Slot]) -> bool:
    """Tell whether another change is told among the values, but for their difference or the same change again."""
    if not told:
        return True
    for slot in scene.slots[min(s.order for s in told) : change.order]:
        if not slot.is_change or slot in told or slot.q.value == change.q.value:
            continue
        values = [s.q.value or Decimal(0) for s in told]
        if slot.q.kind is not Kind.ABSOLUTE_CHANGE or len(values) != 2 or abs(values[0] - values[1]) != slot.q.value:
            return True
    return False
