"""A multiple of the other value that its sentence tells, where it stands between two things and not two times.

"A flat costs 231,000, and a house 508,200, or 2.2 times as much"; "three times as many as in 2019, when 300 posts
were open"; "the shares trade at 14 times expected earnings of 9 crowns"; "twice as many as Denmark with 31".
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.amounts import of_pair
from claims.relations.scene import Scene, Slot
from claims.relations.told_frames import before, of_one_unit, plain
from claims.relations.told_wording import phrases

__all__ = ["is_multiple", "propose"]

_MUCH, _LATER, _KEPT, _SORT = (phrases("times", n, lexicon="worked_out") for n in ("much", "later", "kept", "sort"))
_POINTS_BACK = regex(rf"^\s+(?:as|that)\s(?:{_MUCH})\s*(?:[.,;:)]|$)")
_CLOSES = regex(
    r"^(?:[^,;:.]|,(?=\d)){0,40}(?:,|\s[–—(])\s?(?:(?:or|and so|which is|that is"
    r"|i\.e\.,?)\s)?(?:exactly |about |some |nearly )*$"
)
_IN_ALL = rf"^\s+as\s(?:{_MUCH})\s(?:[a-z]+\s)?as\s"
_WHEN = regex(rf"{_IN_ALL}(?:{_LATER})\b[^.;:]{{0,24}}?,?\s(?:when|with)\s(?:[\w'’-]+\s){{0,4}}?$")
_NAMED = regex(
    rf"{_IN_ALL}(?!the rest|all)(?:the\s)?(?:[\w'’-]+\s){{1,3}}?(?:,?\s?(?:with|on|which has|which had|where|at)\s)"
    r"(?:(?:there|it)\s(?:is|was|are|were)\s)?$"
)
_KEPT_OF = regex(rf"^\s+(?:(?:its|the|their|his|her|a)\s)?(?:(?:{_SORT})\s){{0,2}}(?:{_KEPT})\s(?:per share\s)?of\s$")
_TRADES = regex(
    r"\b(?:trades?|traded|trading|valued|priced|stands?|sells?|paying|pays?|paid)\s(?:at\s)?(?:about |just )?$"
)
_OTHER = regex(r"\b(?:average|more|less|fewer|alone|compared|instead|from|than|rather)\b")
_LARGE = 1000  # no multiple


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield multiples with the value before them and the only other value that their wording can mean."""
    for change in scene.slots:
        if not change.in_table and change.order and plain(change) and is_multiple(change):
            found = _closing(scene, change) or _of_the_next(scene, change)
            if found is not None:
                yield _relation(change, *found)


def is_multiple(slot: Slot) -> bool:
    """Tell "three times", and the times of "18 times earnings", which count nothing."""
    if (slot.q.value or 0) >= _LARGE:
        return False
    return (slot.q.kind is Kind.MULTIPLE and slot.q.direction != "down") or slot.q.unit == "count:time"


def _value(slot: Slot) -> bool:
    return plain(slot) and (slot.is_level or slot.q.kind is Kind.DURATION) and not slot.expected


def _closing(scene: Scene, change: Slot) -> tuple[Slot, Slot] | None:
    """Read "flats cost 231,000 and houses 508,200, or 2.2 times as much": of the other value, the only one told."""
    current = scene.slots[change.order - 1]
    if current.sentence != change.sentence or not _POINTS_BACK.match(change.right) or not _value(current):
        return None
    if not _CLOSES.match(scene.gap(current, change)) or change.q.kind is not Kind.MULTIPLE:
        return None
    here = [s for s in scene.by_sentence[change.sentence] if s.order < current.order and _value(s)]
    alike = [s for s in here if of_one_unit(s, current) and not of_pair(scene, s)]
    if here:
        apart = len(alike) == len(here) == 1 and alike[0].order == current.order - 1 and not current.marked_base
        return (current, alike[0]) if apart and not of_pair(scene, current) else None
    told = [s for s in before(scene, change, 1) if _value(s) and s.q.unit != "percent"]
    if len(told) == 1 and of_one_unit(told[0], current) and told[0].q.unit != current.q.unit:
        return current, told[0]  # "… sold for 120 million francs. Clothing came to 360 million, three times as much"
    return None


def _of_the_next(scene: Scene, change: Slot) -> tuple[Slot, Slot] | None:
    """Read a multiple of the value that stands right after it, of another time, another place or another thing."""
    current = scene.slots[change.order - 1]
    base = scene.slots[change.order + 1] if change.order + 1 < len(scene.slots) else None
    if base is None or not base.sentence == change.sentence == current.sentence:
        return None
    if not (_value(current) and _value(base)) or current.marked_base:
        return None
    gap = scene.gap(change, base).removeprefix(" times")
    since = scene.gap(current, change)
    if _KEPT_OF.match(gap):
        tied = bool(_CLOSES.match(since) or _TRADES.search(since)) or since.strip() in ("is", "was", "are", "were")
    elif change.q.kind is Kind.MULTIPLE and (_WHEN.match(gap) or _NAMED.match(gap)):
        tied = _CLOSES.match(since) is not None
    else:
        return None
    return (current, base) if tied and of_one_unit(current, base) and not _OTHER.search(gap) else None


def _relation(change: Slot, current: Slot, base: Slot) -> Relation:
    return Relation(
        kind="multiple_of",
        equation="current == base * multiple",
        roles={
            "current": (Term(quantity=current.q),),
            "base": (Term(quantity=base.q),),
            "multiple": (Term(quantity=change.q),),
        },
        certainty=Certainty.LIKELY,
        reading="a multiple of the other value that is told",
        group=f"change:{change.q.id}",
        rank=-1,
        wording=change.q.direction_span,
        tags=frozenset({UNRIVALLED}),
    )
