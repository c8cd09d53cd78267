"""Money converted at a rate that its sentence tells: "6.3 billion crowns, or $900 million at 7 to the dollar"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.lexicon import load
from claims.model import Kind, Relation
from claims.patterns import regex
from claims.relations.scene import Scene, Slot
from claims.relations.told_frames import is_money, plain, quotient
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_RATES = phrases("exchange", "rate", lexicon="worked_out")
_CODES = {
    p.strip().split("=")[0]: p.strip().split("=")[1]
    for p in str(load("worked_out")["exchange"]["currency"]).replace("\n", " ").split(";")
}
_NAMES = "|".join(sorted((re.escape(n).replace(r"\ ", r"\s") for n in _CODES), key=len, reverse=True))
_AT = regex(rf"\b(?:at|using|assuming)\s(?:(?:an?|the)\s)?(?:(?:{_RATES})\s(?:of\s)?)?(?:about\s)?$")
_TO_ONE = regex(
    rf"^(?:\s[\w'’-]+){{0,2}}?\s(?:to|per|against|for)\s(?:the|an?|one|each)?\s?(?:us\s)?(?P<name>{_NAMES})\b"
)
_IN_IT = regex(rf"^\W*in\s(?:us\s)?(?P<name>{_NAMES})s?,\sat\s(?:an?|the)\s(?:{_RATES})\sof\s$")
_PAIRED = regex(rf"^(?:\s[a-z]+)?\s?(?:\(|,\sor\s|,\s|\sor\s|\s[–—]\s){ABOUT}$")
_RIGHT_AT = regex(
    rf"^\s(?:at|using)\s(?:(?:an?|the|today['’]s|yesterday['’]s|\w+day['’]s|current|present)\s)*(?:(?:{_RATES})\s(?:of\s)?)?"
    r"(?:about\s)?$"
)
_ENDS = regex(r"^\s?(?:[),.;]|$|a (?:euro|pound|dollar)\b)")
_MORE = regex(r"\b(?:would|could|if|assumed|forecast|instead|compared|previous|from)\b")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the only two amounts of a sentence in two currencies with the rate told beside them."""
    for rate in scene.slots:
        if rate.q.kind not in (Kind.LEVEL, Kind.COUNT, Kind.RATIO) or not plain(rate) or rate.q.unit == "percent":
            continue
        start = scene.document.sentences[rate.sentence].start
        told = scene.document.text[start : rate.q.start].lower()
        one = _TO_ONE.match(scene.document.text[rate.q.end : rate.q.end + 60].lower())
        beside = _beside(scene, rate, one["name"] if one is not None else "")
        if beside is not None:
            yield beside
            continue
        one = _IN_IT.match(told) or (one if _AT.search(told) else None)
        if one is None or _MORE.search(told[-60:]):
            continue
        code = _CODES[re.sub(r"\s", " ", one["name"])]
        money = [s for s in scene.by_sentence[rate.sentence] if s is not rate and s.q.value and is_money(s)]
        foreign = [s for s in money if s.q.unit == code]
        own = [s for s in money if s.q.unit != code]
        if len(foreign) == len(own) == 1:
            yield quotient(rate, own[0], foreign[0], "an amount, the rate and what it is in another currency")


def _beside(scene: Scene, rate: Slot, name: str) -> Relation | None:
    """Read the rate right after an amount and what it is converted to: "318 million euros ($372 million at $1.17)"."""
    if rate.order < 2 or not _RIGHT_AT.match(scene.gap(scene.slots[rate.order - 1], rate)):
        return None
    amount, converted = scene.slots[rate.order - 2], scene.slots[rate.order - 1]
    if amount.sentence != rate.sentence or not (is_money(amount) and is_money(converted)):
        return None
    if amount.q.unit == converted.q.unit or not _PAIRED.match(scene.gap(amount, converted)):
        return None
    code = _CODES[re.sub(r"\s", " ", name)] if name else ""
    dear = [s for s in (amount, converted) if s.q.unit == code]  # so many of the other make one of it
    if not name and is_money(rate) and _ENDS.match(rate.right):
        dear = [s for s in (amount, converted) if s.q.unit != rate.q.unit]
    if len(dear) != 1 or (is_money(rate) and rate.q.unit == dear[0].q.unit):
        return None
    other = converted if dear[0] is amount else amount
    if is_money(rate) and rate.q.unit != other.q.unit:
        return None
    return quotient(rate, other, dear[0], "an amount, what it was converted to, and the rate told beside it")
