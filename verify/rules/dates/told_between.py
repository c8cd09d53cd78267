"""Lengths that a wording says of two points printed beside them: "in 2018, 21 years after it was found in 1997".

The wordings name the words around both points and the length, so that nothing else of the kind can stand between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.patterns import regex
from verify.rules.dates.span_wordings import Wording, has_both, wordings
from verify.rules.dates.spoken_duration import Duration
from verify.rules.dates.time_span import TimeSpan
from verify.rules.dates.timeline import Point, Timeline, between, from_end_to_end

__all__ = ["Told", "attributive", "in_years", "number_of", "told_between"]

_MODIFIER = regex(  # "after the release of a man jailed in 1997": the year is not that of the release
    r"\b(?:of|in|at|by|with|from|for|on|to|under) (?:[\w'.-]+ ){1,5}?"
    r"(?:\w+ed|built|made|set|begun|written|born|sunk|lost|won|held|known|found|sold|shot|taken) (?:[\w'.-]+ ){0,3}$"
)
_PROLONGED = regex(
    r"\b(?:exten\w+|renew\w+|prolong\w+|backdated|retroactive\w*|option|interrupt\w+|second|another|further)\b"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A length and the spans that it may be said of, the likeliest first; `loose` where the reading leaves a doubt."""

    duration: Duration
    spans: tuple[TimeSpan, ...]
    loose: bool


def told_between(line: Timeline) -> Iterator[Told]:
    """Yield the lengths that a wording says of two points of the line."""
    if not has_both(line.shape):
        return
    for wording in wordings("between"):
        for match in wording.pattern.finditer(line.shape):
            told = _told(line, wording, match)
            if told is not None:
                yield told


def attributive(match: re.Match[str]) -> bool:
    """Tell whether a participle in a clause `of` takes its point away: "the release of a man jailed in 1997"."""
    clauses = (text for name, text in match.groupdict().items() if name.startswith("of"))
    return any(_MODIFIER.search(clause or "") for clause in clauses)


def _told(line: Timeline, wording: Wording, match: re.Match[str]) -> Told | None:
    if attributive(match) or (wording.years and _PROLONGED.search(match.group())):
        return None
    first, last = number_of(match, "p"), number_of(match, "q")
    points, duration = (line.points[first], line.points[last]), line.durations[number_of(match, "d")]
    spans = (between(*points, whole_years=wording.years), in_years(*points, duration))
    found = tuple(from_end_to_end(span) if wording.exact else span for span in spans if span is not None)
    return Told(duration, found, wording.loose) if found else None


def in_years(first: Point, last: Point, duration: Duration) -> TimeSpan | None:
    """Return the span in calendar years for a length in years: from January 2023 it is a year to December 2024."""
    if duration.grain != "year" or "clock" in (first.grain, last.grain):
        return None
    return between(first, last, whole_years=True)


def number_of(match: re.Match[str], name: str) -> int:
    return next(int(number) for key, number in match.groupdict().items() if key.startswith(name) and number)
