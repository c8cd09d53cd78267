"""A premium or a discount in percent over a price that is named: "$52 a share, a 30 percent premium to Friday's close
of $40"; "a discount of 20 percent on the usual 65 euros".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Direction, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.change_reading import relation_of
from claims.relations.scene import Scene, comparable
from claims.relations.told_frames import after, is_money, plain, said

__all__ = ["propose"]

_NOUN = r"(?P<noun>premium|discount|mark-?up)"
_CALLED = regex(rf"\b{_NOUN}\sof\s(?:about\s|some\s|just\s|nearly\s)?$")
_CALLS = regex(rf"^[\s-]*{_NOUN}\b")
_OVER = regex(
    rf"^[\s-]*(?:{_NOUN}\s)?(?:to|over|on|above|against|compared with|from)\s(?:(?:the|its|their|a"
    rf"|that)\s)?(?:[\w'’-]+\s){{0,7}}?"
    r"(?:of\s|at\s)?$"
)
_BESIDE = regex(r"^[^;:.\d]{0,60}[,–—(]\s(?:(?:or|which is|representing|that is|at)\s)?(?:an?\s|the\s)?(?:[\w-]+\s)?$")
_VALUES = frozenset({Kind.LEVEL, Kind.RATIO})


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield premiums with the price right before them and the one that they are said to be over."""
    for rate in scene.slots[1:-1]:
        if rate.q.unit != "percent" or not plain(rate):
            continue
        current, base = scene.slots[rate.order - 1], scene.slots[rate.order + 1]
        if not current.sentence == rate.sentence == base.sentence or current.q.hedge is not Hedge.EXACT:
            continue
        called = _CALLED.search(said(scene, rate)) or _CALLS.match(after(scene, rate))
        if called is None or not _OVER.match(scene.gap(rate, base)) or not (is_money(current) and is_money(base)):
            continue
        gap = scene.gap(current, rate).removesuffix("of ").removesuffix("premium ").removesuffix("discount ")
        if not _BESIDE.match(gap) or comparable(current.q, base.q) == 0 or not (plain(current) and plain(base)):
            continue
        if {current.q.kind, base.q.kind} <= _VALUES:
            way: Direction = "down" if called["noun"] == "discount" else "up"
            change = replace(rate.q, kind=Kind.GROWTH_RATE, direction=way)
            reading = "a price, the premium and the price that it is over"
            relation = relation_of(change, current.q, base.q, f"share:{rate.q.id}", -2, Certainty.LIKELY, reading)
            yield replace(relation, tags=relation.tags | {UNRIVALLED})
