"""How many areas pass a mark: "one of only three countries with more than …", "the only member state below …".

Every area of the order is counted, and judged only where each is on one side of the mark for certain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from claims.model import Hedge, Mood, Quantity
from claims.patterns import regex
from reference.cells import cell_of
from reference.comparison import Comparison, Repair
from reference.groups import group_in
from reference.levels import decide, fits_level
from reference.match import Candidate, candidates
from reference.measured import AMOUNTS
from reference.model import Observation
from reference.reading import Reading, Scene
from reference.superlatives import CARDINALS
from reference.units import of_quantity
from reference.universe import MANY, subject_of, universe_of

__all__ = ["compare_only"]

_THINGS = (
    r"(?:other )?(?P<which>[A-Z][\w-]*(?: [A-Z][\w-]*)? )?"
    r"(?P<thing>countr(?:y|ies)|nations?|economy|economies|member states?|members?)"
)
_ONLY = regex(
    rf"\b(?:(?:one of (?:the )?(?:only|just) (?P<count>{'|'.join(CARDINALS)}|\d+))|the (?P<sole>only)) {_THINGS}\b"
)
_PLACE = regex(r"\b(?:in|of|across|from) (?:the )?(?!EU\b)(?P<name>[A-Z][\w-]+)")
_NOT_FACT = regex(
    r"\b(?:forecast|expected|projected|will|would|could|may|might|if|not|never|other than|besides|apart from|except|"
    r"since|ever|again)\b",
    re.IGNORECASE,
)
_PAST = {Hedge.MORE_THAN: 1, Hedge.AT_LEAST: 1, Hedge.LESS_THAN: -1, Hedge.AT_MOST: -1}
_EVEN = frozenset({Hedge.AT_LEAST, Hedge.AT_MOST})  # the mark itself passes
_CLEARLY = regex(
    r"\b(?:more than|over|above|exceed(?:s|ed|ing)?|greater than|higher than|at least|no less than|or more|below|under|"
    r"less than|fewer than|lower than|at most|no more than)\b",
    re.IGNORECASE,
)
_SHOWN = 12  # cells


@dataclass(frozen=True, slots=True)
class _Only:
    """The wording, how many areas it says pass, and the mark that they pass."""

    start: int
    end: int
    count: int
    number: tuple[int, int] | None  # where the count stands, for a repair
    figure: str | None  # the id of the count, where it is read as a claim of its own
    mark: Quantity
    narrowed: bool  # a part of the world is named, which must be a group that is known


def compare_only(scene: Scene) -> list[Comparison]:
    """Judge every such wording of a document."""
    found = []
    for sentence in scene.document.sentences:
        text = scene.document.sentence_text(sentence)
        if ("only" not in text and "just" not in text) or _NOT_FACT.search(text):
            continue
        wordings = list(_ONLY.finditer(scene.document.text, sentence.start, sentence.end))
        marks = [
            q for q in scene.sentence_quantities(sentence) if q.kind in AMOUNTS and q.is_claim and q.hedge in _PAST
        ]
        marks = [q for q in marks if wordings and q.start > wordings[0].end()]
        if len(wordings) == 1 and len(marks) == 1:
            told = _judged(scene, _read(scene, wordings[0], marks[0]))
            found += [told] if told is not None else []
    return found


def _read(scene: Scene, match: re.Match[str], mark: Quantity) -> _Only:
    number = match.span("count") if match["count"] else None
    word = (match["count"] or "one").lower()
    count = CARDINALS.index(word) + 1 if word in CARDINALS else int(word)
    named = match["which"] is not None or match["thing"].startswith("member")
    narrowed = named or _PLACE.search(scene.document.text, match.end(), mark.start) is not None
    figures = scene.sentence_quantities(scene.document.sentence_at(match.start()))
    figure = next((q.id for q in figures if q.is_claim and number == (q.start, q.end)), None)
    return _Only(match.start(), match.end(), count, number, figure, mark, narrowed)


def _judged(scene: Scene, only: _Only) -> Comparison | None:
    reading = scene.of_quantity(only.mark)
    if reading.binding is not None and reading.binding.mood is not Mood.FACT:
        return None
    if not _CLEARLY.search(scene.document.text, only.end, reading.sentence.end):
        return None
    areas = subject_of(scene, reading)
    if areas is None or (only.narrowed and group_in(reading.text) is None):
        return None
    reading = replace(reading, areas=areas, area_known=True, counts_tail=False, counts_loose=False)
    found = candidates(reading, scene.store, lambda i: fits_level(scene, reading, only.mark, i))
    told = decide(reading, found, lambda c: _counted(scene, reading, only, c), "rank")
    return told if told.outcome != "not_enough_info" else None


def _counted(scene: Scene, reading: Reading, only: _Only, match: Candidate) -> Comparison | None:
    cells = _cells(scene, reading, match)
    if cells is None:
        return None
    sides = [(o, _passes(o, only.mark)) for o in cells]
    if any(side is None for _, side in sides):
        return None
    passing = [o for o, side in sides if side]
    own = next((o for o in cells if o.area == match.area), None)
    if own is None or own not in passing:
        return None  # that the area itself does not pass is for the level to say
    passing.sort(key=lambda o: (o is not own, -o.value))
    names = [area.name if area else o.area for o in passing for area in [scene.store.area(o.area)]]
    told = Comparison(
        start=only.number[0] if only.number else only.start,
        end=only.number[1] if only.number else only.end,
        outcome="supported",
        aspect="rank",
        quantity=only.figure,
        match=match,
        cells=tuple(passing[:_SHOWN]) or cells[:1],
        unit=match.indicator.unit,
        note=f"by the record {len(passing)} of {len(cells)} pass that mark: {', '.join(names[:_SHOWN])}",
    )
    if len(passing) == only.count:
        return told
    repairs: tuple[Repair, ...] = ()
    if only.number is not None and passing:
        text = CARDINALS[len(passing) - 1] if len(passing) <= len(CARDINALS) else str(len(passing))
        repairs = (
            Repair(start=only.number[0], end=only.number[1], how="text", text=text, why="as many as the record has"),
        )
    return replace(told, outcome="refuted", diagnosis=("rank",), repairs=repairs)


def _cells(scene: Scene, reading: Reading, match: Candidate) -> tuple[Observation, ...] | None:
    """Return the cells of all areas that are counted; ``None`` where they are not known whole."""
    cell = cell_of(scene.store, match.indicator.id, match.area, reading.period, scene.document.published)
    if cell is None:
        return None
    universe = universe_of(scene, reading, match, cell.observation.period)
    if universe is None or not universe.whole:
        return None
    if not universe.name and not (scene.store.inline or len(universe.rivals) >= MANY):
        return None  # countries are those of the world
    return (cell.observation, *universe.rivals)


def _passes(o: Observation, mark: Quantity) -> bool | None:
    """Tell on which side of the mark a figure is; ``None`` where its rounding leaves that open."""
    low, high = o.interval.lower, o.interval.upper
    if mark.value is None or low is None or high is None:
        return None
    level = mark.value * of_quantity(mark).factor
    if o.value == level:
        return mark.hedge in _EVEN
    if low < level < high:
        return None
    return o.value > level if _PAST[mark.hedge] > 0 else o.value < level
