"""A conversion does not fit: units, or money at the story's own rate.

## What it checks

Measures are converted by exact factors. Money is compared with a rate printed in the story, or with the
other conversions of the same two currencies in it.

## Example

> The new reserve covers 900 acres (2,224 hectares) of marsh.

## Not flagged

> The new reserve covers 900 acres (364 hectares) of marsh. Temperatures fell to minus 12C
> (10F).

## Rounding

Both figures carry their rounding; exchange rates may drift by two percent through a story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from claims.model import Certainty, Relation
from verify.diagnosis import Hypothesis, wanted
from verify.finding import Finding, Severity
from verify.nominal import nominal
from verify.reprinting import reprinted
from verify.rules.conflict import Teller, report
from verify.rules.rule import Context, Rule
from verify.rules.saying import instead

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each conversion that misses; money at rates of record may be of two different days."""
    recorded = {q.id for c in context.conversions if c.outcome == "supported" for q in (c.amount, c.converted)}
    for finding in report(context, ("conversion",), _TELLER):
        if not recorded.issuperset(finding.quantities):
            yield finding


def _say(relation: Relation) -> str:
    amount = " and ".join(term.quantity.surface for term in relation.roles["amount"])
    converted = relation.roles["converted"][0].quantity
    made = f"{amount} is {instead(nominal(relation, converted), converted)}"
    return made if "measure" in relation.tags else f"at the exchange rate of the story, {made}"


def _special(context: Context, relation: Relation) -> Iterable[Hypothesis]:
    """Offer the recalculated figure, naming a conversion done the wrong way round."""
    converted = relation.roles["converted"][0].quantity
    target = wanted(relation, converted)
    text = reprinted(converted, target) if target is not None else None
    if target is None or text is None or relation.certainty is not Certainty.CERTAIN:
        return
    amount = relation.roles["amount"][0].quantity
    if amount.value and converted.value and target.middle:
        reverse = amount.value * amount.value / target.middle
        if converted.lenient.scaled(Decimal("1.02")).hull(converted.lenient.scaled(Decimal("0.98"))).contains(reverse):
            slug = "conversion" if "measure" in relation.tags else "currency-direction"
            why = "divided where it should be multiplied, or the reverse"
            yield Hypothesis(slug, converted, converted.start, converted.end, text, why, 0.9)


_TELLER = Teller("conversion-mismatch", "ARI401", "conversion", _say, _special)
RULE = Rule(
    code="ARI401",
    name="conversion-mismatch",
    family="units",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=(
        "conversion",
        "currency-direction",
        "scale",
        "magnitude-word-lost",
        "power-of-ten",
        "digit-typo",
        "teen-ty",
    ),
)
