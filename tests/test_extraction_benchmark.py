"""The measure of benchmarks/extraction: one-to-one matching, equal values, the same for every reader."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
TEXT = "Sales rose 5% to $20m, a third more than in 2019, said two men."
GOLD = {
    "text": TEXT,
    "ignore": [],
    "quantities": [
        {"surface": "5%", "start": 11, "end": 13, "value": 5, "unit": "percent", "kind": "growth_rate"},
        {"surface": "$20m", "start": 17, "end": 21, "value": 2e7, "unit": "USD", "kind": "level"},
        {"surface": "a third", "start": 23, "end": 30, "value": 33.333333, "unit": "percent", "kind": "growth_rate"},
    ],
}


def load(path: Path) -> ModuleType:
    """Import a script that belongs to no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


scoring = load(FOLDER / "extraction" / "scoring.py")
fuzz = load(FOLDER / "fuzz_extraction.py")


def found(surface: str, value: float | None, unit: str = "") -> dict[str, Any]:
    start = TEXT.index(surface)
    return {"start": start, "end": start + len(surface), "value": value, "unit": unit, "dated": False}


@pytest.mark.parametrize(
    ("readings", "right", "missed", "wrong", "units_right"),
    [
        ([], 0, 3, 0, 0),
        ([found("5%", 5, "percent"), found("$20m", 2e7, "USD")], 2, 1, 0, 2),
        ([found("5", 5), found("20m", 2e7)], 2, 1, 0, 0),  # overlapping places and equal values, no units
        ([found("$20", 20, "USD")], 0, 3, 1, 0),  # another value
        ([found("third", 1 / 3)], 1, 2, 0, 0),  # a fraction is as good as a percentage
        ([found("5%", 0.05, "percent")], 0, 3, 1, 0),  # but not where percent is printed
        ([found("5%", 5, "percent"), found("5%", 5, "percent")], 1, 2, 1, 1),  # once only
        ([found("2019", 2019)], 0, 3, 1, 0),  # a year is no quantity
        ([found("two", 2)], 0, 3, 0, 0),  # number words are not all annotated
        ([found("5%", None)], 0, 3, 1, 0),
    ],
)
def test_readings_are_counted(
    readings: list[dict[str, Any]], right: int, missed: int, wrong: int, units_right: int
) -> None:
    score = scoring.score_passage(GOLD, readings)
    assert (score.right, score.missed, score.wrong, score.units_right) == (right, missed, wrong, units_right)


def test_shares_of_a_score() -> None:
    score = scoring.Score(right=6, missed=2, wrong=4, units=4, units_right=3)
    assert (score.precision, score.recall, score.unit_share) == (0.6, 0.75, 0.75)
    assert score.f1 == pytest.approx(2 / 3)


def test_fuzzed_inputs_are_read() -> None:
    texts = [text for _, text in zip(range(900), fuzz.inputs(7), strict=False)]
    assert texts == [text for _, text in zip(range(900), fuzz.inputs(7), strict=False)]
    assert sum(fuzz.check(text) for text in texts) > 900
