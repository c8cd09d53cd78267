"""Points between two rates told in the sentences before: "The jobless rate is 6.0 percent. A year ago it was 7.8
percent. Since then it has come down by 1.8 points"; "will get 3.5 percent more. Last year they got 4.6 percent, 1.1
points more"; "core inflation was 3.1 percent, 0.7 points below the headline rate".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.model import Kind, Relation
from claims.patterns import regex
from claims.relations.difference_reading import apart, by_size
from claims.relations.scene import Scene, Slot
from claims.relations.told_frames import after, before, plain, said
from claims.relations.told_wording import phrases

__all__ = ["propose"]

_POINTS = frozenset({"percentage_point", "basis_point", "count:point"})
_SINCE = regex(
    r"^\W*(?:since then|in that time|in the meantime|within (?:a|one) (?:year|month)"
    r"|over the (?:year|month|period)),?\s"
    r"(?:it|the (?:[\w-]+\s)?(?:rate|share|figure|proportion|quota|level))\s(?:has|had"
    r"|have)\s(?:thus\s|therefore\s|already\s)?[\w\s]{2,24}\sby\s$"
)
_THEN = regex(
    rf"^\W*(?:{phrases('points', 'then', lexicon='worked_out')}|in (?:19|20)\d\d)\b[^.;:\d]*?\s(?:it"
    rf"|they|he|she|the\s[\w-]+|there)\s[^.;:\d]*$"
)
_WAY = r"(?:more|less|higher|lower|fewer|better|worse)"
_ENDS = regex(rf"^\s*{_WAY}\s*(?:[.;]|$|,\s)")
_HEADLINE = regex(
    rf"^\s*(?:{_WAY}\sthan|below|above|under|over)\sthe\s(?:headline|overall|general|total)\s(?:rate"
    rf"|figure|number|reading|inflation rate|measure)\b"
)
_CORE = regex(r"\b(?:core|underlying|excluding|without|stripp\w+|ex-food)\b")
_PRICES = regex(r"\b(?:inflation|prices|cost of living)\b")
_BESIDE = regex(r"^,\s(?:(?:or|which is|that is|some|just|about|i\.e\.)\s)*$")
_STOPS = regex(r"^\s*(?:[.,;)]|$)")
_RATES = frozenset({Kind.LEVEL, Kind.SHARE, Kind.GROWTH_RATE})


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield points with the two rates that their wording can mean."""
    for slot in scene.slots[2:]:
        if slot.q.unit not in _POINTS or not plain(slot):
            continue
        found = _since(scene, slot) or _beside(scene, slot)
        if found is not None:
            group = f"change:{slot.q.id}" if slot.is_change else f"difference:{slot.q.id}"
            yield apart(
                slot, *by_size(*found), "two rates told apart and the points between them", group=group, rank=-2
            )


def _rates(slots: Sequence[Slot]) -> list[Slot]:
    return [s for s in slots if s.q.unit == "percent" and s.q.kind in _RATES and plain(s)]


def _since(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Read a move since the rate of the sentence before to the only one of that before it."""
    if not _SINCE.match(said(scene, slot)):
        return None
    then, now = _rates(before(scene, slot, 1)), _rates(before(scene, slot, 2))
    dated = len(then) == 1 and _THEN.match(said(scene, then[0])) is not None
    dated = dated and _STOPS.match(then[0].right) is not None and _STOPS.match(after(scene, slot)) is not None
    return (now[0], then[0]) if dated and len(now) == 1 and not now[0].marked_base else None


def _beside(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Read the points right after the only rate of a sentence, against the only one of the sentence before."""
    rate = scene.slots[slot.order - 1]
    here = _rates(scene.by_sentence[slot.sentence])
    if here != [rate] or not _BESIDE.match(scene.gap(rate, slot)):
        return None
    told = [s for s in _rates(before(scene, slot, 1)) if not s.marked_base]
    if len(told) != 1:
        return None
    right, left = after(scene, slot), said(scene, rate)
    headline = (
        _HEADLINE.match(right) and _CORE.search(left) and _PRICES.search(scene.sentence_text(told[0].sentence).lower())
    )
    growths = {told[0].q.kind, rate.q.kind} == {Kind.GROWTH_RATE} or told[0].q.kind is Kind.GROWTH_RATE
    if headline and not _CORE.search(said(scene, told[0])):
        return told[0], rate
    return (told[0], rate) if growths and _ENDS.match(right) and _THEN.match(left) else None
