"""A change whose two values stand right beside it, however much else its sentence tells.

"Steel imports, at 2.1 million tonnes, shrank; those from Turkey fell 40 per cent to 270,000 tonnes, after 450,000 the
year before." The words between the three are of a closed kind: no other statement starts there, and nothing of the
same sort follows that the change could be of instead.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from claims.model import Hedge, Kind
from claims.patterns import regex
from claims.relations.change_alone import FROM, closing, is_again, is_of_both, is_sure_base, starts_another
from claims.relations.change_reading import alike
from claims.relations.lags import lags_in, of_other_sort
from claims.relations.scene import Scene, Slot
from claims.relations.wording import is_set_against, names_base

__all__ = ["stands_together"]

_TIMES = frozenset({"count:session", "count:trading session", "count:day", "count:week", "count:month", "count:season"})
_MOST_WORDS = 14  # between two of the three
_AND = regex(r"\b(?:and|or|nor|plus)\b")
_LABEL = regex(r"\(\s*[^():]{2,24}:\s*$")  # "(2023: "
_AFTER = regex(r"\bafter\s+(?:an?\s+|the\s+|its\s+|last\s+(?:year|month)['’]s\s+)?$")
_OF_ALL = regex(r"\b(?:of|in) (?:the|its|all|their)\s+$")
_GAP = regex(r"\s*(?:more|fewer|less|short|above|below|higher|lower|ahead|behind)\b")
_AGAINST = regex(r"(?:\s[\w'’-]+){0,3},?\s(?:against|compared (?:with|to)|versus|after)\s(?:the\s)?")
_LAST = regex(r"\blast (?:year|month|quarter|week|(?:spring|summer|autumn|winter))\b")
_LEADS_TO = regex(
    r"\b(?:to|at|reaching|hitting|totall?ing)\s+(?:(?!from\b)[\w'’-]+\s+){0,6}$"  # "to a seasonally adjusted rate of"
    r"|^\s*(?:more|less|fewer|higher|lower|up|down)?(?:\s+[\w'’-]+){0,3}\s*[,(–—:]\s*(?:to\s+|at\s+|or\s+)?$"
)


def stands_together(scene: Scene, change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether change, new value and old value stand side by side, so that no other reading is in sight."""
    if change.in_table or current.expected or base.expected or Hedge.BETWEEN in (current.q.hedge, base.q.hedge):
        return False
    if _is_one_of_more(scene, change, current) or not _has_way(change, current, base):
        return False
    row = sorted((change, current, base), key=lambda s: s.order)
    around = _told(scene, row)
    if of_other_sort(around) or len(lags_in(around)) > 1 or not is_of_both(scene, change, current, base, around):
        return False
    if not _is_old(scene, change, current, base, around) or _shares_its_words(scene, row[0], change):
        return False
    return all(_joined(scene, change, first, second) for first, second in itertools.pairwise(row)) and (
        _in_order(scene, row, change, current, base)
    )


def _is_one_of_more(scene: Scene, change: Slot, current: Slot) -> bool:
    """Tell whether a value is a whole, the last of a list or a gap itself, of which the change is not told.

    "411 of the 650 seats, 209 more than", "45 kidneys and 10 hearts, 25 percent more than", "1,540 short of the".
    """
    if _OF_ALL.search(current.left) or _GAP.match(current.right):
        return True
    if current.q.id in scene.summed and not (current.order == change.order + 1 and current.left.strip() == "to"):
        return True  # where it adds up by chance, "fell 4 percent to 4.8 million from" is still of this change
    if current.order > change.order or not current.order:
        return False
    before = scene.slots[current.order - 1]
    beside = before.sentence == current.sentence and alike(before, current)
    return beside and re.search(r"\band\s+(?:[\w-]+\s+)?$", current.left) is not None


def _has_way(change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether the words say which way it went; an increase needs none: "to 9.4 from 8.1, or by 1.3 points"."""
    return change.q.direction is not None or abs(current.q.value or Decimal(0)) > abs(base.q.value or Decimal(0))


def _told(scene: Scene, row: Sequence[Slot]) -> str:
    """Return the words around the three, lower case, up to the next stop and back to the figure before."""
    first, last = row[0], row[-1]
    inside = scene.document.text[first.q.start : last.q.end].lower()
    return f"{first.left} {inside} {re.split(r'[,;:.)]', last.right)[0]}"


def _is_old(scene: Scene, change: Slot, current: Slot, base: Slot, around: str) -> bool:
    """Tell whether the words beside a value say that it is the earlier one of the same thing."""
    if is_sure_base(current, base, after=_AFTER.search(base.left) is not None or bool(_LABEL.search(base.left))):
        return True
    beside = change.order < current.order < base.order and _AGAINST.fullmatch(scene.gap(current, base)) is not None
    return beside and bool(lags_in(around) or _LAST.search(around))


def _shares_its_words(scene: Scene, first: Slot, change: Slot) -> bool:
    """Tell whether the change is the second of two under one verb: "rose 8 percent at home and 5 percent abroad"."""
    if first is not change or not change.order:
        return False
    before = scene.slots[change.order - 1]
    if before.sentence != change.sentence or not before.is_change or is_again(scene, change, before):
        return False
    verb = change.q.direction_span
    return _AND.search(scene.gap(before, change)) is not None and (verb is None or verb[0] < before.q.end)


def _joined(scene: Scene, change: Slot, first: Slot, second: Slot) -> bool:
    """Tell whether nothing between two of the three starts to speak of something else."""
    between = [s for s in scene.between(first, second) if not is_again(scene, change, s)]
    row = bool(between) and second is change  # "135 more than in 2023 and 11.2 percent more than the 1,207"
    for other in between:
        time = other.q.kind is Kind.DURATION or other.q.unit in _TIMES
        passing = first is change and time  # "lost a tenth in four sessions, to 54.00 from"
        if not passing and not (row and (other.is_change or other.marked_base)):
            return False
    gap = scene.gap(first, second)
    if second is change:
        gap = gap[: len(gap) - len(closing(change.left))]
    gap = _AFTER.sub("", _LABEL.sub("(", gap))
    if len(gap.split()) > _MOST_WORDS * (2 if row else 1) or starts_another(gap):
        return False
    again = any(is_again(scene, change, s) for s in scene.between(first, second))
    return row or _AND.search(re.sub(r",?\s*\bor\b", "", gap) if again else gap) is None


def _in_order(scene: Scene, row: Sequence[Slot], change: Slot, current: Slot, base: Slot) -> bool:
    if row[-1] is change:
        began = base.order > current.order or (FROM.search(base.left) is not None and current.marked_current)
        return began and bool(closing(change.left))
    if row[0] is change:
        return base.order > current.order and _LEADS_TO.search(scene.gap(change, current)) is not None
    if base.order < change.order:
        return False
    return names_base(base.left) or is_set_against(base.left)
