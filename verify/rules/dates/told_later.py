"""A point told by its distance from one told before: "in 2011 … in 2020, nine years later", "a year earlier".

What the distance starts from is any point told before it in its sentence, or, where there is none, in the sentence
before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from claims.patterns import regex
from verify.rules.dates.span_wordings import CLOSE, LENGTH
from verify.rules.dates.time_span import TimeSpan
from verify.rules.dates.timeline import Point, Timeline, between, from_end_to_end, until_day
from verify.rules.dates.told_between import Told, in_years

__all__ = ["told_later"]

_Q = r"<[ymdc](?P<q>\d+)>"
_LATER = (
    regex(rf"{LENGTH} (?:later|afterwards|on)(?: again)?,? \(?(?:in|on|at|by) {_Q}"),
    regex(rf"\b(?:in|on|at|by) {_Q},? \(?{LENGTH} (?:later|afterwards)\b(?! than)"),
)
_EARLIER = (
    regex(rf"{LENGTH} (?:earlier|before|previously),? \(?(?:in|on|at|back in) {_Q}{CLOSE}"),
    regex(rf"\b(?:in|on|at) {_Q},? \(?{LENGTH} (?:earlier|before|previously){CLOSE}"),
)
_OPENING = regex(r"(?:[\w'-]+ ){0,4}$")  # all that may stand before a distance from the sentence before
_MOST = 3  # points told before that the distance may start from


def told_later(line: Timeline, published: date | None) -> Iterator[Told]:
    """Yield the distances of the last sentence of a line with the spans that they may be said of.

    What was "four years earlier" may also be counted back from the day of publication.
    """
    begins = line.shape.rfind("| ") + 2 if "| " in line.shape else 0
    for patterns, back in ((_LATER, False), (_EARLIER, True)):
        for pattern in patterns:
            for match in pattern.finditer(line.shape, begins):
                told = _told(line, match, begins, back=back)
                if told is None:
                    continue
                today = until_day(line.points[int(match["q"])], published) if back and published else None
                yield replace(told, spans=(*told.spans, today)) if today else told


def _told(line: Timeline, match: re.Match[str], begins: int, *, back: bool) -> Told | None:
    told_point, duration = line.points[int(match["q"])], line.durations[int(match["d"])]
    before, loose = _points(line, line.shape[begins : match.start()]), False
    if not before:
        before, loose = _points(line, line.shape[:begins]), True
    lengths = re.findall(r"\{\d+\}", line.shape[: match.start()])
    if not before or len(before) > _MOST:
        return None
    if loose and (lengths or not _OPENING.fullmatch(line.shape[begins : match.start()])):
        return None
    spans = [s for p in reversed(before) if (s := _span(p, told_point, back=back)) is not None]
    if not spans or len(spans) != len(before):
        return None  # another of them is no such time, or lies on the other side
    pairs = [(told_point, p) if back else (p, told_point) for p in before]
    spans += [from_end_to_end(s) for pair in pairs if (s := in_years(*pair, duration)) is not None]
    return Told(duration, tuple(spans), loose or back or bool(lengths))


def _span(point: Point, other: Point, *, back: bool) -> TimeSpan | None:
    span = between(other, point) if back else between(point, other)
    return None if span is None else from_end_to_end(span)


def _points(line: Timeline, shape: str) -> list[Point]:
    return [line.points[int(n)] for n in re.findall(r"<[ymdc](\d+)>", shape)]
