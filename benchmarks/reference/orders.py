"""Claims of ranks, moves in rank, records and runs of years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from drafts import Draft, Maker, Topic, UnfitError
from printing import Style, cardinal, ordinal

__all__ = ["Orders"]

_EU = {  # members of the European Union since 2000, with the first and the last whole year
    **dict.fromkeys("AUT BEL DNK FIN FRA DEU GRC IRL ITA LUX NLD PRT ESP SWE".split(), (2000, 9999)),
    **dict.fromkeys("CYP CZE EST HUN LVA LTU MLT POL SVK SVN".split(), (2004, 9999)),
    **dict.fromkeys("BGR ROU".split(), (2007, 9999)),
    "HRV": (2013, 9999),
    "GBR": (2000, 2019),
}


class Orders(Maker):
    """Makes the claims that compare one value with others."""

    def _rank(self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style) -> Draft:
        series = topic.series[0]
        values = self._ordered(series, area, year, day, group=wording["kind"] == "rank_group")
        place = 1 + sum(v > values[area] for v in values.values())
        draft = Draft({"V": look.value(values[area], topic.how)[0]})
        if place > 25 or ("{K}" in wording["text"] and place > 12):
            raise UnfitError
        self._places(place, draft)
        return draft

    def _ordered(self, series: str, area: str, year: int, day: date, *, group: bool) -> dict[str, Decimal]:
        """Return the values of the areas that stand in an order with one."""
        pool = [a for a in self.facts.areas(series) if self.facts.types.get(a) == "country"]
        if group:
            pool = [a for a in pool if a in _EU and _EU[a][0] <= year <= _EU[a][1]]
        values = {a: v for a in pool for v in [self.facts.value(series, a, year, day)] if v is not None}
        if area not in values or len(values) < 20:
            raise UnfitError
        return values

    def _rank_bottom(
        self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style
    ) -> Draft:
        values = self._ordered(topic.series[0], area, year, day, group=True)
        place = 1 + sum(v < values[area] for v in values.values())
        if place > 12:
            raise UnfitError
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
            raise UnfitError
        return self._went(*(int(p.pop()) for p in places), Draft({"A": _cluster_name(area)}))

    def _went(self, before: int, now: int, draft: Draft) -> Draft:
        """Fill a move from one place to another, and the slips of either."""
        moved = before - now
        if not moved or max(before, now) > 60:
            raise UnfitError
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
            raise UnfitError
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
            raise UnfitError
        return found

    def _record_high(
        self, wording: dict[str, str], topic: Topic, area: str, year: int, day: date, look: Style
    ) -> Draft:
        history = self._history(topic, area, year, day)
        own = history[0][1]
        if own <= 0 or (topic.how == "tonnes" and own < 10**6):
            raise UnfitError
        peak = self.rng.choice(["high", "low"])
        sign = 1 if peak == "high" else -1
        beyond = [y for y, v in history[1:] if (v - own) * sign >= 0]
        if not beyond or year - beyond[0] < 3:
            raise UnfitError
        margin = min(abs(v - own) for _, v in history[1:])
        if margin < max(abs(own) * Decimal("0.02"), Decimal("0.11") if topic.how == "percent" else Decimal(0)):
            raise UnfitError
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
            raise UnfitError
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
            raise UnfitError
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
            raise UnfitError
        draft = Draft({"Nth": ordinal(length, self.rng)}, way="up" if way > 0 else "down")
        draft.slots["V"] = look.value(self._value(topic.series[0], area, year, day), topic.how)[0]
        draft.slots["R"] = look.rate(abs(self._change(topic.series[0], area, year - 1, year, day)))[0]
        for longer in (length + 1, length + 2):
            draft.slips.append(("streak", frozenset({"streak"}), {"Nth": ordinal(longer, self.rng)}, ""))
        return draft


def _cluster_name(area: str) -> str:
    return "-".join(part.capitalize() for part in area.removeprefix("CLUSTER:").split("-"))
