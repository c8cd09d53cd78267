"""One thing at two times, told in two sentences, without a printed change: "It was 58.9 million in 2023".

The change is implied. The later sentence must say that it goes on about the same figure: by "the figure was", by a
value of an earlier time ("had been"), or by being told of the same indicator and area with another period.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.model import Certainty, Relation
from claims.patterns import regex
from claims.period import days, overlaps
from claims.relations.change_reading import alike
from claims.relations.from_to import pair_relation
from claims.relations.kinship import alike_in_name, area_of, of_one_thing, period_of
from claims.relations.scene import Scene, Slot

__all__ = ["propose"]

_GOES_ON = regex(
    r"^\W*(?:(?:last|the previous|the year|a|an|ten|five|two|three|in|by|the)\b[^,;]{0,30},?\s+)?"
    r"(?:(?:it|this|that|they|the (?:figure|number|total|tally|share|rate|toll|count|sum|amount|average|result|"
    r"shortfall|surplus|deficit|gap|price|value))"
    r"\s+(?:was|were|had been|is|are|stood at|came to|compares with|compared with)"
    r"|there (?:had been|were|was))\b"
)
_HAD = regex(r"^\s*(?:[\w'’-]+\s+){0,2}had\b")
_TIME = (
    r"(?:(?:(?:in|by|last|the previous|the year|this time|at the same time|a|an|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)\b[^,;]{0,30}|"
    r"\d+ years (?:ago|earlier|before)),?\s+)"
)
_HEDGE = r"(?:(?:about|around|some|roughly|nearly|almost|over|just|only|more than|less than|still|now)\s+)*"
_IT_WAS = regex(
    rf"^\W*{_TIME}?(?:(?:and|but)\s+)?(?:(?:it|this|that|they|(?:the|last (?:year|month|week|season)['’]s)\s+"
    rf"(?P<noun>figure|number|total|tally|share|rate|toll|count|sum|amount|average|shortfall|surplus|deficit|gap|price|value|"
    rf"proportion|index))\s+(?:was|were|had been|is|are|stood at|had stood at|came to|compares with|compared with)|"
    rf"there (?:had been|were|was))\s+{_HEDGE}$"
)
_IT_DID = regex(
    rf"^\W*{_TIME}?(?:it|they|the [a-z]+)\s+(?:had\s+|now\s+)?(?!had\b)[a-z]+(?:ed|old|t|aid|ook|ew|ys)\s+{_HEDGE}$"
)
_NAMED = ("shortfall", "surplus", "deficit", "gap", "price", "index", "average")
_AT_A_TIME = regex(rf"^\W*{_TIME}{_HEDGE}$")
_EXPECTS = regex(
    r"\b(?:expects?|forecasts?|sees|predicts?|hopes for)\s+(?:it|that|this|(?:the|its|their)\s+(?:figure|number|total|"
    rf"share|rate|count|sum|amount|average|surplus|deficit|gap|price|value|proportion|index))\s+to\s+(?:reach|hit|"
    rf"rise to|fall to|grow to|climb to|drop to|top|exceed)\s+{_HEDGE}$"
)
_ROW = regex(r"^(?:\s[\w.]+){0,5},?\s+and\s+(?:(?:in|by)\s[\w ]{3,20}\s)?(?:there (?:were|was)\s)?$")
_OF_A_WHOLE = regex(r"\bof (?:the|its|their|these|those|all)\s+$")
_SCORE = regex(r"^\s+to\b")
_BEFORE = regex(r"^\W*(?:last\b|the previous\b|the year before|[^,;]{0,30}\b(?:ago|earlier|before|previously)\b)")
_BACK = 3  # sentences


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield pairs of levels of one thing in neighbouring sentences, the later period as the new value."""
    for slot in scene.slots:
        if not slot.is_level or slot.in_table or not slot.q.value or days(period_of(slot)) is None:
            continue
        earlier = _same_thing_before(scene, slot)
        if earlier is None:
            continue
        base, current = sorted((slot, earlier), key=lambda s: days(period_of(s)) or ())
        relation = pair_relation(base, current)
        backwards = current is slot and _looks_back(scene, slot)
        told = _told_outright(scene, slot, earlier) and not backwards
        certainty = Certainty.LIKELY if told else Certainty.POSSIBLE
        yield replace(relation, certainty=certainty, group=f"cells:{base.q.id}:{current.q.id}")


def _looks_back(scene: Scene, slot: Slot) -> bool:
    """Tell whether the sentence goes back in time: "last year's total was 341,000" is no new value."""
    start = scene.document.sentences[slot.sentence].start
    return _BEFORE.match(scene.document.text[start : slot.q.start].lower()) is not None


def _told_outright(scene: Scene, slot: Slot, earlier: Slot) -> bool:
    """Tell whether the words before a value say that it is the one told just before, at another time.

    "A year earlier it was 43,900", of what the sentence before is about; or in a row after such a value: "and 41,200
    in 2019". Names alone do not say so: "first aid was given to 12, and last year there were 133 appeals, and 17 …".
    """
    if earlier.marked_base or _OF_A_WHOLE.search(earlier.left) or _SCORE.match(slot.right):
        return False
    before = scene.slots[slot.order - 1] if slot.order else None
    if before is not None and before.sentence == slot.sentence:
        row = _ROW.match(scene.gap(before, slot)) is not None and alike(before, slot)
        return row and _same_thing_before(scene, before) is earlier and _told_outright(scene, before, earlier)
    start = scene.document.sentences[slot.sentence].start
    opening = scene.document.text[start : slot.q.start].lower()
    leads = _leads(scene, earlier, slot)
    named = of_one_thing(earlier, slot) and leads
    apart = slot.sentence - earlier.sentence
    counted = slot.q.unit == earlier.q.unit != "" and slot.q.unit.startswith("count:")
    told = _IT_WAS.match(opening)
    if told and told["noun"] in _NAMED and told["noun"] not in scene.sentence_text(earlier.sentence).lower():
        return False  # "exports fell to 7.7 billion. A year ago the surplus was 2.4 billion"
    if told:
        return (apart == 1 and (leads or counted)) or (apart == 2 and named)
    if _EXPECTS.search(opening):
        return leads and apart <= 2
    if _AT_A_TIME.match(opening) and _HAD.match(slot.right):
        return named or (counted and apart <= 2) or (leads and apart == 1 and slot.q.unit == "percent")
    return named and apart == 1 and (_IT_DID.match(opening) or _AT_A_TIME.match(opening)) is not None


def _same_thing_before(scene: Scene, slot: Slot) -> Slot | None:
    """Return the nearest level of another period that the sentence of `slot` takes up."""
    start = scene.document.sentences[slot.sentence].start
    opening = scene.document.text[start : slot.q.start].lower()
    goes_on = slot.was_before or _GOES_ON.match(opening) is not None or _HAD.match(slot.right) is not None
    if not goes_on and any(s is not slot and alike(s, slot) for s in scene.by_sentence[slot.sentence]):
        return None  # the sentence has the other value itself
    for other in reversed(scene.slots[max(0, slot.order - 8) : slot.order]):
        if slot.sentence - other.sentence > _BACK or slot.block - other.block > 1:
            return None
        if other.sentence == slot.sentence or other.marked_base or not alike(other, slot):
            continue
        if area_of(other) != area_of(slot) or overlaps(period_of(other), period_of(slot)):
            continue
        if days(period_of(other)) is None or not _of_one_size(other, slot):
            continue
        if of_one_thing(other, slot) or (goes_on and (alike_in_name(other, slot) or _leads(scene, other))):
            return other
    return None


def _leads(scene: Scene, slot: Slot, like: Slot | None = None) -> bool:
    """Tell whether a level is the first of its sentence, or the first like another: what the sentence is about."""
    before = (s for s in scene.by_sentence[slot.sentence] if s.is_level and s.order < slot.order)
    return not any(like is None or alike(s, like) for s in before)


def _of_one_size(a: Slot, b: Slot) -> bool:
    """Tell whether two values are within a factor of ten."""
    low, high = sorted(abs(float(s.q.value or 0)) for s in (a, b))
    return high <= 10 * low
