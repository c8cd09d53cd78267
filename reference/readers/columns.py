"""The names that sources have for the fields of a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reference.errors import DatasetError

__all__ = ["NEEDED", "columns_of", "plain_name", "row_fields"]

NEEDED = ("indicator", "area", "period", "value")
_NAMES: dict[str, tuple[str, ...]] = {
    "indicator": ("indicator", "indicator_id", "indicator_code", "series", "series_code", "variable", "measure"),
    "indicator_label": ("indicator_label", "indicator_name", "series_name", "label"),
    "area": (
        "area", "area_id", "entity_id", "entity", "ref_area", "geo", "country", "country_code", "region", "code",
        "location", "reference_area",
    ),
    "area_label": ("area_label", "area_name", "entity_label", "country_name", "geo_name", "region_name"),
    "period": ("period", "time_period", "time", "year", "date", "month", "quarter"),
    "value": ("value", "obs_value", "amount", "figure", "observation"),
    "unit": ("unit", "unit_measure", "units", "unit_of_measure"),
    "lower": ("lower", "low", "lower_bound"),
    "upper": ("upper", "high", "upper_bound"),
    "multiplier": ("unit_mult", "unit_multiplier", "multiplier"),
    "decimals": ("decimals",),
    "status": ("status", "obs_status", "obs_flag"),
    "reliability": ("reliability", "evidence"),
    "vintage": ("vintage", "published", "release_date", "as_of", "realtime_start"),
    "source": ("source", "source_name", "publisher", "provider"),
    "url": ("url", "source_url", "link"),
    "note": ("note", "notes", "comment", "remark"),
}  # fmt: skip
_STANDS_IN = {"area": "area_label", "indicator": "indicator_label"}  # a name does where there is no id
_SHOWN = 6


def plain_name(name: str) -> str:
    """Return a name as columns are compared: lower case, without a byte order mark, spaces as underscores."""
    return name.strip().lstrip("\ufeff").lower().replace(" ", "_")


def columns_of(
    header: Sequence[str],
    *,
    file: str,
    line: int = 1,
    needed: Iterable[str] = NEEDED,
    given: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, int]:
    """Return the column of every field that the header names, refusing a header without the needed ones.

    `given` are the names of a mapping file, by field; they go before the usual ones.
    """
    plain = [plain_name(name) for name in header]
    twice = next((name for at, name in enumerate(plain) if name and name in plain[:at]), None)
    if twice is not None:
        raise DatasetError("this column is there twice", file=file, row=line, column=twice)
    places: dict[str, int] = {}
    for field, names in (given or {}).items():
        for name in names:
            if plain_name(name) not in plain:
                raise DatasetError(
                    f"the mapping names it for {field}, but it is not in the header ({_shown(header)})",
                    file=file,
                    row=line,
                    column=name,
                )
        places[field] = plain.index(plain_name(names[0]))
    taken = {plain_name(name) for names in (given or {}).values() for name in names}
    for field, names in _NAMES.items():
        at = next((plain.index(name) for name in names if name in plain and name not in taken), None)
        if field not in places and at is not None and at not in places.values():
            places[field] = at
    for field, other in _STANDS_IN.items():
        if field not in places and other in places:
            places[field] = places[other]
    for field in needed:
        if field not in places:
            known = ", ".join(name for name in _NAMES[field] if name != field)
            raise DatasetError(
                f"no such column (nor {known}); the header has {_shown(header)}", file=file, row=line, column=field
            )
    return places


def _shown(header: Sequence[str]) -> str:
    names = [name.strip() or "(no name)" for name in header]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def row_fields(cells: Sequence[str], places: Mapping[str, int], number: int, *, file: str) -> dict[str, str] | None:
    """Return a line's cells by field, ``None`` for an empty line; a line that is too short is refused."""
    needed = max(places.values()) + 1
    if len(cells) < needed:
        if not any(cell.strip() for cell in cells):
            return None
        raise DatasetError(f"has {len(cells)} cells where the header needs {needed}", file=file, row=number)
    return {field: cells[at].strip() for field, at in places.items()}
