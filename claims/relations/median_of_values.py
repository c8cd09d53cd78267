"""The median of values that are all listed: "The four flats fetched £180,000, £195,000, £240,000 and £310,000, a
median of £217,500".

Half of the values lie above a median and half below it: of an even number it is the mean of the two in the middle. Only
a list that is whole says anything of it, so its length has to be told, or the median has to stand right after the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.ratio import listed
from claims.relations.scene import LEVELS, Scene, Slot

__all__ = ["propose"]

_MEDIAN = regex(
    r"(?:,|;|:|\band\b|\bwith\b|\bgiving\b|\bgives\b)\s*(?:and\s+)?(?:gives\s+|giving\s+|with\s+|for\s+)?"
    r"(?:(?:a|the|their|its)\s+)?median(?:\s+(?:of|at|was|is|being|[a-z]{3,9}))?(?:\s+(?:of|at|was|is|being))?\s*$"
)
_OPENS = regex(r"^(?:the|their|its|that gives a|this gives a)\s+median(?:\s+[a-z]{3,9})?\s+(?:was|is|stands at|of)\s*$")
_OF_MORE = regex(
    r"^\s*(?:\w+\s+){0,2}(?:for|in|of|across|over|among|nationally|nationwide|elsewhere|last|a year|overall|among)\b"
)
_WIDER = regex(r"\b(?:national|regional|county|state|city|country|industry|average|area|world|usual|previous|long)\b")
_MORE_VALUES = regex(
    r"\b(?:including|among (?:them|others)|such as|at least|or more|the (?:largest|biggest|top|first))\b"
)
_FEWEST, _MOST = 3, 15


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield a median with the values of its sentence, or of the sentence before."""
    for slot in scene.slots:
        if slot.q.kind not in LEVELS or slot.q.hedge is Hedge.BETWEEN or slot.q.value is None or slot.marked_base:
            continue
        if "median" not in slot.left or _OF_MORE.match(slot.right) or _WIDER.search(slot.left[-40:]):
            continue
        start = scene.document.sentences[slot.sentence].start
        left = scene.document.text[start : slot.q.start].lower()
        if _MEDIAN.search(left):
            yield from _relation(scene, slot, [s for s in scene.by_sentence[slot.sentence] if s.order < slot.order])
        elif slot.sentence and _OPENS.match(left):
            told = scene.by_sentence[slot.sentence - 1]
            if told and told[0].block == slot.block:
                yield from _relation(scene, slot, told)


def _relation(scene: Scene, median: Slot, before: Sequence[Slot]) -> Iterator[Relation]:
    values = [s for s in before if s.q.kind in LEVELS and s.q.unit == median.q.unit and s.q.value is not None]
    if not _FEWEST <= len(values) <= _MOST or not listed(scene, values):
        return
    start = scene.document.sentences[values[0].sentence].start
    told = scene.document.text[start : median.q.start].lower()
    if any(s.q.hedge is not Hedge.EXACT for s in values) or _MORE_VALUES.search(told):
        return
    counts = [s.q.value or 0 for s in before if s.order < values[0].order and s.q.kind is Kind.COUNT]
    if any(count > len(values) for count in counts):
        return  # "eleven homes": not all of them are listed
    counted = len(values) in counts
    after = median.sentence == values[-1].sentence and median.order == values[-1].order + 1
    if not counted and not after:
        return
    yield Relation(
        kind="average",
        equation="median == median(part)",
        roles={"median": (Term(quantity=median.q),), "part": tuple(Term(quantity=s.q) for s in values)},
        certainty=Certainty.CERTAIN if counted and after else Certainty.LIKELY,
        reading="median of the listed values",
        group=f"mean:{median.q.id}",
        tags=frozenset({UNRIVALLED}),
    )
