"""An average or a median does not fit the values or the total it is made from.

## What it checks

`mean * n = sum of the values` where all values are listed, and `total = mean * number`. A median is the value in the
middle of the list, or half-way between the two in the middle. Where the printed mean is the median of the values, or
the median their mean, the message says so.

## Example

> The four boats fetched £31,000, £36,000, £38,000 and £47,000, an average of £42,500.

## Not flagged

> The four boats fetched £31,000, £36,000, £38,000 and £47,000, an average of £38,000.

## Rounding

Values, mean and median carry their rounding. A median is checked where all its values stand in a list before it: with
the number of them told it is an error, else a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.model import Relation
from verify.diagnosis import Hypothesis, wanted
from verify.equation import parse
from verify.finding import Finding, Severity
from verify.nominal import nominal
from verify.reprinting import reprinted
from verify.rules.conflict import Teller, report
from verify.rules.rule import Context, Rule
from verify.rules.saying import instead

__all__ = ["RULE", "check"]


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each mean or median that its values cannot give."""
    yield from report(context, ("average",), _TELLER)


_MOST_LISTED = 6


def _say(relation: Relation) -> str:
    if "median" in relation.roles:
        middle = relation.roles["median"][0].quantity
        return f"the median of {_these(relation)} is {instead(nominal(relation, middle), middle)}"
    mean = relation.roles["mean"][0].quantity
    fits = instead(nominal(relation, mean), mean)
    if "part" not in relation.roles:
        whole, count = relation.roles["whole"][0].quantity, relation.roles.get("count")
        among = f" for {count[0].quantity.surface}" if count else ""
        return f"a total of {whole.surface}{among} is an average of {fits}"
    return f"the average of {_these(relation)} is {fits}"


def _these(relation: Relation) -> str:
    values = [t.quantity.surface for t in relation.roles["part"]]
    if len(values) > _MOST_LISTED:
        return f"these {len(values)} figures"
    return f"{', '.join(values[:-1])} and {values[-1]}"


def _special(_context: Context, relation: Relation) -> Iterable[Hypothesis]:
    """Tell a median that is called a mean, and a mean that is called a median."""
    role = "median" if "median" in relation.roles else "mean"
    if "part" not in relation.roles or role not in relation.roles:
        return
    figure = relation.roles[role][0].quantity
    slug, other = _MISNAMED[role]
    meant = f"mean * {len(relation.roles['part'])} == sum(part)" if role == "median" else "mean == median(part)"
    values = {"mean": relation.strict[role], "part": relation.strict["part"]}
    if not parse(meant).holds(values):
        return
    target = wanted(relation, figure)
    text = reprinted(figure, target) if target is not None else None
    if text is not None:
        why = f"{figure.surface} is the {other} of the values"
        yield Hypothesis(slug, figure, figure.start, figure.end, text, why, _MISNAMED_SCORE)


_MISNAMED = {"mean": ("median-for-mean", "median"), "median": ("mean-for-median", "mean")}
_MISNAMED_SCORE = 0.8
_TELLER = Teller("average-mismatch", "ARI303", "average", _say, _special)
RULE = Rule(
    code="ARI303",
    name="average-mismatch",
    family="proportion",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=(
        "average",
        "mean-for-median",
        "median-for-mean",
        "scale",
        "magnitude-word-lost",
        "power-of-ten",
        "digit-typo",
        "teen-ty",
    ),
)
