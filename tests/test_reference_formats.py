"""The formats of sources: what stands in the file, and the figures that are read out of it.

Expected figures are written `indicator | area | period | value | unit | status | published`, the value in base units.
"""

# ruff: noqa: E501 - cells of tables stand on one line
from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reference.build import open_store, read_source
from reference.errors import DatasetError
from reference.model import Observation

OWID_META = {
    "chart": {"title": "Sheep", "citation": "FAO", "originalChartUrl": "https://example.org/grapher/sheep?tab=map"},
    "columns": {
        "Sheep, total": {
            "titleShort": "Sheep", "titleLong": "Number of sheep", "unit": "animals", "shortName": "sheep",
            "lastUpdated": "2024-03-14", "citationShort": "FAO (2024)",
        }
    },
}  # fmt: skip
WB_JSON = [
    {"page": 1, "pages": 1, "per_page": 50, "total": 3, "sourceid": "2", "lastupdated": "2024-05-30"},
    [
        {"indicator": {"id": "NY.GDP.MKTP.CD", "value": "GDP (current US$)"}, "country": {"id": "NA", "value": "Namibia"}, "countryiso3code": "NAM", "date": "2023", "value": 12351025067.4567, "unit": "", "obs_status": "", "decimal": 0},
        {"indicator": {"id": "NY.GDP.MKTP.CD", "value": "GDP (current US$)"}, "country": {"id": "NA", "value": "Namibia"}, "countryiso3code": "NAM", "date": "2024", "value": None, "unit": "", "obs_status": "", "decimal": 0},
        {"indicator": {"id": "NY.GDP.MKTP.CD", "value": "GDP (current US$)"}, "country": {"id": "1W", "value": "World"}, "countryiso3code": "WLD", "date": "2022", "value": 101, "unit": "", "obs_status": "E", "decimal": 0},
    ],
]  # fmt: skip
WB_CSV = """"Data Source","World Development Indicators",

"Last Updated Date","2024-05-30",

"Country Name","Country Code","Indicator Name","Indicator Code","2022","2023",
"Namibia","NAM","Inflation, consumer prices (annual %)","FP.CPI.TOTL.ZG","6.0790","5.88",
"World","WLD","Inflation, consumer prices (annual %)","FP.CPI.TOTL.ZG","7.97","",
"""
WB_META = '"Country Code","Region","IncomeGroup","SpecialNotes","TableName",\n"NAM","Sub-Saharan Africa","Upper middle income","","Namibia",\n"WLD","","","World aggregate.","World",\n'
JSONSTAT = {
    "class": "dataset", "version": "2.0", "label": "Ships", "source": "Harbour Office", "updated": "2024-05-30T08:00:00Z",
    "id": ["measure", "geo", "time"], "size": [2, 2, 2], "role": {"time": ["time"], "geo": ["geo"], "metric": ["measure"]},
    "value": {"0": 12.5, "1": 12.75, "3": 9, "5": 3.1}, "status": {"1": "p"},
    "dimension": {
        "measure": {"category": {"index": {"cargo": 0, "delay": 1}, "label": {"cargo": "Cargo handled", "delay": "Delayed ships"}, "unit": {"cargo": {"label": "tonnes", "decimals": 2, "multiplier": 3}, "delay": {"label": "percent", "decimals": 1}}}},
        "geo": {"category": {"index": ["NO", "NA"], "label": {"NO": "Norway", "NA": "Namibia"}}},
        "time": {"category": {"index": ["2023", "2024"]}},
    },
}  # fmt: skip
SDMX_JSON = {
    "header": {"id": "x", "prepared": "2024-05-30T10:00:00", "sender": {"id": "NSO", "name": "Statistics Norland"}},
    "dataSets": [
        {"action": "Information", "series": {"0:0:0": {"attributes": [0, 0], "observations": {"0": [1.10, 0], "1": [2.5, 1], "2": [None]}}}}
    ],
    "structure": {
        "links": [{"urn": "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=NSO:PORTS(1.0)"}],
        "dimensions": {
            "dataSet": [],
            "series": [
                {"id": "FREQ", "keyPosition": 0, "values": [{"id": "A", "name": "Annual"}]},
                {"id": "REF_AREA", "keyPosition": 1, "values": [{"id": "NA", "name": "Namibia"}]},
                {"id": "CARGO", "keyPosition": 2, "values": [{"id": "DRY", "name": "Dry cargo"}]},
            ],
            "observation": [{"id": "TIME_PERIOD", "keyPosition": 3, "values": [{"id": "2022"}, {"id": "2023"}, {"id": "2024"}]}],
        },
        "attributes": {
            "dataSet": [],
            "series": [{"id": "UNIT_MEASURE", "values": [{"id": "USD", "name": "US dollar"}]}, {"id": "UNIT_MULT", "values": [{"id": "6", "name": "Millions"}]}],
            "observation": [{"id": "OBS_STATUS", "values": [{"id": "A", "name": "Normal"}, {"id": "P", "name": "Provisional"}]}],
        },
    },
}  # fmt: skip
SDMX_GENERIC = """<?xml version="1.0" encoding="UTF-8"?>
<m:GenericData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
  xmlns:g="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
  xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
  <m:Header><m:ID>ports</m:ID><m:Test>false</m:Test><m:Prepared>2024-05-30T10:00:00</m:Prepared><m:Sender id="NSO"/>
    <m:Structure structureID="PORTS" dimensionAtObservation="TIME_PERIOD">
      <c:Structure><Ref agencyID="NSO" id="PORTS" version="1.0"/></c:Structure></m:Structure></m:Header>
  <m:DataSet structureRef="PORTS"><g:Series>
    <g:SeriesKey><g:Value id="FREQ" value="A"/><g:Value id="REF_AREA" value="NA"/><g:Value id="CARGO" value="DRY"/></g:SeriesKey>
    <g:Attributes><g:Value id="UNIT_MEASURE" value="USD"/><g:Value id="UNIT_MULT" value="6"/></g:Attributes>
    <g:Obs><g:ObsDimension value="2023"/><g:ObsValue value="12.50"/>
      <g:Attributes><g:Value id="OBS_STATUS" value="P"/></g:Attributes></g:Obs>
    <g:Obs><g:ObsDimension value="2024"/><g:ObsValue value="NaN"/></g:Obs>
  </g:Series></m:DataSet></m:GenericData>
"""
SDMX_SPECIFIC = """<?xml version="1.0" encoding="UTF-8"?>
<m:StructureSpecificData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
  xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:s="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"
  xmlns:n="urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=NSO:PORTS(1.0):ObsLevelDim:TIME_PERIOD">
  <m:Header><m:ID>ports</m:ID><m:Test>false</m:Test><m:Prepared>2024-05-30T10:00:00</m:Prepared><m:Sender id="NSO"/>
    <m:Structure structureID="PORTS" dimensionAtObservation="TIME_PERIOD"
      namespace="urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=NSO:PORTS(1.0):ObsLevelDim:TIME_PERIOD">
      <c:Structure><Ref agencyID="NSO" id="PORTS" version="1.0"/></c:Structure></m:Structure></m:Header>
  <m:DataSet s:dataScope="DataStructure" xsi:type="n:DataSetType" s:structureRef="PORTS">
    <Series FREQ="Q" REF_AREA="NA" CARGO="DRY" TITLE="Dry cargo" UNIT_MEASURE="USD" UNIT_MULT="6" DECIMALS="1">
      <Obs TIME_PERIOD="2023-Q4" OBS_VALUE="12.50" OBS_STATUS="P"/>
    </Series></m:DataSet></m:StructureSpecificData>
"""


def archive(members: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in members.items():
            zipped.writestr(name, text)
    return stream.getvalue()


def workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Data"
    for row in (
        ["Area", "Indicator", "Unit", 2023, 2024],
        ["Namibia", "Sheep", "animals", 0.1 + 0.2, None],
        ["NA", "Sheep", "animals", 7, 8],
    ):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "indicator": ["sheep", "sheep"], "area": ["NA", "NA"], "year": [2023, 2024],
            "value": pa.array([Decimal("12345678901234567.89"), Decimal("2.10")], pa.decimal128(25, 2)), "unit": ["animals", "animals"],
        }
    )  # fmt: skip
    stream = io.BytesIO()
    pq.write_table(table, stream)
    return stream.getvalue()


Content = str | bytes | Callable[[], bytes] | dict[str, str]
FORMATS: dict[str, tuple[str, Content, list[str]]] = {
    "tidy": ("t.csv", "indicator,area,period,value,unit,status,vintage\nsheep,NA,2024Q1,1.250,thousand animals,P,2024-05-30\n", [
        "sheep | NA | 2024-Q1 | 1250 | thousand animals | provisional | 2024-05-30"]),
    "tidy with a byte order mark and semicolons": ("t.csv", "\ufeffindicator;area;year;value\nsheep;NA;2024;12.5\n", [
        "sheep | NA | 2024 | 12.5 |  | final | "]),
    "tidy with a multiplier": ("t.csv", "indicator,area,period,value,unit,UNIT_MULT,DECIMALS\ncargo,NA,2023,12.5,USD,6,2\n", [
        "cargo | NA | 2023 | 12500000 | USD million | final | "]),
    "a figure before its time is a forecast": ("t.csv", "indicator,area,period,value,vintage\nsheep,NA,2030,12,2024-05-30\n", [
        "sheep | NA | 2030 | 12 |  | forecast | 2024-05-30"]),
    "wide": ("t.csv", "area,indicator,unit,2023,2024-Q1,Mar 2024\nNA,sheep,animals,1,na,3\n", [
        "sheep | NA | 2023 | 1 | animals | final | ", "sheep | NA | 2024-03 | 3 | animals | final | "]),
    "a mapping beside the table": ("m", {"t.csv": "Quelle: Amt\n\nLand;Jahr;Geschlecht;Zahl\nNamibia;2023;F;1.234,5\nNamibia;2024;F;k.A.\n", "t.mapping.toml": """
        only-these-areas = true
        [table]
        skip = 1
        decimal = ","
        delimiter = ";"
        blanks = ["k.A."]
        [columns]
        area = "Land"
        period = "Jahr"
        value = "Zahl"
        indicator = ["Geschlecht"]
        [constants]
        unit = "animals"
        source = "Amt"
        [values.area]
        Namibia = "NAM"
        [areas.NAM]
        name = "Namibia"
        [indicators.F]
        label = "Ewes"
        kind = "stock"
        """}, ["F | NAM | 2023 | 1234.5 | animals | final | "]),
    "SDMX-CSV 1.0": ("t.csv", "DATAFLOW,FREQ,REF_AREA,CARGO,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT,DECIMALS\nNSO:PORTS(1.0),A,NA,DRY,2023,12.50,A,USD,6,2\nNSO:PORTS(1.0),A,DE,DRY,2024,NaN,M,USD,6,2\n", [
        "PORTS.DRY | NAM | 2023 | 12500000 | USD million | final | "]),
    "SDMX-CSV 1.0 with names": ("t.csv", "DATAFLOW,REF_AREA: Reference area,CARGO: Cargo,TIME_PERIOD: Time,OBS_VALUE,UNIT_MEASURE: Unit\nNSO:PORTS(1.0): Ports,NA: Namibia,DRY: Dry cargo,2023-Q4,12.5,PC: Percent\n", [
        "PORTS.DRY | NAM | 2023-Q4 | 12.5 | percent | final | "]),
    "SDMX-CSV 2.0": ("t.csv", "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,CARGO,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE\ndataflow,NSO:PORTS(1.0),I,EL,DRY,2023,12.5,E,MIO_EUR\n", [
        "PORTS.DRY | GRC | 2023 | 12500000 | EUR million | estimated | "]),
    "SDMX-JSON": ("t.json", json.dumps(SDMX_JSON).replace("1.1,", "1.10,"), [
        "PORTS.DRY | NAM | 2022 | 1100000 | USD million | final | 2024-05-30", "PORTS.DRY | NAM | 2023 | 2500000 | USD million | provisional | 2024-05-30"]),
    "SDMX-JSON 2.0": ("t.json", json.dumps({"meta": SDMX_JSON["header"], "data": {"structures": [SDMX_JSON["structure"]], "dataSets": SDMX_JSON["dataSets"]}}), [
        "PORTS.DRY | NAM | 2022 | 1100000 | USD million | final | 2024-05-30", "PORTS.DRY | NAM | 2023 | 2500000 | USD million | provisional | 2024-05-30"]),
    "SDMX-ML, generic": ("t.xml", SDMX_GENERIC, ["PORTS.DRY | NAM | 2023 | 12500000 | USD million | provisional | 2024-05-30"]),
    "SDMX-ML, structure-specific": ("t.xml", SDMX_SPECIFIC, ["PORTS.DRY | NAM | 2023-Q4 | 12500000 | USD million | provisional | 2024-05-30"]),
    "World Bank API": ("t.json", json.dumps(WB_JSON), [
        "wb.NY.GDP.MKTP.CD | NAM | 2023 | 12351025067.4567 | USD | final | 2024-05-30", "wb.NY.GDP.MKTP.CD | WLD | 2022 | 101 | USD | estimated | 2024-05-30"]),
    "World Bank API in pages": ("pages", {"p1.json": json.dumps([WB_JSON[0] | {"pages": 2}, WB_JSON[1][:1]]), "p2.json": json.dumps([WB_JSON[0] | {"page": 2, "pages": 2}, WB_JSON[1][2:]])}, [  # type: ignore[operator, index]
        "wb.NY.GDP.MKTP.CD | NAM | 2023 | 12351025067.4567 | USD | final | 2024-05-30", "wb.NY.GDP.MKTP.CD | WLD | 2022 | 101 | USD | estimated | 2024-05-30"]),
    "World Bank CSV in a ZIP": ("t.zip", lambda: archive({"API_FP.CPI_DS2_en_csv_v2_1.csv": WB_CSV, "Metadata_Country_API_FP.CPI_DS2_en_csv_v2_1.csv": WB_META, "Metadata_Indicator_API_FP.CPI_DS2_en_csv_v2_1.csv": '"INDICATOR_CODE","INDICATOR_NAME",\n'}), [
        "wb.FP.CPI.TOTL.ZG | NAM | 2022 | 6.079 | percent | final | 2024-05-30", "wb.FP.CPI.TOTL.ZG | NAM | 2023 | 5.88 | percent | final | 2024-05-30", "wb.FP.CPI.TOTL.ZG | WLD | 2022 | 7.97 | percent | final | 2024-05-30"]),
    "Our World in Data": ("sheep.zip", lambda: archive({"sheep.csv": 'Entity,Code,Year,"Sheep, total",Note\nNamibia,NAM,2023,12.5,x\nAfrica,,2023,9,x\n', "sheep.metadata.json": json.dumps(OWID_META), "readme.md": "# Sheep"}), [
        "owid.sheep | Africa | 2023 | 9 | animals | final | 2024-03-14", "owid.sheep | NAM | 2023 | 12.5 | animals | final | 2024-03-14"]),
    "Our World in Data without metadata": ("s.csv", "Entity,Code,Day,sheep\nNamibia,NAM,2023-04-01,12.5\n", ["owid.sheep | NAM | 2023-04-01 | 12.5 |  | final | "]),
    "JSON-stat": ("t.json", json.dumps(JSONSTAT), [
        "cargo | NAM | 2024 | 9000000 | tonnes | final | 2024-05-30", "cargo | NOR | 2023 | 12500000 | tonnes | final | 2024-05-30",
        "cargo | NOR | 2024 | 12750000 | tonnes | provisional | 2024-05-30", "delay | NOR | 2024 | 3.1 | percent | final | 2024-05-30"]),
    "Excel": ("t.xlsx", workbook, [
        "Sheep | NA | 2023 | 7 | animals | final | ", "Sheep | NA | 2024 | 8 | animals | final | ", "Sheep | Namibia | 2023 | 0.3 | animals | final | "]),
    "Parquet": ("t.parquet", parquet, [
        "sheep | NA | 2023 | 12345678901234567.89 | animals | final | ", "sheep | NA | 2024 | 2.1 | animals | final | "]),
    "a package with data inside": ("p", {"datapackage.json": json.dumps({"name": "p", "resources": [{"name": "o", "data": [{"indicator": "sheep", "area": "NA", "period": "2024", "value": "1.50"}]}]})}, [
        "sheep | NA | 2024 | 1.5 |  | final | "]),
    "a package in a ZIP with a dialect": ("p.zip", lambda: archive({"datapackage.json": json.dumps({"name": "p", "resources": [{"name": "o", "path": "in/t.csv", "dialect": {"delimiter": "|"}, "schema": {"missingValues": ["x"]}}]}), "in/t.csv": "indicator|area|period|value\nsheep|NA|2023|x\nsheep|NA|2024|2\n"}), [
        "sheep | NA | 2024 | 2 |  | final | "]),
}  # fmt: skip


def lay(folder: Path, name: str, content: Content) -> Path:
    path = folder / name
    if isinstance(content, dict):
        path.mkdir()
        for inner, text in content.items():
            (path / inner).write_text(text, encoding="utf-8")
    elif isinstance(content, str):
        path.write_text(content, encoding="utf-8")
    else:
        path.write_bytes(content if isinstance(content, bytes) else content())
    return path


def shown(o: Observation) -> str:
    value = f"{o.value.normalize():f}"
    return " | ".join((o.indicator, o.area, o.period, value, o.unit, o.status.value, o.vintage))


@pytest.mark.parametrize(("name", "content", "expected"), FORMATS.values(), ids=FORMATS)
def test_formats(tmp_path: Path, name: str, content: Content, expected: list[str]) -> None:
    path = lay(tmp_path, name, content)
    assert sorted(shown(o) for dataset in read_source(path) for o in dataset.observations) == expected


@pytest.mark.parametrize(("name", "content", "expected"), FORMATS.values(), ids=FORMATS)
def test_what_is_added_is_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: Content, expected: list[str]
) -> None:
    """A source that is added becomes a package, whose figures are the same to the last digit."""
    from reference.adding import add

    monkeypatch.setenv("FIGURECHECK_CACHE", str(tmp_path / "cache"))
    path = lay(tmp_path, name, content)
    read = [o for dataset in read_source(path) for o in dataset.observations]
    (understood,) = add([path], tmp_path / "kept")
    with open_store([understood.path]) as store:
        kept = list(store.every())

    def exact(o: Observation) -> tuple[object, ...]:
        return (
            o.indicator,
            o.area,
            o.period,
            o.value,
            o.lower,
            o.upper,
            o.printed,
            o.unit,
            o.status,
            o.vintage,
            o.source,
            o.url,
        )

    assert sorted(map(exact, kept)) == sorted(map(exact, read))
    assert understood.figures == len(expected)


def described(path: Path) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    found = {}
    for dataset in read_source(path):
        list(dataset.observations)
        found |= {i.id: (i.label, i.kind, i.aliases) for i in dataset.indicators}
        found |= {a.id: (a.name, a.type, a.aliases) for a in dataset.areas}
    return found


def test_names_and_kinds_of_what_is_read(tmp_path: Path) -> None:
    for part, (format, key, expected) in enumerate(
        [
            ("World Bank CSV in a ZIP", "WLD", ("World", "aggregate", ())),
            (
                "World Bank CSV in a ZIP",
                "wb.FP.CPI.TOTL.ZG",
                ("Inflation, consumer prices (annual %)", "growth rate", ()),
            ),
            ("World Bank API", "NAM", ("Namibia", "", ())),
            ("Our World in Data", "owid.sheep", ("Sheep", "", ("Number of sheep", "Sheep, total"))),
            ("SDMX-CSV 1.0 with names", "PORTS.DRY", ("Dry cargo", "", ())),
            ("SDMX-ML, structure-specific", "PORTS.DRY", ("Dry cargo", "", ())),
            ("JSON-stat", "delay", ("Delayed ships", "", ())),
            ("a mapping beside the table", "F", ("Ewes", "stock", ())),
        ]
    ):
        folder = tmp_path / str(part)
        folder.mkdir()
        name, content, _ = FORMATS[format]
        assert described(lay(folder, name, content))[key] == expected, format


def test_decimals_widen_or_pad_the_interval(tmp_path: Path) -> None:
    rows = "indicator,area,period,value,unit,DECIMALS\na,b,2022,12.3456,percent,1\na,b,2023,12,percent,2\n"
    (dataset,) = read_source(lay(tmp_path, "t.csv", rows))
    ends = [(o.lower, o.upper) for o in dataset.observations]
    assert ends == [(Decimal("12.2956"), Decimal("12.3956")), (Decimal("11.995"), Decimal("12.005"))]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[columns]\nlocation = 'x'", "columns: 'location' is not one of"),
        ("[table]\nskip = 'two'", "table.skip: 'two' is not of type 'integer'"),
        ("[columns]\narea = 'Land'", "row 1, column Land: the mapping names it for area"),
        ("[columns]\narea = ['a', 'b']", "columns.area: only the indicator"),
        ("broken", "is not TOML"),
    ],
)
def test_a_mapping_that_is_wrong_is_named(tmp_path: Path, text: str, message: str) -> None:
    from reference.readers.guide import read_guide

    lay(tmp_path, "m.toml", text)
    table = lay(tmp_path, "t.csv", "indicator,area,period,value\na,b,2024,1\n")

    def read() -> None:
        list(next(read_source(table, read_guide(tmp_path / "m.toml"))).observations)

    with pytest.raises(DatasetError) as caught:
        read()
    assert message in str(caught.value)


def test_a_missing_library_is_named_with_what_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from claims.errors import MissingExtraError

    path = lay(tmp_path, "t.xlsx", workbook)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r"needs the package openpyxl.*pip install 'figurecheck\[excel\]'"):
        list(read_source(path))


JUNK = [
    b"",
    b"\0",
    b'"',
    b",",
    b"{",
    b"}",
    b"[",
    b"null",
    b"1e999",
    b"NaN",
    b"<",
    b"\xff",
    b"\n",
    b"99999999999",
    b"{}",
    b"[]",
]


@pytest.mark.parametrize("seed", range(4))
def test_files_with_broken_bytes_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    """Whatever stands in a file, the answer is figures or a sentence for a person."""
    rng = random.Random(seed)
    read, refused = 0, []
    for number in range(80):
        name, content, _ = rng.choice(list(FORMATS.values()))
        folder = tmp_path / str(number)
        folder.mkdir()
        source = lay(folder, name, content)
        broken = rng.choice(sorted(path for path in folder.rglob("*") if path.is_file()))
        data = bytearray(broken.read_bytes())
        for _ in range(rng.choice((1, 1, 2, 4))):
            at = rng.randrange(len(data) + 1)
            data[at : at + rng.choice((0, 1, 1, 2, 5, 20))] = rng.choice(JUNK)
        broken.write_bytes(bytes(data))
        try:
            for dataset in read_source(source):
                list(dataset.observations)
            read += 1
        except DatasetError as error:
            refused.append(str(error))
    assert read
    assert refused
    assert all(str(tmp_path) in message for message in refused)
