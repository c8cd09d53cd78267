"""A balance that opens a story, and its two sides, each told in a clause of its own in the sentences after it.

"The trade surplus narrowed to $1.9 billion in March. Exports rose 3.5 percent to $14.7 billion, while imports jumped
9.4 percent to $12.8 billion"; "Net migration fell to 204,000. An estimated 898,000 people arrived and 694,000 left".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.model import Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.balance_told import LINK, Balance, balances, named_sides
from claims.relations.difference_of_others import of_others
from claims.relations.difference_reading import apart, by_size
from claims.relations.elided import one_measure
from claims.relations.lags import of_other_sort
from claims.relations.scene import Scene, Slot, measure
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_TITLE = r"(?:^\W*|\b(?:the|an?|its|their|this)\s+|['’]s\s+)(?:goods\s+|merchandise\s+|overall\s+|total\s+|monthly\s+)?"
_NAMES = (  # what opens a story without a word of its sides, and how their sentence opens
    (
        "exports",
        regex(rf"{_TITLE}trade\s+(?:surplus|deficit|gap|shortfall){LINK}{ABOUT}$"),
        regex(
            r"^\W*(?:the\s+(?:value\s+of\s+)?)?(?:[\w'’-]+['’]s\s+)?(?:goods\s+|merchandise\s+|total\s+|overall\s+)?"
            r"(?:exports|imports|exported goods|imported goods)\b(?!\s+(?:of|to|from|by)\b)"
        ),
    ),
    (
        "those who come",
        regex(
            rf"(?:^\W*|\b(?:the|its|annual|overall|total)\s+)net\s+(?:im|e)?migration(?:\s+(?:to|into)\s+"
            rf"(?:the\s+)?[\w-]+(?:\s+of\s+[\w-]+)?)?{LINK}{ABOUT}$"
        ),
        regex(
            rf"^\W*(?:an?\s+estimated\s+|in\s+all,?\s+)?{ABOUT}[\d,.]+(?:\s+million)?\s+(?:people|persons|migrants)?\s*"
            r"(?:arrived|came|moved|left)\b|^\W*(?:the\s+number\s+of\s+)?(?:long-term\s+)?(?:arrivals|immigrants)\s+"
        ),
    ),
)
_OF_OTHERS = regex(r"\b(?:with|services|adjusted|unadjusted|real terms|volume|excluding|without|non-oil)\b")
_LENGTH = regex(r"\b(?:months?|weeks?|quarter|half|so far|cumulative|fiscal|first|year to date)\b")
_MONTH = regex(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\d)\b"
)
_AHEAD = 4  # sentences
_KINDS = (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the balances whose sides are told after them, each just once, in one sentence or in two that follow."""
    for slot in scene.slots:
        if slot.q.kind not in _KINDS or slot.q.unit == "percent" or slot.q.hedge is Hedge.BETWEEN or slot.in_table:
            continue
        if slot.marked_base or slot.expected or slot.aside or of_others(slot):
            continue
        before = scene.document.text[scene.document.sentences[slot.sentence].start : slot.q.start].lower()
        for first, result, opens in _NAMES:
            if result.search(before) is None:
                continue
            balance = next(b for b in balances() if b.name.startswith(first))
            pair = _sides_after(scene, slot, balance, opens)
            if pair is not None:
                group = f"change:{slot.q.id}" if slot.is_change else f"difference:{slot.q.id}"
                yield apart(slot, *by_size(*pair), balance.name, group=group)


def _sides_after(scene: Scene, slot: Slot, balance: Balance, opens: re.Pattern[str]) -> tuple[Slot, Slot] | None:
    """Return the sides of the first sentence after a balance that opens with one of them, or of it and the next."""
    if any(map(len, named_sides(scene, slot, scene.by_sentence[slot.sentence], balance))):
        return None
    start = next((n for n in range(slot.sentence + 1, slot.sentence + 1 + _AHEAD) if _opens(scene, n, opens)), None)
    if start is None:
        return None
    for sentences in ((start,), (start, start + 1)):
        told = [s for n in sentences for s in scene.by_sentence.get(n, ())]
        sides = named_sides(scene, slot, told, balance)
        if any(len(side) > 1 for side in sides):
            return None
        if all(len(side) == 1 for side in sides) and all(_opens(scene, n, opens) for n in sentences):
            return _of_one_frame(scene, slot, sides[0][0], sides[1][0])
    return None


def _opens(scene: Scene, sentence: int, opens: re.Pattern[str]) -> bool:
    if sentence not in scene.by_sentence:
        return False
    return opens.match(scene.sentence_text(sentence).lower()) is not None


def _of_one_frame(scene: Scene, slot: Slot, first: Slot, second: Slot) -> tuple[Slot, Slot] | None:
    """Return the sides where no word says that they, or their balance, are of another time or another trade."""
    of_balance = scene.sentence_text(slot.sentence).lower()
    of_sides = " ".join(scene.sentence_text(n).lower() for n in {first.sentence, second.sentence})
    beside = [re.split(r"[,;:.()]", s.right)[0] for s in (slot, first, second)]
    if _OF_OTHERS.search(of_balance) or _OF_OTHERS.search(of_sides) or of_other_sort(of_sides):
        return None
    lengths: Sequence[frozenset[str]] = [frozenset(_LENGTH.findall(text)) for text in beside]
    months = [frozenset(_MONTH.findall(text)) for text in beside]
    if any(told != lengths[0] for told in lengths[1:]) or any(m and not m <= months[0] for m in months[1:]):
        return None
    earlier, later = sorted((first, second), key=lambda s: s.order)
    counts = all(measure(s.q) == "count" for s in (slot, first, second))
    return (first, second) if counts or one_measure(slot, earlier, later) else None
