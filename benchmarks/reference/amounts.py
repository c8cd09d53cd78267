"""Claims of levels, changes, shares, rates per head, multiples and averages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from drafts import Draft, Maker, Topic, UnfitError
from printing import Style, rounded

__all__ = ["Amounts"]

_HUNDRED = Decimal(100)
_GROUPS = ("WLD", "EMU", "EUU")


class Amounts(Maker):
    """Makes the claims whose figure is an amount or a change."""

    def _level(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        draft = Draft({}, hedged="Some [" in wording["text"])
        series = topic.series[0]
        true = self._value(series, area, year, day)
        if true <= 0:
            raise UnfitError

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
            raise UnfitError
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
                except UnfitError:
                    pass
            if topic.how == "percent":
                for row in self.facts.others(topic.series[0], area, str(year), day):
                    if row.vintage < day.isoformat():
                        yield "vintage", frozenset({"superseded"}), row.value

        signed = "{RS}" in wording["text"]
        if signed and true < 0:
            raise UnfitError
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
                except UnfitError:
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
            raise UnfitError
        if topic.how != "years" and abs(true) < 100:
            raise UnfitError
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
            raise UnfitError
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
            raise UnfitError

        def value(topic: Topic, area: str, year: int) -> Decimal:
            part = self._value(topic.series[0], area, year, day)
            return part / self._value(topic.series[0], whole, year, day) * _HUNDRED

        draft = Draft({}, areas={whole})
        true = value(topic, area, year)
        if true < Decimal("0.3"):
            raise UnfitError
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
            raise UnfitError

        def show(v: Decimal) -> tuple[str, Decimal]:
            places = 0 if v >= 100 else 1
            shown = rounded(v, places)
            return f"{shown:,} tonnes" if topic.how == "tonnes" else f"{shown:,}", shown

        self._figure("V", true, show, look, self._neighbours(value, topic, area, year), draft)
        return draft

    def _times(self, true: Decimal, draft: Draft, look: Style) -> None:
        if not Decimal("1.3") <= true <= 60:
            raise UnfitError

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

    def _average(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        first = year - self.rng.randint(3, 9)
        values = [self._value(topic.series[0], area, y, day) for y in range(first, year + 1)]
        true = sum(values, Decimal(0)) / len(values)
        if true < 1:
            raise UnfitError
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
            raise UnfitError
        draft = Draft({"Y0": str(first), "V": text, "V0": text0}, way="up" if now > before else "down")

        def value(topic: Topic, area: str, at: int) -> Decimal:
            found = self._value(topic.series[0], area, at - year + first, day)
            if (found < now) != (before < now):
                raise UnfitError
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
