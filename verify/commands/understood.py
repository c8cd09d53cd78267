"""What `reference add` says of a source: indicators, areas, periods, units, status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reference.adding import Understood

__all__ = ["lines_of"]

_SHOWN = 8


def lines_of(understood: Understood) -> Iterator[str]:
    """Yield the lines of the summary."""
    first, last = understood.periods
    span = first if first == last else f"{first} to {last}"
    yield f"{_count(understood.figures, 'figure')} in {_count(understood.series, 'series', 'series')}, {span}"
    names = [f"{label} [{key}]" if label != key else key for key, label, _ in understood.indicators]
    yield f"indicators  {_some(names)}"
    yield f"areas       {_some([name for _, name in understood.areas])}"
    yield f"units       {_counted(understood.units)}"
    yield f"status      {_counted(understood.statuses)}"
    oldest, newest = understood.vintages
    if newest:
        yield f"published   {oldest if oldest == newest else f'{oldest} to {newest}'}"
    else:
        yield "published   no dates given: every figure counts as known on any day"
    if understood.strangers:
        yield f"not in the gazetteer, found by these names only: {_some(understood.strangers)}"
    yield from understood.notices


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{len(names)}: " + ", ".join(names[:_SHOWN]) + more


def _counted(counts: Sequence[tuple[str, int]]) -> str:
    return _some([f"{what or 'none given'} ({number:,})" for what, number in counts])
