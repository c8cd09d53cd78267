"""What the tables say, read from the CSV files alone: the yardstick shares no code with what it measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from record import rows_of

__all__ = ["Facts", "Row"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the tables."""

    value: Decimal
    vintage: str
    status: str
    exact: bool  # neither an open nor a rounded interval is stated


class Facts:
    """All rows by series, area and period."""

    def __init__(self, paths: Iterable[Path], entities: Path) -> None:
        self.rows: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        self.types = {row["entity_id"]: row["type"] for row in rows_of(entities)}
        self._areas: dict[str, list[str]] = {}
        for path in paths:
            for row in rows_of(path):
                if row["status"] == "unverified" or not row["value"] or bool(row["lower"]) != bool(row["upper"]):
                    continue
                found = Row(Decimal(row["value"]), row["vintage"], row["status"], not row["lower"])
                self.rows[row["indicator_id"], row["entity_id"]][row["period"]].append(found)

    def areas(self, series: str) -> list[str]:
        if series not in self._areas:
            self._areas[series] = sorted(area for key, area in self.rows if key == series)
        return self._areas[series]

    def periods(self, series: str, area: str) -> list[str]:
        return sorted(p for p in self.rows.get((series, area), {}) if len(p) == 4)

    def row(self, series: str, area: str, period: str, day: date) -> Row | None:
        """Return the latest row known on a day, else the first that came later."""
        rows = self.rows.get((series, area), {}).get(period)
        if not rows:
            return None
        official = [r for r in rows if r.status.startswith("official")] or rows
        known = [r for r in official if r.vintage <= day.isoformat()]
        return max(known, key=lambda r: r.vintage) if known else min(official, key=lambda r: r.vintage)

    def value(self, series: str, area: str, period: int | str, day: date) -> Decimal | None:
        row = self.row(series, area, str(period), day)
        return None if row is None else row.value

    def others(self, series: str, area: str, period: str, day: date) -> list[Row]:
        """Return the rows of a cell that are not the one that judges."""
        chosen = self.row(series, area, period, day)
        return [r for r in self.rows.get((series, area), {}).get(period, []) if r is not chosen]
