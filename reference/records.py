"""Compare superlatives in time with the series: "the wettest in ten years", "the highest since 2017"."""

from __future__ import annotations

from dataclasses import replace

from claims.period import frequency, shift_years, year_of
from reference.cells import periods_of
from reference.comparison import Comparison, Repair
from reference.measured import beats, is_about, measured
from reference.model import Observation
from reference.ranks import compare_standing
from reference.reading import Scene
from reference.superlatives import ORDINALS, Superlative, ordinal_text, superlatives

__all__ = ["compare_records"]


def compare_records(scene: Scene) -> list[Comparison]:
    """Judge every superlative, in time ("the wettest in ten years") or among areas."""
    found = []
    for sentence in scene.document.sentences:
        for wording in superlatives(scene, sentence.start, sentence.end):
            judged = _record(scene, wording) if wording.bounded else compare_standing(scene, wording)
            found += [judged] if judged is not None else []
    return found


def _record(scene: Scene, wording: Superlative) -> Comparison | None:
    sentence = scene.document.sentence_at(wording.start)
    mentions = [m for m in scene.sentence_mentions(sentence) if m.period and m.relation == "at"]
    nearest = min(mentions, key=lambda m: abs(m.start - wording.start), default=None)
    reading = scene.of_wording(wording.start, wording.end, nearest.period if nearest else None)
    found = measured(scene, reading, rates=True)
    if found is None:
        return None
    match, cell = found
    if not is_about(scene, wording.end, sentence.end, match.indicator):
        return None
    own = cell.observation
    cells = periods_of(scene.store, match.indicator.id, match.area, scene.document.published)
    kind = frequency(own.period)
    earlier = {p: c.observation for p, c in cells.items() if frequency(p) == kind and p < own.period}
    sign = 1 if wording.high else -1
    above = sorted((p for p, o in earlier.items() if beats(o, own, sign)), reverse=True)
    base = Comparison(
        start=wording.start,
        end=wording.end,
        outcome="supported",
        aspect="record",
        match=match,
        cells=(own,),
        unit=own.unit,
        later=cell.later,
    )
    if wording.since is not None and wording.place == 1:
        return _since_year(base, wording, above, earlier, own)
    return _in_window(base, wording, above, earlier, own)


def _since_year(
    base: Comparison,
    wording: Superlative,
    above: list[str],
    earlier: dict[str, Observation],
    own: Observation,
) -> Comparison | None:
    assert wording.since is not None
    year, start, end = wording.since
    last = next(iter(above), None)
    reached = year_of(last) if last else None
    if last is not None and reached is not None and reached > year:
        repair = Repair(start=start, end=end, how="text", text=str(reached), why="the last time it was beyond")
        return replace(
            base,
            outcome="refuted",
            diagnosis=("record",),
            cells=(own, earlier[last]),
            neighbour=earlier[last],
            note=f"{earlier[last].printed} in {last} is beyond {own.printed} in {own.period}",
            repairs=(repair,),
        )
    covered = all(
        shift_years(own.period, -n) in earlier for n in range(1, max((year_of(own.period) or year) - year, 1) + 1)
    )
    return base if covered and reached == year else None


def _in_window(
    base: Comparison,
    wording: Superlative,
    above: list[str],
    earlier: dict[str, Observation],
    own: Observation,
) -> Comparison | None:
    first = shift_years(own.period, -(wording.years - 1)) if wording.years else None
    if wording.since is not None:
        first = str(wording.since[0])
    inside = [p for p in above if first is None or p >= first]
    place = 1 + len(inside)
    if place > wording.place:
        cell = earlier[inside[0]]
        repair = Repair(
            start=wording.start,
            end=wording.end,
            how="text",
            text=ordinal_text(place, wording.adjective),
            why="its place in the record",
        )
        return replace(
            base,
            outcome="refuted",
            diagnosis=("record",),
            cells=(own, *(earlier[p] for p in inside[:3])),
            neighbour=cell,
            note=f"{cell.printed} in {cell.period} is beyond {own.printed} in {own.period}",
            repairs=(repair,)
            if place <= 1 + len(ORDINALS) and wording.adjective not in ("record", "all-time", "most", "least")
            else (),
        )
    whole = wording.years is not None and all(shift_years(own.period, -n) in earlier for n in range(1, wording.years))
    if place < wording.place and whole:
        repair = Repair(
            start=wording.start,
            end=wording.end,
            how="text",
            text=ordinal_text(place, wording.adjective),
            why="its place in the record",
        )
        return replace(base, outcome="refuted", diagnosis=("record",), note=f"its place is {place}", repairs=(repair,))
    return base if place == wording.place and whole else None
