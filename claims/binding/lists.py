"""Lists that run in step: "exports and imports rose 3 and 4 percent respectively"."""

from __future__ import annotations

from collections.abc import Sequence

from claims.binding.items import Item

__all__ = ["list_around", "names_before", "says_respectively"]

_REACH = 40
_JOINS = frozenset({"comma", "conj"})
_SKIPPED = frozenset({"prep", "dir", "adv", "det"})


def list_around(items: Sequence[Item], at: int) -> list[int]:
    """Return the items of the figures in one list with the figure at `at`: "3, 4 and 5 percent"."""
    figures = [at]
    for step in (-1, 1):
        index, joined = at + step, False
        while 0 <= index < len(items) and abs(index - at) < _REACH:
            item = items[index]
            if item.kind == "figure":
                if not joined:
                    break
                figures.append(index)
                joined = False
            elif item.kind in _JOINS:
                joined = True
            elif item.kind not in _SKIPPED:
                break
            index += step
    return sorted(figures)


def says_respectively(items: Sequence[Item], figures: Sequence[int]) -> bool:
    """Say whether "respectively" stands beside the list."""
    near = [*items[max(figures[0] - 3, 0) : figures[0]], *items[figures[-1] + 1 : figures[-1] + 6]]
    return any(item.lower == "respectively" for item in near)


def names_before(items: Sequence[Item], verb: int) -> list[int]:
    """Return the phrases that a verb's subject lists: "apples, pears and plums rose"."""
    names: list[int] = []
    for index in range(verb - 1, max(verb - _REACH, -1), -1):
        item = items[index]
        if item.kind == "np" and item.words:
            names.append(index)
        elif item.kind not in _JOINS and item.kind not in ("adv", "aux", "modal", "period"):
            break
    return names[::-1]
