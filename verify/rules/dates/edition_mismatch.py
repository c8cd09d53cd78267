"""More editions of an event than years since its first.

## What it checks
A first year ("first held in 2014") and the number of an edition ("its 14th edition this summer"): a
yearly event that began in 2014 can have had eleven by 2024, fewer where years were missed. Where it was
held "every year", fewer are flagged too. Events every two or four years are counted at their own step.

## Example
Published: 2019-08-01
> The book fair, first held in 2011, opens its 12th edition this week.

## Not flagged
Published: 2019-08-01
> The book fair, first held in 2011, opens its ninth edition this week.

## Rounding
None: years are counted, the first edition included. Events held more than once a year are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.lexicon import load
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.dates.jubilee import Timing, find_timing
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import ORDINAL, ordinal, ordinal_like

__all__ = ["RULE", "check"]

_INTERVALS: dict[str, int] = load("lifetimes")["intervals"]
_EDITION = regex(
    rf"\b(?P<nth>{ORDINAL})\s(?:(?P<annual>annual|yearly)\b|(?=since\b)|(?:and\s[\w-]+\s)?edition\b|"
    rf"time\b(?=\s*[.,;]|"
    rf"\s(?:in|this|on|next)\b)|(?:year|"
    rf"season)\b(?=\s*[.,;)]|\sof\b|\sin\b|\sthis\b|\swith\b|$))",
    re.I,
)
_COUNTED = regex(r"(?:st|nd|rd|th)\s(?:annual|yearly|since|and\s|edition|time|year|season)")  # what each match has
_YEARLY = regex(r"\b(?:[Tt]his year's|annual|yearly|[Ee]very year)\b")
_ITS = regex(r"\b(?:its|their|the|a|for)\s(?:\w+\s)?$", re.I)
_UNBROKEN = regex(
    r"\b(?:every|each)\s(?:single\s)?(?:year|summer|spring|autumn|winter)\ssince\b|\bwithout (?:a break|"
    r"interruption)\b|\buninterrupted",
    re.I,
)
_GAP = regex(  # years without the event are not years of this edition
    r"\b(?:called off|cancel+ed|suspended|postponed|skipped|missed|hiatus|interrupt\w+|(?:not|never) held|except)\b",
    re.I,
)
_PRONOUN = regex(r"^(?:It|They|The|This|Its)\b")


def check(context: Context) -> Iterator[Finding]:
    document, text = context.document, context.document.text
    before = None
    for sentence in document.sentences:
        told = _COUNTED.search(document.sentence_text(sentence).lower())
        found = list(_EDITION.finditer(text, sentence.start, sentence.end)) if told else []
        if len({ordinal(m["nth"]) for m in found}) == 1 and _ITS.search(
            text, max(found[0].start() - 14, sentence.start), found[0].start()
        ):
            start = sentence.start
            timing = find_timing(context, start, sentence.end, found[0].start())
            if timing is None and before is not None and _PRONOUN.match(text[start : sentence.end]):
                start = before
                timing = find_timing(context, start, sentence.end, found[0].start())
            yearly = not found[0].group().endswith(" ") or _YEARLY.search(text, start, sentence.end)
            if timing and yearly and not _GAP.search(text, start, sentence.end):
                yield from _judge(found[0], timing, text[start : sentence.end].lower())
        before = sentence.start


def _judge(match: re.Match[str], timing: Timing, sentence: str) -> Iterator[Finding]:
    step = next((years for words, years in _INTERVALS.items() if re.search(rf"\b{words}\b", sentence)), 1)
    counted = ordinal(match["nth"])
    event = timing.events[0]
    if not step or counted is None or event < timing.first:
        return
    most = (event - timing.first) // step + 1
    slack = 0 if timing.certain else 1
    too_few = bool(_UNBROKEN.search(sentence)) and counted < most - slack - 1
    if counted <= most + slack and not too_few:
        return
    start, end = match.span("nth")
    each = "a year" if step == 1 else f"every {step} years"
    right, printed = ordinal_like("1st", most), ordinal_like("1st", counted)
    arithmetic = (
        f"{event} - {timing.first} + 1 = {most}" if step == 1 else f"({event} - {timing.first}) / {step} + 1 = {most}"
    )
    yield Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("age-date",),
        start=start,
        end=end,
        message=f"At one {each} from {timing.first}, {event} brings the {right}, not the {printed}.",
        suggestions=(Suggestion(start=start, end=end, replacement=ordinal_like(match["nth"], most), why=arithmetic),),
        evidence=(Evidence(kind="calendar", text=arithmetic),),
    )


RULE = Rule(
    code="DAT106",
    name="edition-mismatch",
    family="dates",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("age-date",),
)
