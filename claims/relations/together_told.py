"""The sum of the last few figures, which the wording counts: "… 31 percent, ahead of signals with 22 percent and
weather with 12 percent. Together the three accounted for 65 percent"; "Combined, the two districts have 8,100 homes".

The number of them is told ("the three", "both"), and the sentences right before tell just so many figures alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_one_size, of_pair, sum_relation
from claims.relations.scene import Scene, Slot, comparable, same_noun
from claims.relations.told_frames import before, of_one_unit, plain, said
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_N = phrases("together", "numbers", lexicon="worked_out")
_JOINTLY = phrases("together", "jointly", lexicon="worked_out")
_HOLDS = phrases("together", "holds", lexicon="worked_out")
_WORD = r"(?:[\w'’-]+\s)"
_TO_IT = (
    r"(?:(?:thus|therefore|now|will|would|have|has|had|already|still)\s)*"
    rf"(?:{_HOLDS})(?:\s(?:for|up|to|in|goods|worth))*\s{ABOUT}$"
)
_SUMS = regex(
    rf"^\W*(?:(?:and\s)?(?:{_JOINTLY}),?\s(?:the|these|those|all)\s(?P<a>{_N})\s{_WORD}{{0,3}}?{_TO_IT}"
    rf"|(?:(?:the|these|those|all)\s)?(?P<b>{_N})\s{_WORD}{{0,4}}?(?:{_JOINTLY})\s{_TO_IT})"
)
_OTHER = regex(r"\b(?:other|others|remaining|rest|biggest|largest|leading|top|first|last|alone|average|only|all of)\b")
_OVERLAP = regex(r"\b(?:both|overlap\w*|counted twice|double-count\w*)\b")
_TO_DATE = regex(r"^\s*(?:to date|so far|(?:in total|in all|altogether|overall) (?:so far|since)|since)\b")
_ITS_COST = regex(
    r"\b(?:budget|costs?|costing|cumulative|running total|debts?|target|goal)(?:\s(?:of|to|up|come|about))*\s+# "
    r"|# \s*(?:[\w-]+\s)?(?:budget|debt|target|goal)\b"
)
_BACK = 3  # sentences
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT, Kind.SHARE})


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield what so many of the figures just told are together."""
    for whole in scene.slots:
        if whole.q.kind not in _VALUES or not plain(whole) or whole.marked_base or whole.expected:
            continue
        told = said(scene, whole)
        sums = _SUMS.match(told)
        if sums is None or _OTHER.search(told) or _OVERLAP.search(whole.right):
            continue
        number = _NUMBERS[sums["a"] or sums["b"]]
        parts = _last(scene, whole, number)
        if len(parts) == number and of_one_size(whole, parts):
            relation = sum_relation(
                whole, parts, Certainty.LIKELY, f"together:{whole.q.id}", -1, "what so many just told are together"
            )
            yield replace(relation, tags=relation.tags | {UNRIVALLED})


def _last(scene: Scene, whole: Slot, number: int) -> Sequence[Slot]:
    """Return the figures alike of the sentences right before, up to `number` of them; none where there are more."""
    found: list[Slot] = []
    for back in range(1, _BACK + 1):
        here = [s for s in before(scene, whole, back) if _alike(s, whole)]
        if any(of_pair(scene, s) or _is_of_one(scene, s) for s in here):
            return ()
        found = [*here, *found]
        if len(found) >= number:
            break
        if not here and back > 1:
            return ()
    return found if len(found) == number else ()


def _is_of_one(scene: Scene, slot: Slot) -> bool:
    """Tell whether a figure says something else of one of those listed: what it took to date, what it cost to make."""
    before = scene.slots[slot.order - 1] if slot.order else None
    told = before is not None and before.sentence == slot.sentence and before.q.kind is Kind.MULTIPLE
    beside = f"{slot.left} # {slot.right[:20]}"
    return told or _TO_DATE.match(slot.right) is not None or _ITS_COST.search(beside) is not None


def _alike(part: Slot, whole: Slot) -> bool:
    if part.q.kind not in _VALUES or part.marked_base or part.expected or part.q.per != whole.q.per:
        return False
    if "percent" in (part.q.unit, whole.q.unit):
        return part.q.unit == whole.q.unit and part.q.style == whole.q.style
    return of_one_unit(part, whole) and (comparable(part.q, whole.q) == 0 or same_noun(part.q, whole.q))
