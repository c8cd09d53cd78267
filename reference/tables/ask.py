"""The queries that a figure may be the answer to, from what its clause names in the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.model import Binding, Kind, Quantity
from claims.patterns import regex
from claims.period import previous_year
from reference.tables.clause import Clause, limit_of
from reference.tables.naming import Naming, fits, is_whole
from reference.tables.query import Filter, Operation, Query
from reference.tables.table import Column, Table, stem
from reference.units import of_quantity

__all__ = ["Question", "questions"]

_VERB = regex(r"\b(?:are|is|were|was|have|has|had|come|came|work|live|play)\b|,")
_INSIDE = regex(r"\b(?:in|at|among|for|within|of) (?:the )?$", re.I)
_OF_PHRASE = regex(r"\W*of\b", re.I)
_LEVELS = (Kind.LEVEL, Kind.COUNT, Kind.AGE, Kind.DURATION, Kind.SHARE, Kind.RATIO)
_REDUCING: tuple[Operation, ...] = ("sum", "mean", "median", "max", "min")


@dataclass(frozen=True, slots=True)
class Question:
    """A figure with the queries that it may answer; `sure`: every word of its clause is accounted for."""

    quantity: Quantity
    queries: tuple[Query, ...]
    sure: bool


def questions(text: str, table: Table, clause: Clause, bindings: Mapping[str, Binding]) -> Iterator[Question]:
    """Yield the questions of the figures of a clause; a figure without one is left out."""
    asked = [q for q in clause.figures if q.is_claim and q.value is not None]
    limits = {q.id: sign for q in asked if (sign := limit_of(text, q)) is not None and len(asked) > 1}
    for quantity in asked:
        if quantity.id in limits and any(o.id not in limits for o in asked):
            continue
        others = [o for o in asked if o is not quantity]
        conditions = _conditions(table, clause, [o for o in others if o.id in limits], limits)
        if conditions is None:
            continue
        asker = _Asker(text, table, clause, bindings.get(quantity.id), quantity, others, conditions)
        queries = tuple(dict.fromkeys(asker.queries()))
        if queries:
            counting = any(query.operation in ("count", "distinct") for query in queries)
            plain = not clause.unexplained and not (counting and clause.verbs)
            yield Question(quantity, queries, asker.named and plain and asker.uses_all(queries))


def _conditions(
    table: Table, clause: Clause, figures: Sequence[Quantity], signs: dict[str, str]
) -> tuple[Filter, ...] | None:
    """Return the limits of the clause as conditions; ``None`` where one is of no certain column."""
    found = []
    for figure in figures:
        columns = [n.what for n in clause.columns if isinstance(n.what, Column) and fits(n.what, figure)]
        if len(columns) != 1 or figure.value is None:
            return None
        spec = columns[0].spec
        factor = of_quantity(figure).factor / spec.factor if spec is not None else Decimal(1)
        limit = format((figure.value * factor).normalize(), "f")
        found.append(Filter(columns[0].name, signs[figure.id], limit))  # type: ignore[arg-type]
    return tuple(found)


class _Asker(Naming):
    """What the figure may be the answer to."""

    def uses_all(self, queries: Sequence[Query]) -> bool:
        """Tell whether no column of numbers is named that neither this figure nor another one is of."""
        used = {query.column for query in queries} | {f.column for query in queries for f in query.filters}
        nouns = {stem(word) for other in self.others for word in other.noun.split()}
        limited = {f.column for f in self.conditions}
        return all(
            n.what.name in used | limited or n.what.words[-1] in nouns or n.what.words[-1] in self.table.entity
            for n in self.clause.columns
            if isinstance(n.what, Column) and n.what.kind == "number" and n.what.year is None
        )

    def queries(self) -> Iterator[Query]:
        kind = self.quantity.kind
        if kind is Kind.ABSOLUTE_CHANGE:
            yield from self._differences()
            return
        filters = self._filters()
        if filters is None:
            return
        if kind is Kind.RANK:
            yield from self._ranks(filters)
        elif kind in (Kind.GROWTH_RATE,):
            yield from self._growths(filters)
        elif kind in _LEVELS:
            yield from self._levels(filters)
            if self.quantity.unit == "percent":
                yield from self._shares(filters)
            elif self._counted():
                yield from self._counts(filters)

    def _levels(self, filters: tuple[Filter, ...]) -> Iterator[Query]:
        operations = self._operation()
        for column in self._columns():
            reducing = [o for o in operations if o in _REDUCING]
            own = tuple(f for f in filters if f.column != column.name or f.relation != "is")
            if "mean" in reducing and {"max", "min"} & set(reducing):
                best = "max" if "max" in reducing else "min"
                texts = [n.what for n in self.clause.columns if isinstance(n.what, Column) and n.what.kind == "text"]
                grouped = [c for c in texts if not any(f.column == c.name for f in own)]
                for group in grouped:
                    yield Query("mean", column.name, own, group=group.name, best=best)  # type: ignore[arg-type]
                if not grouped:
                    yield Query("mean", column.name, own)
                continue
            for operation in reducing:
                extreme = operation in ("max", "min")
                yield Query(operation, column.name, tuple(f for f in own if not (extreme and self._is_name(f))))
            if not reducing or set(reducing) & {"max", "min"}:
                yield Query("value", column.name, own)
            if not reducing and own:
                yield Query("sum", column.name, own, weak=True)

    def _counts(self, filters: tuple[Filter, ...]) -> Iterator[Query]:
        if self._operation() and set(self._operation()) - {"sum"}:
            return
        noun = stem(self.quantity.noun.split()[-1]) if self.quantity.noun else ""
        for column in self.table.columns:
            if column.kind == "text" and noun and column.words[-1:] == (noun,) and noun not in self.table.entity:
                kept = tuple(f for f in filters if f.column != column.name)
                yield Query("distinct", column.name, kept)
        if not self._about_rows() or any(noun and noun in c.words for c in self.table.numbers()):
            return
        if is_whole(self.text, self.quantity):
            yield Query("count", None)
            yield Query("count", None, filters)
        elif filters or self.clause.entity or noun:
            yield Query("count", None, filters)

    def _shares(self, filters: tuple[Filter, ...]) -> Iterator[Query]:
        if self._operation():
            return
        whole = self._whole_filters(filters)
        if not filters or set(whole) == set(filters):
            return
        amounts = [
            n.what
            for n in self.clause.columns
            if isinstance(n.what, Column) and n.what.kind == "number"
            and (n.what.spec is None or n.what.spec.dimension != "percent")
            and n.what.name not in {f.column for f in self.conditions}
        ]  # fmt: skip
        amounts = self._of_year(amounts)
        years = tuple(f for f in filters if self.table.column(f.column).kind == "period" and f not in whole)
        within = self._within(filters)
        for of in dict.fromkeys((whole, within)):
            if set(of) == set(filters):
                continue
            for column in amounts:
                yield Query("share", column.name, filters, (*of, *years))
            if not amounts and self._about_rows():
                yield Query("share", None, filters, (*of, *years))

    def _within(self, filters: tuple[Filter, ...]) -> tuple[Filter, ...]:
        """Return the conditions that say inside what: "In Essex 67 percent of the bridges"."""
        return tuple(
            n.what
            for n in self.clause.filters
            if isinstance(n.what, Filter) and n.what in filters and n.end <= self.quantity.start
            and _INSIDE.search(self.text, max(0, n.start - 12), n.start)
        )  # fmt: skip

    def _whole_filters(self, filters: tuple[Filter, ...]) -> tuple[Filter, ...]:
        """Return the conditions that stand in the of-phrase after the percentage: "62 percent of women"."""
        after = self.quantity.end
        if not _OF_PHRASE.match(self.text, after):
            return ()
        inside = [n for n in self.clause.filters if n.start >= after and n.what in filters]
        return tuple(
            n.what
            for n in inside
            if isinstance(n.what, Filter) and not _VERB.search(self.text[after : n.start])
        )  # fmt: skip

    def _growths(self, filters: tuple[Filter, ...]) -> Iterator[Query]:
        current, base = self._compared()
        if current is None or base is None:
            return
        period = next((c for c in self.table.columns if c.kind == "period"), None)
        rows = tuple(f for f in filters if period is None or f.column != period.name)
        if period is not None and {current, base} <= set(period.values):
            for column in self._plain_columns():
                now, then = (Filter(period.name, "is", year) for year in (current, base))
                yield Query("growth", column.name, (*rows, now), (*rows, then))
        for column in self.table.numbers():
            other = next((c for c in self.table.numbers() if c.words == column.words and c.year == base), None)
            if column.year == current and other is not None and self._is_named(column):
                yield Query("growth", column.name, rows, base=other.name)

    def _compared(self) -> tuple[str | None, str | None]:
        years = self._years()
        if len(years) == 2:
            return max(years), min(years)
        current = years[0] if len(years) == 1 else None
        told = self.binding.compared_to if self.binding else None
        return current, (told or previous_year(current) or "")[:4] if current else None

    def _differences(self) -> Iterator[Query]:
        """Two rows set against one another: "Ana earns 1.2 million more than Ben"."""
        cells: dict[str, list[Filter]] = {}
        for one in self.clause.filters:
            if isinstance(one.what, Filter):
                cells.setdefault(one.what.column, []).append(one.what)
        pairs = [found for found in cells.values() if len(dict.fromkeys(found)) == 2]
        if len(pairs) != 1:
            return
        year = self._year()
        if year is False:
            return
        rest = [found[0] for found in cells.values() if len(dict.fromkeys(found)) == 1]
        shared = (*rest, *((year,) if isinstance(year, Filter) else ()))
        for column in self._columns():
            yield Query("difference", column.name, (pairs[0][0], *shared), (pairs[0][1], *shared))

    def _ranks(self, filters: tuple[Filter, ...]) -> Iterator[Query]:
        ascending = "min" in self._operation()
        for column in self._plain_columns():
            yield Query("rank", column.name, filters, ascending=ascending)
