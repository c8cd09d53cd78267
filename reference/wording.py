"""Wordings of comparison around a figure: "from April", "from a year earlier", "on the month"."""

from __future__ import annotations

import re

from claims.patterns import regex
from claims.period import frequency, previous
from reference.comparison import Repair
from reference.reading import Reading, Scene
from reference.words import lexicon

__all__ = [
    "basis_of_wording",
    "comparison_wording",
    "is_average_rate",
    "is_moment",
    "is_per_head",
    "opposite",
]

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_QUARTERS = "first|second|third|fourth"
_COMPARED = regex(
    rf"(?:from|than|over|on|compared with|compared to|against)\s+(?:in\s+)?(?:the\s+|a\s+)?"
    rf"(?:(?:previous|prior|preceding|same)\s+(?:month|quarter|year)"
    rf"(?:\s+(?:last year|a year (?:earlier|before)))?"
    rf"|(?:month|quarter|year)(?:\s+(?:earlier|before|ago))?|(?:{_MONTHS})\b(?:\s+\d{{4}})?|(?:{_QUARTERS})\b(?:\s+quarter)?)"
    r"|(?:year[- ](?:on|over)[- ]year|month[- ](?:on|over)[- ]month|quarter[- ](?:on|over)[- ]quarter)",
    re.IGNORECASE,
)


_PER_HEAD = regex(
    r"\s*(?:(?:a|per) (?:head|person|resident|inhabitant|citizen|household|worker|pupil|student|visitor|user)"
    r"|per capita|apiece|each|for (?:each|every))\b"
)
_AVERAGE_RATE = regex(
    r"\baverage\b.{0,60}\b(?:a|per|each|every) (?:year|quarter|month)\b|\b(?:annual|yearly) average\b|\bannuali[sz]ed\b"
    r"|\bcompound(?:ed)?\b|\b(?:a|per|each|every) (?:year|quarter|month) on average\b"
)
_ON_AVERAGE = regex(r"\bon average\b")
_MOMENTS = ("day", "hour", "night", "week", "month", "minute")
_STRETCHES = f"{'|'.join(_MOMENTS)}|weekend"
_MOMENT = regex(
    r"\b(?:on|in|within|over) (?:just |only )?(?:one|a single|two|three|four|five|24|48|\d+) "
    rf"(?:{_STRETCHES})s?\b"
    rf"|\bin (?:just |only )?a (?:{_STRETCHES})\b|\bovernight\b|\b(?:that|the same) (?:{_STRETCHES})\b",
    re.IGNORECASE,
)


def is_per_head(scene: Scene, end: int) -> bool:
    """Tell whether a figure that ends there is so much a person: "$8,200 a head"."""
    return _PER_HEAD.match(scene.document.text, end) is not None


def is_average_rate(scene: Scene, reading: Reading) -> bool:
    """Tell whether a rate is a mean over several periods, which no single cell has."""
    if _AVERAGE_RATE.search(reading.text):
        return True
    # "prices rose 1.2 percent on average in 2016": over goods, not over years
    return _ON_AVERAGE.search(reading.text) is not None and frequency(reading.period) != "year"


def is_moment(scene: Scene, reading: Reading) -> bool:
    """Tell whether a figure is of a stretch inside its period: "on one day in 2024"."""
    said = scene.document.sentence_text(reading.sentence).lower()
    if not any(word in said for word in _MOMENTS):
        return False
    return _MOMENT.search(scene.document.text, reading.sentence.start, reading.sentence.end) is not None


def comparison_wording(scene: Scene, reading: Reading) -> tuple[int, int] | None:
    """Return where the clause names the period that a change is measured from."""
    match = _COMPARED.search(scene.document.text, reading.end, reading.sentence.end)
    if match is None:
        match = _COMPARED.search(scene.document.text, reading.sentence.start, reading.start)
    return (match.start(), match.end()) if match else None


def basis_of_wording(scene: Scene, reading: Reading) -> str | None:
    """Return the basis that the wording names, ``None`` where it names none."""
    span = comparison_wording(scene, reading)
    if span is None:
        return None
    low = scene.document.text[span[0] : span[1]].lower()
    if "same" in low or "year" in low:
        return "year_on_year"
    if "quarter" in low or (frequency(reading.period) == "quarter" and re.search(rf"\b(?:{_QUARTERS})\b", low)):
        return "quarter_on_quarter"
    if "month" in low or (frequency(reading.period) == "month" and _names_month_before(low, reading.period)):
        return "month_on_month"
    return None


def _names_month_before(wording: str, period: str | None) -> bool:
    before = previous(period)
    named = re.search(rf"\b(?:{_MONTHS})\b", wording)
    if before is None or named is None or re.search(r"\d", wording):
        return False
    return _MONTHS.split("|").index(named.group()) + 1 == int(before[5:7])


def opposite(scene: Scene, start: int, end: int) -> tuple[Repair, ...]:
    """Return the repair of a word of direction by its opposite, nothing where the lexicon has none."""
    word = lexicon().opposites.get(scene.document.text[start:end].lower())
    if word is None:
        return ()
    return (Repair(start=start, end=end, how="text", text=word, why="the record moved the other way"),)
