"""Parts that leave out the unit of their total: "212 millimetres fell: 64 on Friday, 97 on Saturday and 51 on Sunday".

The scale word may be left out with it: "the $5.4 billion package: 2.1 for roads, 1.9 for rail and 1.4 for ports".
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.amounts import MOST_PARTS, is_plain
from claims.relations.scene import Scene, Slot, measure

__all__ = ["propose"]

_OPENS = regex(r"^[^.;]{0,70}(?::|—|–)\s+$")
_NEXT = regex(r"^[^;:.()]{0,60}(?:,|\band)\s+(?:another |a further )?$")
_LAST = regex(r"\band\s+(?:another |a further )?$")
_FOR_WHAT = regex(r"^\s*(?:in|at|to|from|for|on|by|of|during|went|goes|abroad|overseas|at home)\b")
_NOT_ALL = regex(
    r"\b(?:including|among|such as|mostly|mainly|notably|at least|average\w*|mean|respectively|each|every)\b"
)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the lists of bare numbers that a colon opens after a measured total."""
    for whole in scene.slots:
        measured = whole.q.kind is Kind.LEVEL and measure(whole.q) not in ("count", "percent", "index point")
        if not measured or whole.in_table or whole.aside or not is_plain(whole) or not whole.q.value:
            continue
        parts = _bare_list(scene, whole)
        if len(parts) >= 2:
            relation = _relation(whole, parts)
            if relation is not None:
                yield relation


def _bare_list(scene: Scene, whole: Slot) -> list[Slot]:
    """Return the bare numbers from the colon after a total to the one after "and"."""
    parts: list[Slot] = []
    for slot in scene.slots[whole.order + 1 : whole.order + 1 + MOST_PARTS]:
        pattern = _NEXT if parts else _OPENS
        bare = slot.q.kind in (Kind.COUNT, Kind.LEVEL) and slot.q.unit in ("", "count") and slot.q.style == "digits"
        if slot.sentence != whole.sentence or not bare or not pattern.match(slot.left) or not is_plain(slot):
            return []
        if not _FOR_WHAT.match(slot.right) or slot.q.hedge is not Hedge.EXACT:
            return []
        parts.append(slot)
        if len(parts) > 1 and _LAST.search(slot.left):
            text = scene.document.text[whole.q.start : slot.q.end].lower()
            return [] if _NOT_ALL.search(text) else parts
    return []


def _relation(whole: Slot, parts: list[Slot]) -> Relation | None:
    """Add the parts up in the unit of the total, and in its scale where none of them has one."""
    made = sum((p.q.value or Decimal(0) for p in parts), Decimal(0))
    factor = whole.q.scale if all(p.q.scale == 1 for p in parts) and made < 1000 else Decimal(1)
    told = whole.q.value or Decimal(0)
    if not told / 2 <= made * factor <= told * 2 or any((p.q.value or 0) * factor >= told for p in parts):
        return None
    return Relation(
        kind="sum",
        equation="whole == sum(part)",
        roles={"whole": (Term(quantity=whole.q),), "part": tuple(Term(quantity=p.q, factor=factor) for p in parts)},
        certainty=Certainty.LIKELY,
        reading="a measured total, and its parts without the unit",
        group=f"elided:{whole.q.id}",
        tags=frozenset({UNRIVALLED}),
    )
