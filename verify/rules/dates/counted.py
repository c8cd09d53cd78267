"""Two counts that are no calendar: seasons of two years each, and the minutes of a match.

"From 2015/16 to 2024/25, ten seasons"; "scored in the 12th minute and again 20 minutes later, in the 32nd".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.patterns import regex
from verify.rules.small_numbers import NUMBER, cardinal

__all__ = ["CUE", "Miscount", "miscounts"]

CUE = regex(r"(?:seasons|campaigns|minutes? (?:later|after))\b")
_LONGEST_MATCH = 120  # minutes
_HEDGE = r"(?:a\s(?:total|run|span|spell|stretch)\sof\s|for\s|in\sall\s|or\s|just\s|only\s|exactly\s|all\s)*"
_SEASON = r"(?P<{0}>(?:19|20)\d\d)[/–-](?P<{0}b>\d\d(?:\d\d)?)(?!\d)"
_SEASONS = regex(
    rf"\b[Ff]rom\s(?:the\s)?{_SEASON.format('a')}\s(?:season\s)?(?:to|until|through)\s(?:the\s)?{_SEASON.format('b')}"
    rf"(?:\sseason)?,?\s(?:\(|—\s|–\s)?{_HEDGE}(?P<n>{NUMBER})\s(?:seasons|campaigns)(?=[.,;:)]|\s(?:in|and|with|at|of|without)\b|$)"
    rf"|\b(?:[Oo]ver|[Ii]n|[Ff]or|[Dd]uring)\s(?:the\s|his\s|her\s)?(?P<n2>{NUMBER})\s(?:seasons|campaigns)\sfrom\s(?:the\s)?"
    rf"{_SEASON.format('c')}\s(?:to|until|through)\s(?:the\s)?{_SEASON.format('d')}"
)
_MINUTE = r"(?P<{0}>\d{{1,3}})(?:st|nd|rd|th)"
_MINUTES = regex(
    rf"\b(?:in|on)\sthe\s{_MINUTE.format('a')}(?:\s|-)minute\b[^.\d]{{0,60}}?\b(?P<n>{NUMBER})\sminutes?\slater,?\s"
    rf"(?:\(|—\s)?(?:in|on)\sthe\s{_MINUTE.format('b')}(?!\s(?:edition|game|match|season|year))"
    rf"|\b(?:after|on)\s(?P<c>\d{{1,3}})\sminutes\b[^.;\d]{{0,60}}?\b(?P<n2>{NUMBER})\sminutes?\slater,?\s(?:after|on)\s(?P<d>\d{{1,3}})"
    r"(?!\d|[.:]\d)(?:\sminutes)?(?=[.,;]|\s(?:and|to)\b|$)"
)
# "Struck in the 12th minute … made sure after 40, 28 minutes later"
_BOTH_BEFORE = regex(
    r"\b(?:(?:in|on)\sthe\s(?P<a>\d{1,3})(?:st|nd|rd|th)(?:(?:\s|-)minute)?|on\s(?P<a2>\d{1,3})(?:\sminutes)?)\b(?!%|,\d)[^.;\d]{1,70}?"
    r"\b(?:in\sthe|on\sthe|on|after)\s(?P<b>\d{1,3})(?:st|nd|rd|th)?(?:(?:\s|-)minutes?)?,\s(?:just\s|only\s)?"
    rf"(?P<n>{NUMBER})\sminutes?\slater(?=\s*[.,;]|\s(?:and|to|when|from|with)\b|$)"
)


@dataclass(frozen=True, slots=True)
class Miscount:
    """A count as printed that its two ends do not give; `named` is what stands between them."""

    start: int
    end: int
    text: str
    told: int
    right: int
    unit: str
    named: str


def miscounts(text: str, start: int, end: int) -> Iterator[Miscount]:
    """Yield the counts of [start, end) that are off: seasons with the last one or without, minutes by more than one."""
    for match in _SEASONS.finditer(text, start, end):
        first, last = (int(match[name] or match[other]) for name, other in (("a", "c"), ("b", "d")))
        ends = (match["ab"] or match["cb"], match["bb"] or match["db"])
        if all(int(year[-2:]) == (begin + 1) % 100 for begin, year in zip((first, last), ends, strict=True)):
            named = f"{first}/{ends[0][-2:]} to {last}/{ends[1][-2:]}"
            yield from _off(match, last - first + 1, "seasons", named, least=last - first)
    for match in _MINUTES.finditer(text, start, end):
        first, last = (int(match[name] or match[other]) for name, other in (("a", "c"), ("b", "d")))
        yield from _off(match, last - first, "minutes", f"minute {first} to minute {last}", least=last - first - 1)
    for match in _BOTH_BEFORE.finditer(text, start, end):
        first, last = int(match["a"] or match["a2"]), int(match["b"])
        yield from _off(match, last - first, "minutes", f"minute {first} to minute {last}", least=last - first - 1)


def _off(match: re.Match[str], right: int, unit: str, named: str, *, least: int) -> Iterator[Miscount]:
    group = "n" if match["n"] else "n2"
    told = cardinal(match[group])
    if unit == "minutes" and right > _LONGEST_MATCH:
        return
    most = right if unit == "seasons" else right + 1
    if told is not None and right > 0 and not least <= told <= most:
        yield Miscount(*match.span(group), match[group], told, right, unit, named)
