"""The period a text is speaking of while it is read, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from claims import period as p
from claims.binding.timeline import Mark, Timeline, word_set
from claims.document import Document, Sentence
from claims.model import Kind

__all__ = ["Story", "lagged"]


def lagged(period: str | None, earlier: str | None) -> int | None:
    """Return how many months before a period another of the same length is."""
    one, other = p.days(period), p.days(earlier)
    if not one or not other or p.length_months(period) != p.length_months(earlier):
        return None
    months = (one[1].year - other[1].year) * 12 + one[1].month - other[1].month
    return months if months > 0 else None


class Story:
    """What has been said so far: `lead` is the period of the text, `frame` the one spoken of now."""

    def __init__(self, document: Document, lines: Sequence[Timeline], blocks: Sequence[int]) -> None:
        self.document = document
        market = word_set("market")
        self.is_market = any(word in market for line in lines for word in _words_of(line))
        self.lead: str | None = None
        self.frame: str | None = None
        self.block = -1
        self.lags: list[tuple[str, int]] = []  # length of the period compared, months between the two
        self.flow: str | None = None  # the period in which things were added, where levels are of a day in it
        self.counted = _from_span(document, lines)
        self.lines = lines
        self.mains = _mains(lines)
        self.blocks = blocks  # of each line
        self.at = -1  # the line being read

    def enter(self, sentence: Sentence, line: Timeline) -> None:
        """Begin a sentence; a new paragraph goes back to the period of the text, unless it goes on ("However, …")."""
        self.at += 1
        if sentence.block == self.block:
            return
        kind = self.document.block_of(sentence).kind
        goes_on = line.first < line.stop and line.tokens.low[line.first] in word_set("going_on")
        if self.lead and kind in ("paragraph", "headline", "deck") and not goes_on:
            self.frame = self.lead
        self.block = sentence.block

    def carried(self) -> str | None:
        """Return the period for a figure whose sentence names none."""
        return self.frame or self._fallback()

    def _fallback(self) -> str | None:
        """Return the first period the text speaks of that is not of an earlier value alone."""
        counted = self.counted[1] if self.counted else None
        told = _first_period(self._told()) or counted or _after_base(self.lines)
        return told or _first_report(self.lines) or _first_date(self._told())

    def _told(self) -> Iterator[Mark]:
        """Yield the times that may date a figure without one of its own.

        Those told later in its own paragraph are of the figures told later; a headline is dated by what follows it.
        """
        own = self.blocks[self.at]
        headed = bool(self.document.blocks) and self.document.blocks[own].kind in ("headline", "deck")
        return (mark for line, mark in self.mains if headed or line <= self.at or self.blocks[line] != own)

    def is_forecast(self, period: str) -> bool:
        """Tell whether a period was not over when the text was published."""
        last = p.last_day(period)
        published = self.document.published
        return bool(published and last and last > published and p.frequency(period) in ("year", "fiscal"))

    def base_of(self, current: str | None, lead: str) -> str | None:
        """Return the period an earlier figure is of, where nothing near it says so.

        What is only set "against" another may be of the same period elsewhere: "6.5 percent in the country".
        """
        if current is None:
            return None
        compared = self.compared(current)
        if compared is None and lead != "from":
            return current
        if compared is None and p.frequency(current) in ("year", "fiscal"):
            return p.previous_year(current)
        return compared

    def compared(self, period: str | None) -> str | None:
        """Return the period that a change is against by the comparisons made before."""
        length = p.length_months(period)
        if length is None or not self.lags:
            return None
        fitting = [lag for key, lag in self.lags if key == str(length)]
        if fitting:
            lag = fitting[-1]
            return p.shift_years(period, -lag // 12) if lag % 12 == 0 else p.shift_months(period, -lag)
        return p.previous_year(period) if all(lag == 12 for _, lag in self.lags) else None

    def leave(self, line: Timeline) -> None:
        """Take up what a sentence said for those after it."""
        for figure in line.figures:
            earlier = figure.compared_to
            lag = lagged(figure.period, earlier)
            if lag:
                self.lags.append((str(p.length_months(figure.period)), lag))
        bases = [f for f in line.figures if f.base and f.own and f.period]
        current = [f for f in line.figures if f.period and not f.base and f.quantity.is_claim]
        current = [f for f in current if f.quantity.kind.value not in ("duration", "age")]
        owned = [f for f in current if f.own]
        for base in bases:
            lag = next((n for f in current if (n := lagged(f.period, base.period))), None)
            if lag:
                self.lags.append((str(p.length_months(base.period)), lag))
        self.flow = next((f.period for f in owned if f.quantity.kind == Kind.ABSOLUTE_CHANGE), self.flow)
        period = owned[0].period if owned else _main_of(line)
        if self.lead is None and current and not owned:
            self.lead = self.carried()
        if period is None:
            return
        if _is_heading(line):
            self.lead = self.frame = period
            return
        if owned and (self.lead is None or (self._is_old(self.lead) and not self._is_old(period))):
            self.lead = period
        if self._is_aside(period, line):
            return
        self.frame = period

    def _is_old(self, period: str) -> bool:
        """Tell whether a period was long over when the text was published."""
        last, published = p.last_day(period), self.document.published
        return bool(last and published and published - last > timedelta(days=600))

    def _is_aside(self, period: str, line: Timeline) -> bool:
        """Tell whether a sentence only looks back, or looks at a part: the next goes on as before."""
        if self.frame is None:
            return False
        if p.contains(self.frame, period) and not p.same(self.frame, period):
            return True
        if lagged(self.frame, period) and self.frame == self.lead:
            return True
        return p.same(period, p.previous_year(self.frame)) or (
            "had" in line.tokens.low[line.first : line.stop]
            and (p.last_day(period) or 0) < (p.last_day(self.frame) or 0)  # type: ignore[operator]
        )


def _is_heading(line: Timeline) -> bool:
    """Tell a line that is nothing but a period: the heading of what follows."""
    return len(line.marks) == 1 and line.marks[0].first == line.first and line.marks[0].stop == line.stop


def _words_of(line: Timeline) -> Sequence[str]:
    return line.tokens.low[line.first : line.stop]


def _main_of(line: Timeline) -> str | None:
    mark = next((m for m in line.marks if m.role == "main" and not m.local and not m.used), None)
    return mark.mention.period if mark and mark.mention.type != "date" else None


def _mains(lines: Sequence[Timeline]) -> list[tuple[int, Mark]]:
    """Return the times that something is told of, each with the number of its line."""
    marks = ((n, mark) for n, line in enumerate(lines) for mark in line.marks)
    return [(n, mark) for n, mark in marks if mark.role == "main" and mark.mention.type != "decade"]


def _first_period(marks: Iterable[Mark]) -> str | None:
    """Return the first period the text speaks of, for figures before it (a headline, an undated lead)."""
    return next((m.mention.period for m in marks if m.mention.type != "date" and not m.used), None)


def _first_date(marks: Iterable[Mark]) -> str | None:
    return next((m.mention.period for m in marks if not m.used), None)


def _from_span(document: Document, lines: Sequence[Timeline]) -> tuple[str, str] | None:
    """Return then and now by counting: "in ten years" and "than in 2010", no other year named."""
    if _first_period(mark for _, mark in _mains(lines)):
        return None
    marks = [m for line in lines for m in line.marks]
    spans = [m.mention.period for m in marks if m.role == "span" and m.mention.period and "/" in m.mention.period]
    bases = [m.mention.period for m in marks if m.role == "base" and p.frequency(m.mention.period) == "year"]
    if not spans or not bases or not document.published:
        return None
    start, end = (p.year_of(part) for part in str(spans[0]).split("/", 1))
    base = p.year_of(bases[0])
    if start is None or end is None or base is None:
        return None
    now = base + end - start
    recent = document.published.year - 2 <= now <= document.published.year
    return (f"{base:04d}", f"{now:04d}") if recent else None


def _after_base(lines: Sequence[Timeline]) -> str | None:
    """Return the period that "than in January last year" is a year before, where no other is named."""
    for line in lines:
        for mark in line.marks:
            surface = mark.mention.surface.lower()
            if (
                mark.role == "base"
                and mark.mention.type == "period"
                and surface.endswith((" last year", " a year earlier"))
            ):
                return p.shift_years(mark.mention.period, 1)
    return None


def _first_report(lines: Sequence[Timeline]) -> str | None:
    """Return the day on which it was told, the last resort."""
    found = [m for line in lines for m in line.marks if m.role == "report"]
    return found[0].mention.period if found else None
