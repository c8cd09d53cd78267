"""Figures of a sentence with the names they belong to: "Arcon offered $4.1 million, Baxley $3.8 million".

A figure belongs to the last name before it, where few words and no other figure stand between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.patterns import regex

__all__ = ["NAME", "YEAR", "NamedFigure", "comparable", "find_named_figures"]

NAME = r"[A-Z][\w'’&-]*(?:\s(?:(?:of|de|da|van|von|the|al)\s)?[A-Z][\w'’&-]*){0,3}"
_NAME = regex(NAME)
YEAR = r"(?:19|20)\d\d"
_NAME_AFTER = regex(rf"(?:\s(?!and\b)[a-z]+)?\s(?:in|for|from|at|by)\s({NAME}|{YEAR})")
_FIGURE = regex(
    r"(?<![\w.,:])(?P<currency>US\$|A\$|C\$|[$€£¥])?"
    r"(?:(?P<minutes>\d{1,2}):(?P<seconds>\d\d(?:\.\d{1,3})?)|(?P<number>\d{1,3}(?:,\d{3})+|"
    r"\d+)(?P<fraction>\.\d+)?)"
    r"(?P<scale>\s?(?:thousand|million|billion|trillion|mn|bn|tn|m)(?![\w]))?"
    r"(?:(?P<percent>\s?%|\spercent\b|\sper\scent\b)|\s(?P<unit>[a-z]+))?"
)
_SCALES = {"thousand": 3, "million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12}
_PLAIN = frozenset("and to in with of for while by at a from on the or but is was as after behind ahead".split())
_MONTHS = frozenset(
    "January February March April May June July August September October November December Jan Feb Mar "
    "Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
_OPENERS = frozenset(
    "Of The In At On For With By From After Before When While As But And It Its They Their He She His Her "
    "This That These Those Last A An If Only Both Some Among Between Behind During Within Since Until Over Under "
    "Against Despite Although Though Because Not One Two Three Another Each Every Most Many Few More Less About".split()
)
_WORD_AFTER, _WORD_BEFORE = regex(r"\s([A-Z]\w+)"), regex(r"([A-Z]\w+)\.?\s$")
_GAP_WORDS = 4


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure and the name it belongs to; offsets are those of the text it was read from."""

    name: str
    name_start: int
    name_end: int
    start: int
    end: int
    text: str
    value: Decimal
    unit: str  # "$", "percent", "seconds", "" …


def comparable(a: NamedFigure, b: NamedFigure) -> bool:
    """Tell whether two figures are of one unit; a unit may be left out of all but one figure of a list."""
    return a.unit == b.unit or "" in (a.unit, b.unit)


def find_named_figures(text: str) -> list[NamedFigure]:
    """Return the figures with a name before them, or all with one after: "61 percent in Hale"."""
    matches = [m for m in _FIGURE.finditer(text) if not _is_year(m) and not _is_day(m, text)]
    after = [_NAME_AFTER.match(text, _end(match)) for match in matches]
    if len(matches) > 1 and all(after):
        return [_named(text, m, name.start(1), name.group(1)) for m, name in zip(matches, after, strict=True) if name]
    found: list[NamedFigure] = []
    previous = 0
    for match in matches:
        name = _last_name(text[previous : match.start()])
        if name is not None:
            found.append(_named(text, match, previous + name.start(), name.group()))
        previous = _end(match)
    return found


def _is_year(match: re.Match[str]) -> bool:
    """Tell whether a figure is a bare year, which names other figures."""
    bare = not (match["currency"] or match["fraction"] or match["scale"] or match["percent"])
    return bare and bool(re.fullmatch(YEAR, match["number"] or ""))


def _is_day(match: re.Match[str], text: str) -> bool:
    """Tell whether a figure is the day of a date: "2 March", "March 2"."""
    after, before = _WORD_AFTER.match(text, _end(match)), _WORD_BEFORE.search(text, 0, match.start())
    months = {m[1] for m in (after, before) if m is not None} & _MONTHS
    return bool(months) and len(match["number"] or "") <= 2


def _end(match: re.Match[str]) -> int:
    """Return where the figure ends: the word after it may be no unit."""
    return match.end() if match["percent"] or not match["unit"] else match.start("unit") - 1


def _named(text: str, match: re.Match[str], start: int, name: str) -> NamedFigure:
    figure = text[match.start() : _end(match)]
    return NamedFigure(name, start, start + len(name), match.start(), _end(match), figure, _value(match), _unit(match))


def _last_name(gap: str) -> re.Match[str] | None:
    names = [m for m in _NAME.finditer(gap) if m.group() not in _OPENERS and m.group().split()[0] not in _MONTHS]
    if not names:
        return None
    between = gap[names[-1].end() :]
    if re.search(r"[;:.]|\b(?:from|against|than|versus)\b", between) or len(between.split()) > _GAP_WORDS:
        return None
    name = names[-1]
    first, _, rest = name.group().partition(" ")
    if first in _OPENERS and rest[:1].isupper():
        return _NAME.search(gap, name.start() + len(first) + 1)
    return name


def _value(match: re.Match[str]) -> Decimal:
    if match["minutes"]:
        return int(match["minutes"]) * 60 + Decimal(match["seconds"])
    value = Decimal(match["number"].replace(",", "") + (match["fraction"] or ""))
    return value.scaleb(_SCALES[match["scale"].strip()]) if match["scale"] else value


def _unit(match: re.Match[str]) -> str:
    if match["currency"]:
        return match["currency"]
    if match["percent"]:
        return "percent"
    if match["minutes"]:
        return "seconds"
    unit = match["unit"] or ""
    return "" if unit in _PLAIN else unit
