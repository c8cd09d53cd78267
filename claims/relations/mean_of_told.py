"""A mean of the number that its sentence counts, of a total told before: "The flood will cost insurers 630 million
euros. They have had 84,000 claims, averaging 7,500 euros"; "There were 1.2 million thefts, so the typical loss was 250
euros".

The wording says that the mean was worked out, the number stands right before it, and each total of its unit in the
sentences before is a reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import UNRIVALLED, Kind, Relation
from claims.patterns import regex
from claims.quantities.nouns import PER_TIMES
from claims.quantities.units import convert_factor
from claims.relations.amounts import of_some
from claims.relations.ratio_apart import is_shifted
from claims.relations.scene import HUMAN, Scene, Slot, measure
from claims.relations.share_counted import OUTRIGHT
from claims.relations.told_frames import after, before, is_money, plain, quotient, said
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_MEAN = regex(
    r"(?:,|\s[–—(])\s?(?:(?:and|for|at|with|giving|making)\s)?"
    rf"(?:averaging|an? (?:average|mean|typical)(?:\s[a-z]+){{0,2}}?\sof)\s{ABOUT}$"
    r"|,\s(?:so|so that|and so|which means|meaning|which means that|meaning that)\s(?:the|an|each|every)\s"
    r"(?:(?:average|typical|mean)\s)?(?:[a-z]+\s){1,3}?(?:was|is|came to|comes to|worked out at|works out at|carried"
    rf"|carries|costs?|brought in|got|received|had|of)\s(?:an?\s[a-z]+\s)?{ABOUT}$"
)
_ENDS = regex(
    r"^(?:\s(?!(?:more|less|fewer|higher|lower|up|down|above|below|than)\b)[\w'’-]+){0,2}?"
    r"(?:\s(?:each|apiece|to each|for each|on average))?\s*(?:[.,;:)–—\"”]|$)"
)
_A_TIME = regex(r"^(?:\s[\w'’-]+)?\s(?:an?|per|each|every)\s(?P<word>[a-z]+)\b")
_NOT_SO = regex(
    r"\b(?:would|could|should|if|up to|target|elsewhere|compared|against|than|from|previously|earlier|another|plan\w*"
    r"|forecast\w*|age|aged|wait|prison|sentence)\b"
)
_SURE = (UNRIVALLED, OUTRIGHT)
_SO = regex(r"\b(?:so|which means|meaning)\b[^,;]*$")  # without it, the total may be of something else
_BACK, _FEW = 2, 2
_MANY = 50


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield means with the number right before them and each total of their unit in the sentences before."""
    for mean in scene.slots[1:]:
        if mean.q.kind not in (Kind.LEVEL, Kind.COUNT) or not plain(mean) or mean.q.unit == "percent" or mean.q.per:
            continue
        told, right = said(scene, mean), after(scene, mean)
        timed = _A_TIME.match(right)
        if not _MEAN.search(told) or not _ENDS.match(right) or (timed is not None and timed["word"] in PER_TIMES):
            continue
        if _NOT_SO.search(re.split(r"[;(–—]|,\s", told)[-1]):
            continue
        number = _number(scene, mean)
        totals = _totals(scene, mean, number) if number is not None else ()
        if (
            number is None
            or len({s.q.value for s in totals}) > _FEW
            or any(is_shifted(scene, mean, total, number) for total in totals)
        ):
            continue
        tags = _SURE if _SO.search(told) else ()
        for rank, total in enumerate(totals):
            of = (
                convert_factor(total.q.unit, mean.q.unit) if measure(mean.q) != "count" and not is_money(mean) else None
            )
            reading = "a total told before, the number of what it is for, and the mean"
            yield quotient(mean, total, number, reading, factors=(of or Decimal(1), Decimal(1)), rank=rank, tags=tags)


def _number(scene: Scene, mean: Slot) -> Slot | None:
    """Return the only number that the sentence of a mean counts before it."""
    here = [s for s in scene.by_sentence[mean.sentence] if s.order < mean.order and not s.aside]
    counts = [s for s in here if s.q.kind is Kind.COUNT and s.q.unit.startswith("count:")]
    if len(counts) != 1 or not plain(counts[0]) or counts[0].expected or of_some(scene, counts[0]):
        return None
    alike = any(_is_total(s, mean, counts[0]) for s in here)
    return None if alike or counts[0].marked_base else counts[0]


def _totals(scene: Scene, mean: Slot, number: Slot) -> Sequence[Slot]:
    told: list[Slot] = []
    for back in range(1, _BACK + 1):
        near = [s for s in before(scene, mean, back) if _is_total(s, mean, number)]
        told += [s for s in near if not s.marked_base and not s.expected]
        if told and is_money(mean):
            break
    each, many = float(mean.q.value or 0), float(number.q.value or 0)
    return [s for s in told if float(s.q.value or 0) > each * many / _MANY]  # no price of one


def _is_total(s: Slot, mean: Slot, number: Slot) -> bool:
    kinds = (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE)
    if s is number or s.q.kind not in kinds or (s.q.value or 0) <= (mean.q.value or 0) or s.q.per or not plain(s):
        return False
    if measure(mean.q) != "count":
        return s.q.unit == mean.q.unit or (not is_money(mean) and convert_factor(s.q.unit, mean.q.unit) is not None)
    nouns = [q.unit.removeprefix("count").removeprefix(":") for q in (s.q, mean.q)]
    alike = not all(nouns) or nouns[0] == nouns[1] or all(noun in HUMAN for noun in nouns)
    return measure(s.q) == "count" and alike and (s.q.value or 0) > (number.q.value or 0)
