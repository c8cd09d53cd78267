"""What a batch came to, counted by outlet, month and rule: small, and added up in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Tally"]

_SUMS = ("figures", "checked_internally", "checked_against_reference", "errors", "warnings", "notes")
UNDATED = "undated"


@dataclass(slots=True)
class Tally:
    """Counts over stories. Keys are (outlet, month) for stories, and (outlet, month, rule, severity) for findings."""

    sums: Counter[str] = field(default_factory=Counter)
    stories: Counter[tuple[str, ...]] = field(default_factory=Counter)
    findings: Counter[tuple[str, ...]] = field(default_factory=Counter)
    quarantined: Counter[tuple[str, ...]] = field(default_factory=Counter)  # by input and reason

    def add(self, facts: Mapping[str, Any], source: str) -> None:
        """Count a story that was checked; `source` stands in where its record names no outlet."""
        group = (facts["source"] or source, (facts["date"] or UNDATED)[: len("2025-01")])
        self.stories[group] += 1
        self.sums.update({"stories": 1, **{name: facts[name] for name in _SUMS}})
        if facts["findings"]:
            self.sums["with_findings"] += 1
        self.findings.update((*group, f["rule"], f["severity"]) for f in facts["findings"])

    def set_aside(self, source: str, reason: str) -> None:
        """Count a story that could not be checked; numbers in the reason do not make it another one."""
        self.sums["quarantined"] += 1
        self.quarantined[(source, reason.partition(":")[0])] += 1

    def __iadd__(self, other: Tally) -> Tally:
        self.sums += other.sums
        self.stories += other.stories
        self.findings += other.findings
        self.quarantined += other.quarantined
        return self

    @property
    def seen(self) -> int:
        return self.sums["stories"] + self.sums["quarantined"]

    def data(self) -> dict[str, Any]:
        """Return the counts as plain data, in one order."""
        return {
            "sums": dict(sorted(self.sums.items())),
            "stories": [[*key, n] for key, n in sorted(self.stories.items())],
            "findings": [[*key, n] for key, n in sorted(self.findings.items())],
            "quarantined": [[*key, n] for key, n in sorted(self.quarantined.items())],
        }

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Tally:
        """Read what `data` wrote."""
        stories, findings, quarantined = (
            Counter({tuple(row[:-1]): row[-1] for row in data[name]}) for name in ("stories", "findings", "quarantined")
        )
        return cls(Counter(data["sums"]), stories, findings, quarantined)
