"""Compare places in an order of areas: published ranks, and places computed from the values of the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from claims.model import Kind, Quantity
from reference.cells import Cell, cell_of, periods_of
from reference.comparison import Aspect, Comparison, Repair
from reference.levels import decide
from reference.match import ACCEPT, Candidate, candidates
from reference.measured import AMOUNTS, beats, is_about, measured, orderable, states
from reference.model import Observation
from reference.reading import Reading, Scene
from reference.superlatives import ORDINALS, Superlative, ordinal_text, superlatives

__all__ = ["compare_rank", "compare_standing"]

_FEW = 2  # fewer rivals than this are no universe


def compare_rank(scene: Scene, reading: Reading) -> Comparison:
    """Judge a place in an order: by published ranks where there are any, else by the values of the areas."""
    quantity = reading.quantity
    assert quantity is not None
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
    found = candidates(reading, scene.store, lambda i: i.kind == "rank")
    published = decide(reading, found, lambda c: _published(scene, reading, quantity, c), "rank")
    if published.outcome != "not_enough_info" or wording is None:
        return published
    return _computed(scene, reading, quantity, wording)


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


def _computed(scene: Scene, reading: Reading, quantity: Quantity, wording: Superlative) -> Comparison:
    """Count the areas that stand before this one in the same indicator and period."""
    found = measured(scene, reading)
    if found is None or quantity.value is None:
        return _nothing(reading, "rank", "the record has no values to rank by")
    match, cell = found
    if not is_about(scene, wording.end, reading.sentence.end, match.indicator):
        return _nothing(reading, "rank", "the record has no values to rank that by")
    rivals = _peers(scene, match, cell.observation.period)
    sign = 1 if wording.high else -1
    own = cell.observation
    before = [o for o in rivals if (o.value - own.value) * sign > 0]
    place = 1 + len(before)
    tied = sum(o.value == own.value for o in rivals)
    ordered = sorted([own, *rivals], key=lambda o: -o.value * sign)
    base = Comparison(
        start=quantity.start,
        end=quantity.end,
        outcome="supported",
        aspect="rank",
        quantity=quantity.id,
        match=match,
        unit="rank",
        cells=(own, *ordered[: place + 1]),
        formula=_order_text(scene, ordered),
        later=cell.later,
    )
    if place <= quantity.value <= place + tied:
        return (
            base
            if len(rivals) >= quantity.value
            else replace(base, outcome="not_enough_info", reason="the record has too few areas to rank")
        )
    if quantity.value > 1 + len(rivals):
        return _nothing(reading, "rank", "the record has too few areas to rank")
    return _ranked_otherwise(base, quantity, place, f"{len(before)} stand before it")


def _order_text(scene: Scene, ordered: Sequence[Observation]) -> str:
    names = [(scene.store.area(o.area), o) for o in ordered[:6]]
    return ", ".join(f"{area.name if area else o.area} {o.printed}" for area, o in names)


def _peers(scene: Scene, match: Candidate, period: str) -> list[Observation]:
    area = scene.store.area(match.area)
    found = []
    for key in sorted(scene.store.areas_of(match.indicator.id) - {match.area}):
        other = scene.store.area(key)
        if area is not None and other is not None and (area.type != other.type or key == area.parent):
            continue
        cell = cell_of(scene.store, match.indicator.id, key, period, scene.document.published)
        if cell is not None:
            found.append(cell.observation)
    return found


def compare_standing(scene: Scene, wording: Superlative) -> Comparison | None:
    """Judge "the largest town in the county" where a figure of the sentence is the value that it goes by."""
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
                return _placed(scene, wording, match, cell)
    return None


def _placed(scene: Scene, wording: Superlative, match: Candidate, cell: Cell) -> Comparison | None:
    rivals = _peers(scene, match, cell.observation.period)
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
        cells=(own, *ordered[: len(before) + 1]),
        formula=_order_text(scene, ordered),
        later=cell.later,
    )
    if not before:
        return base
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
