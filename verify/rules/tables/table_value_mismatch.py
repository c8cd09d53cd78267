"""A figure that the reporter's own table does not give.

## What it checks
With `--table data.csv`, a sentence that names a column, and where needed cells and a sum (average, median, total,
highest, lowest, number, share, growth, difference), is a query. It is run with pandas and shown: mean of `salary`
where `team` is 'A'. A figure that is not its answer is flagged when exactly one query is named and either all words
of the clause are accounted for or a slip explains the printed value.

## Example
> Table: player,team,salary (euros);Ana,Alba,52000;Bea,Alba,48000;Cleo,Borg,61000
>
> The average salary at Alba is 55,000 euros.

## Not flagged
> Table: player,team,salary (euros);Ana,Alba,52000;Bea,Alba,48000;Cleo,Borg,61000
>
> The average salary at Alba is 50,000 euros. The injured players of Alba earn 48,000 euros on average.

## Rounding
The printed figure may be rounded, truncated or hedged. Several queries that would do as well, a year left open, a
column that is not named: nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.interval import Interval
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.reprinting import reprinted
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_COUNTS = ("count", "distinct", "share")
_WHY = {
    "median-for-mean": "the printed value is the median",
    "mean-for-median": "the printed value is the mean",
    "digit-typo": "the digits look like a slip of the keys",
    "power-of-ten": "the decimal point is out of place",
    "scale": "another scale word",
    "direction": "it goes the other way",
}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for every figure that is not the answer to the one query its sentence names."""
    for answer in context.answers:
        if answer.outcome != "refuted":
            continue
        quantity = answer.quantity
        slug = answer.diagnosis[0]
        counted = answer.query.operation in _COUNTS  # the table may not hold all there are
        expected = Interval.point(answer.value)
        text = None if slug == "direction" and answer.neighbour is None else reprinted(quantity, expected)
        why = _WHY.get(slug) or (f"that is {answer.neighbour}" if answer.neighbour else "")
        yield Finding(
            rule=RULE.name,
            code=RULE.code,
            severity=Severity.ERROR if answer.sure and not counted else Severity.WARNING,
            diagnosis=answer.diagnosis,
            start=quantity.start,
            end=quantity.end,
            message=f"{answer.told}, not {quantity.surface}{f': {why}' if why else ''}.",
            quantities=(quantity.id,),
            blamed=quantity.id,
            computed=expected,
            suggestions=(
                Suggestion(start=quantity.start, end=quantity.end, replacement=text, why="as the table has it"),
            )
            if text is not None and text != quantity.surface
            else (),
            evidence=(Evidence(kind="table", text=str(answer), source=answer.file, value=format(answer.value, "f")),),
        )


RULE = Rule(
    code="TAB101",
    name="table-value-mismatch",
    family="tables",
    since="0.2.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=(
        "miscalculated",
        "digit-typo",
        "power-of-ten",
        "scale",
        "direction",
        "median-for-mean",
        "mean-for-median",
        "previous-period",
        "wrong-category",
    ),
)
