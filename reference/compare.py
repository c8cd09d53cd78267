"""Compare everything a text claims with the record: read this first.

Each figure that is a claim of fact is read (`reading`), matched with a series (`match`) and judged by the
function of its kind: `levels`, `growth`, `ranks`. `wordless` and `records` judge wordings without a figure.
What cannot be matched with certainty is returned as ``not_enough_info`` with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from claims.document import Document
from claims.model import Binding, Kind, Mood, PeriodMention, Quantity, Relation
from claims.patterns import regex
from reference.averages import compare_average, is_unclear_average, span_of
from reference.comparison import Comparison
from reference.growth import compare_change
from reference.levels import compare_level
from reference.moves import compare_left_places, compare_move, is_move
from reference.multiples import compare_multiple, compares_things
from reference.only import compare_only
from reference.per import per_of
from reference.per_head import compare_per_head
from reference.ranks import compare_rank
from reference.reading import Reading, Scene
from reference.records import compare_records
from reference.runs import compare_runs
from reference.shares import compare_share
from reference.store import Store
from reference.wording import is_average_rate, is_moment
from reference.wordless import compare_directions
from reference.words import lexicon, words_of

__all__ = ["compare"]

_EXPECTED_TO_LIVE = regex(r"\bexpect(?:ed|s)? to live\b")  # what life expectancy says, and no forecast
_MORE = regex(r"\s+(?P<word>more|fewer|less|higher|lower)\b(?! than \d)")
_LEVELS = (Kind.LEVEL, Kind.COUNT, Kind.RATIO, Kind.SHARE, Kind.DURATION, Kind.AGE)
_UNIT_LEADS = ("per ", "every ", "top ", "per\u00a0")
_LEAD = max(map(len, _UNIT_LEADS))
_CHANGES = (Kind.GROWTH_RATE, Kind.PP_CHANGE, Kind.ABSOLUTE_CHANGE, Kind.MULTIPLE)


def compare(
    document: Document,
    quantities: Sequence[Quantity],
    bindings: Mapping[str, Binding],
    relations: Sequence[Relation],
    store: Store,
    mentions: Sequence[PeriodMention] | None = None,
) -> tuple[Comparison, ...]:
    """Return a comparison for every figure that is a claim, and for the wordings that the record can judge.

    `mentions` are the document's expressions of time; they are read again where they are not given.
    """
    if mentions is None:
        from claims.periods import find_mentions  # not needed where the caller has read them

        mentions = find_mentions(document)
    scene = Scene(document, quantities, bindings, relations, mentions, store)
    found = [_compare_one(scene, scene.of_quantity(q)) for q in quantities if q.is_claim and q.value is not None]
    told = compare_runs(scene)
    judged = {c.quantity for c in told}
    found = [c for c in found if c.quantity not in judged] + told
    found += compare_records(scene)
    found += compare_directions(scene)
    orders = [*compare_left_places(scene), *compare_only(scene)]
    judged = {c.quantity for c in orders if c.quantity}
    found = [c for c in found if c.quantity not in judged] + orders
    return tuple(sorted(found, key=lambda c: (c.start, c.end, c.quantity or "")))


def _compare_one(scene: Scene, reading: Reading) -> Comparison:
    quantity = reading.quantity
    assert quantity is not None
    mood = reading.binding.mood if reading.binding is not None else Mood.FACT
    if mood is not Mood.FACT and not _EXPECTED_TO_LIVE.search(reading.text):
        return _unjudged(quantity, f"a {mood.value} is not judged by the record")
    if _is_denominator(scene, quantity):
        return _unjudged(quantity, "part of a unit")
    if _is_part(scene, quantity) and quantity.kind is not Kind.RANK:
        return _unjudged(quantity, "a part of another figure")
    if is_moment(scene, reading):
        return _unjudged(quantity, "of a stretch of time inside the period")
    span = span_of(scene, reading)
    if span is not None and quantity.kind in (*_LEVELS, Kind.GROWTH_RATE):
        return compare_average(scene, reading, span)
    if span is None and quantity.kind in (*_LEVELS, Kind.GROWTH_RATE) and is_unclear_average(scene, reading):
        return _unjudged(quantity, "a mean over years that the sentence does not make clear")
    if quantity.kind in (Kind.COUNT, Kind.LEVEL) and (more := _MORE.match(scene.document.text, quantity.end)):
        down = more["word"] in ("fewer", "less", "lower")
        gap = replace(quantity, kind=Kind.ABSOLUTE_CHANGE, direction="down" if down else "up")
        return compare_change(scene, replace(reading, quantity=gap))
    if quantity.kind in _LEVELS:
        return _level(scene, reading, quantity)
    if quantity.kind in _CHANGES and is_average_rate(scene, reading):
        return _unjudged(quantity, "a mean over several periods")
    if quantity.kind is Kind.MULTIPLE:
        told = compare_multiple(scene, reading)
        if told is not None:
            return told
        if compares_things(scene, quantity):
            return _unjudged(quantity, "a multiple of something that the record cannot name")
    if is_move(quantity):
        return compare_move(scene, reading)
    if quantity.kind is Kind.PP_CHANGE and quantity.unit == "percent":  # "the jobless rate rose by 5.7 percent"
        relative = replace(quantity, kind=Kind.GROWTH_RATE)
        return compare_change(scene, replace(reading, quantity=relative))
    if quantity.kind in _CHANGES:
        changed = compare_change(scene, reading)
        if quantity.kind is not Kind.ABSOLUTE_CHANGE or changed.outcome != "not_enough_info":
            return changed
        return compare_level(scene, reading)  # "added 140,000 jobs" is a figure of "jobs added"
    if quantity.kind is Kind.RANK:
        return compare_rank(scene, reading)
    return _unjudged(
        quantity, f"the record does not judge figures of this kind: {quantity.kind.value.replace('_', ' ')}"
    )


def _level(scene: Scene, reading: Reading, quantity: Quantity) -> Comparison:
    """Judge a level by a series of its own, else by what two series give: so much a head, a share of a total."""
    direct = compare_level(scene, reading)
    if direct.outcome != "not_enough_info":
        return direct
    per = per_of(scene, quantity)
    if per is not None and quantity.unit != "percent":
        return compare_per_head(scene, reading, per)
    if quantity.kind is Kind.SHARE and quantity.unit == "percent":
        return compare_share(scene, reading) or direct
    return direct


def _is_denominator(scene: Scene, quantity: Quantity) -> bool:
    before = scene.document.text[max(0, quantity.start - _LEAD) : quantity.start]
    return before.endswith(_UNIT_LEADS)


def _is_part(scene: Scene, quantity: Quantity) -> bool:
    """Tell whether the words just before a figure make it a part: "of these", "including"."""
    sentence = scene.document.sentence_at(quantity.start)
    before = [q.end for q in scene.sentence_quantities(sentence) if q.end <= quantity.start and q.skipped is None]
    lead = scene.document.text[max([sentence.start, *before]) : quantity.start].lower()
    words = f" {' '.join(words_of(lead))} "
    return any(f" {part} " in words for part in lexicon().partial)


def _unjudged(quantity: Quantity, reason: str) -> Comparison:
    return Comparison(
        start=quantity.start,
        end=quantity.end,
        outcome="not_enough_info",
        aspect="level",
        quantity=quantity.id,
        reason=reason,
    )
