"""What a figure is about in a table: its conditions, its column, its year, from its clause and those before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claims.model import Binding, Kind, Quantity
from claims.patterns import regex
from reference.tables.clause import Clause, Named
from reference.tables.query import Filter, Operation
from reference.tables.table import Column, Table, stem
from reference.units import of_quantity

__all__ = ["Naming", "fits", "is_whole"]

_WHOLE = regex(r"\bof (?:the |its |all |these |those )*$", re.I)
_JOINED = regex(r"\W*(?:or|and|,)\W*")


def fits(column: Column, quantity: Quantity) -> bool:
    """Tell whether a figure can be a value of a column, by its unit."""
    if column.kind != "number":
        return False
    mine = of_quantity(quantity)
    if mine.dimension in ("rank", "points", "times"):
        return False
    if column.spec is None:
        return mine.dimension != "percent"
    theirs = column.spec
    if theirs.dimension == "count" or mine.dimension == "count":
        return mine.dimension == "count" and (theirs.dimension == "count" or not mine.counted)
    return mine.dimension == theirs.dimension and mine.base == theirs.base


def is_whole(text: str, quantity: Quantity) -> bool:
    """Tell whether the figure is the whole of which another is a part: "8 of the 42 players"."""
    return bool(_WHOLE.search(text, max(0, quantity.start - 20), quantity.start))


class Naming:
    """Everything one figure is asked with."""

    def __init__(
        self,
        text: str,
        table: Table,
        clause: Clause,
        binding: Binding | None,
        quantity: Quantity,
        others: Sequence[Quantity],
        conditions: tuple[Filter, ...],
    ) -> None:
        self.text = text
        self.table = table
        self.clause = clause
        self.binding = binding
        self.quantity = quantity
        self.others = others
        self.conditions = conditions
        self.named = True  # the column is named by more than its unit

    def _filters(self) -> tuple[Filter, ...] | None:
        """Return the conditions of this figure: its clause's, those before it in the sentence, its year."""
        named: dict[str, list[Filter]] = {}
        for one in self.clause.filters:
            if isinstance(one.what, Filter):
                named.setdefault(one.what.column, []).append(one.what)
        chosen: list[Filter] = []
        for column, found in named.items():
            distinct = list(dict.fromkeys(found))
            if len(distinct) > 1:
                own = self._paired(column, distinct)
                if own is None:
                    return None
                chosen += own
            else:
                chosen += distinct
        before = self.clause.before
        while before is not None:
            for one in before.filters:
                if isinstance(one.what, Filter) and one.what.column not in {c.column for c in chosen}:
                    if len(before.filters_of(one.what.column)) > 1:
                        return None
                    chosen.append(one.what)
            before = before.before
        year = self._year()
        if year is False:
            return None
        return (*chosen, *((year,) if isinstance(year, Filter) else ()), *self.conditions)

    def _paired(self, column: str, found: list[Filter]) -> list[Filter] | None:
        """Of several cells of a column, take this figure's by order, or all where they are put together."""
        figures = [q for q in self.clause.figures if q.is_claim and not is_whole(self.text, q)]
        places = [n for n in self.clause.filters if isinstance(n.what, Filter) and n.what.column == column]
        joined = all(_JOINED.fullmatch(self.text, a.end, b.start) for a, b in pairwise(places))
        if len(figures) <= 1:
            words = {n.what for n in self.clause.operations}
            together = bool(words & {"sum", "mean", "median"}) or self._counted() or self.quantity.unit == "percent"
            return found if joined and together else None
        return [found[figures.index(self.quantity)]] if len(found) == len(figures) and not joined else None

    def _year(self) -> Filter | bool:
        """Return the condition on the year; True where the table has none, False where it is open which."""
        column = next((c for c in self.table.columns if c.kind == "period"), None)
        if column is None:
            return True
        years = [y for y in self._years() if y in column.values]
        if len(years) == 1:
            return Filter(column.name, "is", years[0])
        return len(column.values) == 1

    def _years(self) -> tuple[str, ...]:
        clause: Clause | None = self.clause
        while clause is not None:
            if clause.years:
                return clause.years
            clause = clause.before
        period = self.binding.period if self.binding else None
        return (period[:4],) if period else ()

    def _columns(self) -> list[Column]:
        """Return the columns that the figure may be a value of: its noun's, else the nearest that is named."""
        noun = stem(self.quantity.noun.split()[-1]) if self.quantity.noun else ""
        numbers = [c for c in self._of_year(self.table.numbers()) if fits(c, self.quantity)]
        if of_quantity(self.quantity).dimension == "money" and any(c.spec is not None for c in numbers):
            numbers = [c for c in numbers if c.spec is not None]
        named = [c for c in numbers if c.words and noun and (c.words == (noun,) or c.words[-1] == noun)]
        if named or (noun and noun not in self.table.entity):
            return named  # a figure of something else is of no column
        clause: Clause | None = self.clause
        while clause is not None:
            places = [n for n in clause.columns if n.what in numbers]
            limited = {f.column for f in self.conditions}
            places = [n for n in places if isinstance(n.what, Column) and n.what.name not in limited]
            of_unit = [n for n in places if isinstance(n.what, Column) and n.what.spec is not None]
            if of_unit and of_quantity(self.quantity).dimension != "count":
                places = of_unit
            if places:
                return [n.what for n in self._nearest(places) if isinstance(n.what, Column)]
            clause = clause.before
        return self._by_unit(numbers)

    def _by_unit(self, numbers: list[Column]) -> list[Column]:
        """Return the only column in the unit of the figure: "6,950 tonnes" where one heading is "tonnes"."""
        if of_quantity(self.quantity).dimension in ("count", "percent"):
            return []
        measured = [c for c in numbers if c.spec is not None]
        self.named = self.named and len(measured) == 1 and not measured[0].words
        return measured if len(measured) == 1 else []

    def _of_year(self, columns: list[Column]) -> list[Column]:
        """Of columns for several years, keep those of the figure's year."""
        years = self._years()
        return [c for c in columns if c.year is None or c.year in years]

    def _nearest(self, places: list[Named]) -> list[Named]:
        before = [n for n in places if n.end <= self.quantity.start]
        if len(places) == 1 or not before:
            return places
        between = [n for n in before if not any(n.end <= o.start < self.quantity.start for o in self.others)]
        return between[-1:] if len(self.others) and between else places

    def _operation(self) -> list[Operation]:
        clause: Clause | None = self.clause
        while clause is not None:
            found = [n.what for n in clause.operations if isinstance(n.what, str)]
            if found or clause.columns:
                return list(dict.fromkeys(found))
            clause = clause.before
        return []

    def _counted(self) -> bool:
        return self.quantity.kind is Kind.COUNT or self.quantity.unit == ""

    def _about_rows(self) -> bool:
        """Tell whether the figure counts rows: "42 players", "8 of the 42 players"."""
        noun = self.quantity.noun.split()
        if noun:
            return stem(noun[-1]) in self.table.entity
        clause: Clause | None = self.clause
        while clause is not None:
            if clause.entity:
                return True
            clause = clause.before
        return False

    def _is_name(self, one: Filter) -> bool:
        """Tell whether a condition picks one row by its name: the highest of all is asked, not of that row."""
        column = self.table.column(one.column)
        return one.relation == "is" and column.kind == "text" and len(column.values) == len(self.table.frame)

    def _plain_columns(self) -> list[Column]:
        clause: Clause | None = self.clause
        while clause is not None:
            found = [n.what for n in clause.columns if isinstance(n.what, Column) and n.what.kind == "number"]
            if found:
                return found
            clause = clause.before
        return []

    def _is_named(self, column: Column) -> bool:
        clause: Clause | None = self.clause
        while clause is not None:
            if any(isinstance(n.what, Column) and n.what.words == column.words for n in clause.columns):
                return True
            clause = clause.before
        return False
