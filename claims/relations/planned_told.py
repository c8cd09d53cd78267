"""A value against the plan, limit or target that the sentence before tells: "The budget was 12 million. The work cost
14.6 million, 2.6 million more than planned"; "The limit is 80. He was driving at 127, 47 over the limit"; "… so the
target was missed by 4,400".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.model import Kind, Relation
from claims.patterns import regex
from claims.relations.difference_reading import apart, by_size
from claims.relations.elided import is_value, of_like_size
from claims.relations.scene import Scene, Slot, comparable
from claims.relations.told_frames import after, before, of_one_unit, plain, said
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_WAS, _THAN = (phrases("planned", n, lexicon="worked_out") for n in ("was", "than"))
_PLAN = regex(rf"\b(?:{_WAS})\b")
_AGAINST = regex(
    rf"^(?:\s[\w-]+){{0,2}}?\s(?:(?:more|less|fewer|higher|lower|longer|shorter|later|earlier)\sthan\s(?:{_THAN})"
    r"|(?:over|above|below|under|short of|beyond|in excess of)\s(?:the|its|their|that|this)\s?"
    r"(?:limit|budget|target|plan|goal|quota|ceiling|cap|threshold|forecast|estimate)?)\s*(?:[.,;)]"
    r"|$|\b(?:and|but|because|after|as)\b)"
)
_MISSED = regex(
    rf"\b(?:missed|exceeded|overshot|undershot|beaten|surpassed|topped|passed)\s(?:it\s|the\s\w+\s"
    rf"|its\s\w+\s)?by\s{ABOUT}$"
)
_BESIDE = regex(r"^[^,;.]{0,50},\s(?:(?:or|which is|which was|that is|some|so it was)\s)?$")
_NOT_SO = regex(r"\b(?:from|between|average|a year earlier|last year|earlier|previous)\b")
_KINDS = (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE, Kind.DURATION)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield what lies between the only value of a sentence and the only plan of the sentence before."""
    for slot in scene.slots[2:]:
        if slot.q.kind not in _KINDS or not plain(slot) or slot.q.unit == "percent":
            continue
        missed = _MISSED.search(said(scene, slot)) is not None
        if not missed and not _AGAINST.match(after(scene, slot)):
            continue
        here = [s for s in scene.by_sentence[slot.sentence] if s.order < slot.order and plain(s)]
        if len(here) != 1 or here[0].order != slot.order - 1 or not _value(here[0], slot):
            continue
        beside = _BESIDE.match(scene.gap(here[0], slot)) is not None
        plan = _plan(scene, slot, here[0])
        if plan is not None and (beside or missed) and of_like_size(slot, here[0], plan):
            group = f"change:{slot.q.id}" if slot.is_change else f"difference:{slot.q.id}"
            yield apart(
                slot, *by_size(here[0], plan), "a value, what was planned and what lies between", group=group, rank=-2
            )


def _plan(scene: Scene, slot: Slot, value: Slot) -> Slot | None:
    told: Sequence[Slot] = [s for s in before(scene, slot, 1) if s.q.unit != "percent"]
    if len(told) != 1 or not _value(told[0], slot) or value.q.per not in ("", told[0].q.per):
        return None
    text = scene.sentence_text(told[0].sentence).lower()
    return told[0] if _PLAN.search(text) and not _NOT_SO.search(text) and told[0].q.value != value.q.value else None


def _value(slot: Slot, gap: Slot) -> bool:
    if not is_value(slot) or slot.marked_base:
        return False
    unit = slot.q.unit.split(" per ")[0]
    return comparable(slot.q, gap.q) > 0 or unit == gap.q.unit or of_one_unit(slot, gap) or "" in (unit, gap.q.unit)
