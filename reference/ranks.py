"""Compare places in an order of areas: published ranks, and places computed from the values of the record."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from claims.model import Kind, Quantity
from claims.patterns import regex
from reference.cells import Cell, cell_of, periods_of
from reference.comparison import Aspect, Comparison, Repair
from reference.groups import group_in
from reference.levels import decide
from reference.match import ACCEPT, Candidate, candidates
from reference.measured import AMOUNTS, beats, is_about, measured, orderable, states
from reference.reading import Reading, Scene
from reference.standing import around, order_text, standing_of
from reference.superlatives import ORDINALS, Superlative, ordinal_text, superlatives
from reference.universe import subject_of, universe_of
from reference.words import stem

__all__ = [
    "MOVED",
    "compare_rank",
    "compare_standing",
    "counts_from_bottom",
    "is_left",
    "is_ordered",
    "reached",
    "unmoved",
]

_BY = regex(r"\b(?:by|in terms of|measured by|on|for)\s+(?:its |total |nominal |overall )?[a-zA-Z]", re.IGNORECASE)
_OVER = regex(
    r"\b(?:in the world|worldwide|globally|among (?:all )?(?:countries|nations|economies|the world)|of \d+ countries)\b"
)
_OVER_WORLD = regex(r"\b(?:in the world|the world['’]s|worldwide|globally|on earth)\b")
_NOT_FACT = regex(
    r"\b(?:forecast|expected|projected|will|would|could|may|might|if|not|never|once|one of|among)\b", re.IGNORECASE
)
_BOTTOM = regex(r"(?: place)? from (?:the )?(?:bottom|last|end)\b|[- ](?:to[- ])?last\b")
_LEFT = regex(r"\b(?:out of|off|from|lost|lose|loses|losing|ceded|gave up|relinquished)\s+(?:its |the )?$")
_FROM_TO = regex(r"\bfrom (?:the )?(?:\d+)?[a-z]+ (?:place )?in (?P<year>\d{4}) to (?:the )?$")
_REACH = 30  # characters
_NO_ORDER = "the sentence does not say what the order goes by, and over what"
MOVED = frozenset({"count:place", "count:spot", "count:position", "count:rank", "count:rung", "count:notch"})
_NTH = regex(r"\d+(?:st|nd|rd|th)")
_MOVED_STEMS = frozenset(stem(unit.partition(":")[2]) for unit in MOVED)
_FEW = 2  # fewer rivals than this are no universe


def compare_rank(scene: Scene, reading: Reading) -> Comparison:
    """Judge a place in an order: by published ranks where there are any, else by the values of the areas."""
    quantity = reading.quantity
    assert quantity is not None
    reading = reached(scene, reading)
    wording = next(
        (
            w
            for w in superlatives(scene, reading.start, reading.sentence.end)
            if w.start <= quantity.end and quantity.start < w.end
        ),
        None,
    )
    if wording is not None and wording.bounded:
        return _nothing(reading, "rank", "an order in time, see the record")
    if is_left(scene, quantity):
        return _nothing(reading, "rank", "a place that was held before")
    if counts_from_bottom(scene, quantity) and wording is None:  # a published ranking counts from its top
        ordered = is_ordered(scene, reading)
        return _computed(scene, reading, quantity, None) if ordered else _nothing(reading, "rank", _NO_ORDER)
    found = candidates(unmoved(reading), scene.store, lambda i: i.kind == "rank")
    published = decide(reading, found, lambda c: _published(scene, reading, quantity, c), "rank")
    if published.outcome != "not_enough_info":
        return published
    if wording is None and not is_ordered(scene, reading):
        return published
    return _computed(scene, reading, quantity, wording)


def counts_from_bottom(scene: Scene, quantity: Quantity) -> bool:
    """Tell whether a place is counted from the end of the order: "third from the bottom", "second-last"."""
    return _BOTTOM.match(scene.document.text, quantity.end) is not None


def is_left(scene: Scene, quantity: Quantity) -> bool:
    """Tell whether a place is one that was held before: "rose to 15th from 18th", "dropped out of first place"."""
    return _LEFT.search(scene.document.text, max(quantity.start - _REACH, 0), quantity.start) is not None


def reached(scene: Scene, reading: Reading) -> Reading:
    """Give "eighth" of "from ninth in 2005 to eighth in 2012" its own year: that beside it is of the place before."""
    lead = _FROM_TO.search(scene.document.text, reading.sentence.start, reading.start)
    if lead is None or reading.period != lead["year"]:
        return reading
    years = {m.period for m in scene.sentence_mentions(reading.sentence) if m.period} - {lead["year"]}
    return replace(reading, period=years.pop() if len(years) == 1 else None)


def unmoved(reading: Reading) -> Reading:
    """Leave moves out of the words that a series must explain: "three spots to 15th", "from 18th"."""
    return replace(reading, core=tuple(w for w in reading.core if w not in _MOVED_STEMS and not _NTH.fullmatch(w)))


def is_ordered(scene: Scene, reading: Reading) -> bool:
    """Tell whether the sentence says what an order goes by and over what: "15th in the world by GDP"."""
    text = reading.text
    return _BY.search(text) is not None and (_OVER.search(text) is not None or group_in(text) is not None)


def _nothing(reading: Reading, aspect: Aspect, reason: str) -> Comparison:
    return Comparison(
        start=reading.start,
        end=reading.end,
        outcome="not_enough_info",
        aspect=aspect,
        quantity=reading.quantity.id if reading.quantity else None,
        reason=reason,
    )


def _published(scene: Scene, reading: Reading, quantity: Quantity, match: Candidate) -> Comparison | None:
    cell = cell_of(scene.store, match.indicator.id, match.area, reading.period, scene.document.published)
    if cell is None or quantity.value is None:
        return None
    base = Comparison(
        start=quantity.start,
        end=quantity.end,
        outcome="supported",
        aspect="rank",
        quantity=quantity.id,
        match=match,
        expected=cell.observation.interval,
        unit="rank",
        cells=(cell.observation,),
        later=cell.later,
    )
    if any(o.value == quantity.value for o in (cell.observation, *cell.others)):
        return base
    return _ranked_otherwise(base, quantity, int(cell.observation.value), _holder(scene, match, cell, quantity))


def _holder(scene: Scene, match: Candidate, cell: Cell, quantity: Quantity) -> str:
    """Say who or when has the printed rank."""
    periods = periods_of(scene.store, match.indicator.id, match.area, scene.document.published)
    when = sorted(p for p, c in periods.items() if c.observation.value == quantity.value)
    return f"that was its place in {', '.join(when)}" if when else ""


def _ranked_otherwise(base: Comparison, quantity: Quantity, place: int, note: str) -> Comparison:
    slugs = ("rank", "previous-period") if note.startswith("that was its place") else ("rank",)
    repair = Repair(start=quantity.start, end=quantity.end, how="value", value=Decimal(place), why="the rank of record")
    return replace(base, outcome="refuted", diagnosis=slugs, note=note, repairs=(repair,))


def _computed(scene: Scene, reading: Reading, quantity: Quantity, wording: Superlative | None) -> Comparison:
    """Count the areas that stand before this one in the same indicator and period."""
    found = measured(scene, reading, subject_of(scene, reading))
    if found is None or quantity.value is None:
        return _nothing(reading, "rank", "the record has no values to rank by")
    match, cell = found
    if wording is not None and not is_about(scene, wording.end, reading.sentence.end, match.indicator):
        return _nothing(reading, "rank", "the record has no values to rank that by")
    high = wording.high if wording is not None else not counts_from_bottom(scene, quantity)
    standing = standing_of(scene, reading, match, cell, high=high)
    if standing is None:
        return _nothing(reading, "rank", "the record has not all members of the group")
    universe, own = standing.universe, standing.own
    base = Comparison(
        start=quantity.start,
        end=quantity.end,
        outcome="supported",
        aspect="rank",
        quantity=quantity.id,
        match=match,
        unit="rank",
        cells=(own, *around(standing.ordered, own)),
        formula=order_text(scene, standing.ordered, own),
        later=cell.later,
    )
    size = len(standing.ordered)
    if standing.first <= quantity.value <= standing.last:
        few = size <= quantity.value and not universe.name
        return replace(base, outcome="not_enough_info", reason="the record has too few areas to rank") if few else base
    if quantity.value > size or (quantity.value > standing.first and not universe.whole):
        return _nothing(reading, "rank", "the record has too few areas to rank")
    return _ranked_otherwise(base, quantity, standing.first, f"{standing.first - 1} stand before it")


def compare_standing(scene: Scene, wording: Superlative) -> Comparison | None:
    """Judge "the largest town in the county": by the value that the sentence states, else by its words alone."""
    sentence = scene.document.sentence_at(wording.start)
    quantities = scene.sentence_quantities(sentence)
    if wording.place != 1 or any(q.kind is Kind.RANK and q.is_claim for q in quantities):
        return None
    for quantity in (q for q in quantities if q.kind in AMOUNTS and q.is_claim):
        reading = scene.of_quantity(quantity)
        for match in candidates(reading, scene.store, orderable)[:3]:
            if match.blocked is not None or match.score < ACCEPT:
                continue
            cell = cell_of(scene.store, match.indicator.id, match.area, reading.period, scene.document.published)
            about = is_about(scene, wording.end, sentence.end, match.indicator)
            if cell is not None and about and states(quantity, cell):
                return _placed(scene, wording, reading, match, cell)
    return _by_words(scene, wording)


def _by_words(scene: Scene, wording: Superlative) -> Comparison | None:
    """Judge a first place without any figure, where the group that it is first of is named and known whole."""
    sentence = scene.document.sentence_at(wording.start)
    mentions = {m.period for m in scene.sentence_mentions(sentence) if m.period and m.relation == "at"}
    if len(mentions) != 1 or _NOT_FACT.search(scene.document.sentence_text(sentence)):
        return None
    reading = scene.of_wording(wording.start, wording.end, mentions.pop())
    if group_in(reading.text) is None and not _OVER_WORLD.search(reading.text):
        return None
    found = measured(scene, reading, subject_of(scene, reading))
    if found is None or not is_about(scene, wording.end, sentence.end, found[0].indicator):
        return None
    return _placed(scene, wording, reading, *found)


def _placed(scene: Scene, wording: Superlative, reading: Reading, match: Candidate, cell: Cell) -> Comparison | None:
    universe = universe_of(scene, reading, match, cell.observation.period)
    if universe is None:
        return None
    rivals = universe.rivals
    sign = 1 if wording.high else -1
    own = cell.observation
    before = [o for o in rivals if beats(o, own, sign)]
    if len(rivals) < _FEW:
        return None
    ordered = sorted([own, *rivals], key=lambda o: -o.value * sign)
    base = Comparison(
        start=wording.start,
        end=wording.end,
        outcome="supported",
        aspect="rank",
        match=match,
        unit="rank",
        cells=(own, *around(ordered, own)),
        formula=order_text(scene, ordered, own),
        later=cell.later,
    )
    if not before:
        return base if universe.whole else None
    place = 1 + len(before)
    repairs = ()
    if place <= 1 + len(ORDINALS) and wording.adjective not in (
        "record",
        "all-time",
        "most",
        "least",
        "fewest",
    ):
        repairs = (
            Repair(
                start=wording.start,
                end=wording.end,
                how="text",
                text=ordinal_text(place, wording.adjective),
                why="its place by the record",
            ),
        )  # type: ignore[assignment]
    return replace(base, outcome="refuted", diagnosis=("rank",), note=f"{len(before)} stand before it", repairs=repairs)
