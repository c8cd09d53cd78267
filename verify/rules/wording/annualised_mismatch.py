"""A yearly rate that is not what the monthly or quarterly rate compounds to.

## What it checks
A change over a quarter, a month or a half year with its annualised rate beside it: "0.4 percent in the
quarter, an annualised 1.6 percent". The rate is compounded, (1 + r) to the power of the periods in a
year; simple multiplication is accepted too. "An annual rate" alone may mean year on year, so there only
the unconverted figure is flagged.

## Example
> Output grew 0.5 percent in the second quarter, an annual rate of 0.5 percent.

## Not flagged
> Output grew 0.5 percent in the second quarter, an annual rate of 2.0 percent; it was 1.1 percent larger
> than a year earlier.

## Rounding
Both rates are read with rounding and truncation: 0.4 percent a quarter is anything from 1.4 to 2.0
percent a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.interval import Interval
from claims.model import Kind, Quantity
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.house_style import format_like
from verify.rules.lines import HEDGE, Line, figure
from verify.rules.measures import plain, shown
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_ANNUAL = (
    r"(?P<how>(?:an |at an |or an )?annual(?:i[sz]ed)?(?: (?:rate|pace|growth rate"
    r"|growth|increase|rise))? of"
    r"|(?:an? |or an? )?annuali[sz]ed"
    r"|equivalent to(?: an annual(?:i[sz]ed)?(?: rate of)?)?|equal to|which (?:is"
    r"|was|would be|makes|amounts to|means|equals)|or) "
    rf"{HEDGE}{figure('year')}(?P<after>(?: (?:at|on) an annual(?:i[sz]ed)? (?:rate"
    r"|basis|pace)| (?:a|per) year| annuali[sz]ed| on an annual(?:i[sz]ed)? basis"
    r"| an? annual(?:i[sz]ed)? rate)?)"
)
_SENTENCE = regex(rf"{figure('part')}(?P<mid>[^;]{{0,120}}?)[,(–—-]? ?{_ANNUAL}")
_PERIODS = (
    (regex(r"\bquarter|three months|\bq[1-4]\b"), 4),
    (regex(r"\bmonth\b|\bmonthly\b|on the month"), 12),
    (regex(r"\bhalf[ -]year|first half|second half|six months"), 2),
    (regex(r"\bin the week|\ba week\b|weekly"), 52),
)
_YEAR_ON_YEAR = regex(r"\b(?:a year earlier|year on year|year-on-year|on the year|from a year" r"|than a year)\b")


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if len(line.figures) < 2:
            continue
        for match in _SENTENCE.finditer(line.shape):
            part, year = line.figure(match, "part"), line.figure(match, "year")
            if part is None or year is None or not _rates(part, year) or not _is_annualised(match):
                continue
            if any(q.kind is not Kind.DURATION for q in line.between(match.start("mid"), match.end("mid"))):
                continue
            count = _periods_a_year(line, match)
            if count is None or _YEAR_ON_YEAR.search(match.group("mid")):
                continue
            reach = _compound(plain(part), count).hull(plain(part).scaled(Decimal(count)))
            if reach.meets(year.lenient) or not (_sure(match) or year.value == part.value):
                continue
            yield _finding(part, year, count, reach)


def _rates(part: Quantity, year: Quantity) -> bool:
    limits = ((part, 50), (year, 1000))
    return all(q.unit == "percent" and q.value is not None and abs(q.value) < limit for q, limit in limits)


def _is_annualised(match: re.Match[str]) -> bool:
    how, after = match.group("how"), match.group("after")
    return "annual" in how or "annual" in after or (bool(after) and how.startswith(("equ", "which")))


def _sure(match: re.Match[str]) -> bool:
    """ "annualised" and "equivalent to … a year" can only mean the conversion."""
    words = match.group("how") + match.group("after")
    return "annuali" in words or words.startswith(("equivalent", "which would"))


def _periods_a_year(line: Line, match: re.Match[str]) -> int | None:
    """Return how many of the first rate's periods make a year, read from the words and dates after it."""
    near = match.group("mid")
    wide = line.shape[max(0, match.start() - 40) : match.start()]
    for text in (near, wide):
        for pattern, count in _PERIODS:
            if pattern.search(text):
                return count
        for number in re.findall(r"@(\d+)@", text):
            period = line.mentions[int(number)].period or ""
            words = line.mentions[int(number)].surface.lower()
            if "quarter" in words or re.search(r"\d-Q[1-4]$", period):
                return 4
            if "month" in words or re.search(r"\d-\d\d$", period):
                return 12
    return None


def _compound(rate: Interval, count: int) -> Interval:
    ends = [((1 + end / 100) ** count - 1) * 100 for end in (rate.lower, rate.upper) if end is not None]
    return Interval(min(ends), max(ends))


_SPANS = {12: "one month", 4: "one quarter", 2: "half a year"}


def _finding(part: Quantity, year: Quantity, count: int, reach: Interval) -> Finding:
    value = part.value if part.value is not None else Decimal(0)
    exact = ((1 + value / 100) ** count - 1) * 100
    simple = value * count
    places = Decimal(1).scaleb(-max(part.places, year.places))
    fixes = dict.fromkeys(format_like(year, number.quantize(places)) for number in (exact, simple))
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("annualised",),
        start=year.start,
        end=year.end,
        message=f"{part.surface} over {_SPANS.get(count, f'1/{count} of a year')} comes to {shown(exact, 1)} percent a "
        f"year, not {year.surface} "
        f"(anything from {shown(reach.lower or Decimal(0), 1)} to "
        f"{shown(reach.upper or Decimal(0), 1)} would fit).",
        quantities=(part.id, year.id),
        computed=reach,
        suggestions=tuple(
            Suggestion(start=year.start, end=year.end, replacement=f, why="compounded over a year") for f in fixes
        ),
        evidence=(Evidence(kind="arithmetic", text=f"(1 + {value}%)^{count} - 1 = {shown(exact, 2)}%"),),
    )


RULE = Rule(
    code="WRD106",
    name="annualised-mismatch",
    family="wording",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("annualised",),
)
