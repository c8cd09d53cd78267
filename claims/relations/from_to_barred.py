"""What looks like two values of a change and is none: "71 runs from 43 balls", "12 short of the record of 60".

"From", "against" and "compared with" also say of what, out of what, and how far two unlike things are apart. No change
is printed beside such a pair, so that no arithmetic would find it out: the words have to rule it out.
"""

from __future__ import annotations

from claims.patterns import regex
from claims.relations.change_reading import is_swing
from claims.relations.scene import Scene, Slot
from claims.relations.wording import CHANGE_WORDS

__all__ = ["is_barred_pair"]

_HEDGE = r"(?:(?:about|around|some|roughly|nearly|almost|over|under|just|only|a|an|the)\s+)*"
_SHORT_OF = regex(r"\b(?:short|shy)\s+of\b[^,;]*$")
_NO_LESS = regex(r"\bno(?:t)?\s+(?:less|more|fewer)\s+than\b[^,;]*$")
_RANGE = regex(
    r"\b(?:rang(?:e|es|ed|ing)|ran|run|runs|running|var(?:y|ies|ied|ying)|spread|stretch\w*|anywhere|anything|everything)"
    rf"\s+from\s+{_HEDGE}$"
)
_MARK_THEN_TURN = regex(  # "from the sale of a car, leaving", "gone from reserves, now"
    r"\b(?:from|against|than|versus)\b(?:(?!\b(?:from|against|than|versus)\b)[^,])*,"
    r"(?:(?!\b(?:from|against|than|versus|with|to)\b).)*$"
)
_COMPARED = regex(r"\b(?:compared (?:with|to)|against|versus|than|after|instead of|rather than)\b")
_FROM = regex(r"\bfrom\b[^,;]*$")
_COMMA_FROM = regex(rf"^(?:\s[\w%/.-]+){{0,5}},\s+from\s+{_HEDGE}$")
_TO = regex(r"\bto\b|\bnow\b")
_FOLLOWS = regex(  # right after the figure that it is told against
    r"^(?:\s[\w%/.'’-]+){0,6},?\s*(?:(?:up|down)\s+(?:\w+\s+)?from|against|versus|compared (?:with|to))\b"
)
_OF_FIGURE = regex(r"^\s*(?:[a-z]+\s+)?(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|a\s+)?(?:possible\s+)?$")
_OUT_OF = regex(r"\bout\s+of\s+(?:the\s+|its\s+)?$|\b(?:last|next|first|past|top)\s+$")
_OF_THEM = regex(r"^\s+of\s+(?:them|whom|which)\b|^\s+or\s+(?:above|below|more|less|over|under|better|higher)\b")
_EACH = regex(r"^\s*(?:an?|per|each|every)\s+(?!(?:year|week|month|\w+)\s+(?:ago|earlier|before)\b)[a-z]+")
_PART_OF = regex(rf"\b(?:including|of which|among them)\s+{_HEDGE}$")
_MEAN = regex(r"\b(?:average|mean) of\s+$")
_HEAD = regex(r"\b([a-z]+) of\s+(?:about |some |nearly |over |just )?$")
_ANY_THING = frozenset(
    "average mean norm median total figure level rate record peak high low forecast estimate score tally limit target "
    "cost price value sum amount number range size share".split()
)
_ROUND = ("a hundred", "a thousand")  # "eight in a hundred"
_MORE_MOVES = frozenset(("off", "changed", "revised"))
_MOST_APART, _MOST_APART_EACH = 20, 3  # times: of one thing, and of one thing of which one value is told for each


def is_barred_pair(scene: Scene, base: Slot, current: Slot) -> bool:
    """Tell whether the wording around two alike values leaves them no change from one to the other."""
    left = base.left
    if _SHORT_OF.search(left) or _NO_LESS.search(left) or _RANGE.search(left) or _MARK_THEN_TURN.search(left):
        return True
    if _PART_OF.search(current.left) or _is_part(scene, current) or (left.endswith("(") and current.left.endswith("(")):
        return True
    gap = scene.gap(base, current)
    plain = _FROM.search(left) is not None and not _COMPARED.search(left)
    if base.order < current.order:
        if _TO.search(gap) is None and plain:
            return True
        before = scene.slots[base.order - 1] if base.order else None
        told = (
            before is not None and before.sentence == base.sentence and before.is_level and before.q.unit == base.q.unit
        )
        if told and _FOLLOWS.match(left):
            return True
    elif plain and not current.marked_current and not _COMMA_FROM.match(gap) and not _moves(current.left[-60:] + gap):
        return True
    return _are_apart(base, current) or _are_two_things(base, current)


def _is_part(scene: Scene, current: Slot) -> bool:
    """Tell whether a figure is a whole that a part is of, a part, or a span: "9 of 12", "12 of them", "the last 3"."""
    if (
        (current.q.unit != "percent" and _OF_THEM.match(current.right))
        or _OUT_OF.search(current.left)
        or current.q.surface.lower() in ("a hundred", "a thousand")
    ):
        return True
    before = scene.slots[current.order - 1] if current.order else None
    return (
        before is not None
        and before.sentence == current.sentence
        and _OF_FIGURE.match(scene.gap(before, current)) is not None
    )


def _moves(words: str) -> bool:
    return not (CHANGE_WORDS | _MORE_MOVES).isdisjoint(words.replace(",", " ").split())


def _are_apart(base: Slot, current: Slot) -> bool:
    """Tell whether two values are worlds apart, or one of them is told for each and is many times less or more."""
    low, high = sorted(abs(float(s.q.value or 0)) for s in (base, current))
    plainly = base.order < current.order and current.marked_current  # "has grown from 160 pairs to 6,000"
    if high > _MOST_APART * low and not (plainly and high <= _MOST_APART**2 * low):
        return True
    each = [bool(_EACH.match(s.right) or _MEAN.search(s.left)) for s in (base, current)]
    return each[0] is not each[1] and high > _MOST_APART_EACH * low


def _are_two_things(base: Slot, current: Slot) -> bool:
    """Tell whether both values are named, by two names: "assets of 412 million against liabilities of 496 million"."""
    names = [_HEAD.search(s.left) for s in (base, current)]
    if names[0] is None or names[1] is None:
        return False
    one, other = names[0][1].rstrip("s"), names[1][1].rstrip("s")
    if is_swing(current, base):
        return False
    return one != other and not {one, other} & _ANY_THING
