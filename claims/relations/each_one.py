"""What each of those counted before has of a total, told with each as the subject: "There are 240 buses. They carried
4.32 million passengers in June, so that the average bus carried 18,000"; "12,400 donations brought £930,000, the
average gift was £75".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.lexicon import load
from claims.model import UNRIVALLED, Kind, Relation
from claims.patterns import regex
from claims.quantities.nouns import PER_TIMES, singular
from claims.quantities.units import convert_factor
from claims.relations.amounts import of_some
from claims.relations.kinship import of_one_frame
from claims.relations.ratio_apart import is_named, is_shifted
from claims.relations.scene import HUMAN, Scene, Slot, measure
from claims.relations.told_frames import after, is_money, plain, quotient, said
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_LEXICON = {name: str(told) for name, told in load("worked_out")["each"].items()}
_WORD = r"(?P<word>(?!(?:of|other|time|day|week|month|year|side|one|single)\b)[a-z]+)"
_SUBJECT = regex(
    rf"\b(?P<lead>the (?:average|typical|mean)|each|every|an average)\s{_WORD}"
    r"(?:\s(?!(?:of|in|for|on|can|may|could|must|holds|costs?|seats|who|which|that|is|was|weighs?"
    r"|up|at|from|by|and)\b)[a-z]+){1,4}\s"
    rf"{ABOUT}$"
)
_THEREFORE = regex(rf"\b(?:{phrases('each', 'therefore', lexicon='worked_out')})\b")
_MEAN_OF = regex(
    rf"\b(?:average|mean)\s{_WORD}(?:\s(?:of|was|is|came to|comes to|stood at|therefore|thus"
    rf"|worked out at|works out at|being))+\s{ABOUT}$"
)
_ENDS = regex(r"^(?:\s[\w'’-]+){0,2}?(?:\son average)?\s*(?:[.,;:)]|$)")
_FOR_TIME = regex(r"^\s(?:[\w'’-]+\s)?(?:an?|per|each|every)\s(?P<time>[a-z]+)\b")
_NOT_SO = regex(
    r"\b(?:would|could|should|if|up to|record|than|against|compared|earlier|limit|maximum|least"
    r"|forecast|plan\w*|other|another|those|who|whose|abroad|foreign|alone)\b"
)
_NUMBERED = regex(
    r"\b(?:number of (?P<of>[a-z]+s) (?:was|is|stood at|came to|reached|rose to|fell to)|(?P<noun>[a-z]+s) "
    r"(?:numbered|number|totalled|totaled|came to|stood at|reached)) $"
)
_ELSEWHERE = regex(r"^\W*(?:on|in|at|during|among|for|by|since|before|after)\s(?!average|all|total)")
_STAYED = regex(rf"\bstayed (?:for )?(?:an average of )?(?:on average )?{ABOUT}$")
_OF_WHOM = {line.split("=")[0].strip(): line.split("=")[1].split() for line in _LEXICON["of_whom"].strip().splitlines()}
_GENERIC = frozenset(_LEXICON["generic"].split())  # what may count all sorts: "84 animals" on farms of cows
_STAYS = frozenset({"count:stay", "count:night"})  # "3.2 million overnight stays"
_OTHER_KINDS = (Kind.ABSOLUTE_CHANGE, Kind.DURATION)
_WINDOW = 12  # figures
_BACK = 2  # sentences
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT, Kind.DURATION})


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield what each has, with the only total and the only number of them that are told before."""
    for mean in scene.slots:
        if mean.q.kind not in _VALUES or not plain(mean) or mean.marked_base or mean.q.unit == "percent" or mean.q.per:
            continue
        word = _of_each(scene, mean)
        word = "stay" if mean.q.unit == "night" and word in _OF_WHOM["stay"] else word
        found = _total_and_number(scene, mean, word) if word else None
        if found is None:
            continue
        whole, number = found
        measured = measure(mean.q) != "count" and not is_money(mean)
        factor = convert_factor(whole.q.unit, mean.q.unit) if measured else None
        tags = (UNRIVALLED,) if mean.q.style == "digits" else ()
        reading = "what each of those counted before has of a total"
        factors = (factor or Decimal(1), Decimal(1))
        yield quotient(mean, whole, number, reading, factors=factors, group=f"each:{mean.q.id}", tags=tags)


def _total_and_number(scene: Scene, mean: Slot, word: str) -> tuple[Slot, Slot] | None:
    """Return the only total and the only number that are told in the sentence of a mean or shortly before."""
    near = [s for s in scene.slots[max(0, mean.order - _WINDOW) : mean.order] if mean.sentence - s.sentence <= _BACK]
    near = [s for s in near if scene.flows(s, mean) and s.q.kind in (*_VALUES, *_OTHER_KINDS) and plain(s)]
    near = [s for s in near if not s.marked_base and not s.expected and not _of_then(s)]
    numbers = [s for s in near if s.q.kind is Kind.COUNT and _counts(s, word) and not of_some(scene, s)]
    totals = [s for s in near if s not in numbers and _total(s, mean)]
    if len({s.q.value for s in numbers}) != 1 or not totals:
        return None
    number, whole = numbers[-1], totals[-1]
    if sum(s.sentence == whole.sentence for s in totals) > 1:
        return None
    if whole.sentence != number.sentence and any(s.sentence == number.sentence for s in totals):
        return None  # "12,400 gave £930,000 by May. By June it had £1.2 million": their number has a total of its own
    if whole.sentence != mean.sentence and _ELSEWHERE.match(scene.sentence_text(mean.sentence).lower()):
        return None  # "On Sunday each flight carried 160"
    return (whole, number) if of_one_frame(number, whole) and not is_shifted(scene, mean, whole, number) else None


def _of_then(slot: Slot) -> bool:
    """Tell whether a figure is told of a past of its own: "in 2014 it had 340"."""
    return slot.was_before and slot.binding is not None and slot.binding.period is not None


def _counts(slot: Slot, word: str) -> bool:
    """Tell whether a figure counts something, its noun before or after it: "aircraft movements numbered 130,000"."""
    subject = _NUMBERED.search(slot.left) if slot.q.unit in ("", "count") else None
    if subject is not None:
        noun = singular(subject["noun"] or subject["of"])
        slot = replace(slot, q=replace(slot.q, unit=f"count:{noun}"))
    return any(is_named(slot, w) for w in _OF_WHOM.get(word, (word,)))


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
    if mean_of is not None and (is_money(mean) or mean_of["word"] in _OF_WHOM):
        return mean_of["word"]
    return "stay" if _STAYED.search(told) else ""


def _total(s: Slot, mean: Slot) -> bool:
    """Tell whether a figure is in the unit of a mean, and counts what the mean counts."""
    if s.q.unit == "percent" or (s.q.per and s.q.per not in PER_TIMES) or (s.q.value or 0) <= (mean.q.value or 0):
        return False
    if mean.q.unit == "night" and s.q.unit in _STAYS:
        return True
    if measure(mean.q) != "count":
        return s.q.unit == mean.q.unit or (not is_money(mean) and convert_factor(s.q.unit, mean.q.unit) is not None)
    nouns = [q.unit.removeprefix("count").removeprefix(":") for q in (s.q, mean.q)]
    alike = not all(nouns) or nouns[0] == nouns[1] or all(n in HUMAN for n in nouns) or nouns[1] in _GENERIC
    return measure(s.q) == "count" and alike
