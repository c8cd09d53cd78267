"""The ratio of the two amounts just told, called so: "orders of 3.30 billion on sales of 3.00 billion, a book-to-bill
ratio of 1.10"; "brings in 10,000 a year on a price of 250,000, a yield of 4 percent".
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.lexicon import load
from claims.model import UNRIVALLED, Certainty, Kind, Relation
from claims.patterns import regex
from claims.relations.scene import Scene, Slot
from claims.relations.share import share_relation
from claims.relations.share_beside import is_share
from claims.relations.told_frames import of_one_unit, plain, quotient, said
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_RATIO = regex(
    rf"[,;(–—]\s(?:(?:giving|for|or|which is|which gives|making|that is|and so|thus|with"
    rf"|meaning)\s)?(?:it\s|them\s)?(?:an?\s|the\s|its\s)?"
    rf"(?P<named>[a-z]+-to-[a-z]+)\s(?:ratio|multiple)\s(?:of|at)\s{ABOUT}$"
)
_YIELD = regex(
    rf"[,;(–—]\s(?:(?:giving|for|or|which is|which gives|making|that is|and so|thus|with|meaning)\s)?(?:an?\s|the\s)?"
    rf"(?:(?:gross|rental|dividend|annual|initial|net|running)\s){{0,2}}(?:yield|return)\s(?:of|at)\s{ABOUT}$"
)
_MOST_YIELD = 5  # a yearly income is at most one in so many of its price
_CLOSES = regex(r"^\s*(?:to 1|times)?\s*(?:[.,;)]|$|\b(?:against|compared|up|down|from)\b)")
_INCOME = regex(r"\b(?:rents?|income|dividends?|interest|brings? in|pays?|paid|payout|coupons?|lets?|let for|rented)\b")
_SIDES = {
    line.split("=")[0].strip(): tuple(
        regex(rf"\b(?:{'|'.join(w.strip() for w in side.split(','))})\b") for side in line.split("=")[1].split("/")
    )
    for line in str(load("worked_out")["ratio"]["sides"]).strip().splitlines()
}


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield ratios and yields with the only two amounts that their sentence tells before them."""
    for slot in scene.slots[2:]:
        if not plain(slot) or slot.marked_base or not _CLOSES.match(slot.right):
            continue
        told = said(scene, slot)
        here = [
            s for s in scene.by_sentence[slot.sentence] if s.order < slot.order and plain(s) and s.q.unit != "percent"
        ]
        here = [s for s in here if s.q.kind in (Kind.LEVEL, Kind.COUNT, Kind.RATIO) and not s.marked_base]
        if len(here) != 2 or not of_one_unit(*here) or here[0].q.value == here[1].q.value:
            continue
        ratio = _RATIO.search(told)
        if ratio is not None and slot.q.unit in ("", "count", "times", "ratio"):
            for top, bottom in (here, here[::-1]):
                if _named(ratio["named"], top, bottom):
                    yield quotient(slot, top, bottom, "two amounts and the ratio that bears their names")
        elif _YIELD.search(told) and is_share(slot.q) and _INCOME.search(told):
            part, whole = sorted(here, key=lambda s: s.q.value or 0)
            if (part.q.value or 0) * _MOST_YIELD <= (whole.q.value or 0):
                tagged = frozenset({UNRIVALLED})
                yield share_relation(
                    slot, part, whole, Certainty.LIKELY, -3, "an income, a price and the yield", tags=tagged
                )


def _named(ratio: str, top: Slot, bottom: Slot) -> bool:
    """Tell whether two amounts are called what the name of a ratio says: orders and sales for "book-to-bill"."""
    sides = _SIDES.get(ratio)
    return sides is not None and all(
        side.search(s.left) is not None for side, s in zip(sides, (top, bottom), strict=True)
    )
