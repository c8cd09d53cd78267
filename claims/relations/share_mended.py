"""A share and its part that fit no figure of the story, but the story's whole exactly once a slip is put right.

"The fleet landed 48,750 tonnes. … Herring made up 15,600 tonnes, or 23 percent": 32 percent, with its digits in order.
The whole may stand paragraphs away and be called something else, so the words alone do not tie the share to it. That
no figure of the story makes the share, and that a usual slip makes it exactly, does: chance seldom has both.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.interval import Interval
from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.kinship import of_one_area
from claims.relations.scene import Scene, Slot, comparable, measure
from claims.relations.share import share_relation
from claims.relations.share_beside import is_share, part_beside
from claims.relations.share_counted import OUTRIGHT
from claims.relations.wording import CHANGE_WORDS

__all__ = ["fits", "fits_when_mended", "propose"]

_OF_SOME_OTHER = regex(  # "42% of them women", "12 percent of its own", "of the county's harvest"
    r"^\s*of\s+(?:(?:them|these|those|it|that|this|which|whom)\s+(?!were|was|are|is|had|have|has|did|came|went)[\w'’-]"
    r"|its own\b|(?:the |an? )?[\w-]+['’]s\s(?!total|whole)|(?:(?:the|its|their|all|some)\s+)?(?:[\w'’-]+\s+){0,2}$)"
)
_OTHERS = regex(
    r"\b(?:rest|others?|another|remain\w*|left|surviv\w*|non-\w+|failed|those|additional|extra|further|more|fewer|less|"
    r"average|mean|combined|together|each|apiece|between them)\b"
)
_HARMLESS = frozenset({"made", "up", "make", "take", "took", "taken", "down", "put"})
_PAST = regex(
    r"\bhad (?:been|had|stood|numbered|counted|\w+ed)\b[^,;]{0,20}$|\b(?:record|peak|target|goal)\b[^,;]{0,20}$"
)
_AGO = regex(r"^[^,;.]{0,30}\b(?:(?:a|the) (?:year|month|week) (?:ago|earlier|before)|last (?:year|time)['’]s)\b")
_WORDS = regex(r"[\w'’-]+")
_NUMBER = regex(r"\d[\d,]*(?:\.\d+)?")
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT})
_PLAIN_FRACTIONS = tuple(  # the fractions that papers put in words
    Decimal(n) / d
    for n, d in (
        (1, 2),
        (1, 3),
        (2, 3),
        (1, 4),
        (3, 4),
        (1, 5),
        (2, 5),
        (3, 5),
        (4, 5),
        (1, 6),
        (1, 7),
        (1, 8),
        (1, 10),
    )
)
_JOINED = regex(r"\b(?:and|but|while|with)\b")
_LEAST_PART, _LEAST_WHOLE = 20, 60  # smaller numbers meet by chance
_MOST_WHOLES = 3  # values that the whole may be
_NEAR = 2  # sentences
_BESIDE = 2  # figures
_ONE = Decimal("1.02")  # one number, rounded in the headline
_EXACT = Decimal("0.0005")
_HUNDRED = Decimal(100)
_TWO = 2  # digits, of which one is easily met by chance
_FINE = 100  # steps of a share told to a tenth of a percent
_FIRST = -4  # before the readings that the words alone propose


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the pairs of part and share that only a slip keeps from fitting the story's whole."""
    for share in scene.slots:
        part = _part(scene, share)
        if part is None:
            continue
        wholes = _wholes(scene, share, part)
        if not 1 <= len(wholes) <= _MOST_WHOLES or _is_made_by_others(scene, share, part):
            continue
        mended = [w for w in wholes if fits_when_mended(share, part, w)]
        if mended and max(_value(w) for w in mended) <= _ONE * min(_value(w) for w in mended):
            reading = "share of the whole that it fits but for a slip"
            tags = frozenset({UNRIVALLED, OUTRIGHT})  # however many paragraphs lie between
            yield share_relation(share, part, mended[-1], Certainty.LIKELY, _FIRST, reading, tags=tags)


def _part(scene: Scene, share: Slot) -> Slot | None:
    """Return the number right beside a share, where neither is said to be of a change or of some others."""
    if not is_share(share.q) or share.in_table or share.marked_base or share.expected or not share.q.value:
        return None
    part = part_beside(scene, share)
    if part is None or abs(part.order - share.order) != 1 or not _is_plain(part) or part.marked_base:
        return None
    if _value(part) < _LEAST_PART or _JOINED.search(scene.gap(share, part)):
        return None  # "flew to 182 towns and made 71 percent of its profit there"
    first, last = sorted((share, part), key=lambda s: s.order)
    said = f"{re.split(r'[,;:]', first.left)[-1]} {scene.gap(first, last)} {re.split(r'[,;:.()]', last.right)[0]}"
    if not CHANGE_WORDS.isdisjoint(set(_WORDS.findall(said)) - _HARMLESS) or _OTHERS.search(said):
        return None
    return None if _OF_SOME_OTHER.match(share.right) else part


def _value(slot: Slot) -> Decimal:
    return slot.q.value or Decimal(0)


def _is_plain(slot: Slot) -> bool:
    plain = slot.q.kind in _VALUES and slot.q.unit not in ("percent", "percentage_point") and not slot.q.per
    return plain and slot.q.hedge is not Hedge.BETWEEN and not slot.aside and bool(slot.q.value)


def _wholes(scene: Scene, share: Slot, part: Slot) -> list[Slot]:
    """Return the larger figures of the part's measure that were told before it, each value once."""
    told: dict[Decimal, Slot] = {}
    for slot in scene.slots[: min(share.order, part.order)]:
        value = _value(slot)
        if not _is_plain(slot) or slot.in_table or slot.marked_base or slot.expected or comparable(slot.q, part.q) == 0:
            continue
        if value <= _value(part) or value < _LEAST_WHOLE or _PAST.search(slot.left) or _AGO.match(slot.right):
            continue
        if of_one_area(slot, part):
            told.setdefault(value, slot)
    return list(told.values())


def _is_made_by_others(scene: Scene, share: Slot, part: Slot) -> bool:
    """Tell whether some figures of the story make the share, or those of the sentence another share of the whole."""
    alike = [s for s in scene.slots if s is not part and comparable(s.q, part.q) > 0 and s.q.value]
    told = [s for s in scene.slots if s is not part and s.q.value and measure(s.q) == measure(part.q)]
    if any(fits(share, part.q.lenient, s.q.lenient) for s in told):
        return True  # whatever they count
    near = [s for s in alike if 0 <= part.sentence - s.sentence <= _NEAR]  # what is left of two, or both of them
    for one, other in itertools.combinations(near, 2):
        if abs(one.order - other.order) > _BESIDE:
            continue
        apart, both = abs(_value(one) - _value(other)), _value(one) + _value(other)
        if any(v > _value(part) and fits(share, part.q.lenient, Interval.point(v)) for v in (apart, both)):
            return True
    before = [s for s in scene.by_sentence[share.sentence] if s.order < min(share.order, part.order)]
    larger = [s for s in alike if _value(s) > _value(part)]
    if any(fits(share, s.q.lenient, w.q.lenient) for s in before if s in alike for w in larger if w is not s):
        return True  # "7,144 and 6,086, or 54 and 46 percent": the share of the other
    others = [s for s in scene.by_sentence[share.sentence] if s is not share and is_share(s.q) and s.q.value]
    return any(fits(s, part.q.lenient, w.q.lenient) for s in others for w in larger)


def fits(share: Slot, part: Interval, whole: Interval) -> bool:
    """Tell whether some honest reading of part and whole makes the share; what has no bounds may."""
    low, high = share.q.lenient.lower, share.q.lenient.upper
    ends = (low, high, part.lower, part.upper, whole.lower, whole.upper)
    if any(e is None or e <= 0 for e in ends):
        return True
    per = _HUNDRED if share.q.unit == "percent" else Decimal(1)
    least, most = (
        Decimal(p or 0) / Decimal(w or 1) * per for p, w in ((part.lower, whole.upper), (part.upper, whole.lower))
    )
    return (low or Decimal(0)) <= most and least <= (high or Decimal(0))


def fits_when_mended(share: Slot, part: Slot, whole: Slot) -> bool:
    """Tell whether one usual slip of the share or the part, put right, makes the share exactly."""
    made = _value(part) / (whole.q.value or 1)
    if share.q.style != "digits" or share.q.unit != "percent":
        return any(abs(made - fraction) <= _EXACT * fraction for fraction in _PLAIN_FRACTIONS)
    room = share.q.step / 2 + made * _HUNDRED * _EXACT
    if any(abs(made * _HUNDRED - value) <= room for value in _slips(share)):
        return True
    precise = share.q.step * _FINE <= (share.q.value or 0)
    swapped = _swapped(part) if precise and part.q.style == "digits" else ()
    per = _HUNDRED / (whole.q.value or 1)
    return any(abs(value * per - (share.q.value or 0)) <= share.q.step / 2 for value in swapped)


def _slips(share: Slot) -> Sequence[Decimal]:
    """Return what a printed percentage may have been: the share of the others, two digits in order, the point moved."""
    value = _value(share)
    if sum(c.isdigit() for c in share.q.surface) < _TWO:
        return ()
    found = (_HUNDRED - value, value * 10, value / 10, *_swapped(share))
    return [v for v in found if v != value and 0 < v < _HUNDRED]


def _swapped(slot: Slot) -> Iterator[Decimal]:
    """Yield the values of a figure with two neighbouring digits swapped."""
    number = _NUMBER.search(slot.q.surface)
    digits = number.group().replace(",", "") if number is not None else ""
    places = [n for n, c in enumerate(digits) if c.isdigit()]
    for a, b in itertools.pairwise(places):
        if digits[a] != digits[b]:
            told = list(digits)
            told[a], told[b] = told[b], told[a]
            yield Decimal("".join(told)) * slot.q.scale
