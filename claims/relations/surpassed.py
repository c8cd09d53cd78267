"""A figure above another that it is said to beat: an old record, a target, last year's value.

"Visits reached a record 6.7 million … and beat the 5.9 million of 2008", "its target of 250,000 was exceeded".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.scene import Scene, Slot, same_noun

__all__ = ["propose"]

_BEATS = regex(
    r"\b(?:beat|beats|beating|broke|breaks|breaking|surpass(?:es|ed|ing)?|exceed(?:s|ed|ing)?|topp(?:ed|ing)|tops|"
    r"eclips(?:es|ed|ing)|better(?:s|ed|ing)|pass(?:es|ed|ing)|outstripp(?:ed|ing)|overtook)\s+"
    r"(?:the |its |their |his |her |an? |last year['’]s |all )?(?:[\w'’-]+ ){0,4}(?:of )?$"
)
_OLD_RECORD = regex(r"\b(?:previous|old|former|earlier|last) (?:[\w-]+ )?(?:record|best|high|peak|mark)\b[^,;]{0,30}$")
_MET = regex(r"^[^,;]{0,20}\b(?:was|were|has been|had been) (?:met|exceeded|beaten|surpassed|passed|reached|topped)\b")
_TARGET = regex(r"\b(?:target|goal|aim|quota|forecast|expectation|plan)s?\b[^,;]{0,20}$")
_RECORD = regex(
    r"\b(?:a|an|the|its|new|all-time)\s(?:new\s)?(?:record|all-time high)(?:\s(?:high|total))?(?:\sof)?\s+$"
)
_MISSED = regex(r"\b(?:miss\w*|short|shy|below|under|fail\w*|not|low|lowest|least|fewest|fastest)\b")
_IN_PASSING = regex(r",\s(?:who|which|whose)\b[^,;]*$")  # "146 with Parrish, who hit 81, beat the record of 131"
_WINDOW = 6  # figures before among which the one that is above may stand


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield figures that others are said to be above."""
    for bar in scene.slots:
        if not _is_amount(bar):
            continue
        beaten = _BEATS.search(bar.left) or _OLD_RECORD.search(bar.left)
        met = _TARGET.search(bar.left) and _MET.match(bar.right)
        if beaten or met:
            above = _above(scene, bar)
            if above is not None:
                relation = _relation(above, bar, "record and the one before" if beaten else "target that was met")
                plain = beaten and _RECORD.search(above.left) and not _MISSED.search(bar.left)
                yield replace(relation, tags=frozenset({UNRIVALLED})) if plain else relation


def _is_amount(slot: Slot) -> bool:
    return slot.is_level and slot.q.kind in (Kind.LEVEL, Kind.COUNT) and not slot.in_table


def _above(scene: Scene, bar: Slot) -> Slot | None:
    """Return the nearest figure of the kind before the bar that is no earlier value itself."""
    before = scene.slots[max(0, bar.order - _WINDOW) : bar.order]
    fitting = [
        s for s in before if _is_amount(s) and not s.marked_base and s.block == bar.block and same_noun(s.q, bar.q)
    ]
    fitting = [s for s in fitting if bar.sentence - s.sentence <= 1 and not _IN_PASSING.search(s.left)]
    return fitting[-1] if fitting else None


def _relation(above: Slot, bar: Slot, reading: str) -> Relation:
    return Relation(
        kind="rank_in",
        equation="value >= max(below)",
        roles={"value": (Term(quantity=above.q),), "below": (Term(quantity=bar.q),)},
        certainty=Certainty.LIKELY,
        reading=reading,
        group=f"above:{bar.q.id}",
    )
