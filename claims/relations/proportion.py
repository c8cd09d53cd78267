"""Shares held against each other: two parts that make the whole, parts of one whole that is not printed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.ranked_shares import compete
from claims.relations.scene import Scene, Slot, comparable

__all__ = ["propose"]

_PERCENT = Decimal("0.01")
_MOST = 8
_OF_THESE = regex(r"^\s*(?:[\w'’-]+\s+)?of (?:these|those|them|whom|which)\b")
# ") and ", ", then Spain with ": another item of the list, of no other whole
_OF_OTHER_TIME = regex(r"\b(?:from|against|compared|than|versus|after|instead of)\s+$")
_NEXT_ITEM = regex(r"\)?\s*(?:,|;|and\b)(?:\s*(?!(?:of|among|including|which|while|but|where|in)\b)[\w.'’&-]+){0,7}")
_OF_OWN = regex(r"\)?\s*(?:of|among|in)\s")
_LARGE = _ALL = 100
_VOTED = regex(r"\b(?:votes?|ballots?|re-elected|runoff|run-off)\b")
_PLACE = regex(r"\b(?:in|at|among)\s(?!the\s(?:final|run)|all\b|\d)")
_OPENED = regex(r"^\W*(?:out )?of (?:the|these|those|them|its|their|all)\b")
_OF_EACH = regex(r"(?:^|[,;.]\s|\band\s)\W*(?:of|among) (?:the|those|these|his|her|its)\b")
_YEAR = regex(r"\b(?:19|20)\d\d\b")
_OF_SOME = regex(r"\bof (?:these|those|them|whom|which)\b")
_OF_THESE_INSIDE = regex(r"\bof (?:these|those|them|whom|which|the)\b")
_WHOLE_NEXT = regex(r"^\s(?:[\w'’-]+\s){0,2}(?:out )?of\s[^,;.]*$")
_THE_OTHERS = regex(
    r"\b(?:are not|is not|were not|was not|did not|do not|have not|had not|against|the others?|the rest|"
    r"the remaining)\b"
)


def propose(scene: Scene, told: Sequence[tuple[Slot, Slot]]) -> Iterator[Relation]:
    """Yield relations of shares with parts; `told` pairs each share with the part printed beside it."""
    neighbours = list(itertools.pairwise(told))
    from_first = [(told[0], other) for other in told[2:_MOST]] if told else []
    for (share, part), (share_2, part_2) in [*neighbours, *from_first]:
        if comparable(part.q, part_2.q) == 0 or part is part_2 or _OF_THESE.match(part_2.right):
            continue
        all_of_it = _all_of_it(scene, share, part, share_2, part_2)
        if all_of_it:
            yield _against_other(share, part, part_2, Certainty.LIKELY, frozenset({UNRIVALLED}))
            yield _against_other(share_2, part_2, part, Certainty.LIKELY, frozenset({UNRIVALLED}))
        elif _two_halves(share, part, part_2) or _two_halves(share_2, part_2, part):
            yield _against_other(share, part, part_2, Certainty.LIKELY)
            yield _against_other(share_2, part_2, part, Certainty.LIKELY)
        if share.sentence == part_2.sentence and _OF_OTHER_TIME.search(scene.gap(share, part_2)):
            continue  # "57,960 (18.2 per cent), up from 46,880 (16.2 per cent)": the whole has changed too
        listed = _are_listed(scene, share, part, share_2, part_2)
        against = not listed and compete(scene, share, part, share_2, part_2)
        yield _same_whole(share, part, share_2, part_2, listed=listed, against=against)
    for share, part in told:
        yield from _not_the_others(scene, share, part)


def _all_of_it(scene: Scene, share: Slot, part: Slot, share_2: Slot, part_2: Slot) -> bool:
    """Tell whether two shares are said to be all there is: they make 100, of votes or of what the sentence opens with.

    "Silva got 60.3 million votes, 50.9 percent, and Rojas 58.2 million, 49.1 percent"; "Of these, 96 (15 percent) were
    to make repairs and 544 (85 percent) passed".
    """
    if {share.q.unit, share_2.q.unit} != {"percent"} or share.block != share_2.block or share is share_2:
        return False
    if (share.q.value or 0) + (share_2.q.value or 0) != _ALL or share.marked_base or share_2.marked_base:
        return False
    if part.marked_base or part_2.marked_base or any(_has_whole(scene, s) for s in (part, part_2)):
        return False
    if _periods(part, share) != _periods(part_2, share_2):
        return False  # "410,000 votes, 52 percent, in 2020 and 430,000, 48 percent, in 2024"
    first, last = min(part.sentence, share.sentence), max(part_2.sentence, share_2.sentence)
    if last - first > 1 or _OF_SOME.search(scene.sentence_text(last).lower() if last > first else ""):
        return False
    said = " ".join(scene.sentence_text(n) for n in range(first, last + 1)).lower()
    if len(_OF_EACH.findall(said)) > 1 or len(set(_YEAR.findall(said))) > 1:
        return False
    placed = len(_PLACE.findall(said)) > 1
    if _VOTED.search(said):
        return not placed
    between = scene.slots[min(part.order, share.order) : max(part_2.order, share_2.order) + 1]
    alone = len(between) == 4 and first == last
    opened = _OPENED.match(scene.sentence_text(first).lower())
    return alone and opened is not None and not placed and not _OF_THESE_INSIDE.search(said[opened.end() :])


def _periods(*slots: Slot) -> set[object]:
    return {s.binding.period for s in slots if s.binding is not None and s.binding.period is not None}


def _has_whole(scene: Scene, part: Slot) -> bool:
    """Tell whether a part has a whole of its own beside it: "16 of 200 (8 percent)"."""
    after = scene.slots[part.order + 1] if part.order + 1 < len(scene.slots) else None
    return after is not None and after.q.unit != "percent" and _WHOLE_NEXT.match(scene.gap(part, after)) is not None


def _term(share: Slot) -> Term:
    return Term(quantity=share.q, factor=_PERCENT if share.q.unit == "percent" else Decimal(1))


def _two_halves(share: Slot, part: Slot, other: Slot) -> bool:
    """Tell whether a part is its share of itself and the other part together."""
    if not part.q.value or not other.q.value or not share.q.value:
        return False
    stated = float(share.q.value) / (100 if share.q.unit == "percent" else 1)
    actual = float(part.q.value) / (float(part.q.value) + float(other.q.value))
    return abs(stated - actual) < 0.0051


def _against_other(
    share: Slot, part: Slot, other: Slot, certainty: Certainty, tags: frozenset[str] = frozenset()
) -> Relation:
    return Relation(
        kind="share_of",
        equation="share == 1 / (1 + other / part)",
        roles={
            "share": (_term(share),),
            "part": (Term(quantity=part.q),),
            "other": (Term(quantity=other.q),),
        },
        certainty=certainty,
        reading="two parts that make the whole",
        group=f"halves:{share.q.id}",
        tags=tags,
    )


def _not_the_others(scene: Scene, share: Slot, part: Slot) -> Iterator[Relation]:
    """Read "677,025, or 48.4 percent, are vaccinated and 722,975 are not": the two parts make the whole."""
    for other in scene.by_sentence[share.sentence]:
        if other in (share, part) or other.q.kind is not Kind.COUNT or comparable(other.q, part.q) == 0:
            continue
        if other.order > share.order and _THE_OTHERS.search(other.right[:40]):
            yield _against_other(share, part, other, Certainty.LIKELY)


def _are_listed(scene: Scene, share: Slot, part: Slot, share_2: Slot, part_2: Slot) -> bool:
    """Tell whether two parts with their shares follow each other in one list: "Italy 620 (40%), Spain 465 (30%)".

    Each share stands right after its part and in the same way; small numbers (seats) may go with other shares.
    """
    row = (part, share, part_2, share_2)
    if [s.order for s in row] != list(range(part.order, part.order + 4)) or len({s.sentence for s in row}) > 1:
        return False
    gaps = [scene.gap(a, b).strip(" ") for a, b in itertools.pairwise(row)]
    joined = _NEXT_ITEM.fullmatch(gaps[1]) is not None and not _OF_OWN.match(share_2.right)
    large = all((s.q.value or 0) >= _LARGE for s in (part, part_2))
    return joined and large and gaps[0] == gaps[2] and gaps[0] in ("(", ", or", ",")


def _same_whole(share: Slot, part: Slot, share_2: Slot, part_2: Slot, *, listed: bool, against: bool) -> Relation:
    near = share.sentence == share_2.sentence or abs(share.sentence - share_2.sentence) == 1
    firm = against or (near and comparable(part.q, part_2.q) == 2 and share.block == share_2.block)
    return Relation(
        kind="share_of",
        equation="part / share == part_2 / share_2",
        roles={
            "part": (Term(quantity=part.q),),
            "share": (_term(share),),
            "part_2": (Term(quantity=part_2.q),),
            "share_2": (_term(share_2),),
        },
        certainty=Certainty.LIKELY if firm else Certainty.POSSIBLE,
        reading="shares of one whole that is not printed",
        group=f"proportion:{share.q.id}:{share_2.q.id}",
        tags=frozenset({UNRIVALLED}) if firm and (listed or against) else frozenset(),
    )
