"""Moves in an order: "rose three places to 15th", "fell from 4th to 7th", by published ranks or by the values.

A move is measured from the year that the sentence names, else from the year before. Where the record has not the
same areas in both years, or a place is tied, every place that is possible counts for the story.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.document import Sentence
from claims.model import Kind, Mood, Quantity
from claims.patterns import regex
from claims.period import first_day, frequency, previous, same
from reference.cells import cell_of
from reference.comparison import Comparison, Repair
from reference.levels import decide
from reference.match import Candidate, candidates
from reference.measured import measured
from reference.model import Observation
from reference.ranks import MOVED, counts_from_bottom, is_ordered, reached, unmoved
from reference.reading import Reading, Scene
from reference.standing import Standing, standing_of
from reference.superlatives import ORDINALS, nth, superlatives
from reference.universe import subject_of

__all__ = ["compare_left_places", "compare_move", "is_move"]

_ORDINAL = rf"first|{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th)"
_LEFT = regex(rf"\bfrom (?:the )?(?P<place>{_ORDINAL})\b(?! (?:quarter|half|century|day|week|month|year|time)\b)")
_TO = regex(rf" (?:place )?(?:in \d{{4}} )?to (?P<place>{_ORDINAL})\b")
_RANKING = regex(r"\b(?:place|places|spot|spots|position|positions|rank|ranks|ranked|ranking|rankings|table)\b")
_LONGER = regex(
    r"\b(?:decades?|(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|many|few) (?:years|editions)|since)\b",
    re.IGNORECASE,
)
_PUBLISHED = "rank"

Judge = Callable[[Candidate, "Places", "Places"], Comparison | None]


@dataclass(frozen=True, slots=True)
class Places:
    """The places that an area may have held in a period (several where it is tied), and the cell that says so."""

    first: int
    last: int
    cell: Observation
    later: bool

    @property
    def text(self) -> str:
        place = nth(self.first) if self.first == self.last else f"{nth(self.first)} to {nth(self.last)}"
        return f"{place} in {self.cell.period}"


def is_move(quantity: Quantity) -> bool:
    """Tell whether a figure counts places of an order that something went up or down."""
    return quantity.kind is Kind.ABSOLUTE_CHANGE and quantity.unit in MOVED and quantity.direction is not None


def compare_move(scene: Scene, reading: Reading) -> Comparison:
    """Judge a number of places that an area went up or down."""
    quantity = reading.quantity
    assert quantity is not None

    def judge(match: Candidate, now: Places, before: Places) -> Comparison | None:
        return _moved(quantity, match, now, before)

    told = _compared(scene, _of_order(scene, reading), judge)
    empty = Comparison(start=quantity.start, end=quantity.end, outcome="not_enough_info", aspect="rank")
    return replace(told or replace(empty, reason="the record has no places of both years"), quantity=quantity.id)


def compare_left_places(scene: Scene) -> list[Comparison]:
    """Judge the places that were held before: "from 4th" in "fell from 4th to 7th"."""
    found = []
    for sentence in scene.document.sentences:
        for match in _LEFT.finditer(scene.document.text, sentence.start, sentence.end):
            told = _left(scene, sentence, match.span("place"))
            if told is not None:
                found.append(told)
    return found


def _left(scene: Scene, sentence: Sentence, at: tuple[int, int]) -> Comparison | None:
    figures = scene.sentence_quantities(sentence)
    own = next((q for q in figures if q.start < at[1] and at[0] < q.end), None)
    ranks = [q for q in figures if q.kind is Kind.RANK and q.is_claim and q is not own]
    if len(ranks) > 1 or (own is not None and own.kind is not Kind.RANK and own.is_claim):
        return None
    arrival = _TO.match(scene.document.text, at[1])
    if ranks:
        reading = reached(scene, scene.of_quantity(ranks[0]))
    elif arrival is not None and own is not None:
        mood = scene.of_quantity(own).binding
        reading = replace(scene.of_wording(*arrival.span("place"), _last(scene, sentence)), binding=mood)
    else:
        return None
    if reading.binding is not None and reading.binding.mood is not Mood.FACT:
        return None
    place = _number(scene.document.text[at[0] : at[1]])

    def judge(match: Candidate, now: Places, before: Places) -> Comparison | None:
        return _held(at, place, match, now, before)

    told = _compared(scene, reading, judge)
    if told is None or told.outcome == "not_enough_info":
        return None
    return replace(told, quantity=own.id if own is not None and own.is_claim else None)


def _last(scene: Scene, sentence: Sentence) -> str | None:
    """Return the last year that a sentence names."""
    years = [m.period for m in scene.sentence_mentions(sentence) if m.period and frequency(m.period) == "year"]
    return max(years, default=None)


def _of_order(scene: Scene, reading: Reading) -> Reading:
    """Read around the place that was reached, where the sentence says it, else around the move itself."""
    ranks = [q for q in scene.sentence_quantities(reading.sentence) if q.kind is Kind.RANK and q.is_claim]
    if ranks:
        nearest = min(ranks, key=lambda q: abs(q.start - reading.start))
        period = reading.period if frequency(reading.period) == "year" else nearest.period
        return replace(scene.of_quantity(nearest), start=reading.start, end=reading.end, period=period)
    return scene.of_wording(reading.start, reading.end, reading.period)


def _compared(scene: Scene, reading: Reading, judge: Judge) -> Comparison | None:
    """Judge by a published ranking, else by the values where the sentence says what the order goes by."""
    base = _base(scene, reading)
    if base is None or reading.period is None or _is_upside_down(scene, reading):
        return None
    period = reading.period

    def published(match: Candidate) -> Comparison | None:
        now, before = (_published(scene, match, p) for p in (period, base))
        return judge(match, now, before) if now is not None and before is not None else None

    worded = unmoved(reading)
    found = candidates(worded, scene.store, lambda i: i.kind == _PUBLISHED)
    if _RANKING.search(reading.text) or reading.core:
        told = decide(worded, found, published, "rank")
        if told.outcome != "not_enough_info":
            return told
    if not is_ordered(scene, reading):
        return None
    return _by_values(scene, replace(reading, quantity=None), base, judge)


def _base(scene: Scene, reading: Reading) -> str | None:
    """Return the year that a move is measured from: the one that is named beside its own, else the year before."""
    period = reading.period
    if period is None or frequency(period) != "year":
        return None
    named = {m.period for m in scene.sentence_mentions(reading.sentence) if m.period}
    others = [p for p in named if not same(p, period)]
    if not others:
        return None if _LONGER.search(reading.text) else previous(period)
    if len(others) > 1 or frequency(others[0]) != "year":
        return None
    ours, theirs = first_day(period), first_day(others[0])
    return others[0] if ours is not None and theirs is not None and theirs < ours else None


def _is_upside_down(scene: Scene, reading: Reading) -> bool:
    """Tell whether the order is counted from its end, so that "up" is not surely nearer to its top."""
    low = any(not s.high for s in superlatives(scene, reading.sentence.start, reading.sentence.end))
    return low or any(counts_from_bottom(scene, q) for q in scene.sentence_quantities(reading.sentence))


def _published(scene: Scene, match: Candidate, period: str) -> Places | None:
    cell = cell_of(scene.store, match.indicator.id, match.area, period, scene.document.published)
    if cell is None:
        return None
    places = sorted(int(o.value) for o in (cell.observation, *cell.others))
    return Places(places[0], places[-1], cell.observation, cell.later)


def _by_values(scene: Scene, reading: Reading, base: str, judge: Judge) -> Comparison | None:
    found = measured(scene, reading, subject_of(scene, reading))
    if found is None:
        return None
    match, cell = found
    earlier = cell_of(scene.store, match.indicator.id, match.area, base, scene.document.published)
    if earlier is None:
        return None
    now = standing_of(scene, reading, match, cell, high=True)
    before = standing_of(scene, reading, match, earlier, high=True)
    if now is None or before is None or not (now.universe.whole and before.universe.whole):
        return None
    if not _comparable(now, before):
        return None
    return judge(
        match,
        Places(now.first, now.last, cell.observation, cell.later),
        Places(before.first, before.last, earlier.observation, earlier.later),
    )


def _comparable(now: Standing, before: Standing) -> bool:
    """Tell whether no area that stands before in one year is without a figure in the other."""
    both = {o.area for o in now.ordered} & {o.area for o in before.ordered}
    return now.before <= both and before.before <= both


def _moved(quantity: Quantity, match: Candidate, now: Places, before: Places) -> Comparison | None:
    if quantity.value is None:
        return None
    sign = 1 if quantity.direction == "up" else -1
    least, most = before.first - now.last, before.last - now.first
    stated = int(quantity.value) * sign
    told = _told((quantity.start, quantity.end), match, now, before)
    if least <= stated <= most:
        return replace(told, outcome="supported")
    if least <= -stated <= most:
        return replace(told, diagnosis=("direction",))
    actual = most if stated > most else least
    repairs: tuple[Repair, ...] = ()
    if actual * sign > 0:
        value = Decimal(abs(actual))
        repairs = (
            Repair(start=quantity.start, end=quantity.end, how="value", value=value, why="the move by the record"),
        )
    return replace(told, diagnosis=("rank",), repairs=repairs)


def _held(at: tuple[int, int], place: int, match: Candidate, now: Places, before: Places) -> Comparison:
    told = _told(at, match, now, before)
    told = replace(told, cells=(before.cell, now.cell), later=before.later)
    if before.first <= place <= before.last:
        return replace(told, outcome="supported")
    why = f"the place of {before.cell.period} by the record"
    words = at[1] - at[0] > len(nth(place)) and before.first <= len(ORDINALS) + 1  # "second", not "2nd"
    text = ["first", *ORDINALS][before.first - 1] if words else nth(before.first)
    repair = Repair(start=at[0], end=at[1], how="text", text=text, why=why)
    return replace(told, diagnosis=("rank",), repairs=(repair,))


def _told(at: tuple[int, int], match: Candidate, now: Places, before: Places) -> Comparison:
    return Comparison(
        start=at[0],
        end=at[1],
        outcome="refuted",
        aspect="rank",
        match=match,
        unit="rank",
        cells=(now.cell, before.cell),
        later=now.later,
        note=f"it stood {before.text} and {now.text}",
    )


def _number(text: str) -> int:
    low = text.lower()
    return 1 if low == "first" else ORDINALS.index(low) + 2 if low in ORDINALS else int(low[:-2])
