"""Compare everything a text claims with the record: read this first.

Each figure that is a claim of fact is read (`reading`), matched with a series (`match`) and judged by the
function of its kind: `levels`, `growth`, `ranks`. `wordless` and `records` judge wordings without a figure.
What cannot be matched with certainty is returned as ``not_enough_info`` with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.document import Document
from claims.model import Binding, Kind, Mood, PeriodMention, Quantity, Relation
from reference.comparison import Comparison
from reference.growth import compare_change
from reference.levels import compare_level
from reference.ranks import compare_rank
from reference.reading import Reading, Scene
from reference.records import compare_records
from reference.store import Store
from reference.wording import is_average_rate, is_moment
from reference.wordless import compare_directions
from reference.words import lexicon, tokens

__all__ = ["compare"]

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
    found += compare_records(scene)
    found += compare_directions(scene)
    return tuple(sorted(found, key=lambda c: (c.start, c.end, c.quantity or "")))


def _compare_one(scene: Scene, reading: Reading) -> Comparison:
    quantity = reading.quantity
    assert quantity is not None
    mood = reading.binding.mood if reading.binding is not None else Mood.FACT
    if mood is not Mood.FACT:
        return _unjudged(quantity, f"a {mood.value} is not judged by the record")
    if _is_denominator(scene, quantity):
        return _unjudged(quantity, "part of a unit")
    if _is_part(scene, quantity) and quantity.kind is not Kind.RANK:
        return _unjudged(quantity, "a part of another figure")
    if is_moment(scene, reading):
        return _unjudged(quantity, "of a stretch of time inside the period")
    if quantity.kind in _LEVELS:
        return compare_level(scene, reading)
    if quantity.kind in _CHANGES and is_average_rate(scene, reading):
        return _unjudged(quantity, "a mean over several periods")
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


def _is_denominator(scene: Scene, quantity: Quantity) -> bool:
    before = scene.document.text[max(0, quantity.start - _LEAD) : quantity.start]
    return before.endswith(_UNIT_LEADS)


def _is_part(scene: Scene, quantity: Quantity) -> bool:
    """Tell whether the words just before a figure make it a part: "of these", "including"."""
    sentence = scene.document.sentence_at(quantity.start)
    before = [q.end for q in scene.sentence_quantities(sentence) if q.end <= quantity.start and q.skipped is None]
    lead = scene.document.text[max([sentence.start, *before]) : quantity.start].lower()
    words = f" {' '.join(w for w, _, _ in tokens(lead))} "
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
