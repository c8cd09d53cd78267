"""A multiple of the value that is named right after it: "5,200 calls, 13 times the usual 400"; "his pay of £620,000 is
twenty times the average wage of £31,000"; "That is more than twice the 310 seen in all of 2023"; "three times what the
first one cost in May (210 million)".

The wording asserts the product of the multiple and of the value after it. What it is a multiple of stands right before
it, or opens the sentence as "that" and is a value of the sentence before: there each value of its unit is a reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.quantities.nouns import singular
from claims.relations.amounts import of_pair
from claims.relations.scene import Scene, Slot, same_noun
from claims.relations.share_counted import OUTRIGHT
from claims.relations.times_told import is_multiple
from claims.relations.told_frames import before, is_money, of_one_unit, plain, said
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_AND = regex(r"^(?:\s[\w'’-]+){0,3},?\sand\s$")
_MUCH = phrases("times", "much", lexicon="worked_out")
# no word of a noun phrase: what follows is said of something else
_TURNS = (
    r"(?:and|but|or|nor|while|whereas|than|from|against|compared|more|less|fewer|which|who|whose|with|after|before"
    r"|when|if|unless|out|is|are|was|were|be|been|had|has|have|will|would|could|should|may|might|rose|fell|to|up|down|by)\b"
)
_EARNINGS = r"earnings before interest(?:,? (?:and )?tax(?:es)?)?(?:, depreciation (?:and|&) amorti[sz]ation)?"
_WORD = rf"(?:{_EARNINGS}|(?!{_TURNS})[\w.'’&-]+)"
_POSSESSOR = rf"(?:the|its|their|his|her|our|your|that|an?|{_WORD}(?:\s{_WORD}){{0,3}}['’]s?)"
_BEFORE_INTEREST = regex(rf"^(?:\s\w+){{0,2}}?\s{_EARNINGS}\s")
_PLAIN = regex(
    rf"^\s(?:as\s(?:{_MUCH})\s(?:[a-z]+\s)?as\s)?{_POSSESSOR}\s"
    rf"(?:(?!of\b|at\b|in\b|for\b|on\b){_WORD}\s){{0,3}}{ABOUT}$"
)
_CALLED = regex(
    rf"^\s(?:{_WORD}\s){{1,9}}?(?:of|at)\s{ABOUT}$"
    rf"|^\s(?:{_WORD}\s){{0,9}}?{_WORD},?\s(?:which\s(?:is|was|stands at|stood at|is put at|was put at)"
    rf"|(?:put|estimated|reported|given|set|currently|now)(?:\sat)?)\s{ABOUT}$"
)
_WHAT = regex(
    rf"^\s(?:what|those|that|the\s\w+|as\s(?:{_MUCH})\s(?:[a-z]+\s)?as)\s[^,;:.()\d]{{2,60}}(?:\sin\s(?:19|20)\d\d)?\s?\($"
)
_HEDGED = (
    r"(?:(?:slightly|well|far|a little)\s)?"
    r"(?:nearly|almost|about|around|roughly|some|over|more than|just over|just under|at least)\s"
)
_SOME = rf"(?:{_HEDGED})?"
_WHEN = regex(
    rf"^\sas\s(?:{_MUCH})\s(?:[a-z]+\s)?as\s(?:in|on|at|during|last|a|the|two|five|ten)\b[^.,;:()]{{1,40}},\s"
    rf"when\s(?:there were|it was|they were|it had|they had|it stood at|it came to|it reached)\s{ABOUT}$"
)
_RISING = regex(r"\b(?:rising|growing|falling|climbing|increasing|rose|grew|fell|climbed|going up|shrinking)\s$")
_ON = r"(?:\s?\([^()]*\))?(?:[^,;:.()]|,(?=\d)|\.(?=\d))"  # of one clause, a conversion in brackets included
_JUST = r"(?:now |already |exactly |just |still |only |thus |therefore )*"
_TIED = regex(
    rf"^{_ON}{{0,84}}(?:,|\s[–—(]|\s?—)\s?(?:(?:or|and so|and|but|which (?:is|was|makes it|made it)|that is|that was"
    r"|is|are|was|were|i\.e\.,?|equal to|equivalent to|or about|thus|making it|being|an? (?:figure|level|amount|rate))"
    r"\s)*"
    rf"{_JUST}{_SOME}$"
    rf"|^{_ON}{{0,84}}\s(?:and|but)\s(?:(?:is|are|was|were)\s{_JUST}{_SOME}|{_JUST}{_HEDGED})$"
)
_IS = regex(
    r"^(?:(?!\b(?:and|but|while|whereas|as|because|whose|where|if|than|from|against|though|although|since|when)\b)"
    rf"{_ON}){{0,60}}(?:,\s(?:(?!and\b|but\b|while\b|as\b)[\w'’-]+\s){{0,5}}?|\b)"
    r"(?:is|are|was|were|be|equals?|represents?|makes|stands? at|stood at|amounts? to|comes? to|came to|works out at"
    r"|trades? at|traded at|valued at|sells? (?:at|for)|worth)\s"
    rf"{_JUST}{_SOME}$"
)
_THAT = regex(
    r"^\W*(?:that|this|the (?:total|figure|number|tally|toll|count|sum|result|amount|price|average|rate|level|latest"
    r" figure|reading))\s(?:[\w-]+\s){0,2}?"
    r"(?:is|was|were|are|makes?|represents?|equals|amounts? to|comes? to|came to)\s"
    r"(?:[\w-]+\s){0,2}?$"
)
_OF_THEM = regex(r"^\s(?:[\w'’-]+\s){0,2}?of\s(?:these|those|them|which|whom)\b")
_BESIDE = regex(r"\b(?:above|below|beyond|than|ahead of|behind)\s(?:[\w.'’-]+\s){0,2}$")
_AS_MANY_OF = regex(r"^\sas\s(?:many|much)\s(?P<noun>(?!as\b)[a-z]+)\sas\b")
_AS_MANY = regex(r"\bas (?:many|often)\b")
_LIST = regex(r"^\s?(?:[\w'’-]+\s){0,2}(?:and|or|to)\s$")
_NOT_SO = regex(r"\b(?:would|could|should|might|if|at least|up to|not|never|nor|half|one|another|other)\s*(?:be\s)?$")
_RATES = frozenset({Kind.GROWTH_RATE, Kind.SHARE})
_MOST = 3  # values of the sentence before


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield multiples with the value named after them, and with each value that they may be said of."""
    for change in scene.slots[:-1]:
        if change.in_table or not plain(change) or not is_multiple(change) or _NOT_SO.search(change.left):
            continue
        base = scene.slots[change.order + 1]
        if base.sentence != change.sentence or not _is_base(scene, change, base) or not _names(scene, change, base):
            continue
        told, sure = _currents(scene, change, base)
        counted = _AS_MANY_OF.match(scene.gap(change, base))
        if counted is not None and any(singular(counted["noun"]) not in s.q.unit for s in told):
            continue  # "4,800 pupils, twice as many teachers as the 150 of last year"
        if any(_closes_list(scene, s) for s in told if s.sentence == change.sentence):
            continue  # "75 people, 46 swimmers and 29 sailors, three times the 25 of last summer": of all of them
        for rank, current in enumerate(told):
            yield _relation(change, current, base, rank, sure=sure)


def _closes_list(scene: Scene, slot: Slot) -> bool:
    """Tell whether a value is the last of several: what follows may be said of their total."""
    before = scene.slots[slot.order - 1] if slot.order else None
    return before is not None and before.sentence == slot.sentence and _AND.match(scene.gap(before, slot)) is not None


def _value(slot: Slot) -> bool:
    rate = slot.q.kind in _RATES and slot.q.unit == "percent"
    return plain(slot) and (slot.is_level or rate or slot.q.kind is Kind.DURATION)


def _is_base(scene: Scene, change: Slot, base: Slot) -> bool:
    """Tell whether a figure is a value, also where "amortisation of 65 million" sounds like a fall of a currency."""
    return _value(base) or (
        base.q.kind is Kind.ABSOLUTE_CHANGE
        and plain(base)
        and _BEFORE_INTEREST.match(scene.gap(change, base)) is not None
    )


def _names(scene: Scene, change: Slot, base: Slot) -> bool:
    """Tell whether nothing but a name stands between a multiple and the value that it is a multiple of."""
    gap = scene.gap(change, base).removeprefix(" times")
    after = scene.slots[base.order + 1] if base.order + 1 < len(scene.slots) else None
    beside = after is not None and after.sentence == base.sentence and of_one_unit(after, base)
    if after is not None and beside and _LIST.match(scene.gap(base, after)):
        return False  # "three times the 40 and 52 of the two years before"
    return any(pattern.match(gap) for pattern in (_PLAIN, _CALLED, _WHAT, _WHEN))


def _currents(scene: Scene, change: Slot, base: Slot) -> tuple[list[Slot], bool]:
    """Return what a multiple may be said of, and whether it can be nothing else."""
    here = [s for s in scene.by_sentence[change.sentence] if s.order < change.order and not s.aside]
    if here:
        since = scene.document.text[here[-1].q.end : change.q.start].lower()
        faster = base.q.unit == "percent" and _RISING.search(since)  # "up 7% …, rising twice as fast as the 3.5% …"
        tied = _TIED.match(since) or _IS.match(since) or faster
        return _told_here(scene, here, base) if tied else ([], False)
    if not _THAT.match(said(scene, change)):
        return [], False
    told = [s for s in before(scene, change, 1) if _alike(s, base) and not s.marked_base and not s.expected]
    return (told, len(told) == 1) if len(told) <= _MOST else ([], False)


def _told_here(scene: Scene, here: Sequence[Slot], base: Slot) -> tuple[list[Slot], bool]:
    """Return the value that a sentence told last before a multiple; the total, too, of a list that adds up to it."""
    named = {n.order + 1 for n in here if is_multiple(n)}  # "nearly double the 5.8 of 2023, and five times the 2.1"
    told = [s for s in here if _alike(s, base) and s.order not in named]
    told = [here[-1]] if _without_unit(here[-1], base) else told
    new = [s for s in told if not (s.marked_base or s.expected or _BESIDE.search(s.left))]
    if not new or of_pair(scene, new[-1]) or _OF_THEM.match(new[-1].right):
        return [], False
    others = [scene.summed[new[-1].q.id]] if new[-1].q.id in scene.summed else []
    others += [s for s in told if s.order > new[-1].order]  # "rose to 6.7 from 6.2, twice the 3.2 of 2020"
    return [new[-1], *others], True


def _alike(current: Slot, base: Slot) -> bool:
    if not _value(current):
        return False
    if current.q.unit.startswith("count:") and base.q.unit.startswith("count:"):
        return same_noun(current.q, base.q)
    return of_one_unit(current, base)


def _without_unit(current: Slot, base: Slot) -> bool:
    """Tell whether a value leaves out the unit of the one right before it: "148 mm fell, twice the usual 74"."""
    days = current.q.kind is Kind.DURATION and _AS_MANY.search(base.left) is not None  # "on 24 days, twice as many as"
    measured = (current.q.kind is Kind.LEVEL or days) and current.q.unit != "percent" and not is_money(current)
    return measured and _value(current) and base.q.unit == ""


def _relation(change: Slot, current: Slot, base: Slot, rank: int, *, sure: bool) -> Relation:
    elided = not base.q.unit and current.q.unit not in ("", "percent") and base.q.scale == 1 and current.q.scale > 1
    return Relation(
        kind="multiple_of",
        equation="current == base * multiple",
        roles={
            "current": (Term(quantity=current.q),),
            "base": (Term(quantity=base.q),),
            "multiple": (Term(quantity=change.q),),
        },
        certainty=Certainty.LIKELY,
        reading="a multiple of the value that is named after it",
        group=f"change:{change.q.id}",
        rank=rank - 3,
        wording=change.q.direction_span,
        tags=frozenset({UNRIVALLED, OUTRIGHT}) if sure and not elided else frozenset(),
    )
