"""What a comparison with the record says; `verify.against_reference` words it as findings and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from claims.interval import Interval
from reference.match import Candidate
from reference.model import Observation

__all__ = ["Aspect", "Comparison", "How", "Outcome", "Repair"]

Outcome = Literal["supported", "refuted", "not_enough_info"]
How = Literal["value", "numeral", "unit", "points", "percent", "text"]
Aspect = Literal[
    "level", "growth", "points", "difference", "multiple", "rank", "record", "direction", "forecast", "kind"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A change of text[start:end] that makes the claim meet the record.

    `how`: "value" prints `value` (in the figure's own unit) in the style of the figure; "numeral" puts `text`
    for its digits, "unit" for its unit; "points" and "percent" change its wording; "text" replaces all.
    """

    start: int
    end: int
    how: How
    why: str
    value: Decimal | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One figure or wording of the text against the record."""

    start: int
    end: int
    outcome: Outcome
    aspect: Aspect
    quantity: str | None = None  # id; None: a wording without a figure
    match: Candidate | None = None
    expected: Interval | None = None  # what the record says, in the figure's unit
    unit: str = ""
    cells: tuple[Observation, ...] = ()  # what the verdict rests on, the judged figure first
    formula: str = ""  # how the expected value follows from the cells, where it is computed
    revised: Observation | None = None  # what the deciding figure became after the story
    later: bool = False  # the deciding cell was published after the story
    diagnosis: tuple[str, ...] = ()
    telling: bool = True  # the diagnosis is one that chance would hardly give
    neighbour: Observation | None = None  # the cell that has the printed value
    note: str = ""  # one clause about the neighbour or the reason
    repairs: tuple[Repair, ...] = ()
    reason: str = ""  # why there is no verdict, with the nearest candidates
