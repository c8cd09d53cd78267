"""Wins, draws and defeats that do not make up the matches played.

## What it checks
Where wins, draws and defeats are all printed with the number of matches, they must add up to it. Where one of
them is not printed, the others must not exceed it; nor can a side win more matches than it played.

## Example
> Marlow have played 15 league matches this season, with eight wins, four draws and two defeats.

## Not flagged
> Marlow have won eight, drawn four and lost three of their 15 league matches.

## Rounding
None: results are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from claims.interval import Interval
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.measures import is_count
from verify.rules.rule import Context, Rule
from verify.rules.scores.record import Figure, find_matches, find_results

__all__ = ["RULE", "check"]

_CUE = regex(r"\b(?:won|wins?|winning|victor\w+|W\d)\b", re.I)
_PLAYED = regex(r"\b(?:played|from|after|contested)\b", re.I)
_RUN = regex(r"\b(?:unbeaten|winless|since|streak|run of|last|latest|past|previous|recent)\b", re.I)
_PRONOUN = regex(r"(?:they|it|he|she|that|the|with|their|its|his|her)\b", re.I)


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    before, begun = "", 0
    for sentence in document.sentences:
        text = document.sentence_text(sentence)
        if _CUE.search(text):
            counts = tuple(q.id for q in context.in_span(begun, sentence.end) if is_count(q))
            yield from (replace(f, quantities=counts) for f in _in_sentence(text, before, sentence.start))
        before, begun = text, sentence.start


def _in_sentence(text: str, before: str, offset: int) -> Iterator[Finding]:
    results = find_results(text)
    if not results or len(results) < 2:
        return
    matches = find_matches(text)
    here = bool(matches)
    if not here and _PRONOUN.match(text) and _PLAYED.search(before) and not _of_a_run(text, before):
        matches = find_matches(before)
    if here:
        counted = {f.start for f in results.values()}
        matches = [m for m in matches if m.start not in counted]  # "won 38 games and lost 21": the games won
    played = sum(f.value for f in results.values())
    complete = len(results) == 3
    if not matches or any(m.value == played or (not complete and m.value > played) for m in matches):
        return
    if len(matches) > 1:  # the last five, all season, at home: which of them the results fill is open
        return
    repairs = _repairs(results, matches[0], played, here)
    if repairs:
        yield _finding(results, matches[0], played, repairs, offset)


def _of_a_run(text: str, before: str) -> bool:
    """Tell whether the results are of some of the matches, or the sentence before has its own results."""
    return bool(_RUN.search(text)) or len(find_results(before) or {}) > 1


def _repairs(results: dict[str, Figure], matches: Figure, played: int, here: bool) -> list[tuple[Figure, int]]:
    """Return the figures of which one, changed, would make the sum right; the number of matches first."""
    repairs = [(matches, played)] if here else []
    for figure in results.values():
        fitting = figure.value + matches.value - played
        if fitting >= 0:
            repairs.append((figure, fitting))
    return repairs


def _finding(
    results: dict[str, Figure], matches: Figure, played: int, repairs: list[tuple[Figure, int]], offset: int
) -> Finding:
    first = repairs[0][0]
    arithmetic = " + ".join(str(f.value) for f in results.values()) + f" = {played}"
    named = ", ".join(f"{f.value} {name}" for name, f in results.items())
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR,
        diagnosis=("score-series",),
        start=offset + first.start,
        end=offset + first.end,
        message=f"The results ({named}) make {played} matches, not {matches.value} ({arithmetic}).",
        explanation="One of the figures is wrong; which one, the text does not say.",
        computed=Interval.point(played),
        suggestions=tuple(
            Suggestion(
                start=offset + figure.start,
                end=offset + figure.end,
                replacement=figure.written(value),
                why=f"then the results make {played if figure is matches else matches.value} matches",
            )
            for figure, value in repairs
        ),
        evidence=(Evidence(kind="arithmetic", text=arithmetic),),
    )


RULE = Rule(
    code="SCO101",
    name="results-sum-mismatch",
    family="scores",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("score-series",),
)
