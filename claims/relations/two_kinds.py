"""A total told before, and the two kinds that all of it is of: "… fell to 38,700. Of the unemployed, 21,300 were men
and 17,400 women"; "International traffic reached 33.3 million and domestic traffic 8.3 million".

Which words name two kinds that leave no third is told in `lexicon/en/worked_out.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from claims.lexicon import load
from claims.model import UNRIVALLED, Certainty, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_one_size, of_pair, sum_relation
from claims.relations.scene import HUMAN, Scene, Slot, comparable, measure
from claims.relations.told_frames import before, of_one_unit, plain

__all__ = ["is_part", "named_kinds", "one_kind", "propose"]

_OF = regex(
    r"^\W*(?:out )?(?:of|among)\s(?:(?:these|those|them|this|that|it)|(?:the|all|its|their|his|her)\s[\w-]+)"
    r"(?:,\s|\s(?=(?:about |some |around |nearly )?[\d$€£]))"
)
_OTHERS = regex(
    r"\b(?:rest|remaining|remainder|others?|unknown|not (?:stated|known)|non-binary|diverse|transit"
    r"|both|mixed|unspecified|among them|"
    r"including|average|at least|up from|down from|a year (?:ago|earlier)|aged|under|over \d)\b"
)
_KINDS = frozenset({Kind.LEVEL, Kind.COUNT})
_BACK = 2  # sentences


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return the patterns of the words for two kinds, a line of the lexicon each."""

    def side(words: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(re.escape(w.strip()) for w in words.split(','))})\b")

    lines = str(load("worked_out")["kinds"]["pairs"]).strip().splitlines()
    return tuple((side(a), side(b)) for a, b in (line.split("/") for line in lines))


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield totals with the figures of their two kinds, told in one sentence."""
    for first in scene.slots:
        second = _next(scene, first)
        if second is None or not named_kinds(scene, first, second) or _told_with(scene, first, second):
            continue
        whole = _whole(scene, first, second)
        if whole is None or not of_one_size(whole, [first, second]):
            continue
        of_them = _OF.match(scene.sentence_text(first.sentence).lower()) is not None
        reading = "a total and the two kinds that it is of"
        relation = sum_relation(whole, [first, second], Certainty.LIKELY, f"kinds:{first.q.id}", -1, reading)
        yield replace(relation, tags=relation.tags | {UNRIVALLED}) if of_them else relation


def is_part(slot: Slot) -> bool:
    amount = slot.q.kind in _KINDS and slot.q.unit != "percent" and plain(slot)
    return amount and not slot.marked_base and not slot.expected and not slot.q.per


def _next(scene: Scene, first: Slot) -> Slot | None:
    """Return the amount right after another in its sentence; a share in apposition may stand between."""
    if not is_part(first):
        return None
    for second in scene.slots[first.order + 1 : first.order + 3]:
        if second.sentence != first.sentence:
            return None
        if is_part(second) and of_one_unit(first, second):
            return None if of_pair(scene, second) else second
        if second.q.unit != "percent":
            return None
    return None


def named_kinds(scene: Scene, first: Slot, second: Slot, start: int | None = None) -> bool:
    """Tell whether the words beside two figures, or from `start` on, name two kinds, each just once."""
    start = first.q.start - len(first.left) if start is None else start
    told = scene.document.text[start : second.q.end + len(second.right)].lower()
    for one, other in _pairs():
        a, b = list(one.finditer(told)), list(other.finditer(told))
        if len(a) == len(b) == 1:
            low, high = sorted((a[0].start(), b[0].start()))
            return start + low < second.q.start and start + high > first.q.start
    return False


def _told_with(scene: Scene, first: Slot, second: Slot) -> bool:
    """Tell whether the sentence, or the next one, tells of more than the two kinds, or of another time."""
    here = scene.by_sentence[first.sentence]
    amounts = [s for s in here if s.q.kind in _KINDS and s.q.unit != "percent" and not s.aside]
    following = scene.document.sentences[min(first.sentence + 1, len(scene.document.sentences) - 1)]
    told = scene.sentence_text(first.sentence) + " " + scene.document.text[following.start : following.start + 60]
    return amounts != [first, second] or _OTHERS.search(told.lower()) is not None


def _whole(scene: Scene, first: Slot, second: Slot) -> Slot | None:
    """Return the only amount alike of the sentence before, or else of the one before that."""
    for back in range(1, _BACK + 1):
        told = [s for s in before(scene, first, back) if is_part(s) and one_kind(s, first) and one_kind(s, second)]
        if told:
            larger = [s for s in told if (s.q.value or 0) > max(first.q.value or 0, second.q.value or 0)]
            return larger[0] if len(larger) == len(told) == 1 else None
    return None


def one_kind(whole: Slot, part: Slot) -> bool:
    """Tell whether two figures are in one unit, and count the same or people."""
    if comparable(whole.q, part.q) == 0:
        return of_one_unit(whole, part)
    if measure(whole.q) != "count":
        return True
    a, b = (s.q.unit.removeprefix("count").removeprefix(":") for s in (whole, part))
    return not a or not b or a == b or {a, b} <= HUMAN
