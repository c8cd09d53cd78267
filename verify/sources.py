"""The figures of record that a run is checked against, opened when the first story asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.errors import FigurecheckError

if TYPE_CHECKING:
    from reference.rates import Rates
    from reference.store import Store

__all__ = ["Sources"]


@dataclass(frozen=True)
class Sources:
    """Data packages and tables; `bundled` adds what comes with the program, `added` what `reference add` keeps.

    A compiled store is used alone.
    """

    paths: tuple[Path, ...] = ()
    bundled: bool = True
    added: bool = True
    rates: str = "off"  # exchange rates: "auto" (those that are installed), "off", or the path of a table

    def store(self, rows: Sequence[Mapping[str, Any]] | None = None) -> Store | None:
        """Return the store to judge by; rows that came with the text alone judge it. None: no record is used.

        Raises a `FigurecheckError` that names file, row and column where a source is broken.
        """
        if rows is None:
            return self._opened
        from reference.build import store_from_rows

        return store_from_rows(rows)

    @cached_property
    def _opened(self) -> Store | None:
        from reference.build import bundled_paths, open_store, own_paths
        from reference.readers.suffixes import COMPILED

        if any(path.suffix in COMPILED for path in self.paths):
            if len(self.paths) > 1:
                raise FigurecheckError(
                    "a compiled store is used alone: compile one of all sources with `figurecheck reference build`"
                )
            return open_store(self.paths)
        paths = (*(bundled_paths() if self.bundled else ()), *(own_paths() if self.added else ()), *self.paths)
        return open_store(paths) if paths else None

    @cached_property
    def exchange_rates(self) -> Rates | None:
        """Return the exchange rates to judge conversions by; those of the central bank are read when asked for."""
        if self.rates == "off":
            return None
        from reference.rates import Rates, read_rates

        own = () if self.rates == "auto" else (read_rates(Path(self.rates)),)
        return Rates(own)
