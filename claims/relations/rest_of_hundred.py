"""Shares of one whole where the last is said to be the rest, and what becomes of every pound or every hundred.

"Some 38 percent walk. The other 62 percent come by bus"; "for every pound given 86p goes to projects, 9p to raising
money and 5p to administration"; "of every 100 pupils 58 passed at once".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.amounts import MOST_PARTS
from claims.relations.scene import Scene, Slot

__all__ = ["propose"]

_OTHER = regex(
    r"\b(?:the|its|their|his|her)\s+(?:other|remaining|rest,|remainder,|balance,)\s+(?:about |some |roughly |nearly )?$"
)
_EVERY = regex(
    r"\b(?:of|from|out of|for)\s+(?:each|every)\s+(?:(?:single|tax|extra|donated)\s+)?"
    r"(?:(?P<unit>pound|dollar|euro)\b|(?P<sign>[£$€])(?P<sum>100?)\b(?![\d,.]))"
)
_FOR_EVERY = regex(
    r"\s+(?:(?:that|which)\s+)?(?:\w+\s+)?(?:is\s)?(?:given|donated|raised|received|collected|paid in|of income|it)\b"
)
_ALL = 100
_LONG_AGO = regex(r"^\s*(?:as recently as|as late as|until|back) (?:in )?(?:19|20)?")
_FURTHER = 8  # figures back
_SPENT = regex(r"\b(?:go|goes|went|going|spends?|spent)\b")
_UNITS = {"pound": "GBP", "dollar": "USD", "euro": "EUR", "£": "GBP", "$": "USD", "€": "EUR"}
_UNCERTAIN = regex(
    r"\b(?:several|multiple|more than one|up to|at least|of (?:it|that|them|these|those|whom|which)|includ\w+|"
    r"so|total|in all|together|altogether|women|men|earn\w*)\b"
)
_NOT_FIRST = regex(r"\b(?:second|third|fourth|fifth|next|followed|runner-up|behind)\b")
_MOST_OPEN = 5  # shares before the rest, some of which may be of another whole


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the shares that the wording makes a hundred of, and the parts of every pound."""
    for slot in scene.slots:
        if _is_share(slot) and not slot.in_table and _OTHER.search(slot.left):
            yield from _others(scene, slot)
    for slots in scene.by_sentence.values():
        if not slots[0].in_table:
            yield from _of_every(scene, slots)


def _is_share(slot: Slot) -> bool:
    return slot.q.unit == "percent" and slot.q.kind is Kind.SHARE and slot.q.hedge is not Hedge.BETWEEN


def _others(scene: Scene, rest: Slot) -> Iterator[Relation]:
    """Read the rest with the shares of its sentence and of the one before; some of them may be of other wholes."""
    near = scene.slots[max(0, rest.order - MOST_PARTS) : rest.order]
    shares = [s for s in near if _is_share(s) and s.block == rest.block and rest.sentence - 1 <= s.sentence]
    told = [s for s in shares if not s.marked_base and not s.expected]
    told = [s for s in told if not _LONG_AGO.match(s.right)]
    if told and _elided_between(scene, told[0], rest):
        return
    same = [s for s in told if s.sentence == rest.sentence]
    if not told or _counted_since(scene, told[-1], rest):
        return
    group = f"rest-share:{rest.q.id}"
    if any(s.q.unit == "ratio" for s in scene.slots[told[0].order - 1 if told[0].order else 0 : rest.order]):
        return  # "three in five favour it, 36 percent do not": a share that is told otherwise
    earlier = [s for s in scene.slots[max(0, told[0].order - _FURTHER) : told[0].order] if _is_share(s)]
    for n in range(1, len(earlier) + 1):  # "38 percent for the left and 33 for the right": told a paragraph before
        yield _hundred([*earlier[-n:], *told, rest], group, 3, frozenset())
    if _NOT_FIRST.search(told[0].left):
        return  # "the Greens came third with 12 percent": those before them are told elsewhere
    sure = not _UNCERTAIN.search(scene.document.text[told[0].q.start : rest.q.end + 40].lower())
    yield _hundred([*(same or told), rest], group, 0, frozenset({UNRIVALLED}) if sure else frozenset())
    open_parts = told[-_MOST_OPEN:]
    for size in range(1, len(open_parts) + 1):
        for some in itertools.combinations(open_parts, size):
            yield _hundred([*some, rest], group, 1, frozenset())
    for larger, smaller in itertools.permutations(shares, 2):
        yield Relation(
            kind="difference",
            equation="difference == larger - smaller",
            roles={
                "difference": (Term(quantity=rest.q),),
                "larger": (Term(quantity=larger.q),),
                "smaller": (Term(quantity=smaller.q),),
            },
            certainty=Certainty.LIKELY,
            reading="the rest of a share",
            group=group,
            rank=2,
        )


def _elided_between(scene: Scene, first: Slot, rest: Slot) -> bool:
    """Tell "the works make 15 percent, panels 8 and dams 11; … the remaining 9 percent": shares without their unit."""
    between = [s for s in scene.slots[first.order + 1 : rest.order] if not s.aside]
    return any(s.q.kind is Kind.COUNT and s.q.unit in ("", "count") and (s.q.value or 0) < _ALL for s in between)


def _counted_since(scene: Scene, share: Slot, rest: Slot) -> bool:
    """Tell whether a number of other things opens the rest's sentence, whose share is not told.

    "5,453 had a petrol engine, or 38%. Private buyers took 5,740, with firms taking the other 60%": of 40 percent.
    """
    between = [s for s in scene.slots[share.order + 1 : rest.order] if s.sentence == rest.sentence]
    return any(s.q.kind in (Kind.COUNT, Kind.LEVEL) and s.q.unit != "percent" and not s.aside for s in between)


def _hundred(parts: list[Slot], group: str, rank: int, tags: frozenset[str]) -> Relation:
    return Relation(
        kind="sum",
        equation="100 == sum(part)",
        roles={"part": tuple(Term(quantity=s.q) for s in parts)},
        certainty=Certainty.LIKELY,
        reading="shares of one whole, the last of them the rest",
        group=group,
        rank=rank,
        tags=tags | {"shares"},
    )


def _of_every(scene: Scene, slots: list[Slot]) -> Iterator[Relation]:
    """Read "for every pound 86p, 9p and 7p": what becomes of a pound is no more than a pound."""
    start = scene.document.sentences[slots[0].sentence].start
    opened = _EVERY.search(scene.document.text[start : slots[-1].q.end].lower())
    if opened is None:
        return
    sign = opened["unit"] or opened["sign"]
    said = scene.document.text[start + opened.end() : slots[-1].q.end].lower()
    if opened[0].startswith("for") and not _FOR_EVERY.match(said):
        return  # "for every dollar a man earns", "for every pound the state spends": measured by it, no parts of it
    whole = Decimal(opened["sum"] or 1)
    told = [s for s in slots if s.q.start >= start + opened.end() and s.q.unit == _UNITS[sign]]
    if not 2 <= len(told) <= MOST_PARTS or any((s.q.value or 0) >= whole for s in told):
        return
    if not _SPENT.search(said) or _UNCERTAIN.search(said) or any(s.q.hedge is Hedge.BETWEEN for s in told):
        return
    if any(s.marked_base or s.is_change or s.clause != told[0].clause for s in told):
        return
    yield Relation(
        kind="sum",
        equation=f"{whole} >= sum(part)",
        roles={"part": tuple(Term(quantity=s.q) for s in told)},
        certainty=Certainty.LIKELY,
        reading="what becomes of every one of them",
        group=f"every:{told[0].q.id}",
        tags=frozenset({UNRIVALLED}),
    )
