"""Amounts worked out by a percentage just told: "With GDP put at 850 billion, that would mean borrowing 27.2 billion".

Also what a stake values the whole at, what a premium or a tax adds to a price, and "18 percent of sales, or $616
million" after the sales.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.ratio_told import rounded
from claims.relations.scene import Scene, Slot, comparable
from claims.relations.share import share_relation
from claims.relations.share_beside import is_share
from claims.relations.share_told import names_whole
from claims.relations.told_wording import ABOUT, IS, SINCE, THUS, phrases

__all__ = ["propose"]

_OF_NOUN = regex(r"^\s*(?:of|on)\s(?P<what>[^,.;:()]{2,50})")
_GIVEN = regex(rf"^\W*(?:{SINCE}|at)\b")
_MEANS = regex(
    rf"(?:,\s*(?:or|that|this|it|which)|\b(?:{THUS}|so))\b(?:\s+(?:{IS}|mean|about|some|around|borrowing"
    rf"|raising|a|an|the|"
    rf"sum|total|deficit|gap|cost|bill|of|to|at|it|will|comes?|worth))*\s+$|,\s*or\s+{ABOUT}$"
)
_VALUES_AT = regex(
    r"\b(?:valu(?:e[sd]?|ing)|puts?|putting|price[sd]?|pricing)\s(?:(?:the|its|all|whole|entire|his|her|their)\s)*"
    rf"[\w'’&.-]+(?:\s[\w'’&.-]+){{0,4}}?\s(?:at|to be worth)\s+{ABOUT}$"
    rf"|\b(?:implying|implies|giving|for|at) (?:it )?(?:a|an|the) (?:[\w-]+ )?(?:valuation|value|worth) of\s+{ABOUT}$"
)
_STAKE = regex(r"^\s*(?:of|stake|share\b|interest|holding)")
_FOR = regex(r"\bfor\s+(?:about |around |some |nearly |almost |just over )?$")
_FOR_IT = regex(rf"^\sfor\s(?:an?\s(?:[\w-]+\s)?(?:stake|share|holding|interest) of\s)?{ABOUT}$")
_OWNERS = regex(r"\b(?:group|parent|seller|buyer|bank|firm|owner|holding)\b")
_ADDED = regex(rf"\b(?:{phrases('percents', 'added')})\s(?:of|at)\s+$|\bplus\s+(?:an?\s)?$")
_ADDED_NEXT = regex(rf"^\s*(?:[\w-]+\s)?(?:{phrases('percents', 'added')})\b")
_PAYS = regex(rf"\b(?:pays?|paid|paying|costs?|costing|comes? to|came to|total\w*|makes?|bill of|price of)\s+{ABOUT}$")
_MONEY = regex(r"^[A-Z]{3}$")
_MILLION = 10**6
_BACK = 8  # figures back to a whole that is named


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the products of a percentage and an amount that the wording ties together."""
    for share in scene.slots:
        if share.in_table or share.q.hedge is Hedge.BETWEEN or share.q.unit != "percent" or not share.q.value:
            continue
        after = [s for s in scene.slots[share.order + 1 : share.order + 4] if scene.flows(s, share)]
        if is_share(share.q) and not share.marked_base:
            yield from _of_a_named_amount(scene, share, after)
            yield from _stake(scene, share, after)
            yield from _paid_for(scene, share, after)
            yield from _part_next(scene, share, after)
        if share.q.kind in (Kind.SHARE, Kind.LEVEL):
            yield from _surcharge(scene, share)


def _amount(slot: Slot) -> bool:
    return slot.q.kind is Kind.LEVEL and slot.q.unit != "percent" and not slot.aside and not slot.q.per


def _of_a_named_amount(scene: Scene, share: Slot, after: Sequence[Slot]) -> Iterator[Relation]:
    """Read "3.2 percent of GDP. With GDP put at 850 billion, that would mean 27.2 billion"."""
    named = _OF_NOUN.match(share.right)
    if named is None or len(after) < 2 or not all(_amount(s) for s in after[:2]):
        return
    whole, part = after[:2]
    if part.sentence != whole.sentence or comparable(whole.q, part.q) != 2 or not _MEANS.search(part.left):
        return
    if whole.sentence == share.sentence:
        joined = share.right.rstrip().endswith(("of", "at", "worth")) and "," not in share.right
    else:
        opens = whole.sentence == share.sentence + 1 and _GIVEN.match(whole.left) is not None
        joined = opens and names_whole(named["what"], whole)
    if joined:
        yield _share(share, part, whole)


def _stake(scene: Scene, share: Slot, after: Sequence[Slot]) -> Iterator[Relation]:
    """Read "sold 20% of the unit for 1.2 billion, valuing it at 6 billion"."""
    if not _STAKE.match(share.right) or not after or not _amount(after[0]) or not _FOR.search(after[0].left):
        return
    yield from _valued(share, after[0], after[1:])


def _valued(share: Slot, price: Slot, after: Sequence[Slot]) -> Iterator[Relation]:
    told = [s for s in after if (_amount(s) and comparable(s.q, price.q) == 2) or _bare(s, price)]
    found = _VALUES_AT.search(told[0].left) if told else None
    if price.sentence != share.sentence or found is None or told[0].sentence > price.sentence + 1:
        return
    of_other = _OWNERS.search(found[0])
    if of_other is None or of_other[0] in share.right:  # "20% of its broker …, valuing the group at 31 billion"
        yield _share(share, price, told[0])


def _paid_for(scene: Scene, share: Slot, after: Sequence[Slot]) -> Iterator[Relation]:
    """Read "paid $90 million for 30 percent of the chain, valuing it at $300 million"."""
    price = scene.slots[share.order - 1] if share.order else None
    if price is None or price.sentence != share.sentence or not _amount(price) or not _STAKE.match(share.right):
        return
    if _FOR_IT.match(scene.gap(price, share)):
        yield from _valued(share, price, after)


def _bare(s: Slot, price: Slot) -> bool:
    """Tell whether a number of billions may be of the crowns told before."""
    return s.q.kind is Kind.COUNT and not s.q.unit and s.q.scale >= _MILLION and price.q.scale >= _MILLION


def _part_next(scene: Scene, share: Slot, after: Sequence[Slot]) -> Iterator[Relation]:
    """Read "sales of $3.42 billion … Online orders made up 18% of sales, or $616 million"."""
    named = _OF_NOUN.match(share.right)
    if named is None or not after or not _amount(after[0]) or after[0].sentence != share.sentence:
        return
    part = after[0]
    if re.fullmatch(rf"[^,;]*,\s*(?:or|some|about|which (?:is|was))\s+{ABOUT}", scene.gap(share, part)) is None:
        return
    before = [s for s in scene.slots[max(0, share.order - _BACK) : share.order] if _amount(s) and not s.marked_base]
    wholes = [s for s in before if comparable(s.q, part.q) == 2 and names_whole(named["what"], s) and not s.expected]
    if len(wholes) == 1 and (wholes[0].q.value or 0) > (part.q.value or 0) and not named["what"].startswith("the "):
        near = scene.flows(wholes[0], share) and wholes[0].sentence >= share.sentence - 1
        yield _share(share, part, wholes[0], sure=near)


def _share(share: Slot, part: Slot, whole: Slot, *, sure: bool = True) -> Relation:
    reading = "a percentage of an amount, and what it comes to"
    tags = frozenset({UNRIVALLED}) if sure else frozenset[str]()
    return share_relation(share, part, whole, Certainty.LIKELY, -1, reading, tags=tags)


def _surcharge(scene: Scene, rate: Slot) -> Iterator[Relation]:
    """Read "850,000 francs …, with the premium of 20 percent the buyer will pay 1.02 million francs"."""
    if not (_ADDED.search(rate.left) or _ADDED_NEXT.match(rate.right)) or rate.order + 1 >= len(scene.slots):
        return
    base, made = scene.slots[rate.order - 1] if rate.order else None, scene.slots[rate.order + 1]
    if (
        base is None
        or not scene.flows(base, rate)
        or base.sentence < rate.sentence - 1
        or made.sentence != rate.sentence
    ):
        return
    if not (_amount(base) and _amount(made) and base.q.unit == made.q.unit and _MONEY.match(base.q.unit)):
        return
    if not _PAYS.search(made.left) or (made.q.value or 0) <= (base.q.value or 0):
        return
    yield Relation(
        kind="level_growth",
        equation="current == base * (1 + rate)",
        roles={
            "current": (Term(quantity=rounded(made.q)),),
            "base": (Term(quantity=base.q),),
            "rate": (Term(quantity=rate.q, factor=Decimal("0.01")),),
        },
        certainty=Certainty.LIKELY,
        reading="a price and what a premium or a tax adds to it",
        group=f"surcharge:{rate.q.id}",
        tags=frozenset({UNRIVALLED}),
    )
