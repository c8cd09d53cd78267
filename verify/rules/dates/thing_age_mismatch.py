"""The age of a house, a firm or a custom that its first year does not give.

## What it checks
"The 150-year-old brewery, founded in 1900": the age printed before the thing, against the first year
printed in the same sentence and the year of publication; so "the lighthouse, built in 1905, turns 120 this
year", and a person "born in 1961" who does.

## Example
Published: 2020-04-07
> The 130-year-old mill, which was built in 1935, is to become a hotel.

## Not flagged
Published: 2020-04-07
> The 85-year-old mill, which was built in 1935, is to become a hotel.

## Rounding
A year either way passes; ages that end in 0 or 5 are taken as rounded by up to a tenth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.lexicon import load
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.dates.jubilee import find_timing
from verify.rules.dates.lifetime import RELATIVES
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import NUMBER, cardinal, like

__all__ = ["RULE", "check"]

_VERBS = "|".join(word for word in str(load("lifetimes")["founding"]).split() if word not in ("born", "held"))
_OLD = regex(
    rf"\b(?P<n>{NUMBER})-year-old\s(?:[\w'’-]+\s){{0,2}}?[\w'’-]+,?\s(?:(?:which|that)\s)?(?:(?:was|were|"
    rf"had been)\s)?"
    rf"(?:(?:first|originally|formally)\s)?(?:{_VERBS}|dating)\b",
    re.I,
)
_CUE = regex(r"-year-old|\b(?:turn|will be|is \d)")
_TURNS = regex(
    rf"\b(?:turns|turned|will\sturn|is\sturning|will\sbe|is)\s(?P<n>{NUMBER})\s(?:years\sold\s)?"
    r"(?:(?:this|later\sthis)\s(?:year|spring|summer|autumn|fall|month|week)|today)\b"
)
_NOUN = r"(?:(?!(?:in|to|at|from|with|whose|near|behind|on|by|under)\b)[\w'’-]+)"
_BEGAN_IN = regex(  # of what the sentence begins with: not "the school in a hall built in 1905"
    rf"^(?:(?:{_NOUN}\s){{0,5}}?{_NOUN},?\s(?:(?:which|that|who)\s)?(?:was\s|were\s)?)?"
    rf"(?:first\s|originally\s)?(?:{_VERBS}|born)\s(?:[\w'’-]+\s){{0,5}}?(?:in|on)\s(?:[\w,]+\s){{0,3}}"
    r"(?P<year>1[5-9]\d\d|20\d\d)(?P<between>,?\s(?:and\s)?[^.;\d]{0,60})$",
    re.I,
)
_ANOTHERS = regex(r"\b(?:whose|which\shas|with|says|said)\b")
_REACH = 40  # from the verb to its year


def check(context: Context) -> Iterator[Finding]:
    document, text = context.document, context.document.text
    published = document.published
    if published is None or not _CUE.search(text):
        return
    for sentence in document.sentences:
        yield from _turning(text, sentence.start, sentence.end, published.year)
        told = "-year-old" in document.sentence_text(sentence).lower()
        ages = list(_OLD.finditer(text, sentence.start, sentence.end)) if told else []
        if len(ages) != 1:
            continue
        age = ages[0]
        timing = find_timing(context, sentence.start, sentence.end, sentence.end)
        counted = cardinal(age["n"])
        if timing is None or counted is None or timing.others:
            continue
        if not age.end() <= timing.first_start <= age.end() + _REACH:
            continue
        real = published.year - timing.first
        slack = 1 if counted % 5 else max(1, counted // 10)
        if abs(real - counted) > slack and real > 0:
            yield _finding(age, counted, timing.first, published.year)


def _turning(text: str, start: int, end: int, year: int) -> Iterator[Finding]:
    """Judge "built in 1905, turns 120 this year", where nothing between is of another."""
    turns = _TURNS.search(text, start, end)
    began = _BEGAN_IN.search(text[start : turns.start()]) if turns else None
    if turns is None or began is None or _ANOTHERS.search(began["between"]) or RELATIVES.search(began.group()):
        return
    counted, first = cardinal(turns["n"]), int(began["year"])
    if counted is not None and year > first and abs(year - first - counted) > 1:
        yield _finding(turns, counted, first, year)


def _finding(age: re.Match[str], counted: int, first: int, year: int) -> Finding:
    real = year - first
    start, end = age.span("n")
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("age-date",),
        start=start,
        end=end,
        message=f"What dates from {first} is {real} years old in {year}, not {counted}.",
        suggestions=(Suggestion(start=start, end=end, replacement=like(age["n"], real), why=f"{year} - {first}"),),
        evidence=(Evidence(kind="calendar", text=f"{year} - {first} = {real}"),),
    )


RULE = Rule(
    code="DAT109",
    name="thing-age-mismatch",
    family="dates",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("age-date",),
)
