"""How long a stock lasts at a rate that is told: "reserves of 42 billion, enough for 7 months of imports at 6 billion
a month"; "At last year's rate of 180 million barrels the 5.4 billion would last for 30 years".
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import Kind, Relation
from claims.patterns import regex
from claims.quantities.nouns import PER_TIMES
from claims.quantities.units import convert_factor
from claims.relations.scene import Scene, Slot, comparable
from claims.relations.told_frames import after, before, of_one_unit, plain, quotient, said
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_ENOUGH = phrases("lasts", "enough", lexicon="worked_out")
_PACE = phrases("lasts", "pace", lexicon="worked_out")
_LASTS = regex(rf"\b(?:{_ENOUGH})\s{ABOUT}$")
_AT_PACE = regex(rf"\b(?:{_PACE})\s(?:(?:rate|pace|level|output|consumption|production)\s(?:of\s)?)?{ABOUT}$")
_A_TIME = regex(r"^(?:\s[\w'’-]+){0,3}?\s(?:an?|per|each|every)\s(?P<word>[a-z]+)\b")
_LAST_YEAR = regex(r"\b(?:last|this) year['’]s\b")
_OTHER = regex(r"\b(?:if|could|another|further|more|only half|instead|without|besides|up to|extra)\b")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the spans that a stock lasts, with the only rate told beside them and the only stock before them."""
    for span in scene.slots:
        if span.q.kind is not Kind.DURATION or not plain(span) or _OTHER.search(said(scene, span)[-80:]):
            continue
        if not _LASTS.search(span.left) and not _LASTS.search(said(scene, span)):
            continue
        here = [s for s in scene.by_sentence[span.sentence] if s is not span and plain(s)]
        rates = [s for s in here if _AT_PACE.search(s.left) and _per(scene, s)]
        if len(rates) != 1:
            continue
        rate = rates[0]
        stocks = [s for s in here if s.order < span.order and _stock(s, rate)]
        stocks = stocks or [s for s in before(scene, span, 1) if _stock(s, rate)]
        factor = convert_factor(span.q.unit, _per(scene, rate))
        if len(stocks) == 1 and factor is not None:
            yield _relation(span, stocks[0], rate, factor)


def _per(scene: Scene, rate: Slot) -> str:
    told = _A_TIME.match(after(scene, rate))
    word = rate.q.per if rate.q.per in PER_TIMES else told["word"] if told is not None else ""
    if not word and _LAST_YEAR.search(rate.left):
        word = "year"
    return word if word in PER_TIMES else ""


def _stock(slot: Slot, rate: Slot) -> bool:
    if slot is rate or slot.q.kind not in (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE) or slot.q.unit == "percent":
        return False
    unit = rate.q.unit.split(" per ")[0]
    bare = rate.q.unit.startswith("per ") and rate.q.scale > 1 and slot.q.scale > 1
    return slot.q.unit == unit or bare or comparable(slot.q, rate.q) > 0 or of_one_unit(slot, rate)


def _relation(span: Slot, stock: Slot, rate: Slot, factor: Decimal) -> Relation:
    return quotient(
        span,
        stock,
        rate,
        "a stock, what is used of it in a time, and how long it lasts",
        factors=(Decimal(1) / factor, Decimal(1)),
        group=f"lasts:{span.q.id}",
    )
