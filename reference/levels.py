"""Compare a level, count, share or ratio with its cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from claims.model import Kind, Quantity
from claims.period import frequency, last_day, previous_year
from reference.cells import Cell, cell_of, is_known, periods_of
from reference.comparison import Aspect, Comparison, Repair
from reference.labels import is_change, labels_of
from reference.match import ACCEPT, CERTAIN, MARGIN, Candidate, candidates, nearest
from reference.model import Indicator, Observation, Status
from reference.neighbours import explain
from reference.per import Per, per_of
from reference.rate_as_count import rate_as_count
from reference.reading import Reading, Scene, has_growth_words
from reference.seasons import adjustment_of
from reference.units import UnitSpec, of_quantity, parse_unit, same_dimension, stated_level
from reference.words import content, lexicon, tokens

__all__ = ["compare_level", "decide", "fits_level", "value_repair"]

_AT_END = ("stock", "ratio", "")  # kinds of series that are taken at the end of a period
_PHRASE = 80  # how far a counted phrase may run on behind its noun
_AFTER_HEAD = frozenset({"of", "in", "by", "for", "per", "with", "from", "at", "to"})

# explanations that tell that the figure is of this series after all
_TELLING = frozenset(
    {"superseded", "previous-period", "wrong-area", "wrong-category", "stock-flow", "count-unit", "scale", "digit-typo"}
)

_PER_PERSON = frozenset({"per", "capita", "head", "average", "mean"})

Judge = Callable[[Candidate], Comparison | None]


def compare_level(scene: Scene, reading: Reading) -> Comparison:
    """Judge a figure that states how much something is."""
    quantity = reading.quantity
    assert quantity is not None
    found = candidates(reading, scene.store, lambda i: fits_level(scene, reading, quantity, i))
    result = decide(reading, found, lambda c: _judge(scene, reading, c), "level")
    if result.outcome != "not_enough_info":
        return result
    return rate_as_count(scene, reading) or result


def decide(reading: Reading, found: list[Candidate], judge: Judge, aspect: Aspect) -> Comparison:
    """Judge by the best series; abstain where another fits nearly as well and says otherwise."""
    empty = Comparison(
        start=reading.start,
        end=reading.end,
        outcome="not_enough_info",
        aspect=aspect,
        quantity=reading.quantity.id if reading.quantity else None,
        reason=_why_not(reading, found),
    )
    judged = [
        (c, verdict)
        for c in found
        if c.blocked is None and c.score >= ACCEPT
        for verdict in [judge(c)]
        if verdict is not None
    ]
    if not judged:
        return empty
    top, verdict = judged[0]
    if any(_other_season(top, c) and other.outcome != verdict.outcome for c, other in judged[1:]):
        reason = "the sentence does not say whether the figure is seasonally adjusted, and the two series differ"
        return replace(empty, reason=reason)
    rivals = [other for c, other in judged[1:] if c.score > top.score - MARGIN]
    if verdict.outcome == "supported":
        return verdict
    if any(other.outcome == "supported" for other in rivals):
        return next(other for other in rivals if other.outcome == "supported")
    if verdict.outcome == "refuted":
        if rivals:
            return replace(empty, reason=f"two series fit as well: {'; '.join(nearest(found))}")
        unsure = top.score < CERTAIN or (not reading.core and not top.whole)
        explained = bool(verdict.diagnosis) and verdict.telling
        if (not explained and unsure) or (top.doubtful and not (explained and set(verdict.diagnosis) & _TELLING)):
            return replace(empty, reason=f"the series is not certain: {'; '.join(nearest(found))}")
    return verdict


def _other_season(one: Candidate, other: Candidate) -> bool:
    """Tell whether two series are of the same thing, one seasonally adjusted and the other not."""
    mine, theirs = adjustment_of(one.indicator), adjustment_of(other.indicator)
    same = set(labels_of(one.indicator)[0].words) == set(labels_of(other.indicator)[0].words)
    return mine != theirs and same and one.indicator.unit == other.indicator.unit


def _why_not(reading: Reading, found: list[Candidate]) -> str:
    if not reading.area_known:
        return "the record has no figures of that place"
    if not reading.period:
        return "no period is stated"
    if not found:
        return "the record has no such series"
    return f"nearest in the record: {'; '.join(nearest(found))}"


def fits_level(scene: Scene, reading: Reading, quantity: Quantity, indicator: Indicator) -> bool:
    """Tell whether a series can be what a level of the text states, by unit, kind and what it is per."""
    spec, mine = parse_unit(indicator.unit), of_quantity(quantity)
    per = per_of(scene, quantity)
    if per is not None and spec.dimension == "ratio" and mine.dimension != "ratio":
        return not is_change(indicator) and _is_per_so_many(spec, mine, per)
    if not same_dimension(mine, spec):
        return False
    if quantity.kind is Kind.ABSOLUTE_CHANGE and not set(content(indicator.label)) & lexicon().additions:
        return False
    if indicator.kind == "rank" or is_change(indicator) or spec.dimension in ("rank", "ordinal"):
        return False
    if indicator.is_growth and not has_growth_words(reading):
        return False
    if per is not None and spec.dimension != "ratio" and not _names_person(indicator):
        return False
    if spec.dimension == "ratio" and mine.dimension == "count" and not _is_per(scene, reading):
        return False
    return not (spec.dimension == "index" and mine.dimension == "count" and mine.counted)


def _is_per_so_many(spec: UnitSpec, mine: UnitSpec, per: Per) -> bool:
    """Tell whether a ratio is per the same number of people: money a head against USD per person."""
    currency, _, people = spec.base.partition("/")
    return people == f"{per.people:f}" and currency == (mine.base if mine.dimension == "money" else "")


def _names_person(indicator: Indicator) -> bool:
    """Tell whether a series is itself so much a person, or a mean."""
    return any(_PER_PERSON & set(name.lower().split()) for name in indicator.names)


def _is_per(scene: Scene, reading: Reading) -> bool:
    words = scene.document.sentence_text(reading.sentence).lower().split()
    return "per" in words or "head" in words or "capita" in words


def _judge(scene: Scene, reading: Reading, match: Candidate) -> Comparison | None:
    quantity = reading.quantity
    assert quantity is not None
    cell = _cell(scene, reading, match)
    if cell is None:
        return None
    factor = of_quantity(quantity).factor
    stated = stated_level(quantity, cell.observation)
    base = Comparison(
        start=quantity.start,
        end=quantity.end,
        outcome="supported",
        aspect="level",
        quantity=quantity.id,
        match=match,
        expected=cell.observation.interval.scaled(1 / factor),
        unit=cell.observation.unit,
        cells=(cell.observation,),
        later=cell.later,
        revised=cell.revised,
    )
    if cell.observation.status is Status.FORECAST:
        return _forecast(scene, reading, base, stated.meets(cell.observation.interval))
    if stated.meets(cell.observation.interval):
        return _direction_of_level(scene, reading, base, cell)
    beside = next((o for o in cell.others if o.status is not Status.SUPERSEDED and stated.meets(o.interval)), None)
    if beside is not None:
        later = not is_known(beside, scene.document.published)
        return replace(base, cells=(beside,), expected=beside.interval.scaled(1 / factor), later=later)
    named = _named_period(scene, reading, match)
    if named is not None:
        return replace(base, cells=(named,), expected=named.interval.scaled(1 / factor))
    return _refuted(scene, reading, base, cell)


def _cell(scene: Scene, reading: Reading, match: Candidate) -> Cell | None:
    """Return the cell of the period; a stock at the end of a year is the figure of that year."""
    known_on = scene.document.published
    cell = cell_of(scene.store, match.indicator.id, match.area, reading.period, known_on)
    end = last_day(reading.period)
    if cell is None and end is not None and (end.month, end.day) == (12, 31) and match.indicator.kind in _AT_END:
        return cell_of(scene.store, match.indicator.id, match.area, f"{end.year}", known_on)
    if cell is None and end is not None and frequency(reading.period) == "day" and _names_week(scene, reading):
        week = end.isocalendar()
        period = f"{week.year:04d}-W{week.week:02d}"
        return cell_of(scene.store, match.indicator.id, match.area, period, known_on)
    if cell is None and reading.period is None and scene.store.inline:
        return _only_cell(scene, reading, match)
    return cell


def _names_week(scene: Scene, reading: Reading) -> bool:
    return "week" in scene.document.sentence_text(reading.sentence).lower().split()


def _only_cell(scene: Scene, reading: Reading, match: Candidate) -> Cell | None:
    """Return the cell of a figure that has but one (the height of a dam), where the story names no time."""
    if scene.sentence_mentions(reading.sentence):
        return None
    cells = periods_of(scene.store, match.indicator.id, match.area, scene.document.published)
    return next(iter(cells.values())) if len(cells) == 1 else None


def _named_period(scene: Scene, reading: Reading, match: Candidate) -> Observation | None:
    """Return a cell with that figure, of a period that is named where the bound one is not."""
    quantity = reading.quantity
    assert quantity is not None
    periods = scene.named_periods(reading)
    stated = quantity.lenient.scaled(of_quantity(quantity).factor)
    cells = (cell_of(scene.store, match.indicator.id, match.area, p, scene.document.published) for p in periods)
    return next((c.observation for c in cells if c is not None and stated.meets(c.observation.interval)), None)


def _refuted(scene: Scene, reading: Reading, base: Comparison, cell: Cell) -> Comparison:
    quantity, match = reading.quantity, base.match
    assert quantity is not None
    assert match is not None
    found = explain(scene, reading, match, cell, stated_level(quantity, cell.observation))
    repair = value_repair(quantity, cell.observation)
    repairs = [repair] if repair is not None else []
    if found is not None and found.how in ("numeral", "unit"):
        repairs.insert(
            0, Repair(start=quantity.start, end=quantity.end, how=found.how, text=found.text, why=found.note)
        )
    if found is not None and found.slug in ("count-unit", "wrong-category") and found.neighbour is not None:
        named = _other_name(scene, quantity, match.indicator, found.neighbour)
        repairs += [named] if named is not None else []
    return replace(
        base,
        outcome="refuted",
        diagnosis=(found.slug,) if found else (),
        telling=found is None or found.telling,
        note=found.note if found else "",
        neighbour=found.neighbour if found else None,
        repairs=tuple(repairs),
    )


def value_repair(quantity: Quantity, cell: Observation) -> Repair | None:
    """Return the replacement of a figure by the recorded value, where the record gives one."""
    if not cell.interval.bounded:
        return None
    value = cell.value / of_quantity(quantity).factor
    return Repair(start=quantity.start, end=quantity.end, how="value", value=value, why="the figure of record")


def _other_name(scene: Scene, quantity: Quantity, right: Indicator, neighbour: Observation) -> Repair | None:
    """Keep the figure and name what it counts: the head of the other series' label."""
    indicator = scene.store.indicator(neighbour.indicator)
    if quantity.noun_span is None or indicator is None:
        return None
    own, other = right.label.lower().split(), indicator.label.split()
    head: list[str] = []
    for word in other:
        plain = word.rstrip(",").lower()
        if head and (plain in _AFTER_HEAD or plain.endswith(("ed", "ing")) or head[-1].endswith(",")):
            break
        head.append(word)
    start, end = quantity.noun_span
    for word, first, last in tokens(scene.document.text[end : end + _PHRASE]):
        gap = scene.document.text[end : quantity.noun_span[1] + first]
        if word.lower() not in own or gap.strip():
            break
        end = quantity.noun_span[1] + last
    return Repair(start=start, end=end, how="text", text=" ".join(head).rstrip(","), why="what the figure counts")


def _direction_of_level(scene: Scene, reading: Reading, base: Comparison, cell: Cell) -> Comparison:
    """A level that meets its cell may still have risen where the story says it fell."""
    quantity, match = reading.quantity, base.match
    assert quantity is not None
    assert match is not None
    if quantity.direction is None or quantity.direction_span is None:
        return base
    before = reading.compared_to
    if before is None and frequency(reading.period) in ("year", "fiscal"):
        before = previous_year(reading.period)
    earlier = cell_of(scene.store, match.indicator.id, match.area, before, scene.document.published)
    if earlier is None or not earlier.observation.interval.bounded or not cell.observation.interval.bounded:
        return base
    change = cell.observation.interval - earlier.observation.interval
    up = quantity.direction == "up"
    if (change.upper if up else change.lower) is None or change.contains(type(cell.observation.value)(0)):
        return base
    went_up = change.lower is not None and change.lower > 0
    if went_up == up:
        return base
    start, end = quantity.direction_span
    word = lexicon().opposites.get(scene.document.text[start:end].lower())
    repairs = (
        (Repair(start=start, end=end, how="text", text=word, why="the record moved the other way"),) if word else ()
    )
    return replace(
        base,
        start=start,
        end=end,
        outcome="refuted",
        aspect="direction",
        diagnosis=("direction",),
        cells=(cell.observation, earlier.observation),
        repairs=repairs,
        note=f"it {'rose' if went_up else 'fell'} from {earlier.observation.printed} in {before}",
    )


def _forecast(scene: Scene, reading: Reading, base: Comparison, meets: bool) -> Comparison | None:
    """A forecast told as a fact: only where the value is that of the forecast and a verb tells it as done."""
    from reference.wordless import telling_verb  # the two modules read the same verbs

    verb = telling_verb(scene, reading)
    if not meets:
        return None
    if verb is None:
        return replace(base, outcome="not_enough_info", reason="the record has only a forecast for this period")
    start, end, better = verb
    repairs = (
        (Repair(start=start, end=end, how="text", text=better, why="the record has a forecast"),) if better else ()
    )
    return replace(
        base,
        start=start,
        end=end,
        outcome="refuted",
        aspect="forecast",
        diagnosis=("forecast-as-fact",),
        repairs=repairs,
        note="the record has only a forecast for this period",
    )
