"""Wide tables with periods across: pandas melts them into tidy rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reference.errors import DatasetError
from reference.model import Row
from reference.readers.rows import columns_of, dataset_of, normal_period
from reference.store import Dataset

__all__ = ["is_wide", "read_wide"]

_MISSING = ["", "..", "...", "n/a", "#N/A", ":"]  # not "NA": that is Namibia


def is_wide(header: list[str]) -> bool:
    """Tell whether at least two columns of a header are periods ("2023", "2024", "2024 [YR2024]")."""
    return sum(_period_of(name) is not None for name in header) >= 2


def read_wide(path: Path, *, name: str = "", indicator: str = "", unit: str = "", source: str = "") -> Dataset:
    """Read a wide CSV; `indicator`, `unit` and `source` stand in for columns that the table lacks."""
    import pandas as pd  # slow to import: only where a table is reshaped

    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, comment="#", encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DatasetError("no such file", file=str(path)) from error
    except (ValueError, UnicodeDecodeError) as error:
        raise DatasetError(f"is not a CSV table: {error}", file=str(path)) from error
    periods = {str(column): p for column in table.columns if (p := _period_of(str(column))) is not None}
    if not periods:
        raise DatasetError("no column is a period", file=str(path), row=1)
    header = [str(column) for column in table.columns if column not in periods]
    needed = ("area",) if indicator else ("area", "indicator")
    places = columns_of(header, file=str(path), needed=needed)
    names = {header[at]: field for field, at in places.items()}
    table["number"] = [str(number) for number in range(2, len(table) + 2)]
    long = table.melt(id_vars=["number", *names], value_vars=list(periods), var_name="period", value_name="value")
    long = long[~long["value"].str.strip().isin(_MISSING)]
    rows = _rows(long.rename(columns=names).to_dict("records"), periods, indicator, unit, source)
    return dataset_of(rows, name=name or path.stem, file=str(path))


def _rows(
    records: list[dict[Any, Any]], periods: dict[str, str], indicator: str, unit: str, source: str
) -> Iterator[Row]:
    for record in records:
        fields = {str(key): str(value).strip() for key, value in record.items()}
        number = int(fields.pop("number"))
        given = {"unit": unit, "source": source, "indicator": indicator}
        fields = {key: value for key, value in given.items() if value} | {k: v for k, v in fields.items() if v}
        fields["period"] = periods[fields["period"]]
        yield Row(number=number, **({"unit": "", "area": ""} | fields))


def _period_of(name: str) -> str | None:
    plain = name.strip().split(" [", 1)[0]
    return normal_period(plain) if plain[:2] in ("18", "19", "20", "21") else None
