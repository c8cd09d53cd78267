"""How a figure hangs on its sentence: what `attach` returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claims.binding.chains import Chain

__all__ = ["Agent", "Attachment"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """Where the indicator of a figure stands; chains are of the figure's row."""

    how: str
    chain: Chain | None = None
    carry: int | None = None  # the item of the figure whose indicator this one shares, or EARLIER
    whole_of_carry: bool = False  # shares the complete indicator, and not only its topic
    added: tuple[str, ...] = ()  # words that restrict the indicator: a verb
    part: Chain | None = None  # from a preposition on: "in design"
    predicate: Chain | None = None  # what a verb says of the figure: "live in the countryside"
    share_of: Chain | None = None  # the whole of a share
    near: tuple[Chain, ...] = ()  # phrases that may name the place, the nearest first
    first: tuple[Chain, ...] = ()  # phrases whose place goes before that of the chain: the buyer's
    speaker: Chain | None = None  # who speaks of itself as "it", beside the words of its clause
    takes: bool = False  # its verb may make it a part of the last amount: "restaurants took 2 billion"
    otherwise: tuple[str, ...] = ()  # what the verb measures, where nothing told before fits
    verb: str = ""  # the verb that governs a figure without a noun


Agent = Callable[[Chain], bool]  # does the chain name nothing but a place, an organisation or a person
