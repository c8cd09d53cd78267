"""The report as a page, as SARIF, as GitHub annotations and as a worksheet."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from claims.document import Document
from claims.readers import read_text
from verify.finding import Evidence, Finding, Report, Severity, Suggestion
from verify.report import FORMATS, Result, face
from verify.report.csv import COLUMNS, to_csv
from verify.report.github import LIMIT, to_github
from verify.report.html import to_html
from verify.report.sarif import to_sarif
from verify.rules import RULES

_VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """Ids, links and text of a page; fails on tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in _VOID:
            self.open.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def hostile() -> Report:
    text = '<script>alert(1)</script> "up" 5% & <b>bold</b> \x1b[31m =2+3'
    finding = Finding(
        rule="a-rule",
        code="AAA101",
        severity=Severity.ERROR,
        diagnosis=(),
        start=0,
        end=8,
        message="<img src=x onerror=alert(1)> 5% :: no\nyes",
        suggestions=(Suggestion(start=0, end=8, replacement='"><svg/onload=1>', why="<i>"),),
        evidence=(Evidence(kind="reference", text="<u>", source="S", url="javascript:alert(1)"),),
    )
    document = replace(read_text(text, id='a"><script>,b:c'), title="<title>")
    return Report(document=document, quantities=(), claims=(), relations=(), findings=(finding,))


def test_every_format_has_a_face(sample_report: Report) -> None:
    for form in FORMATS:
        one = face(form).one(Result(sample_report), 80, False)
        assert "percent-change-mismatch" in one or form == "csv"


def test_the_page_is_sound(sample_report: Report) -> None:
    page = Page(to_html([sample_report]))
    assert len(page.ids) == len(set(page.ids))
    for link in page.links:
        assert link.startswith("https://example.org/") or link.removeprefix("#") in page.ids
    assert "script" not in page.tags
    text = " ".join("".join(page.text).split())
    assert "7 figures: 1 confirmed by the record" in text
    assert "Ports in Norland handled 640 ships in 2024" in text


def test_one_page_for_several_stories(sample_report: Report) -> None:
    page = Page(to_html([sample_report, sample_report]))
    assert len(page.ids) == len(set(page.ids))


def test_the_page_is_self_contained_and_has_two_lights(sample_report: Report) -> None:
    html = to_html([sample_report])
    assert "default-src 'none'" in html
    assert not re.search(r"<(?:link|script|img|iframe)\b|\bsrc=|@import|url\(", html)
    assert "prefers-color-scheme: dark" in html
    assert "@media print" in html


def test_the_page_escapes_everything() -> None:
    html = to_html([hostile()])
    page = Page(html)
    assert not {"script", "img", "svg", "b", "u", "i"} & set(page.tags) - {"b"}
    assert "javascript:" not in " ".join(page.links)
    assert "\x1b" not in html


def test_sarif(sample_report: Report) -> None:
    data: dict[str, Any] = json.loads(to_sarif([sample_report], RULES))
    [run] = data["runs"]
    [result] = run["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    lines = sample_report.document.text.split("\n")
    line = lines[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "20 percent"
    assert result["level"] == "error"
    assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "14 percent"
    assert [r["message"]["text"] for r in result["relatedLocations"]] == ["2.4 million", "2.1 million"]
    if run["tool"]["driver"]["rules"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["name"] == "percent-change-mismatch"


def test_sarif_quotes_names(sample_report: Report) -> None:
    report = replace(sample_report, document=Document(text=sample_report.document.text, id="my stories/a#1.md"))
    data = json.loads(to_sarif([report], ()))
    assert data["runs"][0]["artifacts"][0]["location"]["uri"] == "my%20stories/a%231.md"


def test_github_annotations(sample_report: Report) -> None:
    [line] = to_github([sample_report]).splitlines()
    assert line.startswith("::error file=ports.txt,line=6,endLine=6,col=46,endColumn=56,title=percent-change-mismatch")
    assert "%2C" not in line.split("::")[2]


def test_github_annotations_are_escaped() -> None:
    [line] = to_github([hostile()]).splitlines()
    assert 'file=a"><script>%2Cb%3Ac,' in line
    assert line.endswith("5%25 :: no%0Ayes")


def test_github_says_what_it_leaves_off(sample_report: Report) -> None:
    many = replace(sample_report, findings=sample_report.findings * (LIMIT + 3))
    lines = to_github([many]).splitlines()
    assert len(lines) == LIMIT + 1
    assert "3 more of level error" in lines[-1]


def test_the_worksheet_has_a_row_a_figure(sample_report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv([sample_report]))))
    assert [row["figure"] for row in rows] == [
        "640",
        "12.5 percent",
        "512",
        "38",
        "2.4 million",
        "20 percent",
        "2.1 million",
    ]
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["verdict"] == "confirmed"
    assert rows[0]["source"] == "Norland Statistics 2025-01-15 https://example.org/ships"
    assert rows[5]["suggestion"] == "14 percent"
    assert all(row["checked by"] == "" for row in rows)


@pytest.mark.parametrize(
    ("surface", "cell"),
    [
        ("=2+3", "'=2+3"),
        ("-5", "-5"),
        ("-5.5", "-5.5"),
        ("+5", "'+5"),
        ("@x", "'@x"),
        ("-5+cmd", "'-5+cmd"),
        ("5", "5"),
    ],
)
def test_formulas_are_made_text(sample_report: Report, surface: str, cell: str) -> None:
    first = replace(sample_report.quantities[0], surface=surface)
    [row] = csv.DictReader(io.StringIO(to_csv([replace(sample_report, quantities=(first,))])))
    assert row["figure"] == cell
