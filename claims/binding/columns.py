"""Periods that stand over the columns of a table: "| | 2022 | 2023 |"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from claims import period as p
from claims.document import Block, Document
from claims.model import PeriodMention, Quantity
from claims.patterns import regex

__all__ = ["column_periods"]

_SEPARATOR = regex(r"\||\t| {3,}")
_Item = TypeVar("_Item", Quantity, PeriodMention)


def column_periods(
    document: Document, quantities: Sequence[Quantity], mentions: Sequence[PeriodMention]
) -> dict[str, str]:
    """Return the period of each figure in a table whose columns are headed by periods, by quantity id."""
    found: dict[str, str] = {}
    for rows in _tables(document):
        heads = _heads(document.text, rows[0], _inside(mentions, rows[0]))
        if len(heads) < 2:
            continue
        for row in rows[1:]:
            named = next((m.period for m in _inside(mentions, row) if not m.absolute), None)
            for quantity in _inside(quantities, row):
                head = heads.get(_column(document.text, row, quantity.start))
                if head and quantity.is_claim:
                    found[quantity.id] = _crossed(head, named)
    return found


def _tables(document: Document) -> Iterator[list[Block]]:
    """Yield the rows of each table."""
    rows: list[Block] = []
    for before, block in pairwise((None, *document.blocks, None)):
        joined = before and block and document.text.count("\n", before.end, block.start) <= 1
        if not joined and rows:
            yield rows
            rows = []
        if block and block.kind == "table":
            rows.append(block)


def _inside(items: Sequence[_Item], block: Block) -> Sequence[_Item]:
    first = bisect_left(items, block.start, key=lambda item: item.start)
    return items[first : bisect_left(items, block.end, key=lambda item: item.start)]


def _column(text: str, row: Block, offset: int) -> int:
    return len(_SEPARATOR.findall(text, row.start, offset))


def _heads(text: str, row: Block, mentions: Sequence[PeriodMention]) -> dict[int, str]:
    """Return the period over each column; with as many cells as columns, an empty corner counts."""
    return {_column(text, row, m.start): m.period for m in mentions if m.period}


def _crossed(head: str, named: str | None) -> str:
    """Return the month or quarter that a row names in the year over the column."""
    year, own = p.year_of(head), p.year_of(named)
    if named and year and own and p.frequency(head) == "year" and (p.length_months(named) or 12) < 12:
        return p.shift_years(named, year - own) or head
    return head
