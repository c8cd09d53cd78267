"""Times of a race and the gaps between them, as one sentence prints them.

A time is printed with colons ("2:04:30", "24:48.3") or in seconds ("in 9.86 seconds", "ran 9.93"); a gap is told in
words of time: "48 seconds", "a minute and 12 seconds", "seven hundredths of a second". In the `shape` of a sentence a
time is ``<0>``, a gap ``{0}``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.patterns import regex
from verify.rules.small_numbers import NUMBER, cardinal, like

__all__ = ["Course", "Gap", "RaceTime", "gap_like", "read_course"]

_CLOCK = (
    r"(?<![\d:.,-])(?P<t>(?:\d{1,2}:)?\d{1,3}:\d\d(?:\.\d{1,3})?)"
    r"(?![\d:]|\.\d|\s?(?:[ap]\.?m\b|GMT|BST|local))"
)
_BARE = (  # "1:17 inside the record"
    r"(?<![\d:.,-])(?P<bare>\d{1,2}:\d\d(?:\.\d{1,3})?)(?=\s(?:ahead|clear|behind|adrift|inside|outside|faster|slower|quicker)\b)"
)
_TOLD = (
    "in",
    "ran",
    "clocked",
    "swam",
    "recorded",
    "timed at",
    "time of",
    "record of",
    "best of",
    "mark of",
    "with",
    "to",
)
_SECONDS = (
    rf"(?:{'|'.join(rf'(?<={word} )' for word in _TOLD)}|(?<=\()|(?<='s )|(?<=’s ))"
    r"(?P<s>\d{1,2}\.\d{1,3})(?:[\s-](?:seconds?|secs?)\b|s\b|sec\b)?(?![\d%])"
)
_GAP = (
    rf"\b(?:(?P<m>{NUMBER}|an?)[\s-]minutes?(?:,|\sand|,\sand)?\s)?(?P<g>\d{{1,3}}\.\d{{1,3}}|{NUMBER})"
    rf"(?:[\s-]?(?:seconds?|secs?)\b|s\b)"
    rf"|\b(?P<g2>{NUMBER})[\s-](?P<part>tenths?|hundredths?|thousandths?)\sof\sa\ssecond\b"
    rf"|\b(?P<m2>{NUMBER})[\s-](?:minutes?|mins?)\b"
)
_SPOKEN = (  # "in 26 minutes 47.31 seconds"
    r"(?:(?<=in )|(?<=of )|(?<=clocked )|(?<=ran ))(?:(?P<hh>\d) hours?,? )?(?P<mm>\d{1,2}) minutes?,?(?: and)? "
    r"(?P<ss>\d{1,2}(?:\.\d{1,3})?) seconds\b"
)
_READ = regex(rf"{_BARE}|{_CLOCK}|{_SPOKEN}|{_SECONDS}|{_GAP}", re.I)
_SHORTEST = 4  # seconds: what is less is a gap
_PARTS = {"tenth": Decimal("0.1"), "hundredth": Decimal("0.01"), "thousandth": Decimal("0.001")}
_HEDGED = regex(
    r"\b(?:about|around|some|roughly|nearly|almost|over|under|than|least|within|approximately)\s(?:an?\s)?$", re.I
)
_PLAIN = str.maketrans(dict.fromkeys("<>{}|\n\t\u00a0\u202f", " ") | {"’": "'", "‘": "'"})


@dataclass(frozen=True, slots=True)
class RaceTime:
    """A time as printed; `step` is the unit of its last digit, both in seconds."""

    start: int
    end: int
    text: str
    seconds: Decimal
    step: Decimal
    hours: Decimal | None  # read as hours and minutes, where two groups of digits may be either


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap as printed, in seconds."""

    start: int
    end: int
    text: str
    seconds: Decimal
    step: Decimal
    match: re.Match[str]


@dataclass(frozen=True, slots=True)
class Course:
    """A sentence as a line of words, times and gaps."""

    shape: str
    times: tuple[RaceTime, ...]
    gaps: tuple[Gap, ...]


def read_course(text: str, start: int, end: int) -> Course:
    """Return text[start:end) as a line; what is hedged is no gap."""
    times: list[RaceTime] = []
    gaps: list[Gap] = []
    shape: list[str] = []
    at = start
    for match in _READ.finditer(text, start, end):
        found = _time(match) if match["t"] or match["s"] or match["ss"] else _gap(match)
        if found is None or (
            isinstance(found, Gap) and _HEDGED.search(text, max(start, match.start() - 20), match.start())
        ):
            continue
        shape.append(text[at : found.start].translate(_PLAIN).lower())
        if isinstance(found, RaceTime):
            shape.append(f"<{len(times)}>")
            times.append(found)
        else:
            shape.append(f"{{{len(gaps)}}}")
            gaps.append(found)
        at = found.end
    shape.append(text[at:end].translate(_PLAIN).lower())
    return Course("".join(shape), tuple(times), tuple(gaps))


def _time(match: re.Match[str]) -> RaceTime | None:
    if match["s"]:
        printed = Decimal(match["s"])
        if printed < _SHORTEST:
            return None
        return RaceTime(match.start("s"), match.end(), match["s"], printed, _step(match["s"]), None)
    if match["ss"]:
        seconds = int(match["hh"] or 0) * 3600 + int(match["mm"]) * 60 + Decimal(match["ss"])
        return RaceTime(match.start(), match.end(), match.group(), seconds, _step(match["ss"]), None)
    *groups, last = match["t"].split(":")
    seconds = Decimal(last)
    if seconds >= 60 or (len(groups) == 2 and int(groups[1]) >= 60):
        return None
    for size, group in zip((60, 3600), reversed(groups), strict=False):
        seconds += int(group) * size
    hours = seconds * 60 if len(groups) == 1 and "." not in last and int(groups[0]) < 10 else None
    return RaceTime(match.start("t"), match.end("t"), match["t"], seconds, _step(last), hours)


def _gap(match: re.Match[str]) -> Gap | None:
    if match["bare"]:
        minutes, _, rest = match["bare"].partition(":")
        told = int(minutes) * 60 + Decimal(rest)
        return Gap(match.start(), match.end(), match.group(), told, _step(rest), match)
    if match["g2"]:
        part = _PARTS[match["part"].lower().removesuffix("s")]
        count = cardinal(match["g2"])
        return None if count is None else Gap(match.start(), match.end(), match.group(), count * part, part, match)
    minutes = match["m"] or match["m2"]
    whole = 1 if minutes and minutes.lower() in ("a", "an") else cardinal(minutes) if minutes else 0
    printed = match["g"]
    if whole is None:
        return None
    if printed is None:
        return Gap(match.start(), match.end(), match.group(), Decimal(whole * 60), Decimal(60), match)
    seconds = Decimal(printed) if printed[:1].isdigit() else Decimal(cardinal(printed) or 0)
    return Gap(match.start(), match.end(), match.group(), whole * 60 + seconds, _step(printed), match)


def _step(printed: str) -> Decimal:
    return Decimal(1).scaleb(-len(printed.partition(".")[2])) if printed[:1].isdigit() else Decimal(1)


def gap_like(gap: Gap, seconds: Decimal) -> str:
    """Return another gap in the wording of this one, in figures where its own words do not fit."""
    match = gap.match
    if match["bare"]:
        minutes, rest = divmod(seconds, 60)
        return f"{minutes}:{'0' if rest < 10 else ''}{rest}"
    if match["g2"]:
        count = int(seconds / _PARTS[match["part"].lower().removesuffix("s")])
        part = match["part"].lower().removesuffix("s")
        return f"{like(match['g2'], count)} {part}{'' if count == 1 else 's'} of a second"
    if match["m2"] or match["m"] or seconds >= 120:
        minutes, rest = divmod(seconds, 60)
        told = f"{minutes} minute{'' if minutes == 1 else 's'}" if minutes else ""
        more = f"{rest.normalize():f} seconds" if rest else ""
        return " and ".join(part for part in (told, more) if part)
    printed = match["g"]
    number = like(printed, int(seconds)) if seconds == int(seconds) and "." not in printed else f"{seconds:f}"
    return gap.text.replace(printed, number, 1)
