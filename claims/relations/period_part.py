"""A part of a period within the whole of it: what came in July is no more than what came so far this year.

Only what is counted up over a period can be held to this; a stock or a price may be higher in July than at the end.
So the whole must be told as a sum over its period: "so far this year", "add up to", "annual".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.period import contains, days, overlaps, same
from claims.relations.kinship import area_of, indicator_of, period_of
from claims.relations.scene import Scene, Slot, same_noun

__all__ = ["propose"]

_ADDED_UP = regex(
    r"\b(?:so far|add(?:s|ed)? up to|in total|total(?:l?ed|l?ing|s)?|annual(?:ly)?|yearly|year-to-date|cumulative|"
    r"since (?:january|the start|the beginning)|for the (?:whole |full )?year|over the year|"
    r"altogether|in all)\b"
)
_STOCK = regex(
    r"\b(?:prices?|rates?|index|temperatures?|populations?|average|mean|debt|stocks?|capacity|capital|members|"
    r"staff|workforce|record)\b"
)
_TO_DATE = regex(
    r"\bso far\b|\bsince january\b|\byear[- ]to[- ]date\b|\b(?:in|over|during|for) the (?:first )?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|10|11) months\b|"
    r"\bbringing the total (?:for the year |this year )?to\b|\bcumulative(?:ly)?\b|"
    r"\b(?:from )?january (?:to|through) [a-z]+\b"
)
_BOTH_WAYS = regex(  # what may fall again: a balance, and what is no more than expected
    r"\b(?:surplus|deficit|balance|net|gap|shortfall|inflows?|outflows?|change|growth|expects?|expected|forecast|target|goal|"
    r"plan(?:s|ned)?|if)\b"
)
_OF_MONEY = regex(  # what is left after losses
    r"\b(?:profits?|loss(?:es)?|lost|losing|earn(?:s|ed|ings)?|income|gains?|results?|returns?|flows?)\b"
)
_OF_THE_PAST = regex(r"\b(?:than|from|below|above)\s+(?:the\s+)?$")  # "12 percent below the 111 million of last year"
_NEAR = 90  # characters before a total that may tell its period
_WINDOW = 16  # figures on either side


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the parts of a period, of one thing and one area with the whole, that exclude one another."""
    for whole in scene.slots:
        if not _is_sum(whole):
            continue
        near = scene.slots[max(0, whole.order - _WINDOW) : whole.order + _WINDOW + 1]
        parts: list[Slot] = []
        for slot in near:
            inside = slot is not whole and _OF_THE_PAST.search(slot.left) is None and _within(slot, whole)
            if inside and not any(overlaps(period_of(slot), period_of(other)) for other in parts):
                parts.append(slot)
        if parts:
            yield Relation(
                kind="part_total",
                equation="sum(part) <= whole",
                roles={"part": tuple(Term(quantity=p.q) for p in parts), "whole": (Term(quantity=whole.q),)},
                certainty=Certainty.LIKELY,
                reading="parts of a period within the whole of it",
                group=f"period:{whole.q.id}",
                tags=frozenset({UNRIVALLED}) if _is_to_date(scene, whole, parts) else frozenset(),
            )


def _is_to_date(scene: Scene, whole: Slot, parts: Sequence[Slot]) -> bool:
    """Tell whether the whole is told as what came so far, of something that only ever adds up."""
    start = scene.document.sentences[whole.sentence].start
    told = f"{scene.document.text[max(start, whole.q.start - _NEAR) : whole.q.start]}…{whole.right[:40]}".lower()
    if not _TO_DATE.search(told):
        return False
    said = " ".join(scene.sentence_text(n) for n in {s.sentence for s in (whole, *parts)}).lower()
    plain = all(p.q.unit == whole.q.unit and p.q.per == whole.q.per for p in parts)
    named = whole.q.unit not in ("", "count") or all(indicator_of(p) == indicator_of(whole) != "" for p in parts)
    money = len(whole.q.unit) == 3 and whole.q.unit.isupper()
    turns = _BOTH_WAYS.search(said) or (money and _OF_MONEY.search(said))
    return plain and named and not whole.expected and not turns


def _is_sum(slot: Slot) -> bool:
    if not _countable(slot) or days(period_of(slot)) is None:
        return False
    told = f"{indicator_of(slot)} {slot.left[-60:]} {slot.right[:40]}"
    return _ADDED_UP.search(told) is not None and _STOCK.search(indicator_of(slot)) is None


def _countable(slot: Slot) -> bool:
    return (
        slot.q.kind in (Kind.LEVEL, Kind.COUNT)
        and not slot.aside
        and not slot.in_table
        and slot.q.unit not in ("percent", "index point")
    )


def _within(part: Slot, whole: Slot) -> bool:
    if not _countable(part) or not same_noun(part.q, whole.q) or area_of(part) != area_of(whole):
        return False
    inner, outer = period_of(part), period_of(whole)
    if inner is None or not contains(outer, inner) or same(outer, inner):
        return False
    one, other = ({w.rstrip("s") for w in indicator_of(s).split() if len(w) > 3} for s in (part, whole))
    money = len(part.q.unit) == 3 and part.q.unit.isupper()  # of a story's amounts of money, few are of one thing
    return bool(one & other) or (part.q.unit == whole.q.unit != "" and not money)
