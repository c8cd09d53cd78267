"""More digits than the source can know: a rough estimate to the last person.

## What it checks
A figure of five or more significant digits that the sentence itself calls an estimate ("about 3,123,918",
"exactly 48,217, according to rough estimates"). A note of style.

## Example
> Roughly 48,217 people lined the route, by an estimate of the police.

## Not flagged
> Roughly 48,000 people lined the route, by an estimate of the police. The census counted 48,217 people.

## Rounding
Zeros at the end do not count as digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from claims.model import Hedge, Quantity
from claims.patterns import regex
from verify.directions import cased
from verify.finding import Finding, Severity, Suggestion
from verify.rules.lines import figure
from verify.rules.measures import is_count, is_money, shown
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_FIGURE = regex(
    r"(?P<word>exactly |precisely |about |around |roughly |some |approximately "
    rf"|an estimated |nearly |almost )?{figure('n')}"
)
_ROUGH = regex(
    r"\b(?:rough|roughly|crude|loose|guess\w*|ballpark"
    r"|back-of-the-envelope)\b(?: \w+){0,2}|\bestimates? (?:by|of|from) "
    r"(?:the )?(?:organi[sz]ers?|police|witnesses)\b"
)
_DIGITS = 5


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if not line.figures:
            continue
        rough = _ROUGH.search(line.shape) is not None
        for match in _FIGURE.finditer(line.shape):
            q = line.figure(match, "n")
            if q is None or not _fine(q):
                continue
            word = (match.group("word") or "").strip()
            hedged = (
                word in ("about", "around", "roughly", "some", "approximately", "an estimated")
                and q.hedge is Hedge.APPROX
            )
            if not hedged and not (rough and word in ("exactly", "precisely", "")):
                continue
            start = line.span(match, "word")[0] if word else q.start
            yield _finding(context, q, start, word)


def _fine(q: Quantity) -> bool:
    """A whole count or sum without a scale word, of five digits or more that are not zeros at the end."""
    if q.value is None or q.style != "digits" or q.places or q.scale != 1 or not (is_count(q) or is_money(q)):
        return False
    digits = format(abs(q.value), "f").split(".")[0].rstrip("0")
    return len(digits) >= _DIGITS


def _finding(context: Context, q: Quantity, start: int, word: str) -> Finding:
    value = abs(q.value or Decimal(0))
    place = Decimal(1).scaleb(value.adjusted() - 1)
    rounded = (value / place).quantize(Decimal(1), rounding=ROUND_HALF_UP) * place
    million = Decimal(10) ** 6
    sign = q.surface[: q.number_start - q.start]
    number = sign + (f"{shown(rounded / million)} million" if rounded >= million else shown(rounded, 0))
    hedge = "about" if word in ("exactly", "precisely", "") else word
    printed = context.document.text[start : q.end]
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.NOTE,
        diagnosis=("precision",),
        start=start,
        end=q.end,
        message=f"{q.surface} has {len(str(int(value)).rstrip('0'))} digits, more than an estimate can know.",
        quantities=(q.id,),
        suggestions=(
            Suggestion(
                start=start,
                end=q.end,
                replacement=cased(f"{hedge} {number}", printed),
                why="two digits of an estimate",
            ),
        ),
    )


RULE = Rule(
    code="FRM104",
    name="false-precision",
    family="form",
    since="0.1.0",
    severity=Severity.NOTE,
    check=check,
    diagnoses=("precision",),
)
