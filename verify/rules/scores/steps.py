"""What each named period did: "rose in March, fell in April and May" is up, down, down."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.lexicon import load
from claims.patterns import regex

__all__ = ["DIRECTIONS", "Step", "in_order", "read_steps"]

_MONTHS = "january february march april may june july august september october november december".split()
_SHORT = {m[:3]: i for i, m in enumerate(_MONTHS)} | {"sept": 8}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_QUARTERS = "first second third fourth".split()
_TOKEN = regex(
    r"(?P<quarter>(?:first|second|third|fourth)(?= (?:and|to) (?:second|third|fourth) quarters)|(?:first|"
    r"second|third|fourth) quarters?|Q[1-4])\b|\b(?P<year>(?:19|20)\d\d)\b|"
    r"[^\W\d_]+(?:-[^\W\d_]+)*"
)
_SKIPPED_AFTER = frozenset("from than with versus vs over against on to since compared until by for".split())
_BASE = frozenset("from than versus vs against compared".split())
_CYCLE: dict[str, int | None] = {"month": 12, "day": 7, "quarter": 4, "year": None}


def _read_directions() -> dict[str, int]:
    lexicon = load("change")
    words: dict[str, int] = {}
    for section in ("verbs", "nouns"):
        words.update(dict.fromkeys(str(lexicon[section]["up"]).split(), 1))
        words.update(dict.fromkeys(str(lexicon[section]["down"]).split(), -1))
    words.update(
        {
            "up": 1,
            "down": -1,
            "higher": 1,
            "lower": -1,
            "unchanged": 0,
            "flat": 0,
            "steady": 0,
            "stagnated": 0,
        }
    )
    return {w: d for w, d in words.items() if w not in ("added", "made", "cut", "extended")}


DIRECTIONS = _read_directions()


@dataclass(frozen=True, slots=True)
class Step:
    unit: str
    index: int
    direction: int


def read_steps(text: str, streak: tuple[int, int]) -> list[Step]:
    """Return what each named period did, in the order of the text; the streak's own words are passed over."""
    steps: list[Step] = []
    direction: int | None = None
    words: list[str] = []
    for token in _TOKEN.finditer(text):
        if streak[0] <= token.start() < streak[1]:
            continue
        word = token.group().lower()
        place = _place(token, word)
        if place:
            skipped = _is_comparison(words, place[0])
            if direction is not None and not skipped:
                steps.append(Step(*place, direction))
        elif word in DIRECTIONS:
            direction = DIRECTIONS[word]
        words.append(word)
    return steps


def _is_comparison(words: list[str], unit: str) -> bool:
    """Tell whether the period is the one compared with: "from April", "than in April", "on March"."""
    if not words or (words[-1] == "on" and unit == "day"):
        return False
    if words[-1] in _SKIPPED_AFTER or words[-2:-1] == ["than"]:
        return True
    near = words[-4:-1]  # "from 3.4 percent in March"
    return words[-1] in ("in", "for") and bool(_BASE.intersection(near)) and not DIRECTIONS.keys() & set(near)


def _place(token: re.Match[str], word: str) -> tuple[str, int] | None:
    if token["year"]:
        return "year", int(token["year"])
    if token["quarter"]:
        return "quarter", int(word[1]) - 1 if word[0] == "q" else _QUARTERS.index(word.split()[0])
    if not token.group()[0].isupper():
        return None
    if word in _MONTHS:
        return "month", _MONTHS.index(word)
    if word in _SHORT and word != "may":
        return "month", _SHORT[word]
    return ("day", _DAYS.index(word)) if word in _DAYS else None


def in_order(steps: list[Step]) -> list[Step]:
    """Return the steps of one unit in the order of time; nothing where they leave a gap or contradict."""
    units = [s.unit for s in steps]
    unit = max(set(units), key=lambda u: (units.count(u), u), default="")
    placed: dict[int, Step] = {}
    for step in steps:
        if step.unit == unit and placed.setdefault(step.index, step).direction != step.direction:
            return []
    cycle = _CYCLE.get(unit)
    starts = [i for i in placed if (i - 1) % cycle not in placed] if cycle else [min(placed, default=0)]
    if len(starts) != 1:
        return []
    order = [(starts[0] + k) % cycle if cycle else starts[0] + k for k in range(len(placed))]
    return [placed[i] for i in order] if all(i in placed for i in order) else []
