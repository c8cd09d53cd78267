"""A multiple in words that the two counts beside it do not give.

## What it checks
"three times more often than", "a fourfold increase", "rose fivefold", with exactly two comparable counts
in the sentence. "Three times more" is read both ways, as three times as many and as four; "a fourfold
increase" too. Only where neither reading fits is it a warning; where only "as many" fits it is a note of
style.

## Example
> Cyclists were stopped four times more often than drivers: 360 cyclists were stopped in the week, and 180
> drivers.

## Not flagged
> Cyclists were stopped twice as often as drivers: 360 cyclists were stopped in the week, and 180 drivers.

## Rounding
The ratio of the counts is an interval from their rounding; the multiple has the slack of speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.interval import Interval
from claims.model import Hedge, Kind, Quantity
from claims.patterns import found_by, regex
from verify.directions import cased
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.lines import WORD, Line, figure
from verify.rules.measures import alike, is_count, is_money, plain, shown
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_MORE = regex(
    rf"{figure('n')} (?P<adj>more|higher|larger|bigger|greater|longer|faster|heavier"
    r"|likelier|costlier|taller|dearer)"
    rf"(?P<what>(?: {WORD}){{0,3}}?) than\b"
)
_MORE_BARE = regex(
    rf"{figure('n')} (?P<adj>more) (?P<what>likely|often|frequently|common|expensive|popular)\b(?! than)"
)
_FOLD = regex(
    rf"(?P<lead>an? )?{figure('n')}(?P<gap> |-)(?P<noun>increase|rise|jump|growth"
    r"|surge|leap|decrease|drop|decline|fall|reduction)\b"
)
_BASE = {
    "higher": "high", "larger": "large", "bigger": "big", "greater": "great", "longer": "long",
    "faster": "fast", "heavier": "heavy", "likelier": "likely", "costlier": "costly", "taller": "tall",
    "dearer": "dear",
}  # fmt: skip
_SMALL = dict(enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 2))
_TIMES = {n: "twice" if n == 2 else f"{word} times" for n, word in _SMALL.items()}
_FOLDS = {n: f"{word}fold" for n, word in _SMALL.items()}
_SLACK = Decimal("0.05")
_ADVERBS = frozenset(
    [
        "often",
        "likely",
        "frequently",
        "common",
        "commonly",
        "expensive",
        "costly",
        "dangerous",
        "popular",
        "efficient",
        "deadly",
    ]
)


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if not any(q.kind is Kind.MULTIPLE for q in line.figures):
            continue
        for pattern in (_MORE, _MORE_BARE, _FOLD):
            for match in pattern.finditer(line.shape):
                multiple = line.figure(match, "n")
                pair = None if multiple is None else _counts(line, multiple)
                if multiple is None or multiple.kind is not Kind.MULTIPLE or pair is None:
                    continue
                finding = _judge(context, line, match, multiple, pair)
                if finding is not None:
                    yield finding


def _counts(line: Line, multiple: Quantity) -> tuple[Quantity, Quantity] | None:
    """Return the two figures of one unit that the sentence has beside the multiple, larger first."""
    others = [q for q in line.figures if q.id != multiple.id and q.value is not None and _is_amount(q)]
    others = list({(q.value, q.unit): q for q in others}.values())
    if len(others) != 2 or not alike(*others):
        return None
    high, low = sorted(others, key=lambda q: q.value or Decimal(0), reverse=True)
    return high, low


def _is_amount(q: Quantity) -> bool:
    change = q.kind in (Kind.DURATION, Kind.AGE, Kind.RANK, Kind.GROWTH_RATE, Kind.ORDINAL_EDITION)
    positive = q.value is not None and q.value > 0
    return positive and not change and (is_count(q) or is_money(q) or q.kind is Kind.LEVEL)


def _judge(
    context: Context, line: Line, match: re.Match[str], multiple: Quantity, pair: tuple[Quantity, Quantity]
) -> Finding | None:
    high, low = pair
    ratio = plain(high) / plain(low)
    if (
        multiple.value is None
        or multiple.hedge not in (Hedge.EXACT, Hedge.APPROX)
        or ratio.lower is None
        or ratio.upper is None
    ):
        return None
    reach = Interval(ratio.lower * (1 - _SLACK), ratio.upper * (1 + _SLACK))
    as_many = multiple.lenient.meets(reach)
    one_more = (multiple.lenient + Interval.point(1)).meets(reach)
    if one_more or (as_many and found_by(match, _FOLD)):
        return None
    times = (high.value or Decimal(0)) / (low.value or Decimal(1))
    start, end = line.span(match)
    fixes = tuple(_fixes(context, line, match, times, multiple if as_many else None))
    said = context.document.text[start:end]
    message = f'{high.surface} is {shown(times)} times {low.surface}; "{said}" '
    message += (
        'is better worded "times as": strictly it says one time more.'
        if as_many
        else "fits neither as a multiple nor as an increase."
    )
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.NOTE if as_many else Severity.WARNING,
        diagnosis=("times-more",),
        start=start,
        end=end,
        message=message,
        quantities=(multiple.id, high.id, low.id),
        computed=ratio,
        suggestions=fixes,
        evidence=(Evidence(kind="arithmetic", text=f"{high.surface} / {low.surface} = {shown(times, 2)}"),),
    )


def _fixes(
    context: Context, line: Line, match: re.Match[str], times: Decimal, keep: Quantity | None
) -> Iterator[Suggestion]:
    whole = int(times.to_integral_value())
    near = abs(times - whole) <= times * _SLACK
    start, end = line.span(match)
    printed = context.document.text[start:end]
    why = "the counts give it"
    if found_by(match, _FOLD):
        if near and whole in _FOLDS:
            lead = match.group("lead") or ""
            words = f"{lead}{_FOLDS[whole]} {match.group('noun')}"
            yield Suggestion(start=start, end=end, replacement=cased(words, printed), why=why)
        return
    if not near or whole not in _TIMES:
        return
    adjective, what = match.group("adj"), match.group("what").strip()
    if adjective == "more" and what.split(" ")[0] in _ADVERBS:
        words = f"{_TIMES[whole]} as {what}" + ("" if found_by(match, _MORE_BARE) else " as")
    elif adjective == "more":
        words = f"{_TIMES[whole]} as many {what} as" if what else f"{_TIMES[whole]} as many as"
    else:
        words = f"{_TIMES[whole]} as {_BASE[adjective]}{' ' + what if what else ''} as"
    yield Suggestion(start=start, end=end, replacement=cased(words, printed), why=why)


RULE = Rule(
    code="WRD110",
    name="times-more",
    family="wording",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("times-more", "multiple"),
)
