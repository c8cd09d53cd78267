"""Money converted at a rate that its sentence tells: "6.3 billion crowns, or $900 million at 7 to the dollar"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.lexicon import load
from claims.model import Kind, Relation
from claims.patterns import regex
from claims.relations.scene import Scene
from claims.relations.told_frames import is_money, plain, quotient
from claims.relations.told_wording import phrases

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
_MORE = regex(r"\b(?:would|could|if|assumed|forecast|instead|compared|previous|from)\b")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the only two amounts of a sentence in two currencies with the rate told beside them."""
    for rate in scene.slots:
        if rate.q.kind not in (Kind.LEVEL, Kind.COUNT, Kind.RATIO) or not plain(rate) or rate.q.unit == "percent":
            continue
        start = scene.document.sentences[rate.sentence].start
        told = scene.document.text[start : rate.q.start].lower()
        one = _TO_ONE.match(scene.document.text[rate.q.end : rate.q.end + 60].lower())
        one = _IN_IT.match(told) or (one if _AT.search(told) else None)
        if one is None or _MORE.search(told[-60:]):
            continue
        code = _CODES[re.sub(r"\s", " ", one["name"])]
        money = [s for s in scene.by_sentence[rate.sentence] if s is not rate and s.q.value and is_money(s)]
        foreign = [s for s in money if s.q.unit == code]
        own = [s for s in money if s.q.unit != code]
        if len(foreign) == len(own) == 1:
            yield quotient(rate, own[0], foreign[0], "an amount, the rate and what it is in another currency")
