"""So much for each of what is counted beside it or was counted before, where the wording says that it was worked out.

"It took $31 million, or $6,200 at each of 5,000 cinemas"; "28,800 helpers, 20 to each of the centres"; "That was 92
cents for each of 50 million shares"; "They bought 12 lorries for £4.08 million, £340,000 apiece". What each is for is
told in the same breath, or is counted only once before; of the totals that may be meant, each is a reading.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.model import UNRIVALLED, Kind, Relation
from claims.patterns import regex
from claims.quantities.nouns import PER_TIMES, is_plural, singular
from claims.quantities.units import convert_factor
from claims.relations.amounts import of_some
from claims.relations.ratio import OTHERS
from claims.relations.ratio_apart import is_named, is_shifted
from claims.relations.ratio_told import AND_ONE_MORE, ONE_MORE_AND, bare_after
from claims.relations.scene import HUMAN, Scene, Slot, measure
from claims.relations.share_counted import OUTRIGHT
from claims.relations.told_frames import after, is_money, plain, quotient, said
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_NOUN = r"(?:\s(?!(?:for|at|to|in|from|on|per|a|an|each|every|apiece|of|by|and|or)\b)[\w'’-]+){0,2}?"
_OF_NUMBER = regex(
    rf"^{_NOUN}\s(?:for|at|to|in|from|on|per|by)\s(?:each|every)(?: one)?\sof\s"
    r"(?:(?:the|its|their|his|her|those|these)\s)?(?:[\w-]+\s)?$"
)
_WORD = regex(
    rf"^{_NOUN}\s(?:(?:for|to|at|in|from|on|with|by)\s(?:each|every|an?|the)|per|an?|each|every)\s(?:one of the\s"
    r"|of the\s|member of\s)?"
    r"(?P<word>(?!(?:to|of|on|in|at|and|or|for|by|with|after|from|against|an?|the|one|time|side)\b)[a-z]+)\b"
)
_EACH = regex(
    rf"^{_NOUN}\s(?:each(?! (?:day|week|month|year|of|time)\b)|apiece|(?:to|for|from|at|in|on|with) each)\b"
    r"(?!\s(?!and\b|on\b|after\b|against\b)[a-z])"
)
_ASSERTS = (
    r"(?:works?|worked|working)\sout\s(?:at|to|as)|averag(?:es|ed|ing)|(?:comes?|came|amounts?|amounted|amounting)\sto"
    r"|equals?|equalled|equates?\sto|equated\sto|equal\sto|equivalent\sto|corresponds?\sto"
)
_MEAN = (
    r"(?:an?\s(?:average|mean|median|rate|yield|ratio|density|price|cost|load|income|output)(?:\s[a-z]+)?\sof\s"
    r"|on\saverage\s|an?\saverage\s)?"
)
_CLOSES = regex(
    rf"[,;(–—]\s?(?:(?:or|and so|so|that is|which is|which was|which (?:makes|made|means|gives|gave)|making|giving|for"
    rf"|i\.e\.,?|in other words|with|thus|at)\s)*{_MEAN}{ABOUT}$"
    rf"|\b(?:{_ASSERTS})\s(?:[a-z]+\s)?{_MEAN}{ABOUT}$"
    rf"|\bmakes?\san\saverage\sof\s{ABOUT}$"
)
_OPENS = regex(
    r"^\W*(?:that|this|it|which)(?:['’]s|\s(?:is|was|makes|made|means|gives|gave|works out|worked out|would be|adds"
    rf" up to|comes|came|amounts|amounted|equals))\b[^,;.\d]{{0,30}}{ABOUT}$"
)
_NOT_SO = regex(
    r"\b(?:would|could|should|if|up to|target|record|elsewhere|compared|against|than|from|previously|earlier|another"
    r"|plan\w*|forecast\w*|limit|maximum|minimum|at least|used to|average of the|pays?|paid|charges?|earns?|fines?"
    r"|tax)\b"
)
_ENDS = regex(
    r"^\s*(?:on average|overall)?\s*(?:[.,;:)–—\"”]|$|\b(?:after|against|compared with|and (?!day|month|week|year))\b)"
)
_MORE = regex(r"^\s*(?:[\w-]+\s)?(?:more|less|fewer|higher|lower|above|below|extra|cheaper|dearer|up|down)\b")
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT, Kind.RATIO})
_TOTALS = frozenset({Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE})
_LISTED = regex(r"^(?:\s[\w'’-]+){0,3}(?:,|\sand|,\sand)\s(?:[\w'’-]+\s){0,2}$")
_NET = regex(r"\b(?:after|less|minus|net of|deduct\w*|once|without|excluding|plus)\b")
_POINTS_BACK = regex(r"\b(?:that|this)\b")
_MANY = 50
_BACK = 2  # sentences


@dataclass(frozen=True)
class _Each:
    """What a figure is in, what it counts and what it is for; `number` where that is counted right after it."""

    unit: str
    noun: str
    word: str
    number: Slot | None = None


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield so much for each with the number of what it is for, and with each total that it may share out."""
    for slot in scene.slots[1:]:
        q = slot.q
        if (
            q.kind not in _VALUES
            or not plain(slot)
            or slot.marked_base
            or slot.expected
            or q.unit in ("percent", "ratio")
        ):
            continue
        told = said(scene, slot)
        opens = _OPENS.match(told) is not None
        if (
            not (opens or _CLOSES.search(told))
            or _NOT_SO.search(re.split(r"[,;(–—]", told)[-1])
            or _MORE.match(slot.right)
        ):
            continue
        each = _each(scene, slot)
        if each is not None:
            yield from _readings(scene, slot, each, opens=opens)


def _each(scene: Scene, slot: Slot) -> _Each | None:
    unit = slot.q.unit.split(" per ")[0]
    unit = "" if unit.startswith(("count", "per ")) else unit
    last = slot.q.noun.split()[-1] if slot.q.noun else ""
    noun = singular(last) if is_plural(last) else last
    behind = scene.slots[slot.order + 1] if slot.order + 1 < len(scene.slots) else None
    if behind is not None and behind.sentence == slot.sentence and _OF_NUMBER.match(scene.gap(slot, behind)):
        return _Each(unit, noun, "", behind) if plain(behind) and measure(behind.q) == "count" else None
    right = after(scene, slot)
    word = _WORD.match(right)
    if word is not None and not _ENDS.match(right[word.end() :]):
        return None  # "£5 a member a month"
    if word is not None and word["word"] not in PER_TIMES:
        return _Each(
            unit,
            "" if noun == word["word"] else noun,
            singular(word["word"]) if is_plural(word["word"]) else word["word"],
        )
    if slot.q.per:
        return (
            None
            if slot.q.per in PER_TIMES or slot.q.per[0].isdigit()
            else _Each(unit, noun, "" if slot.q.per == "piece" else slot.q.per)
        )
    return _Each(unit, noun, "") if _EACH.match(right) else None


def _readings(scene: Scene, slot: Slot, each: _Each, *, opens: bool) -> Iterator[Relation]:
    numbers = _numbers(scene, slot, each, opens=opens)
    pairs = [(total, number) for number in numbers for total in _totals(scene, slot, each, number)]
    pairs = [(total, number) for total, number in pairs if not _too_little(slot, total, number)]
    between = [s for _, n in pairs for s in scene.slots[n.order + 1 : slot.order] if s.sentence == n.sentence]
    if each.word and any(bare_after(s, [number]) for _, number in pairs for s in between):
        return  # "has lined 41 miles and plans to reach 60, at a cost of £9 million, or £150,000 a mile"
    told = {total.sentence for total, _ in pairs}
    sure = told == {slot.sentence} or len({total.q.value for total, _ in pairs}) == 1
    if not sure or any(is_shifted(scene, slot, *pair) or _NET.search(scene.gap(pair[0], slot)) for pair in pairs):
        return  # "shared by three winners after £15,000 in costs, or £25,000 each"
    for rank, (total, number) in enumerate(sorted(pairs, key=lambda pair: (-pair[0].order, -pair[1].order))):
        of = convert_factor(total.q.unit, each.unit) if each.unit and not is_money(total) else None
        per = convert_factor(number.q.unit, each.word) if each.word and measure(number.q) != "count" else None
        yield quotient(
            slot,
            total,
            number,
            "a total, what it is shared out among, and so much for each",
            factors=(of or Decimal(1), per or Decimal(1)),
            rank=rank,
            tags=(UNRIVALLED, OUTRIGHT),
        )


def _too_little(ratio: Slot, total: Slot, number: Slot) -> bool:
    """Tell whether a figure is but a few times what each has: the price of one, no total of so many."""
    told, each, many = (abs(float(s.q.value or 0)) for s in (total, ratio, number))
    return ratio.q.unit == total.q.unit and many >= _MANY and told < many * each / _MANY


def _numbers(scene: Scene, slot: Slot, each: _Each, *, opens: bool) -> Sequence[Slot]:
    """Return the numbers of what a figure is for, in its sentence, or before it where a sentence opens with it."""
    if each.number is not None:
        return [each.number]
    here = [s for s in scene.by_sentence[slot.sentence] if s.order < slot.order]
    if opens and not here:
        here = [s for s in scene.by_sentence.get(slot.sentence - 1, ()) if scene.flows(s, slot)]
    told = [s for s in here if plain(s) and not s.expected and not of_some(scene, s) and not OTHERS.match(s.right)]
    told = [s for s in told if not (s.marked_base and any(o is not s and o.q.unit == s.q.unit for o in here))]
    if each.word:
        named = [s for s in told if s.q.kind in _VALUES and is_named(s, each.word)]
        balls = each.word == "over" and any(s.q.places for s in named)  # "46.4 overs" are 46 and four balls
        return named if len(named) == 1 and not balls else []
    counts = [s for s in told if s.q.kind is Kind.COUNT and s.q.unit.startswith("count:")]
    if any(AND_ONE_MORE.match(s.right) or ONE_MORE_AND.search(s.left) for s in counts):
        return []  # "three heirs and the widow"
    return [] if any(_LISTED.match(scene.gap(a, b)) for a, b in itertools.pairwise(counts)) else counts


def _totals(scene: Scene, slot: Slot, each: _Each, number: Slot) -> Sequence[Slot]:
    """Return the totals that a figure may share out: those of its sentence, else those right before it."""
    for back in range(_BACK + 1):
        told = [s for s in scene.by_sentence.get(slot.sentence - back, ()) if s.order < slot.order]
        told = [s for s in told if scene.flows(s, slot) and _is_total(s, slot, each, number)]
        new = [s for s in told if not s.marked_base and not s.expected]
        if any(_LISTED.match(scene.gap(a, b)) for a, b in itertools.pairwise(new)):
            return ()  # "62 barges and 38 tugs on 5 kilometres, or 20 a kilometre"
        if new or told:
            return new if new or back else told
        if each.number is None and not _POINTS_BACK.search(said(scene, slot)):
            return ()
    return ()


def _is_total(s: Slot, ratio: Slot, each: _Each, number: Slot) -> bool:
    if s is number or not plain(s) or s.q.kind not in _TOTALS or s.q.unit == "percent":
        return False
    if (s.q.value or 0) <= (ratio.q.value or 0) or (s.q.per and s.q.per not in PER_TIMES):
        return False
    if each.unit:
        return s.q.unit == each.unit or (not is_money(s) and convert_factor(s.q.unit, each.unit) is not None)
    counted = s.q.unit.removeprefix("count").removeprefix(":")
    alike = not each.noun or not counted or counted == each.noun or (counted in HUMAN and each.noun in HUMAN)
    larger = (s.q.value or 0) > (number.q.value or 0) or each.number is not None
    return measure(s.q) == "count" and alike and s.q.unit != number.q.unit and larger
