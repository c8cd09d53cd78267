"""Bind every figure to what it is about: indicator, area, period, mood and source.

In: a document with its quantities and expressions of time. Out: a `Binding` by quantity id. Sentences are
read in text order, since a later one may say "the figure", "the city" or nothing at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from claims.binding.areas import Found, Places
from claims.binding.gazetteer import gazetteer
from claims.binding.items import read_row
from claims.binding.names import collect_names
from claims.binding.period import bind_periods
from claims.binding.reader import Reader
from claims.binding.tables import Cell, cells_of
from claims.binding.trace import Times, as_area, traced
from claims.binding.where import Where
from claims.binding.words import word_set
from claims.document import Document, begun_in
from claims.model import Area, Binding, Kind, Mood, PeriodMention, Phrase, Quantity
from claims.period import last_day

__all__ = ["bind"]


def bind(document: Document, quantities: Sequence[Quantity], mentions: Sequence[PeriodMention]) -> dict[str, Binding]:
    """Return what every claim quantity is about, by quantity id."""
    places = collect_names(document)
    reader = Reader(document, places, Where(places))
    bindings: dict[str, Binding] = {}
    figures_at, times_at = [q.start for q in quantities], [m.start for m in mentions]
    for sentence in document.sentences:
        inside, times = begun_in(quantities, figures_at, sentence), begun_in(mentions, times_at, sentence)
        if not any(q.is_claim for q in inside):
            reader.pass_by(sentence, inside, times)
            continue
        row = read_row(document, sentence, inside, times)
        bindings |= reader.read(row)
    for quantity in quantities:  # a list marker's figure may stand outside every sentence
        if quantity.is_claim and quantity.id not in bindings:
            bindings[quantity.id] = Binding(quantity=quantity.id)
    for quantity in quantities:
        if quantity.id in bindings:
            moved = quantity.id in reader.moved
            bindings[quantity.id] = _of_its_own(document, quantity, bindings[quantity.id], moved)
    for key, cell in cells_of(document, quantities).items():
        if key in bindings:
            bindings[key] = _in_table(bindings[key], cell, places, mentions)
    return _with_periods(document, quantities, mentions, bindings)


_GOVERNING = frozenset({"from", "with", "across", "in", "among", "between"})


def _of_its_own(document: Document, quantity: Quantity, binding: Binding, moved: bool) -> Binding:
    """Let a count after a preposition count what it says: "340 students from 52 countries" are 52 countries.

    Where a subject has `moved` from it, it is the subject's: "kites have grown from 160 pairs".
    """
    span = quantity.noun_span
    if quantity.kind is not Kind.COUNT or span is None or binding.indicator is None:
        return binding
    noun = document.text[span[0] : span[1]]
    before = document.text[max(0, quantity.start - 24) : quantity.hedge_start or quantity.start].split()
    head = noun.split()[-1].lower().rstrip("s")[:6]
    if moved and before[-1:] == ["from"]:
        return binding
    if not before or before[-1].lower() not in _GOVERNING or head in binding.indicator.normal:
        return binding
    phrase = Phrase(start=span[0], end=span[1], text=noun, normal=noun.lower())
    inferred = tuple(mark for mark in binding.inferred if mark != "indicator")
    trace = traced("counted noun", phrase, False, binding.area)
    return replace(binding, indicator=phrase, inferred=inferred, trace=trace)


def _in_table(binding: Binding, cell: Cell, places: Places, mentions: Sequence[PeriodMention]) -> Binding:
    """Take indicator and area of a table's figure from its headers; a header that is a time names neither."""
    headers = [header for header in (cell.row, cell.column) if header is not None]
    phrases: list[Phrase] = []
    area: Area | None = None
    for header in headers:
        if _is_time(header, mentions):
            continue
        found = places.whole(header.start, header.end)
        if found is None and header is cell.row and _names_areas(cell):
            found = Found(header.start, header.end, header.text, header.text)
        if found is not None and area is None:
            area = as_area(found, False)
        else:
            phrases.append(header)
    timed = cell.column is None or _is_time(cell.column, mentions)
    bare = cell.column is not None and cell.column.normal in _CHANGES and cell.first is not None
    if bare and cell.first is not None and not any(phrase is cell.first for phrase in phrases):
        phrases = [cell.first, *phrases]  # "Output | Change": the change of output
    if cell.caption is not None and (not phrases or (timed and len(phrases) == 1)):
        phrases = [*phrases, cell.caption]
    if not phrases:
        return replace(binding, area=area or binding.area)
    normal = " ".join(phrase.normal for phrase in phrases)
    inferred = tuple(mark for mark in binding.inferred if mark != "indicator" and not (area and mark == "area"))
    indicator, area = replace(phrases[0], normal=normal), area or binding.area
    trace = tuple(f"indicator: header, “{phrase.text}”" for phrase in phrases)
    trace = (*trace, *traced("", None, False, area))
    return replace(binding, indicator=indicator, area=area, inferred=inferred, trace=trace)


_CHANGES = frozenset({"change", "growth", "% change", "change %", "yoy", "y/y", "rise", "increase"})


def _names_areas(cell: Cell) -> bool:
    """Say whether the first column is headed by what its rows are: "City", "Company"."""
    kind = gazetteer().types.get(cell.corner.normal.split()[-1]) if cell.corner is not None else None
    return kind in ("city", "country", "division", "organisation")


def _is_time(phrase: Phrase, mentions: Sequence[PeriodMention]) -> bool:
    at = bisect_left(mentions, phrase.start, key=lambda m: m.start)
    return at < len(mentions) and mentions[at].start == phrase.start and mentions[at].end >= phrase.end


_PLANNING = word_set("planning")
_BEFORE = 80  # characters


def _is_over(period: str | None, document: Document) -> bool:
    last = last_day(period)
    return last is not None and document.published is not None and last < document.published


def _with_periods(
    document: Document,
    quantities: Sequence[Quantity],
    mentions: Sequence[PeriodMention],
    bindings: dict[str, Binding],
) -> dict[str, Binding]:
    periods = bind_periods(document, quantities, mentions)
    times, starts = Times.of(mentions), {quantity.id: quantity.start for quantity in quantities}
    for key, (period, compared_to, basis, inferred) in periods.items():
        if key in bindings:
            old = bindings[key]
            plan = inferred and old.mood is Mood.FORECAST and _is_over(period, document)
            if plan and not _PLANNING.isdisjoint(document.text[max(0, starts[key] - _BEFORE) : starts[key]].split()):
                period, inferred = None, False  # "sold 5 million in 2024 … It plans to shut two plants"
            marks = (*old.inferred, "period") if inferred else old.inferred
            trace = (*old.trace, *times.traced(starts[key], period, compared_to, inferred))
            bindings[key] = replace(
                old, period=period, compared_to=compared_to, basis=basis, inferred=marks, trace=trace
            )  # fmt: skip
    return bindings
