"""A rate printed with a count's scale word: 7.1 million for 7.1 percent.

## What it checks
The two ends of a change or of a comparison ("climbed to … from …", "…, compared with … a year ago") where
one is in percent and the other is a bare number of millions, thousands or billions whose digits are close
to the rate's.

## Example
> The jobless rate edged up to 5.4 million in May from 5.2 percent in April.

## Not flagged
> The number of jobless edged up to 5.4 million in May, 5.2 percent of the working population.

## Rounding
None. The digits of the two ends must be within a factor of two of each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import Quantity
from claims.patterns import regex
from verify.finding import Finding, Severity, Suggestion
from verify.house_style import with_percent
from verify.rules.lines import HEDGE, MENTION, WORD, Line, figure
from verify.rules.measures import is_count
from verify.rules.percent.people import is_people
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_BETWEEN = rf"(?:{MENTION})?,?"
_AT = r"\b(?:to|at|was|were|stood at|reached|hit) "
_AGAINST = r"(?:compared (?:with|to)|against|versus|higher than|lower than|above|below) (?:the |its )?"
_PATTERNS = (
    regex(
        rf"{_AT}{HEDGE}{figure('a')}{_BETWEEN}(?: {WORD}){{0,2}}{_BETWEEN},? (?:up "
        r"|down )?from (?:the |a revised )?"
        rf"{HEDGE}{figure('b')}"
    ),
    regex(rf"\bfrom {HEDGE}{figure('a')}{_BETWEEN} to {HEDGE}{figure('b')}"),
    regex(rf"{_AT}{HEDGE}{figure('a')}{_BETWEEN},? {_AGAINST}{HEDGE}{figure('b')}"),
)
_HUNDRED = Decimal(100)
_PEOPLE_OF = regex(rf"{figure('a')} of (?P<noun>{WORD})(?! (?:the|all|these|those))")
_OF = regex(r"^ ?(?:of|[a-z]+ of)\b")


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if not line.figures:
            continue
        yield from _bare_share(line)
        for pattern in _PATTERNS:
            for match in pattern.finditer(line.shape):
                a, b = line.figure(match, "a"), line.figure(match, "b")
                if a is None or b is None or not _twins(a, b):
                    continue
                count, rate = (b, a) if a.unit == "percent" else (a, b)
                if _OF.match(line.shape[match.end() :]) or count.noun:
                    continue
                yield _finding(count, rate)


def _bare_share(line: Line) -> Iterator[Finding]:
    """ "12 million of households": a count takes no "of" before a bare plural, a percentage does."""
    for match in _PEOPLE_OF.finditer(line.shape):
        count, noun = line.figure(match, "a"), match.group("noun")
        if count is None or count.value is None or not is_count(count) or not count.scale_text or not is_people([noun]):
            continue
        if count.value / count.scale < _HUNDRED and count.surface.lower().endswith(count.scale_text.lower()):
            message = f'"{count.surface} of {noun}" is worded as a share, and a share is in percent.'
            yield _report(count, message, "percent", ())


def _twins(a: Quantity, b: Quantity) -> bool:
    """One is in percent, the other a bare number with a scale word, and the digits are near each other."""
    if [q.unit == "percent" for q in (a, b)].count(True) != 1 or a.value is None or b.value is None:
        return False
    count, rate = (b, a) if a.unit == "percent" else (a, b)
    if count.value is None or rate.value is None or rate.value <= 0:
        return False
    if not is_count(count) or count.scale == 1 or (count.style == "words" and not count.scale_text):
        return False
    ratio = count.value / count.scale / rate.value
    return 0.5 <= ratio <= 2


def _finding(count: Quantity, rate: Quantity) -> Finding:
    message = (
        f"{count.surface} is set against {rate.surface}: a count and a rate cannot be "
        "compared, and the digits "
        "suggest that both are rates."
    )
    word = "%" if rate.surface.endswith("%") else "per cent" if rate.surface.endswith("per cent") else "percent"
    return _report(count, message, word, (rate.id,))


def _report(count: Quantity, message: str, word: str, others: tuple[str, ...]) -> Finding:
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("rate-as-count",),
        start=count.start,
        end=count.end,
        message=message,
        quantities=(count.id, *others),
        suggestions=(
            Suggestion(
                start=count.start,
                end=count.end,
                replacement=with_percent(count, word),
                why="a rate is in percent",
            ),
        ),
    )


RULE = Rule(
    code="WRD111",
    name="rate-as-count",
    family="wording",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("rate-as-count",),
)
