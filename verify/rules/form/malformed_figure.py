"""A figure that no house style prints: groups of four digits, two decimal points.

## What it checks
Figures whose grouping or decimal mark is broken ("6,5000,000", "12,4600", "1.2.4 percent"). The likely
repairs are offered, the one that fits the rest of the sentence first: a conversion to the larger coin, a
change between two levels, the size of a neighbouring figure.

## Example
> The library lent 31,2800 books in June, against 308,900 in May.

## Not flagged
> The library lent 312,800 books in June. The limit is 5,00,000 rupees; version 2.10.3 of the catalogue is
> in use.

## Rounding
None for the form; a repair is preferred where it meets the neighbouring figures under their rounding.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.interval import Interval
from claims.model import Kind, Quantity
from verify.finding import Finding, Severity, Suggestion
from verify.rules.form.repairs import repairs
from verify.rules.measures import is_count, is_money, plain
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_SAYS = {"grouping": "its digits are not in groups of three", "decimal-point": "it has two decimal points"}
_HUNDRED = Decimal(100)
_COINS = ("pennies", "pence", "cents", "cent coins", "penny coins", "kopecks", "paise", "centimes")
_SURE = 0.25
_GROUP = 3  # digits


def check(context: Context) -> Iterator[Finding]:
    for q in context.quantities:
        if q.flaw not in _SAYS or not _is_amount(context, q):
            continue
        numeral = q.surface[q.number_start - q.start : q.number_end - q.start]
        siblings = [o for o in _sentence(context, q) if o.id != q.id and o.value is not None and o.is_claim]
        options = [(text, Decimal(value)) for text, value in repairs(numeral)]
        options.sort(key=lambda option: _misfit(context, q, option[1], siblings))
        start, end = q.start, q.end
        yield Finding(
            rule=RULE.name,
            code=RULE.code,
            severity=Severity.ERROR,
            diagnosis=("malformed",),
            start=start,
            end=end,
            message=f"{q.surface} is not a number: {_SAYS[q.flaw]}"
            + (f"; {options[0][0]} was probably meant." if options else "."),
            quantities=(q.id,),
            suggestions=tuple(
                Suggestion(start=q.number_start, end=q.number_end, replacement=text, why="a repair of the digits")
                for text, _ in options[:3]
            ),
        )


def _is_amount(context: Context, q: Quantity) -> bool:
    """Tell a broken amount from a list ("the 10,11 and 12"), a decimal comma, a verse, a version or a section."""
    if q.flaw != "grouping":
        return bool(q.scale_text) or not is_count(q)
    numeral = q.surface[q.number_start - q.start : q.number_end - q.start]
    if context.document.text[q.number_end : q.number_end + 1] == "-":
        return False
    groups = numeral.partition(".")[0].split(",")[1:]
    if any(len(group) > _GROUP for group in groups):
        return True
    return bool(q.noun) or len(groups) > 1


def _sentence(context: Context, q: Quantity) -> list[Quantity]:
    sentence = context.document.sentence_at(q.start)
    return list(context.in_span(sentence.start, sentence.end))


def _misfit(context: Context, q: Quantity, value: Decimal, siblings: list[Quantity]) -> float:
    """Return how badly a repair fits: 0 for an equation that holds, then by the size of neighbours."""
    after = context.document.text[q.end : q.end + 30].lower()
    if any(coin in after for coin in _COINS):
        worth = [s for s in siblings if is_money(s)]
        if any(Interval.point(value / _HUNDRED).meets(s.lenient) for s in worth):
            return 0
    if (
        q.unit == "percent"
        or after.lstrip().startswith(("percent", "per cent", "%"))
        or "%" in q.surface
        or "percent" in q.surface
    ):
        levels = [s for s in siblings if s.unit != "percent" and s.kind in (Kind.LEVEL, Kind.COUNT, Kind.OTHER)]
        for new in levels:
            for old in levels:
                if new is not old and old.value and _change(new, old).contains(value):
                    return 0
        return _SURE
    others = [s.value for s in siblings if _same_sort(q, s) and s.value is not None and s.value > 0 and value > 0]
    distances = [abs(float((value / other).log10())) for other in others]
    return _SURE + min(distances) if distances else 2 * _SURE


def _change(new: Quantity, old: Quantity) -> Interval:
    rate = (plain(new) / plain(old) - Interval.point(1)).scaled(_HUNDRED)
    half = Decimal("0.05")
    low, high = sorted((abs(rate.lower or Decimal(0)), abs(rate.upper or Decimal(0))))
    return Interval(low - half / 10, high + half / 10)


def _same_sort(q: Quantity, other: Quantity) -> bool:
    return (is_count(q) and is_count(other)) or (q.unit == other.unit and q.unit != "")


RULE = Rule(
    code="FRM101",
    name="malformed-figure",
    family="form",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("malformed",),
)
