"""What each of those counted before has of a total, told with each as the subject: "There are 240 buses. They carried
4.32 million passengers in June, so that the average bus carried 18,000"; "12,400 donations brought £930,000, the
average gift was £75".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import UNRIVALLED, Kind, Relation
from claims.quantities.nouns import PER_TIMES
from claims.quantities.units import convert_factor
from claims.relations.amounts import of_some
from claims.relations.kinship import of_one_frame
from claims.relations.ratio_apart import is_named, is_shifted
from claims.relations.scene import HUMAN, Scene, Slot, measure
from claims.relations.told_frames import after, is_money, plain, quotient, said
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_WORD = r"(?P<word>(?!(?:of|other|time|day|week|month|year|side|one|single)\b)[a-z]+)"
_SUBJECT = re.compile(
    rf"\b(?P<lead>the (?:average|typical|mean)|each|every|an average)\s{_WORD}"
    r"(?:\s(?!(?:of|in|for|on|can|may|could|must|holds|costs?|seats|who|which|that|is|was|weighs?"
    r"|up|at|from|by|and)\b)[a-z]+){1,4}\s"
    rf"{ABOUT}$"
)
_THEREFORE = re.compile(rf"\b(?:{phrases('each', 'therefore', lexicon='worked_out')})\b")
_MEAN_OF = re.compile(
    rf"\b(?:average|mean)\s{_WORD}(?:\s(?:of|was|is|came to|comes to|stood at|therefore|thus"
    rf"|worked out at|works out at|being))+\s{ABOUT}$"
)
_ENDS = re.compile(r"^(?:\s[\w'’-]+){0,2}?(?:\son average)?\s*(?:[.,;:)]|$)")
_FOR_TIME = re.compile(r"^\s(?:[\w'’-]+\s)?(?:an?|per|each|every)\s(?P<time>[a-z]+)\b")
_NOT_SO = re.compile(
    r"\b(?:would|could|should|if|up to|record|than|against|compared|earlier|limit|maximum|least"
    r"|forecast|plan\w*|other|another)\b"
)
_BACK = 2  # sentences
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT})


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield what each has, with the only total and the only number of them that are told before."""
    for mean in scene.slots:
        if mean.q.kind not in _VALUES or not plain(mean) or mean.marked_base or mean.q.unit == "percent" or mean.q.per:
            continue
        word = _of_each(scene, mean)
        if not word:
            continue
        near = [s for s in scene.slots[max(0, mean.order - 12) : mean.order] if mean.sentence - s.sentence <= _BACK]
        near = [s for s in near if scene.flows(s, mean) and s.q.kind in (*_VALUES, Kind.ABSOLUTE_CHANGE) and plain(s)]
        near = [
            s
            for s in near
            if not (s.marked_base or (s.was_before and s.binding and s.binding.period)) and not s.expected
        ]
        numbers = [s for s in near if is_named(s, word) and s.q.kind is Kind.COUNT and not of_some(scene, s)]
        if len({s.q.value for s in numbers}) != 1:
            continue
        number = numbers[-1]
        wholes = _nearest([s for s in near if s not in numbers and _total(s, mean)])
        elsewhere = [
            s for s in near if s.sentence == number.sentence and s not in (*wholes, *numbers) and _total(s, mean)
        ]
        if elsewhere and wholes and wholes[0].sentence != number.sentence:
            continue  # "12,400 gave £930,000 by May. By June it had £1.2 million": their number has a total of its own
        if len(wholes) == 1 and of_one_frame(number, wholes[0]) and not is_shifted(scene, mean, wholes[0], number):
            measured = measure(mean.q) != "count" and not is_money(mean)
            factor = convert_factor(wholes[0].q.unit, mean.q.unit) if measured else None
            tags = (UNRIVALLED,) if mean.q.style == "digits" else ()
            reading = "what each of those counted before has of a total"
            factors = (factor or Decimal(1), Decimal(1))
            yield quotient(mean, wholes[0], number, reading, factors=factors, group=f"each:{mean.q.id}", tags=tags)


def _of_each(scene: Scene, mean: Slot) -> str:
    """Return what a figure is said to be of each of: "so that the average farm keeps 84 cows" is of farms."""
    told, right = said(scene, mean), after(scene, mean)
    clause = re.split(r"[;:(–—]|,\s", told)[-1]
    time = _FOR_TIME.match(right)
    if _NOT_SO.search(clause) or not _ENDS.match(right) or (time is not None and time["time"] in PER_TIMES):
        return ""
    subject = _SUBJECT.search(told)
    if subject is not None and _THEREFORE.search(f"{clause} {right[:30]}"):
        return subject["word"]
    mean_of = _MEAN_OF.search(told)
    return mean_of["word"] if mean_of is not None and is_money(mean) else ""


def _nearest(wholes: Sequence[Slot]) -> Sequence[Slot]:
    last = wholes[-1].sentence if wholes else 0
    return [s for s in wholes if s.sentence == last]


def _total(s: Slot, mean: Slot) -> bool:
    """Tell whether a figure is in the unit of a mean, and counts what the mean counts."""
    if s.q.unit == "percent" or (s.q.per and s.q.per not in PER_TIMES) or (s.q.value or 0) <= (mean.q.value or 0):
        return False
    if measure(mean.q) != "count":
        return s.q.unit == mean.q.unit or (not is_money(mean) and convert_factor(s.q.unit, mean.q.unit) is not None)
    nouns = [q.unit.removeprefix("count").removeprefix(":") for q in (s.q, mean.q)]
    alike = not all(nouns) or nouns[0] == nouns[1] or all(n in HUMAN for n in nouns)
    return measure(s.q) == "count" and alike
