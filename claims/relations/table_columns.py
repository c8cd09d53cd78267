"""Columns of a table that are worked out from the columns beside them: changes, and shares of the total.

"| Sales | 412.3 | 398.7 | +3.4% |" under a head "Change"; "| Moor | 12,410 | 49.6% |" above a row "Total". That a
column is worked out so is read from its other rows: where most of them fit, the rest is meant to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Kind, Quantity, Relation
from claims.patterns import regex
from claims.relations.change_reading import relation_of
from claims.relations.scene import LEVELS, Scene, Slot, measure
from claims.relations.share import share_relation
from claims.relations.table_grid import Grid, grids

__all__ = ["propose"]

_CHANGE = regex(
    r"^\W*(?:%|percent(?:age)?|per cent|annual|yearly|net)?\s*"
    r"(?:changes?|chg|diff(?:erence)?|growth|variation|swing|gain|\+/-|±)"
    r"(?:\s*(?:,|\(|in)?\s*(?:%|percent|per cent|pct|points?|pp|y/y|yoy|on year|on the year|year on year))?\W*$"
)
_IN_PERCENT = regex(r"%|percent|per cent|pct|\bgrowth\b")
_SHARE = regex(
    r"^\W*(?:(?:vote |market )?share(?: of (?:the )?(?:total|votes?|all))?|%|percent(?:age)?|per cent)"
    r"(?:\s*\(?,?\s*%\)?)?\W*$"
)
_TOTAL = regex(r"^\W*(?:grand )?(?:total|totals|all|overall|valid votes|votes cast)\b(?: votes)?\W*$")
_YEAR = regex(r"\b(1[89]\d\d|20\d\d)\b")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the changes and the shares of each table with their columns."""
    for grid in grids(scene):
        for column, head in grid.heads.items():
            if column > 2 and _CHANGE.match(head):
                yield from _most_agree(_changes(grid, column))
            elif column > 1 and _SHARE.match(head):
                yield from _most_agree(_shares(grid, column))


def _changes(grid: Grid, column: int) -> list[tuple[Relation, bool]]:
    """Return the changes of a column between the two columns before it, with whether each fits."""
    order = _order(grid.heads.get(column - 2, ""), grid.heads.get(column - 1, ""))
    percent = _IN_PERCENT.search(grid.heads[column]) is not None
    found: dict[bool, list[tuple[Relation, bool]]] = {}
    for newer_first in (True, False) if order is None else (order,):
        found[newer_first] = []
        for row in range(1, grid.rows):
            change, a, b = (grid.figures.get((row, c)) for c in (column, column - 2, column - 1))
            if change is None or a is None or b is None or not _alike(a, b):
                continue
            moved = _moved(change.q, a.q, percent=percent)
            current, base = (a, b) if newer_first else (b, a)
            if moved is not None and base.q.value and current.q.value is not None:
                reading = "a change in a table, and the columns before it"
                group = f"change:{change.q.id}"
                relation = relation_of(moved, current.q, base.q, group, -1, Certainty.LIKELY, reading)
                found[newer_first].append((relation, _fits(moved, current.q, base.q)))
    return max(found.values(), key=lambda rows: sum(fits for _, fits in rows))


def _order(first: str, second: str) -> bool | None:
    """Tell by the years in their heads whether the first of two columns is the newer one."""
    a, b = _YEAR.search(first), _YEAR.search(second)
    return None if a is None or b is None or a[1] == b[1] else int(a[1]) > int(b[1])


def _alike(a: Slot, b: Slot) -> bool:
    return a.q.kind in LEVELS and b.q.kind in LEVELS and a.q.unit == b.q.unit and a.q.kind is not Kind.RATIO


def _moved(change: Quantity, level: Quantity, *, percent: bool) -> Quantity | None:
    """Return the figure of a change column as a change with its size and direction, whatever its cell was read as."""
    if change.value is None:
        return None
    if level.unit == "percent":
        kind, unit = Kind.PP_CHANGE, "percentage_point"
        if change.kind is Kind.GROWTH_RATE and not percent:
            return None  # points or percent: it is not said
    elif change.unit == "percent" or percent:
        kind, unit = Kind.GROWTH_RATE, "percent"
    elif change.unit in ("", "count", level.unit):
        kind, unit = Kind.ABSOLUTE_CHANGE, level.unit
    else:
        return None
    down = change.value < 0 or change.direction == "down"
    if change.value < 0:
        change = replace(change, value=-change.value, strict=-change.strict, lenient=-change.lenient)
    return replace(change, kind=kind, unit=unit, direction="down" if down else "up", direction_span=None)


def _fits(change: Quantity, current: Quantity, base: Quantity) -> bool:
    """Tell whether a change is that between two values, to half of its last place and of theirs."""
    new, old, told = (float(q.value or 0) for q in (current, base, change))
    told = -told if change.direction == "down" else told
    room = float(change.strict.width or 0) / 2
    wide = float((current.strict.width or 0) + (base.strict.width or 0)) / 2
    if change.kind is Kind.GROWTH_RATE:
        return abs((new / old - 1) * 100 - told) <= room + 200 * wide / abs(old) + 1e-9
    return abs(new - old - told) <= room + wide + 1e-9


def _shares(grid: Grid, column: int) -> list[tuple[Relation, bool]]:
    """Return the shares of a column of the counts before it in the total row, with whether each fits."""
    totals = [r for r, name in grid.sides.items() if _TOTAL.match(name)]
    whole = grid.figures.get((totals[0], column - 1)) if len(totals) == 1 else None
    if whole is None or whole.q.kind not in LEVELS or not whole.q.value or whole.q.unit == "percent":
        return []
    found: list[tuple[Relation, bool]] = []
    for row in range(1, totals[0]):
        share, part = grid.figures.get((row, column)), grid.figures.get((row, column - 1))
        if share is None or part is None or part.q.value is None or measure(part.q) != measure(whole.q):
            continue
        share = replace(share, q=replace(share.q, kind=Kind.SHARE, unit="percent"))
        reading = "a share in a table, its count and the total"
        relation = share_relation(share, part, whole, Certainty.LIKELY, -1, reading)
        made = 100 * float(part.q.value) / float(whole.q.value)
        fits = abs(made - float(share.q.value or 0)) <= float(share.q.strict.width or 0) / 2 + 1e-9
        found.append((relation, fits))
    return found


def _most_agree(rows: Sequence[tuple[Relation, bool]]) -> Iterator[Relation]:
    """Yield the relations of a column, as sure where most of the other rows fit; none where they do not."""
    right = sum(fits for _, fits in rows)
    for relation, fits in rows:
        others = right - fits
        if others and others * 2 > len(rows) - 1:
            yield replace(relation, tags=relation.tags | {UNRIVALLED})
