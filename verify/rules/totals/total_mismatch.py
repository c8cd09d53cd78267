"""The parts do not add up to the total.

## What it checks

`whole = part + part + …` where the wording lists all parts of a total, and `100 = share + share + …` where
shares cover a whole (a rest is named, or those with no opinion, or the sum is more than everything).

## Example

> The mill has 1,874 workers: 1,062 at the looms, 495 in dyeing and 371 in the office.

## Not flagged

> The mill has 1,874 workers, including 459 in dyeing and 371 in the office. Rainfall in the three
> weeks came to 22 litres, 23 litres and 26 litres, or 71 litres in all.

## Rounding

Each part may be off by half its last place, so k parts may miss the total by k halves. Lists that say they
are partial (including, among them) are only checked for parts larger than the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from claims.interval import Interval
from claims.model import Certainty, Relation, Term
from verify.diagnosis import Hypothesis, wanted
from verify.finding import Finding, Severity
from verify.reprinting import reprinted
from verify.rules.conflict import Teller, report
from verify.rules.rule import Context, Rule
from verify.rules.saying import amount, instead, listed, percent

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each total that its parts cannot make."""
    yield from report(context, ("sum",), _TELLER)


def _say(relation: Relation) -> str:
    terms = relation.roles["part"]
    parts = [t.quantity for t in terms]
    made = sum((t.quantity.value * t.multiplier for t in terms if t.quantity.value is not None), Decimal(0))
    if "whole" not in relation.roles and "shares" not in relation.tags:
        most = Decimal(relation.equation.split()[0])
        return f"{listed(parts)} add up to {amount(made, parts[0])}, more than {amount(most, parts[0])}"
    if "whole" not in relation.roles:
        return f"{listed(parts)} add up to {percent(made, parts[0])}, not {percent(Decimal(100), parts[0])}"
    whole = relation.roles["whole"][0]
    if "weighed" in relation.tags:  # a row of a league table; a list that counts "a cook" as well
        alone = relation.equation.partition(" + ")[2]
        fits = instead(Interval.point((made + Decimal(alone or 0)) / (whole.multiplier or 1)), whole.quantity)
        return f"{_weighed(terms)}{' + ' if alone else ''}{alone} makes {fits}"
    return f"{listed(parts)} add up to {instead(Interval.point(made / (whole.multiplier or 1)), whole.quantity)}"


def _weighed(terms: Sequence[Term]) -> str:
    """Write a sum whose terms do not count alike: "3 x 7 + 2", "21 - 9"."""
    told = ""
    for term in terms:
        size = f"{abs(term.factor)} x " if abs(term.factor) != 1 else ""
        sign = (" - " if term.factor < 0 else " + ") if told else ("-" if term.factor < 0 else "")
        told += f"{sign}{size}{term.quantity.surface}"
    return told


def _special(context: Context, relation: Relation) -> Iterable[Hypothesis]:
    """Offer, for shares that miss 100, each share as the rest of the others, the last one first."""
    if "whole" in relation.roles:
        if relation.certainty is Certainty.CERTAIN:
            yield from _outlier(relation)
        return
    if "shares" not in relation.tags:
        return
    parts = [t.quantity for t in relation.roles["part"]]
    for n, part in enumerate(reversed(parts)):
        target = wanted(relation, part)
        text = reprinted(part, target) if target is not None and target.lower is not None and target.lower > 0 else None
        if text is not None:
            score = 0.62 - 0.02 * n if relation.certainty is Certainty.CERTAIN else 0.4 - 0.02 * n
            yield Hypothesis(
                "shares-sum", part, part.start, part.end, text, "what the others leave of 100 percent", score
            )


def _outlier(relation: Relation) -> Iterator[Hypothesis]:
    """Offer, for a part that is more than the whole, what the other parts leave."""
    whole = relation.roles["whole"][0]
    over = [t.quantity for t in relation.roles["part"] if (t.strict.lower or 0) > (whole.lenient.upper or 0)]
    for part in over[:1]:
        target = wanted(relation, part) if len(over) == 1 else None
        text = reprinted(part, target) if target is not None and (target.lower or 0) > 0 else None
        if text is not None:
            why = "what the other parts leave of the total"
            yield Hypothesis("outlier", part, part.start, part.end, text, why, 0.66)


_TELLER = Teller("total-mismatch", "ARI201", "parts-total", _say, _special)
RULE = Rule(
    code="ARI201",
    name="total-mismatch",
    family="totals",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=(
        "share",
        "parts-total",
        "shares-sum",
        "scale",
        "magnitude-word-lost",
        "power-of-ten",
        "digit-typo",
        "teen-ty",
    ),
)
