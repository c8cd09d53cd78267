"""A title, a win or a term that is counted, and the years told for it, do not go together.

## What it checks
"A third title, after those of 2004 and 2013": with those told before it, it is the next. "Won it four times, in 1996,
2003, 2010 and 2019": as many times as there are years.

## Example
> It is a fourth crown for the club, after those of 2004 and 2013.

## Not flagged
> It is a third crown for the club, after those of 2004 and 2013.

## Rounding
None: years are counted. A list that says it is partial ("most recently in", "among them"), ranges of years and years
that may hold two ("twice in 2010") are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.lists.enumeration import is_partial
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import NUMBER, ORDINAL, cardinal, like, ordinal, ordinal_like

__all__ = ["RULE", "check"]

_Y = r"(?:18|19|20)\d\d"
_YEARS = rf"{_Y}(?:(?:,\s(?:and\s)?(?:in\s)?|\sand\s(?:in\s)?){_Y})*"
_LIST_ENDS = r"(?![\w%/–-]|,?\s(?:and|or|to|alone|twice|among)\b|[.,]\d)"
_TITLES = (
    r"(?:titles?|crowns?|wins?|victory|victories|triumphs?|championships?|cups?|golds?|medals?|success(?:es)?|"
    r"trophy|trophies|terms?|finals?|awards?|Oscars?|prizes?|promotions?|visits?|tours?|referendums?|strikes?|defaults?)"
)
_AFTER_THOSE = regex(
    rf"\b(?P<nth>{ORDINAL})\s(?:(?!and\b|or\b|after\b)[\w'’-]+\s){{0,3}}?{_TITLES}\b[^.;:\d]{{0,70}}?"
    r"(?:after|following|to\sgo\swith|to\sadd\sto|adding\sto)\s"
    rf"(?:those|the\sones|wins|victories|titles|triumphs|successes|crowns|cups|golds)\s(?:of|in|from)\s(?P<years>{_YEARS}){_LIST_ENDS}",
    re.I,
)
_TIMES = regex(
    rf"\b(?P<n>{NUMBER}|twice|thrice)(?P<times>\stimes)?(?:\sbefore|\sso\sfar|\salready)?(?P<mark>,|\s[–—-]|:|\s\()?\s?(?:in\s)?"
    rf"(?P<years>{_YEARS}){_LIST_ENDS}",
    re.I,
)
_ONE_OF = regex(r"\b(?:one of|part of|among|including|such as|not)\b", re.I)
_IN_SUM = regex(
    r"\b(?:since|between|from|a year|times the|until|after|before|about|around|over|at least|more than)\s*$", re.I
)
_ANOTHER = regex(rf"\b(?:{ORDINAL}|first)\b", re.I)
_WORDS = {"twice": 2, "thrice": 3}
_FEWEST, _MOST = 2, 9


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    for sentence in document.sentences:
        text = document.sentence_text(sentence)
        if "after" in text or "following" in text or " add" in text or " go with" in text:
            yield from _next_of(text, sentence.start)
        if " times" in text or "wice" in text or "hrice" in text:
            yield from _as_many(text, sentence.start)


def _next_of(text: str, offset: int) -> Iterator[Finding]:
    for match in _AFTER_THOSE.finditer(text):
        nth, years = ordinal(match["nth"]), _years(match["years"])
        between = text[match.end("nth") : match.start("years")]
        if nth is None or len(years) < _FEWEST or not 1 < nth <= _MOST or _ANOTHER.search(between):
            continue
        if is_partial(match.group()) or _ONE_OF.search(match.group()):
            continue
        right = len(years) + 1
        if nth != right:
            counted, next_one = like("two", len(years)), ordinal_like("third", right)
            told = f"After the {counted} told before it, it is the {next_one}, not the {match['nth']}."
            fixed = ordinal_like(match["nth"], right)
            yield _finding(
                offset + match.start("nth"), offset + match.end("nth"), told, fixed, f"{len(years)} + 1 = {right}"
            )


def _as_many(text: str, offset: int) -> Iterator[Finding]:
    for match in _TIMES.finditer(text):
        word, years = match["n"], _years(match["years"])
        told = _WORDS.get(word.lower()) if not match["times"] else cardinal(word)
        if (
            told is None
            or len(years) < _FEWEST
            or told == len(years)
            or told > _MOST
            or _IN_SUM.search(text[: match.start()])
        ):
            continue
        if told > len(years) and (not match["mark"] or len(years) == _FEWEST):
            continue  # twice in one of the years
        if is_partial(text) or len(set(years)) < len(years) or sorted(years) not in (years, years[::-1]):
            continue
        said = f"{len(years)} years are told, not {told}."
        fixed = like(word, len(years)) if match["times"] else f"{like('three', len(years))} times"
        yield _finding(offset + match.start("n"), offset + match.end("n"), said, fixed, f"{len(years)} years")


def _years(listed: str) -> list[int]:
    return [int(year) for year in re.findall(_Y, listed)]


def _finding(start: int, end: int, said: str, replacement: str, arithmetic: str) -> Finding:
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("rank",),
        start=start,
        end=end,
        message=said,
        suggestions=(Suggestion(start=start, end=end, replacement=replacement, why="the years that are told"),),
        evidence=(Evidence(kind="arithmetic", text=arithmetic),),
    )


RULE = Rule(
    code="SCO110",
    name="titles-counted-mismatch",
    family="scores",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("rank",),
)
