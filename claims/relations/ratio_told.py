"""So much for each, of what was told just before: "91,200 tonnes from 12,000 hectares, or 7.6 tonnes a hectare".

The ratio closes the sentence that tells its two figures ("…, or 22 pupils per teacher"), or opens the next one ("That
is an average of 5,400 a day"); each of the two must be the only figure that it can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.interval import Interval
from claims.lexicon import load
from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Quantity, Relation, Term
from claims.patterns import regex
from claims.quantities.nouns import PER_TIMES, is_plural, singular
from claims.quantities.units import convert_factor
from claims.relations.ratio import OTHERS, named_per, per_what
from claims.relations.scene import Scene, Slot, comparable, factor_to
from claims.relations.told_wording import ABOUT, EACH, IS, SINCE, THUS, phrases

__all__ = ["AND_ONE_MORE", "CALENDARS", "ONE_MORE_AND", "bare_after", "propose", "rounded"]

_CLOSES = regex(rf"[,;(–—]\s*(?:(?:{phrases('ratios', 'closes')})(?!\w)[^,;()\d]{{0,60}})?$")
_OPENS = regex(
    rf"^\W*(?:that|this|it|which)(?:['’]s|\s+(?:{IS}))\b[^,;.\d]{{0,60}}$"
    rf"|^[^;.]*\b(?:average|mean|averag\w+|ratio|rate|yield|density)\b[^,;.\d]*\b(?:{THUS})\b[^,;.\d]{{0,30}}$"
    rf"|^\W*(?:on average|so|{THUS})\b[^,;.\d]{{0,60}}$"
)
_GIVEN = regex(rf"^\W*(?:{SINCE})\b[^;.]*,\s*[^,;.\d]*$")
_MEAN = regex(r"\b(?:average|mean)\b[^,;.\d]{0,40}$")
_ELSEWHERE = regex(rf"\b(?:{phrases('ratios', 'elsewhere')})\b[^,;]*$")
_EACH = regex(rf"^\s*(?:[\w'’-]+\s+){{0,2}}?{EACH}")
_GAINED = regex(r"\b(?:is|was|are|were) (?:still |now |thus )?(?:making|losing|clearing)\s+$")
_TO_A = regex(r"^\s*(?:[\w'’-]+\s+)?(?:to|for|in|per)\s(?:an?|each|every)\s(?P<word>[a-z]+)\b")
_A_WORD = regex(r"^\s*(?:[\w'’-]+\s+){0,2}?(?:an?|per|every|each)\s(?P<word>[a-z]+)\b")
_FOR_EACH_OF = regex(
    r"^\s*(?:[\w'’-]+\s+)?for (?:each|every one|every) (?:of )?(?:(?:its|the|their|his|her)\s+)?(?:[\w-]+['’]s?\s+)?$"
)
_ON_AVERAGE = regex(r"^[^,;.]{0,30}\bon average\b")
_PAST = regex(r"^\s*(?:ago|earlier|before|later|old|after|from now)\b")
_PAID = regex(rf"\bfor\s{ABOUT}$")  # "jets from Airbus for $14.4 billion"
_PERIOD = regex(
    r"\b(?:last|in the past|over the|during the|in a|a|the whole|that|the) (?P<span>year|month|week)\b"
    rf"|\bin (?P<year>(?:19|20)\d\d)\b|\b(?:in|during|for|last) (?P<month>{phrases('ratios', 'months')})\b"
)
CALENDARS: dict[tuple[str, str], tuple[int, ...]] = {  # the plain calendar first, then working days
    ("year", "day"): (365, 366, 360, 350, 300, 313, 312, 260, 261, 250, 252),
    ("year", "night"): (365, 366),
    ("year", "week"): (52, 53, 50, 48),
    ("year", "month"): (12,),
    ("month", "day"): (30, 31, 28, 29, 26, 22, 21, 20),
    ("month", "night"): (30, 31, 28, 29),
    ("month", "week"): (4, 5),
    ("week", "day"): (7, 6, 5),
}
_NAMED = regex(rf"(?P<noun>[\w'’-]+)\sof\s+{ABOUT}$")
AND_ONE_MORE = regex(r"^\s(?:[\w'’-]+\s){1,3}?and\s(?:the|his|her|their|its|an?|one)\s[a-z]")
ONE_MORE_AND = regex(r"\b(?:the|his|her|their|its|an?)\s[a-z]+\sand\s(?:the\s|his\s|her\s|their\s|its\s)?$")
_MEANS = frozenset("average mean ratio rate yield density price cost".split())
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT})

_SAME = [frozenset(line.split()) for line in str(load("derived")["ratios"]["same"]).strip().splitlines()]
_PEOPLE = frozenset("person people inhabitant resident citizen head".split())
_MANY = 50  # of so many, a total that is but a few times what each has is none


@dataclass(frozen=True)
class _Each:
    """What a ratio is of and for: "7.6 tonnes a hectare" is in tonnes, for a hectare."""

    unit: str  # of the numerator, "" where it is a count
    noun: str  # what the numerator counts, "" where it is not said
    word: str  # what it is for, "" for each of whatever was counted
    base: Decimal
    next_one: bool = False  # "for each of its 9,000 residents"


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the ratios that close a sentence with the two figures that make them, or open the next one."""
    for slot in scene.slots:
        q = slot.q
        if slot.in_table or q.hedge is Hedge.BETWEEN or not q.value or slot.marked_base or slot.aside:
            continue
        if q.kind not in (Kind.LEVEL, Kind.COUNT, Kind.RATIO) or q.unit in ("ratio", "percent"):
            continue
        each = _each(slot)
        if each is not None:
            yield from _readings(scene, slot, each)


def _each(slot: Slot) -> _Each | None:
    """Read what a figure is for each of; ``None`` where it is no ratio and no mean."""
    q = slot.q
    if _GAINED.search(slot.left):
        return None  # "it is making $3 on each": what lies between cost and price
    unit = q.unit.split(" per ")[0]
    unit = "" if unit.startswith(("count", "per ")) else unit
    noun = singular(q.noun.split()[-1]) if q.noun and is_plural(q.noun.split()[-1]) else ""
    if _FOR_EACH_OF.match(slot.right):
        return _Each(unit, noun, "", Decimal(1), next_one=True)
    if _EACH.match(slot.right):
        return _Each(unit, noun, "", Decimal(1))
    if q.per or q.kind is Kind.RATIO:
        word, base = per_what(q)
        return _Each(unit, noun, "" if word == "piece" else word, base)
    told = _TO_A.match(slot.right) or (_A_WORD.match(slot.right) if q.kind is Kind.LEVEL else None)
    if told is not None:
        return _Each(unit, "" if noun == told["word"] else noun, told["word"], Decimal(1))
    if q.kind is Kind.LEVEL and (_MEAN.search(slot.left) or _ON_AVERAGE.match(slot.right)):
        return _Each(unit, noun, "", Decimal(1))
    return None


_SO_FAR = regex(r"\bso far (?:in|of|into|during) (?:the|its|their|this)\b")


def _readings(scene: Scene, slot: Slot, each: _Each) -> Iterator[Relation]:
    begin = scene.document.sentences[slot.sentence].start
    said = scene.document.text[max(begin, slot.q.start - 200) : slot.q.hedge_start or slot.q.start].lower()
    if _SO_FAR.search(said):
        return  # "38.6 million trips so far in the 40-day rush, an average of 1.68 million a day"
    here = [s for s in scene.by_sentence[slot.sentence] if s.order < slot.order]
    clause = [s for s in here if s.clause == slot.clause]
    if len(clause) > 1:
        here = clause  # "£140,000 in legacies; 1,240 donors sent £62,000, an average of £50"
    before = [s for s in scene.by_sentence.get(slot.sentence - 1, ()) if scene.flows(s, slot)]
    if each.next_one:
        here = [*here, *scene.slots[slot.order + 1 : slot.order + 2]]
    closing = re.split(r"[,;(–—]", said)[-1]
    named = _NAMED.search(closing)
    if _ELSEWHERE.search(closing) or (named is not None and named["noun"] not in _MEANS):
        return  # "with an audience of 954 at each": of another thing
    if here and before and _GIVEN.match(said):
        told = [*before, *here]
    elif _CLOSES.search(said) or (here and slot.order and _ON_AVERAGE.match(slot.right)):
        told = here
    elif not here and _OPENS.match(said):
        told = before
    else:
        return
    yield from _of_pair(scene, slot, each, told)


def _of_pair(scene: Scene, slot: Slot, each: _Each, told: Sequence[Slot]) -> Iterator[Relation]:
    told = [s for s in told if s.q.value and not s.aside and s.q.hedge is not Hedge.BETWEEN]
    bases = [s for s in told if s.marked_base and _compared(s, ratio=slot, told=told) and not _PAID.search(s.left)]
    if bases and bases[-1].order == slot.order - 1:
        return  # "31.9 billion …, against 36.3 billion, or 3.3 billion a month"
    told = [s for s in told if s not in bases]
    denominators = [s for s in told if _denominator(s, each)]
    if each.next_one:
        denominators = [s for s in told if s.order == slot.order + 1 and s.q.kind is Kind.COUNT]
    numerators = [s for s in told if s not in denominators and _numerator(s, slot, each)]
    if not each.word and not each.next_one:
        numerators = [s for s in told if _numerator(s, slot, each)]
        denominators = [s for s in told if s.q.kind is Kind.COUNT and s.q.scale_text not in ("%",)]
        if not each.unit or each.base != 1:  # "the 40 volunteers planted 3,640 trees, 91 each"
            if len(denominators) != 2:
                return
            denominators = sorted(denominators, key=lambda s: s.q.value or Decimal(0), reverse=each.base != 1)
            numerators, denominators = denominators[1:], denominators[:1]
            numerators = [s for s in numerators if _numerator(s, slot, each)]
        denominators = [s for s in denominators if s not in numerators]
    if each.word and any(bare_after(s, denominators) for s in told if s not in numerators):
        return  # "has lined 41 miles and plans to reach 60, at a cost of £9 million, or £150,000 a mile"
    if any(OTHERS.match(s.right) for s in denominators):
        return  # "they share £80,000 with four others, or £16,000 each"
    if not each.word and any(AND_ONE_MORE.match(s.right) or ONE_MORE_AND.search(s.left) for s in denominators):
        return  # "the three heirs and the widow share $80,000, or $20,000 each"
    if len(numerators) == 1 and len(denominators) == 1 and not _too_little(slot, numerators[0], denominators[0]):
        yield _relation(slot, numerators[0], denominators[0], each)
    elif len(numerators) == 1 and not denominators and each.word in PER_TIMES:
        yield from _calendar(scene, slot, numerators[0], each)


def bare_after(slot: Slot, denominators: Sequence[Slot]) -> bool:
    """Tell whether a number without a noun follows the denominator, whose noun it may share."""
    bare = slot.q.unit in ("", "count") and slot.q.kind is Kind.COUNT
    return bare and len(denominators) == 1 and slot.order > denominators[0].order


def _too_little(ratio: Slot, numerator: Slot, denominator: Slot) -> bool:
    """Tell "A ticket costs $12, and the hall sold 480. It is making $3 on each": $12 is no total of so many."""
    total, each, number = (abs(float(s.q.value or 0)) for s in (numerator, ratio, denominator))
    return ratio.q.unit == numerator.q.unit and number >= _MANY and total < number * each / _MANY


def _compared(base: Slot, *, ratio: Slot, told: Sequence[Slot]) -> bool:
    """Tell a base of a change from "tonnes from 12,000 hectares": there is another figure of its kind."""
    return any(s is not base and comparable(s.q, base.q) > 0 for s in (*told, ratio))


def _numerator(s: Slot, ratio: Slot, each: _Each) -> bool:
    if s.q.kind not in _VALUES or s.q.unit == "percent" or s.q.per:
        return False
    if each.unit:
        return s.q.unit == each.unit or convert_factor(s.q.unit, each.unit) is not None
    if not (s.q.unit == "" or s.q.unit.startswith("count")):
        return False
    counted = s.q.unit.removeprefix("count").removeprefix(":")
    people = counted in _PEOPLE and each.noun in _PEOPLE
    return not each.noun or not counted or counted == each.noun or people


def _denominator(s: Slot, each: _Each) -> bool:
    if not each.word or _PAST.match(s.right) or s.q.per:
        return False
    if s.q.kind is Kind.COUNT or s.q.unit.startswith("count"):
        counted = s.q.unit.removeprefix("count:")
        return named_per(s, each.word) or any({counted, each.word} <= words for words in _SAME)
    if s.q.kind not in (Kind.LEVEL, Kind.DURATION):
        return False
    return s.q.unit == each.word or convert_factor(s.q.unit, each.word) is not None


def rounded(q: Quantity) -> Quantity:
    """Return a figure that was worked out: whole euros and trailing zeros are rounded, however exact they look."""
    value = q.value or Decimal(0)
    unit = q.step
    coarse = max(unit, Decimal(1).scaleb(value.adjusted() - 1)) if q.places == 0 else unit
    if value % coarse:
        coarse = unit
    strict = q.strict.hull(Interval.around(value, unit / 2))
    lenient = q.lenient.hull(Interval(value - coarse / 2, value + max(coarse / 2, unit)))
    return replace(q, strict=strict, lenient=lenient.hull(strict))


def _relation(ratio: Slot, numerator: Slot, denominator: Slot, each: _Each) -> Relation:
    if not each.word and each.base == 1 and (_MEAN.search(ratio.left) or _ON_AVERAGE.match(ratio.right)):
        return _mean(ratio, numerator, denominator)
    of = convert_factor(numerator.q.unit, each.unit) if each.unit else None
    per = convert_factor(denominator.q.unit, each.word) if each.word else None
    return Relation(
        kind="ratio_of",
        equation="numerator == ratio * denominator"
        if each.base == 1
        else f"numerator * {each.base} == ratio * denominator",
        roles={
            "numerator": (Term(quantity=numerator.q, factor=of or Decimal(1)),),
            "ratio": (Term(quantity=rounded(ratio.q)),),
            "denominator": (Term(quantity=denominator.q, factor=per or Decimal(1)),),
        },
        certainty=Certainty.LIKELY,
        reading="so much for each of what was told just before",
        group=f"ratio:{ratio.q.id}",
        rank=-1,
        tags=frozenset({UNRIVALLED}),
    )


def _mean(mean: Slot, whole: Slot, count: Slot) -> Relation:
    return Relation(
        kind="average",
        equation="whole == mean * count",
        roles={
            "whole": (Term(quantity=whole.q, factor=factor_to(whole.q, mean.q)),),
            "mean": (Term(quantity=rounded(mean.q)),),
            "count": (Term(quantity=count.q),),
        },
        certainty=Certainty.LIKELY,
        reading="total, mean and number, told just before",
        group=f"mean:{mean.q.id}",
        rank=-1,
        tags=frozenset({UNRIVALLED}),
    )


def _calendar(scene: Scene, ratio: Slot, whole: Slot, each: _Each) -> Iterator[Relation]:
    """Read "delivered 3,650 babies last year, an average of 10 a day": the calendar is the other figure.

    What is open on working days alone has another mean; the reading is firm only where no calendar would give it.
    """
    found = _PERIOD.search(scene.sentence_text(whole.sentence).lower())
    if found is None:
        return
    span = "year" if found["year"] else "month" if found["month"] else found["span"]
    lengths = CALENDARS.get((span, each.word), ())
    made = float(whole.q.value or 0) / float(ratio.q.value or 1)
    for n, length in enumerate(lengths):
        firm = n == 0 and not 0.95 * min(lengths) <= made <= 1.05 * max(lengths)
        yield Relation(
            kind="average",
            equation=f"whole == mean * {length}",
            roles={"whole": (Term(quantity=whole.q),), "mean": (Term(quantity=rounded(ratio.q)),)},
            certainty=Certainty.LIKELY if n < 2 else Certainty.POSSIBLE,
            reading=f"total of the {span} and its mean per {each.word}",
            group=f"ratio:{ratio.q.id}",
            rank=n,
            tags=frozenset({UNRIVALLED}) if firm else frozenset(),
        )
