"""Which year, month or day an expression means, from the date of publication and the dates around it."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from itertools import pairwise

from claims import period as p
from claims.document import Document
from claims.periods.calendar import counted, distance, earlier, edge, of_year
from claims.periods.context import follows_base, is_due, is_future, is_report
from claims.periods.expression import Expression, Shape, Year
from claims.periods.tokens import Tokens
from claims.periods.words import words

__all__ = ["Resolver"]

_STATED = frozenset(("fixed",))
_CALENDAR = frozenset(("day", "days", "month", "months", "quarter", "half", "opening", "closing", "season", "year"))
_LOOK = 12  # expressions looked at before and after one
_RECENT = timedelta(days=500)


class Resolver:
    """Resolve the expressions of one document, in text order; `focus` is the period last spoken of."""

    def __init__(self, document: Document, tokens: Tokens, found: list[Expression]) -> None:
        self.document = document
        self.tokens = tokens
        self.found = found
        self.published = document.published
        self.today = document.dateline or document.published
        self.focus: list[str | None] = [None] * len(found)  # the period spoken of after each expression
        self.resolved: list[str | None] = [None] * len(found)
        self.fiscal_start = self._fiscal_start()
        self.anchors = [n for n, each in enumerate(found) if _is_stated(each)]

    def _fiscal_start(self) -> int | None:
        """Return the month in which the fiscal years of the text begin, where a word of the text tells."""
        if not any(e.year and e.year.kind == "fiscal" for e in self.found):
            return None
        starts = words().fiscal_start
        counted = [e.shape.n for e in self.found if e.shape.kind == "months"]
        return counted[0] if counted else next((starts[w] for w in self.tokens.low if w in starts), None)

    def run(self) -> list[str | None]:
        """Return the period of each expression, ``None`` where it cannot be told."""
        for n in self.anchors:
            self.resolved[n] = self._calendar(self.found[n], n)
        current: str | None = None
        for n, each in enumerate(self.found):
            if self.resolved[n] is None:
                self.resolved[n] = self._resolve(each, n, current)
            if self._becomes_focus(each, n, current):
                current = self.resolved[n]
            self.focus[n] = current
        return self.resolved

    def _becomes_focus(self, each: Expression, n: int, current: str | None) -> bool:
        if self.resolved[n] is None or each.type in ("comparison", "clock", "decade"):
            return False
        if each.relation in ("compare", "since", "span") or each.shape.kind in ("focus", "past"):
            return False
        if each.relation == "by" and self.published and (p.last_day(self.resolved[n]) or date.max) > self.published:
            return False
        if current and p.days(self.resolved[n]) == p.days(p.previous_year(current)):
            return False  # the base of a comparison, whatever words lead to it
        span = self.document.dateline_span
        if span and span[0] <= self.tokens.start[each.first] < span[1]:
            return False
        if current and follows_base(self.tokens, each.first):
            return False
        dated = each.type in ("date", "weekday") or each.shape.unit == "day"
        return not (dated and is_report(self.tokens, each.first, each.stop))

    def _resolve(self, each: Expression, n: int, current: str | None) -> str | None:
        shape = each.shape
        if shape.kind in ("clock", "none") or each.impossible:
            return None
        if shape.kind == "shift":
            so_far = self._so_far(each, current) if shape.unit == "year" and shape.n == 0 else None
            return so_far or edge(each.end_of, self._shift(shape.unit, shape.n))
        if shape.kind == "weekday":
            return self._weekday(each)
        if shape.kind in ("earlier", "same", "focus", "past", "elliptic"):
            return edge(each.end_of, self._from_focus(each, n, current or self._next_focus(n)))
        return self._calendar(each, n, current)

    def _next_focus(self, n: int) -> str | None:
        """Return the period spoken of just after an expression, in its own sentence."""
        here = self.document.sentence_at(self.tokens.start[self.found[n].first])
        for later in self.found[n + 1 : n + 1 + _LOOK]:
            if self.tokens.start[later.first] >= here.end:
                return None
            dated = later.type != "comparison" and later.shape.kind in _CALENDAR | _STATED | {"ending"}
            if dated and later.relation == "at" and not is_report(self.tokens, later.first, later.stop):
                return self._calendar(later, n, None)
        return None

    def _so_far(self, each: Expression, current: str | None) -> str | None:
        """Return the months of this year that have passed, where the words are "this year … so far"."""
        low = self.tokens.low
        near = low[max(each.first - 3, 0) : each.first] + low[each.stop : each.stop + 5]
        if self.published is None or not any(
            pair in (("so", "far"), ("thus", "far"), ("to", "date")) for pair in pairwise(near)
        ):
            return None
        last = p.last_day(current)
        if last is None or last.year != self.published.year or last > self.published:
            last = self.published
        return p.from_months(last.year, 1, last.year, last.month)

    # --- from the date of publication ---------------------------------------------------------------------

    def _shift(self, unit: str, n: int) -> str | None:
        today = self.today if unit in ("day", "week") else self.published or self.today
        return counted(today, unit, n) if today else None

    def _weekday(self, each: Expression) -> str | None:
        if self.today is None:
            return None
        back = (self.today.weekday() - each.shape.n) % 7
        ahead = each.shape.m > 0 or (each.shape.m == 0 and is_future(self.tokens, each, reach=5))
        if each.shape.m < 0 and back == 0:
            back = 7
        move = (7 - back if back else 7) if ahead else -back
        try:
            return (self.today + timedelta(days=move)).isoformat()
        except OverflowError:
            return None

    # --- from the period spoken of ------------------------------------------------------------------------

    def _from_focus(self, each: Expression, n: int, focus: str | None) -> str | None:
        kind, unit, count = each.shape.kind, each.shape.unit, each.shape.n
        if kind == "past":
            return self._past(count, unit, focus, each)
        if kind == "focus":
            before = self._spoken_before(unit, n) if unit != "month" else None
            return before or self._spoken_of(unit, focus)
        if kind == "elliptic":
            return self._elliptic(each, n)
        if kind == "same":
            return self._same(each, focus)
        if each.shape.text == "on-the" and unit == "year" and p.frequency(focus) == "day":
            return f"{int(str(focus)[:4]) - 1:04d}-12-31"  # shares "lower on the year": since its start
        if unit in ("month", "quarter") and p.frequency(focus) != unit:
            focus = self._spoken_before(unit, n) or focus
        return earlier(focus, unit, count)

    def _spoken_before(self, unit: str, n: int) -> str | None:
        """Return the month, quarter or half last spoken of, whatever came between."""
        if unit not in ("month", "quarter", "half"):
            return None
        for at in range(n - 1, max(n - 12, -1), -1):
            if self.focus[at] and p.frequency(p.from_days(*(p.days(self.focus[at]) or (date.min, date.max)))) == unit:
                return self.focus[at]
        return None

    def _past(self, count: int, unit: str, focus: str | None, each: Expression) -> str | None:
        """Return the span from so many units ago to the period spoken of."""
        now = focus or (f"{self.published.year:04d}" if self.published else None)
        years = {"year": 1, "decade": 10}.get(unit)
        if now is None:
            return None
        if years:
            now = f"{p.year_of(now) or 0:04d}"
            start = p.shift_years(now, -count * years)
            return f"{start}/{now}" if start else None
        months = {"month": 1, "quarter": 3}.get(unit)
        last = p.last_day(now)
        if months is None or last is None:
            return None
        if self.published is not None:
            last = min(last, self.published)  # what is past does not end after the story
        end = f"{last.year:04d}-{last.month:02d}"
        start = p.shift_months(end, -count * months)
        return f"{start}/{end}" if start else None

    def _spoken_of(self, unit: str, focus: str | None) -> str | None:
        """Return the unit around the period spoken of: "the year" after 2017-12 is 2017."""
        last = p.last_day(focus)
        if not unit or focus is None or last is None:
            return focus if last else self._shift(unit, 0) if unit == "year" else None
        if unit == "year":
            return focus if p.frequency(focus) == "fiscal" else f"{last.year:04d}"
        if unit == "month":
            return f"{last.year:04d}-{last.month:02d}"
        if unit in ("quarter", "half") and p.frequency(focus) == "day":
            return None  # the quarter reported on is not the one of the day
        if unit == "quarter":
            return f"{last.year:04d}-Q{(last.month + 2) // 3}"
        if unit == "half":
            return f"{last.year:04d}-H{(last.month + 5) // 6}"
        return focus

    def _elliptic(self, each: Expression, n: int) -> str | None:
        """Return the quarter or half that "the second" is, where one was named just before."""
        for before in range(n - 1, max(n - 4, -1), -1):
            other = self.found[before]
            if other.shape.kind in ("quarter", "half") and each.first - other.stop < 40:
                shape = Shape(other.shape.kind, each.shape.n)
                year = p.year_of(self.resolved[before])
                return of_year(shape, year) if year else None
        return None

    def _same(self, each: Expression, focus: str | None) -> str | None:
        """Return the period spoken of in another year."""
        if focus is None or not p.is_period(focus):
            return self._year_alone(each.year)
        if each.shape.unit and each.year is None:
            return self._spoken_of(each.shape.unit, focus)
        if each.year is None:
            return p.shift_years(focus, -1) if each.relation == "compare" else focus
        if each.shape.unit in ("month", "quarter", "half"):
            focus = self._spoken_of(each.shape.unit, focus) or focus
        mine = p.year_of(focus) or 0
        if each.year.kind == "stated":
            return p.shift_years(focus, each.year.value - mine)
        if each.year.kind == "fiscal":
            return p.shift_years(focus, -1)
        if each.year.kind == "shift" and self.published:
            target = self.published.year + each.year.value
            return p.shift_years(focus, target - mine if target < mine else -1)
        return p.shift_years(focus, -max(each.year.value, 1))

    def _year_alone(self, year: Year | None) -> str | None:
        """Return the year of "the same quarter of 2023" where it is not told which quarter."""
        if year and year.kind == "stated":
            return f"{year.value:04d}"
        return self._shift("year", year.value) if year and year.kind == "shift" else None

    # --- months, quarters and days of a year that may not be stated ---------------------------------------

    def _calendar(self, each: Expression, n: int, current: str | None = None) -> str | None:
        shape = each.shape
        if shape.kind == "fixed":
            return edge(each.end_of, shape.text if p.is_period(shape.text) else None)
        if (shape.kind not in _CALENDAR and shape.kind != "ending") or each.impossible:
            return None
        year = each.year
        if year and year.kind == "fiscal":
            return edge(each.end_of, self._of_fiscal(shape, year.label))
        if year:
            number = self._year_number(year, current)
            made = of_year(shape, number) if number else None
            if year.kind == "focus" and self._is_ahead(edge(each.end_of, made), each):
                made = p.previous_year(made)  # "debt was cut at year-end", told in March
        elif shape.unit == "near":
            made = self._near(shape)
        else:
            made = self._nearest(each, n, current)
        return edge(each.end_of, made)

    def _is_ahead(self, period: str | None, each: Expression) -> bool:
        """Tell whether a period had not begun when the text was published, and nothing says that it is to come."""
        first = p.first_day(period)
        late = first is not None and self.published is not None and first > self.published
        return late and not is_future(self.tokens, each, reach=10)

    def _year_number(self, year: Year, current: str | None) -> int | None:
        if year.kind == "stated":
            return year.value
        if year.kind == "shift":
            return self.published.year + year.value if self.published else None
        spoken = p.year_of(current) or (self.published.year if self.published else None)
        return spoken - year.value if spoken else None

    def _of_fiscal(self, shape: Shape, label: str) -> str | None:
        """Return a part of a fiscal year, where it is known in which month it begins."""
        if shape.kind == "year":
            return label
        if self.fiscal_start is None or not p.is_period(label):
            return None
        first_year, start = int(label[:4]), self.fiscal_start
        if shape.kind in ("month", "months", "day", "days"):
            return of_year(shape, first_year if shape.n >= start else first_year + 1)
        plain = of_year(shape, first_year)
        return p.shift_months(plain, start - 1) if plain else None

    def _near(self, shape: Shape) -> str | None:
        """Return "last March", "this summer", "next June" from the date of publication."""
        if self.published is None:
            return None
        choices = [of_year(shape, self.published.year + n) for n in (-2, -1, 0, 1)]
        spans = [(c, s) for c in choices if c and (s := p.days(c))]
        if shape.m < 0:
            return next((c for c, s in reversed(spans) if s[1] < self.published), None)
        if shape.m > 0:
            return next((c for c, s in spans if s[0] > self.published), None)
        return of_year(shape, self.published.year)

    def _nearest(self, each: Expression, n: int, current: str | None) -> str | None:
        """Return the year-less period nearest to what it can be read from."""
        anchor = self._anchor(n)
        if self.published and not self._is_history(anchor, each, n):
            return self._by_publication(each)
        span = p.days(current) if current and anchor is None else p.days(anchor)
        if span is None:
            return None
        years = range(max(span[0].year - 1, 1), min(span[1].year + 2, 9999))
        choices = [c for year in years if (c := of_year(each.shape, year))]
        return min(choices, key=lambda c: (distance(c, span), c), default=None)

    def _anchor(self, n: int) -> str | None:
        """Return the nearest period with its year, looking back first."""
        at = bisect_right(self.anchors, n)
        back = [a for a in self.anchors[max(0, at - 3) : at] if a != n and self._anchors(a)]
        if back:
            return self.resolved[back[-1]]
        ahead = [a for a in self.anchors[at : at + 3] if a != n and self._anchors(a)]
        return self.resolved[ahead[0]] if ahead else None

    def _anchors(self, n: int) -> bool:
        return self.resolved[n] is not None and self.found[n].relation not in (
            "since",
            "by",
            "span",
            "compare",
        )

    def _is_history(self, anchor: str | None, each: Expression, n: int) -> bool:
        """Tell whether the sentence, or the whole text, speaks of a time long before it was published."""
        last = p.last_day(anchor)
        if last is None or self.published is None or self.published - last <= _RECENT:
            return False
        here = self.document.sentence_at(self.tokens.start[each.first])
        at = bisect_right(self.anchors, n)
        around = self.anchors[max(at - _LOOK, 0) : at + _LOOK]
        said = [a for a in around if a < n and self._anchors(a)]
        near = [a for a in said if here.start <= self.tokens.start[self.found[a].first]] or said
        return bool(near) and all(
            self.published - (p.last_day(self.resolved[a]) or self.published) > _RECENT for a in near
        )

    def _by_publication(self, each: Expression) -> str | None:
        """Return the latest such period that had begun when the text was published, or the coming one."""
        assert self.published is not None
        today = self.published
        choices = [c for year in (today.year - 1, today.year, today.year + 1) if (c := of_year(each.shape, year))]
        if is_future(self.tokens, each, reach=10) or (each.shape.kind == "day" and is_due(self.tokens, each.first)):
            return next((c for c in choices if (p.last_day(c) or today) >= today), None)
        begun = [c for c in choices if (p.first_day(c) or today) <= today]
        if each.shape.kind in ("months", "opening", "half", "ending"):
            slack = 0 if each.shape.unit == "year" else 45  # what a year came to is known when it is over
            ended = [c for c in begun if (p.last_day(c) or today) <= today + timedelta(days=slack)]
            begun = ended or begun
        return begun[-1] if begun else None


def _is_stated(each: Expression) -> bool:
    if each.shape.kind == "fixed":
        return each.type == "period"
    return each.shape.kind in _CALENDAR and each.year is not None and each.year.kind in ("stated", "fiscal", "shift")
