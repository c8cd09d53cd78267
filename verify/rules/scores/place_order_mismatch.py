"""Places that are not in the order of their times or points.

## What it checks
A sentence that gives several places with their times ("won in 51.20 seconds, … second in 51.44 and …
third in 51.62") or their points ("first with 80 points, … second with 75"): a better place has the better
figure, and no place is given twice for different figures.

## Example
> Osei won in 21.40 seconds, Petit was second in 21.95 and Dahl third in 21.73.

## Not flagged
> Osei won in 21.40 seconds, Petit was second in 21.73 and Dahl third in 21.95.

## Rounding
Equal figures are ties and may stand in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import ORDINAL, ordinal, ordinal_like

__all__ = ["RULE", "check"]

_PLACE = regex(rf"(?<=\s)(?P<place>won|{ORDINAL})(?=\s(?:in|with|on)\s\d)")
_NAME = regex(r"(?:[A-Z][\w'’-]+|\))(?:,|\s(?:was|came|finished|is))?\s$")
_RACES = regex(  # a winner each
    r"\b(?:first|second|third|fourth|other|next|earlier|both|one)\s"
    r"(?:heats?|semi-?finals?|legs?|rounds?|runs?|stages?|races?)\b",
    re.I,
)
_TIME = regex(r"\sin\s(?P<v>\d{1,2}:\d\d(?:\.\d{1,3})?|\d{1,3}\.\d{1,3})(?![\d:])")
_POINTS = regex(r"\s(?:with|on)\s(?P<v>\d{1,4}(?:\.\d{1,2})?)(?=\spoints\b|\s?[,.;)](?!\d)|\sand\b|$)")


@dataclass(frozen=True, slots=True)
class _Placed:
    start: int
    end: int
    text: str
    place: int
    value: Decimal
    figure: str


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    for sentence in document.sentences:
        text = document.sentence_text(sentence)
        if ("second" not in text and "third" not in text and "2nd" not in text) or _RACES.search(text):
            continue
        for pattern, sign in ((_TIME, 1), (_POINTS, -1)):
            if len(pattern.findall(text)) >= 2:
                yield from _judge(_placed(text, pattern), sign, sentence.start)


def _placed(text: str, figure: re.Pattern[str]) -> list[_Placed]:
    """Return each place that stands between a name and its figure."""
    found = []
    for place in _PLACE.finditer(text):
        value, word = figure.match(text, place.end()), place["place"]
        number = 1 if word == "won" else ordinal(word)
        if value and number and _NAME.search(text, max(place.start("place") - 40, 0), place.start("place")):
            found.append(_Placed(*place.span("place"), word, number, _value(value["v"]), value["v"]))
    return found


def _value(figure: str) -> Decimal:
    minutes, _, seconds = figure.rpartition(":")
    return Decimal(seconds) + 60 * Decimal(minutes or 0)


def _judge(placed: list[_Placed], sign: int, offset: int) -> Iterator[Finding]:
    if len(placed) < 2 or len({p.value for p in placed}) < len(placed):
        return
    ranked = sorted(placed, key=lambda p: sign * p.value)
    wrong = next((b for a, b in pairwise(ranked) if b.place <= a.place), None)
    if wrong is None:
        return
    before = ranked[ranked.index(wrong) - 1]
    if wrong.place == before.place:  # the same place twice: one of the two is a place off
        fixed, right = _free_place(ranked, wrong, before)
    else:
        fixed, right = wrong, before.place + 1
    start, end = offset + fixed.start, offset + fixed.end
    replacement = ordinal_like(fixed.text, right)
    places = {p.place for p in placed}
    offered = fixed.text != "won" and right not in places and right <= max(places)
    yield Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("rank",),
        start=start,
        end=end,
        message=_message(before, wrong),
        suggestions=(Suggestion(start=start, end=end, replacement=replacement, why="the order of the figures"),)
        if offered
        else (),
        evidence=(Evidence(kind="arithmetic", text=" < ".join(p.figure for p in ranked)),),
    )


def _message(before: _Placed, wrong: _Placed) -> str:
    better = f"{before.figure} is better than {wrong.figure}"
    if before.place == wrong.place:
        return f"{better}, so both cannot be “{wrong.text}”."
    return f"{better}, so “{before.text}” and “{wrong.text}” do not fit."


def _free_place(ranked: list[_Placed], wrong: _Placed, before: _Placed) -> tuple[_Placed, int]:
    """Return which of two with the same place to change, and to what: the neighbouring place that is free."""
    taken = {p.place for p in ranked}
    if before.place - 1 > 0 and before.place - 1 not in taken:
        return before, before.place - 1
    return wrong, wrong.place + 1


RULE = Rule(
    code="SCO108",
    name="place-order-mismatch",
    family="scores",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("rank",),
)
