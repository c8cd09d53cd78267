"""Understand one line of a source: names of columns, numbers, units, periods, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from claims.interval import Interval
from claims.period import is_period
from claims.precision import Printed, intervals
from reference.errors import DatasetError
from reference.model import AreaRecord, Indicator, Observation, Reliability, Row, Status
from reference.store import Dataset
from reference.units import parse_unit
from reference.words import lexicon, stem, tokens

__all__ = ["columns_of", "dataset_of", "described", "normal_period", "observation_of", "row_of"]

_NAMES: dict[str, tuple[str, ...]] = {
    "indicator": (
        "indicator",
        "indicator_id",
        "indicator_code",
        "series",
        "series_code",
        "variable",
        "measure",
    ),
    "indicator_label": ("indicator_label", "indicator_name", "series_name", "label"),
    "area": (
        "area",
        "area_id",
        "entity_id",
        "entity",
        "ref_area",
        "geo",
        "country",
        "country_code",
        "region",
        "code",
    ),
    "area_label": ("area_label", "area_name", "entity_label", "country_name", "geo_name", "region_name"),
    "period": ("period", "time_period", "time", "year", "date", "month", "quarter"),
    "value": ("value", "obs_value", "amount", "figure", "observation"),
    "unit": ("unit", "unit_measure", "units", "unit_of_measure"),
    "lower": ("lower", "low", "lower_bound"),
    "upper": ("upper", "high", "upper_bound"),
    "status": ("status", "obs_status"),
    "reliability": ("reliability", "evidence"),
    "vintage": ("vintage", "published", "release_date", "as_of", "realtime_start"),
    "source": ("source", "source_name", "publisher", "provider"),
    "url": ("url", "source_url", "link"),
    "note": ("note", "notes", "comment", "remark"),
}
_REQUIRED = ("indicator", "area", "period", "value")
_OBS_STATUS = {
    "a": "final",
    "p": "provisional",
    "e": "estimated",
    "f": "forecast",
    "r": "revised",
    "": "final",
}
_MISSING = frozenset({"", "na", "..", "...", "n/a", "#n/a", "nan", ":", "–"})
_DIGITS = 25  # before the point: no figure of record has more, and the precision of Decimal has room for them
_NUMBER = re.compile(r"[-−+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][-+]?\d+)?")
_PERIOD_FORMS = (
    (re.compile(r"(\d{4})[ -]?[Qq]([1-4])"), r"\1-Q\2"),
    (re.compile(r"(\d{4})M(\d\d)"), r"\1-\2"),
    (re.compile(r"(\d{4})-(\d\d)-\d\dT.*"), r"\1-\2"),
    (re.compile(r"(\d{4})\.0"), r"\1"),
)


def columns_of(header: Sequence[str], *, file: str, needed: Iterable[str] = _REQUIRED) -> dict[str, int]:
    """Return the column of every field that the header names, refusing a header without the needed ones."""
    places: dict[str, int] = {}
    plain = [name.strip().lstrip("\ufeff").lower().replace(" ", "_") for name in header]
    for field, names in _NAMES.items():
        at = next((plain.index(name) for name in names if name in plain), None)
        if at is not None and at not in places.values():
            places[field] = at
    twice = next((name for at, name in enumerate(plain) if name and name in plain[:at]), None)
    if twice is not None:
        raise DatasetError("this column is there twice", file=file, row=1, column=twice)
    for field in needed:
        if field not in places:
            known = ", ".join(_NAMES[field])
            raise DatasetError(f"no such column (nor {known})", file=file, row=1, column=field)
    return places


def row_of(cells: Sequence[str], places: Mapping[str, int], number: int, *, file: str) -> Row | None:
    """Return a line's cells by field, ``None`` for a line without any value."""
    if len(cells) <= max(places.values()):
        if not any(cell.strip() for cell in cells):
            return None
        raise DatasetError(
            f"has {len(cells)} cells where the header needs {max(places.values()) + 1}", file=file, row=number
        )
    fields = {field: cells[at].strip() for field, at in places.items()}
    if fields.get("value", "").lower() in _MISSING:
        return None
    return Row(number=number, **({"unit": ""} | fields))


def observation_of(row: Row, *, file: str, dataset: str = "") -> Observation:
    """Check one row and return it as an observation in base units."""
    for field in ("indicator", "area"):
        if not getattr(row, field):
            raise DatasetError("is empty", file=file, row=row.number, column=field)
    value, places = _number(row.value, "value", row, file)
    spec = parse_unit(row.unit)
    reach = _interval(value, places, spec.dimension, row, file)
    period = normal_period(row.period)
    if period is None:
        raise DatasetError(
            f"{row.period!r} is not a period (2024, 2024-Q2, 2024-05, 2012/13 …)",
            file=file,
            row=row.number,
            column="period",
        )
    return Observation(
        indicator=row.indicator,
        area=row.area,
        period=period,
        value=value * spec.factor,
        lower=None if reach.lower is None else reach.lower * spec.factor,
        upper=None if reach.upper is None else reach.upper * spec.factor,
        printed=row.value,
        unit=row.unit,
        status=_status(row, file),
        reliability=_reliability(row, file),
        vintage=row.vintage,
        source=row.source,
        url=row.url,
        note=row.note,
        dataset=dataset,
    )


def _number(text: str, column: str, row: Row, file: str) -> tuple[Decimal, int]:
    if not _NUMBER.fullmatch(text):
        raise DatasetError(f"{text!r} is not a number", file=file, row=row.number, column=column)
    plain = text.replace(",", "").replace("−", "-")
    try:
        value = Decimal(plain)
    except InvalidOperation as error:
        raise DatasetError(f"{text!r} is not a number", file=file, row=row.number, column=column) from error
    if value.adjusted() >= _DIGITS:
        raise DatasetError(f"{text[:40]!r} has too many digits", file=file, row=row.number, column=column)
    exponent = value.as_tuple().exponent
    return value, max(-exponent, 0) if isinstance(exponent, int) else 0


def _interval(value: Decimal, places: int, dimension: str, row: Row, file: str) -> Interval:
    """Return what the published figure stands for, before the multiplier of its unit."""
    lower = _number(row.lower, "lower", row, file)[0] if row.lower else None
    upper = _number(row.upper, "upper", row, file)[0] if row.upper else None
    if lower is not None and upper is not None and lower > upper:
        raise DatasetError(f"{row.lower} is above the upper end {row.upper}", file=file, row=row.number, column="lower")
    if lower is not None or upper is not None:
        return Interval(lower, upper)
    if dimension in ("rank", "ordinal"):
        return Interval.point(value)
    whole = dimension in ("count", "money") and places == 0 and parse_unit(row.unit).factor == 1
    strict, lenient = intervals(Printed(abs(value), places, exact=whole))
    reach = lenient if whole else strict  # trailing zeros of a count may be rounding, in the record too
    return reach if value >= 0 else -reach


def _status(row: Row, file: str) -> Status:
    text = row.status.lower()
    try:
        return Status(_OBS_STATUS.get(text, text))
    except ValueError:
        if text in {r.value for r in Reliability}:
            return Status.FINAL
        known = ", ".join(Status)
        raise DatasetError(
            f"{row.status!r} is not one of {known}", file=file, row=row.number, column="status"
        ) from None


def _reliability(row: Row, file: str) -> Reliability:
    text = (row.reliability or (row.status if row.status.lower() in {r.value for r in Reliability} else "")).lower()
    try:
        return Reliability(text or "official")
    except ValueError:
        known = ", ".join(Reliability)
        raise DatasetError(
            f"{row.reliability!r} is not one of {known}", file=file, row=row.number, column="reliability"
        ) from None


def normal_period(text: str) -> str | None:
    """Return a period in normal form: 2024Q2 is 2024-Q2, 2024M05 is 2024-05, 2012-13 is 2012/13."""
    plain = text.strip()
    fiscal = re.fullmatch(r"(\d{4})[-–/](\d\d)", plain)
    if fiscal and (int(fiscal[1]) + 1) % 100 == int(fiscal[2]) and int(fiscal[2]) > 12:
        return f"{fiscal[1]}/{fiscal[2]}"
    if is_period(plain):
        return plain
    for pattern, form in _PERIOD_FORMS:
        match = pattern.fullmatch(plain)
        if match:
            return match.expand(form)
    return None


def dataset_of(
    rows: Iterable[Row],
    *,
    name: str,
    file: str,
    indicators: Mapping[str, Indicator] | None = None,
    areas: Mapping[str, AreaRecord] | None = None,
    title: str = "",
    licence: str = "",
) -> Dataset:
    """Return the dataset of checked rows; what is not described is made from its name."""
    known_indicators, known_areas = dict(indicators or {}), dict(areas or {})
    observations: list[Observation] = []
    seen: dict[tuple[str, ...], int] = {}
    dimensions: dict[str, str] = {}
    for row in rows:
        observation = observation_of(row, file=file, dataset=name)
        _check_among(row, observation.period, seen, dimensions, file)
        observations.append(observation)
        if row.indicator not in known_indicators:
            known_indicators[row.indicator] = described(
                row.indicator, row.indicator_label or row.indicator, row.unit, name
            )
        if row.area not in known_areas:
            known_areas[row.area] = AreaRecord(id=row.area, name=row.area_label or row.area)
    used_i = {o.indicator for o in observations}
    used_a = {o.area for o in observations}
    return Dataset(
        id=name,
        title=title,
        licence=licence,
        path=file,
        observations=observations,
        indicators=tuple(i for key, i in known_indicators.items() if key in used_i),
        areas=tuple(a for key, a in known_areas.items() if key in used_a),
    )


def _check_among(
    row: Row, period: str, seen: dict[tuple[str, ...], int], dimensions: dict[str, str], file: str
) -> None:
    """Refuse a row that repeats a cell, or whose unit does not go with the rows before."""
    key = (row.indicator, row.area, period, row.vintage, row.source, row.status, row.note)
    if key in seen:
        message = f"the same indicator, area, period and vintage as row {seen[key]}"
        raise DatasetError(message, file=file, row=row.number, column="indicator")
    seen[key] = row.number
    dimension = parse_unit(row.unit).dimension
    if dimensions.setdefault(row.indicator, dimension) != dimension:
        message = f"{row.unit!r} does not go with the unit of earlier rows of {row.indicator!r}"
        raise DatasetError(message, file=file, row=row.number, column="unit")


def described(key: str, label: str, unit: str, dataset: str = "") -> Indicator:
    """Return an indicator whose kind and basis are read from its label and unit."""
    known = lexicon()
    stems = {stem(word) for word, _, _ in tokens(label)}
    low = label.lower().replace("-", " ")
    spec = parse_unit(unit)
    indicator = Indicator(id=key, label=label, unit=unit, dataset=dataset)
    if spec.dimension == "percent" and (stems & known.growth or "year on year" in low):
        return replace(indicator, kind="growth rate", basis=_basis(low))
    if spec.dimension in ("rank", "index", "ratio"):
        return replace(indicator, kind=spec.dimension)
    if spec.dimension == "percent" and stems & known.share:
        return replace(indicator, kind="share")
    stock, flow = bool(stems & known.stock), bool(stems & known.flow)
    return replace(indicator, kind="stock" if stock and not flow else "flow" if flow and not stock else "")


def _basis(label: str) -> str:
    for words, basis in (
        (("year on year", "year over year", "yoy", "annual", "on year", "12 month"), "year_on_year"),
        (("quarter on quarter", "quarter over quarter", "qoq", "quarterly"), "quarter_on_quarter"),
        (("month on month", "month over month", "mom", "monthly"), "month_on_month"),
    ):
        if any(word in label for word in words):
            return basis
    return ""
