"""A share does not fit the part and the whole.

## What it checks

`part = share * whole` for x of y (z percent), and for shares of one whole that stand in another proportion
than their parts. The complement (what is left to 100) is tried as an explanation.

## Example

> Of the 75 bridges inspected in spring, 42, or 65 percent, need repair.

## Not flagged

> Of the 75 bridges inspected in spring, 42, or 56 percent, need repair.

## Rounding

Part, whole and share carry their rounding; 10 of 30 may be 33 or 33.3 percent, or a third.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from claims.interval import Interval
from claims.model import Certainty, Quantity, Relation
from verify.consistency import target_role
from verify.diagnosis import Hypothesis, wanted
from verify.finding import Finding, Severity
from verify.nominal import nominal
from verify.reprinting import reprinted
from verify.rules.conflict import Teller, report
from verify.rules.rule import Context, Rule
from verify.rules.saying import instead

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each share that misses its part and whole."""
    yield from report(context, ("share_of",), _TELLER)


def _say(relation: Relation) -> str:
    share = relation.roles["share"][0].quantity
    if "parts" in relation.roles:
        *first, last = (t.quantity.surface for t in relation.roles["parts"])
        whole = relation.roles["whole"][0].quantity
        parts, fits = f"{', '.join(first)} and {last}", instead(nominal(relation, share), share)
        return f"{parts} together, out of {whole.surface}, are {fits}"
    part = relation.roles["part"][0].quantity
    if "amount" in relation.roles:
        return _two_wholes(relation, share, part)
    if _is_product(relation):
        product, whole = nominal(relation, part), relation.roles["whole"][0].quantity
        return f"{share.surface} of {whole.surface} is {instead(product, part)}"
    interval = nominal(relation, share)
    fits = instead(interval, share)
    if "whole" in relation.roles and _beyond(part, relation.roles["whole"][0].quantity, share):
        return (
            f"{part.surface} is more than {relation.roles['whole'][0].quantity.surface}, so not {share.surface} of it"
        )
    if "whole" in relation.roles:
        return f"{part.surface} out of {relation.roles['whole'][0].quantity.surface} is {fits}"
    if "other" in relation.roles:
        return f"{part.surface} beside {relation.roles['other'][0].quantity.surface} is a share of {fits}"
    other, other_share = relation.roles["part_2"][0].quantity, relation.roles["share_2"][0].quantity
    return f"if {other.surface} is {other_share.surface}, then {part.surface} is {fits}"


def _two_wholes(relation: Relation, share: Quantity, part: Quantity) -> str:
    """Say which whole a share of it tells, and which its change in amount and percent."""
    amount, rate = (relation.roles[role][0] for role in ("amount", "rate"))
    by_share = Interval.point(part.value or 0) / Interval.point((share.value or Decimal(0)) / 100)
    grown = Interval.point(1) + Interval.point(1) / Interval.point((rate.quantity.value or Decimal(0)) * rate.factor)
    by_change = Interval.point(amount.quantity.value or 0) * grown
    one, other = reprinted(part, by_share), reprinted(part, by_change)
    return (
        f"if {part.surface} is {share.surface} of the whole, that is {one}, while a change of "
        f"{amount.quantity.surface} that is {rate.quantity.surface} leads to {other}"
    )


def _beyond(part: Quantity, whole: Quantity, share: Quantity) -> bool:
    """Tell whether the part is far above the whole where the share is not."""
    if part.value is None or whole.value is None or share.value is None or part.unit != whole.unit:
        return False
    return part.value > 2 * whole.value > 0 and share.value <= 100


def _is_product(relation: Relation) -> bool:
    return target_role(relation) == "part"


def _special(context: Context, relation: Relation) -> Iterable[Hypothesis]:
    if _is_product(relation) and relation.certainty is Certainty.CERTAIN:
        part = relation.roles["part"][0].quantity
        product = wanted(relation, part)
        text = reprinted(part, product) if product is not None else None
        if text is not None:
            why = "recalculated from the share and the whole"
            yield Hypothesis("percent-of-product", part, part.start, part.end, text, why, 0.7)
    for role in ("share", "share_2"):
        yield from _complement(relation, role)


def _complement(relation: Relation, role: str) -> Iterator[Hypothesis]:
    """Try what is left to 100: the share of the others."""
    if role not in relation.roles:
        return
    share = relation.roles[role][0].quantity
    target = wanted(relation, share)
    if target is None or share.unit != "percent" or share.style == "fraction":
        return
    if (Interval.point(100) - share.strict).meets(target):
        text = reprinted(share, Interval.point(100) - Interval.point(share.value or Decimal(0)))
        if text is not None:
            yield Hypothesis(
                "share", share, share.start, share.end, text, f"{share.surface} is the share of the others", 0.75
            )


_TELLER = Teller("share-mismatch", "ARI301", "share", _say, _special)
RULE = Rule(
    code="ARI301",
    name="share-mismatch",
    family="proportion",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=(
        "share",
        "percent-of-product",
        "decimal-as-percent",
        "scale",
        "magnitude-word-lost",
        "power-of-ten",
        "digit-typo",
        "teen-ty",
    ),
)
