"""Proofs beside a finding or a figure: numbered sources, and what a message says already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verify.finding import Evidence, Finding

__all__ = ["Named", "Sources", "repeats"]


@dataclass(frozen=True, slots=True)
class Named:
    """A source as it is listed: its words, and its address if it has one."""

    words: str
    url: str | None


class Sources:
    """The sources that a report names, numbered as they come up; listed once at its end."""

    def __init__(self) -> None:
        self._numbers: dict[Named, int] = {}

    def number(self, evidence: Evidence) -> int | None:
        """Return the number of a proof's source, None where it names none."""
        vintage = f"published {evidence.vintage}" if evidence.vintage else None
        words = ", ".join(word for word in (evidence.source, vintage) if word)
        if not words and not evidence.url:
            return None
        return self._numbers.setdefault(Named(words, evidence.url), len(self._numbers) + 1)

    def __iter__(self) -> Iterator[tuple[int, Named]]:
        return iter([(n, named) for named, n in self._numbers.items()])


def repeats(evidence: Evidence, finding: Finding) -> bool:
    """Tell whether the message of a finding has all of a proof, so that its source is enough."""
    if evidence.text in finding.message:
        return True
    if evidence.kind != "reference" or not evidence.value or not evidence.period:
        return False
    forms = {evidence.value}
    if evidence.value.lstrip("-").isdigit():
        forms.add(f"{int(evidence.value):,}")
    return evidence.period in finding.message and any(form in finding.message for form in forms)
