"""What one clause of a sentence names in a table: cells, headings, sums, and the words that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from claims.binding.words import vocabulary
from claims.document import Document
from claims.model import Binding, Hedge, Kind, Quantity
from claims.patterns import regex
from reference.lexicon import countries, load
from reference.tables.query import Filter, Operation
from reference.tables.table import Column, Table, named_by, stem

__all__ = ["Clause", "Named", "clauses"]

_TOKEN = regex(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_BOUNDARY = regex(r";\s|,?\s(?:while|whereas|but)\s|,\sand\s|,\swith\s|\sand\s|,\s(?:compared with|against)\s|:\s|,\s")
_TELLING = frozenset({"change", "level"})
_PLAIN = frozenset({"level", "have", "say"})  # verbs that add nothing to "is"
_SHORT = 4  # letters: "exported" is of exports.csv
_LONGEST_VALUE = 6  # words of a cell that are looked for
_YEAR = regex(r"\b(?:1[5-9]|20|21)\d\d\b")
_THRESHOLDS = {
    Hedge.MORE_THAN: ">", Hedge.LESS_THAN: "<", Hedge.AT_LEAST: ">=", Hedge.AT_MOST: "<=",
}  # fmt: skip
_OLDER = regex(
    r"\b(older|younger|longer|shorter|taller|heavier|more expensive|cheaper|higher|lower|larger) than\W+$", re.I
)
_UP = frozenset({"older", "longer", "taller", "heavier", "more expensive", "higher", "larger"})


@dataclass(frozen=True, slots=True)
class Named:
    """Something of the table that the words from `start` to `end` name."""

    start: int
    end: int
    what: Filter | Column | Operation


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with the figures in it and what it names."""

    start: int
    end: int
    figures: tuple[Quantity, ...]
    filters: tuple[Named, ...]
    columns: tuple[Named, ...]
    operations: tuple[Named, ...]
    years: tuple[str, ...]
    unexplained: frozenset[str]
    entity: bool  # it says what a row is
    verbs: frozenset[str] = frozenset()  # that say more than "is" and "has": closed, fell
    before: Clause | None = None  # the clause before it in the sentence

    def filters_of(self, column: str) -> tuple[Filter, ...]:
        return tuple(n.what for n in self.filters if isinstance(n.what, Filter) and n.what.column == column)


def clauses(
    document: Document, quantities: Sequence[Quantity], bindings: Mapping[str, Binding], table: Table
) -> Iterator[Clause]:
    """Yield the clauses of a document that hold figures."""
    for sentence in document.sentences:
        inside = [q for q in quantities if sentence.start <= q.start and q.end <= sentence.end]
        if not any(q.is_claim for q in inside):
            continue
        if _intends(document.text[sentence.start : sentence.end]):
            continue
        before = None
        for start, end in _pieces(document.text, sentence.start, sentence.end, inside):
            clause = _clause(document.text, start, end, inside, table)
            before = replace(clause, before=before)
            yield before


def _intends(sentence: str) -> bool:
    """Tell whether a sentence is about plans, wishes or other times."""
    intent = frozenset(load("tables")["intent"]["words"].split())
    return any(word.lower() in intent for word in _TOKEN.findall(sentence))


def _pieces(text: str, start: int, end: int, figures: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Split a sentence where both sides hold a figure of their own."""
    claims = [q for q in figures if q.is_claim and not _is_limit(text, q)]
    cuts = [start]
    for match in _BOUNDARY.finditer(text, start, end):
        if any(q.start < match.end() and match.start() < q.end for q in figures):
            continue
        left = any(cuts[-1] <= q.start < match.start() for q in claims)
        right = any(match.end() <= q.start < end for q in claims)
        if left and right:
            cuts.append(match.start())
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _is_limit(text: str, quantity: Quantity) -> bool:
    """Tell whether the figure is a limit of a condition: "earn more than 5 million"."""
    return limit_of(text, quantity) is not None


def limit_of(text: str, quantity: Quantity) -> str | None:
    """Return the comparison that a figure may be the limit of."""
    match = _OLDER.search(text, max(0, quantity.start - 30), quantity.start)
    if match:
        return ">" if match.group(1).lower() in _UP else "<"
    if quantity.hedge in _THRESHOLDS and quantity.kind in (Kind.LEVEL, Kind.COUNT, Kind.AGE, Kind.DURATION, Kind.SHARE):
        return _THRESHOLDS[quantity.hedge]
    return None


def _clause(text: str, start: int, end: int, figures: Sequence[Quantity], table: Table) -> Clause:
    inside = tuple(q for q in figures if start <= q.start and q.end <= end)
    tokens = [
        (m.group(), m.start(), m.end())
        for m in _TOKEN.finditer(text, start, end)
        if not any(q.start < m.end() and m.start() < q.end and q.is_claim for q in inside)
    ]
    used: set[int] = set()
    filters = tuple(_values(tokens, table, used))
    columns = tuple(_columns(tokens, table, used, {f.what.column for f in filters if isinstance(f.what, Filter)}))
    operations = tuple(_operations(tokens, used))
    flags = tuple(_flags(columns, text))
    entity = any(stem(word) in table.entity for word, _, _ in tokens) or any(
        stem(q.noun.split()[-1]) in table.entity for q in inside if q.noun
    )
    spans = [q for q in figures if not q.is_claim]
    named = [n.what for n in columns if isinstance(n.what, Column)]
    synonyms = {form for column in named for word in column.words for form in named_by(word)}
    rest = frozenset(
        word.lower()
        for n, (word, at, stop) in enumerate(tokens)
        if n not in used and not _neutral(word) and stem(word) not in table.entity
        and not any(q.start < stop and at < q.end for q in spans) and word.lower() not in synonyms
        and not any(word.lower().startswith(one) for one in table.entity if len(one) > _SHORT)
    )  # fmt: skip
    known = vocabulary()
    spoken = {w.lower() for w, _, _ in tokens} - _neutral_words()
    nouns = {q.noun.split()[-1].lower() for q in inside if q.noun}
    return Clause(
        start=start,
        end=end,
        figures=inside,
        filters=(*filters, *flags),
        columns=columns,
        operations=operations,
        years=tuple(dict.fromkeys(_YEAR.findall(text[start:end]))),
        unexplained=frozenset(word for word in rest - nouns if known.senses.get(word) != "change"),
        entity=entity,
        verbs=frozenset(word for word in spoken if known.senses.get(word) in _TELLING) - synonyms,
    )


@cache
def _neutral_words() -> frozenset[str]:
    return frozenset(load("tables")["neutral"]["words"].split())


def _neutral(word: str) -> bool:
    low = word.lower()
    known = vocabulary()
    plain = known.senses.get(low) in _PLAIN and low not in known.ambiguous
    return low in _neutral_words() or plain or low.isdigit()


def _values(tokens: Sequence[tuple[str, int, int]], table: Table, used: set[int]) -> Iterator[Named]:
    """Yield the cells that are named, the longest first; a short cell only beside the word of its heading."""
    for length in range(_LONGEST_VALUE, 0, -1):
        for at in range(len(tokens) - length + 1):
            if any(n in used for n in range(at, at + length)):
                continue
            words = tokens[at : at + length]
            found = _cell(words, tokens, at, table)
            if found is not None:
                used.update(range(at, at + length))
                yield Named(words[0][1], words[-1][2], found)


def _cell(
    words: Sequence[tuple[str, int, int]], tokens: Sequence[tuple[str, int, int]], at: int, table: Table
) -> Filter | None:
    phrase = " ".join(word for word, _, _ in words).lower()
    forms = {
        _countries().get(phrase, phrase),
        phrase,
        phrase.removesuffix("'s").removesuffix("’s"),
        phrase.removesuffix("s"),
        stem(phrase),
    }
    hits = []
    for column in table.columns:
        if column.kind != "text":
            continue
        for form in forms:
            if form in column.values:
                hits.append((column, column.values[form]))
                break
        else:
            hits += [(column, own) for value, own in column.values.items() if phrase in _spoken(value)]
    if len(hits) > 1:  # the heading beside it decides
        hits = [hit for hit in hits if _headed(hit[0], tokens, at, len(words))] or hits
    if len(hits) != 1:
        return None
    column, value = hits[0]
    short = len(value) < 3 or (phrase.islower() and words[0][0].islower() and phrase in _neutral_words())
    if short and phrase not in _spoken(value.lower()) and not _headed(column, tokens, at, len(words)):
        return None
    return Filter(column.name, "is", value)


@cache
def _countries() -> dict[str, str]:
    """Return the country of a people: "french" is of "france"."""
    return {word.lower(): name.lower() for _, name, _, people in countries() for word in people}


@cache
def _spoken(value: str) -> frozenset[str]:
    return frozenset(load("tables")["values"].get(value, "").split())


def _headed(column: Column, tokens: Sequence[tuple[str, int, int]], at: int, length: int) -> bool:
    """Tell whether the heading stands right before or after: "team A", "the A team"."""
    near = [tokens[n][0] for n in (at - 1, at + length) if 0 <= n < len(tokens)]
    return any(stem(word) in column.words for word in near)


def _columns(
    tokens: Sequence[tuple[str, int, int]], table: Table, used: set[int], filtered: set[str]
) -> Iterator[Named]:
    """Yield the columns whose heading the clause says, all words of it; a heading that is part of another gives way."""
    found: list[tuple[Column, list[int]]] = []
    for column in table.columns:
        if column.kind == "period" or not column.words:
            continue
        places = [_said(word, tokens, used if column.name not in filtered else set()) for word in column.words]
        if all(places):
            found.append((column, [place[0] for place in places]))
    for column, at in found:
        larger = any(set(column.words) < set(other.words) and set(at) & set(o) for other, o in found)
        if not larger:
            yield Named(tokens[min(at)][1], tokens[max(at)][2], column)
    for _, at in found:
        used.update(at)


def _said(word: str, tokens: Sequence[tuple[str, int, int]], used: set[int]) -> list[int]:
    forms = named_by(word)
    plain = [n for n, (token, _, _) in enumerate(tokens) if n not in used and stem(token) == word]
    return plain or [n for n, (token, _, _) in enumerate(tokens) if n not in used and token.lower() in forms]


def _operations(tokens: Sequence[tuple[str, int, int]], used: set[int]) -> Iterator[Named]:
    for n, (word, start, end) in enumerate(tokens):
        operation = _operation_words().get(word.lower())
        heading = n in used and operation in ("mean", "median", "sum")  # "mean height" is a column
        if (
            operation is None
            or heading
            or (word.lower() == "most" and n + 1 < len(tokens) and tokens[n + 1][0].lower() == "of")
        ):
            continue
        used.add(n)
        for one in ("max", "min") if operation == "either" else (operation,):
            yield Named(start, end, one)


@cache
def _operation_words() -> dict[str, Operation | Literal["either"]]:
    words: dict[str, Operation | Literal["either"]] = {}
    for operation, text in load("tables")["operations"].items():
        words |= dict.fromkeys(text.split(), operation)
    return words


def _flags(columns: Sequence[Named], text: str) -> Iterator[Named]:
    """A column of yes and no that is named is a condition: "12 electric buses"."""
    truths = set(load("tables")["truth"]["yes"].split())
    for named in columns:
        column = named.what
        if isinstance(column, Column) and column.kind == "flag":
            before = text[max(0, named.start - 5) : named.start].lower()
            wanted = before.endswith(("non-", "not ")) is False
            value = next((own for low, own in column.values.items() if (low in truths) == wanted), None)
            if value is not None:
                yield Named(named.start, named.end, Filter(column.name, "is", value))
