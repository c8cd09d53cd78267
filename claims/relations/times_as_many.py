"""A multiple of a value told earlier in the story, which its wording leaves out: "The worst year was 1988, with 1,470
deaths, which is 3.5 times as many"; "In May the fires had burnt 8,400 hectares, so the area is now 2.5 times as large".

The value beside the multiple is the greater or the lesser of the two; the other one stands before it, alike in unit and
in what it counts, and each value that can be meant is a reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.scene import Scene, Slot, same_noun
from claims.relations.times_told import is_multiple
from claims.relations.told_frames import before, of_one_unit, plain, said
from claims.relations.told_wording import phrases

__all__ = ["propose"]

_MUCH = phrases("times", "much", lexicon="worked_out")
_BARE = regex(rf"^(?:\stimes)?\sas\s(?:{_MUCH}|populous|common|frequent)\s*(?:[.,;:)–—]|$)")
_TIED = regex(
    r"^(?:[^,;:.()]|,(?=\d)){0,60}(?:,|\s[–—(])\s?"
    r"(?:(?:or|and so|and|which (?:is|was)|that is|that was|i\.e\.,?|making it)\s)*"
    r"(?:(?:just|only|exactly|about|nearly|almost|more than|some|over|still|now)\s)*$"
)
_SO = regex(
    r"(?:,\sso|,\swhich means|,\sand so|,\smeaning|;\sthus)\s[^,;:.()\d]{3,50}\s(?:is|are|has become|has grown)\s"
    r"(?:(?:now|just|only|exactly|about|nearly|almost|more than|some|over|still|thus|therefore)\s)*$"
)
_THAT = regex(r"^\W*(?:that|this|it)(?:['’]s|\s(?:is|was|makes it|means|meant))\s(?:[a-z]+\s){0,3}?$")
_WINDOW, _FEW = 60, 4  # figures


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield multiples that name no value with the one beside them and each one before it that is alike."""
    for change in scene.slots[1:]:
        if change.in_table or not plain(change) or not is_multiple(change) or change.q.direction is not None:
            continue
        beside = scene.slots[change.order - 1]
        if _BARE.match(change.right) and _THAT.match(said(scene, change)):
            yield from _of_pair_before(scene, change)
        if beside.sentence != change.sentence or not _BARE.match(change.right) or not _value(beside):
            continue
        since = scene.gap(beside, change)
        was = (
            beside.marked_base or _SO.search(since) is not None
        )  # "it had burnt 8,400 hectares, so the area is now 2.5 times as large"
        if not (was or _TIED.match(since)):
            continue
        others = _others(scene, beside)
        sure = len({s.q.value for s in others}) <= _FEW
        for rank, other in enumerate(others):
            yield _relation(change, *((other, beside) if was else (beside, other)), rank, sure=sure)


def _of_pair_before(scene: Scene, change: Slot) -> Iterator[Relation]:
    """Read "1,160 cases, compared with 580 in 2023. That is twice as many": both are told in the sentence before."""
    told = [s for s in before(scene, change, 1) if _value(s) and not s.expected]
    old = [s for s in told if s.marked_base]
    new = [s for s in told if not s.marked_base and any(of_one_unit(s, o) for o in old)]
    if len(old) == 1 and new:
        for rank, current in enumerate(new[:_FEW]):
            yield _relation(change, current, old[0], rank, sure=len(new) <= _FEW)


def _value(slot: Slot) -> bool:
    return plain(slot) and (slot.is_level or slot.q.kind is Kind.DURATION) and slot.q.kind is not Kind.SHARE


def _is_gap(slot: Slot) -> bool:
    """Tell whether a figure is a margin or a change, which may be a multiple of another one, too."""
    return slot.q.kind is Kind.ABSOLUTE_CHANGE and plain(slot)


def _others(scene: Scene, beside: Slot) -> Sequence[Slot]:
    window = scene.slots[max(0, beside.order - _WINDOW) : beside.order]
    near = [s for s in window if (_value(s) or _is_gap(s)) and of_one_unit(s, beside)]
    counts = [s for s in near if same_noun(s.q, beside.q) or not s.q.unit.startswith("count:")]
    return counts[::-1]


def _relation(change: Slot, current: Slot, base: Slot, rank: int, *, sure: bool) -> Relation:
    return Relation(
        kind="multiple_of",
        equation="current == base * multiple",
        roles={
            "current": (Term(quantity=current.q),),
            "base": (Term(quantity=base.q),),
            "multiple": (Term(quantity=change.q),),
        },
        certainty=Certainty.LIKELY,
        reading="a multiple of a value told earlier",
        group=f"change:{change.q.id}",
        rank=rank,
        wording=change.q.direction_span,
        tags=frozenset({UNRIVALLED}) if sure else frozenset(),
    )
