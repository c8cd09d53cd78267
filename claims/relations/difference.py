"""Differences: surplus, deficit, gap, lead, margin, profit.

"Revenue of €31 million and costs of €27 million left a profit of €4 million"; "leads by seven points, 49
percent to 42 percent".
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

from claims.model import Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_some
from claims.relations.compared import RIVALS
from claims.relations.difference_of_others import of_others
from claims.relations.difference_reading import apart, by_size
from claims.relations.nearness import near, of_like_size
from claims.relations.scene import LEVELS, Scene, Slot, comparable, measure

__all__ = ["may_lie_between", "propose"]

# beside these nouns "lead" says who is foremost, not by how much
_FOREMOST = "(?:guide|singer|author|actor|actress|role|time|times|investigator|researcher|scientist|counsel|story)"
_WORD = regex(
    rf"\b(?:surplus|deficit|shortfall|balance|gap|lead(?! {_FOREMOST}\b)|margin(?! of error)|majority(?! of)|"
    r"difference|profit|loss|net|operating income|spread|"
    r"(?:leads|leading|(?<!-)led|ahead|stretched)(?=(?:[^,;]*\s)?by\s+$|\s+$))\b"
)
_WORD_NEXT = regex(
    r"^\s*(?:trade |budget )?(?:apart\b|surplus|deficit|shortfall|gap|lead|margin|majority|difference|profit|loss)\b"
)
_PART_OF_IT = regex(
    r"^\s*of (?:the|its|their|a|that|this) (?:[\w-]+ ){0,2}(?:surplus|deficit|shortfall|gap|margin|loss|profit)"
)
_A_VOTE = regex(r"^\s*(?:votes?|ballots?)\s+(?:to|against)\b")
_ONE_OF = regex(r"\b(?:another|one) of\s+$")
_SIDES = regex(r"^\s*(?:votes?\s|points\s|seats\s)?\s*(?:\([^)]*\)\s*)?(?:to|against)\s+$")
_LEAD_OPENS = regex(
    r"^\W*(?:his|her|their|its|the|that)\s(?:[\w'’-]+\s){0,2}"
    r"(?:lead|margin|gap|difference|majority)\s(?:was|is)\s"
)
_OF_A_SIDE = regex(r"\b(?:with|on)\s*$")  # what one side has, not by how much it leads
_SHORT_OF = regex(r"^\s*(?:[\w'’-]+\s+)?(?:short|shy) of\b")
_EACH_TIME = regex(r"^\s+(?:an?|per|each|every)\s+(?:second|minute|hour|day|week|month|quarter|year|head|person)\b")
_LISTED = regex(r"^\s*(?:[\w'’-]+\s+){0,2}(?:,|\band\b)")  # "turnover 116, profit 53.8 and the dividend 18.1"
_LOST = regex(r"\b(?:loss|losses|gain|shortage|excess) of\s+$")
_CHARGED = regex(r"\bpaid (?:an? |no |its )?(?:interest|tax|taxes|dividends?|fines?|bonus\w*) (?:of )?$")
_OF_THE_TWO = regex(r"^\s*(?:points?\s)?between (?:the two|them|the)\b")
_MAJORITY = regex(r"\bmajority of\s+$")
_BEATEN = regex(r"\b(?:beat|defeated|beating|defeating|edged(?: out)?|edging(?: out)?)\s+(?:[\w.'’-]+\s+){1,4}by\s+$")
_IS_HOUSE = regex(r"^-(?:member|seat|strong)\b")
_WINDOW = 8
_AFTER_IDENTITIES = 10  # what the names alone make a difference (`identity.py`) comes first


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield readings of figures that are named as the difference of two others."""
    some = cache(partial(of_some, scene))
    for slot in scene.slots:
        if slot.q.hedge is Hedge.BETWEEN or not _named(slot) or some(slot) or of_others(slot):
            continue
        yield from _readings(scene, slot, some)


def _named(slot: Slot) -> bool:
    if slot.q.kind not in (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE):
        return False
    if _MAJORITY.search(slot.left) or _BEATEN.search(slot.left):
        return True
    if _A_VOTE.match(slot.right):
        return False  # "by 31 votes to 24"
    if _ONE_OF.search(slot.left):
        return True  # "a deficit of £18 million and expects one of £9 million"
    if _PART_OF_IT.match(slot.left) or RIVALS.match(slot.right):
        return False  # "a quarter of the gap of €80 billion" is a share of it
    if _OF_A_SIDE.search(slot.left) or _SHORT_OF.match(slot.right):
        return False  # "ahead of Hale with 34", "two short of a majority"
    if _WORD_NEXT.match(slot.left) and len(_WORD.findall(slot.left)) == 1:
        return False  # "a $1.9 million shortfall and had drawn up a list of 19 positions": of the figure before
    if _WORD.search(slot.left[-60:]) or _WORD_NEXT.match(slot.right):
        return True
    indicator = slot.binding.indicator.normal if slot.binding and slot.binding.indicator else ""
    return _WORD.search(indicator) is not None


def _operand(slot: Slot, difference: Slot) -> bool:
    if (
        slot is difference
        or slot.in_table != difference.in_table
        or slot.aside
        or slot.q.kind not in LEVELS
        or slot.q.hedge is Hedge.BETWEEN
    ):
        return False
    if difference.q.places and difference.q.scale == 1 and slot.q.unit.startswith("count:"):
        return False  # "31.7, with Oda on 17.2 and four candidates on 12.7": heads in a row of percentages
    if difference.q.unit == "percentage_point":
        return slot.q.unit == "percent"
    if not slot.q.value or comparable(slot.q, difference.q) == 0:
        return False
    # not "a surplus of 31.9 billion, 2.9 billion a month against 3.3 billion a month"
    return (_EACH_TIME.match(slot.right) is None) == (_EACH_TIME.match(difference.right) is None)


def _readings(scene: Scene, difference: Slot, some: Callable[[Slot], bool]) -> Iterator[Relation]:
    group = f"difference:{difference.q.id}"
    near = scene.slots[max(0, difference.order - 2 * _WINDOW) : difference.order + 3 * _WINDOW + 1]
    operands = [s for s in near if _operand(s, difference) and abs(s.block - difference.block) <= 2]
    operands = [s for s in operands if not some(s)]  # "with 61 of 88 wards counted"
    here = [s for s in operands if s.sentence == difference.sentence and not _named(s)]
    rank = 0
    sides_only = _MAJORITY.search(difference.left) or _BEATEN.search(difference.left)  # not what is left of a house
    added = [s for s in scene.by_sentence[difference.sentence] if s.order < difference.order and _is_added(s, here)]
    charged = bool(added) or any(
        _CHARGED.search(s.left) for s in here
    )  # "a profit of 212 on turnover of 748, paid interest of 171"
    if not sides_only and not charged and len(here) == 2 and _two_sides(scene, here[0], here[1], difference):
        one_clause = here[0].clause == here[1].clause == difference.clause
        sure = Certainty.CERTAIN if one_clause else Certainty.LIKELY
        ends = by_size(here[0], here[1])
        yield apart(
            difference,
            *ends,
            "two figures and their difference",
            certainty=sure,
            group=group,
            rank=rank,
            tags=frozenset(),
        )
        rank += 1
    for a, b in _against_each_other(scene, operands, difference):
        yield apart(difference, *by_size(a, b), "two sides and what lies between them", group=group, rank=rank)
        rank += 1
    rank = _AFTER_IDENTITIES
    if sides_only:
        return
    pairs = [(a, b) for n, a in enumerate(operands) for b in operands[n + 1 :] if comparable(a.q, b.q) > 0]
    trials = max(1, len(pairs))
    for a, b in pairs:
        if [a, b] == here:
            continue
        if _about(a, b, difference):
            yield apart(
                difference,
                *by_size(a, b),
                "figures nearby with that difference",
                certainty=Certainty.POSSIBLE,
                group=group,
                rank=rank,
                trials=trials,
                tags=frozenset(),
            )
            rank += 1


def _is_added(slot: Slot, here: Sequence[Slot]) -> bool:
    """Tell whether a figure is what came to, or went from, what two values count: "opened 11 branches, closed six"."""
    return slot.q.kind is Kind.ABSOLUTE_CHANGE and any(comparable(slot.q, s.q) > 0 for s in here)


def may_lie_between(scene: Scene, a: Slot, b: Slot, difference: Slot) -> bool:
    """Tell whether a figure of what is called a difference may be that of two values, the first before the second."""
    if not of_like_size(float(a.q.value or 1), float(b.q.value or 1)):
        return False  # "net income of $118 million, ahead of the $111 million, and a dividend of 60 cents"
    if measure(difference.q) == "count" and _LOST.search(difference.left):
        return False  # "employs 9,200 people at 14 sites … with the loss of 340 jobs"
    if scene.gap(a, b).strip() == "to" and _OF_THE_TWO.match(difference.right):
        return False  # "lost $2.88 to $67.41, leaving a spread of $3.87 between the two grades"
    if difference.q.unit:
        return True
    others = (s for s in scene.between(a, difference) if s is not b)
    return not any(s.is_level and s.q.unit for s in others)  # "on 100,000 would pay 32,600 pounds, not 30,160"


def _two_sides(scene: Scene, a: Slot, b: Slot, difference: Slot) -> bool:
    """Tell whether a difference may lie between the two other values of its sentence."""
    if a.order < difference.order < b.order and _LISTED.search(b.left):
        return False
    if not may_lie_between(scene, a, b, difference):
        return False
    if scene.gap(a, b).strip() == "for" and difference.order > b.order:
        return False  # "at 6 for 412, a lead of 377": wickets and runs
    if any(_IS_HOUSE.match(s.right) for s in (a, b)):
        return False  # "In the 99-member House they lead in 51 districts with two undecided"
    return a.marked_base == b.marked_base == difference.marked_base


def _against_each_other(scene: Scene, operands: Sequence[Slot], difference: Slot) -> Iterator[tuple[Slot, Slot]]:
    """Yield the two sides of one vote: "by 312 votes to 271, a majority of 41"; "812,400 votes against 779,300"."""
    for a, b in itertools.pairwise(operands):
        if measure(a.q) not in ("count", "percent"):
            continue  # "lost $2.88 to $67.41" is no vote
        if b.order != a.order + 1 or a.sentence != b.sentence or _SIDES.match(scene.gap(a, b)) is None:
            continue
        beside = difference.sentence == a.sentence and difference.order in (a.order - 1, b.order + 1)
        following = difference.sentence == a.sentence + 1 and _LEAD_OPENS.match(difference.left) is not None
        if beside or following:
            yield a, b


_MOVED = (1e3, 1e-3, 10, 0.1)  # a figure with its scale or its point out of place


def _about(a: Slot, b: Slot, difference: Slot) -> bool:
    """Cheap float test: the printed difference is near enough for the exact test to be worth it."""
    if a.q.value is None or b.q.value is None or difference.q.value is None:
        return False
    room = sum(float(s.q.lenient.width or 0) for s in (a, b, difference))
    x, y, told = float(a.q.value), float(b.q.value), abs(float(difference.q.value))
    if near(told, abs(x - y), room):
        return True
    for factor in _MOVED:
        if -room <= abs(x * factor - y) - told <= room or -room <= abs(x - y * factor) - told <= room:
            return True
    return False
