"""A record of results in one sentence: wins, draws, defeats, matches, points, as printed.

Reads "seven wins, three draws and two defeats", "won seven, drawn three and lost two", "W7 D3 L2", "12 league
matches" and "33 points".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claims.patterns import regex
from verify.rules.small_numbers import NUMBER, cardinal, like

__all__ = ["Figure", "find_matches", "find_points", "find_results"]

_N = rf"(?P<n>{NUMBER}|an?|no|single)"
_OUTCOMES = {
    "wins": "wins?|victory|victories|triumphs?",
    "draws": "draws?|ties?|stalemates?",
    "losses": "defeats?|loss|losses|reverses?",
}
_VERBS = {
    "wins": "won|winning|wins",
    "draws": "drawn|drew|drawing|tied|tying|draws",
    "losses": "lost|losing|loses",
}
_LETTERS = {"wins": "W", "draws": "D", "losses": "L"}
_COUNTED = {  # not "a 1-0 defeat"
    name: regex(rf"(?<![-–])\b{_N}\s(?:(?:league|outright|competitive)\s)?(?:{words})\b", re.I)
    for name, words in _OUTCOMES.items()
}
_DONE = {
    name: regex(
        rf"\b(?:{verbs})\s(?:(?:just|only)\s)?{_N}"
        r"(?=\s*(?:[,.;)]|$)|\s(?:and|of|in|from|out of|but|with|while|matches|games|at)\b)",
        re.I,
    )
    for name, verbs in _VERBS.items()
}
_SHORT = {name: regex(rf"\b{letter}(?P<n>\d{{1,3}})\b") for name, letter in _LETTERS.items()}
_MATCHES = regex(
    rf"\b{_N}(?:\s(?:(?!and\b|of\b|in\b|for\b)[\w'’-]+\s){{0,2}}?(?:matches|games|fixtures|outings|bouts|"
    rf"fights|contests|"
    r"encounters|starts)\b(?!\s(?:still\s)?(?:to\s(?:go|play|come)|left|remaining))|-(?:match|game)\b)|\bP(?P<p>\d{1,3})\b",
    re.I,
)
_POINTS = regex(
    rf"\b{_N}\spoints\b(?!\s(?:clear|ahead|behind|adrift|off|above|below|from\s(?:the|safety|top|first|"
    rf"second|third|a)\b|more|fewer|short|for|per|a|"
    rf"each|deduct|penalty))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A small number of a record."""

    name: str  # wins, draws, losses, matches, points
    start: int  # in the sentence
    end: int
    text: str
    value: int

    def written(self, value: int) -> str:
        """Return another value in the style of this one."""
        return like(self.text, value)


def find_results(text: str) -> dict[str, Figure] | None:
    """Return wins, draws and losses by name; ``None`` when one is given twice, as for two teams."""
    found: dict[str, Figure] = {}
    for name in _OUTCOMES:
        figures = [
            figure
            for pattern in (_COUNTED[name], _DONE[name], _SHORT[name])
            for figure in _figures(name, pattern.finditer(text))
        ]
        if len(figures) > 1:
            return None
        if figures:
            found[name] = figures[0]
    return found


def find_matches(text: str) -> list[Figure]:
    """Return the numbers of matches played."""
    return _figures("matches", _MATCHES.finditer(text))


def find_points(text: str) -> list[Figure]:
    """Return the totals of points, not leads and not the points for a win."""
    return _figures("points", _POINTS.finditer(text))


def _figures(name: str, matches: Iterable[re.Match[str]]) -> list[Figure]:
    figures = []
    for match in matches:
        group = "p" if match.groupdict().get("p") else "n"
        word = match.group(group)
        value = {"a": 1, "an": 1, "no": 0, "single": 1}.get(word.lower(), cardinal(word))
        if value is not None:
            figures.append(Figure(name, match.start(group), match.end(group), word, value))
    return figures
