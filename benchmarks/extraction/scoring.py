"""One measure for all readers: the same matching of found and annotated quantities."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any

__all__ = ["Score", "score_passage"]

_DIGIT = re.compile(r"\d")
_NAMELESS = ("", "rank", "edition", "times", "ratio", "index point", "time", "person", "id")


@dataclass
class Score:
    """Counts that add up over passages."""

    right: int = 0  # annotated and found with an equal value
    missed: int = 0
    wrong: int = 0  # found, but not annotated, or with another value
    units: int = 0  # right, and of a unit that any reader may know: percent, points, money, measures, time
    units_right: int = 0

    def __iadd__(self, other: Score) -> Score:
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))
        return self

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    @property
    def unit_share(self) -> float:
        return self.units_right / max(1, self.units)


def _equal(found: float | None, gold: dict[str, Any]) -> bool:
    """Tell whether the values agree; signs are left to the wording, "a third" may be 0.333 or 33.3 percent."""
    try:
        a, b = abs(float(found)), abs(float(gold["value"]))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    spoken = gold["unit"] == "percent" and not _DIGIT.search(gold["surface"])
    return any(abs(a * f - b) <= 1e-5 * max(1.0, b) for f in ((1, 100) if spoken else (1,)))


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> int:
    return min(one["end"], other["end"]) - max(one["start"], other["start"])


def score_passage(passage: dict[str, Any], found: list[dict[str, Any]]) -> Score:
    """Match one to one, the widest overlap first, and count."""
    score, used = Score(), set()
    for gold in passage["quantities"]:
        fits = [
            (_overlap(gold, one), -n)
            for n, one in enumerate(found)
            if n not in used and _overlap(gold, one) > 0 and _equal(one["value"], gold)
        ]
        trap = gold["kind"] == "date_not_claim"
        if not fits:
            score.missed += not trap
            continue
        used.add(-max(fits)[1])
        if trap:
            score.wrong += 1
            continue
        score.right += 1
        if gold["unit"] not in _NAMELESS and not gold["unit"].startswith(("count", "per ")):
            score.units += 1
            score.units_right += found[-max(fits)[1]]["unit"] == gold["unit"]
    for n, one in enumerate(found):
        if n not in used and _counts(passage, one):
            score.wrong += 1
    return score


def _counts(passage: dict[str, Any], one: dict[str, Any]) -> bool:
    """Tell what is held against a reader: not what the annotation leaves open (spans to ignore, bare number words)."""
    if any(one["start"] < b and a < one["end"] for a, b in passage["ignore"]):
        return False
    spelled = not _DIGIT.search(passage["text"][one["start"] : one["end"]])
    return not spelled or any(_overlap(gold, one) > 0 for gold in passage["quantities"])
