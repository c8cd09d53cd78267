"""Compare the figures of a story with a table: what was asked, what the table says, what was probably meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from claims.document import Document
from claims.interval import Interval
from claims.model import Binding, Kind, Mood, Quantity
from reference.slips import find_slip
from reference.tables.ask import Question, questions
from reference.tables.clause import clauses
from reference.tables.query import Filter, Query, run
from reference.tables.table import Table
from reference.units import of_quantity

__all__ = ["Answer", "answers"]

_FRACTIONS = ("mean", "median", "share", "growth")
_STRONG = 3  # digits from which a slip proves something by itself
_NEIGHBOURS: dict[str, tuple[str, str]] = {"mean": ("median", "median-for-mean"), "median": ("mean", "mean-for-median")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a table says of one figure."""

    quantity: Quantity
    outcome: Literal["supported", "refuted"]
    file: str
    query: Query
    value: Decimal  # in the unit of the figure
    sure: bool  # every word of the clause is accounted for
    diagnosis: tuple[str, ...] = ()
    neighbour: Query | None = None  # the query that the printed value answers

    @property
    def told(self) -> str:
        """Say it as the beginning of a sentence: In pay.csv the mean of `pay` is 5."""
        article = "" if self.query.operation == "value" else "the "
        return f"In {self.file} {article}{self.query} is {shown(self.value, self.quantity)}"

    def __str__(self) -> str:
        return f"{self.query} = {shown(self.value, self.quantity)}"


def answers(
    document: Document, quantities: Sequence[Quantity], bindings: Mapping[str, Binding], tables: Sequence[Table]
) -> tuple[Answer, ...]:
    """Return the answers to the figures that name exactly one query, in text order."""
    found: dict[str, Answer] = {}
    for table in tables:
        for clause in clauses(document, quantities, bindings, table):
            for question in questions(document.text, table, clause, bindings):
                binding = bindings.get(question.quantity.id)
                if binding is not None and binding.mood is not Mood.FACT:
                    continue
                answer = _answer(table, question)
                known = found.get(question.quantity.id)
                if answer is not None and (known is None or known.outcome == "refuted"):
                    found[question.quantity.id] = answer
    return tuple(sorted(found.values(), key=lambda answer: answer.quantity.start))


def _answer(table: Table, question: Question) -> Answer | None:
    quantity = question.quantity
    results = [(query, values) for query in question.queries if (values := _values(table, query, quantity)) is not None]
    for query, values in results:
        if _fits(quantity, query, values):
            middle = values[0] if quantity.lenient.contains(values[0]) else values[1]
            return Answer(
                quantity=quantity, outcome="supported", file=table.file, query=query, value=abs(middle), sure=True
            )
    strong = [(query, values) for query, values in results if not query.weak]
    if not strong or len({values for _, values in results}) != 1:
        return None
    query, values = strong[0]
    if values[0] != values[1] or quantity.flaw is not None:
        return None
    answer = Answer(
        quantity=quantity, outcome="refuted", file=table.file, query=query, value=values[0], sure=question.sure
    )
    return _diagnosed(table, answer)


def _values(table: Table, query: Query, quantity: Quantity) -> tuple[Decimal, Decimal] | None:
    """Run a query and turn its answer into the unit of the figure."""
    answer = run(table, query)
    if answer is None:
        return None
    if query.operation in ("count", "distinct", "share", "growth", "rank") or query.column is None:
        factor = Decimal(1)
    else:
        spec = table.column(query.column).spec
        factor = (spec.factor / of_quantity(quantity).factor) if spec is not None else Decimal(1)
    return answer[0] * factor, answer[1] * factor


def _fits(quantity: Quantity, query: Query, values: tuple[Decimal, Decimal]) -> bool:
    low, high = values
    if quantity.kind is Kind.GROWTH_RATE and quantity.direction == "down":
        low, high = -low, -high
    if quantity.kind is Kind.RANK:
        return quantity.value is not None and low <= quantity.value <= high
    if query.operation in _FRACTIONS and quantity.value is not None:  # a mean of 1,038.5 is printed 1,039
        place = Decimal(1).scaleb(-quantity.places) * quantity.scale
        if abs(low - quantity.value) <= place / 2:
            return True
    return quantity.lenient.contains(low)


def _diagnosed(table: Table, answer: Answer) -> Answer | None:
    """Name what was probably meant; an answer that is not sure needs a slip or a neighbour to stand."""
    quantity = answer.quantity
    numeral = quantity.surface[quantity.number_start - quantity.start : quantity.number_end - quantity.start]
    for slug, query in _neighbours(table, answer.query):
        values = _values(table, query, quantity)
        telling = answer.sure or sum(c.isdigit() for c in numeral.strip("0.,")) > _STRONG
        if values is not None and telling and _close(quantity, values):
            return replace(answer, diagnosis=(slug,), neighbour=query)
    if quantity.kind is Kind.GROWTH_RATE and quantity.direction and _turned(quantity, answer.value):
        return replace(answer, diagnosis=("direction",))
    size = abs(answer.value)
    half = Decimal("0.5").scaleb(-quantity.places) * quantity.scale
    slip = find_slip(quantity, numeral, Interval.around(_rounded(quantity, size), half))
    scale = _scaled(quantity, size)
    if scale:
        spec = table.column(answer.query.column).spec if answer.query.column else None
        counted = answer.query.operation in ("count", "distinct", "share", "growth", "rank")
        return replace(answer, diagnosis=("scale",)) if spec is not None or counted else None  # the unit is unknown
    if slip is not None and (answer.sure or _swapped(numeral, slip[1])):
        return replace(answer, diagnosis=(slip[0],))
    return replace(answer, diagnosis=("miscalculated",)) if answer.sure else None


def _swapped(printed: str, meant: str) -> bool:
    """Tell whether two neighbouring digits of at least three have changed places."""
    a, b = ("".join(c for c in text if c.isdigit()) for text in (printed, meant))
    return len(a) >= _STRONG and len(a) == len(b) and sorted(a) == sorted(b)


def _turned(quantity: Quantity, value: Decimal) -> bool:
    falling = quantity.direction == "down"
    return quantity.lenient.contains(value if falling else -value)


def _rounded(quantity: Quantity, value: Decimal) -> Decimal:
    """Round to the place that the figure is printed to."""
    step = Decimal(1).scaleb(-quantity.places) * quantity.scale
    return (
        (value / step).to_integral_value(rounding=ROUND_HALF_UP) * step
        if abs(value / step) < Decimal("1e25")
        else value
    )


def _scaled(quantity: Quantity, value: Decimal) -> bool:
    return any(quantity.lenient.contains(value.scaleb(power)) for power in (3, 6, 9, -3, -6, -9))


def _close(quantity: Quantity, values: tuple[Decimal, Decimal]) -> bool:
    return values[0] != 0 and quantity.strict.contains(abs(values[0]))


def _neighbours(table: Table, query: Query) -> Iterator[tuple[str, Query]]:
    """Yield the queries next to this one: the other average, another row, another year, another column."""
    other = _NEIGHBOURS.get(query.operation)
    if other is not None:
        yield other[1], replace(query, operation=other[0])  # type: ignore[arg-type]
    if query.operation in ("max", "min"):
        turned = "min" if query.operation == "max" else "max"
        yield "direction", replace(query, operation=turned)  # type: ignore[arg-type]
    for at, condition in enumerate(query.filters):
        column = table.column(condition.column)
        if condition.relation != "is":
            continue
        slug = "previous-period" if column.kind == "period" else "wrong-category"
        for value in sorted(column.values.values()):
            if value != condition.value:
                swapped = Filter(column.name, "is", value)
                yield slug, replace(query, filters=(*query.filters[:at], swapped, *query.filters[at + 1 :]))
    if query.column is not None and query.operation in ("value", "sum", "mean", "median", "max", "min"):
        own = table.column(query.column)
        for column in table.numbers():
            if column.name != own.name and column.spec == own.spec:
                slug = "previous-period" if column.words == own.words else "wrong-category"
                yield slug, replace(query, column=column.name)


def shown(value: Decimal, quantity: Quantity) -> str:
    """Print a value with at most two decimals, large ones with a scale word, in the unit of the figure."""
    unit = {"percent": " percent"}.get(quantity.unit, "")
    for power, word in ((12, "trillion"), (9, "billion"), (6, "million")):
        if abs(value) >= Decimal(10) ** power and quantity.scale != 1:
            return f"{_short(value.scaleb(-power), 3)} {word}{unit}"
    return f"{_short(value, 2)}{unit}"


def _short(value: Decimal, places: int) -> str:
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
