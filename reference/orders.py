"""Compare ranks, superlatives and records: published ranks, and places computed from the values of the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.model import Kind, Quantity
from claims.period import frequency, shift_years, year_of
from reference.cells import Cell, cell_of, periods_of
from reference.comparison import Comparison, Repair
from reference.levels import decide
from reference.match import ACCEPT, Candidate, candidates
from reference.model import Indicator, Observation
from reference.reading import Reading, Scene
from reference.units import parse_unit
from reference.words import lexicon

__all__ = ["compare_rank", "compare_records", "record_wordings"]

_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth".split()
_SUPERLATIVE = re.compile(
    rf"\b(?:(?P<ordinal>{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th))[- ])?(?P<adjective>[a-z]+est|most|least|record|all-time)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s+(?:at least\s+)?(?P<year>(?:18|19|20)\d\d)\b")
_IN_YEARS = re.compile(
    r"\b(?:in|for|over)\s+(?:the\s+)?(?:past\s+|last\s+)?(?:(?P<number>\d+|[a-z]+)[\s-]+years?|(?P<decade>a decade|the decade|a century))\b"
)
_EVER = re.compile(r"\b(?:on record|ever|in (?:its|the|their) history|since records began|of all time)\b")
_NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)} | {
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Wording:
    """"second-wettest", "the highest since 2017"."""

    start: int
    end: int
    place: int
    adjective: str
    high: bool
    since: tuple[int, int, int] | None  # year and its span
    years: int | None  # the window in years; None: ever, as far as the record goes
    bounded: bool  # a window in time is stated at all


def compare_rank(scene: Scene, reading: Reading) -> Comparison:
    """Judge a place in an order: by published ranks where there are any, else by the values of the areas."""
    quantity = reading.quantity
    assert quantity is not None
    wording = next((w for w in record_wordings(scene, reading.start, reading.sentence.end) if w.start <= quantity.end and quantity.start < w.end), None)  # fmt: skip
    if wording is not None and wording.bounded:
        return _nothing(reading, "rank", "an order in time, see the record")
    found = candidates(reading, scene.store, lambda i: i.kind == "rank")
    published = decide(reading, found, lambda c: _published(scene, reading, quantity, c), "rank")
    if published.outcome != "not_enough_info" or wording is None:
        return published
    return _computed(scene, reading, quantity, wording)


def _nothing(reading: Reading, aspect: str, reason: str) -> Comparison:
    return Comparison(
        start=reading.start, end=reading.end, outcome="not_enough_info", aspect=aspect,  # type: ignore[arg-type]
        quantity=reading.quantity.id if reading.quantity else None, reason=reason,
    )  # fmt: skip


def _published(scene: Scene, reading: Reading, quantity: Quantity, match: Candidate) -> Comparison | None:
    cell = cell_of(scene.store, match.indicator.id, match.area, reading.period, scene.document.published)
    if cell is None or quantity.value is None:
        return None
    base = Comparison(
        start=quantity.start, end=quantity.end, outcome="supported", aspect="rank", quantity=quantity.id, match=match,
        expected=cell.observation.interval, unit="rank", cells=(cell.observation,), later=cell.later,
    )  # fmt: skip
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


def _computed(scene: Scene, reading: Reading, quantity: Quantity, wording: _Wording) -> Comparison:
    """Count the areas that stand before this one in the same indicator and period."""
    found = _measured(scene, reading, wording)
    if found is None or quantity.value is None:
        return _nothing(reading, "rank", "the record has no values to rank by")
    match, cell = found
    rivals = _peers(scene, match, cell.observation.period)
    sign = 1 if wording.high else -1
    own = cell.observation
    before = [o for o in rivals if (o.value - own.value) * sign > 0]
    place = 1 + len(before)
    tied = sum(o.value == own.value for o in rivals)
    ordered = sorted([own, *rivals], key=lambda o: -o.value * sign)
    base = Comparison(
        start=quantity.start, end=quantity.end, outcome="supported", aspect="rank", quantity=quantity.id, match=match,
        unit="rank", cells=(own, *ordered[: place + 1]), formula=_order_text(scene, ordered), later=cell.later,
    )  # fmt: skip
    if place <= quantity.value <= place + tied:
        return base if len(rivals) >= quantity.value else replace(base, outcome="not_enough_info", reason="the record has too few areas to rank")  # fmt: skip
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


def _measured(scene: Scene, reading: Reading, wording: _Wording) -> tuple[Candidate, Cell] | None:
    """Return the series that the order is in: that of a level in the same sentence, else by the words."""
    levels = [
        q for q in scene.sentence_quantities(reading.sentence) if q.kind in (Kind.COUNT, Kind.LEVEL, Kind.RATIO) and q.is_claim
    ]
    readings = [scene.of_quantity(q) for q in levels] + [replace(reading, core=())]
    for one in readings:
        period = one.period or reading.period
        for match in candidates(one, scene.store, lambda i: _orderable(i)):
            if match.blocked is not None or match.score < ACCEPT:
                continue
            cell = cell_of(scene.store, match.indicator.id, match.area, period, scene.document.published)
            if cell is not None and (one.quantity is None or one.quantity.kind is Kind.RANK or _states(one.quantity, cell)):
                return match, cell
    return None


def _states(quantity: Quantity, cell: Cell) -> bool:
    """Tell whether a level of the sentence is the value of the cell, so that the order speaks of it."""
    from reference.units import of_quantity

    return quantity.lenient.scaled(of_quantity(quantity).factor).meets(cell.observation.interval)


def _orderable(indicator: Indicator) -> bool:
    return indicator.kind != "rank" and parse_unit(indicator.unit).dimension not in ("rank", "ordinal")


def record_wordings(scene: Scene, start: int, end: int) -> list[_Wording]:
    """Return the superlatives between two places of the text, with the window in time that they name."""
    known = lexicon()
    text = scene.document.text
    found = []
    for match in _SUPERLATIVE.finditer(text, start, end):
        adjective = match["adjective"].lower()
        if adjective not in known.high and adjective not in known.low and adjective != "all-time":
            continue
        high = adjective in known.high or adjective == "all-time"
        tail = text[match.end() : end]
        if adjective in ("record", "all-time"):
            if not re.match(r"[- ](?:high|low|\d|[£$€])", tail) or re.match(r"[- ]\d+[- ]", tail):
                continue
            high = not re.match(r"[- ]low", tail)
        since, years = _SINCE.search(tail), _IN_YEARS.search(tail)
        count = _years(years) if years else None
        found.append(
            _Wording(
                start=match.start(), end=match.end(), place=_place(match["ordinal"]), adjective=adjective, high=high,
                since=(int(since["year"]), match.end() + since.start("year"), match.end() + since.end("year")) if since else None,
                years=count, bounded=bool(since or count or _EVER.search(tail) or adjective in ("record", "all-time")),
            )
        )  # fmt: skip
    return found


def _place(ordinal: str | None) -> int:
    if not ordinal:
        return 1
    digits = "".join(c for c in ordinal if c.isdigit())
    return int(digits) if digits else _ORDINALS.index(ordinal.lower()) + 2


def _years(match: re.Match[str]) -> int | None:
    if match["decade"]:
        return 100 if "century" in match["decade"] else 10
    number = match["number"]
    return int(number) if number.isdigit() else _NUMBERS.get(number)


def compare_records(scene: Scene) -> list[Comparison]:
    """Judge every superlative in time: "the wettest in ten years", "the highest since 2017", "a record 934 mm"."""
    found = []
    for sentence in scene.document.sentences:
        for wording in record_wordings(scene, sentence.start, sentence.end):
            if wording.bounded:
                judged = _record(scene, wording)
                found += [judged] if judged is not None else []
    return found


def _record(scene: Scene, wording: _Wording) -> Comparison | None:
    sentence = scene.document.sentence_at(wording.start)
    mentions = [m.period for m in scene.sentence_mentions(sentence) if m.period and m.relation == "at"]
    reading = scene.of_wording(wording.start, wording.end, mentions[0] if mentions else None)
    found = _measured(scene, reading, wording)
    if found is None:
        return None
    match, cell = found
    own = cell.observation
    cells = periods_of(scene.store, match.indicator.id, match.area, scene.document.published)
    kind = frequency(own.period)
    earlier = {p: c.observation for p, c in cells.items() if frequency(p) == kind and p < own.period}
    sign = 1 if wording.high else -1
    above = sorted((p for p, o in earlier.items() if _beats(o, own, sign)), reverse=True)
    base = Comparison(
        start=wording.start, end=wording.end, outcome="supported", aspect="record", match=match, cells=(own,), unit=own.unit, later=cell.later,
    )  # fmt: skip
    if wording.since is not None and wording.place == 1:
        return _since_year(base, wording, above, earlier, own)
    return _in_window(base, wording, above, earlier, own)


def _beats(other: Observation, own: Observation, sign: int) -> bool:
    if not other.interval.bounded or not own.interval.bounded:
        return False
    return (other.value - own.value) * sign > 0 and not other.interval.meets(own.interval)


def _since_year(
    base: Comparison, wording: _Wording, above: list[str], earlier: dict[str, Observation], own: Observation
) -> Comparison | None:
    assert wording.since is not None
    year, start, end = wording.since
    last = next(iter(above), None)
    reached = year_of(last) if last else None
    if last is not None and reached is not None and reached > year:
        repair = Repair(start=start, end=end, how="text", text=str(reached), why="the last time it was beyond")
        return replace(
            base, outcome="refuted", diagnosis=("record",), cells=(own, earlier[last]), neighbour=earlier[last],
            note=f"{earlier[last].printed} in {last} is beyond {own.printed} in {own.period}", repairs=(repair,),
        )  # fmt: skip
    covered = all(shift_years(own.period, -n) in earlier for n in range(1, max((year_of(own.period) or year) - year, 1) + 1))
    return base if covered and reached == year else None


def _in_window(
    base: Comparison, wording: _Wording, above: list[str], earlier: dict[str, Observation], own: Observation
) -> Comparison | None:
    first = shift_years(own.period, -(wording.years - 1)) if wording.years else None
    if wording.since is not None:
        first = str(wording.since[0])
    inside = [p for p in above if first is None or p >= first]
    place = 1 + len(inside)
    if place > wording.place:
        cell = earlier[inside[0]]
        repair = Repair(start=wording.start, end=wording.end, how="text", text=_ordinal_text(place, wording.adjective), why="its place in the record")
        return replace(
            base, outcome="refuted", diagnosis=("record",), cells=(own, *(earlier[p] for p in inside[:3])), neighbour=cell,
            note=f"{cell.printed} in {cell.period} is beyond {own.printed} in {own.period}",
            repairs=(repair,) if place <= 1 + len(_ORDINALS) and wording.adjective not in ("record", "all-time", "most", "least") else (),
        )  # fmt: skip
    whole = wording.years is not None and all(shift_years(own.period, -n) in earlier for n in range(1, wording.years))
    if place < wording.place and whole:
        repair = Repair(start=wording.start, end=wording.end, how="text", text=_ordinal_text(place, wording.adjective), why="its place in the record")
        return replace(base, outcome="refuted", diagnosis=("record",), note=f"its place is {place}", repairs=(repair,))
    return base if place == wording.place and whole else None


def _ordinal_text(place: int, adjective: str) -> str:
    return adjective if place == 1 else f"{_ORDINALS[place - 2]}-{adjective}"
