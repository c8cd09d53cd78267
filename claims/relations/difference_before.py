"""A difference whose two values were told before it, in this sentence or the one before.

"The island registered 4,812 births and 6,095 deaths. With deaths outnumbering births by 1,283 …"; "It drew 1.32 million
visitors, against 1.5 million in 2019. It is still 180,000 short of that."; "… has to find another 13.3 million tonnes".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.model import Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_pair
from claims.relations.difference_reading import apart, by_size
from claims.relations.rank_moves import TO_A_RANK
from claims.relations.scene import Scene, Slot, comparable, factor_to
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_EXCEEDS = regex(
    r"\b(?P<more>[\w'’-]+)\s+(?:(?:had|have|has|to)\s+)?(?:exceed|outnumber|outweigh|outstrip|outpac|surpass|overt)\w*\s+"
    rf"(?:the\s+|its\s+|their\s+)?(?P<less>[\w'’-]+)\s+by\s+{ABOUT}$"
)
_OF_A_PART = regex(r"^\W*(?:in|at|for|among|on|across)\s")  # "In the towns, deaths outnumbered births by 310"
_POINTS_BACK = regex(
    r"^\W*(?:but\s+|and\s+)?(?:the|his|her|its|their|that|this)\s+(?:(?:final|overall|winning|eventual)\s+)?$"
)
_APART_NEXT = regex(
    r"^[\s-]*(?:(?:point|vote|run|goal|seat|shot|stroke)s?[\s-]+)?(?:margin|lead|gap|advantage|majority|difference)\b"
)
_APART_BEFORE = regex(
    r"^\W*(?:but\s+|and\s+)?(?:the|his|her|its|their|that|this)\s+(?:gap|margin|difference|lead|spread|disparity),?\s+"
    rf"(?:now\s+)?(?:at|of|is|was)\s+{ABOUT}$"
)
_STILL = regex(
    r"^\W*(?:but\s+|and\s+|so\s+|thus\s+)?(?:it|that|this|they|he|she|the [\w'’-]+)\s+"
    rf"(?:(?:is|was|are|were|remains?|remained|leaves?|left|fell|falls|ended|finished)\s+)(?:(?:it|them|him|her)\s+)?(?:still\s+|thus\s+)?{ABOUT}$"
)
_SHORT = regex(
    r"^\s*(?:[a-z-]+\s+)?(?:short of|shy of|below|above|off|under|over|ahead of|more than|less than|fewer than)\s+"
    r"(?P<of>that|the|its|their|his|her|it)\b\s*(?P<what>[^.,;\d]*)"
)
_NO_VALUE = regex(r"\b(?:average|mean|median|rate|forecast\w*|expect\w*)\b")
_OLD_TIMES = regex(r"\b(?:pre-\w+|peak|record|highest|best|old)\b")
_YEAR = regex(r"\b(?:19|20)\d\d\b")
_OF_OTHERS = regex(r"\b(?:between|in|at|among|after|before|ago|earlier|over)\b")  # "the gap, at 6.2 years in 1990"
_NEEDS = regex(
    r"\b(?:needs?|has|have|had|must|would have|will have|required|obliged|still)\b[^,;.]{0,60}\b"
    r"(?:another|a further|an extra|an additional|a total of)\s+$"
)
_TARGET = regex(
    r"\b(?:targets?|goals?|aims?|aimed|promis\w+|pledg\w+|wants?|plans?|hopes?|limit|cap|quota|must|down "
    r"to|up to|to reach|by 20\d\d)\b"
)
_COST = regex(r"\b(?:costs?|spends?|spent|expenses?|outlay|to (?:make|produce|grow|build))\b")
_TAKEN = regex(r"\b(?:fetch\w*|prices?|sold|sells?|selling|receiv\w*|paid|gets?|got|earn\w*|revenue|income|sales)\b")
_LOSING = regex(rf"\b(?:losing|loses?|lost|(?:a|the) (?:loss|profit|margin|gain) of|making|clearing)\s+{ABOUT}$")
_ON_EACH = regex(r"^\s+(?:on|for|per|a|an|with)\s+(?:each|every|\w+)\b")
_REPLY = regex(r"\b(?:in reply to|replying to|in response to|in answer to|answering)\b")
_BY_RUNS = regex(rf"\b(?:lost|won|beaten|defeated|defeat|victory|win|prevailed|triumphed)\b[^.;,\d]*\bby\s+{ABOUT}$")
_NEXT_WITH = regex(r"\b(?:next|second|third|followed|behind|runners?-up|then)\b")
_FEWER = regex(r"^\s*(?:[a-z]+\s+)?(?:more|fewer|less|behind|ahead|adrift|back)\s*(?:[.,;)]|$|and\b)")
_RANK_MOVE = regex(
    rf"\b(?:climb(?:ed|ing)?|jump(?:ed|ing)?|r[io]se|rising|up|leap(?:t|ed|ing)?|mov(?:ed|ing) up|"
    rf"fall(?:ing)?|fell|dropp?(?:ed|ing)?|"
    rf"down|slid(?:e|ing)?|slipp?(?:ed|ing)?|slump(?:ed|ing)?|gain(?:ed|ing)?|lost|losing)\s+(?:of\s+|by\s+)?{ABOUT}$"
)
_PLACES = ("count:place", "count:spot", "count:position", "count:rung")
_VALUES = (Kind.LEVEL, Kind.COUNT, Kind.SHARE, Kind.RATIO, Kind.DURATION)
_NOUNS_ONLY = regex(r"^\s*,\s*$")
_SPAN = Decimal(50)  # two values that one difference is told of are seldom further apart


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the differences whose wording names, or points back to, two values told before."""
    for slot in scene.slots:
        if slot.in_table or slot.q.hedge is Hedge.BETWEEN or not slot.q.value:
            continue
        pair = _places(scene, slot) if slot.q.unit in _PLACES else _values_of(scene, slot)
        if pair is not None and pair[0].q.value != pair[1].q.value:
            yield apart(slot, *by_size(*pair), "two values told before and what lies between them")


def _values_of(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Return the two values that the words at a figure say it lies between."""
    start = scene.document.sentences[slot.sentence].start
    said = scene.document.text[max(start, slot.q.start - 160) : slot.q.start].lower()
    exceeds = _EXCEEDS.search(said)
    apart = _POINTS_BACK.match(said) and _APART_NEXT.match(slot.right)
    is_apart = apart or _APART_BEFORE.match(said)
    still, needs = _STILL.match(said), _NEEDS.search(said)
    losing = _LOSING.search(said) and _ON_EACH.match(slot.right)
    runs = slot.q.unit == "count:run" and _BY_RUNS.search(said) and _REPLY.search(said)
    fewer = _FEWER.match(slot.right) and _NOUNS_ONLY.match(slot.left)
    if not (exceeds or is_apart or still or needs or losing or runs or fewer):
        return None
    here, last = (_told(scene, slot, slot.sentence - n) for n in (0, 1))
    if exceeds and not here and not _OF_A_PART.match(said):
        return _only(slot, last) if _speak_of(scene, last, exceeds["more"], exceeds["less"]) else None
    if is_apart and not here and not _OF_OTHERS.search(_clause(slot.right)):
        told = last or (_told(scene, slot, slot.sentence - 2) if apart else [])
        years = [s for s in told if _YEAR.search(_clause(s.right))]
        return _only(slot, told) if len(years) < 2 else None
    if still and not here and len(last) == 2 and _falls_short(scene, slot, last[0], last[1]):
        return _only(slot, last)
    if needs:
        told = [*last, *here] if len(here) < 2 else here
        return _only(slot, told) if sum(map(_aimed, told)) == 1 else None
    if losing:
        return _cost_and_price(slot, [*last, *here] if len(here) < 2 else here)
    if runs:
        return _only(slot, [s for s in here if s.q.unit in ("", "count", "count:run") and s.q.style == "digits"])
    if fewer and len(here) == len(last) == 1:
        near = here[0].order == slot.order - 1 and _NEXT_WITH.search(said) is not None
        counted = last[0].q.unit.startswith("count:") and here[0].q.unit in ("", "count", last[0].q.unit)
        return _only(slot, [*last, *here]) if near and counted else None
    return None


def _told(scene: Scene, slot: Slot, sentence: int) -> list[Slot]:
    """Return the values of a sentence before a difference that it may lie between, units filled in."""
    found: list[Slot] = []
    for other in scene.by_sentence.get(sentence, ()):
        if other.order >= slot.order or other.block != slot.block or other.in_table or other.expected or other.aside:
            continue
        if other.q.kind not in _VALUES or other.q.hedge is Hedge.BETWEEN or not other.q.value:
            continue
        last = found[-1] if found else None
        value = _with_unit(slot, other, last or _value_of_last_sentence(scene, other))
        if value is not None:
            found.append(value)
    return found


def _value_of_last_sentence(scene: Scene, slot: Slot) -> Slot | None:
    before = scene.slots[slot.order - 1] if slot.order else None
    return before if before is not None and slot.sentence - before.sentence == 1 else None


def _with_unit(difference: Slot, slot: Slot, before: Slot | None) -> Slot | None:
    """Return a value that is measured like the difference; a bare one beside a measured one takes its unit."""
    unit, wanted = slot.q.unit, difference.q.unit
    if wanted in ("percentage_point", "count:point") and unit == "percent":
        return slot
    if wanted == "percentage_point":
        return None
    if comparable(slot.q, difference.q) > 0 or factor_to(difference.q, slot.q) != 1:
        return slot if slot.q.kind is not Kind.DURATION or unit else None
    if unit.split(" per ")[0] == wanted:
        return slot
    bare = unit in ("", "count") and (slot.q.places > 0 or slot.q.scale > 1)
    if before is None or not bare or before.q.kind not in _VALUES or not before.q.unit:
        return None
    lent = comparable(before.q, difference.q) == 2 and before.q.scale == slot.q.scale
    return replace(slot, q=replace(slot.q, unit=before.q.unit)) if lent else None


def _only(slot: Slot, told: Sequence[Slot]) -> tuple[Slot, Slot] | None:
    """Return the two values, where there are no more and they can be compared."""
    if len(told) != 2:
        return None
    first, second = told
    sizes = sorted(abs(s.q.value or Decimal(1)) for s in told)
    if sizes[1] > _SPAN * sizes[0]:
        return None
    nouns = {s.q.unit for s in told if s.q.unit.startswith("count:")}
    if slot.q.unit.startswith("count:") and slot.q.unit not in ("count:point", "count:run") and nouns - {slot.q.unit}:
        return None  # "leaving 12 seats": not between two numbers of votes
    return first, second


def _speak_of(scene: Scene, told: Sequence[Slot], *names: str) -> bool:
    """Tell whether the sentence of two values names both sides: births and deaths, exports and imports."""
    if len(told) != 2:
        return False
    text = scene.sentence_text(told[0].sentence).lower()
    return all(re.search(rf"\b{re.escape(name.rstrip('s'))}", text) for name in names)


def _clause(text: str) -> str:
    return re.split(r"[,;:.()]", text)[0][:60]


def _falls_short(scene: Scene, slot: Slot, first: Slot, second: Slot) -> bool:
    """Tell whether "180,000 short of its pre-pandemic attendance" speaks of the two values of the sentence before."""
    found = _SHORT.match(slot.right)
    if found is None or _NO_VALUE.search(found["what"]) or (found["of"] == "the" and not found["what"].strip()):
        return False
    if any(_aimed(s) for s in (first, second)):
        return True
    if _TARGET.search(found["what"]):
        return of_pair(scene, second)
    if _OLD_TIMES.search(found["what"]) and not _YEAR.search(f"{_clause(second.left)} {_clause(second.right)}"):
        return False
    return second.marked_base or of_pair(scene, second)


def _aimed(slot: Slot) -> bool:
    return _TARGET.search(slot.left[-60:]) is not None or _TARGET.search(slot.right[:30]) is not None


def _cost_and_price(slot: Slot, told: Sequence[Slot]) -> tuple[Slot, Slot] | None:
    """Return what a thing costs and what is paid for it: "production costs are 46.9 cents", "milk fetched 43.2"."""
    if len(told) != 2:
        return None
    costs = [s for s in told if _COST.search(s.left[-60:])]
    taken = [s for s in told if s not in costs and _TAKEN.search(s.left[-60:])]
    return (costs[0], taken[0]) if len(costs) == len(taken) == 1 else None


def _places(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Return the two ranks of "is up to 18th … began the year ranked 73rd, so that her climb of 55 places"."""
    if not _RANK_MOVE.search(slot.left) or TO_A_RANK.match(slot.right):
        return None  # "six places to ninth" is read in `rank_moves`
    sentences = (slot.sentence - 1, slot.sentence)
    before = [s for n in sentences for s in scene.by_sentence.get(n, ()) if s.order < slot.order]
    ranks = [s for s in before if s.q.kind is Kind.RANK and s.block == slot.block]
    here = [s for s in ranks if s.sentence == slot.sentence]
    after = [s for s in scene.by_sentence[slot.sentence] if s.order > slot.order and s.q.kind is Kind.RANK]
    told = [*here, *after] if len(here) + len(after) == 2 else ranks if not after else []
    return (told[0], told[1]) if len(told) == 2 else None
