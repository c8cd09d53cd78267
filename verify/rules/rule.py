"""The shape of a rule: metadata, and one pure function from what was read to findings."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from claims.document import Document
from claims.model import Binding, PeriodMention, Quantity
from verify.finding import CheckedRelation, Finding, Severity
from verify.rules.lines import Line, read_lines

if TYPE_CHECKING:
    from reference.comparison import Comparison  # the record is read only where it is asked for
    from reference.tables import Answer
    from verify.against import Trace
    from verify.conversions import Conversion
    from verify.remember import Recalled

__all__ = ["Context", "Rule"]


@dataclass(frozen=True)
class Context:
    """What a rule may read. Rules do no I/O and keep no state."""

    document: Document
    quantities: tuple[Quantity, ...]
    mentions: tuple[PeriodMention, ...]
    bindings: Mapping[str, Binding]  # by quantity id
    relations: tuple[CheckedRelation, ...]
    strict: bool = False
    comparisons: tuple[Comparison, ...] = ()  # with the record, for the rules of the family `reference`
    conversions: tuple[Conversion, ...] = ()  # of money, held against the exchange rates of record
    answers: tuple[Answer, ...] = ()  # of the reporter's own tables, for the rules of the family `tables`
    recalled: tuple[Recalled, ...] = ()  # from the archive, for the rules of the family `archive`
    traces: tuple[Trace, ...] = ()  # in the sources of the story, for the rules of the family `sources`

    @cached_property
    def by_id(self) -> dict[str, Quantity]:
        return {q.id: q for q in self.quantities}

    @cached_property
    def relations_of(self) -> dict[str, list[CheckedRelation]]:
        """The relations that each figure stands in, by its id."""
        found: dict[str, list[CheckedRelation]] = {}
        for checked in self.relations:
            for member in checked.relation.members:
                found.setdefault(member.id, []).append(checked)
        return found

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The sentences with figures and dates as placeholders, for rules of wording."""
        return read_lines(self.document, self.quantities, self.mentions)

    def of_kind(self, *kinds: str) -> list[CheckedRelation]:
        return [r for r in self.relations if r.relation.kind in kinds]

    def in_span(self, start: int, end: int) -> Sequence[Quantity]:
        """Quantities that lie inside [start, end), in text order."""
        first = bisect_left(self.quantities, start, key=lambda q: q.start)
        last = bisect_left(self.quantities, end, key=lambda q: q.start)
        return [q for q in self.quantities[first:last] if q.end <= end]


@dataclass(frozen=True)
class Rule:
    """One check. `check` is a pure function; the docstring of its module is the documentation.

    `diagnoses` lists every diagnosis slug that the rule may give.
    """

    code: str  # stable short id, never reused: ARI101
    name: str  # what it flags, the stem of its module with hyphens: percent-change-mismatch
    family: str
    since: str
    severity: Severity  # the highest it gives
    check: Callable[[Context], Iterable[Finding]] = field(repr=False)
    diagnoses: tuple[str, ...] = ()

    @property
    def documentation(self) -> str:
        """Docstring of the rule's module."""
        return sys.modules[self.check.__module__].__doc__ or ""

    @property
    def title(self) -> str:
        return self.documentation.strip().splitlines()[0].rstrip(".")
