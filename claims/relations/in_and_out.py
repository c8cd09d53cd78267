"""A stock, what came in, what went out and what there is then: "The club had 1,240 members in January. Since then 180
have joined and 65 have left, so that it now has 1,355".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.scene import Scene, Slot, measure, same_noun
from claims.relations.told_frames import after, is_money, of_one_unit, plain, said
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_IN, _OUT = (phrases("flows", n, lexicon="worked_out") for n in ("comes", "goes"))
_COMES, _GOES = regex(rf"\b(?:{_IN})\b"), regex(rf"\b(?:{_OUT})\b")
_RESULT = regex(
    r"(?:,\s(?:so(?: that)?|and|which means(?: that)?)\s(?:(?:it|he|she|they|there"
    r"|the\s[\w-]+)\s)(?:now|then|still|thus|therefore|currently)?\s?"
    r"(?:has|have|had|are|is|was|were|stands?|stood|holds?|numbers?|keeps?|counts?|employs?)(?:\s(?:now|then|thus|at))*"
    rf"|,\s(?:which\s(?:leaves|left|makes|made)|leaving|making|bringing\sthe\s(?:number|total)\sto"
    rf"|for\sa\stotal\sof)(?:\s(?:it|them|her|him)(?:\swith)?)?)\s{ABOUT}$"
)
_ENDS = regex(r"^(?:\s(?!in\b|at\b|for\b|on\b)[\w'’-]+){0,3}\s*(?:[.;]|$)")
_OTHER = regex(
    r"\b(?:of (?:them|those|these)|(?:19|20)\d\d|of whom|of which|including|on average|each|per|up from"
    r"|a year earlier|than)\b"
)
_BACK = 1  # sentence to the stock
_FLOWS = (2, 4)  # the least and the most flows
_ANY = frozenset({"", "job", "post", "position", "person", "one"})  # nouns that say no more than the stock's
_KINDS = frozenset({Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE})


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield stocks with all that came and went, and what was left."""
    for result in scene.slots[3:]:
        if result.q.kind not in _KINDS or not plain(result) or result.q.unit == "percent":
            continue
        if _RESULT.search(said(scene, result)) is None or not _ENDS.match(after(scene, result)):
            continue
        window = [s for s in scene.slots[max(0, result.order - _FLOWS[1] - 1) : result.order] if _may_be(s, result)]
        near = [s for s in window if result.sentence - s.sentence <= _BACK and s.block == result.block]
        if len(near) < _FLOWS[0] + 1:
            continue
        stock, flows = near[0], near[1:]
        if stock.order + len(near) != result.order or _way(scene, stock) or stock.marked_base:
            continue
        if _OTHER.search(scene.document.text[stock.q.start : result.q.start].lower()):
            continue
        nouns = {_noun(s) for s in flows} - _ANY - {_noun(stock)}
        if nouns:
            continue  # "hired 320 apprentices": others may have come as well
        ways = [_way(scene, s) for s in flows]
        if 0 in ways or len(set(ways)) == 1:
            continue
        if all((s.q.value or 0) < (stock.q.value or 0) for s in flows):
            yield _relation(result, stock, list(zip(flows, ways, strict=True)))


def _may_be(slot: Slot, result: Slot) -> bool:
    return slot.q.kind in _KINDS and slot.q.unit != "percent" and plain(slot) and _alike(slot, result)


def _alike(slot: Slot, result: Slot) -> bool:
    bare = slot.q.unit in ("", "count") and is_money(result)
    counted = measure(slot.q) == measure(result.q) == "count"
    return bare or counted or (of_one_unit(slot, result) and same_noun(slot.q, result.q)) or result.q.unit == ""


def _noun(slot: Slot) -> str:
    return slot.q.unit.removeprefix("count").removeprefix(":") if measure(slot.q) == "count" else ""


def _way(scene: Scene, slot: Slot) -> int:
    """Return 1 for what came in, -1 for what went out, 0 where the words beside a figure do not say which."""
    left = re.split(r"[,;.]|\band\b", slot.left)[-1]
    right = re.split(r"[,;.]|\band\b", slot.right)[0]
    told = f"{left} ‖ {right}"
    comes, goes = _COMES.search(told) is not None, _GOES.search(told) is not None
    return 0 if comes == goes else 1 if comes else -1


def _relation(result: Slot, stock: Slot, flows: list[tuple[Slot, int]]) -> Relation:
    parts = [Term(quantity=stock.q), *(Term(quantity=s.q, factor=Decimal(way)) for s, way in flows)]
    return Relation(
        kind="sum",
        equation="whole == sum(part)",
        roles={"whole": (Term(quantity=result.q),), "part": tuple(parts)},
        certainty=Certainty.LIKELY,
        reading="a stock, what came and went, and what there is then",
        group=f"flows:{result.q.id}",
        rank=-1,
        tags=frozenset({UNRIVALLED, "weighed"}),
    )
