"""When the record says otherwise: which neighbouring cell, scale or slip of the hand has the printed value.

Neighbours are tried from the most telling to the least: the same digits in another scale or unit, a figure
that has been superseded, another period, another area, another series, then slips of the typing hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from claims.interval import Interval
from claims.model import Quantity
from claims.period import days, frequency, overlaps
from reference.cells import Cell, cell_of, periods_of
from reference.comparison import How
from reference.labels import labels_of, price_words, prices_of
from reference.match import Candidate
from reference.model import Indicator, Observation
from reference.reading import Reading, Scene
from reference.slips import find_slip
from reference.units import of_quantity, parse_unit, same_dimension
from reference.words import lexicon, stem, tokens

__all__ = [
    "Explanation",
    "areas_beside",
    "at_other_prices",
    "confusable",
    "explain",
    "nearby",
    "numeral",
    "of_category",
    "one_of_few",
]

_PLENTY = 400  # no more neighbours than this are looked at
_NEAR = 2  # periods on either side that a figure is easily taken from
_SMALL = 12  # so few areas do not meet a figure by chance
_FEW_AREAS = 3
_TELLING_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a figure differs from the record, and what to print instead where that is not the value itself."""

    slug: str
    note: str
    neighbour: Observation | None = None
    how: How = "value"
    text: str = ""
    telling: bool = True  # chance would hardly give it


Meets = Callable[[Observation], bool]


def explain(scene: Scene, reading: Reading, match: Candidate, cell: Cell, stated: Interval) -> Explanation | None:
    """Return the best explanation of a level, `stated` in base units, that misses its cell."""
    quantity = reading.quantity
    if quantity is None:
        return None

    def meets(o: Observation) -> bool:
        return o.interval.bounded and stated.meets(o.interval)

    # the likeliest first: the far end of a long series and an area that nobody speaks of meet many a figure by chance
    attempts: tuple[Callable[[], Explanation | None], ...] = (
        lambda: _other_scale(quantity, cell.observation),
        lambda: _superseded(cell, meets),
        lambda: _other_calendar(scene, match, cell, meets),
        lambda: _other_period(scene, match, cell, meets, near=True),
        lambda: _other_series(scene, match, cell, meets, confusable(scene, match.indicator)),
        lambda: _slip(quantity, cell.observation, plain=True),
        lambda: _other_area(scene, quantity, match, cell, meets),
        lambda: _other_period(scene, match, cell, meets, near=False),
        lambda: _other_series(scene, match, cell, meets, _rest(scene, match.indicator)),
        lambda: _slip(quantity, cell.observation, plain=False),
    )
    return next((found for attempt in attempts for found in [attempt()] if found is not None), None)


def numeral(quantity: Quantity) -> str:
    """Return the numeral as printed."""
    return quantity.surface[quantity.number_start - quantity.start : quantity.number_end - quantity.start]


def _other_scale(quantity: Quantity, cell: Observation) -> Explanation | None:
    """Same digits, other scale word or other prefix of the unit."""
    mine = of_quantity(quantity)
    factor = mine.factor
    reach = quantity.lenient.scaled(factor)
    for power in (3, -3, 6, -6, 9, -9):
        if not reach.scaled(Decimal(10) ** power).meets(cell.interval):
            continue
        if quantity.scale != 1:
            sure = sum(c.isdigit() for c in numeral(quantity)) >= _TELLING_DIGITS
            return Explanation("scale", "the digits are right, the scale word is not", cell, telling=sure)
        spec = parse_unit(cell.unit)
        if factor != 1 or spec.factor != 1:
            if mine.dimension.startswith("["):
                return Explanation("scale", f"the digits are right, the unit is {cell.unit}", cell, "unit", cell.unit)
            return Explanation("magnitude-word-lost", "the scale word is missing", cell)
        if power > 0 and cell.value >= 10**6:
            return Explanation("magnitude-word-lost", "the scale word is missing", cell)
    return None


def _superseded(cell: Cell, meets: Meets) -> Explanation | None:
    for old in sorted(cell.superseded, key=lambda o: o.vintage, reverse=True):
        if meets(old):
            when = f", published on {old.vintage}," if old.vintage else ""
            return Explanation("superseded", f"an earlier figure{when} was {old.printed}; it has been revised", old)
    return None


def _other_calendar(scene: Scene, match: Candidate, cell: Cell, meets: Meets) -> Explanation | None:
    """The figure of a fiscal year taken for that of the calendar year, or the reverse."""
    kind = frequency(cell.observation.period)
    if kind not in ("year", "fiscal"):
        return None
    cells = periods_of(scene.store, match.indicator.id, match.area, scene.document.published)
    for period, other in cells.items():
        other_sort = {kind, frequency(period)} == {"year", "fiscal"}
        if other_sort and overlaps(period, cell.observation.period) and meets(other.observation):
            sort = "fiscal" if kind == "year" else "calendar"
            note = f"that is the figure of the {sort} year {period}"
            return Explanation("previous-period", note, other.observation)
    return None


def _other_period(scene: Scene, match: Candidate, cell: Cell, meets: Meets, *, near: bool) -> Explanation | None:
    """Return the nearest period that has the figure, within `_NEAR` periods or beyond."""
    cells = periods_of(scene.store, match.indicator.id, match.area, scene.document.published)
    kind = frequency(cell.observation.period)
    others = [c.observation for p, c in cells.items() if c.observation is not cell.observation and frequency(p) == kind]
    others.sort(key=lambda o: nearby(cell.observation.period, o.period))
    split = 2 * _NEAR
    chosen = others[:split] if near else others[split:_PLENTY]
    found = next((o for o in chosen if meets(o)), None)
    if found is None:
        return None
    return Explanation("previous-period", f"that is the figure of {found.period}", found, telling=near)


def nearby(wanted: str | None, period: str) -> tuple[int, int]:
    """Return how far a period is from the wanted one, for sorting: the nearest first, the earlier of two before."""
    span = days(wanted)
    return _apart(span[0].toordinal(), period) if span else (0, 0)


def _apart(day: int, period: str) -> tuple[int, int]:
    span = days(period)
    gap = span[0].toordinal() - day if span else 10**7
    return abs(gap), int(gap > 0)


def areas_beside(scene: Scene, match: Candidate) -> list[str]:
    """Return the areas that a figure may have been taken from: of the same sort, and the area's parts and whole."""
    own = scene.store.area(match.area)
    found = []
    for key in sorted(scene.store.areas_of(match.indicator.id) - {match.area}):
        other = scene.store.area(key)
        if own is None or other is None or own.type == other.type or match.area == other.parent or key == own.parent:
            found.append(key)
    named = {a for p in scene.places for a in p.areas}
    kin = {own.parent} if own is not None else set()
    kin |= {key for key in found for area in [scene.store.area(key)] if area is not None and area.parent == match.area}
    return sorted(found, key=lambda key: (key not in named, key not in kin, key))[:_PLENTY]


def _is_kin(scene: Scene, one: str, other: str) -> bool:
    """Tell whether one area is the other's whole or part."""
    first, second = scene.store.area(one), scene.store.area(other)
    return first is not None and second is not None and (first.parent == other or second.parent == one)


def one_of_few(scene: Scene, hits: list[str], quantity: Quantity, area: str) -> tuple[str, bool] | None:
    """Choose among the areas that have a printed value: one that the story names, the whole or a part, one of few.

    Returns the area and whether that tells more than chance would.
    """
    named = {a for p in scene.places for a in p.areas}
    told = [h for h in hits if h in named or _is_kin(scene, h, area)]
    if told:
        return told[0], True
    if not hits or len(hits) > _FEW_AREAS:
        return None
    return hits[0], len(hits) == 1 and sum(c.isdigit() for c in numeral(quantity)) >= _TELLING_DIGITS


def _other_area(scene: Scene, quantity: Quantity, match: Candidate, cell: Cell, meets: Meets) -> Explanation | None:
    found: dict[str, Observation] = {}
    areas = areas_beside(scene, match)
    for area in areas:
        other = cell_of(scene.store, match.indicator.id, area, cell.observation.period, scene.document.published)
        if other is not None and meets(other.observation):
            found[area] = other.observation
    chosen = one_of_few(scene, list(found), quantity, match.area)
    if chosen is None:
        return None
    area, telling = chosen
    record = scene.store.area(area)
    note = f"that is the figure of {record.name if record else area}"
    return Explanation("wrong-area", note, found[area], telling=telling or len(areas) <= _SMALL)


def _other_series(
    scene: Scene, match: Candidate, cell: Cell, meets: Meets, others: Iterable[Indicator]
) -> Explanation | None:
    mine = parse_unit(match.indicator.unit)
    for indicator in others:
        spec = parse_unit(indicator.unit)
        if not same_dimension(spec, mine) and spec.dimension != mine.dimension:
            continue
        other = _like(scene, match, indicator, cell, meets)
        if other is not None:
            slug = of_category(match.indicator, indicator)
            return Explanation(slug, f"that is the figure of another series: {indicator.label}", other)
    return None


def _like(scene: Scene, match: Candidate, indicator: Indicator, cell: Cell, meets: Meets) -> Observation | None:
    """Return a cell of another series: of the same period, or of any where the two are often confused."""
    if indicator.id in match.indicator.confused_with:
        cells = periods_of(scene.store, indicator.id, match.area, scene.document.published).values()
    else:
        same = cell_of(scene.store, indicator.id, match.area, cell.observation.period, scene.document.published)
        cells = () if same is None else (same,)  # type: ignore[assignment]
    return next((c.observation for c in cells if meets(c.observation)), None)


def confusable(scene: Scene, indicator: Indicator) -> list[Indicator]:
    """Return the series that a series is easily confused with: as described, or the same at other prices."""
    told = [i for key in indicator.confused_with for i in [scene.store.indicator(key)] if i is not None]
    told += [i for i in scene.store.indicators() if indicator.id in i.confused_with and i not in told]
    told += [
        i
        for i in at_other_prices(scene, indicator)
        if i.is_growth == indicator.is_growth and i not in told and thing_of(i) == thing_of(indicator)
    ]
    return [i for i in told if i.id != indicator.id]


def at_other_prices(scene: Scene, indicator: Indicator) -> list[Indicator]:
    """Return the series of the same thing, its growth among them, that are at other prices."""
    basis = prices_of(indicator)
    if not basis:
        return []
    return [
        i for i in scene.store.indicators() if prices_of(i) not in ("", basis) and thing_of(i) == thing_of(indicator)
    ]


def thing_of(indicator: Indicator) -> frozenset[str]:
    """Return what a series is of, without its prices and the words for growth."""
    known = lexicon()
    return frozenset(labels_of(indicator)[0].words) - price_words() - known.generic - known.growth


def _rest(scene: Scene, indicator: Indicator) -> list[Indicator]:
    known = {i.id for i in confusable(scene, indicator)} | {indicator.id}
    return [i for i in scene.store.indicators() if i.id not in known][:_PLENTY]


def of_category(right: Indicator, wrong: Indicator) -> str:
    """Name the slip by which one series is taken for another: stock-flow, count-unit or wrong-category."""
    kinds = {_kind(right), _kind(wrong)}
    if kinds == {"stock", "flow"}:
        return "stock-flow"
    mine, theirs = parse_unit(right.unit), parse_unit(wrong.unit)
    if (
        mine.dimension == theirs.dimension == "count"
        and mine.counted != theirs.counted
        and mine.counted
        and theirs.counted
    ):
        return "count-unit"
    return "wrong-category"


def _kind(indicator: Indicator) -> str:
    if indicator.kind in ("stock", "flow"):
        return indicator.kind
    known = lexicon()
    stems = {stem(word) for word, _, _ in tokens(indicator.label)}
    if stems & known.stock:
        return "stock"
    return "flow" if stems & known.flow else ""


def _slip(quantity: Quantity, cell: Observation, *, plain: bool) -> Explanation | None:
    """Return a slip of the typing hand; `plain` only looks for the likeliest, a moved point or two digits swapped."""
    if not cell.interval.bounded:
        return None
    factor = of_quantity(quantity).factor
    found = find_slip(quantity, numeral(quantity), cell.interval.scaled(1 / factor), plain=plain)
    if found is None:
        return None
    slug, text = found
    words = "the decimal point has moved" if slug == "power-of-ten" else "a slip of the digits"
    return Explanation(slug, words, cell, "numeral", text, telling=plain)
