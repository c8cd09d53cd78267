"""What a scene reads around one figure: its words, its place and its time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from claims.document import Sentence
from claims.model import Binding, Quantity

if TYPE_CHECKING:
    from reference.reading import Scene

__all__ = ["Reading", "Surroundings"]


class Surroundings:
    """The words around a figure, read when they are asked for: most figures have no series to be compared with."""

    def __init__(
        self,
        scene: Scene,
        sentence: Sentence,
        clause: tuple[int, int],
        end: int,
        quantity: Quantity | None,
        stems: frozenset[str],
    ) -> None:
        self._scene = scene
        self._place = sentence
        self._clause = clause
        self._end = end
        self._quantity = quantity
        self.sentence = stems

    @cached_property
    def clause(self) -> frozenset[str]:
        first, last = self._clause
        return self._scene.stems(first, last)

    @cached_property
    def loose(self) -> frozenset[str]:
        first, last = self._clause
        return self._scene.loose(first, self._scene.next_comma(self._end, last), self._place)

    @cached_property
    def titled(self) -> frozenset[str]:
        return self._scene.titled(self._place)

    @cached_property
    def tail(self) -> tuple[str, ...]:
        return self._scene.tail(self._quantity) if self._quantity is not None else ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the text says around one figure (or one wording without a figure)."""

    start: int
    end: int
    quantity: Quantity | None
    binding: Binding | None
    sentence: Sentence
    core: tuple[str, ...]  # stems of the indicator phrase and the counted noun
    noun: tuple[str, ...]  # stems of the counted noun alone
    around: Surroundings
    text: str  # the sentence as printed
    areas: frozenset[str] | None  # ids that the named place can be; None: no place is named, or another place is
    area_known: bool  # False: the text names a place that the record does not have
    period: str | None
    basis: str | None
    compared_to: str | None
    moves: bool = False  # the claim is that it rose or fell, not how much it is
    counts_tail: bool = True  # a series must know what narrows the counted noun
    counts_loose: bool = True  # and the rest of the clause is in doubt where it does not
    left_out: frozenset[str] = frozenset()  # stems of clause and sentence that do not count

    @property
    def tail(self) -> tuple[str, ...]:
        """Return the stems of what narrows the counted noun behind it: "applications in biomedicine"."""
        return self.around.tail if self.counts_tail else ()

    @property
    def loose(self) -> frozenset[str]:
        """Return the stems of the clause that are no place, time, direction or speaker."""
        return self.around.loose if self.counts_loose else frozenset()

    @property
    def clause(self) -> frozenset[str]:
        """Return the stems of the clause."""
        return self.around.clause - self.left_out if self.left_out else self.around.clause

    @property
    def titled(self) -> frozenset[str]:
        """Return the stems of the sentence that occur only in names of several capitalised words."""
        return self.around.titled

    @property
    def wider(self) -> frozenset[str]:
        """Return the stems of the whole sentence."""
        return self.around.sentence - self.left_out if self.left_out else self.around.sentence

    @property
    def said(self) -> frozenset[str]:
        """Return every stem of the sentence and of the claim's own phrase."""
        return self.wider | self.clause | frozenset(self.core)
