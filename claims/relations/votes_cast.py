"""Votes for, votes against and abstentions beside the number of all who were there.

"Councillors voted 27 to 19 with five abstentions. All 51 members voted".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import sum_relation
from claims.relations.part import within
from claims.relations.scene import Scene, Slot, measure

__all__ = ["propose"]

_BODY = (
    r"(?:members?|councill?ors?|deputies|lawmakers|legislators|senators|mps|delegates|aldermen|judges|jurors|trustees|"
    r"commissioners|supervisors|governors|directors|parliamentarians|members of parliament)"
)
_ALL = regex(r"\ball\s+(?:of\s+)?(?:the\s+)?$")
_THERE = regex(
    rf"^\s*(?:[\w'’-]+\s+){{0,2}}?{_BODY}\s+(?:of\s[\w\s]+\s)?(?:were\s+(?:present|there|in\s+(?:the\s+)?(?:chamber|hall|room|attendance))|"
    r"attended|voted|took\s+part|cast)\b"
)
_VOTED = regex(r"\b(?:voted|votes?|passed|approved|rejected|backed|adopted|carried|defeated|endorsed|by)\b[^.;]{0,60}$")
_AGAINST = regex(r"^\s*(?:votes?\s+)?(?:to|against|for\s+and|in\s+favou?r\s+and|yes\s+and|votes?\s+to)\s+$")
_FOR = regex(r"^\s*(?:votes?\s+)?(?:for|in\s+favou?r|yes)\b")
_OPPOSED = regex(r"^\s*(?:votes?\s+)?(?:against|opposed|no\b)")
_ABSTAINED = regex(
    r"^\s*(?:[\w'’-]+\s+){0,2}?(?:abstentions?|abstained|abstaining|blank|spoil(?:ed|t)|invalid|absent|away)\b"
)
_HOUSE = regex(
    r"^-(?:seat|member|strong)\s+(?:[\w-]+\s+){0,2}?(?:chamber|council|parliament|assembly|house|senate|board|committee|legislature)\b"
)
_OF_FIRST = regex(r"(?:^|[.;,]\s+)of (?:the|its|their|all)?\s*$")
_OF_BODY = regex(rf"^\s*(?:[\w-]+\s+)?{_BODY}\b")
_CAST = regex(
    r"^\s*(?:of them\s+)?(?:backed|supported|opposed|rejected|abstained|voted|were (?:for|against|absent|in favou?r)|"
    r"approved|endorsed|stayed away|was absent)\b"
)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the sums of votes that are told beside all members."""
    for whole in scene.slots:
        if measure(whole.q) == "count" and (_HOUSE.match(whole.right) or _OF_BODY.match(whole.right)):
            yield from _within_house(scene, whole)
        if measure(whole.q) != "count" or not _ALL.search(whole.left) or not _THERE.match(whole.right):
            continue
        for sentence in (whole.sentence - 1, whole.sentence, whole.sentence + 1):
            slots = [s for s in scene.by_sentence.get(sentence, ()) if s is not whole and s.block == whole.block]
            parts = _votes(scene, slots)
            if parts:
                group = f"votes:{whole.q.id}"
                relation = sum_relation(whole, parts, Certainty.LIKELY, group, 0, "all votes, and who cast them")
                yield replace(relation, tags=relation.tags | {UNRIVALLED})


def _within_house(scene: Scene, whole: Slot) -> Iterator[Relation]:
    """Read "of the 52 lawmakers, 31 backed it, 17 opposed it and four abstained": nobody votes twice."""
    slots = [s for s in scene.by_sentence[whole.sentence] if s is not whole and s.q.kind is Kind.COUNT]
    after = [s for s in slots if s.order > whole.order] if _OF_FIRST.search(whole.left) else slots
    if _OF_FIRST.search(whole.left):
        parts = after if len(after) >= 2 and all(_CAST.match(s.right) for s in after) else []
    else:
        parts = _votes(scene, slots)
    if len(parts) >= 2:
        reading = "votes of those who have one"
        yield within(whole, parts, Certainty.LIKELY, reading, f"house:{whole.q.id}", tags=frozenset({UNRIVALLED}))


def _votes(scene: Scene, slots: list[Slot]) -> list[Slot]:
    """Return votes for, votes against and abstentions; nothing unless that is all the sentence counts."""
    counts = [s for s in slots if s.q.kind is Kind.COUNT and s.q.style in ("digits", "words")]
    if len(counts) < 2:
        return []
    yes, no = counts[:2]
    sides = _AGAINST.match(scene.gap(yes, no)) and _VOTED.search(yes.left)
    if not (sides or (_FOR.match(yes.right) and _OPPOSED.match(no.right))):
        return []
    rest = counts[2:]
    return counts if all(_ABSTAINED.match(s.right) for s in rest) else []
