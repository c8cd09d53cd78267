"""What a generated claim is made of: its slots, the facts that fill them, and the slips that its figure may make."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random

from facts import Facts
from printing import Style

__all__ = ["Draft", "Maker", "Topic", "UnfitError", "table"]

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{([^{}]*)\}")
_HUNDRED = Decimal(100)
_NARROW, _WIDE = Decimal("0.025"), Decimal("0.2")  # relative distance of a slip, without a hedge and with one
_EU = {  # members of the European Union since 2000, with the first and the last whole year
    **dict.fromkeys("AUT BEL DNK FIN FRA DEU GRC IRL ITA LUX NLD PRT ESP SWE".split(), (2000, 9999)),
    **dict.fromkeys("CYP CZE EST HUN LVA LTU MLT POL SVK SVN".split(), (2004, 9999)),
    **dict.fromkeys("BGR ROU".split(), (2007, 9999)),
    "HRV": (2013, 9999),
    "GBR": (2000, 2019),
}
_GROUPS = ("WLD", "EMU", "EUU")
_DIGIT = frozenset({"digit-typo", "power-of-ten", "scale", "magnitude-word-lost"})


@dataclass(frozen=True, slots=True)
class Topic:
    series: tuple[str, ...]
    how: str
    confused: str
    slip: str


@dataclass(slots=True)
class Draft:
    """The slots of a wording, and the values that the judged one may slip to."""

    slots: dict[str, str]
    way: str = "up"  # which of {rose|fell}
    peak: str = "high"  # which of {highest|lowest}
    slips: list[tuple[str, frozenset[str], dict[str, str], str]] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)
    series: set[str] = field(default_factory=set)
    hedged: bool = False  # the wording itself says "some"


class UnfitError(Exception):
    """The tables cannot fill this wording for this area and year."""


class Maker:
    """The tables, the dice, and what all kinds of claims have in common."""

    def __init__(self, facts: Facts, rng: Random) -> None:
        self.facts, self.rng = facts, rng
        self.areas = {row["area"]: row for row in table("areas.csv")}
        self.topics = {
            row["topic"]: Topic(tuple(row["series"].split("|")), row["print"], row["confused"], row["slip"])
            for row in table("topics.csv")
        }

    def _place(self, wording: dict[str, str], topic: Topic, series: str) -> tuple[str, int]:
        known = set(self.facts.areas(series))
        if wording["topic"] == "cluster":
            areas = sorted(known)
        elif wording["text"].startswith("China") or "in China" in wording["text"] or "In China" in wording["text"]:
            areas = ["CHN"] if "{A" not in wording["text"] else [a for a in self.areas if a in known]
        else:
            areas = [a for a in self.areas if a in known]
            if series not in ("cn.pct_applications", "nbs.gdp", "nbs.gdp_growth", "cn.hvip_per_10k") and not (
                topic.series[0].startswith("cn.")
            ):
                areas = [a for a in areas if not a.startswith("CN-")]
            if series in ("cn.pct_applications", "nbs.gdp", "nbs.gdp_growth"):
                areas = [a for a in areas if a.startswith("CN-")]
        if wording["kind"] in ("rank", "rank_move", "share", "multiple") and series.startswith(("wb.", "gcb.")):
            areas = [a for a in areas if a not in _GROUPS]
        if wording["kind"] in ("rank_group", "rank_bottom"):
            areas = [a for a in areas if a in _EU]
        if not areas and "{A" not in wording["text"]:
            areas = sorted(known)
        area = self.rng.choice(areas or sorted(known))
        years = [int(p) for p in self.facts.periods(series, area)]
        if not years:
            raise UnfitError
        return area, self.rng.choice(years[-18:])

    def _day(self, year: int) -> date:
        if year < 2025 and self.rng.random() < 0.5:
            return date(year + 1, self.rng.randint(2, 12), self.rng.randint(1, 28))
        return date(2026, self.rng.randint(9, 11), self.rng.randint(1, 20))

    def _filled(
        self, text: str, slots: Mapping[str, str], way: str, peak: str, area: str, year: int, day: date
    ) -> tuple[str, int, int]:
        relative = day.year == year + 1 and self.rng.random() < 0.6
        when = "last year" if relative else f"in {year}"
        names = self._names(area)
        name = self.rng.choice(names)
        nouns = {
            "A": name,
            "A's": f"{name}{chr(39) if name.endswith('s') else chr(39) + 's'}",
            "Adj": self.areas.get(area, {}).get("of", ""),
            "in Y": when,
            "Y": str(year),
        } | dict(slots)

        def fill(match: re.Match[str]) -> str:
            key = match[1]
            if "|" in key:
                first, second = key.split("|")
                peaks = ("highest", "most", "fastest", "strongest")
                return (first if peak == "high" else second) if first in peaks else first if way == "up" else second
            return nouns[key]

        plain = _SLOT.sub(fill, text.replace("{K}-", "{K-}"))  # no "first-largest"
        start = plain.index("[")
        end = plain.index("]") - 1
        plain = plain.replace("[", "").replace("]", "")
        return plain[0].upper() + plain[1:], start, end

    def _names(self, area: str) -> list[str]:
        row = self.areas.get(area)
        if row is not None:
            return row["names"].split("|")
        return [area.removeprefix("CLUSTER:")]

    def _value(self, series: str, area: str, year: int | str, day: date) -> Decimal:
        value = self.facts.value(series, area, year, day)
        if value is None:
            raise UnfitError
        return value

    def _rate(self, topic: Topic, area: str, year: int, day: date) -> Decimal:
        """The published rate where the topic is one, else the change from the year before."""
        if topic.how == "percent" and topic.series[0] not in ("wb.SL.UEM.TOTL.ZS",):
            return self._value(topic.series[0], area, year, day)
        return self._change(topic.series[0], area, year - 1, year, day)

    def _change(self, series: str, area: str, first: int, last: int, day: date) -> Decimal:
        before, now = self._value(series, area, first, day), self._value(series, area, last, day)
        if before == 0:
            raise UnfitError
        return (now / before - 1) * _HUNDRED

    def _neighbours(
        self, value: Callable[[Topic, str, int], Decimal], topic: Topic, area: str, year: int
    ) -> Iterator[tuple[str, frozenset[str], Decimal]]:
        """Yield the values of other years and other areas by the same rule."""
        for step in self.rng.sample([-1, -1, -2, 1], 2):
            try:
                yield "period", frozenset({"previous-period", "comparison-period"}), value(topic, area, year + step)
            except UnfitError:
                continue
        others = [a for a in self.facts.areas(topic.series[0]) if a in self.areas and a != area]
        for other in self.rng.sample(others, min(2, len(others))):
            try:
                yield "area", frozenset({"wrong-area"}), value(topic, other, year)
            except UnfitError:
                continue

    @staticmethod
    def _apart(one: Decimal, other: Decimal, unit: Decimal, *, hedged: bool) -> bool:
        """Tell whether a slip shows: a few units of the last printed place, and not within a hedge."""
        return abs(one - other) > max(4 * unit, abs(one) * (_WIDE if hedged else _NARROW))

    def _figure(
        self,
        slot: str,
        true: Decimal,
        show: Callable[[Decimal], tuple[str, Decimal]],
        look: Style,
        others: Iterator[tuple[str, frozenset[str], Decimal]],
        draft: Draft,
        *,
        signed: bool = False,
        typing: bool = True,
    ) -> None:
        """Fill the judged slot, and note every slip that shows."""
        shown_text, shown = show(true if signed else abs(true))
        if shown == 0:
            raise UnfitError
        unit = _last_place(shown_text, shown)
        draft.slots[slot] = _hedged(shown_text, shown, true if signed else abs(true), look)
        for name, slugs, value in others:
            if not signed and (value < 0) != (true < 0):
                continue
            text, printed = show(value if signed else abs(value))
            if self._apart(shown, printed, unit, hedged=draft.hedged) and printed > 0:
                draft.slips.append((name, slugs, {slot: text}, ""))
        if typing:
            draft.slips += [("digits", _DIGIT, {slot: t}, "") for t in _typed(shown_text, self.rng)]


def table(name: str) -> list[dict[str, str]]:
    lines = (line for line in (_HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines))


def _last_place(text: str, value: Decimal) -> Decimal:
    """Return the worth of the last printed digit: 0.01 million of "1.23 million"."""
    digits = re.search(r"\d[\d,]*(?:\.(\d+))?", text)
    assert digits is not None
    number = Decimal(digits.group().replace(",", ""))
    scale = value / number if number else Decimal(1)
    return abs(scale).scaleb(-len(digits[1] or ""))


def _hedged(text: str, shown: Decimal, true: Decimal, look: Style) -> str:
    """Put a hedge before a figure where it is honest: "nearly" above the true value, "more than" below it."""
    if look.hedge == "nearly " and not shown > true:
        return text
    if look.hedge == "more than " and not shown < true:
        return text
    return f"{look.hedge}{text}"


def _typed(text: str, rng: Random) -> list[str]:
    """Return the surface with two digits swapped, and with its scale word or decimal point moved."""
    found = []
    match = re.search(r"\d[\d,.]*", text)
    if match is None:
        return []
    digits = [n for n, c in enumerate(text[: match.end()]) if c.isdigit()]
    pairs = [(a, b) for a, b in pairwise(digits) if b == a + 1 and text[a] != text[b]]
    pairs = [(a, b) for a, b in pairs if a == digits[0] and text[b] != "0"]
    if pairs and len(digits) >= 3:
        a, b = rng.choice(pairs)
        found.append(text[:a] + text[b] + text[a] + text[b + 1 :])
    for one, other in ((" million", " billion"), (" billion", " million"), (" trillion", " billion")):
        if one in text:
            found.append(text.replace(one, other))
            break
    return found
