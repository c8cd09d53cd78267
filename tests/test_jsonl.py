"""Records of JSON Lines: what is read, and what is refused with which words."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from reference import store_from_rows
from verify.jsonl import BadRecordError, Record, error_line, read_record, read_records
from verify.publication import Dates


def record(**fields: Any) -> Record:
    return read_record(json.dumps(fields))


def test_a_plain_record() -> None:
    one = record(id="a", text="Sales rose 5 percent.", date="2025-02-26")
    assert (one.id, one.document.id, one.document.published) == ("a", "a", date(2025, 2, 26))
    assert one.document.text == "Sales rose 5 percent."
    assert one.reference is None


@pytest.mark.parametrize("fields", [{"date": None}, {}])
def test_the_date_may_be_missing(fields: dict[str, Any]) -> None:
    assert record(id=1, text="Up.", **fields).document.published is None
    line = json.dumps({"text": "Up.", **fields})
    assert read_record(line, dates=Dates(date(2025, 1, 1))).document.published == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("own", "text", "dates", "published"),
    [
        ("2024-05-01", "Up.", Dates(date(2025, 1, 1), date(2020, 1, 1)), date(2024, 5, 1)),
        (None, "date: 2023-03-03\n\nUp.", Dates(date(2025, 1, 1), date(2020, 1, 1)), date(2025, 1, 1)),
        (None, "date: 2023-03-03\n\nUp.", Dates(None, date(2020, 1, 1)), date(2023, 3, 3)),
        (None, "Up.", Dates(None, date(2020, 1, 1)), date(2020, 1, 1)),
        (None, "Up.", Dates(), None),
    ],
)
def test_which_date_holds(own: str | None, text: str, dates: Dates, published: date | None) -> None:
    line = json.dumps({"id": 1, "text": text, "date": own})
    assert read_record(line, dates=dates).document.published == published


def test_the_parts_of_a_story_are_joined() -> None:
    one = record(
        id="a",
        headline="Sales rise 5 percent",
        deck="A good year",
        body="The firm sold 105 boats.\n\nIt had sold 100.",
        captions=["A boat in 2024", "Chart"],
    )
    document = one.document
    assert document.text.split("\n\n") == [
        "Sales rise 5 percent",
        "A good year",
        "The firm sold 105 boats.",
        "It had sold 100.",
        "A boat in 2024",
        "Chart",
    ]
    kinds = ["headline", "deck", "paragraph", "paragraph", "caption", "caption"]
    assert [block.kind for block in document.blocks] == kinds
    assert document.title == "Sales rise 5 percent"


def test_an_empty_part_is_left_out() -> None:
    one = record(id="a", headline="", deck=None, body="Up 5 percent.", captions=[])
    assert one.document.text == "Up 5 percent."


def test_markdown_is_read_as_such() -> None:
    line = json.dumps({"text": "Sales were **40**.", "markup": "markdown"})
    assert read_record(line).document.text == "Sales were 40."


def test_sources_come_along() -> None:
    sources = [
        {"name": "a/release.md", "text": "Sales were *40*."},
        {"name": "sites.csv", "text": "site,ships\nHalden,4\n"},
    ]
    record = read_record(json.dumps({"text": "Sales were 40.", "against": sources}))
    assert [(one.file, one.document.text, len(one.rows)) for one in record.against] == [
        ("release.md", "Sales were 40.", 0),
        ("sites.csv", "site,ships\nHalden,4\n", 2),
    ]


def test_rows_of_record_come_along() -> None:
    rows = [{"indicator": "sales", "value": "5"}]
    assert record(id="a", text="Up.", reference=rows).reference == rows


@pytest.mark.parametrize(
    ("line", "id", "complaint"),
    [
        ("{", None, "not JSON"),
        (b"\xff{}", None, "not UTF-8"),
        ("[1]", None, "a record is an object, this is a list"),
        ("7", None, "this is a number"),
        ('{"id": "a"}', "a", "needs “text”"),
        ('{"id": 3, "text": 5}', 3, "“text” must be a string, this is a number"),
        ('{"id": "a", "text": null}', "a", "“text” must be a string, this is null"),
        ('{"id": "a", "text": "x", "date": "yesterday"}', "a", "“date” must be like 2025-02-26 or null"),
        ('{"id": "a", "text": "x", "date": 2025}', "a", "“date” must be like"),
        ('{"id": ["a"], "text": "x"}', None, "“id” must be a string or a number"),
        ('{"id": "a", "text": "x", "reference": {"a": 1}}', "a", "“reference” must be a list of rows"),
        ('{"id": "a", "captions": [1]}', "a", "“captions” must be a list of strings"),
        ('{"id": "a", "body": ["x"]}', "a", "“body” must be a string, this is a list"),
        ('{"id": "a", "text": "x", "markup": "html"}', "a", "“markup” must be “none” or “markdown”"),
        ('{"id": "a", "text": "x", "markup": []}', "a", "“markup” must be “none” or “markdown”"),
        ('{"id": "a", "text": "x", "against": ["y"]}', "a", "“against” must be a list of {“name”, “text”}"),
        ('{"id": "a", "text": "x", "against": [{"name": "y"}]}', "a", "“against” must be a list of {“name”, “text”}"),
        ("[" * 100_000, None, "not JSON"),
        ('{"id": "a", "text": "' + "x" * 5_000_001 + '"}', "a", "longer than 5,000,000 characters"),
    ],
)
def test_a_bad_record_is_refused(line: str | bytes, id: object, complaint: str) -> None:
    with pytest.raises(BadRecordError) as caught:
        read_record(line, 4)
    assert str(caught.value).startswith("line 4: ")
    assert complaint in str(caught.value)
    assert caught.value.id == id
    assert json.loads(error_line(caught.value)) == {"id": id, "error": str(caught.value)}


def test_the_run_goes_on() -> None:
    lines = ['{"id": 1, "text": "a"}', "", "{", b'\xef\xbb\xbf{"id": 2, "text": "b"}\n', "  \n"]
    items = list(read_records(lines))
    assert [item.id for item in items] == [1, None, 2]
    assert isinstance(items[1], BadRecordError)
    assert "line 3" in str(items[1])


def test_half_characters_are_replaced() -> None:
    assert read_record('{"text": "a\\ud800b"}').document.text == "a\ufffdb"
    one = read_record('{"id": "\\ud800", "headline": "\\ud83d up", "body": "\\ud83d\\ude80"}')
    assert (one.id, one.document.id, one.document.title) == ("\ufffd", "\ufffd", "\ufffd up")
    assert one.document.text == "\ufffd up\n\n\U0001f680"


def test_half_characters_of_inline_rows_are_replaced() -> None:
    row = {"indicator": "\ud800 ships", "area": "Halden", "period": "2024", "value": "1"}
    with store_from_rows([row]) as store:
        assert [each.indicator for each in store.every()] == ["\ufffd ships"]
