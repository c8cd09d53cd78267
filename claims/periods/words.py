"""The lexicon of time words as sets and dictionaries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.lexicon import load

__all__ = ["Words", "words"]


@dataclass(frozen=True, slots=True)
class Words:
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    ordinals: dict[str, int]
    numbers: dict[str, int]
    units: dict[str, str]
    fiscal_start: dict[str, int]
    sets: dict[str, frozenset[str]]
    year_before: frozenset[str]
    count_before: frozenset[str]
    count_after: frozenset[str]


@cache
def words() -> Words:
    """Return the lexicon, read once."""
    data = load("periods")
    return Words(
        **{k: data[k] for k in ("months", "weekdays", "seasons", "ordinals", "numbers", "units", "fiscal_start")},
        sets={key: frozenset(str(value).split()) for key, value in data["words"].items()},
        year_before=frozenset(data["years"]["before"].split()),
        count_before=frozenset(data["years"]["count_before"].split()),
        count_after=frozenset(data["years"]["count_after"].split()),
    )
