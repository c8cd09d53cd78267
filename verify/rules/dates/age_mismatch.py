"""An age that the dates of birth and of the event do not give.

## What it checks
A sentence with one date of birth and an age: at death, at another dated event, or at publication ("Lena
Moor, 44, who was born in March 1994"). A sentence that goes on with "He was 72" belongs to it, and one with
"She died in 2014, aged 83"; so does "He was born in 1932" after a death. A person named with an age in one
sentence and with a year of birth in another. Two ages of one person with their dates: "31 in 2002 … in 2021
he was 50", "she is 46 now". Two persons and what lies between them: "at 57, six years younger than her
63-year-old brother".

## Example
Published: 2022-11-10
> The sculptor Adam Reyk, who was born on 9 March 1940, died on Tuesday at the age of 84.

## Not flagged
Published: 2022-11-10
> The sculptor Adam Reyk, who was born on 9 December 1940, died on Tuesday at the age of 81.

## Rounding
With full dates the age is exact. Where only a year is printed, the birthday may or may not have been
reached, and both ages pass; between two persons a year either way passes too. Hedged ages ("about 80") and
ages beside a relative are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from claims import period as periods
from claims.model import PeriodMention
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.dates.age_gap import AgeGap, age_gaps
from verify.rules.dates.ages_apart import LaterAge, age_now, born_by_age, both_ages, later_age
from verify.rules.dates.ages_beside import ages_beside
from verify.rules.dates.ages_named import named_ages
from verify.rules.dates.lifetime import RELATIVES, Birth, Span, age_between, births, mentions_in, span_of
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import NUMBER, cardinal, like

__all__ = ["RULE", "check"]

_AGE_THEN = regex(  # the age at an event
    rf"\b(?:at\s(?:the\s)?age\s(?:of\s)?|aged\s|turned\s|(?:[Hh]e|[Ss]he|[A-Z][a-z]+|\))\swas\s(?:just\s|"
    rf"only\s|then\s)?(?=\S+\swhen\b|\S+[.,])|(?<=\d{{4}}\s)at\s(?=\d\d[.,;])|"
    rf"died\sat\s)(?P<n>{NUMBER})\b"
    r"(?!\s?(?:percent|%|years\s(?:in|later|after|before)|[-–]\d|:\d|months|weeks|days|"
    r"when\s\S+(?:\s\S+){0,2}\swas\sborn))",
    re.I,
)
_AGE_NOW = regex(
    rf"(?<=[a-z]),\s(?P<n>\d\d?)(?=,\s|\),)|\b(?P<n2>{NUMBER})[- ]years?[- ]old\b|"
    r"\d\d\d\d,?\s(?:and\s)?(?:is\s)?now\s(?P<n3>\d\d)(?=[,.;]|\s(?:and|but)\b)"
)
_NOW_IS = regex(rf"^(?:He|She)\s(?:was|is)\s(?P<n>{NUMBER})(?=\s*[.,;]|\s(?:years\sold|and|when\s(?:he|she)\sdied)\b)")
_DEATH = regex(r"\b(?:died|dies|dead|death|passed away|killed)\b", re.I)
_PRONOUN = regex(r"(?:He|She|His|Her)\b")
_DEATH_OF_ONE = regex(r"(?:He|She)\s(?:\w+\s)?(?:died|passed away|was killed)\b")
_BORN_HE = regex(r"(?:He|She)\swas\sborn\b|Born\b[^.;]{4,60},\s(?:he|she)\s")
_DIED_AGED = regex(r"\b(?:died|dies|passed away|was killed)\b")
_THAN = regex(r"(?:older|younger|junior|senior|apart)\b")
_HEDGED = regex(
    r"\b(?:about|around|some|nearly|almost|over|under|least|than|roughly|early|mid|late|only until)\s$", re.I
)
_ANOTHER = regex(r"\b(?:and|then|later|but|before|after|while|until|again)\b|;")
_DATED = ("date", "period", "weekday", "relative")
_FRESH = timedelta(days=21)  # an undated death is news of the last weeks


@dataclass(frozen=True, slots=True)
class _Age:
    start: int
    end: int
    text: str
    value: int
    now: bool  # the age at publication


def check(context: Context) -> Iterator[Finding]:
    document, text = context.document, context.document.text
    for at, sentence in enumerate(document.sentences):
        born = births(text, context.mentions, sentence.start, sentence.end)
        if not born:
            yield from _two_ages(context, at)
        if len(born) != 1 or RELATIVES.search(text, max(born[0].word - 40, sentence.start), born[0].word):
            continue
        end, after = sentence.end, None
        if at + 1 < len(document.sentences):
            following = document.sentences[at + 1]
            after = _NOW_IS.match(text[following.start : following.end])
            if after:
                end = following.end
        ages = _ages(text, sentence.start, end)
        if len(ages) == 1:
            yield from _judge(context, born[0], ages[0], sentence.start, end)
        if not after:
            yield from _death_after(context, born[0], at)
            yield from _death_before(context, born[0], at)
    yield from _by_name(context)
    if _THAN.search(text):
        yield from (_gap_finding(gap) for s in document.sentences for gap in age_gaps(text, s.start, s.end))


def _death_after(context: Context, born: Birth, at: int) -> Iterator[Finding]:
    """Judge the age at death in one of the next two sentences: "She died there in 2014, aged 83"."""
    document, text = context.document, context.document.text
    for following in document.sentences[at + 1 : at + 3]:
        if following.block != document.sentences[at].block or not _PRONOUN.match(text, following.start):
            return
        if _DEATH_OF_ONE.match(text, following.start) and not RELATIVES.search(text, following.start, following.end):
            ages = _ages(text, following.start, following.end)
            if len(ages) == 1:
                yield from _judge(context, born, ages[0], following.start, following.end)
            return


def _death_before(context: Context, born: Birth, at: int) -> Iterator[Finding]:
    """Judge the age at death in the sentence before "He was born in Utrecht on 12 May 1932"."""
    document, text = context.document, context.document.text
    sentence = document.sentences[at]
    if not _BORN_HE.match(text, sentence.start):
        return
    deaths = [s for s in document.sentences[max(at - 4, 0) : at] if _DIED_AGED.search(text, s.start, s.end)]
    between = text[deaths[-1].end : sentence.start] if deaths else ""
    if len(deaths) != 1 or RELATIVES.search(between) or RELATIVES.search(text, deaths[0].start, deaths[0].end):
        return
    ages = _ages(text, deaths[0].start, deaths[0].end)
    if len(ages) == 1:
        yield from _judge(context, born, ages[0], deaths[0].start, deaths[0].end)


def _by_name(context: Context) -> Iterator[Finding]:
    """Judge ages at publication by births that other sentences tell, unless another year of the story fits."""
    published = context.document.published
    if published is None:
        return
    now = (published - _FRESH, published)
    for age in named_ages(context.document, context.mentions):
        low, high = age_between(age.born.span, now)
        years = {y for m in context.mentions if m.absolute and (y := periods.year_of(m.period)) is not None}
        elsewhen = any(y - age.born.span[0].year - age.value in (0, 1) for y in years)
        if not low <= age.value <= high and not elsewhen and high > 0:
            printed = _Age(age.start, age.end, age.text, age.value, now=True)
            yield replace(_finding(age.born, printed, low, high, now), severity=Severity.WARNING)


def _two_ages(context: Context, at: int) -> Iterator[Finding]:
    """Judge a second age by the first and the dates of both: "19 in May 1984 … in May 2021, she was 56"."""
    document, text = context.document, context.document.text
    sentence = document.sentences[at]
    place = sentence.start, sentence.end
    now = (document.published - _FRESH, document.published) if document.published else None
    both = now and next(
        (b for read in (both_ages, ages_beside) if (b := read(text, context.mentions, *place, now)) is not None), None
    )
    if both:
        low, high = age_between(both[0].span, both[1].event)
        if not low <= both[1].value <= high:
            yield _finding(both[0], _later(text, both[1]), low, high, both[1].event)
        return
    born = born_by_age(text, context.mentions, sentence.start, sentence.end)
    if born is None:
        return
    for other in document.sentences[at : at + 2]:
        first = born.end if other is sentence else other.start
        age = later_age(text, context.mentions, first, other.end) if other.block == sentence.block else None
        if age is None and other.block == sentence.block and now is not None:
            age = age_now(text, first, other.end, now)
        if age is None or age.event[0] <= born.span[1]:
            continue
        low, high = age_between(born.span, age.event)
        if not low <= age.value <= high:
            yield _finding(born, _later(text, age), low, high, age.event)
        return


def _later(text: str, age: LaterAge) -> _Age:
    return _Age(age.start, age.end, text[age.start : age.end], age.value, now=False)


def _ages(text: str, start: int, end: int) -> list[_Age]:
    found: dict[int, _Age] = {}
    for pattern, now in ((_AGE_THEN, False), (_AGE_NOW, True)):
        for match in pattern.finditer(text, start, end):
            group = match.lastgroup or "n"
            value = cardinal(match[group])
            before = text[max(match.start(group) - 14, start) : match.start(group)]
            if value is None or not 0 < value < 120 or _HEDGED.search(before):
                continue
            if RELATIVES.search(text, max(match.start() - 30, start), match.end()):
                return []
            found.setdefault(match.start(group), _Age(match.start(group), match.end(group), match[group], value, now))
    return list(found.values())


def _judge(context: Context, born: Birth, age: _Age, start: int, end: int) -> Iterator[Finding]:
    events = _events(context, born, age, start, end)
    spans = [age_between(born.span, event) for event in events]
    if not spans or any(low <= age.value <= high for low, high in spans):
        return
    low, high = spans[0]
    if high >= 0:
        yield _finding(born, age, low, high, events[0])


def _finding(born: Birth, age: _Age, low: int, high: int, event: Span) -> Finding:
    right = f"{high}" if low >= high else f"{low} {'or' if high == low + 1 else 'to'} {high}"
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR,
        diagnosis=("digit-typo", "age-date") if _one_digit(age.value, range(max(low, 0), high + 1)) else ("age-date",),
        start=age.start,
        end=age.end,
        message=f"Somebody born {born.dated} is {right} on that date, not {age.value}.",
        explanation=f"The event lies between {event[0]} and {event[1]}.",
        suggestions=tuple(
            Suggestion(start=age.start, end=age.end, replacement=like(age.text, n), why="the age that the dates give")
            for n in _likeliest(max(low, 0), high)
        ),
        evidence=(Evidence(kind="calendar", text=f"{born.text} to {event[1]}: {right} years"),),
    )


def _gap_finding(gap: AgeGap) -> Finding:
    older, younger = max(gap.ages), min(gap.ages)
    arithmetic = f"{older} - {younger} = {gap.right}"
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR,
        diagnosis=("age-date",),
        start=gap.start,
        end=gap.end,
        message=f"Between {younger} and {older} lie {gap.right} years, not {gap.told}.",
        suggestions=(Suggestion(start=gap.start, end=gap.end, replacement=like(gap.text, gap.right), why=arithmetic),),
        evidence=(Evidence(kind="calendar", text=arithmetic),),
    )


def _likeliest(low: int, high: int) -> list[int]:
    """Return up to three ages, the greatest first; of three, the one in the middle: one birthday a year."""
    ages = list(range(high, low - 1, -1))[:3]
    return [ages[1], ages[0], ages[2]] if len(ages) == 3 else ages


def _one_digit(printed: int, fitting: range) -> bool:
    """Tell whether one digit changed makes the age right."""
    return any(
        len(str(n)) == len(str(printed)) and sum(a != b for a, b in zip(str(n), str(printed), strict=True)) == 1
        for n in fitting
    )


def _events(context: Context, born: Birth, age: _Age, start: int, end: int) -> list[Span]:
    """Return when the age is said to have been reached, the likeliest first; nothing where it is open."""
    text, published = context.document.text, context.document.published
    now = (published - _FRESH, published) if published else None
    if born.death:
        return [born.death] if _DEATH.search(text, start, max(end, age.end)) else []
    if age.now:
        return [now] if now else []
    others = [
        (m, span)
        for m in mentions_in(context.mentions, start, max(end, age.end))
        if m.start != born.start and m.type in _DATED and m.relation in ("at", "by")
        and (span := span_of(m)) and span[0] >= born.span[0] and _attached(text, m, age)
    ]  # fmt: skip
    death = _DEATH.search(text, start, end)
    if not others:
        return [now] if now and (death or text[age.start - 8 : age.start - 1].lower().endswith("is")) else []
    others.sort(key=lambda o: max(age.start - o[0].end, o[0].start - age.end))
    if death:
        others.sort(key=lambda o: not death.end() <= o[0].start)
    return [span for _, span in others]


def _attached(text: str, event: PeriodMention, age: _Age) -> bool:
    """Tell whether nothing between an event's date and the age begins another event."""
    between = text[event.end : age.start] if event.end <= age.start else text[age.end : event.start]
    return not _ANOTHER.search(between)


RULE = Rule(
    code="DAT104",
    name="age-mismatch",
    family="dates",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("age-date", "digit-typo"),
)
