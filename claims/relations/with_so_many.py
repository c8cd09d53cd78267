"""A rate per thousand, per 100,000 or per million of the people that its sentence tells first: "Police recorded 45,600
crimes. In a county of 760,000 people that makes 60 for every 1,000 residents"; "With 9.6 million inhabitants, the
country has 55 road deaths per million".

What was counted stands in the sentence before, where "that" points to it, or opens the story under its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.quantities.nouns import is_plural, singular
from claims.relations.amounts import of_pair
from claims.relations.kinship import indicator_of
from claims.relations.per_thousands import PER, SIZES
from claims.relations.ratio_told import rounded
from claims.relations.scene import HUMAN, Scene, Slot, measure
from claims.relations.share_counted import OUTRIGHT
from claims.relations.told_frames import after, before, plain

__all__ = ["propose"]

_LEADS = regex(
    r"(?:^|[,;:–—]\s|\band\s)\W*(?:with|given|for|among|in|measured against|set against|relative to|against)\s"
    r"(?:its\s|the\s|their\s|an?\s)?(?:[\w-]+\s){0,2}?(?:(?:population|county|country|city|town|region|province|state|district|island"
    r"|borough|canton|nation|place|area|community|land)\sof\s)?(?:only\s|just\s|about\s|some\s)?$"
)
_THAT = regex(
    r"\b(?:that|this|it)\s(?:is|was|makes|made|means|works out|worked out|amounts|comes|came|equals|gives|gave)\b"
)
_HAS = regex(r"\b(?:has|had|have|recorded|counted|saw|sees|records?|suffered|registered|there (?:were|are)|is|was)\b")
_OTHER = regex(r"\b(?:against|compared|than|from|elsewhere|average|would|could|a week|a day|a month|up to|target)\b")
_TIMES = regex(r"\b(?:a|per|each|every)\s(?:day|week|month|quarter)\b")
_THEN = regex(r"\bin (?:19|20)\d\d\b|\bhad been\b")
_LEAD = 3  # sentences, with the headline
_MOST = 4


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield rates with the number of people told before them in their sentence, and what was counted before."""
    for ratio in scene.slots[1:]:
        right = after(scene, ratio)
        per = PER.match(right) if plain(ratio) and not ratio.marked_base else None
        if per is None or not (measure(ratio.q) == "count" or ratio.q.unit.startswith("per ")):
            continue
        base = SIZES[per["word"]] if per["word"] else int(per["number"].replace(",", ""))
        here = [s for s in scene.by_sentence[ratio.sentence] if s.order < ratio.order]
        people = [s for s in here if _is_people(s, base)]
        gap = scene.gap(people[-1], ratio) if people else ""
        if len(here) != 1 or len(people) != 1 or not _LEADS.search(people[0].left) or _OTHER.search(gap):
            continue
        if _TIMES.search(right[:50]) or not (_HAS.search(gap) or _THAT.search(gap)):
            continue
        numbers = _numbers(scene, ratio, people[0], points_back=_THAT.search(gap) is not None)
        sure = len({s.q.value for s in numbers}) == 1
        for rank, number in enumerate(numbers):
            yield _relation(ratio, number, people[0], base, rank, sure=sure)


def _is_people(slot: Slot, base: int) -> bool:
    counted = slot.q.kind in (Kind.COUNT, Kind.LEVEL) and measure(slot.q) == "count" and plain(slot)
    unit = slot.q.unit.removeprefix("count").removeprefix(":")
    return counted and (slot.q.value or 0) > base and (unit in HUMAN or unit in ("", "head", "citizen"))


def _numbers(scene: Scene, ratio: Slot, people: Slot, *, points_back: bool) -> Sequence[Slot]:
    last = ratio.q.noun.split()[-1] if ratio.q.noun else ""
    noun = singular(last) if is_plural(last) else last
    if not noun:
        return ()
    if points_back:
        told = [s for s in before(scene, ratio, 1) if s.q.unit in ("", f"count:{noun}")]
        named = any(s.q.unit for s in told)  # "from 48,000 crimes to 45,600"
        told = [s for s in told if named and _may_be(s, people)]
    else:
        window = [s for s in scene.slots[: ratio.order] if s.sentence < min(ratio.sentence, _LEAD)]
        told = [s for s in window if _counts(s, noun)][:1]
        told = [s for s in told if _may_be(s, people) and not _THEN.search(s.left) and not of_pair(scene, s)]
    return told if len(told) <= _MOST else ()


def _counts(slot: Slot, noun: str) -> bool:
    """Tell "528 road deaths" and "road deaths rose to 528"."""
    named = slot.q.unit == "" and noun in [singular(word) for word in indicator_of(slot).split()[-2:]]
    return slot.q.kind is Kind.COUNT and (slot.q.unit == f"count:{noun}" or named)


def _may_be(slot: Slot, people: Slot) -> bool:
    counted = slot.q.kind is Kind.COUNT and measure(slot.q) == "count" and plain(slot) and not slot.q.per
    return counted and not slot.marked_base and not slot.expected and (slot.q.value or 0) < (people.q.value or 0)


def _relation(ratio: Slot, number: Slot, people: Slot, base: int, rank: int, *, sure: bool) -> Relation:
    return Relation(
        kind="ratio_of",
        equation=f"numerator * {base} == ratio * denominator",
        roles={
            "numerator": (Term(quantity=number.q),),
            "ratio": (Term(quantity=rounded(ratio.q)),),
            "denominator": (Term(quantity=people.q, factor=Decimal(1)),),
        },
        certainty=Certainty.LIKELY,
        reading="so many per thousand or million of the people told in its sentence",
        group=f"ratio:{ratio.q.id}",
        rank=rank - 2,
        tags=frozenset({UNRIVALLED, OUTRIGHT}) if sure else frozenset(),
    )
