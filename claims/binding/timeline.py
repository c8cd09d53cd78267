"""The expressions of time of one sentence in their roles, and which of them a figure can reach."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from claims.document import Document, Sentence
from claims.lexicon import load
from claims.model import Kind, PeriodMention, Quantity
from claims.periods.context import is_report
from claims.periods.tokens import Tokens

__all__ = ["CHANGES", "Figure", "Mark", "Reach", "Timeline", "read_timeline", "word_set"]

CHANGES = frozenset((Kind.GROWTH_RATE, Kind.PP_CHANGE, Kind.ABSOLUTE_CHANGE, Kind.MULTIPLE))
_ROLE = Literal["main", "base", "from", "span", "since", "report", "none"]
_REACH = 14  # words
_NEAR = 4


@cache
def word_set(key: str) -> frozenset[str]:
    """Return a word list of the lexicon's section on binding."""
    return frozenset(str(load("periods")["binding"][key]).split())


@dataclass(slots=True)
class Mark:
    """An expression of time in its role: tokens ``[first, stop)``."""

    mention: PeriodMention
    first: int
    stop: int
    role: _ROLE
    pair: Mark | None = None  # the other end of "from 2013 to 2023"
    local: bool = False  # "May's": says nothing of what is further on
    opening: bool = False  # begins the sentence
    led: bool = False  # a base with its "from", "than", "compared with"
    used: bool = False  # taken by an earlier figure ("from 6.3% in July")


@dataclass(slots=True)
class Figure:
    """A quantity with its tokens and what was made of it."""

    quantity: Quantity
    first: int
    stop: int
    base: bool = False  # an earlier figure that another is measured against
    lead: str = ""  # the word that says so: "from", "against"
    period: str | None = None
    compared_to: str | None = None
    basis: str | None = None
    inferred: bool = False
    own: bool = False  # read in its own sentence
    reaches: list[Reach] | None = None  # marks that follow, once looked for
    preceded: list[tuple[Mark, bool]] | None = None  # marks before, once looked for

    @property
    def kind_is_change(self) -> bool:
        return self.quantity.kind in CHANGES


@dataclass(slots=True)
class Reach:
    """A mark seen from a figure."""

    mark: Mark
    words: int
    crossed: bool  # another figure stands between
    boundary: bool  # a comma or a conjunction stands between

    @property
    def near(self) -> bool:
        return self.words <= _NEAR and not self.crossed and not self.boundary


@dataclass(slots=True)
class Timeline:
    tokens: Tokens
    first: int  # token of the sentence
    stop: int
    marks: list[Mark]
    figures: list[Figure]
    at: dict[int, Mark] = field(default_factory=dict)
    figure_at: dict[int, Figure] = field(default_factory=dict)

    def ahead(self, figure: Figure) -> list[Reach]:
        """Return the marks that follow a figure in its part of the sentence, nearest first."""
        if figure.reaches is None:
            figure.reaches = self._ahead(figure)
        return figure.reaches

    def _ahead(self, figure: Figure) -> list[Reach]:
        low, found = self.tokens.low, []
        n, words, crossed, boundary = figure.stop, 0, False, False
        while n < self.stop and words <= _REACH:
            mark = self.at.get(n)
            if mark:
                found.append(Reach(mark, words, crossed, boundary))
                n, words = max(mark.stop, n + 1), words + 1
                continue
            other = self.figure_at.get(n)
            if other:
                if other.base:
                    break
                crossed, n = True, max(other.stop, n + 1)  # a figure of half a token must not stop us
                continue
            word = low[n]
            if word == "(" and not self._only_time(n):
                n = self._after_bracket(n)
                continue
            beside = self._after_apposition(n) if word == "," else 0
            if beside:
                n = beside
                continue
            if word in word_set("stop"):
                break
            compared = word == "with" and low[n - 1] in ("compared", "comparison")
            if (word == "," and low[n + 1] != "or") or (word in word_set("clause") and not compared):
                boundary = True
            elif word not in "()," and word not in ("'", "’", "s", '"', "”"):
                words += 1
            n += 1
        return found

    def _after_apposition(self, n: int) -> int:
        """Return the token after ", or 28 cents a share,"; 0 where a comma begins something else."""
        if self.tokens.low[n + 1] != "or" or not any(at in self.figure_at for at in range(n + 2, n + 5)):
            return 0
        return next((at + 1 for at in range(n + 3, min(n + 10, self.stop)) if self.tokens.low[at] == ","), 0)

    def _only_time(self, n: int) -> bool:
        mark = self.at.get(n + 1)
        return bool(mark) and self.tokens.low[mark.stop] == ")"  # type: ignore[union-attr]

    def _after_bracket(self, n: int) -> int:
        for at in range(n + 1, min(n + 20, self.stop)):
            if self.tokens.low[at] == ")":
                return at + 1
        return n + 1

    def behind(self, figure: Figure) -> list[tuple[Mark, bool]]:
        """Return the marks before a figure, nearest first, and whether each is in the same clause."""
        if figure.preceded is None:
            figure.preceded = self._behind(figure)
        return figure.preceded

    def _behind(self, figure: Figure) -> list[tuple[Mark, bool]]:
        found: list[tuple[Mark, bool]] = []
        for mark in reversed(self.marks):
            if mark.stop <= figure.first:
                between = self.tokens.low[mark.stop : figure.first]
                found.append((mark, not any(w == "," or w in word_set("stop") for w in between)))
        return found

    def gap(self, first: int, stop: int) -> int:
        """Return how many words stand between two tokens."""
        return sum(1 for w in self.tokens.low[first:stop] if w.isalnum())


def read_timeline(
    document: Document,
    tokens: Tokens,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    mentions: Sequence[PeriodMention],
) -> Timeline:
    """Return the marks and figures of a sentence."""
    first = bisect_left(tokens.start, sentence.start, 0, tokens.count)
    stop = bisect_left(tokens.start, sentence.end, 0, tokens.count)
    quiet = document.block_of(sentence).kind == "front_matter" if document.blocks else False
    span = document.dateline_span
    marks = []
    for mention in mentions:
        mark = _mark(tokens, mention, first)
        if quiet or (span and span[0] <= mention.start < span[1]):
            mark.role = "none"
        marks.append(mark)
    marks = _merged(tokens, marks)
    figures = [Figure(q, _token(tokens, q.start), _token_end(tokens, q.end)) for q in quantities]
    line = Timeline(tokens, first, stop, marks, figures)
    line.at = {m.first: m for m in marks if m.role != "none"}
    line.figure_at = {f.first: f for f in figures if f.quantity.is_claim and f.first not in line.at}
    for mark in marks:
        _pair(line, mark)
    for figure in figures:
        figure.base = _is_base(line, figure)
    return line


def _merged(t: Tokens, marks: list[Mark]) -> list[Mark]:
    """Join the two halves of "the first five months of 2022"."""
    joined: list[Mark] = []
    for mark in marks:
        last = joined[-1] if joined else None
        if last and _are_halves(last, mark):
            last.stop, last.local = mark.stop, mark.local
        else:
            joined.append(mark)
    return joined


def _are_halves(one: Mark, other: Mark) -> bool:
    first, second = one.mention, other.mention
    return (
        first.type in ("relative", "comparison")
        and second.type == "period"
        and (first.period, first.relation) == (second.period, second.relation)
        and other.first - one.stop <= 4
    )


def _token(t: Tokens, offset: int) -> int:
    at = bisect_left(t.end, offset + 1, 0, t.count)
    return min(at, t.count)


def _token_end(t: Tokens, offset: int) -> int:
    return bisect_left(t.start, offset, 0, t.count)


def _mark(t: Tokens, mention: PeriodMention, sentence_first: int) -> Mark:
    first, stop = _token(t, mention.start), _token_end(t, mention.end)
    mark = Mark(mention, first, stop, "main")
    before = first - 1
    while before >= sentence_first and t.low[before] in (
        "in",
        "on",
        "at",
        "the",
        "for",
        "during",
        "by",
        "of",
        "all",
        "and",
        "but",
    ):
        before -= 1
    mark.opening = before < sentence_first
    mark.local = t.low[stop] in ("'", "’") and t.low[stop + 1] == "s" and not mark.opening
    if t.low[stop] in word_set("marked") and t.low[stop + 1] == "of" and not mark.opening:
        mark.local = True
    mark.role = _role(t, mention, mark)
    if mark.role == "base":
        mark.led = mention.relation == "compare" and t.low[before] in word_set("base") | {"with", "to"}
    return mark


def _role(t: Tokens, mention: PeriodMention, mark: Mark) -> _ROLE:
    if mention.type == "clock" or (mention.period is None and mention.type != "comparison"):
        return "none"
    if mention.relation == "span":
        return "span"
    if mention.relation == "since":
        return "since"
    if mark.local and t.low[mark.first - 1] in word_set("beaten"):
        return "base"
    before = t.low[max(mark.first - 5, 0) : mark.first]
    if _is_origin(t, mark) or _is_told_aside(t, mark):
        return "none"
    if before[-1:] and before[-1] in ("in", "of") and before[-2:-1] and before[-2] in word_set("extremes"):
        return "base"  # "down 83 percent from their peak in late 2022"
    norm = before[-2:] in (["average", "of"], ["average", "for"], ["mean", "of"]) and "/" in (mention.period or "")
    if norm or before[-2:] in (["that", "of"], ["those", "of"], ["level", "of"]):
        return "base"  # "twice that of 2020", "3 degrees above the average of 1991-2020"
    if before[-2:] == ["as", "in"]:
        return "base"  # "twice as fast as in 1993"
    if before[-2:-1] and before[-2] in ("ended", "ending", "ends"):
        return "none"  # "the fiscal year, which ended in March"
    if before[-2:-1] and before[-2] in ("was", "were", "been", "did") and {"what", "than"} & set(before):
        return "base"  # "three times what it was in January"
    if not mention.absolute and mention.type == "period" and before[-2:-1] and before[-2] in word_set("told"):
        return "none"
    if t.low[mark.stop] in word_set("title") and not mention.absolute:
        return "none"
    if mention.type == "comparison":
        return "base" if mention.relation == "compare" else "main"
    if mention.relation == "compare":
        return "base"
    day = mention.type in ("date", "weekday") or (mention.type == "relative" and (mention.period or "").count("-") == 2)
    if day and is_report(t, mark.first, mark.stop):
        return "report"
    return "from" if mention.relation == "from" else "main"


def _is_origin(t: Tokens, mark: Mark) -> bool:
    """Tell when something began, told aside: "The bakery, founded in 1902, employs 35 people"."""
    at = mark.first - 1
    if at < 2 or t.low[at] not in ("in", "on"):
        return False
    return t.low[at - 1] in word_set("origin") and t.low[at - 2] == "," and t.low[mark.stop] == ","


def _is_told_aside(t: Tokens, mark: Mark) -> bool:
    """Tell when something was that is told of a name by the way: "Berg, who joined Arvika in August, has kept …"."""
    if t.low[mark.stop] != ",":
        return False
    for at in range(mark.first - 1, max(mark.first - 12, 0), -1):
        if t.low[at] in ("who", "which", "whose"):
            return t.low[at - 1] == ","
        if t.low[at] in (",", ";", ":") or t.low[at][:1].isdigit():
            return False
    return False


def _pair(line: Timeline, mark: Mark) -> None:
    """Tell "from 2013 to 2023" from "rose 3 percent from May", which is the base of the change."""
    if mark.role != "from":
        return
    following = next((m for m in line.marks if m.first >= mark.stop), None)
    if following and following.mention.relation == "to" and line.gap(mark.stop, following.first) <= 3:
        mark.pair, following.pair = following, mark
        return
    changes = [f for f in line.figures if f.stop <= mark.first and f.quantity.kind in CHANGES]
    mark.role = "base" if changes else "main"
    mark.led = mark.role == "base"


def _is_base(line: Timeline, figure: Figure) -> bool:
    """Tell whether "from", "against", "compared with" … lead to the figure."""
    low, n = line.tokens.low, figure.first - 1
    gap = 0
    while n >= line.first and gap < 8:
        word = low[n]
        if word in word_set("base"):
            if word == "from" and _counts_others(line, figure):
                return False
            figure.lead = word
            return _leads(line, figure, n, gap)
        if word in word_set("after_change") and gap and any(f.stop == n and f.kind_is_change for f in line.figures):
            figure.lead = "from"
            return True
        inside = next((m for m in line.marks if m.first <= n < m.stop), None)
        if word == "of" and gap <= 1 and (lead := _lead_of_noun(line, n)):
            figure.lead = lead
            return _leads(line, figure, n, 1)
        if word == "of" and gap <= 1 and (mark := _mark_of_noun(line, n)):
            figure.lead, mark.local = "from", True
            return True
        if inside and inside.role == "base" and inside.local:
            figure.lead = "from"
            return True
        if inside:
            n, gap = inside.first - 1, gap + 1
            continue
        if word == "to" and low[n - 1] not in ("compared", "relative", "comparison"):
            return False
        money = not word[:1].isalnum() or word in ("us", "rmb", "rs", "s", "billion", "million")
        if (word not in word_set("base_gap") and not money) or word in (",", ";", ")", "("):
            return False
        n, gap = n - 1, gap + 1
    return False


def _counts_others(line: Timeline, figure: Figure) -> bool:
    """Tell "14,600 runners from 92 countries" from "to 14,600 runners from 11,200"."""
    before = next((f for f in reversed(line.figures) if f.stop <= figure.first and f.quantity.is_claim), None)
    if before is None or not before.quantity.noun or not figure.quantity.noun:
        return False
    counts = before.quantity.kind is Kind.COUNT and figure.quantity.kind is Kind.COUNT
    return counts and before.quantity.noun.split()[-1].lower() != figure.quantity.noun.split()[-1].lower()


def _lead_of_noun(line: Timeline, n: int) -> str:
    """Return "with" in "compared with a profit of $15 million", the base word before what the figure is called."""
    low = line.tokens.low
    for det in range(n - 2, max(n - 5, line.first), -1):
        if low[det] in ("a", "an", "the", "its", "their"):
            at = det - 2 if low[det - 1] in ("with", "to") else det - 1
            led = low[at] in word_set("base") and low[at] != "than"
            return low[at] if led and all(word.isalpha() for word in low[det + 1 : n]) else ""
    return ""


def _mark_of_noun(line: Timeline, n: int) -> Mark | None:
    """Return "year-earlier" before the "of" in "a year-earlier profit of $21 million"."""
    for mark in line.marks:
        if re.search(r"\b(?:on|over)\b", mark.mention.surface.lower()):
            continue  # "a year-on-year surge of 15 percent" is the change itself, not an earlier value
        between = line.tokens.low[mark.stop : n]
        if mark.role == "base" and mark.mention.type == "comparison" and 0 < len(between) <= 3 and mark.stop <= n:
            return mark if all(word.isalpha() for word in between) else None
    return None


def _leads(line: Timeline, figure: Figure, n: int, gap: int) -> bool:
    low = line.tokens.low
    if low[n] == "than":
        return low[n - 1] != "rather" and gap > 0 and figure.quantity.hedge_start != line.tokens.start[n - 1]
    if low[n] == "after" and not any(figure.stop <= at <= figure.stop + 4 for at in line.at):
        return False  # "after 4,200 were treated"
    return figure.quantity.kind not in (Kind.DURATION, Kind.AGE, Kind.RANK, Kind.ORDINAL_EDITION)
