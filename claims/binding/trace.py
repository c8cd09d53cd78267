"""Say in plain words which words of the text made a figure's indicator, area and period."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from claims.binding.areas import Found
from claims.model import Area, PeriodMention, Phrase

__all__ = ["Times", "as_area", "traced"]


def as_area(found: Found, inferred: bool) -> Area:
    return Area(start=found.start, end=found.end, text=found.text, name=found.name, code=found.code, inferred=inferred)


def traced(how: str, phrase: Phrase | None, carried: bool, area: Area | None) -> tuple[str, ...]:
    """Return the steps that made indicator and area: "indicator: subject, “Exports of tea”"."""
    steps: list[str] = []
    if phrase is not None:
        steps.append(f"indicator: {how}, {'carried over from ' if carried else ''}{_quoted(phrase.text)}")
    if area is not None:
        steps.append(f"area: {'carried over from ' if area.inferred else ''}{_quoted(area.text)}")
    return tuple(steps)


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"


@dataclass(frozen=True, slots=True)
class Times:
    """The expressions of time of a document by the period they stand for, in text order."""

    by_period: dict[str, list[PeriodMention]]

    @classmethod
    def of(cls, mentions: Sequence[PeriodMention]) -> Times:
        by_period: dict[str, list[PeriodMention]] = {}
        for mention in mentions:
            if mention.period is not None:
                by_period.setdefault(mention.period, []).append(mention)
        return cls(by_period)

    def traced(self, at: int, period: str | None, compared_to: str | None, carried: bool) -> tuple[str, ...]:
        """Return the steps that made the period of a figure at offset `at`, and the one it is compared with."""
        steps: list[str] = []
        if period is not None:
            steps.append(f"period: {self._source(at, period, carried)}")
        if compared_to is not None:
            steps.append(f"compared with: {self._source(at, compared_to, False)}")
        return tuple(steps)

    def _source(self, at: int, period: str, carried: bool) -> str:
        told = self.by_period.get(period, [])
        after = bisect_left(told, at, key=lambda mention: mention.start)
        near = sorted(told[max(after - 1, 0) : after + 1], key=lambda mention: abs(mention.start - at))
        if not near:
            return f"{period}, counted from the other times of the text"
        return f"{period}, {'carried over from ' if carried else ''}{_quoted(near[0].surface)}"
