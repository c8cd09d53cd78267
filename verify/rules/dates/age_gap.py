"""How much older one person is than another, beside the ages of both: "at 57, six years younger than her brother"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.patterns import regex
from verify.rules.small_numbers import NUMBER, cardinal

__all__ = ["AgeGap", "age_gaps"]

_HEDGED = regex(r"\b(?:about|around|some|nearly|almost|over|under|than|least|roughly|another|only a few)\s$", re.I)
_N = r"(?<![\d.,])(?P<one>\d{1,3})(?![\d%])"
_D = rf"(?P<gap>{NUMBER})[\s-]years?[\s-]?(?:and\s\w+\smonths\s)?"
_OTHER = (
    r"(?:(?P<two>\d{1,3})-year-old|(?:[\w'’.-]+,?\s){1,5}?(?:,\s)?(?:(?:who|that)\sis\s|aged?\s|\()?"
    r"(?P<two2>\d{1,3})(?=[.,;:)]|$|\sand\b))"
)
_THAN = r"(?P<way>older|younger)\sthan\s(?:(?:his|her|their|the)\s)?(?:[\w'’-]+\s){0,2}?"
_JUST = r"(?:just\s|only\s|exactly\s)?"
_SHE_IS = rf"(?:he|she|the\s\w+|[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){{0,2}})\s(?:is|was)\s{_JUST}"
_WORDINGS = tuple(
    regex(pattern)
    for pattern in (
        # at 57, she is six years younger than her 63-year-old brother
        rf"\b[Aa]t\s{_N},\s{_SHE_IS}{_D}{_THAN}{_OTHER}",
        # Pavel, 47, is six years older than his 41-year-old sister
        rf"(?<=[a-z]),\s{_N},\s(?:(?:who\s)?(?:is|was)\s)?{_JUST}{_D}{_THAN}{_OTHER}",
        # the 47-year-old is six years older than his sister, 41
        rf"(?<![\d.,])(?P<one>\d{{1,3}})-year-old\s(?:[\w'’.-]+\s){{0,4}}?(?:is\s|was\s){_JUST}"
        rf"{_D}{_THAN}{_OTHER}",
        # Arno, 52, and his wife Lise, 45, seven years his junior
        rf"(?<=[a-z]),\s{_N},\s[a-z][^.;\d]{{0,60}}?[A-Z][\w'’-]+,\s(?P<two>\d{{1,3}}),\s"
        rf"(?:who\sis\s)?{_JUST}{_D}(?:(?:his|her|their)\s)?(?P<way2>junior|senior|younger|older)\b"
        r"(?!\sthan)",
        # the sisters, 34 and 39, are five years apart
        rf"\b(?:brothers|sisters|siblings|two|couple|pair|friends|cousins|candidates|men|women),\s(?:aged\s|now\s)?{_N}\s"
        rf"and\s(?P<two>\d{{1,3}}),\s(?:are|were)\s(?:born\s)?{_JUST}{_D}apart\b",
    )
)
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class AgeGap:
    """A gap as printed that the two ages do not give; `turned` where they give the opposite of older or younger."""

    start: int
    end: int
    text: str
    told: int
    ages: tuple[int, int]

    @property
    def right(self) -> int:
        return abs(self.ages[0] - self.ages[1])


def age_gaps(text: str, start: int, end: int) -> Iterator[AgeGap]:
    """Yield the gaps of [start, end) that are off by more than a year: birthdays may leave one either way."""
    judged: set[int] = set()
    for pattern in _WORDINGS:
        for match in pattern.finditer(text, start, end):
            groups = match.groupdict()
            told, at = cardinal(match["gap"]), match.start("gap")
            one, two = int(match["one"]), int(groups.get("two") or groups.get("two2") or 0)
            if told is None or at in judged or not 0 < one < _OLDEST or not 0 < two < _OLDEST:
                continue
            if _HEDGED.search(text, max(start, at - 16), at):
                continue
            judged.add(at)
            if abs(abs(one - two) - told) > 1:
                yield AgeGap(at, match.end("gap"), match["gap"], told, (one, two))
