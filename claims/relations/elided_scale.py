"""A scale word told once for two values: "went up to 7.04 million tonnes from 6.68", "$8.2 billion, against 7.9".

Only where the later of the two stands bare after a word that sets it against the first, with as many decimals and of
a like size: a figure that keeps its unit ("$800" beside "$250 million") has lost its scale word, and is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from claims.model import Hedge, Kind, Quantity
from claims.patterns import regex

__all__ = ["with_told_scale"]

_SET_AGAINST = regex(
    r"\b(?:from|against|versus|vs\.?|after|compared (?:with|to)|(?:up|down) on|(?:more|less|higher|lower) than|above|"
    r"below)"
    r"(?:\s(?:the|an?|about|some|just|only|nearly|almost|around|over))*\s$"
)
_OF_AMOUNTS = (Kind.LEVEL, Kind.COUNT)
_MILLION, _ALIKE = 1_000_000, 3
_BACK = 3  # figures, of which all but the first are changes
_REACH = 40  # characters before the figure


def with_told_scale(text: str, figures: Sequence[Quantity], sentences: Sequence[int]) -> list[Quantity]:
    """Return the figures, the bare ones with scale and unit of the value that they are set against."""
    told: list[Quantity] = []
    for n, q in enumerate(figures):
        first = _first(told, sentences, n) if _is_bare(q) else None
        if first is not None and _are_alike(q, first) and _SET_AGAINST.search(text[max(0, q.start - _REACH) : q.start]):
            factor = first.scale
            q = replace(
                q, value=(q.value or 0) * factor, strict=q.strict.scaled(factor), lenient=q.lenient.scaled(factor),
                scale=factor, unit=first.unit, kind=first.kind,
            )  # fmt: skip
        told.append(q)
    return told


def _is_bare(q: Quantity) -> bool:
    return (
        q.kind in _OF_AMOUNTS and not q.unit and q.scale == 1 and q.style == "digits" and q.hedge is not Hedge.BETWEEN
    )


def _first(told: Sequence[Quantity], sentences: Sequence[int], n: int) -> Quantity | None:
    """Return the last value before the figure in its sentence, where only changes stand between."""
    for k in range(n - 1, max(-1, n - 1 - _BACK), -1):
        if sentences[k] != sentences[n]:
            return None
        if told[k].kind in _OF_AMOUNTS:
            return told[k]
    return None


def _are_alike(q: Quantity, first: Quantity) -> bool:
    if first.scale < _MILLION or not first.scale_text or first.places != q.places or first.unit == "percent":
        return False
    one, other = abs(q.value or Decimal(0)), abs(first.value or Decimal(0)) / first.scale
    return 0 < max(one, other) <= _ALIKE * min(one, other)
