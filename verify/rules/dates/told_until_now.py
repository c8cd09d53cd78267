"""Lengths counted from or to the day of publication: "in the 39 years since 1985", "within five years, by 2031".

Without a date of publication nothing is said of them; and where another year of the story would make the length right,
it is that year which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from claims.patterns import regex
from verify.rules.dates.span_wordings import Wording, has_both, wordings
from verify.rules.dates.time_span import TimeSpan
from verify.rules.dates.timeline import Point, Timeline, between, from_end_to_end, until_day
from verify.rules.dates.told_between import Told, attributive

__all__ = ["told_until_now"]

_WILL = regex(
    r"\b(?:will|(?:is|are) (?:due |set |expected |supposed )?to|wants?|plans?|aims?|hopes?|intends?|should|must|"
    r"expects?|says|said|would like|can|could|may|might|has to|have to|needs?)\b"
)
_HALF_YEAR = 6  # months, from which on some would round what began in January up to a year more
_PROMISED = regex(
    r"\b(?:pledged|promised|vowed|planned|committed|agreed|set out|aimed|wanted|hoped|was|were|had|back|originally|"
    r"adopted|signed|launched|began|started|report\w*|study|forecasts?|projections?|strategy|plan\b|law|target\w*|"
    r"pledge\w*|promise\w*)\b"
)
_HAD = regex(
    r"\b(?:had (?!(?:an?|the|its|their|his|her|no|to|first|only|one|two|enough|little|more)\b)|was then|at the time\b|"
    r"by then\b|until then\b|would\b)"
)


def told_until_now(line: Timeline, published: date | None, years: Sequence[int]) -> Iterator[Told]:
    """Yield the lengths that a wording counts from or to the day of publication; `years` are those of the story."""
    if published is None or not has_both(line.shape):
        return
    for ahead, section in ((False, wordings("ago")), (True, wordings("ahead"))):
        for wording in section:
            for match in wording.pattern.finditer(line.shape):
                if not attributive(match) and not _of_another_day(wording, match, ahead=ahead):
                    point = line.points[int(match["q" if ahead else "p"])]
                    spans = _spans(line, point, published, years, ahead=ahead)
                    late = published.month > _HALF_YEAR
                    if wording.exact:
                        spans = tuple(from_end_to_end(s, down=late or not ahead) for s in spans)
                    if spans:
                        yield Told(line.durations[int(match["d"])], spans, wording.loose or (late and wording.exact))


def _of_another_day(wording: Wording, match: re.Match[str], *, ahead: bool) -> bool:
    """Tell whether the sentence counts from or to a day other than that of publication."""
    begins = match.string.rfind("|", 0, match.start()) + 1
    ends = match.string.find("|", match.end())
    sentence = match.string[begins : ends if ends >= 0 else len(match.string)]
    if wording.promise:
        return not _WILL.search(sentence) or _PROMISED.search(sentence) is not None
    return not ahead and not wording.pluperfect and _HAD.search(sentence) is not None


def _spans(line: Timeline, point: Point, published: date, years: Sequence[int], *, ahead: bool) -> tuple[TimeSpan, ...]:
    """Return the span to the day of publication, then those to other points and years of the story."""
    span = until_day(point, published, back=ahead)
    if span is None:
        return ()
    pairs = [(other, point) if ahead else (point, other) for other in line.points if other is not point]
    others = [between(first, last) for first, last in pairs]
    if point.grain == "year":
        others += [until_day(point, date(year, 7, 1), back=ahead) for year in years]
    return (span, *(s for s in others if s is not None))
