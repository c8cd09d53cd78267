"""Sources are understood in their usual forms, and refused with file, row and column where they are broken."""

# ruff: noqa: E501 - tables stand on one line a case
from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from reference import store_from_rows
from reference.build import read_source
from reference.errors import DatasetError
from reference.model import Reliability, Status
from reference.readers.rows import normal_period

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
    assert (row.period, row.value, row.printed) == ("2024-Q1", Decimal(1250), "1.25")
    assert (row.status, row.source) == (Status.PROVISIONAL, "Harbour Office")
    assert dataset.indicators[0].label == "Ship calls"
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


BROKEN = {
    "no value column": ("indicator,area,period,unit\na,b,2024,x\n", "row 1, column value: no such column"),
    "the same column twice": ("indicator,area,period,value,value\na,b,2024,1,2\n", "row 1, column value: this column is there twice"),
    "text in a value": (HEADER + "a,b,2024,lots,x,s\n", "row 2, column value: 'lots' is not a number"),
    "a formula in a value": (HEADER + "a,b,2024,=1+1,x,s\n", "row 2, column value: '=1+1' is not a number"),
    "two decimal points": (HEADER + "a,b,2024,1.2.3,x,s\n", "row 2, column value"),
    "an impossible month": (HEADER + "a,b,2024-13,1,x,s\n", "row 2, column period: '2024-13' is not a period"),
    "no area": (HEADER + "a,,2024,1,x,s\n", "row 2, column area: is empty"),
    "a short line": (HEADER + "a,b,2024,1,x,s\na,b\n", "row 3: has 2 cells"),
    "the same cell twice": (HEADER + "a,b,2024,1,x,s\na,b,2024,2,x,s\n", "row 3, column indicator: the same indicator"),
    "mixed units": (HEADER + "a,b,2023,1,percent,s\na,b,2024,2,USD,s\n", "row 3, column unit: 'USD' does not go"),
    "an unknown status": ("indicator,area,period,value,status\na,b,2024,1,perhaps\n", "row 2, column status: 'perhaps' is not one of"),
    "limits the wrong way": ("indicator,area,period,value,lower,upper\na,b,2024,5,6,4\n", "row 2, column lower: 6 is above"),
    "nothing": ("", "is empty"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_broken_tables_are_refused_with_the_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DatasetError) as caught:
        read_source(written(tmp_path, text))
    assert "table.csv" in str(caught.value)
    assert message in str(caught.value)


def test_what_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("indicator,area,period,value\na,Köln,2024,1\n".encode("latin-1"))
    with pytest.raises(DatasetError, match="not UTF-8"):
        read_source(path)


@pytest.mark.parametrize("name", ["nowhere.csv", "report.pdf"])
def test_missing_and_foreign_files(tmp_path: Path, name: str) -> None:
    if name.endswith(".pdf"):
        written(tmp_path, "%PDF", name)
    with pytest.raises(DatasetError, match=r"no such file|neither a Data Package nor a CSV file"):
        read_source(tmp_path / name)


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
    assert dataset.indicators[0].names == ("Ship calls", "vessels handled")
    assert dataset.areas[0].name == "Norland"
    assert [o.reliability for o in dataset.observations] == [Reliability.OFFICIAL]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"resources": "none"}, "has no list of resources"),
        ({"resources": [{"name": "observations"}]}, "a resource has no path"),
        ({"resources": [{"name": "observations", "path": "../secret.csv"}]}, "leaves the folder"),
        ({"resources": [{"name": "observations", "path": "/etc/passwd"}]}, "leaves the folder"),
        ({"resources": [{"name": "observations", "path": "gone.csv"}]}, "which is not there"),
        ({"resources": [{"name": "areas", "path": "areas.csv"}]}, "no resource holds observations"),
    ],
)
def test_broken_packages(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    with pytest.raises(DatasetError, match=message):
        read_source(package(tmp_path, **changes))


def test_an_alias_of_nothing_names_its_row(tmp_path: Path) -> None:
    package(tmp_path)
    written(tmp_path, "what,id,alias\nindicator,trains,locomotives\n", "aliases.csv")
    with pytest.raises(DatasetError, match=r"aliases\.csv, row 2, column id: no indicator 'trains'"):
        read_source(tmp_path)


def test_json_that_is_none_names_its_line(tmp_path: Path) -> None:
    written(tmp_path, "{\n  broken\n}", "datapackage.json")
    with pytest.raises(DatasetError, match=r"datapackage\.json, row 2: is not JSON"):
        read_source(tmp_path)


def test_an_inline_row_without_a_field_is_named() -> None:
    with pytest.raises(DatasetError, match="inline reference, row 1, column period: is missing"):
        store_from_rows([{"indicator": "x", "area": "y", "value": "1", "unit": "count"}])
