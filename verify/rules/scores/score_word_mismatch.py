"""A score that the words beside it do not allow.

## What it checks
Who drew, or is level, has a score of two equal numbers; who won or lost has not; who leads has the larger number first;
and a margin told beside a score ("a point down at 31-32", "won 84-75, a nine-point margin", "led by four, 7-3") is
what lies between its two numbers.

## Example
> Marlow, a point behind at 31-34 after two quarters, won 84-75.

## Not flagged
> Marlow, a point down at 31-32 after two quarters, won 84-75.

## Rounding
None: points are counted. What was settled by penalties, away goals or votes is left alone, and so are ranges ("up 2-3
a year").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import NUMBER, cardinal, like

__all__ = ["RULE", "check"]

_SCORE = r"(?<![\w.,:/–-])(?P<a>\d{1,3})[-–](?P<b>\d{1,3})(?![\w%–-]|[.,:/]\d)"
_NAMES = r"(?:[A-Za-z][A-Za-z'’.-]*\s){0,4}?"
_ENDS = (
    r"(?=\s*[,.;:)]|$|\s(?:at|after|in|on|through|early|late|by|before|midway|with|and|but|when|until|over|against|from|to|"
    r"going|thanks|inside|having|for|away|as)\b)"
)
_UNITS = r"(?:points?|goals?|runs?|games?|frames?|legs?|sets?|holes?|strokes?|shots?|tries|try|wins?)"
_MARGINS = r"(?:lead|margin|win|victory|defeat|loss|deficit|cushion|advantage|gap|triumph|edge)"
_LEVEL = (
    regex(
        r"\b(?<!almost )(?<!roughly )(?<!nearly )(?<!virtually )(?P<word>all square|level|tied|deadlocked|locked)\s"
        rf"(?:{_NAMES}at\s)?{_SCORE}{_ENDS}"
    ),
    regex(rf"\b(?P<word>drew|drawing)\s{_SCORE}{_ENDS}"),
    regex(rf"\b(?:an?|the|their|its|his|her)\s(?:\w+\s)?{_SCORE}\s(?P<word>draw|tie|stalemate)\b"),
)
_DECIDED = (
    regex(
        rf"\b(?P<word>beat|beating|beats|defeated|defeating|thrashed|overcame|won|winning|lost|losing)\s"
        rf"(?:(?:[A-Z][\w'’.-]+\s){{1,3}})?{_SCORE}{_ENDS}"
    ),
    regex(rf"\b{_SCORE}\s(?P<word>win|victory|defeat|loss|triumph)\b"),
)
_LED = (
    regex(rf"\b(?P<word>led|leads|leading)\s(?:the\s(?:[\w-]+\s){{0,3}}|[A-Z][\w'’.-]+\s)?{_SCORE}{_ENDS}"),
    regex(rf"\b(?:take|took|taking|have|had|hold|held|holding|build|built)\san?\s{_SCORE}\s(?P<word>lead|advantage)\b"),
)
_APART = (
    regex(
        rf"\b(?P<n>{NUMBER}|an?)\s(?:(?:points?|goals?|runs?|shots?|strokes?)\s)?"
        rf"(?:behind|ahead|down|up|adrift|clear|in\sfront)\sat\s{_SCORE}{_ENDS}",
        re.I,
    ),
    regex(
        rf"\b(?:won|wins?|winning|lost|losing|beat|beating|led|leads?|leading|trailed|trailing|ahead|behind|down)\s{_NAMES}by\s"
        rf"(?:just\s|only\s)?(?P<n>{NUMBER}|an?)(?:\s{_UNITS})?,\s(?:at\s)?{_SCORE}{_ENDS}"
    ),
    regex(rf"\b(?P<n>{NUMBER})-(?:point|goal|run|shot|frame)\s{_MARGINS}\sat\s{_SCORE}{_ENDS}", re.I),
    regex(
        rf"{_SCORE}(?:\s(?:at|after|in|on)\s(?:the\s|an?\s)?[\w-]+(?:\s[\w-]+)?)?,\san?\s(?P<n>{NUMBER})-(?:point|goal|run|shot|frame)\s"
        rf"{_MARGINS}\b"
    ),
)
_OTHERWISE = regex(
    r"\b(?:penalt\w+|shoot-?out|spot[- ]kicks?|away goals?|aggregate|tie-?break\w*|extra time|overtime|handicap|votes?|"
    r"voted|polls?|polled|surveys?|support|ballots?|seats?|coin|toss|odds|per cent|percent|"
    r"walkover|forfeit|ratio)\b",
    re.I,
)
_LEAST_DECIDED = 1


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    for sentence in document.sentences:
        text = document.sentence_text(sentence)
        if not re.search(r"\d[-–]\d", text) or _OTHERWISE.search(text):
            continue
        judged: set[int] = set()
        for reason, match, options in _judged(text):
            if match.start("a") not in judged:
                judged.add(match.start("a"))
                yield _finding(sentence.start, match, reason, options)


_Option = tuple[str, str]  # a group of the match, and what it should say
_Judged = tuple[str, re.Match[str], list[_Option]]


def _judged(text: str) -> Iterator[_Judged]:
    """Yield what does not fit, in words, with the match and what could stand there instead."""
    for form in _LEVEL:
        for match in form.finditer(text):
            a, b = _numbers(match)
            if a != b:
                evened: list[_Option] = [("score", f"{n}{_dash(match)}{n}") for n in (a, b)]
                yield f"{a}-{b} is not what “{match['word']}” says.", match, evened
    for form in _DECIDED:
        for match in form.finditer(text):
            a, b = _numbers(match)
            if a == b and a >= _LEAST_DECIDED:
                yield f"{a}-{b} is a draw, which “{match['word']}” does not say.", match, []
    for form in _LED:
        for match in form.finditer(text):
            a, b = _numbers(match)
            if a <= b:
                yield (
                    f"Who leads does not have {a} to {b}.",
                    match,
                    [("score", f"{b}{_dash(match)}{a}")] if a < b else [],
                )
    for form in _APART:
        for match in form.finditer(text):
            a, b = _numbers(match)
            word = match["n"]
            told = 1 if word.lower() in ("a", "an") else cardinal(word)
            if told is not None and a != b and told != abs(a - b):
                yield f"Between {a} and {b} lie {abs(a - b)}, not {told}.", match, [("n", like(word, abs(a - b)))]


def _numbers(match: re.Match[str]) -> tuple[int, int]:
    return int(match["a"]), int(match["b"])


def _dash(match: re.Match[str]) -> str:
    return match.string[match.end("a")]


def _finding(offset: int, match: re.Match[str], reason: str, options: list[_Option]) -> Finding:
    places = {"score": (match.start("a"), match.end("b"))}
    if options and options[0][0] == "n":
        places["n"] = match.span("n")
    start, end = places["n" if "n" in places else "score"]
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("score-series",),
        start=offset + start,
        end=offset + end,
        message=reason,
        suggestions=tuple(
            Suggestion(
                start=offset + places[name][0], end=offset + places[name][1], replacement=says, why="what the words say"
            )
            for name, says in options
        ),
        evidence=(Evidence(kind="arithmetic", text=f"{match['a']}-{match['b']}"),),
    )


RULE = Rule(
    code="SCO111",
    name="score-word-mismatch",
    family="scores",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("score-series",),
)
