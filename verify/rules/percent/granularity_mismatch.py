"""A percentage that no whole count of the stated base gives.

## What it checks
"Of the seven patients, 45 percent recovered": three of seven are 42.9 percent and four are 57.1. Where
the base of a percentage is printed beside it and both stand without a hedge, some whole number of the
base must give the percentage (the GRIM test of scientific papers). The nearest percentages that a count
gives are offered.

## Example
> In a survey of 40 bakeries, 66 percent said flour had become dearer.

## Not flagged
> In a survey of 40 bakeries, 65 percent said flour had become dearer. In a survey of 1,200 bakers, 66
> percent of those who answered said so.

## Rounding
Rounded and truncated percentages pass. The base must be small for the printed decimals: up to 60 for
whole percents, 300 for one decimal, 2,000 for two; larger samples are usually weighted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal

from claims.model import Hedge, Quantity
from claims.patterns import found_by, regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.house_style import format_like
from verify.rules.lines import WORD, Line, figure
from verify.rules.measures import is_count, plain, shown
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_NOUNS = (
    r"(?: (?!(?:who|that|which|with|put|puts|at|growth|rose|fell|by|average|averaged"
    r"|forecast|saw|sees?|expects?)\b)"
    rf"{WORD}){{0,4}}"
)
_OF_THE = regex(
    rf"^\W{{0,3}}(?:of|among) (?:the|its|their|our|all|his"
    rf"|her)? ?{figure('n')}{_NOUNS}(?: (?:who|that|which|with"
    rf"|in)\b[^#;:]{{0,50}})?, {figure('p')}(?P<after>[^#]{{0,16}})"
)
_SURVEY = regex(
    r"\b(?:survey|poll|sample|study|trial|panel|questionnaire|test|review|audit"
    r"|inspection)s? (?:of|among|with|covering|involving) (?:the |its "
    rf"|all )?{figure('n')}{_NOUNS}"
    rf"(?: (?:in|at|from) (?:the )?[^#;:,]{{0,30}})?,? (?:found |showed |shows "
    rf"|finds |found that |showed that )?(?:that )?{figure('p')}(?P<after>[^#]{{0,16}})"
)
_ASKED = regex(
    r"\b(?:asked|surveyed|polled|interviewed|tested|examined|questioned|inspected) "
    rf"(?:the |all )?{figure('n')}{_NOUNS}"
    rf"[;,:.]? (?:and |of whom |of which )?(?:found (?:that )?)?{figure('p')}(?P<after>[^#]{{0,16}})"
)
_P_OF_N = regex(rf"{figure('p')} of (?:the |its |their |our |all " rf"|all the )?{figure('n')}(?P<after>[^#]{{0,16}})")
_OTHER_BASE = regex(
    r"^,? ?(?:of|among) (?:those|these|them|the|whom|women|men)\b|^ (?:more|less"
    r"|higher|lower|fewer|growth|increase|rise|drop|fall|points?|to be|inflation|in|a year)\b"
)
_PART_OF_A_NAME = regex(r"-|(?: [a-z-]+){1,2}(?:'s|s') [a-z]")  # 30-year-olds, the 12 ships' crews
_OTHER_NOUN = regex(r" of (?!them\b|respondents\b)")
_LOOSE = regex(
    r"\bweight(?:ed|ing)\b|\bmargin of error\b|\bon average\b|\b(?:median|mean|consensus"
    r"|forecasts?)\b|\b(?:about|around"
    r"|roughly|estimated)\b(?=[^#]{0,12}#)"
)
_LIMITS = {0: 60, 1: 300, 2: 2000}
_HUNDRED = Decimal(100)
_WINDOW = 200  # characters on either side that may say "weighted"
_HALF_A_PERSON = Decimal(50)  # percent of one


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if len(line.figures) < 2:
            continue
        seen: set[str] = set()
        for pattern in (_OF_THE, _SURVEY, _ASKED, _P_OF_N):
            for match in pattern.finditer(line.shape):
                n, p = line.figure(match, "n"), line.figure(match, "p")
                if n is None or p is None or p.id in seen or not _testable(line, match, n, p):
                    continue
                seen.add(p.id)
                finding = _judge(n, p)
                if finding is not None:
                    yield finding


def _testable(line: Line, match: re.Match[str], n: Quantity, p: Quantity) -> bool:
    if (
        p.unit != "percent"
        or p.style != "digits"
        or p.value is None
        or not 0 < p.value < _HUNDRED
        or p.hedge is not Hedge.EXACT
    ):
        return False
    whole = is_count(n) and n.value is not None and n.scale == 1 and n.places == 0 and n.hedge is Hedge.EXACT
    if not whole or n.value is None or not 2 <= n.value <= _LIMITS.get(p.places, 0):
        return False
    following = line.shape[match.end("p") + 1 :]
    if not found_by(match, _P_OF_N) and (_OTHER_BASE.match(following) or _OTHER_NOUN.match(following)):
        return False
    if _PART_OF_A_NAME.match(line.shape[match.end("n") + 1 :]):
        return False
    near = line.shape[max(0, match.start() - _WINDOW) : match.end() + _WINDOW]
    return _LOOSE.search(near) is None


def _judge(n: Quantity, p: Quantity) -> Finding | None:
    if n.value is None or p.value is None:
        return None
    below = (p.value * n.value / _HUNDRED).to_integral_value(rounding=ROUND_FLOOR)
    reachable = [(k, _HUNDRED * k / n.value) for k in (below, below + 1, below + 2) if k <= n.value]
    if any(plain(p).contains(share) for _, share in reachable):
        return None
    value = p.value
    near = sorted(reachable[:2], key=lambda pair: abs(pair[1] - value))
    if below == 0 and value * n.value < _HALF_A_PERSON and (value * n.value) % 1 == 0:
        near = [(value * n.value, value * _HUNDRED)]  # a decimal left as a percentage: .02 for 2 percent
    place = Decimal(1).scaleb(-p.places)
    options = " and ".join(f"{shown(k, 0)} of {n.surface} is {shown(share, p.places + 1)}" for k, share in near)
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("granularity",) if near[0][1] != value * _HUNDRED else ("decimal-as-percent", "granularity"),
        start=p.start,
        end=p.end,
        message=f"No whole number of {n.surface} makes {p.surface}: {options} percent.",
        quantities=(p.id, n.id),
        suggestions=tuple(
            Suggestion(
                start=p.start,
                end=p.end,
                replacement=format_like(p, share.quantize(place)),
                why=f"{shown(k, 0)} of {n.surface}",
            )
            for k, share in near
        ),
        evidence=tuple(
            Evidence(kind="arithmetic", text=f"{shown(k, 0)} / {n.surface} = {shown(share, p.places + 1)}%")
            for k, share in near
        ),
    )


RULE = Rule(
    code="PCT202",
    name="granularity-mismatch",
    family="percent",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("granularity", "decimal-as-percent"),
)
