"""Expressions of time: found in one pass over the text and resolved against the date of publication."""

from __future__ import annotations

from claims.document import Document
from claims.model import PeriodMention
from claims.periods.expression import Expression
from claims.periods.find import find_expressions
from claims.periods.resolve import Resolver
from claims.periods.tokens import Tokens, tokens_of

__all__ = ["find_mentions"]


def find_mentions(document: Document) -> tuple[PeriodMention, ...]:
    """Return every expression of time in text order; they do not overlap.

    An expression whose words hold a count ("the first five months of 2022") gives two mentions with the same
    period: the count stays free to be read as a quantity, the year does not.
    """
    tokens = tokens_of(document.text)
    found = find_expressions(tokens)
    periods = Resolver(document, tokens, found).run()
    mentions: list[PeriodMention] = []
    for each, period in zip(found, periods, strict=True):
        mentions.extend(_mentions(tokens, each, period))
    return tuple(mentions)


def _mentions(t: Tokens, each: Expression, period: str | None) -> list[PeriodMention]:
    if each.shape.kind == "elliptic" and period is None:
        return []
    absolute = each.shape.kind == "fixed" or (each.year is not None and each.year.kind in ("stated", "fiscal"))
    parts = [(each.first, each.stop, each.type)]
    if each.split:
        stop = each.split
        while stop > each.first + 1 and t.low[stop - 1] in (
            "of",
            "in",
            ",",
            "the",
            "to",
            "ended",
            "ending",
            "on",
            "through",
        ):
            stop -= 1
        parts = [(each.first, stop, each.type), (each.split, each.stop, "period")]
    return [
        PeriodMention(
            start=t.start[first],
            end=t.end[stop - 1],
            surface=t.surface(first, stop),
            type=kind,
            period=period,
            relation=each.relation,
            weekday=each.weekday,
            impossible=each.impossible,
            absolute=absolute,
        )
        for first, stop, kind in parts
    ]
