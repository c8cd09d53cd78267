"""A query of a table: what is computed of which column over which rows. It runs with pandas and can say itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from statistics import median
from typing import TYPE_CHECKING, Literal

from reference.tables.table import Table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Filter", "Operation", "Query", "run"]

Operation = Literal[
    "value", "sum", "mean", "median", "max", "min", "count", "distinct", "share", "growth", "rank", "difference"
]
_CTX = Context(prec=40)
_NAMES = {"value": "", "max": "maximum of ", "min": "minimum of ", "distinct": "number of different "}


@dataclass(frozen=True, slots=True, order=True)
class Filter:
    """Rows where a column is a text (`is`), or above or below a number."""

    column: str
    relation: Literal["is", "is not", ">", ">=", "<", "<="]
    value: str

    def __str__(self) -> str:
        shown = f"'{self.value}'" if self.relation in ("is", "is not") else self.value
        return f"`{self.column}` {self.relation} {shown}"


@dataclass(frozen=True, slots=True)
class Query:
    """`of` are the rows of the whole of a share, the earlier rows of a growth, the other rows of a difference."""

    operation: Operation
    column: str | None
    filters: tuple[Filter, ...] = ()
    of: tuple[Filter, ...] = ()
    base: str | None = None  # the earlier column of a growth, where years have columns of their own
    group: str | None = None  # the best of the groups of this column
    best: Literal["max", "min"] = "max"
    ascending: bool = False  # of a rank
    weak: bool = False  # no wording asks for just this: it can support a figure, never refute one

    def __str__(self) -> str:
        where = _where(self.filters)
        column = f"`{self.column}`" if self.column else "rows"
        if self.operation == "count":
            return f"number of rows{where}"
        if self.operation == "share":
            amount = f"sum of {column}" if self.column else "rows"
            return f"share of {amount}{where} in {amount if self.of or self.column else 'all rows'}{_where(self.of)}"
        if self.operation == "growth":
            return f"change of {column}{where} from {f'`{self.base}`' if self.base else _and(self.of)}"
        if self.operation == "difference":
            return f"difference of {column} between {_and(self.filters)} and {_and(self.of)}"
        if self.operation == "rank":
            return f"rank of {_and(self.filters)} by {column}, {'lowest' if self.ascending else 'highest'} first"
        name = _NAMES.get(self.operation, f"{self.operation} of ")
        if self.group:
            return f"{'highest' if self.best == 'max' else 'lowest'} {name}{column} by `{self.group}`{where}"
        return f"{name}{column}{where}"


def _where(filters: tuple[Filter, ...]) -> str:
    return f" where {_and(filters)}" if filters else ""


def _and(filters: tuple[Filter, ...]) -> str:
    said: dict[str, list[Filter]] = {}
    for one in filters:
        said.setdefault(one.column if one.relation == "is" else str(one), []).append(one)
    return " and ".join(_either(same) for same in said.values()) or "all rows"


def _either(same: list[Filter]) -> str:
    values = " or ".join(f"'{one.value}'" for one in same)
    return f"`{same[0].column}` is {values}" if len(same) > 1 else str(same[0])


def run(table: Table, query: Query) -> tuple[Decimal, Decimal] | None:
    """Return the least and greatest value of the answer in the unit of the column; ``None`` where there is none.

    The two differ for the rank of a tie alone. A share and a growth are in percent.
    """
    rows = _rows(table, query.filters)
    if query.operation == "count":
        return _point(Decimal(len(rows)))
    if query.operation == "distinct":
        return _point(Decimal(rows[query.column].nunique()))
    if query.operation == "share":
        return _share(table, query, rows)
    if query.operation in ("growth", "difference"):
        return _change(table, query, rows)
    if query.operation == "rank":
        return _rank(table, query, rows)
    if query.group is not None:
        made = [_reduced(query.operation, part, query.column) for _, part in rows.groupby(query.group)]
        found = [value for value in made if value is not None]
        return _point(max(found) if query.best == "max" else min(found)) if found else None
    value = _reduced(query.operation, rows, query.column)
    return None if value is None else _point(value)


def _point(value: Decimal) -> tuple[Decimal, Decimal]:
    return value, value


def _rows(table: Table, filters: tuple[Filter, ...]) -> pd.DataFrame:
    rows = table.frame
    alternatives: dict[str, list[str]] = {}
    for one in filters:
        if one.relation == "is":
            alternatives.setdefault(one.column, []).append(one.value)
        elif one.relation == "is not":
            rows = rows[rows[one.column] != one.value]
        else:
            rows = rows[rows[one.column].map(_comparison(one))]
    for column, values in alternatives.items():
        rows = rows[rows[column].isin(values)]
    return rows


def _comparison(one: Filter):  # type: ignore[no-untyped-def]
    limit = Decimal(one.value)
    tests = {
        ">": lambda cell: cell is not None and cell > limit,
        ">=": lambda cell: cell is not None and cell >= limit,
        "<": lambda cell: cell is not None and cell < limit,
        "<=": lambda cell: cell is not None and cell <= limit,
    }
    return tests[one.relation]


def _numbers(rows: pd.DataFrame, column: str | None) -> list[Decimal]:
    return [cell for cell in rows[column] if cell is not None] if column else []


def _reduced(operation: Operation, rows: pd.DataFrame, column: str | None) -> Decimal | None:
    values = _numbers(rows, column)
    if not values:
        return None
    if operation == "value":
        return values[0] if len(rows) == 1 else None
    if operation == "sum":
        return sum(values, Decimal(0))
    if operation == "mean":
        return _CTX.divide(sum(values, Decimal(0)), Decimal(len(values)))
    if operation == "median":
        return median(values)
    return max(values) if operation == "max" else min(values)


def _share(table: Table, query: Query, rows: pd.DataFrame) -> tuple[Decimal, Decimal] | None:
    whole = _rows(table, query.of)
    if query.column is None:
        part_of, all_of = Decimal(len(rows)), Decimal(len(whole))
    else:
        part_of, all_of = (sum(_numbers(r, query.column), Decimal(0)) for r in (rows, whole))
    return _point(_CTX.divide(100 * part_of, all_of)) if all_of else None


def _change(table: Table, query: Query, rows: pd.DataFrame) -> tuple[Decimal, Decimal] | None:
    how: Operation = "value" if len(rows) == 1 else "sum"
    after = _reduced(how, rows, query.column)
    before = _reduced(how, rows if query.base else _rows(table, query.of), query.base or query.column)
    if after is None or before is None or (query.operation == "growth" and not before):
        return None
    if query.operation == "difference":
        return _point(abs(after - before))
    return _point(_CTX.divide(100 * (after - before), before))


def _rank(table: Table, query: Query, rows: pd.DataFrame) -> tuple[Decimal, Decimal] | None:
    own = _reduced("value", rows, query.column)
    if own is None:
        return None
    universe = [f for f in query.filters if table.column(f.column).kind == "period"]
    values = _numbers(_rows(table, tuple(universe)), query.column)
    before = sum((value < own) if query.ascending else (value > own) for value in values)
    ties = sum(value == own for value in values)
    return Decimal(before + 1), Decimal(before + ties)
