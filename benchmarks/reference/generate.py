"""Make claims over the tables in the hand-written wordings: true ones, and the same with one slip.

A claim knows its series, its area and what slipped, so that a checker can be scored without reading its mind.
The same seed gives the same claims.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random

from facts import Facts
from printing import Style, cardinal, ordinal, rounded, style

__all__ = ["Claim", "claims"]

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
class Claim:
    """One sentence and what is known of it."""

    id: str
    half: str
    kind: str
    topic: str
    text: str
    date: str
    start: int  # the figure or wording that is judged
    end: int
    slip: str  # empty: true
    diagnoses: frozenset[str]  # names of the slip that are right
    series: frozenset[str]  # any of these may judge it
    areas: frozenset[str]


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


class _UnfitError(Exception):
    """The tables cannot fill this wording for this area and year."""


def claims(facts: Facts, half: str, count: int, seed: int) -> Iterator[Claim]:
    """Yield `count` true claims and `count` with one slip, in the wordings of one half."""
    rng = Random(f"{half}-{seed}")
    wordings = [w for w in _table("wordings.csv") if w["half"] == half]
    by_kind: dict[str, list[dict[str, str]]] = {}
    for wording in wordings:
        by_kind.setdefault(wording["kind"], []).append(wording)
    turn = [w for kind in by_kind.values() for w in kind]
    maker = _Maker(facts, rng)
    for wrong in (False, True):
        made, at = 0, 0
        while made < count:
            wording = turn[at % len(turn)]
            at += 1
            for _ in range(60):
                try:
                    claim = maker.claim(wording, wrong=wrong)
                except _UnfitError:
                    continue
                made += 1
                yield replace(claim, id=f"{half}-{'slip' if wrong else 'true'}-{made}")
                break
            if at > 40 * count:
                raise RuntimeError("the tables do not fill the wordings")


def _table(name: str) -> list[dict[str, str]]:
    lines = (line for line in (_HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines))


class _Maker:
    def __init__(self, facts: Facts, rng: Random) -> None:
        self.facts, self.rng = facts, rng
        self.areas = {row["area"]: row for row in _table("areas.csv")}
        self.topics = {
            row["topic"]: Topic(tuple(row["series"].split("|")), row["print"], row["confused"], row["slip"])
            for row in _table("topics.csv")
        }
        self.kinds: Mapping[str, Callable[..., Draft]] = {
            "level": self._level,
            "growth": self._growth,
            "span": self._span,
            "difference": self._difference,
            "points": self._points,
            "share": self._share,
            "per_head": self._per_head,
            "multiple": self._multiple,
            "multiple_time": self._multiple_time,
            "rank": self._rank,
            "rank_group": self._rank,
            "rank_published": self._rank_published,
            "rank_bottom": self._rank_bottom,
            "rank_move": self._rank_move,
            "rank_move_published": self._rank_move_published,
            "record_high": self._record_high,
            "record_first": self._record_first,
            "streak": self._streak,
            "average": self._average,
            "from_to": self._from_to,
        }

    # one claim

    def claim(self, wording: dict[str, str], *, wrong: bool) -> Claim:
        topic = self.topics[wording["topic"]]
        series = topic.series[0]
        area, year = self._place(wording, topic, series)
        day = self._day(year)
        look = style(self.rng)
        draft = self.kinds[wording["kind"]](wording, topic, area, year, day, look)
        if "{Adj}" in wording["text"] and not self.areas.get(area, {}).get("of"):
            raise _UnfitError
        slip, names, slots, way = "", frozenset[str](), draft.slots, draft.way
        if wrong:
            if not draft.slips:
                raise _UnfitError
            sort = self.rng.choice(sorted({s[0] for s in draft.slips}))
            slip, names, changed, way = self.rng.choice([s for s in draft.slips if s[0] == sort])
            slots = {**slots, **changed}
        text, start, end = self._filled(wording["text"], slots, way or draft.way, draft.peak, area, year, day)
        return Claim(
            id="",
            half=wording["half"],
            kind=wording["kind"],
            topic=wording["topic"],
            text=text,
            date=day.isoformat(),
            start=start,
            end=end,
            slip=slip,
            diagnoses=names,
            series=frozenset({*topic.series, *draft.series}),
            areas=frozenset({area, *draft.areas}),
        )

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
            raise _UnfitError
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

    # values

    def _value(self, series: str, area: str, year: int | str, day: date) -> Decimal:
        value = self.facts.value(series, area, year, day)
        if value is None:
            raise _UnfitError
        return value

    def _rate(self, topic: Topic, area: str, year: int, day: date) -> Decimal:
        """The published rate where the topic is one, else the change from the year before."""
        if topic.how == "percent" and topic.series[0] not in ("wb.SL.UEM.TOTL.ZS",):
            return self._value(topic.series[0], area, year, day)
        return self._change(topic.series[0], area, year - 1, year, day)

    def _change(self, series: str, area: str, first: int, last: int, day: date) -> Decimal:
        before, now = self._value(series, area, first, day), self._value(series, area, last, day)
        if before == 0:
            raise _UnfitError
        return (now / before - 1) * _HUNDRED

    def _neighbours(
        self, value: Callable[[Topic, str, int], Decimal], topic: Topic, area: str, year: int
    ) -> Iterator[tuple[str, frozenset[str], Decimal]]:
        """Yield the values of other years and other areas by the same rule."""
        for step in self.rng.sample([-1, -1, -2, 1], 2):
            try:
                yield "period", frozenset({"previous-period", "comparison-period"}), value(topic, area, year + step)
            except _UnfitError:
                continue
        others = [a for a in self.facts.areas(topic.series[0]) if a in self.areas and a != area]
        for other in self.rng.sample(others, min(2, len(others))):
            try:
                yield "area", frozenset({"wrong-area"}), value(topic, other, year)
            except _UnfitError:
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
            raise _UnfitError
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

    # kinds

    def _level(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        draft = Draft({}, hedged="Some [" in wording["text"])
        series = topic.series[0]
        true = self._value(series, area, year, day)
        if true <= 0:
            raise _UnfitError

        def value(topic: Topic, area: str, year: int) -> Decimal:
            return self._value(topic.series[0], area, year, day)

        def others() -> Iterator[tuple[str, frozenset[str], Decimal]]:
            yield from self._neighbours(value, topic, area, year)
            if topic.confused:
                for place in {area, *(self.facts.areas(topic.confused) if topic.slip == "wrong-area" else ())}:
                    found = self.facts.value(topic.confused, place, str(year), day)
                    if found is not None:
                        yield "series", frozenset({topic.slip, "stock-flow", "wrong-category", "count-unit"}), found
            for row in self.facts.others(series, area, str(year), day):
                if row.vintage < day.isoformat():
                    yield "vintage", frozenset({"superseded"}), row.value

        self._figure("V", true, lambda v: look.value(v, topic.how), look, others(), draft)
        return draft

    def _growth(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        true = self._rate(topic, area, year, day)
        draft = Draft({"Y0": str(year - 1)}, way="up" if true > 0 else "down")
        if "grew [{R}]" in wording["text"] and true < 0:
            raise _UnfitError
        if "{V}" in wording["text"]:
            draft.slots["V"] = look.value(self._value(topic.series[0], area, year, day), topic.how)[0]
        relative = topic.series[0] == "wb.NY.GDP.MKTP.KD.ZG"

        def others() -> Iterator[tuple[str, frozenset[str], Decimal]]:
            yield from self._neighbours(lambda t, a, y: self._rate(t, a, y, day), topic, area, year)
            if topic.confused:
                try:
                    rate = (
                        self._change(topic.confused, area, year - 1, year, day)
                        if relative or topic.how != "percent"
                        else self._value(topic.confused, area, year, day)
                    )
                    yield "series", frozenset({topic.slip, "wrong-category", "stock-flow", "nominal-real"}), rate
                except _UnfitError:
                    pass
            if topic.how == "percent":
                for row in self.facts.others(topic.series[0], area, str(year), day):
                    if row.vintage < day.isoformat():
                        yield "vintage", frozenset({"superseded"}), row.value

        signed = "{RS}" in wording["text"]
        if signed and true < 0:
            raise _UnfitError
        self._figure("RS" if signed else "R", true, look.rate, look, others(), draft)
        if abs(true) >= 1 and "|" in wording["text"]:
            way = "down" if true > 0 else "up"
            draft.slips += [("direction", frozenset({"direction"}), {}, way)] * 2
        return draft

    def _span(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        first = year - self.rng.randint(4, 10)
        true = self._change(topic.series[0], area, first, year, day)
        draft = Draft({"Y0": str(first)}, way="up" if true > 0 else "down")

        def others() -> Iterator[tuple[str, frozenset[str], Decimal]]:
            for step in (-1, 1):
                try:
                    changed = self._change(topic.series[0], area, first, year + step, day)
                    yield "period", frozenset({"previous-period", "comparison-period"}), changed
                    changed = self._change(topic.series[0], area, first + step, year, day)
                    yield "period", frozenset({"previous-period", "comparison-period"}), changed
                except _UnfitError:
                    continue

        self._figure("R", true, look.rate, look, others(), draft)
        return draft

    def _difference(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        first = year - 1 if "between" not in wording["text"] else year - self.rng.randint(3, 8)
        draft = Draft({"Y0": str(first)})

        def value(topic: Topic, area: str, year: int) -> Decimal:
            return self._value(topic.series[0], area, year, day) - self._value(
                topic.series[0], area, year - (int(first != year) and 1), day
            )

        true = self._value(topic.series[0], area, year, day) - self._value(topic.series[0], area, first, day)
        if topic.how == "years" and abs(true) < Decimal("0.4"):
            raise _UnfitError
        if topic.how != "years" and abs(true) < 100:
            raise _UnfitError
        draft.way = "up" if true > 0 else "down"
        if "{V}" in wording["text"]:
            draft.slots["V"] = look.value(self._value(topic.series[0], area, year, day), topic.how)[0]
        self._figure(
            "D",
            true,
            lambda v: look.value(v, topic.how),
            look,
            self._neighbours(value, topic, area, year) if first == year - 1 else iter(()),
            draft,
        )
        return draft

    def _points(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        now, before = (self._value(topic.series[0], area, y, day) for y in (year, year - 1))
        true = now - before
        if abs(true) < Decimal("0.25"):
            raise _UnfitError
        draft = Draft({"V": look.rate(now)[0]}, way="up" if true > 0 else "down")

        def value(topic: Topic, area: str, year: int) -> Decimal:
            return self._value(topic.series[0], area, year, day) - self._value(topic.series[0], area, year - 1, day)

        self._figure("P", true, look.points, look, self._neighbours(value, topic, area, year), draft)
        relative = abs(true / before * _HUNDRED)
        if relative > 2 * abs(true):
            draft.slips.append(("points", frozenset({"percent-for-points"}), {"P": look.rate(abs(true))[0]}, ""))
        draft.slips.append(("direction", frozenset({"direction"}), {}, "down" if true > 0 else "up"))
        return draft

    def _share(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        whole = "CHN" if topic.series[0] == "nbs.gdp" else "WLD"
        if area == whole:
            raise _UnfitError

        def value(topic: Topic, area: str, year: int) -> Decimal:
            part = self._value(topic.series[0], area, year, day)
            return part / self._value(topic.series[0], whole, year, day) * _HUNDRED

        draft = Draft({}, areas={whole})
        true = value(topic, area, year)
        if true < Decimal("0.3"):
            raise _UnfitError
        self._figure("S", true, look.rate, look, self._neighbours(value, topic, area, year), draft)
        return draft

    def _per_head(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        people = "wb.SP.POP.TOTL"
        per = 10000 if "10,000" in wording["text"] else 1 if topic.how == "tonnes" else 10**6

        def value(topic: Topic, area: str, year: int) -> Decimal:
            return self._value(topic.series[0], area, year, day) / self._value(people, area, year, day) * per

        draft = Draft({}, series={people})
        true = value(topic, area, year)
        if true < Decimal("0.3"):
            raise _UnfitError

        def show(v: Decimal) -> tuple[str, Decimal]:
            places = 0 if v >= 100 else 1
            shown = rounded(v, places)
            return f"{shown:,} tonnes" if topic.how == "tonnes" else f"{shown:,}", shown

        self._figure("V", true, show, look, self._neighbours(value, topic, area, year), draft)
        return draft

    def _times(self, true: Decimal, draft: Draft, look: Style) -> None:
        if not Decimal("1.3") <= true <= 60:
            raise _UnfitError

        def show(v: Decimal) -> tuple[str, Decimal]:
            shown = rounded(v, 1)
            return f"{shown} times", shown

        def others() -> Iterator[tuple[str, frozenset[str], Decimal]]:
            yield "size", frozenset({"multiple", "digit-typo", "previous-period", "wrong-area"}), true * Decimal("1.4")
            yield "size", frozenset({"multiple", "digit-typo", "previous-period", "wrong-area"}), true * Decimal("0.7")

        self._figure("M", true, show, look, others(), draft)

    def _multiple(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        others = [a for a in self.facts.areas(topic.series[0]) if a in self.areas and a not in (area, *_GROUPS)]
        other = self.rng.choice([a for a in others if not a.startswith("CN-")])
        name = self.rng.choice(self._names(other))
        draft = Draft({"B": name, "B's": f"{name}'" if name.endswith("s") else f"{name}'s"}, areas={other})
        value = self._value(topic.series[0], area, year, day) / self._value(topic.series[0], other, year, day)
        self._times(value, draft, look)
        return draft

    def _multiple_time(
        self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style
    ) -> Draft:
        first = year - self.rng.randint(5, 15)
        draft = Draft({"Y0": str(first)})
        value = self._value(topic.series[0], area, year, day) / self._value(topic.series[0], area, first, day)
        self._times(value, draft, look)
        return draft

    def _rank(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        series = topic.series[0]
        values = self._ordered(series, area, year, day, group=wording["kind"] == "rank_group")
        place = 1 + sum(v > values[area] for v in values.values())
        draft = Draft({"V": look.value(values[area], topic.how)[0]})
        if place > 25 or ("{K}" in wording["text"] and place > 12):
            raise _UnfitError
        self._places(place, draft)
        return draft

    def _ordered(self, series: str, area: str, year: int, day: date, *, group: bool) -> dict[str, Decimal]:
        """Return the values of the areas that stand in an order with one."""
        pool = [a for a in self.facts.areas(series) if self.facts.types.get(a) == "country"]
        if group:
            pool = [a for a in pool if a in _EU and _EU[a][0] <= year <= _EU[a][1]]
        values = {a: v for a in pool for v in [self.facts.value(series, a, year, day)] if v is not None}
        if area not in values or len(values) < 20:
            raise _UnfitError
        return values

    def _rank_bottom(
        self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style
    ) -> Draft:
        values = self._ordered(topic.series[0], area, year, day, group=True)
        place = 1 + sum(v < values[area] for v in values.values())
        if place > 12:
            raise _UnfitError
        draft = Draft({})
        tied = sum(v == values[area] for v in values.values()) > 1
        self._places(place, draft)
        if tied:
            draft.slips.clear()
        return draft

    def _rank_move(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        first = year - self.rng.randint(2, 8) if "{Y0}" in wording["text"] else year - 1
        places = []
        for y in (first, year):
            values = self._ordered(topic.series[0], area, y, day, group=False)
            places.append(1 + sum(v > values[area] for v in values.values()))
        return self._went(*places, Draft({"Y0": str(first)}))

    def _rank_move_published(
        self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style
    ) -> Draft:
        rows = self.facts.rows[topic.series[0], area]
        places = [{r.value for r in rows.get(str(y), [])} for y in (year - 1, year)]
        if any(len(p) != 1 for p in places):
            raise _UnfitError
        return self._went(*(int(p.pop()) for p in places), Draft({"A": _cluster_name(area)}))

    def _went(self, before: int, now: int, draft: Draft) -> Draft:
        """Fill a move from one place to another, and the slips of either."""
        moved = before - now
        if not moved or max(before, now) > 60:
            raise _UnfitError
        draft.way = "up" if moved > 0 else "down"

        def words(before: int, moved: int) -> dict[str, str]:
            places = "place" if moved == 1 else "places"
            return {"K0": ordinal(before, self.rng), "MV": cardinal(moved), "places": places}

        draft.slots |= words(before, abs(moved)) | {"Kth": ordinal(now, self.rng)}
        names = frozenset({"rank", "previous-period"})
        for step in (-1, 1, 2):
            if abs(moved) + step > 0 and before + step > 0 and before + step != now:
                draft.slips.append(("move", names, words(before + step, abs(moved) + step), ""))
        return draft

    def _places(self, place: int, draft: Draft) -> None:
        def words(number: int) -> dict[str, str]:
            nth = ordinal(number, self.rng)
            return {"K-": "" if number == 1 else f"{nth}-", "Kth": nth}

        draft.slots |= words(place)
        for other in {place + 1, place + 2, place - 1, place - 2} - {0, -1}:
            draft.slips.append(("rank", frozenset({"rank", "previous-period"}), words(other), ""))

    def _rank_published(
        self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style
    ) -> Draft:
        values = {r.value for r in self.facts.rows[topic.series[0], area][str(year)]}
        if len(values) != 1:
            raise _UnfitError
        place = int(values.pop())
        draft = Draft({"A": _cluster_name(area)})
        nth = ordinal(place, self.rng)
        draft.slots |= {"Kth": nth}
        for other in {place + 1, place + 2, place - 1} - {0}:
            draft.slips.append(("rank", frozenset({"rank", "previous-period"}), {"Kth": ordinal(other, self.rng)}, ""))
        return draft

    def _history(self, topic: Topic, area: str, year: int, day: date) -> list[tuple[int, Decimal]]:
        found: list[tuple[int, Decimal]] = []
        for y in range(year, 1999, -1):
            value = self.facts.value(topic.series[0], area, y, day)
            if value is None:
                break
            found.append((y, value))
        if len(found) < 6:
            raise _UnfitError
        return found

    def _record_high(
        self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style
    ) -> Draft:
        history = self._history(topic, area, year, day)
        own = history[0][1]
        if own <= 0 or (topic.how == "tonnes" and own < 10**6):
            raise _UnfitError
        peak = self.rng.choice(["high", "low"])
        sign = 1 if peak == "high" else -1
        beyond = [y for y, v in history[1:] if (v - own) * sign >= 0]
        if not beyond or year - beyond[0] < 3:
            raise _UnfitError
        margin = min(abs(v - own) for _, v in history[1:])
        if margin < max(abs(own) * Decimal("0.02"), Decimal("0.11") if topic.how == "percent" else Decimal(0)):
            raise _UnfitError
        draft = Draft({"X": str(beyond[0])}, way="up" if own > 0 else "down", peak=peak)
        draft.slots["V"] = look.value(own, topic.how)[0]
        draft.slots["RS"] = draft.slots["R"] = look.rate(own)[0]
        for earlier in (beyond[0] - 2, beyond[0] - 3, beyond[0] - 4):
            if earlier >= history[-1][0]:
                draft.slips.append(("record", frozenset({"record"}), {"X": str(earlier)}, ""))
        return draft

    def _record_first(
        self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style
    ) -> Draft:
        steps = self._steps(topic, area, year, day)
        way = 1 if steps[0][1] > 0 else -1
        earlier = [y for y, change in steps[1:] if change * way > 0]
        if not earlier or year - earlier[0] < 3:
            raise _UnfitError
        rate = self._rate(topic, area, year, day)
        draft = Draft({"X": str(earlier[0]), "N": cardinal(year - earlier[0])}, way="up" if way > 0 else "down")
        draft.slots["R"] = look.rate(abs(rate))[0]
        for last in (earlier[0] - 2, earlier[0] - 3):
            if last > steps[-1][0]:
                changed = {"X": str(last), "N": cardinal(year - last)}
                draft.slips.append(("record", frozenset({"record"}), changed, ""))
        return draft

    def _steps(self, topic: Topic, area: str, year: int, day: date) -> list[tuple[int, Decimal]]:
        """Changes by year, the latest first; published rates are changes themselves."""
        history = self._history(topic, area, year, day)
        if topic.series[0] == "wb.NY.GDP.MKTP.KD.ZG":
            steps = history
        else:
            steps = [(y, v - history[n + 1][1]) for n, (y, v) in enumerate(history[:-1])]
        scale = abs(history[0][1]) or Decimal(1)
        if topic.how == "percent":
            clear = all(abs(c) > Decimal("0.06") for _, c in steps)
        else:
            clear = all(abs(c) / scale > Decimal("0.0006") for _, c in steps)
        if not clear:
            raise _UnfitError
        return steps

    def _streak(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        steps = self._steps(topic, area, year, day)
        way = 1 if steps[0][1] > 0 else -1
        length = 0
        for _, change in steps:
            if change * way <= 0:
                break
            length += 1
        if length < 2 or length == len(steps) or length > 10:
            raise _UnfitError
        draft = Draft({"Nth": ordinal(length, self.rng)}, way="up" if way > 0 else "down")
        draft.slots["V"] = look.value(self._value(topic.series[0], area, year, day), topic.how)[0]
        draft.slots["R"] = look.rate(abs(self._change(topic.series[0], area, year - 1, year, day)))[0]
        for longer in (length + 1, length + 2):
            draft.slips.append(("streak", frozenset({"streak"}), {"Nth": ordinal(longer, self.rng)}, ""))
        return draft

    def _average(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        first = year - self.rng.randint(3, 9)
        values = [self._value(topic.series[0], area, y, day) for y in range(first, year + 1)]
        true = sum(values, Decimal(0)) / len(values)
        if true < 1:
            raise _UnfitError
        text, shown = look.rate(true)
        draft = Draft({"Y0": str(first), "AV": text})
        reach = max(abs(v - true) for v in values)
        for other in (true * Decimal("1.5") + 1, true + reach + 2):
            slipped, printed = look.rate(other)
            if abs(printed - shown) > Decimal("0.9"):
                draft.slips.append(
                    ("average", frozenset({"average", "digit-typo", "previous-period"}), {"AV": slipped}, "")
                )
        return draft

    def _from_to(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        first = year - 1 if "{Y0}" not in wording["text"] else year - self.rng.randint(2, 9)
        now, before = (self._value(topic.series[0], area, y, day) for y in (year, first))
        text, text0 = look.value(now, topic.how)[0], look.value(before, topic.how)[0]
        if text == text0 or min(now, before) <= 0:
            raise _UnfitError
        draft = Draft({"Y0": str(first), "V": text, "V0": text0}, way="up" if now > before else "down")

        def value(topic: Topic, area: str, at: int) -> Decimal:
            found = self._value(topic.series[0], area, at - year + first, day)
            if (found < now) != (before < now):
                raise _UnfitError
            return found

        self._figure(
            "V0",
            before,
            lambda v: look.value(v, topic.how),
            replace(look, hedge=""),
            (n for n in self._neighbours(value, topic, area, year) if (n[2] < now) == (before < now)),
            draft,
            typing=False,
        )
        return draft


def _cluster_name(area: str) -> str:
    return "-".join(part.capitalize() for part in area.removeprefix("CLUSTER:").split("-"))


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
