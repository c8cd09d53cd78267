"""The period of each figure: the expression of time nearest to it in its role, else the period spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims import period as p
from claims.binding.columns import column_periods
from claims.binding.compared import aligned, compared_mark, complete
from claims.binding.story import Story
from claims.binding.suited import suit
from claims.binding.timeline import Figure, Mark, Timeline, read_timeline, word_set
from claims.document import Document, Sentence, begun_in
from claims.model import Kind, PeriodMention, Quantity
from claims.periods.tokens import tokens_of

__all__ = ["bind_periods"]

Periods = tuple[str | None, str | None, str | None, bool]
_MANY = 60  # figures in a sentence
_LEVELS = frozenset((Kind.LEVEL, Kind.COUNT, Kind.SHARE, Kind.RATIO))


def bind_periods(
    document: Document, quantities: Sequence[Quantity], mentions: Sequence[PeriodMention]
) -> dict[str, Periods]:
    """Return period, period compared with, basis, and whether the period was carried over, by quantity id."""
    tokens = tokens_of(document.text)
    figures_at, times_at = [q.start for q in quantities], [m.start for m in mentions]
    pieces = [piece for s in document.sentences for piece in _pieces(s, begun_in(quantities, figures_at, s))]
    lines = [read_timeline(document, tokens, s, inside, begun_in(mentions, times_at, s)) for s, inside in pieces]
    story = Story(document, lines, [s.block for s, _ in pieces])
    columns = column_periods(document, quantities, mentions)
    bound: dict[str, Periods] = {}
    for (sentence, _), line in zip(pieces, lines, strict=True):
        story.enter(sentence, line)
        _bind_all(story, line)
        for f in line.figures:
            f.period = columns.get(f.quantity.id, f.period)
        complete(story, line)
        story.leave(line)
        for f in line.figures:
            bound[f.quantity.id] = (f.period, f.compared_to, f.basis, f.inferred)
    return bound


def _pieces(sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[tuple[Sentence, Sequence[Quantity]]]:
    """Cut what is no sentence but a list of very many figures, so that time stays linear in the text."""
    if len(quantities) <= _MANY:
        yield sentence, quantities
        return
    start = sentence.start
    for n in range(0, len(quantities), _MANY):
        last = n + _MANY >= len(quantities)
        end = sentence.end if last else quantities[n + _MANY].start
        yield replace(sentence, start=start, end=end), quantities[n : n + _MANY]
        start = end


def _bind_all(story: Story, line: Timeline) -> None:
    """Give figures their periods: earlier figures with words of their own, current ones, then the rest."""
    waiting: list[tuple[Figure, Figure | None]] = []
    for n, figure in enumerate(line.figures):
        before = line.figures[n - 1] if n else None
        over = next((m for m in line.marks if m.first < figure.stop and figure.first < m.stop), None)
        if over and (over.mention.period or not figure.quantity.is_claim):
            figure.period, figure.own = over.mention.period, True
        elif figure.quantity.is_claim:
            if before and before.quantity.is_claim and _is_beside(line, before, figure):
                figure.base = before.base
                waiting.append((figure, before))
            elif not (figure.base and _bind_marked_base(story, line, figure)):
                waiting.append((figure, None))
    for figure, before in waiting:
        if before is None and not figure.base:
            _bind_current(story, line, figure)
        elif before is not None and before.period:
            _copy(before, figure)
    for figure, before in waiting:
        if before is None and figure.base and figure.period is None:
            _bind_base(story, line, figure)
        elif before is not None and figure.period is None:
            _copy(before, figure)
    suit(line)


def _copy(before: Figure, figure: Figure) -> None:
    figure.period, figure.own, figure.inferred = before.period, before.own, before.inferred


def _is_beside(line: Timeline, before: Figure, figure: Figure) -> bool:
    """Tell whether a figure stands beside another: "$106.8 billion (0.6 percent)", "$643 million, or $1.12"."""
    between = line.tokens.low[before.stop : figure.first]
    if between[:2] == [",", "or"] and len(between) <= 4:
        return True  # "$643 million, or $1.12 a share"
    return "(" in between and ")" not in between and len(between) <= 5


def _bind_marked_base(story: Story, line: Timeline, figure: Figure) -> bool:
    """Give an earlier figure the period printed with it: "from 6.3% in July", "than last year's $748m"."""
    mark = next((r.mark for r in line.ahead(figure)[:1] if r.words <= 5 and not r.crossed and not r.boundary), None)
    if mark is None or mark.local:
        mark = _between_lead_and(line, figure)
    if mark is None:
        return False
    figure.period, figure.own = aligned(mark.mention, _current_of(story, line, figure)), True
    mark.used = True
    return True


def _bind_base(story: Story, line: Timeline, figure: Figure) -> None:
    """Give an earlier figure the period its sentence compares with, else one found by the lag spoken of."""
    current = _current_of(story, line, figure)
    opened = [m for m in line.marks if m.role == "base" and m.stop <= figure.first and not m.used]
    mark = next((m for m in reversed(opened) if current and not p.same(m.mention.period, current)), None)
    if mark is not None:
        figure.period, figure.own = aligned(mark.mention, current), True
        return
    start = next((m for m in line.marks if m.role == "from" and m.pair), None)
    if start is not None:
        figure.period, figure.own = start.mention.period, True
        return
    figure.inferred = True
    spans = [f.compared_to for f in line.figures if f.compared_to and f.kind_is_change and f.period == current]
    if spans:
        figure.period = spans[0]
        return
    if current and story.is_forecast(current) and _is_revision(line, figure):
        figure.period = current
        return
    told = [f for f in line.figures if f.base and f.own and f.period and f.stop <= figure.first]
    figure.period = told[-1].period if told else story.base_of(current, figure.lead)


def _is_revision(line: Timeline, figure: Figure) -> bool:
    """Tell an earlier forecast ("3.1% this year, up from 2.9%") from a figure of an earlier time."""
    rate = figure.quantity.kind == Kind.GROWTH_RATE
    return rate or bool(word_set("revised") & set(line.tokens.low[line.first : line.stop]))


def _between_lead_and(line: Timeline, figure: Figure) -> Mark | None:
    """Return the mark between "than" and the figure: "less than last year's $748 million"."""
    for mark in reversed(line.marks):
        if mark.stop <= figure.first and mark.role != "none":
            near = line.gap(mark.stop, figure.first) <= 3
            return mark if near and (mark.local or mark.role in ("base", "from")) else None
    return None


def _current_of(story: Story, line: Timeline, figure: Figure) -> str | None:
    """Return the period of the figure that an earlier one is the base of."""
    known = [f for f in line.figures if f.period and not f.base and f.quantity.is_claim]
    after = next((f for f in known if f.first >= figure.stop), None)
    if after and line.tokens.low[after.first - 1] == "to" and after.first - figure.stop <= 3:
        return after.period
    done = [f for f in known if f.stop <= figure.first]
    if done:
        return done[-1].period
    mark = next((m for m in line.marks if m.role == "main" and m.stop <= figure.first), None)
    return mark.mention.period if mark else story.frame


def _bind_current(story: Story, line: Timeline, figure: Figure) -> None:
    """Give a figure the period of the nearest mark that it can be said of, else the one carried over."""
    change = figure.kind_is_change
    if not change and (_bind_told(story, line, figure) or _bind_past(line, figure) or _bind_pair(line, figure)):
        return
    if change and _bind_span(story, line, figure):
        return
    if not change and _bind_now(story, line, figure):
        return
    mains = [r for r in line.ahead(figure) if r.mark.role in ("main", "from") and not r.mark.local]
    mains = [r for r in mains if not (r.mark.role == "from" and r.mark.pair) and not r.mark.used]
    near = next((r.mark for r in mains if r.near), None)
    same_clause = next((r.mark for r in mains if not r.boundary), None)
    behind = _behind(line, figure)
    close = next((m for m, clause in behind if clause), None)
    chosen = near or close or same_clause or next((m for m, _ in behind), None)
    if chosen is None and story.frame is None and mains:
        chosen = mains[0].mark
    if chosen is None:
        _carry(story, line, figure)
        return
    figure.period, figure.own = chosen.mention.period, True
    figure.base = chosen.role == "base"
    if chosen is not near and change:
        _prefer_comparable(story, line, figure)


def _bind_now(story: Story, line: Timeline, figure: Figure) -> bool:
    """Read "In 2014 it paid €3 million. It now pays €2 million": now is the year of publication."""
    low, published = line.tokens.low, story.document.published
    n = figure.first - 1
    while n >= line.first and low[n] not in word_set("now") and low[n] not in word_set("stop") | {",", "and"}:
        if n in line.at or n in line.figure_at:
            return False
        n -= 1
    behind = [m for m, _ in _behind(line, figure)]
    frame = behind[0].mention.period if behind else story.frame
    year = p.year_of(frame)
    if published is None or n < line.first or low[n] not in word_set("now") or year is None:
        return False
    if any(r.mark.role == "main" and not r.boundary for r in line.ahead(figure)):
        return False
    whole = p.frequency(frame) in ("year", "fiscal") and (p.last_day(frame) or published) < published
    if not whole and published.year - year < 2:
        return False  # "the toll is now 3,119" on the day told of
    figure.period, figure.own, figure.inferred = f"{published.year:04d}", False, True
    return True


def _carry(story: Story, line: Timeline, figure: Figure) -> None:
    """Give a figure the period of the figure before it in the sentence, else the one spoken of."""
    told = [f for f in line.figures if f.own and not f.base and f.period and f.stop <= figure.first]
    told = [f for f in told if f.quantity.kind not in (Kind.DURATION, Kind.AGE)]
    if told and told[-1].quantity.is_claim:
        figure.period, figure.own = told[-1].period, True
        return
    figure.period, figure.inferred = story.carried(), True
    if figure.quantity.kind == Kind.ABSOLUTE_CHANGE and story.flow and p.contains(story.flow, figure.period):
        figure.period = story.flow


def _bind_told(story: Story, line: Timeline, figure: Figure) -> bool:
    """Read "5 million a year earlier" and "A year ago X sold 60 and Y 55"."""
    if figure.quantity.kind not in _LEVELS:
        return False
    bare = next((r for r in line.ahead(figure)[:1] if r.mark.role == "base" and not r.mark.led and r.words <= 3), None)
    if bare and not bare.crossed and not bare.boundary and _is_told_of(line, bare.mark):
        mark = bare.mark
        mark.used = True
    else:
        opener = _opener(line, figure)
        if opener is None:
            return False
        mark = opener
    figure.period, figure.own, figure.base = aligned(mark.mention, story.frame), True, True
    return True


def _bind_pair(line: Timeline, figure: Figure) -> bool:
    """Read an amount "between 2013 and 2023": of the whole span."""
    mains = [r for r in line.ahead(figure) if r.mark.role in ("main", "from") and not r.mark.local]
    mark = mains[0].mark if mains and not mains[0].boundary else None
    if mark is None or mark.role != "from" or mark.pair is None:
        return False
    figure.period, figure.own = _range(mark.mention.period, mark.pair.mention.period), True
    return True


def _range(first: str | None, last: str | None) -> str | None:
    """Return the span from one period to another: "between 2013 and 2023"."""
    start, end = p.first_day(first), p.last_day(last)
    return p.from_days(start, end) if start and end and start <= end else last


def _is_told_of(line: Timeline, mark: Mark) -> bool:
    """Tell "5 million a year earlier" from "year-earlier level" and "year on year"."""
    low = line.tokens.low
    if {"on", "over", "to"} & set(low[mark.first : mark.stop]):
        return False
    return mark.mention.type == "comparison" and low[mark.stop - 1] in (
        "earlier",
        "ago",
        "before",
        "previously",
        "year",
        "month",
        "quarter",
    )


def _opener(line: Timeline, figure: Figure) -> Mark | None:
    """Return the mark of "A year ago X sold 60 and Y 55", up to the next conjunction."""
    for mark in line.marks:
        if mark.role == "base" and mark.opening and not mark.led and mark.mention.type == "comparison":
            between = line.tokens.low[mark.stop : figure.first]
            if mark.stop <= figure.first and not (word_set("clause") - {"and"}) & set(between) and ";" not in between:
                return mark
    return None


def _bind_span(story: Story, line: Timeline, figure: Figure) -> bool:
    """Read a change over a span: "up 258 percent in 12 months" ends now and began 12 months ago."""
    reach = next((r.mark for r in line.ahead(figure) if r.mark.role == "span" and not r.boundary), None)
    mark = reach or next((m for m, _ in line.behind(figure)[:1] if m.role == "span" and m.opening), None)
    if mark is None or not mark.mention.period or "/" not in mark.mention.period:
        return False
    start, end = mark.mention.period.split("/", 1)
    if story.counted and p.frequency(end) == "year":
        start, end = story.counted
    if story.frame and (p.contains(end, story.frame) or p.same(end, story.frame)):
        end = story.frame
    elif any(r.mark.role == "main" and not r.boundary for r in line.ahead(figure)):
        return False
    figure.period, figure.compared_to, figure.own = end, start, True
    return True


def _bind_past(line: Timeline, figure: Figure) -> bool:
    """Read an amount of a span: "over the past 12 months it sold 11.9 million"."""
    mark = next((m for m, _ in line.behind(figure)[:1] if m.role == "span" and m.opening), None)
    if figure.quantity.kind not in _LEVELS or mark is None or not mark.mention.period:
        return False
    if mark.mention.surface.split()[0].lower() not in ("past", "last"):
        return False
    start, end = mark.mention.period.split("/", 1)
    first, last = p.first_day(p.shift_months(start, 1)), p.last_day(end)
    if p.frequency(start) != "month" or first is None or last is None:
        return False
    figure.period, figure.own = p.from_days(first, last), True
    return True


def _behind(line: Timeline, figure: Figure) -> list[tuple[Mark, bool]]:
    """Return the marks before a figure that may hold for it, nearest first."""
    found = []
    for mark, clause in line.behind(figure):
        if mark.used or mark.role not in ("main", "from"):
            if mark.role in ("base", "since") and _opens_clause(line, mark, figure):
                found.append((mark, clause))
            continue
        if mark.role == "from" and mark.pair:
            continue
        if mark.local and (not clause or line.gap(mark.stop, figure.first) > 5):
            continue
        found.append((mark, clause))
    return found


def _opens_clause(line: Timeline, mark: Mark, figure: Figure) -> bool:
    """Tell "compared with June, when 578 …": the clause is about June."""
    between = line.tokens.low[mark.stop : figure.first]
    return between[:2] == [",", "when"] and "," not in between[2:]


def _prefer_comparable(story: Story, line: Timeline, figure: Figure) -> None:
    """Take the period of the same length as the one compared with, where the sentence or the story has it."""
    base = compared_mark(line, figure)
    if base is None or p.same(base.mention.period, figure.period):
        return
    wanted = p.length_months(base.mention.period)
    if wanted is None or wanted == p.length_months(figure.period) or base.mention.type == "comparison":
        return
    others = [m.mention.period for m, _ in _behind(line, figure)] + [story.frame, story.lead]
    figure.period = next((o for o in others if p.length_months(o) == wanted and _is_after(o, base)), figure.period)


def _is_after(period: str | None, base: Mark) -> bool:
    last, earlier = p.last_day(period), p.last_day(base.mention.period)
    return bool(last and earlier and last > earlier)
