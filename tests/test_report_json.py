"""The JSON report: the published schemas, a snapshot, and the schemas against the code."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from claims.codec import number
from claims.model import Certainty, Hedge, Kind, Mood, Quantity
from claims.readers import read_file
from verify.finding import Evidence, Finding, Holds, Report, Severity, Source, Suggestion, Verdict
from verify.jsonl import read_record
from verify.pipeline import check_document
from verify.report.json import report_data, to_json, to_json_array, to_json_line
from verify.sources import Sources
from verify.suppression import Suppression
from verify.version import SCHEMA_VERSION, VERSION

SNAPSHOTS = Path(__file__).parent / "reports"


def schema(package: str, name: str) -> dict[str, Any]:
    text = (files(package) / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    data = json.loads(text)
    assert isinstance(data, dict)
    return data


CLAIM, REPORT = schema("claims", "claim"), schema("verify", "report")


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    resources = [(each["$id"], Resource.from_contents(each)) for each in (CLAIM, REPORT)]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(REPORT, registry=registry)


@pytest.mark.parametrize("contract", [CLAIM, REPORT, schema("verify", "config")], ids=lambda s: s["$id"])
def test_the_schemas_are_schemas(contract: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(contract)


def test_the_ids_carry_the_version() -> None:
    assert CLAIM["$id"].endswith(SCHEMA_VERSION)
    assert REPORT["$id"].endswith(SCHEMA_VERSION)
    assert REPORT["properties"]["schema_version"] == {"const": SCHEMA_VERSION}


def test_a_report_fits_the_schema(sample_report: Report, validator: Draft202012Validator) -> None:
    validator.validate(report_data(sample_report, [Suppression(rules=("a-rule",), line=3)]))


@pytest.mark.parametrize("name", ["shanghai-ip.md", "shanghai-ip-edited.md", "harbour.txt"])
def test_reports_of_the_pipeline_fit_the_schema(name: str, validator: Draft202012Validator) -> None:
    folder = Path(__file__).parent.parent / "examples"
    validator.validate(report_data(check_document(read_file(folder / name), store=Sources().store())))


def test_reports_of_the_evaluation_set_fit_the_schema(validator: Draft202012Validator) -> None:
    folder = os.environ.get("FIGURECHECK_EVALUATION")
    if not folder:
        pytest.skip("FIGURECHECK_EVALUATION names no evaluation set")
    for line in (Path(folder) / "eval" / "clean.jsonl").read_text(encoding="utf-8").splitlines():
        validator.validate(report_data(check_document(read_record(line).document, store=None)))


@pytest.mark.parametrize("slugs", [(), ("scale",), ("scale", "digit-typo")])
def test_a_diagnosis_is_null_a_slug_or_a_list(
    sample_report: Report, validator: Draft202012Validator, slugs: tuple[str, ...]
) -> None:
    finding = replace(sample_report.findings[0], diagnosis=slugs, computed=None)
    data = report_data(replace(sample_report, findings=(finding,)))
    validator.validate(data)
    assert data["findings"][0]["diagnosis"] == (list(slugs) if len(slugs) > 1 else slugs[0] if slugs else None)


def test_the_report_is_as_reviewed(sample_report: Report) -> None:
    text = to_json(sample_report).replace(f'"version": "{VERSION}"', '"version": "[VERSION]"')
    path = SNAPSHOTS / "ports.json"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_a_line_and_an_array_say_the_same(sample_report: Report) -> None:
    data = json.loads(to_json(sample_report))
    line = to_json_line(sample_report)
    assert line.count("\n") == 1
    assert json.loads(line) == data
    assert json.loads(to_json_array([(sample_report, ())] * 2)) == [data, data]


@pytest.mark.parametrize("id", ["story-7", 7, 0, ""])
def test_a_line_keeps_the_id_of_its_record(sample_report: Report, id: object) -> None:
    assert json.loads(to_json_line(sample_report, id=id))["id"] == id


def test_offsets_are_told_in_code_points_and_utf16(sample_report: Report) -> None:
    first = report_data(sample_report)["quantities"][0]
    text = sample_report.document.text
    assert text[first["start"] : first["end"]] == first["surface"]
    utf16 = text.encode("utf-16-le")
    assert utf16[2 * first["start_utf16"] : 2 * first["end_utf16"]].decode("utf-16-le") == first["surface"]
    assert first["start_utf16"] == first["start"] + 1  # the ship in the headline


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("2.790E+6", "2790000"),
        ("15.30", "15.3"),
        ("-0.0", "0"),
        ("0.00001", "0.00001"),
        ("1E+20", "100000000000000000000"),
    ],
)
def test_numbers_are_plain_digits(value: str | None, text: str | None) -> None:
    assert number(None if value is None else Decimal(value)) == text


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if node.get("type") == "object" and "properties" in node:
            yield node
        for value in node.values():
            yield from objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from objects(value)


@pytest.mark.parametrize("contract", [CLAIM, REPORT], ids=lambda s: s["$id"])
def test_every_object_is_closed_and_complete(contract: dict[str, Any]) -> None:
    for node in objects(contract):
        assert node["additionalProperties"] is False
        assert sorted(node["required"]) == sorted(node["properties"])


def test_the_schemas_have_the_fields_of_the_dataclasses() -> None:
    definitions = CLAIM["$defs"]
    names = {field.name for field in fields(Quantity)}
    shown = set(definitions["quantity"]["properties"])
    ends = {"lower", "upper", "lenient_lower", "lenient_upper", "start_utf16", "end_utf16"}
    assert shown - ends <= names
    assert set(definitions["evidence"]["properties"]) == {field.name for field in fields(Evidence)}
    finding = REPORT["$defs"]["finding"]["properties"]
    made = {"id", "claims", "fingerprint", "start_utf16", "end_utf16", "place"}
    assert set(finding) - made == {f.name for f in fields(Finding)} - {"blamed"}  # `blamed` steers merging
    assert set(finding["suggestions"]["items"]["properties"]) == {field.name for field in fields(Suggestion)}
    assert set(REPORT["properties"]["sources"]["items"]["properties"]) == {field.name for field in fields(Source)}


def test_the_schemas_have_the_words_of_the_enumerations() -> None:
    definitions = CLAIM["$defs"]
    quantity, claim, relation = (definitions[name]["properties"] for name in ("quantity", "claim", "relation"))
    assert quantity["kind"]["enum"] == [kind.value for kind in Kind]
    assert quantity["hedge"]["enum"] == [hedge.value for hedge in Hedge]
    assert claim["mood"]["enum"] == [mood.value for mood in Mood]
    assert claim["verdict"]["enum"] == [verdict.value for verdict in Verdict]
    assert relation["holds"]["enum"] == [holds.value for holds in Holds]
    assert relation["certainty"]["enum"] == [certainty.value for certainty in Certainty]
    assert REPORT["$defs"]["finding"]["properties"]["severity"]["enum"] == [s.value for s in Severity]


def test_keys_come_in_the_order_of_the_schema(sample_report: Report) -> None:
    data = report_data(sample_report)
    assert list(data) == list(REPORT["properties"])
    assert list(data["findings"][0]) == list(REPORT["$defs"]["finding"]["properties"])
    assert list(data["quantities"][0]) == list(CLAIM["$defs"]["quantity"]["properties"])
    assert list(data["claims"][0]) == list(CLAIM["$defs"]["claim"]["properties"])
