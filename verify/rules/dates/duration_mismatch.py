"""A length of time that its beginning and its end do not give.

## What it checks
Two ends of a span ("from 1998 to 2011", "began at 19:45 and ended at 21:30", "8 April to 29 April") and
the length that the text says of it ("for 15 years", "lasted an hour and 15 minutes", "four weeks", "in
five years"); "13 years later, in 2011"; "in 2018, 21 years after it was found in 1997"; "joined in 2009 and
left in 2023 after 14 years"; "a four-year term that ends in 2029"; "due in October 2011 … opened in October
2020, nine years late"; "last seen in 1949 … every 76 years … again in 2025". Counted from or to the day of
publication: "in 2010, twelve years ago", "in the 39 years since 1985", "wed in 1985 … married for 40 years",
"within five years, by 2031", "98 days to go to the opening on 12 June", a strike that "entered its 19th day". Seasons
("from 2015/16 to 2024/25, ten seasons") and minutes of a match are counted. Clock times run across midnight.
One length may be told twice: "148 minutes, or two hours and 28 minutes".

## Example
> The ferry left at 22:40 and arrived at 01:10, a crossing of three and a half hours.

## Not flagged
> The ferry left at 22:40 and arrived at 01:10, a crossing of two and a half hours.

## Rounding
Days, months and years may be counted with or without the last one, and bare years leave one year open
either way. A length in whole hours or weeks is good to half of one. "Nearly" and "more than" look one
way, "about" both. A term may begin up to a year after an election. Where another year of the story makes a
length right that is counted to the day of publication, that year is meant.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal

from claims import period as periods
from claims.model import PeriodMention
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.dates.attachment import Attachment, attached
from verify.rules.dates.counted import CUE, Miscount, miscounts
from verify.rules.dates.lateness import LATE_OR_EVERY, late_by, recurring
from verify.rules.dates.lifetime import mentions_in
from verify.rules.dates.nth_day import ITS_TIME, NTH, NthDay, nth_days
from verify.rules.dates.same_length import SameLength, same_lengths
from verify.rules.dates.spoken_duration import Duration, find_durations, written
from verify.rules.dates.time_span import TimeSpan, find_span, length_of_years
from verify.rules.dates.timeline import Timeline, from_end_to_end, read_timeline
from verify.rules.dates.told_between import told_between
from verify.rules.dates.told_later import told_later
from verify.rules.dates.told_until_now import told_until_now
from verify.rules.dates.years_instead import years_instead
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import like, ordinal_like

__all__ = ["RULE", "check"]

_LATER = regex(r"\s(?:later|afterwards),?\s(?:in|on)\s$")
_AGO = regex(r"\sago\b")
_IT_IS = regex(r"\b(?:[Ii]t is|[Ii]t's|[Ii]t has been|marks?|marking|celebrat\w+)\s(?:now\s|exactly\s|just\s)?$")
_SINCE = regex(r"\ssince\s(?:(?!(?:that|which|who|whose)\b)[^,;.\s]+\s){0,9}?(?:in|on)\s$")
_PAUSED = regex(
    r"\b(?:actual(?:ly)?|at rest|break|breaks|interrupt\w+|paus\w+|suspend\w+|halt\w*|"
    r"stopp(?!age|ed\s(?:work|production|printing))\w+|net of|"
    r"on and off|with gaps?|not counting|excluding)\b",
    re.I,
)
_CUE = regex(r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)\b", re.I)
_COMPOUND = regex(r"(?P<n>\S+)-(?P<u>[a-z]+)", re.I)
_WIDE = Decimal("0.2")
_MONTH_DAYS = Decimal("30.44")
_HALF_YEAR = 6  # months, from which on some would round what began in January up to a year more
_YEAR_DAYS = Decimal("365.25")


def check(context: Context) -> Iterator[Finding]:
    document, text = context.document, context.document.text
    previous: TimeSpan | None = None
    cued = {s.index for s in document.sentences if _CUE.search(text, s.start, s.end)}
    for sentence in document.sentences:
        start, end = sentence.start, sentence.end
        mentions = mentions_in(context.mentions, start, end)
        durations = find_durations(text, start, end) if sentence.index in cued else []
        span = find_span(text, mentions, start, end) if len(mentions) > 0 else None
        if span is None and previous is None and not durations:
            continue
        if _PAUSED.search(text, start, end):
            previous = span = None  # the time of work alone, without the break
        yield from (_retold(one) for one in same_lengths(text, durations, end))
        yield from _of_span(text, start, span, previous, durations)
        yield from _of_years(context, mentions, durations)
        previous = span
    yield from _told_apart(context)
    yield from _by_wording(context, cued)
    if ITS_TIME.search(text) and NTH.search(text):
        for s in document.sentences:
            found = nth_days(text, context.mentions, s.start, s.end, document.published)
            yield from (_reached(nth) for nth in found)
    if CUE.search(text):
        yield from (_miscounted(m) for s in document.sentences for m in miscounts(text, s.start, s.end))


def _by_wording(context: Context, cued: AbstractSet[int]) -> Iterator[Finding]:
    """Judge the lengths that a wording of one sentence, or of two that follow one another, says of two points."""
    document_text, published = context.document.text, context.document.published
    years: list[int] | None = None
    judged: set[int] = set()
    for line in _timelines(context, cued):
        if years is None:
            years = sorted({y for m in context.mentions if m.absolute and (y := periods.year_of(m.period)) is not None})
        told = (*told_between(line), *told_later(line, published), *told_until_now(line, published, years))
        for one in told:
            if one.duration.start in judged or any(_fits(one.duration, span) for span in one.spans):
                continue
            judged.add(one.duration.start)
            yield _finding(document_text, one.duration, Attachment(one.spans[0], one.loose, False))


def _timelines(context: Context, cued: AbstractSet[int]) -> Iterator[Timeline]:
    """Yield each sentence with the one before it, where there is a length and a point of time in the two."""
    document, text = context.document, context.document.text
    before = None
    for sentence in document.sentences:
        pair = [s for s in (before, sentence) if s is not None and s.block == sentence.block]
        before = sentence
        start, end = pair[0].start, sentence.end
        if cued.isdisjoint(s.index for s in pair):
            continue
        mentions = mentions_in(context.mentions, start, end)
        durations = [d for s in pair for d in find_durations(text, s.start, s.end)] if mentions else []
        line = read_timeline(text, mentions, durations, [(s.start, s.end) for s in pair]) if durations else None
        if line is not None and line.points:
            yield line


def _told_apart(context: Context) -> Iterator[Finding]:
    """Judge delays and returns whose dates stand in this sentence and the one before: "eight years late"."""
    text, sentences = context.document.text, context.document.sentences
    for before, sentence in itertools.pairwise((None, *sentences)):
        if sentence is None or not LATE_OR_EVERY.search(text, sentence.start, sentence.end):
            continue
        joined = before is not None and before.block == sentence.block
        start = before.start if before is not None and joined else sentence.start
        end = sentence.end
        after = next((s for s in sentences[sentence.index + 1 :][:1] if s.block == sentence.block), None)
        mentions, durations = mentions_in(context.mentions, start, end), find_durations(text, start, end)
        late = late_by(text, mentions, durations)
        if late is None and after is not None:
            end = after.end
            mentions, durations = mentions_in(context.mentions, start, end), find_durations(text, start, end)
        for told in (late, recurring(text, mentions, durations)):
            if told is not None and not _fits(told[0], told[1]):
                yield _finding(text, told[0], Attachment(told[1], False, False))


def _of_span(
    text: str, start: int, span: TimeSpan | None, previous: TimeSpan | None, durations: Sequence[Duration]
) -> Iterator[Finding]:
    """Judge the length said of the span of this sentence, or of the one before."""
    for duration in durations:
        how = attached(text, start, duration, span, previous)
        if how is not None and how.of_change and duration.hedge == "over":
            duration = replace(duration, hedge="")  # "up 30 percent over five years": no less, no more
        if how is not None and not _fits(duration, how.span):
            yield _finding(text, duration, how)
            return


def _fits(duration: Duration, span: TimeSpan) -> bool:
    if span.grain == "month" and duration.grain == "day":
        return _within_months(duration, span)
    lengths = [length for n in span.lengths for length in _converted(n, span, duration)]
    return not lengths or any(_near(duration, length) for length in lengths)


def _within_months(duration: Duration, span: TimeSpan) -> bool:
    """Tell whether days or weeks fit between two months whose days are not told: "112 days between April and July".

    The least is from the last day of the one to the first of the other, the most from the first day to the last.
    """
    months = min(span.lengths)
    least, most = max(months - 1, Decimal(0)) * _MONTH_DAYS, max(span.lengths) * _MONTH_DAYS
    slack = max(duration.slack, duration.value * _WIDE if duration.hedge else Decimal(0))
    if duration.hedge == "under":
        return least <= duration.value + slack
    if duration.hedge == "over":
        return most >= duration.value
    return least - slack <= duration.value <= most + slack


def _converted(length: Decimal, span: TimeSpan, duration: Duration) -> list[Decimal]:
    """Return the length in the measure of the duration; nothing where the two are worlds apart."""
    per = Decimal(1) if span.grain == duration.grain else {
        ("day", "month"): _MONTH_DAYS, ("day", "year"): _YEAR_DAYS, ("month", "year"): Decimal(12),
        ("year", "month"): Decimal(1) / 12, ("month", "day"): 1 / _MONTH_DAYS,
    }.get((span.grain, duration.grain))  # fmt: skip
    return [] if per is None else [length / per]


def _near(duration: Duration, length: Decimal) -> bool:
    slack = max(duration.slack, duration.value * _WIDE if duration.hedge else Decimal(0))
    if duration.grain in ("day", "month", "year") and duration.unit == 1:
        slack = max(slack, Decimal("0.75") if duration.grain != "day" else Decimal("0.5"))
    if duration.unit >= 10 and duration.grain == "year":
        slack = max(slack, duration.value * _WIDE)
    if duration.hedge == "under":
        return duration.value - slack <= length <= duration.value
    if duration.hedge == "over":
        return length >= duration.value
    return abs(length - duration.value) <= slack


def _of_years(context: Context, mentions: Sequence[PeriodMention], durations: Sequence[Duration]) -> Iterator[Finding]:
    """Judge "13 years later, in 2011" and "in 2010, twelve years ago"."""
    text, published = context.document.text, context.document.published
    years = [m for m in mentions if m.absolute and m.type in ("period", "date") and periods.year_of(m.period)]
    for duration in durations:
        if duration.grain != "year" or duration.unit != 1:
            continue
        after = next((m for m in years if m.start >= duration.end), None)
        before = [m for m in years if m.end <= duration.start]
        last = periods.year_of(after.period) if after else None
        if after and last and _LATER.fullmatch(text, duration.end, after.start) and before:
            firsts = [year for m in before if (year := periods.year_of(m.period))]
            spans = [_years(before[-1].start, after.end, year, last) for year in reversed(firsts)]
            if all(not _fits(duration, s) for s in spans):
                yield _finding(text, duration, Attachment(spans[0], False, False))
        elif published and len(years) == 1 and (_AGO.match(text, duration.end) or _since(text, years, duration)):
            near = [m for m in years if _beside(text, m, duration)] if _AGO.match(text, duration.end) else years
            year = periods.year_of(near[0].period) if len(near) == 1 else None
            if year and near[0].relation in ("at", "since"):
                both_counted = _years(near[0].start, near[0].end, year, published.year)
                span = from_end_to_end(both_counted)
                if not _fits(duration, span):
                    loose = published.month > _HALF_YEAR and _fits(duration, both_counted)
                    yield _finding(text, duration, Attachment(span, loose, False))


def _since(text: str, years: Sequence[PeriodMention], duration: Duration) -> bool:
    """Read "it is 40 years since the bridge was opened in 1974"."""
    before = _IT_IS.search(text, max(duration.start - 40, 0), duration.start)
    return bool(before and _SINCE.match(text, duration.end, years[0].start))


def _beside(text: str, mention: PeriodMention, duration: Duration) -> bool:
    if mention.end <= duration.start:
        return bool(re.fullmatch(r",?\s(?:\w+\s)?|\s\(", text[mention.end : duration.start]))
    return bool(re.fullmatch(r"\sago,?\s(?:in|on)\s", text[duration.end : mention.start]))


def _years(start: int, end: int, first: int, last: int) -> TimeSpan:
    return TimeSpan(start, end, "year", length_of_years(first, last), f"{first} to {last}")


def _finding(text: str, duration: Duration, how: Attachment) -> Finding:
    span = how.span
    honest = span.lengths[:2] if span.grain in ("day", "month") else span.lengths[:1]
    lengths = [_converted(n, span, duration)[0] for n in honest]
    rights = list(dict.fromkeys(right for n in lengths if (right := written(duration, n))))
    says = f"{lengths[0]:.1f} {duration.grain}s".replace(".0 ", " ")
    if rights and " " in rights[0]:
        says = rights[0][:1].lower() + rights[0][1:]
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING if how.loose else Severity.ERROR,
        diagnosis=("comparison-period", "duration") if how.of_change else ("duration",),
        start=duration.start,
        end=duration.end,
        message=f"From {span.text} is {says}, not {_plural(duration)}.",
        suggestions=(
            *(
                Suggestion(start=duration.start, end=duration.end, replacement=right, why=f"from {span.text}")
                for right in rights
            ),
            *years_instead(text, duration, span.text, lengths[0]),
        ),
        evidence=(Evidence(kind="calendar", text=f"{span.text}: {says}"),),
    )


def _miscounted(count: Miscount) -> Finding:
    right = like(count.text, count.right)
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR,
        diagnosis=("duration",),
        start=count.start,
        end=count.end,
        message=f"From {count.named} is {count.right} {count.unit}, not {count.told}.",
        suggestions=(Suggestion(start=count.start, end=count.end, replacement=right, why=f"from {count.named}"),),
        evidence=(Evidence(kind="calendar", text=f"{count.named}: {count.right} {count.unit}"),),
    )


def _retold(one: SameLength) -> Finding:
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR,
        diagnosis=("duration",),
        start=one.start,
        end=one.end,
        message=f"“{one.first}” is {one.right}, not {one.text}.",
        suggestions=(Suggestion(start=one.start, end=one.end, replacement=one.right, why=f"as long as {one.first}"),),
        evidence=(Evidence(kind="calendar", text=f"{one.first} = {one.right}"),),
    )


def _reached(nth: NthDay) -> Finding:
    right, reached = ordinal_like(nth.text, nth.right), f"{nth.reached.day} {nth.reached:%B %Y}"
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("duration",),
        start=nth.start,
        end=nth.end,
        message=f"Begun on {nth.begun}, it is in its {right} {nth.unit} on {reached}, not its {nth.text}.",
        suggestions=(Suggestion(start=nth.start, end=nth.end, replacement=right, why=f"from {nth.begun}"),),
        evidence=(Evidence(kind="calendar", text=f"{nth.begun} to {reached}: {right} {nth.unit}"),),
    )


def _plural(duration: Duration) -> str:
    """Return the length as printed, "six years" for the "six-year" of "a six-year term"."""
    match = _COMPOUND.fullmatch(duration.text)
    if match is None:
        return duration.text
    one = match["n"].lower() in ("a", "an", "one", "1")
    return f"{match['n']} {match['u']}{'' if one or match['u'].endswith('s') else 's'}"


RULE = Rule(
    code="DAT107",
    name="duration-mismatch",
    family="dates",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("duration", "comparison-period"),
)
