"""A length of time told twice, once in two units: "197 minutes, or three hours and 17 minutes"; "two hours and 52
minutes, 172 in all"; "51 months, or four years and three months".
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.quantities.units import convert_factor
from claims.relations.scene import Scene, Slot
from claims.relations.told_wording import ABOUT

__all__ = ["compound_at", "propose"]

_AND = regex(r"^(?:,|\sand|,\sand)?\s$")
_SAID_AGAIN = regex(
    rf"^(?:\s(?:long|in all|in total))?(?:,?\s(?:or|that is|which is|i\.e\.,?|equal to)\s|\s?[(=–—]\s?|,\s){ABOUT}$"
)
_MERELY_OR, _CLOSED = regex(r"^,?\sor\s"), regex(r"^\s*(?:[.,;:)–—]|$|long\b|in all\b)")
_IN_ALL = regex(r"^\s(?:in all|in total|altogether|all told)\b(?!\sof\b)")
_UNITS = {
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("day", "hour"): 24,
}
_MORE = regex(
    r"^\s(?:[\w-]+\s)?(?:more|longer|later|earlier|ago|less|shorter|faster|slower|ahead|behind|each|a|per|before)\b"
)


def compound_at(scene: Scene, first: Slot) -> tuple[Slot, Slot] | None:
    """Return a figure and the next one where they are one length of time in two units: "two hours and 52 minutes"."""
    if first.order + 1 >= len(scene.slots):
        return None
    second = scene.slots[first.order + 1]
    timed = first.q.kind is second.q.kind is Kind.DURATION and bool(first.q.value and second.q.value)
    if not timed or first.in_table or first.sentence != second.sentence or (first.q.unit, second.q.unit) not in _UNITS:
        return None
    whole = (second.q.value or 0) < _UNITS[first.q.unit, second.q.unit] and first.q.value == int(first.q.value or 0)
    return (first, second) if whole and _AND.match(scene.gap(first, second)) else None


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield lengths of time in two units with the same length told right before or after them in one."""
    for slot in scene.slots:
        pair = compound_at(scene, slot)
        if pair is None:
            continue
        for other in (slot.order - 1, pair[1].order + 1):
            single = scene.slots[other] if 0 <= other < len(scene.slots) else None
            if single is not None and single.sentence == slot.sentence and _is_same(scene, pair, single):
                yield _relation(pair, single)


def _is_same(scene: Scene, pair: tuple[Slot, Slot], single: Slot) -> bool:
    before = single.order < pair[0].order
    gap = scene.gap(single, pair[0]) if before else scene.gap(pair[1], single)
    closing = pair[1] if before else single
    if not _SAID_AGAIN.match(gap) or _MORE.match(closing.right) or not single.q.value:
        return False
    if _MERELY_OR.match(gap) and not _CLOSED.match(closing.right):
        return False  # "95 minutes by day or an hour and 25 minutes at night"
    if single.q.kind is Kind.DURATION:
        return single.q.unit == pair[1].q.unit
    return not before and single.q.unit in ("", "count") and _IN_ALL.match(single.right) is not None


def _relation(pair: tuple[Slot, Slot], single: Slot) -> Relation:
    unit = pair[1].q.unit
    factor = convert_factor(pair[0].q.unit, unit)
    assert factor is not None
    return Relation(
        kind="conversion",
        equation="converted == sum(amount)",
        roles={
            "amount": (Term(quantity=pair[0].q, factor=factor), Term(quantity=pair[1].q)),
            "converted": (Term(quantity=single.q),),
        },
        certainty=Certainty.LIKELY,
        reading="one length of time in two units, and in one",
        group=f"conversion:{pair[0].q.id}:{single.q.id}",
        tags=frozenset({"measure", UNRIVALLED}),
    )
