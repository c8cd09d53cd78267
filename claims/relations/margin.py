"""Margins, profit over sales that are told before: "sales of $1,250m. … profit of $100m, a margin of 8.0 per cent"."""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.kinship import of_one_area, period_of
from claims.relations.scene import Scene, Slot
from claims.relations.share import share_relation
from claims.relations.share_beside import is_share
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_SORTS = "operating|net|pre-?tax|gross|trading|after-tax|ebit|ebitda|adjusted|underlying"
_MARGIN = regex(
    rf"\b(?P<sort>(?:(?:{_SORTS})\s)*)(?:profit\s)?(?P<called>margin|return on sales)"
    r"(?:\s(?:thus|therefore))?(?:\s(?:of|was|is|came|comes|stood|at|to|in|reached|amounted|worked out|worked))*"
    rf"\s{ABOUT}$"
)
_SALES = regex(
    r"(?:^|\b(?:its|the|group|total|annual|net|overall|quarterly|company|half-year|full-year|group['’]s|on|of"
    r"|with|and|while|from|"
    r"company['’]s|firm['’]s)\s)(?:net\s)?(?P<name>sales|revenues?|turnover)\b"
    r"(?:\s(?:of|were|was|is|are|came|comes|to|in at|totalled|totaled|reached|amounted|stood|at|rose|grew"
    r"|climbed|fell|dropped|slipped|"
    r"increased|jumped|edged|up|down|for the (?:year|quarter|half)|in the (?:year|quarter|half))|\s\d\S*\s?(?:%"
    r"|per cent|percent|pct),?)*\s"
    rf"{ABOUT}$"
)
_PROFIT = regex(
    rf"\b(?P<sort>(?:(?:{_SORTS})\s)*)(?P<name>profits?|income|earnings|surplus|ebit|ebitda)\b"
    r"(?:\s(?:before tax|after tax|before interest and tax))?"
    r"(?:\s(?:of|was|were|is|came|comes|to|in at|totalled|totaled|reached|amounted|stood|at|rose|grew|climbed"
    r"|fell|dropped|slipped|"
    r"increased|jumped|edged|up|down))*\s"
    rf"{ABOUT}$"
)
_ENDS = regex(r"^\s*(?:[.,;()]|$|(?:against|after|up|down|from|compared|and|versus)\b)")
_OTHER = regex(
    r"\b(?:division|unit|segment|business|arm|branch|at home|abroad|excluding|without|before one-off|would"
    r"|could|forecast|expects?)\b"
)
_MONEY = regex(r"^[A-Z]{3}$")
_REACH = 3  # sentences
_MILLION = 10**6


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield margins with the only sales and the only profit of their sort that are told before."""
    for share in scene.slots:
        if not is_share(share.q) or share.in_table or share.marked_base or not share.q.value:
            continue
        if not _ENDS.match(share.right):
            continue
        said = _said(scene, share)
        margin = _MARGIN.search(said)
        if margin is None:
            continue
        before = [
            s
            for s in scene.slots[max(0, share.order - 24) : share.order]
            if 0 <= share.sentence - s.sentence <= _REACH and _is_amount(s)
        ]
        profits = [s for s in before if (p := _PROFIT.search(_said(scene, s))) and _fits(margin["sort"], p["sort"])]
        sales = [s for s in before if _SALES.search(_said(scene, s))]
        sales = [s for s in sales if s.q.unit]
        if len(sales) != 1 or len(profits) != 1 or profits[0].q.unit not in ("", sales[0].q.unit):
            continue
        profit, whole = profits[0], sales[0]
        first = min(profit.sentence, whole.sentence)
        told = " ".join(scene.sentence_text(n) for n in range(first, share.sentence + 1)).lower()
        one_time = None in (period_of(profit), period_of(whole)) or period_of(profit) == period_of(whole)
        if _OTHER.search(told) or not one_time or not of_one_area(profit, whole):
            continue
        yield share_relation(
            share, profit, whole, Certainty.LIKELY, -3, "profit over sales", tags=frozenset({UNRIVALLED})
        )


def _said(scene: Scene, slot: Slot) -> str:
    begin = scene.document.sentences[slot.sentence].start
    return scene.document.text[max(begin, slot.q.start - 120) : slot.q.hedge_start or slot.q.start].lower()


def _is_amount(s: Slot) -> bool:
    bare = s.q.kind is Kind.COUNT and not s.q.unit and s.q.scale >= _MILLION  # "… 640 million crowns. … 96 million"
    plain = ((s.q.kind is Kind.LEVEL and _MONEY.match(s.q.unit)) or bare) and not s.aside and not s.in_table
    return bool(plain) and not s.marked_base and not s.expected and s.q.hedge is not Hedge.BETWEEN and not s.q.per


def _fits(margin: str, profit: str) -> bool:
    """Tell whether a margin is of a profit's sort; one that names none is of the only profit told."""
    return not margin.split() or set(margin.split()) == set(profit.split())
