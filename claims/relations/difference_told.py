"""A difference tied by its wording to the two figures told just before it.

"Needs of 184.5 million faced income of 171.2 million, a gap of 13.3 million"; "deaths exceeded births by 330,641";
"The gap between the two is 36 basis points"; "12 of the 34 posts go, leaving 22".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from claims.model import Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_pair
from claims.relations.change_reading import alike, relation_of
from claims.relations.difference import may_lie_between
from claims.relations.difference_of_others import of_others
from claims.relations.difference_reading import apart, by_size, is_base_of_another
from claims.relations.scene import Scene, Slot, comparable, factor_to, same_noun
from claims.relations.told_wording import ABOUT
from claims.relations.wording import CHANGE_NOUNS

__all__ = ["propose"]

_BETWEEN = r"gap|lead|margin|difference|spread|distance"  # what lies between any two values
_BALANCE = r"surplus|deficit|shortfall|balance|profit|loss|majority|inflow|outflow|excess|shortage"  # between two kinds
_ABOUT = rf"(?:the\s+)?{ABOUT}"
_JOINS = r"(?:,|;|:|–|—|\(|\band|\bgiving|\bleaving|\bleaves|\bleft|\bmaking|\bmakes|\bwith|\bfor|\bor|\bso that)"
_WHOSE = r"(?:(?:a|an|the|their|its|his|her|him|them|it|us)\s+)*(?:[\w'’-]+\s+){0,3}?"
_CLOSES = regex(rf"{_JOINS}\s*{_WHOSE}(?P<noun>{_BETWEEN}|{_BALANCE})\s+of\s+{_ABOUT}$")
_RIGHT_AFTER = regex(rf"{_JOINS}\s*(?:an?|the|his|her|its|their)?\s*$")
_NOUN_NEXT = regex(rf"^[\s-]*(?:(?:point|vote|run|goal|seat)s?\s+)?(?P<noun>{_BETWEEN}|{_BALANCE})\b(?!\s+of\b)")
_EXCEEDS = regex(
    rf"\b(?:exceed|outnumber|outweigh|outstrip|surpass|overshot|overtook|undershot|beat|top|outpac|outdid)\w*\s"
    rf"[^;:.]*\bby\s+{_ABOUT}$"
)
_OPENS = regex(
    rf"^\W*(?:thus |so |therefore |hence )?(?:the|his|her|its|their|that|this|these)\s+(?:[\w'’-]+\s+){{0,2}}?"
    rf"(?:gap|lead|margin|difference|spread|distance|majority|disparity)\b(?!\s+(?:a year|last|of error|singer|in)\b)"
    rf"(?:\s+(?:between|over|on|for)\s[^.;:\d]*?)?,?"
    rf"\s+(?:is|was|were|are|at|of|stands at|stood at|amounts to|came to|comes to|thus|"
    rf"(?:has |had )?(?:widen|narrow|grow|grew|shr[aiu]nk|increas|fell|fall|rose|rise)\w*(?:\s+\w+)?\s+to)\s+"
    rf"(?:thus\s+|now\s+)?{_ABOUT}$"
)
_MAJORITY_WAS = regex(rf"[,;]\s(?:and|but|so)\s(?:that\s)?the (?:majority|margin) (?:is|was)\s+{_ABOUT}$")
_MOVES = "|".join(sorted(CHANGE_NOUNS))
_MOVED = regex(rf"\b(?:the|this|that)\s+(?:[\w-]+\s+)?(?:{_MOVES})\s+of\s+{_ABOUT}$")
_EXTRA = regex(
    r"(?<!\band)(?<!\bbut)(?<!\bfor)(?<!\bwith)\s(?:an extra|an additional)\s+$"
    r"|\b(?:or|making|giving)\s+(?:another|a further)\s+$"
)
_LEAVING = regex(rf"\b(?:leaving|leaves|(?<!the )left|to leave)\s+(?:it |them |him |her |us )?(?:with )?{_ABOUT}$")
_LEFT_OVER = regex(
    r"^\s*(?:[\w-]+\s+)?(?:[.,;)]|$|(?:for|remaining|still|in (?:place|all|office|work|use|force)|open|over|behind)\b)"
)
_SET_AGAINST = regex(
    r"\b(?:offset|outweighed|reduced|cut|cancelled out|eaten up|balanced|absorbed|diminished)\b[^.;]*\bby\b"
)
_NOT_SO = regex(r"^\s*(?:was|is|were|would be|had been)\s+(?:not\s+)?(?:needed|required|necessary|enough)\b")
_NONE_OF_THEM = regex(r"\b(?:abstentions?|abstained|abstaining|absent|invalid|spoiled|spoilt|blank|did not vote)\b")
_SIDES = regex(r"^\s*(?:votes?\s|ballots?\s|points?\s)?\s*(?:to|against)\s+(?:[\w'’.-]+\s+){0,3}$")
_BALLS = regex(r"^\s*(?:balls|deliveries|overs)\b")
_OFF_BALLS = regex(r"\boff\b")  # "118 off 104 balls as they won by 74 runs"
_MOVES_BY = (Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE)
_APART = frozenset({Kind.LEVEL, Kind.COUNT, Kind.DURATION, Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE})
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT, Kind.SHARE, Kind.RATIO, Kind.DURATION})


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the differences that close a pair of values, or open the next sentence."""
    for slot in scene.slots:
        if slot.q.kind not in _APART or slot.q.unit == "percent" or slot.q.hedge is Hedge.BETWEEN or slot.in_table:
            continue
        if of_others(slot):
            continue
        moved = _MOVED.search(slot.left)
        if moved is not None and slot.is_change:
            yield from _move(scene, slot)
            continue
        pair = _ends(scene, slot)
        moves = _two_moves(scene, slot)
        if moves is not None:
            yield apart(slot, *by_size(*moves), "two changes and what lies between them", rank=-2, tags=frozenset())
        if pair is not None:
            plain = _closing_noun(slot) is not None and _only_two(scene, *pair, slot)
            sure = Certainty.CERTAIN if plain else Certainty.LIKELY
            reading = "two values and what is said to lie between them"
            if _OFF_BALLS.search(scene.gap(*pair)) is None and _BALLS.match(pair[1].right) is None:
                yield apart(slot, *by_size(*pair), reading, certainty=sure)


def _ends(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Return the two values that a figure is said to lie between."""
    noun = _closing_noun(slot)
    if noun is not None:
        pair = _pair(scene, slot, slot.sentence, balance=re.fullmatch(_BALANCE, noun) is not None)
        pair = pair or (_one_each(scene, slot) if re.fullmatch(_BETWEEN, noun) else None)
        return pair if pair is not None and ";" not in scene.gap(pair[1], slot) else None
    said = _before(scene, slot)
    if _EXCEEDS.search(said):
        sides = _pair(scene, slot, slot.sentence, nouns=False)
        return sides if sides is not None and sides[1].clause == slot.clause else None
    if _EXTRA.search(slot.left):
        return _pair(scene, slot, slot.sentence)
    if _OPENS.match(said) or _MAJORITY_WAS.search(said):
        return _pair(scene, slot, slot.sentence - 1)
    if _LEAVING.search(slot.left) and _LEFT_OVER.match(slot.right):
        return _what_is_left(scene, slot)
    return None


def _two_moves(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Return the only two changes of the sentence before, which go one way and may be what is compared.

    "It fell from 8.1 to 6.4, a drop of 1.7, against one of 0.4 in the other group. The difference of 1.3 …"
    """
    if not _OPENS.match(_before(scene, slot)):
        return None
    moves = [s for s in scene.by_sentence.get(slot.sentence - 1, ()) if s.q.kind in _MOVES_BY and s.block == slot.block]
    if len(moves) != 2 or any(s.q.direction not in (None, moves[0].q.direction) for s in moves):
        return None
    first, second = moves
    return (first, second) if all(comparable(s.q, slot.q) > 0 for s in moves) else None


def _only_two(scene: Scene, first: Slot, second: Slot, slot: Slot) -> bool:
    """Tell whether the clause holds no other figure before a difference than the two that it lies between."""
    told = [s for s in scene.by_sentence[slot.sentence] if s.order < slot.order]
    return told == [first, second] and first.clause == second.clause == slot.clause


def _closing_noun(slot: Slot) -> str | None:
    """Return what a figure that closes a statement is called: "…, a gap of 3.9 years", "…, a 217-vote lead"."""
    told = _CLOSES.search(slot.left)
    if told is not None:
        return told["noun"]
    following = _NOUN_NEXT.match(slot.right)
    return following["noun"] if following is not None and _RIGHT_AFTER.search(slot.left) else None


def _before(scene: Scene, slot: Slot) -> str:
    """Return the sentence up to a figure, in lower case."""
    start = scene.document.sentences[slot.sentence].start
    return scene.document.text[max(start, slot.q.start - 160) : slot.q.start].lower()


def _pair(
    scene: Scene, slot: Slot, sentence: int, *, balance: bool = False, nouns: bool = True
) -> tuple[Slot, Slot] | None:
    """Return the only two values of its kind that a sentence tells before a difference.

    `balance`: they must be two kinds of thing, not one at two times. `nouns`: they must count one thing.
    """
    told = [s for s in scene.by_sentence.get(sentence, ()) if s.order < slot.order and _value(slot, s)]
    told = [s for s in told if not _NONE_OF_THEM.search(s.right[:40]) and not _second_of_pair(scene, s)]
    if not told or told[0].block != slot.block:
        return None
    if len(told) > 2 and told[-1].marked_base and told[-1].order == told[-2].order + 1 and sentence == slot.sentence:
        told = told[-2:]  # "on 100,000 would pay 32,600 in place of 30,160, a difference of 2,440"
    if len(told) > 2:  # "34.2 percent, up from 28.1, … which took 29.8": what was before is no side
        told = [s for s in told if not s.marked_base]
    sides = [(a, b) for a, b in itertools.pairwise(told) if b.order == a.order + 1 and _SIDES.match(scene.gap(a, b))]
    if len(told) > 2 and len(sides) == 1:
        told = list(sides[0])
    if len(told) != 2 or (nouns and not balance and not same_noun(told[0].q, told[1].q)):
        return None
    first, second = told
    if scene.gap(first, second).strip() in ("for", "-", "–") or _NOT_SO.match(slot.right):
        return None  # "at 7 for 309, a lead of 374": wickets and runs
    if not may_lie_between(scene, first, second, slot) or is_base_of_another(scene, first, slot):
        return None
    if balance and (first.marked_base or second.marked_base):
        return None  # "revenue of 12 billion, up from 10, a profit of 3": not what lies between two years
    return first, second


def _one_each(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Return the only value of the sentence and that of the one before: "… 6,900 euros. In Brehm it is 3,850, a …"."""
    ends: list[Slot] = []
    for sentence in (slot.sentence - 1, slot.sentence):
        told = [s for s in scene.by_sentence.get(sentence, ()) if s.order < slot.order and _value(slot, s)]
        if len(told) != 1 or told[0].block != slot.block:
            return None
        ends.extend(told)
    first, second = ends
    if second.order != slot.order - 1:
        return None
    return (first, second) if same_noun(first.q, second.q) and may_lie_between(scene, first, second, slot) else None


def _second_of_pair(scene: Scene, slot: Slot) -> bool:
    return of_pair(scene, slot) and comparable(scene.slots[slot.order - 1].q, slot.q) > 0


def _what_is_left(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Return whole and part in "12 of the 34 posts go, leaving 22", both sides in "offset by a deficit, leaving 22"."""
    told = [s for s in scene.by_sentence[slot.sentence] if s.order < slot.order and _value(slot, s)]
    if len(told) != 2:
        return None
    part, whole = told
    if of_pair(scene, whole) and whole.order == part.order + 1:
        return part, whole
    return (part, whole) if _SET_AGAINST.search(scene.gap(part, whole)) else None


def _value(difference: Slot, slot: Slot) -> bool:
    """Tell whether a figure may be one of the two values: one measure with the difference, and no change itself."""
    q = slot.q
    counted = q.unit.startswith("count") or not q.unit
    vote = q.kind is Kind.ABSOLUTE_CHANGE and counted and _SIDES.match(slot.right) is not None  # "fell by 298 to 289"
    if slot.aside or slot.in_table or (q.kind not in _VALUES and not vote) or q.hedge is Hedge.BETWEEN or not q.value:
        return False
    if difference.q.unit in ("percentage_point", "basis_point"):
        return q.unit == "percent"
    if difference.q.unit == "count:point":
        return q.unit in ("percent", "count:point", "index point")
    if comparable(q, difference.q) > 0 or factor_to(difference.q, q) != 1:
        return True
    return q.unit == difference.q.unit.split(" per ")[0]


def _move(scene: Scene, slot: Slot) -> Iterator[Relation]:
    """Read "down from 4.3 percent in April; the drop of 0.4 point …": the move between the two values just told."""
    told = [s for s in scene.slots[max(0, slot.order - 3) : slot.order] if s.block == slot.block and not s.aside]
    told = [s for s in told if slot.sentence - 1 <= s.sentence and s.q.kind is not Kind.DATE]
    if len(told) > 1 and told[-1].marked_current and told[-2].marked_base and _value(slot, told[-2]):
        if alike(told[-1], told[-2]):  # "is to go up from 45 to 48 percent. … called the increase of three points …"
            group, reading = f"change:{slot.q.id}", "the change between the two values just told"
            yield relation_of(slot.q, told[-1].q, told[-2].q, group, -1, Certainty.LIKELY, reading)
        return
    for base in told[-1:]:
        current = next((s for s in reversed(told) if s is not base and alike(s, base) and not s.marked_base), None)
        if base.marked_base and current is not None and current.order == base.order - 1 and _value(slot, base):
            group = f"change:{slot.q.id}"
            reading = "the change between the two values just told"
            yield relation_of(slot.q, current.q, base.q, group, -1, Certainty.LIKELY, reading)
