"""Superlatives of the text: "second-wettest", "the highest since 2017", "a record 934 mm"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.patterns import regex
from reference.reading import Scene
from reference.words import lexicon

__all__ = ["CARDINALS", "ORDINALS", "Superlative", "nth", "ordinal_text", "superlatives"]

ORDINALS = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_SUPERLATIVE = regex(
    rf"(?<!\bat )\b(?:(?P<ordinal>{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th))[- ])?"
    r"(?P<adjective>[a-z]+est|most|least|record|all-time)\b",
    re.IGNORECASE,
)
_ENDINGS = ("est", "most", "least", "record", "all-time")  # one of them ends each match
_SINCE = regex(r"\bsince\s+(?:at least\s+)?(?P<year>(?:18|19|20)\d\d)\b")
_IN_YEARS = regex(
    r"\b(?:in|for|over)\s+(?:the\s+)?(?:past\s+|last\s+)?"
    r"(?:(?P<number>\d+|[a-z]+)[\s-]+years?|(?P<decade>a decade|the decade|a century))\b"
)
_A_RECORD = regex(r"\b(?:a|an|the|its|their|new|another)\s+(?:new\s+)?$")
_IS_RECORD = regex(r"[- ](?:high|low)\b|,? (?:of |with |at )?(?:about |some )?[£$€]?\d[\d,.]*(?![\d-])")
_EVER = regex(r"\b(?:on record|ever|in (?:its|the|their) history|since records began|of all time)\b")
CARDINALS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_NUMBERS = {w: n for n, w in enumerate(CARDINALS, 1)} | {
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}


@dataclass(frozen=True, slots=True)
class Superlative:
    """ "second-wettest", "the highest since 2017"."""

    start: int
    end: int
    place: int
    adjective: str
    high: bool
    since: tuple[int, int, int] | None  # year and its span
    years: int | None  # the window in years; None: ever, as far as the record goes
    bounded: bool  # a window in time is stated at all


def superlatives(scene: Scene, start: int, end: int) -> list[Superlative]:
    """Return the superlatives between two places of the text, with the window in time that they name."""
    known = lexicon()
    text = scene.document.text
    said = text[start:end].lower()
    if not any(ending in said for ending in _ENDINGS):
        return []
    found = []
    for match in _SUPERLATIVE.finditer(text, start, end):
        adjective = match["adjective"].lower()
        if adjective not in known.high and adjective not in known.low and adjective != "all-time":
            continue
        high = adjective in known.high or adjective == "all-time"
        tail = text[match.end() : end]
        if adjective in ("record", "all-time"):
            if not _IS_RECORD.match(tail) or not _A_RECORD.search(text, max(match.start() - 12, 0), match.start()):
                continue
            high = not re.match(r"[- ]low", tail)
        since, years = _SINCE.search(tail), _IN_YEARS.search(tail)
        count = _years(years) if years else None
        found.append(
            Superlative(
                start=match.start(),
                end=match.end(),
                place=_place(match["ordinal"]),
                adjective=adjective,
                high=high,
                since=(int(since["year"]), match.end() + since.start("year"), match.end() + since.end("year"))
                if since
                else None,
                years=count,
                bounded=bool(since or count or _EVER.search(tail) or adjective in ("record", "all-time")),
            )
        )
    return found


def _place(ordinal: str | None) -> int:
    if not ordinal:
        return 1
    digits = "".join(c for c in ordinal if c.isdigit())
    return int(digits) if digits else ORDINALS.index(ordinal.lower()) + 2


def _years(match: re.Match[str]) -> int | None:
    if match["decade"]:
        return 100 if "century" in match["decade"] else 10
    number = match["number"]
    return int(number) if number.isdigit() else _NUMBERS.get(number)


def nth(place: int) -> str:
    """Print a place: 1st, 12th, 22nd."""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def ordinal_text(place: int, adjective: str) -> str:
    """Print a place with what it is a place in: highest, third-highest, 12th-highest."""
    if place == 1:
        return adjective
    return f"{ORDINALS[place - 2] if place <= len(ORDINALS) + 1 else nth(place)}-{adjective}"
