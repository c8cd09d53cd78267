"""A growth rate told first, and its two values a sentence or two later.

"Revenue rose 7.0 per cent last year. The group's revenue came to 1,284 million kronor, compared with 1,200 million a
year earlier": what grew is named the same in both sentences, and the later ones tell only this pair of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.quantities.nouns import is_plural, singular
from claims.relations.change_reading import alike, relation_of
from claims.relations.kinship import indicator_of, of_one_area, period_of
from claims.relations.lags import lags_in, of_other_sort
from claims.relations.scene import Scene, Slot, convertible
from claims.relations.two_times import two_times

__all__ = ["propose"]

_WORD = regex(r"[a-z][\w'’-]*")
_SPAN = regex(
    r"\b(?:quarter|half|week|season|nine|six|three|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|months?|first|second|third|fourth)\b"
)
_NEXT_BASE = regex(
    r"^\W*(?:(?:a|the|one) year (?:ago|earlier|before)|in (?:19|20)\d\d|last year|the previous year"
    r"|twelve months (?:ago|earlier)),?"
    r"\s[^,;.\d]{0,60}$"
)
_OTHERS = regex(
    r"\b(?:forecast\w*|expect\w*|would|could|should|target|plan\w*|predict\w*|estimate\w*|budget\w*|average"
    r"|since|record|peak|"
    r"month-on-month|quarter-on-quarter|on the (?:month|quarter|week)|from (?:the previous|a) (?:month|quarter"
    r"|week)|per (?:head|capita))\b"
)
_FILL = frozenset(
    "the its their a an total overall annual group company firm number figure of in and there was were it that this "
    "year last came come to at for said all".split()
)
_LEVEL_VERBS = frozenset(
    "had has have worth reached reach stood stand totalled totaled amounted made sold took carried handled drew earned "
    "counted recorded reported posted registered welcomed received treated produced shipped with".split()
)
_NARROWER = regex(r"\s(?:of|from|to|by|in|at|for|among)\s(?:the\s)?(?P<word>[a-z][\w'’-]*)")
_PART_OF_IT = regex(r"\b(?:of (?:which|whom|these|those|them)|includ\w+|alone|only|just)\b")
_REACH = 3  # sentences
_PARAGRAPHS = 2
_SHORT = 2  # letters of a word that names nothing
_MOST = 4  # levels that a sentence tells


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield growth rates that stand without their values, with the only pair of them told next."""
    for slots in scene.by_sentence.values():
        rates = [s for s in slots if s.q.kind is Kind.GROWTH_RATE]
        if len(rates) != 1 or rates[0].in_table or any(_amount(s) for s in slots):
            continue
        rate = rates[0]
        told = scene.sentence_text(rate.sentence).lower()
        if rate.q.direction is None or rate.q.unit != "percent" or rate.q.hedge is Hedge.BETWEEN:
            continue
        if of_other_sort(told) or _OTHERS.search(told):
            continue
        pair = _pair(scene, rate, told)
        if pair is not None:
            current, base = pair
            reading = "growth told before its two values"
            relation = relation_of(rate.q, current.q, base.q, f"change:{rate.q.id}", -1, Certainty.LIKELY, reading)
            yield replace(relation, tags=relation.tags | {UNRIVALLED})


def _amount(s: Slot) -> bool:
    plain = s.q.kind in (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE)
    return plain and s.q.unit != "percent" and s.q.style != "words"


def _pair(scene: Scene, rate: Slot, told: str) -> tuple[Slot, Slot] | None:
    """Return new and old value: the only two levels of what grew in the sentences that follow."""
    names = _names(rate, told)
    near = [s for s in scene.slots[rate.order + 1 : rate.order + 12] if s.sentence - rate.sentence <= _REACH]
    near = [s for s in near if s.block - rate.block <= _PARAGRAPHS and not s.in_table]
    found: list[tuple[Slot, Slot]] = []
    for n, current in enumerate(near):
        if not _may_be(current) or current.marked_base or not names & _said_of(current):
            continue
        after = [s for s in near[n + 1 :] if s.sentence == current.sentence][:1]
        base = next((s for s in after if s.marked_base), None)
        if base is None:
            following = [s for s in near if s.sentence == current.sentence + 1]
            base = following[0] if following and _NEXT_BASE.match(following[0].left) else None
        if base is not None and _may_be(base) and (alike(current, base) or convertible(current.q, base.q)):
            found.append((current, base))
    if len(found) != 1 or sum(names & _said_of(s) != set() and _may_be(s) for s in near if not s.marked_base) > _MOST:
        return None
    current, base = found[0]
    return found[0] if _of_the_same(scene, rate, told, current, base) else None


def _of_the_same(scene: Scene, rate: Slot, told: str, current: Slot, base: Slot) -> bool:
    between = [s for s in scene.slots[rate.order + 1 : base.order + 2] if s.q.kind is Kind.GROWTH_RATE]
    if any(s.sentence in (current.sentence, base.sentence) for s in between):
        return False  # that change is told of them
    text = " ".join(scene.sentence_text(n) for n in {current.sentence, base.sentence}).lower()
    if of_other_sort(text) or _OTHERS.search(text) or _PART_OF_IT.search(text):
        return False
    if not set(_SPAN.findall(text)) <= set(_SPAN.findall(told)):
        return False  # "Profit rose 12 percent. … In the fourth quarter it was 50 million"
    lags = lags_in(base.left) | lags_in(base.right)
    yearly = "year" in lags or re.search(r"\b(?:19|20)\d\d\b", f"{base.left[-30:]} {base.right[:30]}") is not None
    if not yearly or (lags_in(told) - {"year"}):
        return False
    if None not in (period_of(rate), period_of(current)) and period_of(rate) != period_of(current):
        return False
    known = {_stem(w) for w in _WORD.findall(told)} | _FILL | _LEVEL_VERBS
    if not {_stem(w) for w in _WORD.findall(current.left)} <= known:
        return False  # "exports of tea", "pre-tax profit", "the castle's cafe"
    if any(m["word"] not in told for m in _NARROWER.finditer(re.split(r"[,;(]", current.right)[0])):
        return False  # "34,000 visitors from abroad"
    return of_one_area(rate, current) and two_times(scene, current, base, rate) in (None, (current, base))


def _names(rate: Slot, told: str) -> set[str]:
    """Return what grew: the words of its indicator, and the noun after "7 percent more"."""
    words = set(indicator_of(rate).split()) | set(re.findall(r"\b(?:more|fewer|less)\s([a-z]+)", told))
    return {_stem(w) for w in words if len(w) > _SHORT} - _FILL


def _said_of(slot: Slot) -> set[str]:
    return {_stem(w) for w in (*indicator_of(slot).split(), *slot.q.noun.lower().split()[-1:])} - _FILL


def _may_be(s: Slot) -> bool:
    plain = s.q.kind in (Kind.LEVEL, Kind.COUNT) and s.q.unit != "percent" and not s.aside and not s.expected
    return plain and s.q.hedge is not Hedge.BETWEEN and bool(s.q.value) and not s.q.per


def _stem(word: str) -> str:
    bare = word.removesuffix("'s").removesuffix("’s")
    return singular(bare) if is_plural(bare) else bare
