"""A place given inside a list of figures that is not the place the figures have there.

## What it checks

A list that runs from the largest figure down, each with its own name, and a place told at one of them: "Hale (9,400),
Orme (8,100) and, third, Wick (6,700)". Who has two larger figures named before it is third at best, and two places in
one list go the way its figures go. A place further down than the list is left alone, as a list may pass over some.

## Example

> Hale sent 9,400 and Orme 8,100. Wick, second, sent 6,700.

## Not flagged

> Hale sent 9,400 and Orme 8,100. Wick, third, sent 6,700. Denby, seventh, sent 1,200.

## Rounding

Equal figures may have any place. A list that is not in falling order all through is left alone: its places are of
something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.model import Hedge, Kind, Quantity
from claims.patterns import regex
from claims.relations.scene import same_noun
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule
from verify.rules.scores.named_figures import NAME
from verify.rules.small_numbers import ORDINAL, ordinal, ordinal_like

__all__ = ["RULE", "check"]

_LEVELS = (Kind.LEVEL, Kind.COUNT, Kind.SHARE, Kind.RATIO, Kind.OTHER)
_PLACE = regex(
    rf"(?:(?:\b(?:and|then),?|,)\s(?:in\s)?(?P<nth>{ORDINAL})(?:\s(?:place|spot|position))?(?=,|\s(?:with|on|at)\s)"
    r"|\b(?:was|is|are|were|came|comes|finished|ranked|ranks|placed|lies|stands)\s(?:in\s)?"
    rf"(?P<nth2>{ORDINAL})(?:\s(?:place|spot|position))?(?=\s(?:with|on|at)\s))"
)
_CUE = regex(
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d(?:st|nd|rd|th))"
    r"(?:,|-placed|\s(?:place|spot|position|with|on|at)\b)"
)
_PLACED = regex(rf"\b(?P<nth>{ORDINAL})-placed\s(?=[A-Z])")
_TO_FIGURE = regex(  # between a place and its figure
    r"(?:(?!\b(?:ahead|behind|before|after|above|below|beating|overtaking)\b)[^.;:]){0,40}"
)
_NAMED = regex(NAME)
_NOT_NAMES = frozenset(
    "The In At On For With By From After Before When While As But And It Its They Their He She His Her This That Of "
    "Last A An If Only Both Some January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Rs".split()
)
# A figure of another time, of another list, or no figure of the list at all.
_ASIDE_BEFORE = regex(
    r"\b(?:from|than|against|after|instead of|compared with|of|out of|over|under|nearly|by|up|down|least|most of|or|"
    r"worth|per|every|previous|record|last\s\w+|another|further|extra|other)\s(?:(?:the|a|its|their)\s)?$",
    re.I,
)
_OTHER_ORDER = regex(
    r"\b(?:lowest|fewest|smallest|cheapest|slowest|least|worst|bottom|fastest|quickest|shortest|youngest|strokes?|"
    r"under par|over par|golds?|medals?|races?|rounds?|heats?|legs?|stages?|sessions?|per\shead|"
    r"per\scapita|by\s(?:area|size|population|sales|profit|value|volume|number)|goal difference|goals?|"
    r"penalt\w+|lap|laps|grid|qualif\w+|joint|equal|tied|level\son|ranked by|seed\w*|ahead of [A-Z]\w+ on)\b",
    re.I,
)
# Another list begins: "…; in China Harrow sold 3.3 million", "Of the robusta alone, …".
_ANOTHER_LIST = regex(
    r"(?:[;:.–—]|\bwhile|\bbut|\band)\s(?:in|of|among|on|by|for|at|within|outside|elsewhere|abroad|last|this|"
    rf"previously)\s(?!{ORDINAL}\b)",
    re.I,
)
_ORDERED = regex(
    r"\b(?:led|leads?|leading|most|largest|biggest|highest|top|topped|first|winners?|won|favourite|favorite|overtook|"
    r"ahead|dearest|busiest|richest|best-selling|followed)\b",
    re.I,
)
_VERB = regex(r"\b(?!(?:with|on|at|and|in|place|spot|had|has|have|the)\b)[a-z]{3,}\b")
_FIGURES_BEFORE = 2


@dataclass(frozen=True, slots=True)
class _Place:
    """A place told at a figure; offsets are those of the document."""

    start: int
    end: int
    text: str
    place: int
    at: int  # which of the list it stands at


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    lines = context.lines
    for n, line in enumerate(lines):
        text = document.text[line.start : line.end]
        if not _CUE.search(text):
            continue
        places = [m for form in (_PLACE, _PLACED) for m in form.finditer(text)]
        if not places:
            continue
        before = lines[n - 1] if n and lines[n - 1].block_index == line.block_index else None
        for first in (line.start, before.start if before else line.start):
            finding = _in_list(context, first, line.start, line.end, places)
            if finding:
                yield finding
                break


def _in_list(context: Context, first: int, begin: int, end: int, found: Sequence[re.Match[str]]) -> Finding | None:
    """Return what is wrong with the places of a sentence, in the list that it and the text since `first` hold."""
    text = context.document.text
    if _OTHER_ORDER.search(text, first, end):
        return None
    figures = [q for q in context.in_span(first, end) if q.is_claim and q.value is not None and q.kind in _LEVELS]
    for like in _values_of(figures, begin, found, text):
        listed = [q for q in figures if _alike(q, like) and _is_of_list(q, text, first)]
        places = list(_places(listed, begin, found, text))
        if not places or len(listed) <= _FIGURES_BEFORE or not all(_falls(a, b) for a, b in pairwise(listed)):
            continue
        if _ANOTHER_LIST.search(text, listed[0].end, listed[-1].start):
            continue
        if first == begin or _goes_on(text, first, begin, listed[places[0].at], places[0]):
            return _judge(listed, places)
    return None


def _alike(a: Quantity, b: Quantity) -> bool:
    """Tell whether two figures of a list may be of one thing: one unit, or a unit told once."""
    return same_noun(a, b) or ("" in (a.unit, b.unit) and a.scale == b.scale)


def _goes_on(text: str, first: int, begin: int, figure: Quantity, place: _Place) -> bool:
    """Tell whether the list of the sentence before goes on: it is an order, or one verb is told of both."""
    if _ORDERED.search(text, first, figure.start):
        return True
    verbs = _VERB.findall(text, place.end, figure.start)
    return bool(verbs) and all(re.search(rf"\b{verb}\b", text[first:begin]) for verb in verbs)


def _values_of(figures: Sequence[Quantity], begin: int, found: Sequence[re.Match[str]], text: str) -> list[Quantity]:
    values = [_figure_of(figures, begin + m.end(), text) for m in found]
    return [q for q in values if q is not None][:1]


def _figure_of(figures: Sequence[Quantity], end: int, text: str) -> Quantity | None:
    """Return the figure that a place ending there belongs to."""
    after = next((q for q in figures if q.start >= end), None)
    return after if after is not None and _TO_FIGURE.fullmatch(text, end, after.start) else None


def _places(listed: Sequence[Quantity], begin: int, found: Sequence[re.Match[str]], text: str) -> Iterator[_Place]:
    for match in found:
        group = "nth" if match["nth"] else "nth2"
        value, nth = _figure_of(listed, begin + match.end(), text), ordinal(match[group])
        if value is None or nth is None:
            continue
        span = begin + match.start(group), begin + match.end(group)
        yield _Place(*span, match[group], nth, listed.index(value))


def _falls(a: Quantity, b: Quantity) -> bool:
    return a.value is not None and b.value is not None and a.value > b.value


def _is_of_list(q: Quantity, text: str, first: int) -> bool:
    """Tell whether a figure stands beside a name of its own and is of the same time as the others."""
    if q.hedge is Hedge.BETWEEN or _ASIDE_BEFORE.search(text, max(first, q.start - 24), q.start):
        return False
    left = re.split(r"[.;]\s|\d", text[max(first, q.start - 48) : q.start])[-1]
    names = [m for m in _NAMED.finditer(left) if m.group().split()[-1] not in _NOT_NAMES]
    return bool(names)


def _judge(listed: Sequence[Quantity], places: Sequence[_Place]) -> Finding | None:
    for one, other in pairwise(places):
        if one.place >= other.place:
            wrong = one if one.place > other.place and one.at + 1 < one.place else other
            right = wrong.at + 1
            more, less = listed[one.at].surface, listed[other.at].surface
            said = f"{more} is more than {less}, so “{one.text}” and “{other.text}” do not fit."
            return _finding(wrong, right, said, listed)
    for place in places:
        ahead = place.at
        if ahead >= _FIGURES_BEFORE and place.place <= ahead:
            return _finding(place, ahead + 1, _said(listed, place), listed)
    return None


def _said(listed: Sequence[Quantity], place: _Place) -> str:
    larger = [q.surface for q in listed[: place.at]]
    named, right = f"{', '.join(larger[:-1])} and {larger[-1]}", ordinal_like("third", place.at + 1)
    return f"{named} are named before {listed[place.at].surface}, which makes it {right}, not {place.text}."


def _finding(place: _Place, right: int, said: str, listed: Sequence[Quantity]) -> Finding:
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("rank",),
        start=place.start,
        end=place.end,
        message=said,
        suggestions=(
            Suggestion(
                start=place.start,
                end=place.end,
                replacement=ordinal_like(place.text, right),
                why="the order of the list",
            ),
        ),
        evidence=(Evidence(kind="arithmetic", text=" > ".join(q.surface for q in listed)),),
    )


RULE = Rule(
    code="ARI505",
    name="place-in-list-mismatch",
    family="ranking",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("rank",),
)
