"""The share that a few of the figures just told have together: "Corn built 31 and Ayre 8 megawatts, together
three-fifths of the total"; "… 11.2 billion … 10.4 billion. The two markets together took 39.6 percent of the total".

So many figures are counted ("the two", "both") or stand in the sentence itself, and the whole was told before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.amounts import of_pair
from claims.relations.scene import Scene, Slot, comparable, same_noun
from claims.relations.share_beside import is_share
from claims.relations.share_counted import OUTRIGHT
from claims.relations.told_frames import before, of_one_unit, plain, said
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_N = phrases("together", "numbers", lexicon="worked_out")
_JOINTLY = phrases("together", "jointly", lexicon="worked_out")
_HOLDS = phrases("together", "holds", lexicon="worked_out")
_WORD = r"(?:[\w'’-]+\s)"
_TO_IT = (
    r"(?:(?:thus|therefore|now|will|would|have|has|had|already|still)\s)*"
    rf"(?:{_HOLDS})(?:\s(?:for|up|to|in|goods|worth))*\s{ABOUT}$"
)
_COUNTED = regex(
    rf"(?:^|;\s)\W*(?:(?:and\s)?(?:{_JOINTLY}),?\s(?:the|these|those|all)\s(?P<a>{_N})\s{_WORD}{{0,3}}?{_TO_IT}"
    rf"|(?:(?:the|these|those|all)\s)?(?P<b>{_N})\s{_WORD}{{0,4}}?(?:{_JOINTLY})\s{_TO_IT})"
)
_BESIDE = regex(rf"^(?:\s[\w'’-]+){{0,4}},\s(?:which (?:is|was|were|makes?) |or )?(?:{_JOINTLY}),?\s(?:or )?{ABOUT}$")
_OF_WHOLE = regex(
    r"^\sof\s(?:(?:the|all|its|their)\s)?(?P<what>(?:[a-z][\w'’-]*\s){0,2}"
    r"(?:total|whole|all|sum|it|them|this|that|amount|figure|growth|increase|rise|additions?))\s*(?:[.,;:)–—]|$)"
)
_OF_NOUN = regex(r"^\sof\s(?:(?:the|all|its|their)\s)(?P<what>[a-z][\w'’-]*)\s*(?:[.,;:)–—]|$)")
_GREW = regex(r"\b(?:growth|increase|rise|additions?)$")
_NEW = regex(r"\b(?:add(?:ed|itions?|s)|new|increase[sd]?|rose|grew|rise|gain(?:ed)?|built)\b")
_OTHER = regex(
    r"\b(?:other|others|remaining|rest|biggest|largest|leading|top|first|last|alone|average|only|each|respectively|up|down|"
    r"rose|fell|from)\b"
)
_SUBSET = regex(r"\b(?:of (?:which|whom|them|these|those)|among (?:them|these|those)|includ\w+)\b")
_BACK = 2  # sentences in which the parts stand
_FURTHER = 5  # sentences before the parts in which the whole stands
_AMOUNTS = frozenset({Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE})
_PERCENT = Decimal("0.01")
_MOST_WHOLES = 6


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the shares of a few figures together, with each whole that they may be of."""
    for share in scene.slots:
        if not is_share(share.q) or not plain(share) or share.marked_base or share.expected:
            continue
        parts = _counted(scene, share) or _beside(scene, share)
        if len(parts) < 2:
            continue
        wholes, sure = _wholes(scene, share, parts)
        for rank, whole in enumerate(wholes):
            relation = _relation(share, parts, whole, rank, frozenset({UNRIVALLED, OUTRIGHT}) if sure else frozenset())
            yield replace(relation, trials=len(wholes))


def _relation(share: Slot, parts: Sequence[Slot], whole: Slot, rank: int, tags: frozenset[str]) -> Relation:
    factor = _PERCENT if share.q.unit == "percent" else Decimal(1)
    return Relation(
        kind="share_of",
        equation="sum(parts) == share * whole",
        roles={
            "share": (Term(quantity=share.q, factor=factor),),
            "parts": tuple(Term(quantity=p.q) for p in parts),
            "whole": (Term(quantity=whole.q),),
        },
        certainty=Certainty.LIKELY,
        reading="share that a few have together",
        group=f"share:{share.q.id}",
        rank=rank - 2,
        tags=tags,
    )


def _counted(scene: Scene, share: Slot) -> Sequence[Slot]:
    """Return the last so many figures, where the wording counts them: "the two markets together took"."""
    told = said(scene, share)
    counted = _COUNTED.search(told)
    if counted is None or _OTHER.search(counted[0]):
        return ()
    number = _NUMBERS.get(counted["a"] or counted["b"], 0)
    found: list[Slot] = []
    for back in range(1, _BACK + 1):
        here = [s for s in before(scene, share, back) if _is_part(s)]
        if any(of_pair(scene, s) for s in here):
            return ()
        found = [*here, *found]
        if len(found) >= number:
            break
    return found if len(found) == number and _alike(found) else ()


def _earlier_here(scene: Scene, share: Slot) -> Sequence[Slot]:
    return [s for s in scene.by_sentence[share.sentence] if s.order < share.order and plain(s)]


def _beside(scene: Scene, share: Slot) -> Sequence[Slot]:
    """Return the figures of the sentence that stand right before "together three-fifths"."""
    last = scene.slots[share.order - 1] if share.order else None
    if last is None or last.sentence != share.sentence or not _BESIDE.match(scene.gap(last, share)):
        return ()
    here = [s for s in _earlier_here(scene, share) if _is_part(s)]
    if last not in here or not 2 <= len(here) <= max(_NUMBERS.values()) or not _alike(here):
        return ()
    return () if _SUBSET.search(said(scene, share)) or _OTHER.search(said(scene, share)) else here


def _is_part(slot: Slot) -> bool:
    whole = slot.q.kind in _AMOUNTS and slot.q.unit not in ("percent", "percentage_point")
    return whole and not slot.marked_base and not slot.expected and not slot.q.per


def _alike(parts: Sequence[Slot]) -> bool:
    first = parts[0]
    return all(of_one_unit(p, first) and (comparable(p.q, first.q) == 0 or same_noun(p.q, first.q)) for p in parts[1:])


def _wholes(scene: Scene, share: Slot, parts: Sequence[Slot]) -> tuple[Sequence[Slot], bool]:
    """Return the figures told before the parts that these may be parts of, and whether the wording leaves no other."""
    first = parts[0]
    told = [
        s
        for s in scene.slots[: first.order]
        if first.sentence - s.sentence <= _FURTHER and plain(s) and _may_hold(s, parts)
    ]
    if not told:
        return (), False
    of_whole, of_noun = _OF_WHOLE.match(share.right), _OF_NOUN.match(share.right)
    if of_whole is not None and _GREW.search(of_whole["what"]):
        told = [s for s in told if s.is_change] or [s for s in told if _NEW.search(f"{s.left[-40:]} {s.right[:40]}")]
    elif of_whole is None and of_noun is not None:
        stem = of_noun["what"].rstrip("s")
        told = [s for s in told if stem in re.findall(r"[\w'’-]+?(?=s?\b)", f"{s.q.unit} {s.q.noun} {s.right[:30]}")]
    elif of_whole is None:
        return (), False
    values = {s.q.value for s in told}
    if len(values) > _MOST_WHOLES:
        return (), False
    latest = {s.q.value: s for s in told}
    return list(latest.values())[::-1], len(values) == 1


def _may_hold(whole: Slot, parts: Sequence[Slot]) -> bool:
    before = whole.marked_base and whole.q.hedge is not Hedge.MORE_THAN  # "plants of more than 12 GW" is no base
    if whole.q.kind not in _AMOUNTS or before or whole.expected or whole.q.per or not whole.q.value:
        return False
    return all(comparable(whole.q, p.q) > 0 or of_one_unit(whole, p) for p in parts) and (
        (whole.q.value or 0) > max(p.q.value or 0 for p in parts)
    )
