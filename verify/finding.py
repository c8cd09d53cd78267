"""What a check says: findings, verdicts, evidence, and the report that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from claims.document import Document
from claims.interval import Interval
from claims.model import Binding, Quantity, Relation

if TYPE_CHECKING:
    from verify.against import Trace

__all__ = [
    "CheckedClaim",
    "CheckedRelation",
    "Evidence",
    "Finding",
    "Holds",
    "Implied",
    "Report",
    "Severity",
    "Source",
    "Suggestion",
    "Verdict",
]


class Severity(StrEnum):
    ERROR = "error"  # exact arithmetic or a figure of record
    WARNING = "warning"  # a likely reading that one slip repairs, a heuristic
    NOTE = "note"  # style

    @property
    def level(self) -> int:
        return {"note": 0, "warning": 1, "error": 2}[self.value]


class Verdict(StrEnum):
    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"  # the text or the sources contradict one another
    NOT_ENOUGH_INFO = "not_enough_info"


class Holds(StrEnum):
    STRICT = "strict"
    LENIENT = "lenient"
    NO = "no"
    UNKNOWN = "unknown"  # a role is not printed, so there is nothing to compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A replacement for text[start:end]."""

    start: int
    end: int
    replacement: str
    why: str
    likely: bool = True  # False: only if another figure than the one blamed is the wrong one


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing that a verdict rests on: arithmetic inside the text, or a cell of the record."""

    kind: str  # "arithmetic" | "reference" | "calendar" | "implied" | "source" | "table" | "archive"
    text: str  # one line a person reads: "6,822 / 6,185 = +10.3%", "2023: 6,185 applications"
    source: str | None = None
    url: str | None = None
    vintage: str | None = None
    period: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that does not add up, at a figure or a wording of the text."""

    rule: str  # name of the rule: "percent-change-mismatch"
    code: str
    severity: Severity
    diagnosis: tuple[str, ...]  # slugs; two when two explanations are as good
    start: int
    end: int
    message: str  # one plain sentence with the arithmetic and the window
    explanation: str = ""
    quantities: tuple[str, ...] = ()  # ids of the figures of the conflict
    blamed: str | None = None  # id of the figure that is probably wrong, where one is
    computed: Interval | None = None
    suggestions: tuple[Suggestion, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def likely_suggestions(self) -> tuple[Suggestion, ...]:
        """The suggestions for the figure that is blamed, without those for the others."""
        return tuple(s for s in self.suggestions if s.likely)


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """A value that the text does not print but fixes: the prior-year value, a missing part, an exchange rate."""

    role: str
    period: str | None
    interval: Interval
    unit: str
    source: tuple[str, ...]  # ids of the figures it follows from


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRelation:
    id: str
    relation: Relation
    holds: Holds
    implied: tuple[Implied, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedClaim:
    """A claim with its verdict."""

    id: str
    kind: str
    binding: Binding
    roles: Mapping[str, str]  # role -> quantity id
    verdict: Verdict
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)  # quantity id -> verdict, where they differ
    evidence: tuple[Evidence, ...] = ()
    implied: tuple[Implied, ...] = ()
    unchecked: str | None = None  # why nothing could be compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    name: str
    url: str | None = None
    licence: str | None = None
    vintage: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that was read, checked and found in one document."""

    document: Document
    quantities: tuple[Quantity, ...]
    claims: tuple[CheckedClaim, ...]
    relations: tuple[CheckedRelation, ...]
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...] = ()
    unchecked: Mapping[str, int] = field(default_factory=dict)  # reason -> number of claims
    checked_internally: int = 0
    checked_against_reference: int = 0
    tolerances: Mapping[str, Decimal] = field(default_factory=dict)
    traces: tuple[Trace, ...] | None = None  # in the sources of the story; None: none were given

    def count(self, severity: Severity) -> int:
        return sum(f.severity is severity for f in self.findings)
