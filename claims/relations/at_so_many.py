"""What so much an hour, a day or a piece comes to at a number told with it in the next sentence: "The minimum wage is
£6.40 an hour. At 37.5 hours a week that is £240"; "The guide charges 60 dollars a day. Over 12 days that adds up to
720".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.quantities.units import convert_factor
from claims.relations.ratio_apart import is_named
from claims.relations.ratio_told import rounded
from claims.relations.scene import Scene, Slot
from claims.relations.told_frames import before, plain, said
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_SUBJECT, _COMES = (phrases("year", n, lexicon="worked_out") for n in ("subject", "comes"))
_LEADS = regex(r"^\W*(?:at|for|over|with|on|in)\s(?:the\s|some\s|about\s)?$")
_GAP = regex(
    rf"^(?:\s(?:a|per|each|every)\s(?:day|week|month|year|tank|trip"
    rf"|shift))?,?\s(?:[\w\s]{{0,24}}?)(?:{_SUBJECT})\s(?:thus\s|therefore\s)?(?:{_COMES})\s{ABOUT}$"
)
_A_WORD = regex(r"^\s*(?:(?:an?|per|each|every)\s)(?P<word>[a-z]+)\b")
_ELSE = regex(
    r"\b(?:more|less|extra|saving|tax|discount|plus|before|after|including|overtime|first|from the"
    r"|up to|if|would|free|except|without|as|because)\b"
)
_KINDS = frozenset({Kind.LEVEL, Kind.COUNT, Kind.RATIO})


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield products of the number that opens a sentence and the only rate of the sentence before."""
    for number, whole in zip(scene.slots, scene.slots[1:], strict=False):
        if number.sentence != whole.sentence or scene.by_sentence[number.sentence][0] is not number:
            continue
        if number.q.kind not in (Kind.COUNT, Kind.DURATION, Kind.LEVEL) or not (plain(number) and plain(whole)):
            continue
        if not _LEADS.match(said(scene, number)) or not _GAP.match(
            scene.gap(number, whole).removeprefix(_noun(number))
        ):
            continue
        rates = [s for s in before(scene, whole, 1) if s.q.kind in _KINDS and _unit(s) == _unit(whole)]
        if len(rates) != 1 or _ELSE.search(scene.sentence_text(whole.sentence).lower()):
            continue
        word = rates[0].q.per or (told["word"] if (told := _A_WORD.match(rates[0].right)) is not None else "")
        factor = convert_factor(number.q.unit, word) if word else None
        if word and not word[0].isdigit() and (is_named(number, word) or factor is not None):
            yield _relation(whole, number, rates[0], factor or Decimal(1))


def _noun(number: Slot) -> str:
    """Return the noun that a number counts, as it is printed after it."""
    found = re.match(r"^\s[\w-]+(?=\s|,)", number.right)
    return found[0] if found is not None and number.q.kind is Kind.COUNT else ""


def _unit(slot: Slot) -> str:
    return slot.q.unit.split(" per ")[0]


def _relation(whole: Slot, number: Slot, rate: Slot, factor: Decimal) -> Relation:
    return Relation(
        kind="ratio_of",
        equation="whole == count * each",
        roles={
            "whole": (Term(quantity=rounded(whole.q)),),
            "count": (Term(quantity=number.q, factor=factor),),
            "each": (Term(quantity=rate.q),),
        },
        certainty=Certainty.LIKELY,
        reading="so much for each, and what a number of them comes to",
        group=f"product:{whole.q.id}",
        rank=-1,
        tags=frozenset({UNRIVALLED}),
    )
