"""A milestone of a life at an age that nobody has then.

## What it checks
The years between a birth and a milestone that the same sentence dates (graduated, married, elected, died
…): a milestone before the birth is impossible, one at an age far too young is doubtful.

## Example
> Henrik Sand, who was born in 1971, graduated from the naval academy in 1982.

## Not flagged
> Henrik Sand, who was born in 1971, graduated from the naval academy in 1993.

## Rounding
Years are subtracted and the greater age counts. The least age of each milestone is a generous one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypedDict

from claims.lexicon import load
from claims.model import PeriodMention
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.dates.lifetime import RELATIVES, Birth, Span, age_between, births, mentions_in, span_of
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]


class _Ages(TypedDict):
    least: int
    usual: int


_MILESTONES: dict[str, _Ages] = load("lifetimes")["milestones"]
_VERB = regex(rf"\b(?:{'|'.join(_MILESTONES)})\b")
_BREAK = regex(r";|\b(?:and|who|until|before)\b")
_REACH = 60  # from the verb to its date
_OLDEST = 110


def check(context: Context) -> Iterator[Finding]:
    document, text = context.document, context.document.text
    for sentence in document.sentences:
        born = births(text, context.mentions, sentence.start, sentence.end)
        if len(born) != 1 or RELATIVES.search(text, sentence.start, sentence.end):
            continue
        for verb in _VERB.finditer(text, born[0].end, sentence.end):
            dated = _dated(context, verb, sentence.end)
            if dated and _doubtful(verb.group(), age_between(born[0].span, dated[1])):
                yield _finding(context, born[0], verb.group(), *dated)
                break


def _dated(context: Context, verb: re.Match[str], end: int) -> tuple[PeriodMention, Span] | None:
    """Return the date of a milestone: the first after its verb, where no other clause begins before it."""
    following = [m for m in mentions_in(context.mentions, verb.end(), end) if m.absolute and m.relation == "at"]
    if not following or following[0].start - verb.end() > _REACH:
        return None
    if _BREAK.search(context.document.text, verb.end(), following[0].start):
        return None
    span = span_of(following[0])
    return (following[0], span) if span else None


def _doubtful(verb: str, age: tuple[int, int]) -> bool:
    return age[1] < _MILESTONES[verb]["least"] or age[0] > _OLDEST


def _finding(context: Context, born: Birth, verb: str, dated: PeriodMention, span: Span) -> Finding:
    high = age_between(born.span, span)[1]
    usual = _MILESTONES[verb]["usual"]
    year, published = born.span[0].year + usual, context.document.published
    digits = re.search(r"\d{4}", dated.surface)
    start = dated.start + (digits.start() if digits else 0)
    offered = digits is not None and high >= 0 and (published is None or year <= published.year)
    suggestion = Suggestion(start=start, end=start + 4, replacement=str(year), why=f"{usual} would be a usual age")
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR if high < 0 else Severity.WARNING,
        diagnosis=("age-date",),
        start=start,
        end=start + 4 if digits else dated.end,
        message=_message(born.dated, high, span[0].year, verb),
        suggestions=(suggestion,) if offered else (),
        evidence=(Evidence(kind="calendar", text=f"{span[0].year} - {born.span[0].year} = {high}"),),
    )


def _message(born: str, age: int, year: int, verb: str) -> str:
    if age < 0:
        return f"Somebody born {born} was not yet there in {year}, so “{verb}” does not fit."
    return f"Somebody born {born} is {age} in {year}, which does not fit “{verb}”."


RULE = Rule(
    code="DAT108",
    name="milestone-age",
    family="dates",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("age-date",),
)
