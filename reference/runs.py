"""Runs of years in a series: "the third straight year of decline", "the first fall since 2009", "in four years"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from claims.model import Direction, Kind
from claims.patterns import regex
from claims.period import frequency, previous, year_of
from reference.cells import periods_of
from reference.comparison import Comparison, Repair
from reference.labels import is_change
from reference.levels import decide
from reference.match import Candidate, candidates
from reference.model import Indicator, Observation
from reference.reading import Reading, Scene
from reference.superlatives import CARDINALS, ORDINALS, ordinal_text
from reference.units import parse_unit
from reference.words import content, tokens

__all__ = ["Run", "compare_runs", "runs"]

_NTH = rf"(?P<nth>{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th))"
_COUNT = rf"(?P<count>\d+|{'|'.join(CARDINALS)})"
_UNIT = r"(?:calendar |financial |fiscal )?(?P<unit>year|quarter|month)"
_MOVE = r"(?:annual |yearly |quarterly |monthly )?(?P<move>[a-z]+)"
_ROW = r"(?: in a row| running| in succession)"
_STRAIGHT = r"(?:straight|consecutive|successive)"
_STREAKS = (
    regex(rf"\b{_NTH}[ -]{_STRAIGHT} {_UNIT}\b", re.IGNORECASE),
    regex(rf"\b{_NTH} {_UNIT}{_ROW}\b", re.IGNORECASE),
    regex(rf"\b{_NTH}[ -]{_STRAIGHT} {_MOVE}\b", re.IGNORECASE),
    regex(rf"\b{_NTH} {_MOVE}{_ROW}\b", re.IGNORECASE),
    regex(rf"\b{_COUNT} {_STRAIGHT} {_UNIT}s\b", re.IGNORECASE),
    regex(rf"\bfor {_COUNT} {_UNIT}s{_ROW}\b", re.IGNORECASE),
)
_FIRST = regex(
    rf"\bfirst (?:time (?:that )?(?:it|they|this) (?:has |have |had )?)?{_MOVE}(?: of any kind)?"
    r"(?: in [a-z -]{3,40}?)? (?:since (?:at least )?(?P<since>(?:18|19|20)\d\d)\b"
    r"|in (?:at least |more than |over |nearly |almost )?"
    rf"(?:{_COUNT} years\b|(?P<decade>a decade|two decades|three decades)\b))",
    re.IGNORECASE,
)
_VAGUE = regex(r"\b(?:at least|more than|over|nearly|almost|about)\b", re.IGNORECASE)
_NOT_FACT = regex(
    r"\b(?:forecast|expected|expects?|projected|predicted|will|would|could|may|might|if|not|never|likely)\b",
    re.IGNORECASE,
)
_DECADES = {"a decade": 10, "two decades": 20, "three decades": 30}
_SUM = "year quarter month row straight consecutive successive running first since"


@dataclass(frozen=True, slots=True)
class Run:
    """A wording that counts years of one direction, or the years since the last one of it."""

    start: int
    end: int
    kind: Literal["streak", "first"]
    way: Direction
    number: int | None  # the length of the streak; the years since the last time
    since: int | None  # the year of the last time
    at: tuple[int, int]  # the number or year, for a repair
    unit: str = "year"
    vague: bool = False


def compare_runs(scene: Scene) -> list[Comparison]:
    """Judge every such wording of a document."""
    found = []
    for sentence in scene.document.sentences:
        text = scene.document.sentence_text(sentence)
        if "first" not in text and not re.search(r"straight|consecutive|successive|in a row|running|succession", text):
            continue
        if _NOT_FACT.search(text):
            continue
        for run in runs(scene, sentence.start, sentence.end):
            judged = _judge(scene, run)
            found += [judged] if judged is not None else []
    return found


def runs(scene: Scene, start: int, end: int) -> Iterator[Run]:
    """Yield the wordings between two places of the text whose direction is told."""
    text = scene.document.text
    taken: list[tuple[int, int]] = []
    for pattern in _STREAKS:
        for m in pattern.finditer(text, start, end):
            if any(m.start() < b and a < m.end() for a, b in taken):
                continue
            groups = m.groupdict()
            name = "nth" if groups.get("nth") else "count"
            way = _way(scene, start, m, groups.get("move"))
            if way is not None:
                taken.append(m.span())
                unit = (groups.get("unit") or "year").lower()
                yield Run(m.start(), m.end(), "streak", way, _number(m[name]), None, m.span(name), unit)
    for m in _FIRST.finditer(text, start, end):
        way = scene.directions.get(m["move"].lower()) or _NOUNS.get(m["move"].lower())
        if way is None:
            continue
        at = m.span("since") if m["since"] else m.span("count") if m["count"] else m.span("decade")
        number = _DECADES[m["decade"].lower()] if m["decade"] else _number(m["count"]) if m["count"] else None
        vague = _VAGUE.search(m.group()) is not None
        yield Run(m.start(), m.end(), "first", way, number, int(m["since"]) if m["since"] else None, at, vague=vague)


_NOUNS: dict[str, Direction] = {
    "growth": "up",
    "expansion": "up",
    "contraction": "down",
    "decline": "down",
    "shrinkage": "down",
}


def _way(scene: Scene, start: int, match: re.Match[str], move: str | None) -> Direction | None:
    """Return the direction of a streak: its own noun, "of decline" behind it, else the nearest verb before it."""
    ways: dict[str, Direction] = {**scene.directions, **_NOUNS}
    if move is not None:
        return ways.get(move.lower())
    text = scene.document.text
    behind = re.match(r"\s+(?:of|that|in which)\s+(?:[a-z]+\s+){0,3}?([a-z]+)", text[match.end() : match.end() + 60])
    if behind is not None and behind[1] in ways:
        return ways[behind[1]]
    told = [ways[w.lower()] for w, _, _ in tokens(text[start : match.start()]) if w.lower() in ways]
    return told[-1] if told and len(set(told)) == 1 else None


def _number(text: str) -> int:
    low = text.lower()
    if low in ORDINALS:
        return ORDINALS.index(low) + 2
    if low in CARDINALS:
        return CARDINALS.index(low) + 1
    return int("".join(c for c in low if c.isdigit()))


def _judge(scene: Scene, run: Run) -> Comparison | None:
    sentence = scene.document.sentence_at(run.start)
    mentions = [m for m in scene.sentence_mentions(sentence) if m.period and m.relation == "at"]
    periods = list(dict.fromkeys(m.period for m in mentions if frequency(m.period) == run.unit))
    if len(periods) != 1:
        return None
    reading = scene.of_wording(run.start, run.end, periods[0])
    reading = replace(reading, core=_core(scene, reading), moves=True, period=periods[0], counts_loose=False)
    if not reading.core:
        return None
    found = candidates(reading, scene.store, _movable)
    figure = next((q for q in scene.sentence_quantities(sentence) if q.start < run.end and run.start < q.end), None)
    judged = decide(reading, found, lambda c: _verdict(scene, run, reading, c), "record")
    if judged.outcome == "not_enough_info":
        return None
    return replace(judged, quantity=figure.id if figure is not None and figure.kind is Kind.ORDINAL_EDITION else None)


def _core(scene: Scene, reading: Reading) -> tuple[str, ...]:
    """Return the stems of what moved: of the growth rate of the sentence, else of the words before the verb."""
    quantities = [q for q in scene.sentence_quantities(reading.sentence) if q.kind is Kind.GROWTH_RATE and q.is_claim]
    if len(quantities) == 1:
        core = scene.of_quantity(quantities[0]).core
        if core:
            return core
    words = tokens(scene.document.text[reading.sentence.start : reading.start])
    verb = next((s for w, s, _ in words if w.lower() in scene.directions), None)
    if verb is None:
        return ()
    subject = scene.document.text[reading.sentence.start : reading.sentence.start + verb]
    times = {w for m in scene.sentence_mentions(reading.sentence) for w in content(m.surface)}
    skipped = scene.place_stems | times | set(content(_SUM)) | {"not"}
    return tuple(w for w in content(subject) if w not in skipped and not w.isdigit())


def _movable(indicator: Indicator) -> bool:
    return not is_change(indicator) and parse_unit(indicator.unit).dimension not in ("rank", "ordinal")


def _steps(scene: Scene, match: Candidate, period: str) -> list[tuple[str, Direction | None, tuple[Observation, ...]]]:
    """Return (period, direction, cells) backwards from a period, as far as the record goes without a gap."""
    cells = periods_of(scene.store, match.indicator.id, match.area, scene.document.published)
    found: list[tuple[str, Direction | None, tuple[Observation, ...]]] = []
    at: str | None = period
    while at is not None and at in cells:
        own = cells[at].observation
        if match.indicator.is_growth:
            low, high = own.interval.lower, own.interval.upper
            way: Direction | None = (
                "up" if low is not None and low > 0 else "down" if high is not None and high < 0 else None
            )
            found.append((at, way, (own,)))
            at = previous(at)
            continue
        before = previous(at)
        if before is None or before not in cells:
            break
        earlier = cells[before].observation
        if own.interval.meets(earlier.interval):
            way = None
        else:
            way = "up" if own.value > earlier.value else "down"
        found.append((at, way, (own, earlier)))
        at = before
    return found


def _verdict(scene: Scene, run: Run, reading: Reading, match: Candidate) -> Comparison | None:
    assert reading.period is not None
    steps = _steps(scene, match, reading.period)
    if not steps or steps[0][1] != run.way:
        return None  # the direction itself is judged elsewhere
    cells = periods_of(scene.store, match.indicator.id, match.area, scene.document.published)
    base = Comparison(
        start=run.start,
        end=run.end,
        outcome="supported",
        aspect="record",
        match=match,
        cells=steps[0][2],
        unit=match.indicator.unit,
        later=cells[reading.period].later,
    )
    return _streak(run, steps, base) if run.kind == "streak" else _first(run, steps, base)


def _streak(
    run: Run, steps: list[tuple[str, Direction | None, tuple[Observation, ...]]], base: Comparison
) -> Comparison | None:
    length = next((n for n, step in enumerate(steps) if step[1] != run.way), None)
    if run.number is None or run.number < 2:
        return None
    if length is None:  # the record begins inside the streak
        return replace(base, cells=_chain(steps, run.number)) if len(steps) == run.number else None
    if steps[length][1] is None:  # an unchanged figure: whether the streak broke is a matter of rounding
        return replace(base, cells=_chain(steps, run.number)) if run.number in (length, length + 1) else None
    shown = _chain(steps, length + 1)
    moved = "rose" if run.way == "down" else "fell"
    if run.number == length:
        return replace(base, cells=shown, formula=f"{length} in a row; it {moved} in {steps[length][0]}")
    ordinal = ordinal_text(length, "").rstrip("-") if 2 <= length <= len(ORDINALS) + 1 else ""
    repairs = ()
    if ordinal and run.at[1] - run.at[0] > 1:
        repairs = (Repair(start=run.at[0], end=run.at[1], how="text", text=ordinal, why="the length of the run"),)  # type: ignore[assignment]
    note = f"it is {length} in a row, because it {moved} in {steps[length][0]}"
    return replace(base, outcome="refuted", diagnosis=("streak",), cells=shown, note=note, repairs=repairs)


def _chain(steps: list[tuple[str, Direction | None, tuple[Observation, ...]]], count: int) -> tuple[Observation, ...]:
    """Return the cells of a run, each once, the latest first."""
    return tuple(dict.fromkeys(o for step in steps[:count] for o in step[2]))


def _first(
    run: Run, steps: list[tuple[str, Direction | None, tuple[Observation, ...]]], base: Comparison
) -> Comparison | None:
    own = year_of(steps[0][0])
    last = next((step for step in steps[1:] if step[1] == run.way), None)
    unclear = any(step[1] is None for step in steps[1:])
    if own is None:
        return None
    since = run.since if run.since is not None else own - (run.number or 0)
    if last is None:
        begins = year_of(steps[-1][0])
        covered = begins is not None and begins <= since + 1 and not unclear
        return base if covered and run.since is None and run.vague else None
    year = year_of(last[0])
    assert year is not None
    exact = year == since or (run.since is None and year == since - 1)
    if exact or (run.since is None and run.vague and year < since):
        return replace(base, cells=(*base.cells, *last[2]), formula=f"the last one before was in {last[0]}")
    if unclear or year < since:
        return None
    moved = "rose" if run.way == "up" else "fell"
    text = str(year) if run.since is not None else str(own - year)
    return replace(
        base,
        outcome="refuted",
        diagnosis=("record",),
        cells=(*base.cells, *last[2]),
        neighbour=last[2][0],
        note=f"it {moved} in {last[0]} as well",
        repairs=(Repair(start=run.at[0], end=run.at[1], how="text", text=text, why="the last time before"),),
    )
