"""Broken datasets: each is refused with the place of what is wrong, and what was there before stays byte for byte.

A case is a name, the file (or the files, the first of which is added), and what the message must say.
"""

# ruff: noqa: E501 - a case stands on one line
from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from verify.cli import cli

H = "indicator,area,period,value,unit,source\n"
GOOD = H + "ships,Norland,2023,512,count,Harbour Office\nships,Norland,2024,640,count,Harbour Office\n"
WB = [
    {"page": 1, "pages": 1, "lastupdated": "2024-05-30"},
    [
        {
            "indicator": {"id": "SP.POP.TOTL", "value": "Population, total"},
            "country": {"id": "NA", "value": "Namibia"},
            "countryiso3code": "NAM",
            "date": "2023",
            "value": 2604172,
        }
    ],
]
STAT = {
    "class": "dataset",
    "label": "Sheep",
    "version": "2.0",
    "id": ["geo", "time"],
    "size": [1, 2],
    "value": [1, 2],
    "dimension": {"geo": {"category": {"index": ["NO"]}}, "time": {"category": {"index": ["2023", "2024"]}}},
}
SDMX2 = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MULT,DECIMALS,OBS_STATUS\n"
XML = '<?xml version="1.0"?>\n<!DOCTYPE m [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<m>&b;</m>'


def wb(**changes: object) -> str:
    return json.dumps([WB[0] | {k: v for k, v in changes.items() if k != "value"}, [WB[1][0] | changes]])  # type: ignore[index, operator]


def stat(**changes: object) -> str:
    return json.dumps(STAT | changes)


def archive(members: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in members.items():
            zipped.writestr(name, text)
    return stream.getvalue()


def workbook(cells: dict[str, object]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for column, name in zip("ABCDE", ("indicator", "area", "period", "value", "unit"), strict=True):
        book.active[f"{column}1"] = name
    for place, content in cells.items():
        book.active[place] = content
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parquet(value: float) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    pq.write_table(pa.table({"indicator": ["a"], "area": ["b"], "period": ["2024"], "value": [value]}), stream)
    return stream.getvalue()


def package(resource: dict[str, object], **tables: str) -> dict[str, str]:
    """A data package with one table of observations, changed by `resource`, and other tables."""
    resources = [{"name": "observations", "path": "observations.csv"} | resource]
    resources += [{"name": name, "path": f"{name}.csv"} for name in tables]
    files = {"datapackage.json": json.dumps({"name": "ports", "resources": resources}), "observations.csv": GOOD}
    return files | {f"{name}.csv": text for name, text in tables.items()}


Content = str | bytes | Callable[[], bytes] | dict[str, str]
BROKEN: dict[str, tuple[str, Content, str]] = {
    # the table as a whole
    "an empty file": ("t.csv", "", "t.csv: is empty"),
    "a header without rows": ("t.csv", H, "t.csv: has no figures"),
    "only blank values": ("t.csv", H + "a,b,2024,..,x,s\n", "t.csv: has no figures"),
    "a wrong header": ("t.csv", "thing,area,when,value\na,b,2024,1\n", "t.csv, row 1, column indicator: no such column"),
    "100 columns without a value": ("t.csv", ",".join(f"c{n}" for n in range(100)) + "\n" + "1," * 99 + "1\n", "c0, c1, c2, c3, c4, c5 and 94 more"),
    "6,000 columns": ("t.csv", "," * 6000 + "\n", "t.csv, row 1: has 6,001 columns"),
    "the same column twice": ("t.csv", "indicator,area,period,value,value\na,b,2024,1,2\n", "row 1, column value: this column is there twice"),
    "the same period twice": ("t.csv", "indicator,area,2023,2023 [YR2023]\na,b,1,2\n", "row 1, column 2023 [YR2023]: this period is there twice"),
    "a short line": ("t.csv", H + "a,b,2024,1,x,s\na,b\n", "t.csv, row 3: has 2 cells"),
    "an open quotation mark": ("t.csv", H + 'a,"b,2024,1,x,s\n', "is not CSV: unexpected end of data"),
    "a zero byte": ("t.csv", H + "a,b\0,2024,1,x,s\n", "t.csv, row 2: is not CSV: line contains NUL"),
    "Latin-1": ("t.csv", (H + "a,Köln,2024,1,x,s\na,Zürich,2024,1,x,s\na,Genève,2024,1,x,s\n").encode("latin-1"), "t.csv, row 2: is not UTF-8 text (byte 0xf6 after 'a,K')"),
    "UTF-16": ("t.csv", GOOD.encode("utf-16"), 'it looks like UTF-16: a mapping file says encoding = "utf-16"'),
    "cut in a character": ("t.csv", (H + "a,Tromsø").encode()[:-1], "ends in the middle of a character"),
    # cells
    "text in a value": ("t.csv", H + "a,b,2024,lots,x,s\n", "t.csv, row 2, column value: 'lots' is not a number"),
    "text under a year": ("t.csv", "indicator,area,2023,2024\na,b,1,lots\n", "t.csv, row 2, column 2024: 'lots' is not a number"),
    "a formula": ("t.csv", H + "a,b,2024,=HYPERLINK(1),x,s\n", "row 2, column value: '=HYPERLINK(1)' is not a number; it is a formula"),
    "two decimal points": ("t.csv", H + "a,b,2024,1.2.3,x,s\n", "row 2, column value: '1.2.3' is not a number"),
    "a decimal comma": ("t.csv", H.replace(",", ";") + "a;b;2024;1,5;x;s\n", 'row 2, column value: \'1,5\' is not a number; where the comma is the decimal sign, a mapping file says decimal = ","'),
    "NaN": ("t.csv", H + "a,b,2024,NaN,x,s\n", "row 2, column value: 'NaN' is not a number; leave the cell empty"),
    "infinity": ("t.csv", H + "a,b,2024,-inf,x,s\n", "row 2, column value: '-inf' is not a number; leave the cell empty"),
    "a huge number": ("t.csv", H + "a,b,2024,1e300,x,s\n", "row 2, column value: '1e300' is too large"),
    "a number of 60 digits": ("t.csv", H + f"a,b,2024,0.{'3' * 60},x,s\n", "is too large or too long to be a figure"),
    "an impossible month": ("t.csv", H + "a,b,2024-13,1,x,s\n", "row 2, column period: '2024-13' is not a period"),
    "an impossible day": ("t.csv", H.replace("period", "date") + "a,b,2023-02-29,1,x,s\n", "row 2, column date: '2023-02-29' is not a period"),
    "no area": ("t.csv", H + "a,,2024,1,x,s\n", "row 2, column area: is empty"),
    "limits the wrong way": ("t.csv", "indicator,area,period,value,lower,upper\na,b,2024,5,6,4\n", "row 2, column lower: 6 is above the upper end 4"),
    "an unknown status": ("t.csv", "indicator,area,period,value,status\na,b,2024,1,perhaps\n", "row 2, column status: 'perhaps' is not one of"),
    "missing, but there": ("t.csv", "indicator,area,period,value,OBS_STATUS\na,b,2024,1,M\n", "row 2, column OBS_STATUS: 'M' says that there is no figure, but the value is 1"),
    "final before its time": ("t.csv", "indicator,area,period,value,status,vintage\na,b,2030,1,final,2024-05-01\n", "row 2, column status: 2030 had not begun"),
    "no date of publication": ("t.csv", "indicator,area,period,value,vintage\na,b,2023,1,5/30/2024\n", "row 2, column vintage: '5/30/2024' is not a date of publication"),
    "a multiplier in words": ("t.csv", "indicator,area,period,value,UNIT_MULT\na,b,2024,1,millions\n", "row 2, column UNIT_MULT: 'millions' is not a whole number"),
    # rows together
    "the same cell twice": ("t.csv", H + "a,b,2024,1,x,s\na,b,2024,2,x,s\n", "row 3, column indicator: the same indicator, area, period and vintage as row 2, 2 here and 1 there"),
    "mixed units": ("t.csv", H + "a,b,2023,1,percent,s\na,b,2024,2,USD,s\n", "row 3, column unit: 'USD' does not go with the unit of earlier rows of 'a' ('percent' in row 2)"),
    "another value of the same date": ("t.csv", GOOD.replace("640", "650"), "row 3, column value: ships of Norland in 2024 without a date of publication is 650, but 640 in the dataset 'ports'"),
    # packages
    "a package that is no JSON": ("datapackage.json", "{\n  broken\n}", "datapackage.json, row 2: is not JSON"),
    "no list of resources": ("datapackage.json", '{"resources": "none"}', "has no list of resources"),
    "a path that climbs": ("p", package({"path": "../secret.csv"}), "the path '../secret.csv' leaves the folder"),
    "an absolute path": ("p", package({"path": "/etc/hostname"}), "the path '/etc/hostname' leaves the folder"),
    "an address": ("p", package({"path": "https://example.org/t.csv"}), "is an address: nothing is fetched"),
    "a resource that is not there": ("p", package({"path": "gone.csv"}), "names 'gone.csv', which is not there"),
    "a schema of another table": ("p", package({"schema": {"fields": [{"name": "indicator"}, {"name": "gender"}]}}), "observations.csv, row 1, column gender: the schema of the package names this column"),
    "another hash": ("p", package({"hash": "sha256:" + "0" * 64}), "observations.csv: does not have the sha256 hash"),
    "an unknown area": ("p", package({}, areas="area,name\nNorlund,Norland\n"), "observations.csv, row 2, column area: 'Norland' is not among the areas that the source describes; did you mean 'Norlund'?"),
    "an alias of nothing": ("p", package({}, aliases="what,id,alias\nindicator,trains,locomotives\n"), "aliases.csv, row 2, column id: no indicator 'trains'"),
    # archives
    "a truncated archive": ("t.zip", lambda: archive({"t.csv": GOOD})[:60], "t.zip: is not a ZIP archive that can be read"),
    "a broken member": ("t.zip", lambda: archive({"t.csv": GOOD}).replace(b"t.csv", b"u.csv", 1), "t.zip"),
    "an archive that bursts": ("t.zip", lambda: archive({"t.csv": H + "0" * 9_000_000}), "the member 't.csv' unpacks from"),
    "an archive that climbs": ("t.zip", lambda: archive({"../../t.csv": GOOD}), "the member '../../t.csv' leaves the archive"),
    "an archive without tables": ("t.zip", lambda: archive({"notes.pdf": "%PDF"}), "holds neither datapackage.json nor tables"),
    # workbooks and Parquet
    "a formula never calculated": ("t.xlsx", lambda: workbook({"A2": "a", "B2": "b", "C2": 2024, "D2": "=1+1", "E2": "x"}), "t.xlsx, sheet Sheet, row 2, column D: '=1+1' is a formula without a saved value"),
    "a text in a workbook": ("t.xlsx", lambda: workbook({"A2": "a", "B2": "b", "C2": 2024, "D2": "#DIV/0!", "E2": "x"}), "t.xlsx, sheet Sheet, row 2, column value: '#DIV/0!' is not a number"),
    "no workbook": ("t.xlsx", b"PK but not really", "t.xlsx: is not a workbook that can be read"),
    "no Parquet": ("t.parquet", b"PAR1 and no more", "t.parquet: is not a Parquet table that can be read"),
    "infinity in Parquet": ("t.parquet", lambda: parquet(float("inf")), "t.parquet, row 2, column value: 'inf' is not a number"),
    # messages
    "an error of the World Bank": ("t.json", json.dumps([{"message": [{"id": "120", "value": "Invalid value"}]}]), "t.json: is an error of the World Bank, not figures: Invalid value"),
    "the first page of three": ("t.json", wb(pages=3), "is page 1 of 3; page 2 is not beside it"),
    "a figure without a country": ("t.json", wb(country=None, countryiso3code=None), "t.json, entry 1: is not a figure of the World Bank"),
    "JSON with NaN": ("t.json", wb(value=float("nan")), "is not JSON that can be read: NaN is not a number"),
    "JSON of another kind": ("t.json", '{"figures": []}', "t.json: is neither a data package nor JSON of"),
    "JSON without an end": ("t.json", "[" * 100_000, "t.json: is not JSON that can be read"),
    "a cube of the wrong size": ("t.json", stat(value=[1, 2, 3]), "value has 3 entries where the sizes make 2"),
    "a dimension without categories": ("t.json", stat(dimension={}), "t.json, column geo: is not described"),
    "a text in a cube": ("t.json", stat(value=[1, "many"]), "t.json, value 2, column value: 'many' is not a number"),
    "a place in a cube that is no number": ("t.json", stat(dimension={"geo": {"category": {"index": {"NO": {}}}}, "time": {"category": {"index": ["2023", "2024"]}}}), "t.json: is not built like JSON-stat (TypeError"),
    "labels of a cube that are no object": ("t.json", stat(dimension={"geo": {"category": {"index": ["NO"], "label": "Norway"}}, "time": {"category": {"index": ["2023", "2024"]}}}), "t.json: is not built like JSON-stat (AttributeError"),
    "a category that is no object": ("t.json", stat(dimension={"geo": {"category": "NO"}}), "t.json: is not built like JSON-stat"),
    "the role of a cube that is a number": ("t.json", stat(role={"time": 7}), "t.json: is not built like JSON-stat"),
    "the second page, of how many is not said": ("t.json", json.dumps([{"page": 2}, WB[1]]), "is page 2 of 1; page 1 is not beside it"),
    "a page that is half a number": ("t.json", wb(page="²"), "t.json: page is '²', not a number"),
    "an error of the World Bank that says nothing": ("t.json", json.dumps([{"message": 120}]), "t.json: is not built like an answer of the World Bank"),
    "SDMX-JSON without a list": ("t.json", json.dumps({"dataSets": None, "structure": {}}), "t.json: is not built like SDMX-JSON"),
    "missing values that are a number": ("p", package({"schema": {"missingValues": 9}}), "datapackage.json: is not built like a data package"),
    "licences that are a number": ("datapackage.json", '{"licenses": 7, "resources": [{"data": [{"indicator": "a", "value": 1}]}]}', "datapackage.json: is not built like a data package"),
    "half a character in a name": ("datapackage.json", '{"name": "\\ud800", "resources": [{"data": [{"indicator": "a", "value": 1}]}]}', "has half a character in it (\\ud800)"),
    "half a character in a cube": ("t.json", stat(label="\ud83d"), "t.json: has half a character in it (\\ud83d)"),
    "metadata nested too deep": ("p", {"s.csv": "Entity,Code,Year,sheep\nNamibia,NAM,2023,1\n", "s.metadata.json": "[" * 100_000}, "s.metadata.json: is not JSON that can be read"),
    "a path too long for a file": ("p", package({"path": "x" * 300}), "which is not there"),
    "SDMX-CSV without areas": ("t.csv", "DATAFLOW,SEX,TIME_PERIOD,OBS_VALUE\nX:Y(1.0),T,2024,1\n", "row 1, column REF_AREA: no column of areas"),
    "SDMX-CSV that deletes": ("t.csv", SDMX2 + "dataflow,X:Y(1.0),D,DE,2024,1,0,0,A\n", "row 2, column ACTION: 'D' deletes an observation"),
    "SDMX-CSV with a wrong status": ("t.csv", SDMX2 + "dataflow,X:Y(1.0),I,DE,2024,1,0,0,?!\n", "row 2, column OBS_STATUS: '?!' is not one of"),
    "SDMX-JSON out of bounds": ("t.json", json.dumps({"dataSets": [{"observations": {"5": [1]}}], "structure": {"dimensions": {"observation": [{"id": "TIME_PERIOD", "values": []}]}}}), "t.json, observation 1: does not go with the structure"),
    "entities in XML": ("t.xml", XML, "t.xml: declares a document type or entities"),
    "XML of another kind": ("t.xml", "<html><p>no data</p></html>", "t.xml: is not SDMX-ML that can be read"),
    # what is no dataset at all
    "an unknown format": ("t.pdf", "%PDF", "t.pdf: is of no format that is read here"),
    "an empty folder": ("folder", {"notes.md": "# notes"}, "folder: holds neither datapackage.json nor tables"),
}  # fmt: skip


def lay(folder: Path, name: str, content: Content) -> Path:
    path = folder / name
    if isinstance(content, dict):
        for inner, text in content.items():
            (path / inner).parent.mkdir(parents=True, exist_ok=True)
            (path / inner).write_text(text, encoding="utf-8")
    elif isinstance(content, str):
        path.write_text(content, encoding="utf-8")
    else:
        path.write_bytes(content if isinstance(content, bytes) else content())
    return path


def state(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of references with one good dataset in it."""
    monkeypatch.setenv("FIGURECHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("FIGURECHECK_REFERENCES", str(tmp_path / "kept"))
    run = CliRunner().invoke(cli, ["reference", "add", "--name", "ports", str(lay(tmp_path, "good.csv", GOOD))])
    assert run.exit_code == 0, run.output
    return tmp_path / "kept"


@pytest.mark.parametrize(("name", "content", "message"), BROKEN.values(), ids=BROKEN)
def test_broken_datasets_are_refused(tmp_path: Path, kept: Path, name: str, content: Content, message: str) -> None:
    before = state(kept)
    source = lay(tmp_path, name, content)
    run = CliRunner().invoke(cli, ["reference", "add", str(source)])
    assert run.exit_code == 2, run.output
    assert message in run.output
    assert run.output.startswith(f"Error: {tmp_path}") or name in run.output
    assert "Traceback" not in run.output
    assert state(kept) == before
    assert [path.name for path in kept.iterdir()] == ["ports"]


def test_there_are_enough_cases() -> None:
    assert len(BROKEN) >= 40


def test_one_broken_source_of_several_stops_all(tmp_path: Path, kept: Path) -> None:
    before = state(kept)
    good = lay(tmp_path, "more.csv", GOOD.replace("ships", "boats"))
    bad = lay(tmp_path, "bad.csv", H + "a,b,2024,lots,x,s\n")
    run = CliRunner().invoke(cli, ["reference", "add", str(good), str(bad)])
    assert run.exit_code == 2
    assert state(kept) == before
