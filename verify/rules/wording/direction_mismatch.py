"""A verb that says up where the two figures go down, or the reverse.

## What it checks
Two figures of one unit in a "from … to …", "to … from …", "up from …" or "compared with …" construction,
and the word that says which way they went. The word must agree with the figures for at least one honest
reading of them.

## Example
> Published: 2025-03-06
> Library loans fell to 8,930 in 2024 from 8,120 the year before.

## Not flagged
> Published: 2025-03-06
> Library loans rose to 8,930 in 2024 from 8,120 the year before, while reservations fell to 410 from 520.

## Rounding
Both figures are read with rounding and truncation; only figures that cannot meet are compared. Ranks,
race times, exchange rates and negative values are left alone: there "up" may mean a smaller number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.interval import Interval
from claims.model import Kind, Quantity
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.directions import direction_of, opposite
from verify.rules.lines import HEDGE, MENTION, WORD, Line, figure
from verify.rules.measures import alike, apart, plain, slip
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "change_pairs", "check"]

_ADVERB = r"(?: (?:\w+ly|again|further|back|up|down|only|slightly|only slightly|year on year|on the year),?)?"
_RATE = r"(?:,? (?:by )?(?:an? )?#\d+#,?(?: (?:or|and) #\d+#,?)?)?"
_BETWEEN = rf"(?:{MENTION})?,?"
_TO_FROM = (
    rf"{_ADVERB}{_BETWEEN}{_RATE}{_BETWEEN},? to {HEDGE}{figure('new')}"
    rf"(?: {WORD}){{0,3}}{_BETWEEN} from {HEDGE}{figure('old')}"
)
_FROM_TO = (
    rf"{_ADVERB}{_RATE}{_BETWEEN},? from {HEDGE}{figure('old')}"
    rf"(?: {WORD}){{0,3}}?{_BETWEEN} to {HEDGE}{figure('new')}"
)
_VERB = re.compile(rf"\b(?P<word>{WORD})(?:{_TO_FROM})")
_VERB_FROM = re.compile(rf"\b(?P<word>{WORD})(?:{_FROM_TO})")
_UP_FROM = re.compile(
    rf"{figure('new')}(?P<gap>[^#;:]{{0,60}}?),? \(?(?P<word>up|down|higher|lower),? "
    rf"(?:from|on) {HEDGE}{figure('old')}"
)
_NOUN = re.compile(rf"\b(?P<word>{WORD}),? from {HEDGE}{figure('old')}{_BETWEEN} to {HEDGE}{figure('new')}")

_FAR = Decimal(20)
_DENIED = re.compile(
    r"\b(?:not|never|without|failed to|neither|nor|no|did|cannot|if|instead of|rather than)\b|n't\b"
)
_TWISTED = re.compile(
    r"\b(?:dollar|euro|sterling|yen|yuan|rupee|lira|rouble|ruble|peso|rand|won"
    r"|currency|exchange rate|against the|per dollar"
    r"|record time|personal best|fastest|lap|handicap|seeding|ranking|ranked|place"
    r"|deficit of|loss of|losses of|shortfall of"
    r"|odds|minus|bond|bonds|yields?)\b"
)


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if len(line.figures) < 2:
            continue
        seen: set[int] = set()
        for match, new, old in change_pairs(line):
            finding = _judge(context, line, match, new, old)
            if finding is not None and finding.start not in seen:
                seen.add(finding.start)
                yield finding


def change_pairs(line: Line) -> Iterator[tuple[re.Match[str], Quantity, Quantity]]:
    """Yield (match, new value, old value) of every from-and-to construction of a line."""
    for pattern in (_VERB, _VERB_FROM, _UP_FROM, _NOUN):
        for match in pattern.finditer(line.shape):
            new, old = line.figure(match, "new"), line.figure(match, "old")
            if new is not None and old is not None and alike(new, old):
                yield match, new, old


def _judge(
    context: Context, line: Line, match: re.Match[str], new: Quantity, old: Quantity
) -> Finding | None:
    word = match.group("word")
    says = direction_of(word, "verbs") or direction_of(word, "nouns", "adverbs")
    goes = apart(new, old)
    if not says or not goes or says == goes or not _plain_levels(new, old):
        return None
    before = line.shape[max(0, match.start() - 40) : match.start("word")]
    if _DENIED.search(before[-22:]) or _TWISTED.search(line.shape):
        return None
    if not _rate_agrees(line, new, old):
        return None
    if (
        word in ("up", "down", "higher", "lower")
        and "gap" in match.re.groupindex
        and new.direction
        and new.kind not in (Kind.LEVEL, Kind.COUNT, Kind.SHARE, Kind.RATIO)
    ):  # "fell 3 percent, up from 2 percent": two changes, not two levels
        return None
    start, end = line.span(match, "word")
    printed = context.document.text[start:end]
    other = opposite(printed, "verbs") or opposite(printed, "nouns", "adverbs")
    relation = "more" if goes > 0 else "less"
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR,
        diagnosis=("direction",),
        start=start,
        end=end,
        message=f'"{printed}" does not fit the figures: {new.surface} is {relation} than {old.surface}.'
        + (f' Did you mean "{other}"?' if other else ""),
        quantities=(new.id, old.id),
        suggestions=(Suggestion(start=start, end=end, replacement=other, why="the way the figures go"),)
        if other
        else (),
        evidence=(Evidence(kind="arithmetic", text=f"{old.surface} to {new.surface}"),),
    )


def _rate_agrees(line: Line, new: Quantity, old: Quantity) -> bool:
    """Where a rate of growth is printed too, the figures must give it: else a figure is wrong."""
    rates = [
        q
        for q in line.figures
        if q.kind is Kind.GROWTH_RATE and q.unit == "percent" and new.unit != "percent"
    ]
    if not rates:
        return slip(new, old) != "scale"
    if not old.value:
        return False
    change = ((plain(new) / plain(old)) - Interval.point(1)).scaled(Decimal(100))
    return any(q.lenient.meets(change) or q.lenient.meets(-change) for q in rates)


def _plain_levels(new: Quantity, old: Quantity) -> bool:
    skipped = (Kind.RANK, Kind.DURATION, Kind.AGE, Kind.ORDINAL_EDITION, Kind.MULTIPLE)
    positive = all(q.value is not None and q.value >= 0 for q in (new, old))
    if "elided-unit" in (new.flaw, old.flaw) and new.value and old.value:  # from £900 to £1.2 million
        positive = positive and 1 / _FAR < new.value / old.value < _FAR
    return positive and all(q.kind not in skipped for q in (new, old))


RULE = Rule(
    code="WRD101",
    name="direction-mismatch",
    family="wording",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("direction",),
)
