"""Trade as the sum of its two directions: "Foreign trade came to 43.9 trillion yuan, exports to 25.5 trillion …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Certainty, Relation
from claims.relations.scene import Scene, Slot, comparable
from claims.relations.total import amounts, is_plain, sum_relation

__all__ = ["propose"]

_TRADE = re.compile(
    r"(?:^|\b(?:foreign|total|overall|goods|merchandise|bilateral|two-way|external|trade|whose|countries|its|their) )"
    r"(?:trade|trade (?:volume|turnover|value)|imports and exports|exports and imports|import-export volume)$"
)
_OUT = re.compile(r"^(?:total |overall |goods |merchandise )?exports?$")
_IN = re.compile(r"^(?:total |overall |goods |merchandise )?imports?$")
_REACH = 2  # sentences between the total and its parts


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield trade = exports + imports where one of each stands near, of one period and one area."""
    for block in sorted(scene.by_block):
        slots = [s for s in amounts(scene.by_block[block]) if is_plain(s)]
        for whole in slots:
            if not _TRADE.search(_indicator(whole)):
                continue
            near = [s for s in slots if s is not whole and abs(s.sentence - whole.sentence) <= _REACH]
            near = [s for s in near if comparable(s.q, whole.q) > 0 and _of_one_frame(s, whole)]
            out = [s for s in near if _OUT.match(_indicator(s))]
            into = [s for s in near if _IN.match(_indicator(s))]
            if len(out) == len(into) == 1 and _of_one_frame(out[0], into[0]):
                reading = "trade and its two directions"
                parts = sorted((*out, *into), key=lambda s: s.order)
                yield sum_relation(whole, parts, Certainty.LIKELY, f"trade:{whole.q.id}", 0, reading)


def _indicator(slot: Slot) -> str:
    found = slot.binding.indicator if slot.binding else None
    return found.normal if found else ""


def _of_one_frame(a: Slot, b: Slot) -> bool:
    """Tell whether two figures are of one period and area, as far as both are told."""
    if a.binding is None or b.binding is None:
        return False
    periods = (a.binding.period, b.binding.period)
    areas = tuple(x.area.name if x.area else None for x in (a.binding, b.binding))
    return (None in periods or periods[0] == periods[1]) and (None in areas or areas[0] == areas[1])
