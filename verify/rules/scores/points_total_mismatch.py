"""A points total that the wins and draws do not give.

## What it checks
Where a sentence prints wins, draws and the points for each ("three points for a win and one for a draw"),
the total must be their sum. In a story about football the usual three and one are taken, with less
confidence.

## Example
> With eight wins and five draws, at three points for a win and one for a draw, Thorne have 31 points.

## Not flagged
> With eight wins and five draws, at three points for a win and one for a draw, Thorne have 29 points.

## Rounding
None: points are counted. A story that mentions bonus or deducted points is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.interval import Interval
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule
from verify.rules.scores.record import find_points, find_results
from verify.rules.small_numbers import NUMBER, cardinal

__all__ = ["RULE", "check"]

_FOR = (
    r"(?:\spoints?)?(?:\s(?:being|are|is))?(?:\s(?:given|awarded))?(?:\s(?:for|per))?\s"
    r"(?:(?:a|an|each|every|one)\s)?"
)
_SCHEME = regex(rf"\b({NUMBER}){_FOR}(?:win|victory)(?:,|\sand|,\sand)\s({NUMBER}){_FOR}(?:draw|tie)\b", re.I)
_FOOTBALL = regex(
    r"\b(?:football|soccer|Premier League|Bundesliga|Serie A|La Liga|Ligue 1|Eredivisie|Championship|"
    r"goalkeeper)\b"
)
_ADJUSTED = regex(r"\b(?:bonus|deduct\w*|docked|penalised|penalty points|stripped|rugby|hockey|overtime)\b", re.I)


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    if "points" not in document.text or _ADJUSTED.search(document.text):
        return
    football = bool(_FOOTBALL.search(document.text))
    for sentence in document.sentences:
        text = document.sentence_text(sentence)
        if "points" in text:
            yield from _in_sentence(text, sentence.start, football)


def _in_sentence(text: str, offset: int, football: bool) -> Iterator[Finding]:
    scheme = _SCHEME.search(text)
    win, draw = (cardinal(scheme.group(1)), cardinal(scheme.group(2))) if scheme else (3, 1)
    if win is None or draw is None or (scheme is None and not football):
        return
    blank = text if scheme is None else text[: scheme.start()] + " " * len(scheme.group()) + text[scheme.end() :]
    results, totals = find_results(blank), find_points(blank)
    if not results or "wins" not in results or "draws" not in results or len(totals) != 1:
        return
    wins, draws, total = results["wins"], results["draws"], totals[0]
    points = wins.value * win + draws.value * draw
    if points == total.value or (scheme is None and total.value == 2 * wins.value + draws.value):
        return
    repairs = [(total, points)]
    for figure, worth, rest in ((wins, win, draws.value * draw), (draws, draw, wins.value * win)):
        fitting, left = divmod(total.value - rest, worth) if worth else (0, 1)
        if not left and fitting >= 0:
            repairs.append((figure, fitting))
    arithmetic = f"{wins.value} × {win} + {draws.value} × {draw} = {points}"
    yield Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR if scheme else Severity.WARNING,
        diagnosis=("score-series",),
        start=offset + total.start,
        end=offset + total.end,
        message=f"{_many(wins.value, 'win')} and {_many(draws.value, 'draw')} make {points} points, not {total.value}.",
        computed=Interval.point(points),
        suggestions=tuple(
            Suggestion(
                start=offset + figure.start,
                end=offset + figure.end,
                replacement=figure.written(value),
                why=arithmetic if figure is total else f"then the total of {total.value} points is right",
            )
            for figure, value in repairs
        ),
        evidence=(Evidence(kind="arithmetic", text=arithmetic),),
    )


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


RULE = Rule(
    code="SCO102",
    name="points-total-mismatch",
    family="scores",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("score-series",),
)
