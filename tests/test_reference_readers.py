"""Sources are understood in their usual forms, and refused with file, row and column where they are broken."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from reference import store_from_rows
from reference.build import read_source
from reference.errors import DatasetError
from reference.model import Reliability, Status
from reference.readers.periods import normal_period

HEADER = "indicator,area,period,value,unit,source\n"


def written(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_other_names_of_columns(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "indicator_id,indicator_label,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,OBS_STATUS,source_name\n"
        "ships,Ship calls,Norland,2024-Q1,1.25,thousand ships,P,Harbour Office\n",
    )
    (dataset,) = read_source(path)
    (row,) = dataset.observations
    (ships,) = dataset.indicators
    assert (row.period, row.value, row.printed) == ("2024-Q1", Decimal(1250), "1.25")
    assert (row.status, row.source) == (Status.PROVISIONAL, "Harbour Office")
    assert ships.label == "Ship calls"
    assert (row.lower, row.upper) == (Decimal(1245), Decimal(1255))


def test_years_across(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Country Name,Country Code,Indicator Name,Indicator Code,2022,2023 [YR2023]\n"
        "Namibia,NA,Sheep,sheep,1500,1612\nNorland,NL,Sheep,sheep,..,88\n",
    )
    (dataset,) = read_source(path)
    rows = [(o.area, o.period, o.value) for o in dataset.observations]
    assert rows == [("NA", "2022", 1500), ("NA", "2023", 1612), ("NL", "2023", 88)]
    assert {a.id: a.name for a in dataset.areas} == {"NA": "Namibia", "NL": "Norland"}


@pytest.mark.parametrize(
    ("value", "unit", "lower", "upper"),
    [
        ("297.1", "USD billion", "297050000000", "297150000000"),
        ("12.4", "percent", "12.35", "12.45"),
        ("61.2", "percent of GDP", "61.15", "61.25"),
        ("112.0", "index 2020=100", "111.95", "112.05"),
        ("140.0", "GBP million", "139950000", "140050000"),
        ("6185", "count", "6185", "6185"),
        ("88000", "persons", "87500", "88500"),
        ("934", "mm", "0.9335", "0.9345"),
        ("41.2", "TWh", "148140000000000000", "148500000000000000"),
        ("-3.5", "percent", "-3.55", "-3.45"),
        ("5", "rank", "5", "5"),
    ],
)
def test_values_keep_what_their_digits_stand_for(value: str, unit: str, lower: str, upper: str) -> None:
    row = {"indicator": "x", "area": "Norland", "period": "2024", "value": value, "unit": unit}
    (found,) = store_from_rows([row]).observations("x")
    assert (found.lower, found.upper) == (Decimal(lower), Decimal(upper))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024", "2024"), ("2024Q2", "2024-Q2"), ("2024 Q2", "2024-Q2"), ("2024M05", "2024-05"), ("2024-05", "2024-05"),
        ("2012-13", "2012/13"), ("2012/2013", "2012/2013"), ("2024-W15", "2024-W15"), ("2024-H1", "2024-H1"),
        ("2024-01/2024-10", "2024-01/2024-10"), ("2024-13", None), ("soon", None), ("2024-02-30", None),
    ],
)  # fmt: skip
def test_periods(text: str, period: str | None) -> None:
    assert normal_period(text) == period


def package(folder: Path, **changes: object) -> Path:
    written(folder, HEADER + "ships,norland,2024,640,count,Harbour Office\n", "observations.csv")
    written(folder, "indicator,label,unit,kind\nships,Ship calls,count,flow\n", "indicators.csv")
    written(folder, "area,name\nnorland,Norland\n", "areas.csv")
    written(folder, "# a comment\nwhat,id,alias\nindicator,ships,vessels handled\n", "aliases.csv")
    names = ("observations", "indicators", "areas", "aliases")
    descriptor: dict[str, object] = {"name": "ports", "resources": [{"name": n, "path": f"{n}.csv"} for n in names]}
    written(folder, json.dumps(descriptor | changes), "datapackage.json")
    return folder


def test_a_package_with_descriptions_and_aliases(tmp_path: Path) -> None:
    (dataset,) = read_source(package(tmp_path))
    assert [o.reliability for o in dataset.observations] == [Reliability.OFFICIAL]
    assert [i.names for i in dataset.indicators] == [("Ship calls", "vessels handled")]
    assert [a.name for a in dataset.areas] == ["Norland"]


def test_an_inline_row_without_a_field_is_named() -> None:
    with pytest.raises(DatasetError, match="inline reference, row 1, column period: is missing"):
        store_from_rows([{"indicator": "x", "area": "y", "value": "1", "unit": "count"}])
