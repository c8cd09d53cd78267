"""Durations as news says them: "an hour and 15 minutes", "six and a quarter hours", "four weeks", "a 15-year
reign".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from claims.lexicon import load
from claims.patterns import regex
from verify.rules.small_numbers import NUMBER, cardinal, like

__all__ = ["Duration", "Grain", "find_durations", "written"]

Grain = Literal["clock", "day", "month", "year"]
Hedge = Literal["", "about", "under", "over"]

_HEDGES: dict[str, Hedge] = {
    word: name for name, words in load("durations")["hedges"].items() for word in str(words).split()
}
_FRACTIONS = {
    "half": Decimal("0.5"),
    "quarter": Decimal("0.25"),
    "quarters": Decimal("0.75"),
    "third": Decimal(1) / 3,
}
_FRACTION = r"\s(?:and\s(?:a\s(?:half|quarter|third)|three[\s-]quarters))"
_UNIT = r"minutes?|mins?|hours?|hrs?|days?|weeks?|fortnights?|months?|years?|decades?|century|centuries"
_SPOKEN = regex(
    rf"\b(?P<n>half\san?|(?:three[\s-]quarters|a\squarter)\sof\san?|\d{{1,3}}\.\d|{NUMBER}|"
    rf"an?)(?P<f>{_FRACTION})?"
    rf"[\s-](?P<u>{_UNIT})\b(?P<f2>{_FRACTION})?(?:(?:,|\sand|,\sand)?\s(?P<m>{NUMBER})\s(?P<u2>minutes?|"
    rf"mins?|months?)\b)?",
    re.I,
)
_SIZES: dict[str, tuple[Grain, int]] = {
    "minute": ("clock", 1), "min": ("clock", 1), "hour": ("clock", 60), "hr": ("clock", 60),
    "day": ("day", 1), "week": ("day", 7), "fortnight": ("day", 14), "month": ("month", 1),
    "year": ("year", 1), "decade": ("year", 10), "century": ("year", 100),
}  # fmt: skip
_LENGTH_BEFORE = regex(  # "lasted a month", "for just an hour", ", a year": what else is "£40 a month"
    r"(?:^|[,;:(—–-]|\b(?:for|in|within|over|of|or|and|than|after|before|to|is|was|be|been|being|last\w*|took|tak\w+|"
    r"spann\w+|needs?|needed|wait\w*|about|around|some|roughly|nearly|almost|just|only|under|exactly|another|up|yet))"
    r"\s?$",
    re.I,
)
_MOVED = regex(r",?\s(?:later|ago|earlier|before|after|long|apart)\b", re.I)
_WORD_BEFORE = regex(r"([A-Za-z]+)(?:\s(?:a|an|the))?\s$")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time; `value` counts minutes, days, months or years, as `grain` says."""

    start: int
    end: int
    text: str
    value: Decimal
    grain: Grain
    unit: int  # size of the unit printed, in the same measure: 7 for weeks
    slack: Decimal  # half of what the wording leaves open: half an hour for "two hours"
    hedge: Hedge
    match: re.Match[str]


def find_durations(text: str, start: int, end: int) -> list[Duration]:
    """Return the durations of [start, end) in text order."""
    return [d for m in _SPOKEN.finditer(text, start, end) if (d := _read(text, m, start)) is not None]


def _read(text: str, match: re.Match[str], start: int) -> Duration | None:
    word = re.sub(r"ies$", "y", match["u"].lower()).removesuffix("s")
    grain, size = _SIZES[word]
    count = _count(match["n"].lower())
    if count is None or _each(text, match, start):
        return None
    fraction = _fraction(match["f"]) + _fraction(match["f2"])
    value, slack = (count + fraction) * size, Decimal(size) / 2
    if fraction or count != int(count):
        slack = Decimal(size) / 8
    if match["m"]:
        more = cardinal(match["m"])
        if more is None:
            return None
        if grain == "year" and match["u2"].lower().startswith("month"):
            value, grain, slack = value * 12 + more, "month", Decimal("0.6")
        elif grain == "clock" and size == 60 and match["u2"].lower().startswith("min"):
            value, slack = value + more, Decimal(0)
        else:
            return None
    if grain == "clock" and size == 1:
        slack = Decimal(0)
    before = _WORD_BEFORE.search(text, max(start, match.start() - 14), match.start())
    hedge = _HEDGES.get(before.group(1).lower(), "") if before else ""
    return Duration(match.start(), match.end(), match.group(), value, grain, size, slack, hedge, match)


def _each(text: str, match: re.Match[str], start: int) -> bool:
    """Tell whether "a month" means "each month": "$1,332 a month", "two days a week"."""
    if match["n"].lower() not in ("a", "an") or match["f"] or match["f2"] or match["m"]:
        return False
    if "-" in match.group() or _MOVED.match(text, match.end()):
        return False
    return not _LENGTH_BEFORE.search(text[max(start, match.start() - 14) : match.start()])


def _count(words: str) -> Decimal | None:
    if words.startswith("half"):
        return Decimal("0.5")
    if "quarter" in words:
        return Decimal("0.75") if words.startswith("three") else Decimal("0.25")
    if words in ("a", "an"):
        return Decimal(1)
    if "." in words:
        return Decimal(words)
    whole = cardinal(words)
    return None if whole is None else Decimal(whole)


def _fraction(words: str | None) -> Decimal:
    return _FRACTIONS[re.split(r"[\s-]", words)[-1].lower()] if words else Decimal(0)


def written(duration: Duration, value: Decimal) -> str | None:
    """Return another length in the wording of this one, ``None`` where it cannot be said in its units."""
    match = duration.match
    if duration.grain == "clock":
        return _clock(match, int(value))
    count = (value / duration.unit).to_integral_value()
    if count < 1 or match["m"] or match["f"] or match["f2"]:
        return None
    number = like(match["n"], int(count)) if cardinal(match["n"]) is not None else like("one", int(count))
    glue = match.group()[match.end("n") - match.start()]
    unit = match["u"]
    if glue == " ":
        plural = {"century": "centuries"}.get(unit, f"{unit}s")
        unit = re.sub(r"ies$", "y", unit).removesuffix("s") if count == 1 else unit if unit.endswith("s") else plural
    return f"{number}{glue}{unit}"


def _clock(match: re.Match[str], minutes: int) -> str:
    """Return minutes as hours and minutes, or as minutes alone where only these are printed."""
    printed = match["n"]
    hours, rest = divmod(minutes, 60)
    if match["u"].lower().startswith("min") or not hours:
        number = like(printed if cardinal(printed) is not None and not match["m"] else "1", minutes)
        return f"{number} {'minute' if minutes == 1 else 'minutes'}"
    if hours == 1:
        spoken = "an hour" if not printed[:1].isdigit() and printed.lower() != "one" else f"{like(printed, 1)} hour"
    else:
        spoken = f"{like(printed if cardinal(printed) is not None else 'one', hours)} hours"
    if not rest:
        return spoken
    if (match["f"] or match["f2"]) and rest in (15, 30, 45):
        part = {15: "a quarter", 30: "a half", 45: "three-quarters"}[rest]
        return f"{spoken} and {part}" if hours == 1 else spoken.replace(" hours", f" and {part} hours")
    style = match["m"] or "1"
    return f"{spoken} and {like(style, rest)} {'minute' if rest == 1 else 'minutes'}"
