"""Two values told one after the other: whether they are one thing at two times, and which of them is the earlier."""

from __future__ import annotations

import re
from decimal import Decimal

from claims.patterns import regex
from claims.relations.lags import lags_in
from claims.relations.scene import Scene, Slot
from claims.relations.wording import CHANGE_WORDS

__all__ = ["two_times"]

_HAD = regex(r"\bhad (?:been|stood|totall?ed|come|reached|made|earned|sold|won|\w+ed)\b[^,;]{0,30}$")
_WAS_THEN = regex(r"\b(?:then|at the time|back then|originally|initially|previously|formerly|used to be|at first)\b")
_IN_YEAR = regex(r"\bin ((?:19|20)\d\d)\b")
_LAST_YEAR = regex(r"\blast year\b")
_NOW = regex(
    r"\b(?:now|today|currently|since then|has since|have since|this year|this month|this week|latest|most "
    r"recently|by then)\b"
)
_NOW_NEXT = regex(r"^\s*(?:[\w'’-]+\s+){0,2}(?:now|today|currently|at present|this (?:year|month|week|season))\b")
_MOVED = regex(
    rf"\b(?:{'|'.join(sorted(CHANGE_WORDS))}|come|came|gone|went|go|goes|brought|taken|took)\b[^;]{{0,40}}\b(?:to|at|with)\s+(?:\w+\s+){{0,2}}$"
)
_ORDER = {
    name: n
    for n, names in enumerate(
        ("first opening initial", "second next following", "third", "fourth", "fifth", "sixth", "last final latest")
    )
    for name in names.split()
}
_PAIRED = regex(r"\s*(?:[\w'’-]+\s+){0,3}(?:and|or|to|of|for)\s+(?:[\w'’-]+\s+){0,2}")
_PART = regex(
    r"^\s+(?:[\w'’-]+\s+){0,3}?(?:in|on|for|during|at|after|over)\s+(?:(?:its|the|their|his|her)\s+)?"
    rf"(?:(?P<nth>{'|'.join(_ORDER)})\b|(?P<year>(?:19|20)\d\d)\b)"
)

# the same subject in another year, in a sentence of its own: "In 2023 it sold 60,720"
_THEN_IT = regex(
    r"^\W*(?:in|by) (?P<year>(?:19|20)\d\d),? (?:it|they|he|she|that|the (?:number|figure|total))\s+"
    r"(?:[\w'’-]+\s+){1,3}$"
)


def two_times(scene: Scene, first: Slot, second: Slot, change: Slot) -> tuple[Slot, Slot] | None:
    """Return new and old value of two that are told in this order; ``None`` where they may be two different things.

    `change` is the change that is told of them: its direction decides where nothing else does.
    """
    if second.marked_base and not first.marked_base:
        return first, second  # "5,670, against 6,300 a year earlier"
    if first.marked_base and second.marked_current:
        return second, first  # "from 4.0 cents to 4.6"
    if first.marked_base or second.marked_base:
        return None
    parts = _in_parts(first, second, change)
    if parts is not None:
        return parts
    before = (_earlier(first), _earlier(second))
    if _NOW_NEXT.match(second.right) and not before[1]:
        return second, first  # "720 pupils in 2015 and has 900 now"
    if _PAIRED.fullmatch(scene.gap(first, second)):
        return None  # "four years ago it had been 58.0 and 57.2 percent": of two things
    if before == (False, True):
        named = _IN_YEAR.findall(first.left)
        if not named or not _LAST_YEAR.search(second.left):
            return first, second
        published = scene.document.published  # "in 2019 it handled 64,000; last year it was 80,000"
        return (second, first) if published is not None and int(named[-1]) < published.year - 1 else None
    if _IN_YEAR.search(second.left) and not _IN_YEAR.search(first.left):
        published = scene.document.published  # "6,027 this summer; in 2022 it went to 6,463"
        year = int(_IN_YEAR.findall(second.left)[-1])
        return (first, second) if published is not None and year < published.year else None
    later = _NOW.search(second.left) is not None or (second.marked_current and _MOVED.search(second.left) is not None)
    if later and not before[1]:
        return second, first  # "31,400 were waiting; by September the number had come down to 26,690"
    if before == (True, False) and second.sentence == first.sentence:
        return second, first
    return None


def _earlier(slot: Slot) -> bool:
    """Tell whether a value is told as an earlier one: "a year before it had been", "in the previous quarter"."""
    after = re.split(r"[,;:()]", slot.right)[0][:40]
    beside = re.split(r"[;:()]", slot.left)[-1][-60:]
    if _HAD.search(beside) or _WAS_THEN.search(beside):
        return _NOW.search(beside) is None and not slot.marked_current
    return bool(lags_in(after) or lags_in(beside))


def _in_parts(first: Slot, second: Slot, change: Slot) -> tuple[Slot, Slot] | None:
    """Order values of two parts of a time: "in its opening weekend and … in its second", "in 2022 and … in 2023"."""
    apart = first.sentence != second.sentence
    parts = _PART.match(first.right), (_THEN_IT.search(second.left) if apart else _PART.match(second.right))
    if parts[0] is None or parts[1] is None:
        return None
    if parts[0]["year"] and parts[1]["year"]:
        swapped = parts[0]["year"] > parts[1]["year"]
    elif apart:
        return None
    elif parts[0]["nth"] and parts[1]["nth"]:
        swapped = _ORDER[parts[0]["nth"]] > _ORDER[parts[1]["nth"]]
    else:
        rise = (second.q.value or Decimal(0)) > (first.q.value or Decimal(0))
        swapped = rise != (change.q.direction == "up")
    return (first, second) if swapped else (second, first)
