"""Figures spoilt in the correct stories of `tests/corpus/clean`: no change may find fewer than the last one did.

A line of a passage plants a slip; the words around it say where, and the sum shows it:

    Slip: 16 -> 18 ;; a ratio of 16 students ;; 20,160 / 1,260 = 16

The bars are what was measured when they were last raised; `python -m benchmarks.slips --misses` prints the misses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from claims.readers import read_text
from verify.finding import Severity
from verify.pipeline import check_document

FOLDER = Path(__file__).parent / "corpus" / "clean"
_SLIP = re.compile(r"^Slip: (?P<right>.+?) -> (?P<wrong>.+?) ;; (?P<near>.+?) ;; (?P<why>.+)$")
_PUBLISHED = re.compile(r"^Published: (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Planted:
    """A story with one figure spoilt; offsets are those of the spoilt text."""

    passage: str
    right: str
    wrong: str
    why: str
    story: str
    text: str
    start: int
    end: int
    published: date | None


def planted(path: Path) -> Iterator[Planted]:
    """Yield the spoilt stories of a file; raises `ValueError` where the words around a slip are not in its story."""
    for section in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, *lines = section.splitlines()
        story = "\n".join(line[1:].removeprefix(" ") for line in lines if line.startswith(">"))
        told = _PUBLISHED.search(section)
        for match in filter(None, map(_SLIP.match, lines)):
            place = story.find(match["near"])
            start = story.find(match["right"], place)
            if place < 0 or not 0 <= start - place < len(match["near"]):
                raise ValueError(f"{path.name}: “{match['near']}” does not hold “{match['right']}” in “{name}”")
            text = story[:start] + match["wrong"] + story[start + len(match["right"]) :]
            yield Planted(
                passage=name.strip(),
                right=match["right"],
                wrong=match["wrong"],
                why=match["why"],
                story=story,
                text=text,
                start=start,
                end=start + len(match["wrong"]),
                published=date.fromisoformat(told[1]) if told else None,
            )


def is_found(slip: Planted) -> bool:
    """Tell whether the spoilt story raises a warning or an error; the story itself is known to raise none."""
    report = check_document(read_text(slip.text, published=slip.published), store=None)
    return any(finding.severity is not Severity.NOTE for finding in report.findings)


_AT_LEAST = {  # found of the slips planted in each file
    "planted_agency": 97,
    "planted_breakdown": 7,
    "planted_changes": 61,
    "planted_desks": 244,
    "planted_differences": 67,
    "planted_growth": 10,
    "planted_mixed": 109,
    "planted_more": 131,
    "planted_near_alarms": 9,
    "planted_ordinary": 249,
    "planted_parts": 22,
    "planted_passages": 129,
    "planted_plain": 65,
    "planted_points": 90,
    "planted_ratios": 59,
    "planted_results": 78,
    "planted_scales": 11,
    "planted_shares": 55,
    "planted_short": 111,
    "planted_spans": 176,
    "planted_sport": 44,
    "planted_steps": 6,
    "planted_stories": 103,
    "planted_tight": 207,
    "planted_told": 102,
    "planted_wholes": 33,
    "planted_worded": 60,
    "planted_worked_out": 111,
}


@pytest.mark.parametrize("name", _AT_LEAST)
def test_as_many_planted_slips_are_found_as_before(name: str) -> None:
    slips = list(planted(FOLDER / f"{name}.md"))
    found = [slip for slip in slips if is_found(slip)]
    assert len(found) >= _AT_LEAST[name], f"{len(found)} of {len(slips)} found"


def test_a_slip_is_planted_where_its_words_stand() -> None:
    for name in _AT_LEAST:
        for slip in planted(FOLDER / f"{name}.md"):
            assert slip.text[slip.start : slip.end] == slip.wrong
            assert slip.text != slip.story
