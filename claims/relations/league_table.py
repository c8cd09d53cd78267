"""Tables of a league: games are wins, draws and defeats, the goal difference is of goals, and a win is three points.

What a table counts is read from the heads of its columns; whether it does is read from its other rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.lexicon import load
from claims.model import UNRIVALLED, Certainty, Quantity, Relation, Term
from claims.relations.scene import Scene
from claims.relations.table_grid import Grid, grids

__all__ = ["propose"]

_HEADS = {str(word): name for name, words in load("contests")["league_heads"].items() for word in str(words).split()}
# The whole, and what each of the others counts for it.
_SUMS: tuple[tuple[str, Mapping[str, int]], ...] = (
    ("played", {"won": 1, "drawn": 1, "lost": 1}),
    ("played", {"won": 1, "lost": 1}),
    ("difference", {"scored": 1, "conceded": -1}),
    ("points", {"won": 3, "drawn": 1}),
    ("points", {"won": 2, "drawn": 1}),
)
_LEAST_ROWS = 3


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the sums of each row of a league table."""
    for grid in grids(scene):
        columns = {name: c for c, head in grid.heads.items() if (name := _HEADS.get(head.strip(".:# "))) and c}
        if "won" not in columns or "lost" not in columns:
            continue
        for whole, parts in _SUMS:
            drawn = "drawn" in columns and "drawn" not in parts and whole == "played"
            if whole in columns and parts.keys() <= columns.keys() and not drawn:
                yield from _rows(grid, columns, whole, parts)


def _rows(grid: Grid, columns: Mapping[str, int], whole: str, parts: Mapping[str, int]) -> Iterator[Relation]:
    """Yield one sum by the rows of a table most of which it fits."""
    found: list[tuple[Relation, bool]] = []
    for row in range(1, grid.rows):
        slots = {name: grid.figures.get((row, columns[name])) for name in (whole, *parts)}
        told = {name: slot.q for name, slot in slots.items() if slot is not None and slot.q.value is not None}
        if len(told) == len(slots):
            made = sum(factor * _signed(told[name]) for name, factor in parts.items())
            found.append((_relation(whole, parts, told), made == _signed(told[whole])))
    right = sum(fits for _, fits in found)
    for relation, fits in found:
        if len(found) >= _LEAST_ROWS and (right - fits) * 2 > len(found) - 1:
            taken = whole == "points" and _short(relation)  # points may be taken off a club
            yield relation if taken else replace(relation, tags=relation.tags | {UNRIVALLED})


def _relation(whole: str, parts: Mapping[str, int], told: Mapping[str, Quantity]) -> Relation:
    return Relation(
        kind="sum",
        equation="whole == sum(part)",
        roles={
            "whole": (_term(told[whole], 1),),
            "part": tuple(_term(told[name], factor) for name, factor in parts.items()),
        },
        certainty=Certainty.LIKELY,
        reading=f"a row of a league table: {whole}",
        group=f"league:{whole}:{told[whole].id}",
        tags=frozenset({"weighed"}),  # its parts do not count alike
    )


def _term(quantity: Quantity, factor: int) -> Term:
    down = quantity.direction == "down" and (quantity.value or 0) > 0
    return Term(quantity=quantity, factor=Decimal(-factor if down else factor))


def _signed(quantity: Quantity) -> Decimal:
    return _term(quantity, 1).factor * (quantity.value or Decimal(0))


def _short(relation: Relation) -> bool:
    whole = relation.roles["whole"][0]
    made: Sequence[Decimal] = [t.factor * (t.quantity.value or Decimal(0)) for t in relation.roles["part"]]
    return (whole.quantity.value or Decimal(0)) < sum(made, Decimal(0))
