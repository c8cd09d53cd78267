"""A multiple does not fit the two values.

## What it checks

`current = base * multiple` for doubled, tripled, halved, tenfold, 5.2 times.

## Example

> Visits to the lighthouse have tripled since spring, from 1,400 to 2,800.

## Not flagged

> Visits to the lighthouse have more than doubled since spring, from 1,400 to 2,950.

## Rounding

Multiples of speech have slack: a club that went from 2,100 to 4,100 may be said to have doubled. Hedges
narrow or widen it (nearly, more than).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from claims.model import Hedge, Quantity, Relation
from verify.diagnosis import Hypothesis, wanted
from verify.finding import Finding, Severity
from verify.rules.conflict import Teller, number, report
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each multiple that misses the two values."""
    yield from report(context, ("multiple_of",), _TELLER)


def _say(relation: Relation) -> str:
    multiple = relation.roles["multiple"][0].quantity
    current, base = relation.roles["current"][0].quantity, relation.roles["base"][0].quantity
    if not current.value or not base.value or multiple.value is None:
        return f"{current.surface} against {base.surface} does not fit “{multiple.surface}”"
    times = current.value / base.value
    made = f"{current.surface} is {_size(times)} {base.surface}"
    if multiple.direction == "down":  # "more than halved" leaves less than half
        return f"{made}, so “{_hedged(multiple)}” does not fit"
    if multiple.hedge is Hedge.MORE_THAN and times < multiple.value:
        return f"{made}, which is less than “{multiple.surface}”, not more"
    if multiple.hedge is Hedge.LESS_THAN and times > multiple.value:
        return f"{made}, which is more than “{multiple.surface}”, not less"
    return f"{made}, so “{multiple.surface}” does not fit"


def _hedged(multiple: Quantity) -> str:
    words = {Hedge.MORE_THAN: "more than ", Hedge.LESS_THAN: "less than "}
    return f"{words.get(multiple.hedge, '')}{multiple.surface}"


def _size(times: Decimal) -> str:
    if times >= 1:
        return f"{number(times, 1 if times < 10 else 0)} times"
    return f"{number(100 * times, 1)} percent of" if times > Decimal("0.001") else "next to nothing against"


_WORDS = {
    2: ("doubled", "doubling", "double", "twice", "twofold"),
    3: ("tripled", "tripling", "triple", "three times", "threefold"),
    4: ("quadrupled", "quadrupling", "quadruple", "four times", "fourfold"),
    5: ("quintupled", "quintupling", "quintuple", "five times", "fivefold"),
}


def _special(context: Context, relation: Relation) -> Iterable[Hypothesis]:
    multiple = relation.roles["multiple"][0].quantity
    target = wanted(relation, multiple)
    if target is None or target.middle is None:
        return
    nearest = int(target.middle.to_integral_value(rounding="ROUND_HALF_EVEN"))
    printed = next(
        ((n, forms.index(w)) for n, forms in _WORDS.items() for w in forms if multiple.surface.lower() == w),
        None,
    )
    if printed is not None and nearest in _WORDS and abs(target.middle - nearest) <= Decimal("0.15") * nearest:
        start, text, why = multiple.start, "", ""
        hedged = multiple.hedge_start is not None
        if nearest != printed[0]:
            text, why = _WORDS[nearest][printed[1]], "recalculated from the two values"
        elif multiple.hedge is Hedge.MORE_THAN and hedged:
            text, why = f"nearly {multiple.surface}", "it is a little less than that"
        elif multiple.hedge is Hedge.LESS_THAN and hedged:
            text, why = f"more than {multiple.surface}", "it is a little more than that"
        if text and nearest == printed[0] and multiple.hedge_start is not None:
            start = multiple.hedge_start
        if text:
            yield Hypothesis("multiple", multiple, start, multiple.end, text, why, 0.8)


_TELLER = Teller("multiple-mismatch", "ARI103", "multiple", _say, _special)
RULE = Rule(
    code="ARI103",
    name="multiple-mismatch",
    family="change",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("multiple", "scale", "magnitude-word-lost", "power-of-ten", "digit-typo", "teen-ty"),
)
