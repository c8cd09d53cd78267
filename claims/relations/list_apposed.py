"""A total and, after a comma, the list of its parts: "will cut 1,500 jobs, 900 in Ulm and 600 in Linz, this year".

A list ends here with the part after "and"; the sentence may go on. Each part is told by where it is, or by
the kind of the people that the total counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.lexicon import load
from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import MOST_PARTS, is_plain, noun_of, of_one_size, of_some, sum_relation
from claims.relations.part import within
from claims.relations.scene import HUMAN, LEVELS, Scene, Slot, comparable, measure

__all__ = ["propose"]

_LISTS = load("lists")
_GENERIC = frozenset(str(_LISTS["apposed"]["generic"]).split())
_OPENS = regex(r"^(?:\s+(?!(?:and|or|but|to|from)\b)[\w'’-]+){0,3}\s*(?:,|–|—|\()\s*$")
_PLACED = regex(r"^(?:\s+[\w'’-]+){1,3}?\s+(?:in|at|on|from|for|to|by|of)\s")  # "1,500 jobs in Linz, 900 in Ulm"
_FOR_WHAT = regex(
    r"^\s*(?:(?!of\b)[\w-]+\s+)?(?:in|at|to|from|for|on|near|along|abroad|overseas|at home|elsewhere|"
    r"gold|silver|bronze|men|women|boys|girls|male|female|adults?|children)\b"
)
_OF_FIRST = regex(r"(?:^|[.;,:]\s+)(?:out )?of(?: (?:the|its|their|that|this))?\s*$")
_GIVEN = regex(
    r"^\s*(?:(?:goes|go|went|will go|would go|is going|is|are|was|were|is to go)\s+)?"
    r"(?:(?:earmarked|set aside|reserved|spent|allocated|budgeted|meant|intended)\s+)?(?:to|for|on)\b"
)
_BETWEEN = regex(r"^[^;:.()]{0,70}(?:,|\band)\s*(?:an?other |a further )?$")
_LAST = regex(r"\band\s+(?:an?other |a further )?$")
_IN_TURN = regex(
    r"\b(?:first|second|third|fourth|last|final|quarters?|half|innings?|period|set|overtime|january|february|march|april|may|"
    r"june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|"
    r"month|year|age[ds]?|under|over|least|average|each|apiece|every)\b"
)
_NOT_ALL = regex(
    r"\b(?:including|among|such as|mostly|mainly|notably|at least|respectively|of (?:them|whom|which|those|these))\b"
)


_MONEY = regex(r"^[A-Z]{3}$")
_PAYS = regex(
    r"\b(?:approved|fined|allocated|granted|awarded|spent|spend|spends|gave|give|gives|donated|pledged|invested|invest|"
    r"set aside|earmarked|paid|pays|pay)\b(?:\s[\w'’-]+){0,4}\s$"
)
_FOR = regex(r"^\s(?:of it\s|of that\s)?(?:for|to|on)\s(?!each\b|every\b)")
_ON_TOP = regex(r"\b(?:each|apiece|every|a (?:year|month|week|day)|on top|more|plus|then|later|extra|instead|from)\b")
_AGENT = regex(r"(?:er|or|ist|man|woman|ee|ian)$")  # "swimmer", "tourist"
_KIND = regex(r"\b(?:gold|silver|bronze|men|women|boys|girls|male|female|full-time|part-time|first|second)\b")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the lists that stand right after their total."""
    for whole in scene.slots:
        if _may_head(scene, whole):
            parts = _list_after(scene, whole)
            if 2 <= len(parts) <= MOST_PARTS:
                yield from _readings(scene, whole, parts)
        elif _OF_FIRST.search(whole.left) and measure(whole.q) != "count":
            yield from _shared_out(scene, whole)
        elif _MONEY.match(whole.q.unit) and whole.q.kind is Kind.LEVEL and _PAYS.search(whole.left):
            yield from _paid_for(scene, whole)


def _may_head(scene: Scene, slot: Slot) -> bool:
    """Tell whether a figure is a count of things with a name, or a change of one, that heads what follows."""
    if slot.in_table or slot.aside or not is_plain(slot) or slot.q.hedge not in (Hedge.EXACT, Hedge.APPROX):
        return False
    if slot.q.kind not in (*LEVELS, Kind.ABSOLUTE_CHANGE) or measure(slot.q) != "count" or not noun_of(slot):
        return False
    own = _KIND.search(slot.q.noun.lower())  # "16 gold medals, eight silver": the first of the list
    return slot.q.kind is not Kind.RATIO and own is None and not of_some(scene, slot)


def _list_after(scene: Scene, whole: Slot) -> list[Slot]:
    """Return the figures from the comma after a total to the one after "and"."""
    parts: list[Slot] = []
    for slot in scene.slots[whole.order + 1 : whole.order + 1 + MOST_PARTS]:
        pattern = _BETWEEN if parts else _OPENS
        if slot.sentence != whole.sentence or not pattern.match(slot.left) or not _is_part(slot, whole):
            return []
        parts.append(slot)
        if len(parts) > 1 and _LAST.search(slot.left):
            return [] if _goes_on(scene, slot, whole) else parts
    return []


def _goes_on(scene: Scene, last: Slot, whole: Slot) -> bool:
    """Tell whether another part follows the one after "and": "five in Ulm and three in Linz, and four in Graz"."""
    after = scene.slots[last.order + 1] if last.order + 1 < len(scene.slots) else None
    if after is None or after.sentence != last.sentence or not _is_part(after, whole):
        return False
    return re.match(r"^[^;:.()]{0,50}(?:,|\band)\s*(?:and\s+)?$", after.left) is not None


def _is_part(slot: Slot, whole: Slot) -> bool:
    plain = is_plain(slot) and not slot.aside and slot.q.hedge in (Hedge.EXACT, Hedge.APPROX)
    if not plain or slot.q.kind not in (Kind.COUNT, Kind.LEVEL) or comparable(slot.q, whole.q) == 0:
        return False
    noun = noun_of(slot)
    if noun and noun != noun_of(whole):
        return noun_of(whole) in _GENERIC and (
            noun in HUMAN or noun_of(whole) not in HUMAN or _AGENT.search(noun) is not None
        )
    return _FOR_WHAT.match(slot.right) is not None


def _shared_out(scene: Scene, whole: Slot) -> Iterator[Relation]:
    """Read "Of the 250 million euros, 120 goes to schools, 80 to …": money is given once, so it may not exceed it."""
    parts: list[Slot] = []
    for slot in scene.slots[whole.order + 1 : whole.order + 1 + MOST_PARTS]:
        told = slot.sentence == whole.sentence and slot.clause == whole.clause and is_plain(slot)
        if not told or comparable(slot.q, whole.q) == 0 or not _GIVEN.match(slot.right):
            break
        parts.append(slot)
    text = scene.document.text[whole.q.start : parts[-1].q.end if parts else whole.q.end].lower()
    if len(parts) >= 2 and not _NOT_ALL.search(text):
        reading = "what is given of a sum"
        yield within(whole, parts, Certainty.LIKELY, reading, f"shared-out:{whole.q.id}", tags=frozenset({UNRIVALLED}))


def _paid_for(scene: Scene, whole: Slot) -> Iterator[Relation]:
    """Read "fined the bank $300 million, $225 million for lax checks and $75 million for …": no more than that."""
    parts: list[Slot] = []
    for slot in scene.slots[whole.order + 1 : whole.order + 1 + MOST_PARTS]:
        pattern = _BETWEEN if parts else _OPENS
        told = slot.sentence == whole.sentence and is_plain(slot) and slot.q.kind is Kind.LEVEL
        if not told or slot.q.unit != whole.q.unit or not pattern.match(slot.left) or not _FOR.match(slot.right):
            break
        parts.append(slot)
    if len(parts) < 2 or not _LAST.search(parts[-1].left) or not is_plain(whole) or whole.in_table:
        return
    text = scene.document.text[whole.q.start : parts[-1].q.end + 40].lower()
    if not _NOT_ALL.search(text) and not _ON_TOP.search(text):
        reading = "what is paid of a sum"
        yield within(whole, parts, Certainty.LIKELY, reading, f"paid:{whole.q.id}", tags=frozenset({UNRIVALLED}))


def _readings(scene: Scene, whole: Slot, parts: Sequence[Slot]) -> Iterator[Relation]:
    text = scene.document.text[whole.q.start : parts[-1].q.end + 60].lower()
    if _NOT_ALL.search(text) or any((p.q.value or 0) >= (whole.q.value or 0) for p in parts):
        return
    group = f"apposed:{whole.q.id}"
    told = parts[-1].right.split(",")[0]
    if _IN_TURN.search(scene.document.text[parts[0].q.end : parts[-1].q.end].lower() + told):
        if whole.q.kind is not Kind.ABSOLUTE_CHANGE:  # "24 points, ten in the first quarter and eight in the last"
            yield within(whole, parts, Certainty.LIKELY, "some parts of a total", group)
        return
    if not of_one_size(whole, parts):
        return
    relation = sum_relation(whole, parts, Certainty.LIKELY, group, 0, "a total and the list of its parts after it")
    sure = not _PLACED.match(whole.right)
    yield replace(relation, tags=relation.tags | {UNRIVALLED}) if sure else relation
