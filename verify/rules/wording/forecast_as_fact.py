"""A past tense for a period that lies ahead.

## What it checks
A finite past verb with a figure and "in 2031" behind it, in a story published before that period began,
where no word of the sentence says forecast, plan or target. Needs the date of publication.

## Example
> Published: 2024-09-12
> Cement output rose 3.1 percent in 2027, the ministry said.

## Not flagged
> Published: 2024-09-12
> Cement output is expected to rise 3.1 percent in 2027, after it rose 2.4 percent in 2023. It fell 2
> percent in fiscal 2025.

## Rounding
None. Only periods that carry their own year and begin after the day of publication count; fiscal years may
begin before the calendar year that names them and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from claims.model import PeriodMention
from claims.patterns import regex
from verify.directions import future_form
from verify.finding import Finding, Severity, Suggestion
from verify.rules.lines import HEDGE, WORD, Line, figure
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_FIGURE = rf"(?: \w+ly| again| further)?(?: (?:by|to|at|up|down|a|an))? ?{HEDGE}{figure('n')}"
_PATTERNS = (
    regex(
        rf"\b(?P<verb>{WORD}){_FIGURE}(?:,? (?:to|from|or) {HEDGE}#\d+#)?"
        rf"(?P<gap>(?:,? (?!(?:to|for|that|which|and|but|will)\b){WORD}){{0,7}}?),?"
        r"(?P<in>(?: (?:in|during|at|by)(?: the)?(?: end of)?)?) @(?P<when>\d+)@"
    ),
    regex(r"^(?P<in>in|during) (?:the )?@(?P<when>\d+)@,? " rf"(?:{WORD} ){{0,6}}?(?P<verb>{WORD}){_FIGURE}"),
)
_AHEAD = regex(
    r"\b(?:expect\w*|forecast\w*|project\w*|predict\w*|plan(?:s|ned)?|planning (?:to"
    r"|for)|target\w*|will|would|could|may|might|should|shall|estimat\w*|due|aim\w*"
    r"|goal"
    r"|outlook|scheduled|budget\w*|see|sees|seen|likely|anticipat\w*|fiscal"
    r"|financial|propos\w*|promis\w*|pledg\w*|model|scenario|if|until"
    r"|imagin\w*|set to|futures|bond\w*|matur\w*|expir\w*|novel|film|season|guidance"
    r"|raised|cut its|lifted its|upgrad\w*|downgrad\w*|contract\w*|maturing)\b"
)
_FISCAL = regex(r"fiscal|financial|tax|school|season|\bfy")
_NOT_A_TIME = regex(r"^(?:[- ](?:dollars|prices|terms|model|budget|edition|season|bonds?|futures|election|vintage))")


def check(context: Context) -> Iterator[Finding]:
    published = context.document.published
    if published is None:
        return
    for line in context.lines:
        if "@" not in line.shape or _AHEAD.search(line.shape):
            continue
        for match in (m for pattern in _PATTERNS for m in pattern.finditer(line.shape)):
            base = future_form(match.group("verb"))
            mention = line.mentions[int(match.group("when"))]
            if base is None or not _lies_ahead(mention, published) or not _is_when(line, match, mention):
                continue
            yield _finding(context, line, match, base, mention)


def _lies_ahead(mention: PeriodMention, published: date) -> bool:
    """Tell whether the period has its own year and begins after the day of publication."""
    period = mention.period or ""
    if (
        mention.type not in ("period", "date")
        or not re.search(r"\b\d{4}\b", mention.surface)
        or not period[:4].isdigit()
    ):
        return False
    if "/" in period or _FISCAL.search(mention.surface.lower()) or mention.relation not in ("at", "by"):
        return False
    year = int(period[:4])
    if year != published.year:
        return year > published.year
    month = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7}.get(period[5:7])
    if month is None and period[5:7].isdigit():
        month = int(period[5:7])
    return month is not None and month > published.month


def _is_when(line: Line, match: re.Match[str], mention: PeriodMention) -> bool:
    """The year says when ("in 2031"), and is not part of a name ("2031 dollars")."""
    said = match.group("in").strip() or mention.surface.lower().startswith(("in ", "during ", "end "))
    return bool(said) and not _NOT_A_TIME.match(line.shape[line.shape.index("@", match.end("when")) + 1 :])


def _finding(context: Context, line: Line, match: re.Match[str], base: str, mention: PeriodMention) -> Finding:
    start, end = line.span(match, "verb")
    verb = context.document.text[start:end]
    before = re.findall(WORD, line.shape[: match.start("verb")])
    plural = verb == "were" or (
        bool(before) and before[-1].endswith("s") and not before[-1].endswith(("ss", "us", "is"))
    )
    auxiliary = "are" if plural and verb != "was" else "is"
    q = line.figure(match, "n")
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("forecast-as-fact",),
        start=start,
        end=end,
        message=f'"{verb}" tells {mention.surface.removeprefix("in ")} as past, but the story '
        f"is of {context.document.published}: "
        "a forecast is worded as a fact, or the year is wrong.",
        quantities=() if q is None else (q.id,),
        suggestions=tuple(
            Suggestion(start=start, end=end, replacement=f"{auxiliary} {word} to {base}", why="the period lies ahead")
            for word in ("expected", "forecast")
        ),
    )


RULE = Rule(
    code="WRD107",
    name="forecast-as-fact",
    family="wording",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("forecast-as-fact",),
)
