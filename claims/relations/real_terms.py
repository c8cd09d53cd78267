"""Growth in money, growth of prices and what is left of it: "as prices rose 2.4 percent, real wages were up 1.6
percent".

Both ways of working it out are taken: the points between the two rates, and the quotient of what they grow by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.scene import Scene, Slot
from claims.relations.told_frames import after, before, plain, said
from claims.relations.told_wording import phrases

__all__ = ["propose"]

_PRICES, _WAGES = (phrases("real", n, lexicon="worked_out") for n in ("prices", "wages"))
_REAL = regex(
    r"\b(?:in real terms|real (?:wages?|pay|earnings|incomes?|pensions?|terms|value)"
    r"|purchasing power|after inflation)\b"
)
_OF_PRICES = regex(rf"\b(?:{_PRICES})\b[^,;.\d]*$")
_OF_WAGES = regex(rf"\b(?:{_WAGES})\b")
_OTHER = regex(r"\b(?:target|forecast|expected|core|month|quarter|food|energy|fuel|rents?)\b")
_DERIVED = regex(r"\b(?:as|with|since|given|because|so|which means|meaning|thus|therefore|leaving|leaves)\b")
_MOST = 15  # percent: above that the two ways of working it out differ too much
_ROOM = Decimal("0.12")  # points that the quotient of two rates may differ from their difference


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the real growth of a sentence that tells that of prices, with the growth told just before."""
    for real in scene.slots:
        if not _rate(real) or real.q.direction is None:
            continue
        told = said(scene, real)
        clause = re.split(r"[,;]\s", told)[-1]
        if not (_REAL.search(clause) or _REAL.search(after(scene, real)[:60])):
            continue
        here = [s for s in scene.by_sentence[real.sentence] if s.order < real.order and _rate(s)]
        prices = [s for s in here if _OF_PRICES.search(s.left)]
        nominal = [s for s in here if s not in prices]
        if not nominal:
            nominal = [s for s in before(scene, real, 1) if _rate(s) and not _OF_PRICES.search(s.left)]
        if len(prices) != 1 or len(nominal) != 1 or len(here) > 2:
            continue
        text = scene.document.text[max(0, nominal[0].q.start - 80) : real.q.end].lower()
        if nominal[0].q.direction == "up" and not _OTHER.search(told) and _OF_WAGES.search(text):
            yield _relation(real, nominal[0], prices[0], sure=_DERIVED.search(told) is not None)


def _rate(slot: Slot) -> bool:
    percent = slot.q.unit == "percent" and slot.q.kind in (Kind.GROWTH_RATE, Kind.LEVEL, Kind.SHARE, Kind.PP_CHANGE)
    return percent and plain(slot) and not slot.marked_base and (slot.q.value or 0) < _MOST


def _relation(real: Slot, nominal: Slot, prices: Slot, *, sure: bool) -> Relation:
    quantity = replace(real.q, direction=real.q.direction)
    lost = real.q.direction == "down"
    larger, smaller = (prices, nominal) if lost else (nominal, prices)
    return Relation(
        kind="difference",
        equation="difference == larger - smaller",
        roles={
            "difference": (Term(quantity=quantity),),
            "larger": (Term(quantity=larger.q),),
            "smaller": (Term(quantity=smaller.q),),
        },
        certainty=Certainty.LIKELY,
        reading="growth, growth of prices, and what is left in real terms",
        group=f"real:{real.q.id}",
        rank=-1,
        slack=_ROOM / max(real.q.value or Decimal(1), Decimal("0.1")) if (real.q.value or 0) > _ROOM else Decimal(1),
        tags=frozenset({UNRIVALLED}) if sure else frozenset(),
    )
