"""What a percentage or a fraction of the amount just told comes to: "… cost €340 million. The state pays 60 percent of
the cost, or €204 million"; "the order is worth $2.4 billion. A 30 percent down payment, $720 million, …".
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.lexicon import load
from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.mended import fits_when_mended
from claims.relations.scene import Scene, Slot, comparable
from claims.relations.share import share_relation
from claims.relations.share_beside import is_share
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_BACK_TO = "|".join(load("derived")["percents"]["back_to"].split())
_OF_IT = regex(
    rf"^\sof\s(?:(?:the|that|this|its)\s(?:total\s|whole\s|full\s|entire\s)?(?:{_BACK_TO})|it|that|this)"
    rf"(?:,\s(?:or|some|about|which is|that is|i\.e\.)\s{ABOUT}|,\s{ABOUT}|\s\({ABOUT})$"
)
_FEES = phrases("percents", "taken")
_FEE_NEXT = regex(
    rf"^[\s-]*(?:{_FEES})(?:,\s(?:or\s|worth\s|of\s|some\s|about\s)?{ABOUT}|\s(?:of|comes to|came to|amounts to"
    rf"|amounted to|"
    rf"worth|is|was|equals)\s{ABOUT}|\s\({ABOUT})$"
)
_FEE_LEFT = regex(rf"\b(?:{_FEES})\s(?:of|at)\s{ABOUT}$")
_FEE_MADE = regex(
    rf"^(?:,\s(?:or|some|about|which is|that is|i\.e\.)|\s(?:of the price\s)?(?:comes to|came to|amounts to"
    rf"|amounted to|makes|made|equals)|,|"
    rf"\s\()\s*{ABOUT}$"
)
_ON_A = regex(rf"^\son\s(?:an?|the|its|their|his|her)\s(?:[\w-]+\s){{1,3}}?of\s{ABOUT}$")
_OR = regex(rf"^(?:\s[a-z]+)?,\s(?:or|that is|i\.e\.|which (?:is|makes|comes to))\s{ABOUT}$")
_ENDS = regex(r"^\s*(?:[.,;:)–—]|$|(?:is|are|was|were|will|went|goes|would|has|had)\b)")
_OTHER = regex(
    r"\b(?:plus|including|excluding|before|after|extra|additional|first|second|cheapest|average|another|other"
    r"|rest|also|each|per|"
    r"on top|up to|more than|at least|less than|so far|already)\b"
)
_DOWN_PAYMENT = regex(r"^[\s-]*down[ -]payment")
_MONEY = regex(r"^[A-Z]{3}$")
_MILLION = 10**6


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the products of a percentage with the only amount that it can be of."""
    for share in scene.slots:
        down_payment = _DOWN_PAYMENT.match(share.right) is not None  # no fall
        if not (is_share(share.q) or down_payment) or share.q.unit != "percent" or share.in_table or share.marked_base:
            continue
        after = [s for s in scene.slots[share.order + 1 : share.order + 3] if s.sentence == share.sentence]
        if not after or _OTHER.search(scene.sentence_text(share.sentence).lower()):
            continue
        if len(after) == 2 and _ON_A.match(scene.gap(share, after[0])) and _OR.match(scene.gap(*after)):
            if _is_amount(after[0]) and _alike(after[1], after[0]):
                yield _relation(share, after[1], after[0])
            continue
        part = after[0]
        whole = _told(scene, share, part) if _tied(scene, share, part) and _ENDS.match(part.right) else None
        if whole is not None:
            yield _relation(share, part, whole)


def _tied(scene: Scene, share: Slot, part: Slot) -> bool:
    gap = scene.gap(share, part)
    if _OF_IT.match(gap) or _FEE_NEXT.match(gap):
        return True
    return _FEE_LEFT.search(share.left) is not None and _FEE_MADE.match(gap) is not None


def _told(scene: Scene, share: Slot, part: Slot) -> Slot | None:
    """Return the only amount of the sentence before, or of the sentence up to the share."""
    here = [s for s in scene.by_sentence[share.sentence] if s.order < share.order]
    last = [s for s in scene.by_sentence.get(share.sentence - 1, ()) if scene.flows(s, share)]
    told = [s for s in here or last if _is_amount(s) and _alike(part, s)]
    others = [s for s in (*here, *last) if s not in told and (s.q.unit == part.q.unit or is_share(s.q))]
    if len(told) != 1 or others or told[0].marked_base or told[0].expected or told[0].q.per:
        return None
    larger = (told[0].q.value or 0) > (part.q.value or 0)
    return told[0] if larger or fits_when_mended(share, part, told[0]) else None


def _is_amount(s: Slot) -> bool:
    return s.q.kind is Kind.LEVEL and s.q.unit != "percent" and not s.aside and s.q.hedge is not Hedge.BETWEEN


def _alike(part: Slot, whole: Slot) -> bool:
    """Tell whether two amounts are of one unit; "204 million" may be of the euros told before."""
    bare = part.q.kind is Kind.COUNT and not part.q.unit and part.q.scale >= _MILLION and _MONEY.match(whole.q.unit)
    return (_is_amount(part) and comparable(part.q, whole.q) == 2) or bool(bare)


def _relation(share: Slot, part: Slot, whole: Slot) -> Relation:
    reading = "a percentage of the amount just told, and what it comes to"
    return share_relation(share, part, whole, Certainty.LIKELY, -1, reading, tags=frozenset({UNRIVALLED}))
