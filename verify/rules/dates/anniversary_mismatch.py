"""An anniversary whose number the years do not give.

## What it checks
A first year ("founded in 1924", "opened in 1890", "the 1989 revolution") and a numbered anniversary or
jubilee (90th anniversary, centenary) in one sentence or in two that follow one another. The year of the
celebration is the one printed, or said ("this summer"), or that of publication; in the last case a year
either way is allowed.

## Example
Published: 2021-05-20
> Opened in 1901, the theatre celebrates its 110th anniversary this autumn.

## Not flagged
Published: 2021-05-20
> Opened in 1901, the theatre celebrates its 120th anniversary this autumn, two years after its 25th
> festival.

## Rounding
None: years are subtracted. Where any other year of the sentence fits the number, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.document import Sentence
from claims.lexicon import load
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.dates.jubilee import FOUNDING_NOUN, Timing, find_timing
from verify.rules.dates.lifetime import years_in
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import ORDINAL, ordinal, ordinal_like

__all__ = ["RULE", "check"]

_JUBILEES: dict[str, int] = load("lifetimes")["jubilees"]
_NUMBERED = regex(
    rf"\b(?P<nth>{ORDINAL})[\s-](?:(?:wedding|founding|birth)\s)?(?P<what>anniversary|birthday|jubilee)\b",
    re.I,
)
_NAMED = regex(rf"\b(?P<nth>{'|'.join(_JUBILEES)})\b", re.I)
_CUES = ("anniversary", "birthday", "jubilee", "centen")
_OF = regex(r"\sof\s(?:(?:its|their|the|his|her|that)\s)?(?P<what>\w+)")
_WHEN = regex(r"\b(?:on|at|for|before|after|by|until|since)\s(?:its|their|the|his|her)\s$", re.I)
_ITS = regex(r"\bits\s$")
_ITS_OWN = regex(r"\b(?:its|their)\s$")
_IT_BEGAN = regex(
    r"(?:It|They)\s(?:(?:was|were)\s)?(?:first\s)?(?:opened|founded|established|launched|built|created|set\sup|began|"
    r"started|formed|inaugurated|published|completed)\b"
)
_OF_WHICH = regex(  # "the 200th anniversary of the school, which opened in 1825"
    r"\sof\s(?:the|its|their)\s(?:(?!re|death|birth|end|fall)[\w'’-]+\s){0,2}(?!re|death|birth|end|fall)[\w'’-]+(?<!ing),\s"
    r"(?:which\s(?:was\s|were\s)?)?(?:first\s)?(?:opened|founded|established|launched|built|created|set\sup|began|formed|"
    r"completed|inaugurated|published)\s(?:[\w'’-]+\s){0,4}?(?:in|on)\s(?:[\w,]+\s){0,3}"
)
_BORN = regex(r"\b[Bb]orn\b")
_PRONOUN = regex(r"^(?:It|They|He|She|The|This|Its|Their|His|Her)\b")


def check(context: Context) -> Iterator[Finding]:
    document, text = context.document, context.document.text
    low = text.lower()
    if not any(word in low for word in _CUES):
        return
    before = None
    for sentence in document.sentences:
        found = [
            *_NUMBERED.finditer(text, sentence.start, sentence.end),
            *_NAMED.finditer(text, sentence.start, sentence.end),
        ]
        if len(found) == 1:
            timing = find_timing(context, sentence.start, sentence.end, found[0].start())
            if timing is None and before is not None and _PRONOUN.match(text[sentence.start : sentence.end]):
                timing = find_timing(context, before, sentence.end, found[0].start())
            if timing is None:
                timing = _founded_after(context, sentence, found[0])
            told = _WHEN.search(text, max(found[0].start() - 14, sentence.start), found[0].start())
            if timing and (timing.certain or not told) and _is_of(text[: sentence.end], found[0], timing):
                yield from _judge(found[0], timing)
        before = sentence.start


def _founded_after(context: Context, sentence: Sentence, jubilee: re.Match[str]) -> Timing | None:
    """Return the timing of "celebrates its 75th anniversary this year. It opened in 1950 …"."""
    document, text = context.document, context.document.text
    following = document.sentences[sentence.index + 1 : sentence.index + 2]
    if (
        not following
        or following[0].block != sentence.block
        or not _ITS_OWN.search(text, sentence.start, jubilee.start())
    ):
        return None
    begun = _IT_BEGAN.match(text, following[0].start)
    if begun is None or years_in(text, sentence.start, sentence.end):
        return None
    return find_timing(context, sentence.start, following[0].end, jubilee.start())


def _is_of(text: str, match: re.Match[str], timing: Timing) -> bool:
    """Tell whether the jubilee is that of the first year, not of something or somebody else."""
    if match.groupdict().get("what", "").lower() == "birthday":
        born = _BORN.search(text, max(timing.first_start - 70, 0), timing.first_start)
        return bool(born) or bool(_ITS.search(text, max(match.start() - 5, 0), match.start()))
    of = _OF.match(text, match.end())
    if not of:
        return True
    if timing.first_start > match.end():
        if _OF_WHICH.fullmatch(text, match.end(), timing.first_start) and not FOUNDING_NOUN.search(of.group()):
            return True
        return not re.search(r"[;,.]\s", text[match.end() : timing.first_start])
    return bool(FOUNDING_NOUN.match(of["what"]))


def _judge(match: re.Match[str], timing: Timing) -> Iterator[Finding]:
    printed = match["nth"]
    named = _JUBILEES.get(printed.lower())
    counted = named or ordinal(printed)
    spans = [event - timing.first for event in timing.events]
    every = {timing.first, *timing.others, *timing.events}
    if counted is None or any(later - earlier == counted for earlier in every for later in every):
        return
    if not timing.certain and any(abs(span - counted) <= 1 for span in spans):
        return
    span = spans[0]
    start, end = match.span("nth")
    event, first = timing.events[0], timing.events[0] - counted
    arithmetic = f"{event} - {timing.first} = {span}"
    suggestions = [] if named else [
        Suggestion(start=start, end=end, replacement=ordinal_like(printed, span), why=arithmetic)
    ]  # fmt: skip
    if first:
        suggestions.append(
            Suggestion(
                start=timing.first_start, end=timing.first_end, replacement=str(first), why=f"{counted} years"
            )
        )  # fmt: skip
    yield Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR if timing.certain else Severity.WARNING,
        diagnosis=("age-date",),
        start=start,
        end=end,
        message=f"From {timing.first} to {event} it is {span} years, not {counted} ({arithmetic}).",
        suggestions=tuple(suggestions),
        evidence=(Evidence(kind="calendar", text=arithmetic),),
    )


RULE = Rule(
    code="DAT105",
    name="anniversary-mismatch",
    family="dates",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("age-date",),
)
