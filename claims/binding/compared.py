"""What a change is measured against: the period compared with and the basis."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from claims import period as p
from claims.binding.story import Story, lagged
from claims.binding.timeline import CHANGES, Figure, Mark, Timeline, word_set
from claims.model import Kind, PeriodMention
from claims.periods.words import words

__all__ = ["aligned", "compared_mark", "complete"]

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_SINCE_REACH = 5  # words between a change and "since"
_LAGS = {1: "month_on_month", 3: "quarter_on_quarter", 12: "year_on_year"}


def counted_back(mention: PeriodMention) -> int | None:
    """Return the months that "a year earlier", "on the month", "three years ago" go back, else None."""
    parts = mention.surface.lower().replace("-", " ").split()
    if mention.type != "comparison" or mention.absolute or parts[0] in words().sets["same"]:
        return None
    unit = next((u for part in parts if (u := words().units.get(part)) in _MONTHS), None)
    if unit is None or (parts[-1].endswith("s") and parts[0] in words().sets["before_focus"]):
        return None  # "the previous three months" are a period of their own
    count = int(parts[0]) if parts[0].isdecimal() else words().numbers.get(parts[0], 1)
    return count * _MONTHS[unit]


def aligned(mention: PeriodMention, current: str | None) -> str | None:
    """Return the period of a mention that a figure of `current` is compared with.

    "A year earlier" is counted back from the figure's own period, and "last year" is the same part of it.
    """
    period = mention.period
    back, length = counted_back(mention), p.length_months(current)
    if back and length and length <= back:
        return p.shift_years(current, -back // 12) if back % 12 == 0 else p.shift_months(current, -back)
    length, own = p.length_months(period), p.length_months(current)
    if (
        length == 12
        and own
        and own < 12
        and p.frequency(period) == "year"
        and mention.type in ("relative", "comparison")
    ):
        year, mine = p.year_of(period), p.year_of(current)
        return p.shift_years(current, year - mine) if year and mine and year < mine else period
    return period


def compared_mark(line: Timeline, figure: Figure) -> Mark | None:
    """Return the mark that a change is against: behind it ("up 3% from May"), or leading the clause."""
    for reach in line.ahead(figure):
        taken = reach.crossed and (reach.mark.used or _change_between(line, figure, reach.mark))
        if reach.mark.role == "base" and not reach.boundary and not taken:
            return reach.mark
    for mark, clause in line.behind(figure):
        if mark.role == "base" and (clause or mark.opening or mark.led) and not _change_between(line, mark, figure):
            return mark
    return next((m for m, _ in line.behind(figure) if m.role == "base" and m.opening), None)


def _change_between(line: Timeline, first: Figure | Mark, last: Figure | Mark) -> bool:
    return any(f.quantity.kind in CHANGES and first.stop <= f.first and f.stop <= last.first for f in line.figures)


def complete(story: Story, line: Timeline) -> None:
    """Say what each change is compared with, and on what basis."""
    for figure in line.figures:
        if not figure.kind_is_change or not figure.quantity.is_claim:
            continue
        if figure.compared_to is None:
            figure.compared_to = _compared_to(story, line, figure)
        if figure.compared_to and p.same(figure.compared_to, figure.period):
            figure.compared_to = None
        figure.basis = _basis(line, figure)


def _compared_to(story: Story, line: Timeline, figure: Figure) -> str | None:
    mark = compared_mark(line, figure)
    if mark is not None and figure.period:
        return aligned(mark.mention, figure.period)
    since = _since(line, figure)
    if since is not None:
        return since.mention.period
    if not figure.period:
        return None
    if _is_annual(line, figure):
        return p.previous_year(figure.period)
    start = next((m for m in line.marks if m.role == "from" and m.pair), None)
    if start is not None and not p.same(start.mention.period, figure.period):
        return start.mention.period
    like = [f for f in line.figures if f.compared_to and f.stop <= figure.first and p.same(f.period, figure.period)]
    if like and not any(f.base and f.first > like[-1].first for f in line.figures):
        return like[-1].compared_to
    bases = [f for f in line.figures if f.base and f.period and not p.same(f.period, figure.period)]
    bases = [f for f in bases if p.length_months(f.period) == p.length_months(figure.period)] or bases
    if bases:
        return min(bases, key=lambda f: abs(f.first - figure.first)).period
    return story.compared(figure.period) or _trading_day_before(story, figure)


def _since(line: Timeline, figure: Figure) -> Mark | None:
    """Return the mark of "up 9 percent since 2015"; "the first fall since 2015" compares nothing."""
    for mark in line.marks:
        between = line.tokens.low[figure.stop : mark.first]
        plain = "," not in between and not word_set("superlative") & set(between)
        if mark.role != "since":
            continue
        if mark.first >= figure.stop and line.gap(figure.stop, mark.first) <= _SINCE_REACH and plain:
            return mark
        if mark.first <= line.first + 4 and mark.stop <= figure.first:
            return mark
    return None


def _is_annual(line: Timeline, figure: Figure) -> bool:
    """Tell "annual growth slowed to 1.6 percent": against the year before, however often it is measured."""
    low = line.tokens.low
    for n in range(max(figure.first - 10, line.first), figure.first):
        if low[n] in ("annual", "yearly") and low[n + 1] in (
            "growth",
            "inflation",
            "increase",
            "rise",
            "change",
        ):
            return figure.quantity.kind == Kind.GROWTH_RATE
    return False


def _trading_day_before(story: Story, figure: Figure) -> str | None:
    """Return the weekday before, for a change within a day ("down 214 points on Monday")."""
    first = p.first_day(figure.period)
    if not story.is_market:
        return None
    if p.frequency(figure.period) != "day" or first is None or first.weekday() > 4 or first <= date(2, 1, 1):
        return None
    return (first - timedelta(days=3 if first.weekday() == 0 else 1)).isoformat()


def _basis(line: Timeline, figure: Figure) -> str | None:
    near = line.tokens.low[max(figure.first - 4, line.first) : min(figure.stop + 5, line.stop)]
    if word_set("annual") & set(near) or ("annual", "rate") in pairwise(near):
        return "annualised"
    if figure.compared_to is None:
        return None
    since = next((m for m in line.marks if m.role == "since" and m.mention.period == figure.compared_to), None)
    if since:
        return f"since:{figure.compared_to}"
    lag = lagged(figure.period, figure.compared_to)
    return _LAGS.get(lag or 0) or f"from:{figure.compared_to}"
