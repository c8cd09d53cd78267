"""The only change of a sentence, with the only two values that it could be between: no other reading is in sight.

"Profit climbed 15% to £48.3m in the six months to September, from £42.0m in the same period a year ago."
"""

from __future__ import annotations

import re

from claims.model import Hedge, Kind
from claims.patterns import regex
from claims.relations.change_reading import alike
from claims.relations.lags import at_odds, lags_in, of_other_sort
from claims.relations.scene import Scene, Slot
from claims.relations.set_aside import in_brackets
from claims.relations.told_wording import ABOUT
from claims.relations.wording import CHANGE_WORDS, names_base

__all__ = [
    "FROM",
    "closing",
    "is_again",
    "is_alone",
    "is_level_of",
    "is_multiple_of",
    "is_of_both",
    "is_sure_base",
    "is_yet_to_change",
    "starts_another",
]

_MOVES = "|".join(sorted(CHANGE_WORDS))
# "…, a raise of", "…, or", "…, up", "which is a rise of", "(down"
_CLOSES = regex(
    rf"(?:^|[,(–—]|\b(?:which|that|this)\s(?:is|was|means|makes|represents|marks|amounts to|works out at|equals)\b)\s*"
    rf"(?:or\s+|i\.e\.\s+|that is\s+|making\s+|representing\s+|marking\s+|for\s+|equal to\s+|equivalent "
    rf"to\s+|meaning\s+)?"
    rf"(?:(?:an?|the)\s+(?:[\w-]+\s+){{0,2}}(?:{_MOVES})\s+of\s+|(?:up|down|rising|falling)(?:\s+by)?\s+|by\s+)?{ABOUT}$"
)
_OTHER_STATEMENT = regex(
    r";|:\s|\b(?:while|whereas|but|although|though|who|which|where|as|after|before|despite|even)\b"
)
_AND = regex(r"\band\b")
FROM = regex(r"\bfrom\s+(?:(?:a|an|the|last|its|their)\s+)?(?:[\w'’.-]+\s+){0,4}$")
_SET_BESIDE = regex(
    r"\b(?:compared (?:with|to)|against|versus|vs\.?|than|above|below|on|over)\s+(?:[\w'’.,-]+\s+){0,7}$"
)
_TIME = regex(
    r"\b(?:years?|months?|quarters?|weeks?|days?|seasons?|sessions?|decades?|earlier|ago|before|previous(?:ly)?|prior|last|"
    r"then|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:['’]s)?|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|(?:19|20)\d\d|half|summer|winter|spring|autumn|pre-pandemic|pre-crisis)\b"
)
_BAR = regex(
    r"\b(?:target|goal|limit|ceiling|cap|threshold|forecasts?|estimates?|expect\w*|predict\w*|consensus|average|mean|"
    r"minimum|maximum|budget\w*|plan\w*|rival|median)\b"
)
_SUMS_UP = regex(r"\b(?:bring|tak|leav|lift|rais|push|mak)(?:ing|es|e)\b")
_SECOND_MOVE = regex(r"\band\s+(?:to\s+|will\s+)?\w+\s+(?:another\s+)?$")
_OF_ANOTHER = regex(r"^\s+(?:at|for|by|across|among|that|made|earned)\b")
_OR_THAT = regex(r"[^,;:]{0,40}\s(?:and|or)\s(?:the\s)?(?:[\w'’]+\s){0,2}")
_AS_THE = regex(
    r"^\s*(?:(?:as|more|higher|larger|greater|bigger)\s+(?:[\w-]+\s+){0,3}?(?:as|than)\s+)?(?:that of\s+|"
    r"the size of\s+)?"
    r"(?:the|its|their|his|her|last year['’]s)\s+(?:roughly\s+|some\s+|about\s+)?$"
)


def is_alone(scene: Scene, slots: list[Slot], change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether a change has only these two values, and its wording says that it is between them."""
    if change.in_table or current.expected or base.expected or Hedge.BETWEEN in (current.q.hedge, base.q.hedge):
        return False
    sentence = scene.sentence_text(change.sentence).lower()
    if of_other_sort(sentence) or len(lags_in(sentence)) > 1:
        return False
    for other in slots:
        if other in (change, current, base) or is_again(scene, change, other) or in_brackets(scene, change, other):
            continue
        if other.is_change or alike(other, current) or alike(other, base):
            return False
    if _counts_others(sentence, current, base) or not is_of_both(scene, change, current, base):
        return False
    return is_sure_base(current, base) and _in_one_statement(scene, change, current, base)


def is_of_both(scene: Scene, change: Slot, current: Slot, base: Slot, told: str = "") -> bool:
    """Tell whether nothing says that a change is of other values: in real terms, over another time, of a rival.

    What says so is looked for in `told` (lower case), or in the whole sentence.
    """
    if at_odds(change, base) or of_other_sort(told or scene.sentence_text(change.sentence).lower()):
        return False
    summed_up = change.order < base.order and _SUMS_UP.search(scene.gap(change, base)) is not None
    if summed_up and _SECOND_MOVE.search(change.left):
        return False  # "close half of it and build 2.0 gigawatts, bringing its total from 5.4 to 5.8": of both moves
    after = scene.slots[base.order + 1] if base.order + 1 < len(scene.slots) else None
    beside = after is not None and after.sentence == base.sentence and alike(after, current)
    if beside and after is not None and _OR_THAT.fullmatch(scene.gap(base, after)):
        return False  # "against 50 million a year earlier and 52 million in the second quarter": of either
    told = re.split(r"[,;:.)]", base.right)[0]
    return FROM.search(base.left) is not None or _OF_ANOTHER.match(told) is None or _TIME.search(told) is not None


def is_again(scene: Scene, change: Slot, other: Slot) -> bool:
    """Tell whether a figure is the change again, in its unit or in percent: "up by 300,000, or 10 percent"."""
    if not other.is_change or abs(other.order - change.order) != 1 or other.q.kind is change.q.kind:
        return False
    return re.fullmatch(r",?\s*(?:\(|or\b)\s*(?:by\s+)?", scene.gap(change, other)) is not None


def _counts_others(sentence: str, current: Slot, base: Slot) -> bool:
    """Tell whether the later of two counts is of something not named before: "orders rose to 1,320 from 80 shops"."""
    first, second = sorted((current, base), key=lambda s: s.order)
    noun = second.q.unit.removeprefix("count").removeprefix(":") if second.q.unit.startswith("count") else ""
    if not noun or noun in first.q.unit:
        return False
    return re.search(rf"\b{re.escape(noun.rstrip('s'))}", sentence[: sentence.find(second.q.surface.lower())]) is None


def is_sure_base(current: Slot, base: Slot, *, after: bool = False) -> bool:
    """Tell whether the words at a value leave no doubt that it is the earlier one.

    `after`: "after 450,000 the year before" is allowed, where nothing else can be meant.
    """
    if _BAR.search(base.left) or _BAR.search(base.right[:30]):
        return False
    if FROM.search(base.left):
        return base.order > current.order or current.marked_current
    told = re.split(r"[,;:.]", base.right)[0]
    beside = _SET_BESIDE.search(base.left)
    if beside is None and not after and not names_base(base.left):
        return False
    named = base.left[beside.start() :] if beside is not None else base.left
    return _TIME.search(named) is not None or _TIME.search(told[:40]) is not None


def closing(left: str) -> str:
    """Return the words before a change (lower case) that sum up two values told before ("…, a rise of"), or ``""``."""
    found = _CLOSES.search(left)
    return found[0] if found else ""


def starts_another(gap: str) -> bool:
    """Tell whether words between two figures (lower case) start to speak of something else."""
    return _OTHER_STATEMENT.search(_without_comparison(gap)) is not None


def _without_comparison(gap: str) -> str:
    return re.sub(r",\s(?:when|as against)\b|\bas (?:much|many|of)\b", "", gap)


def _in_one_statement(scene: Scene, change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether nothing between the three starts to speak of something else."""
    first, second = sorted((current, base), key=lambda s: s.order)
    between = scene.gap(first, second)
    if change.order < first.order:
        lead = scene.gap(change, first)
        return not (_OTHER_STATEMENT.search(lead) or _AND.search(lead)) and _joined(between)
    if change.order > second.order:
        return bool(closing(change.left)) and _joined(between)
    before, after = scene.gap(first, change), scene.gap(change, second)
    return _joined(before) and _joined(after) and not _AND.search(before)


def _joined(gap: str) -> bool:
    return not starts_another(gap) and _AND.search(_without_comparison(gap)) is None


def is_multiple_of(scene: Scene, slots: list[Slot], change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether a multiple names its base right after it, and only one value stands before it.

    "It takes 1,800 litres, the study found, nine times as much as the 200 litres of a kilo of tomatoes."
    """
    if change.q.kind is not Kind.MULTIPLE or change.in_table or base.order != change.order + 1:
        return False
    if current.order > change.order or current.expected or Hedge.BETWEEN in (current.q.hedge, base.q.hedge):
        return False
    if _AS_THE.match(scene.gap(change, base)) is None or _BAR.search(base.left):
        return False
    told = [s for s in slots if s.order < change.order and (alike(s, base) or s.is_change)]
    lead = re.sub(r",[^,]{3,40},", " ", scene.gap(current, change))  # ", the study found,"
    return told == [current] and _OTHER_STATEMENT.search(lead) is None and _AND.search(lead) is None


_APPOSED = regex(
    rf"[,(–—]\s*(?:(?:rising|falling|climbing|dropping|up|down)(?:\s+by)?|(?:an?|the)\s+(?:[\w-]+\s+)?(?:{_MOVES})\s+of|"
    rf"which (?:is|was)(?:\s+up|\s+down)?(?:\s+by)?)\s+{ABOUT}$"
)
_NOW = regex(r"\b(?:now|currently|at present|today|at the moment|present)\b")
_TO_COME = regex(r"\b(?:will|would|could|may|might|shall|should|is to|are to|is set to|are set to|plans? to|goes)\b")


def is_level_of(scene: Scene, level: Slot, amount: Slot, rate: Slot) -> bool:
    """Tell whether a sentence has one change, told as an amount and in percent, and one value that it can be of."""
    slots = scene.by_sentence[level.sentence]
    if level.in_table or level.expected or any(s.is_change and s not in (amount, rate) for s in slots):
        return False
    sentence = scene.sentence_text(level.sentence).lower()
    if of_other_sort(sentence) or len(lags_in(sentence)) > 1:
        return False
    lead = scene.gap(level, min(amount, rate, key=lambda s: s.order))
    if _OTHER_STATEMENT.search(lead) or _AND.search(lead):
        return False
    return _APPOSED.search(lead) is not None or is_yet_to_change(scene, level, amount, rate)


def is_yet_to_change(scene: Scene, level: Slot, amount: Slot, rate: Slot) -> bool:
    """Tell whether a value is the one that a change is to start from: "now paying £1,840, would see it rise by"."""
    lead = scene.gap(level, min(amount, rate, key=lambda s: s.order))
    now = _NOW.search(level.left[-30:]) or _NOW.match(lead.lstrip(" ,("))
    return bool(now) and _TO_COME.search(lead) is not None
