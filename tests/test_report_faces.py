"""The report as a page, as SARIF, as GitHub annotations and as a worksheet."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from claims.document import Document
from claims.readers import read_file, read_text
from reference import store_from_rows
from verify.finding import Evidence, Finding, Report, Severity, Suggestion
from verify.pipeline import check_document
from verify.report import FORMATS, Result, face
from verify.report.chart import Claimed, chart
from verify.report.csv import COLUMNS, to_csv
from verify.report.github import LIMIT, to_github
from verify.report.grid import grid_rows, periods_of
from verify.report.html import to_html
from verify.report.sarif import to_sarif
from verify.report.series import Point, Series, moment
from verify.report.standing import standings
from verify.rules import RULES

EXAMPLES = Path(__file__).parent.parent / "examples"
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


@pytest.mark.parametrize(
    ("name", "extra", "places", "cell"),
    [
        ("harbour.docx", "docx", "paragraph 3", '<td class="part">table 1, row 2</td>'),
        ("harbour.html", "trafilatura", "line 9", '<td class="line">9</td>'),
        ("harbour.txt", "claims", "line 3", '<td class="line">3</td>'),
    ],
)
def test_places_are_those_of_the_file(name: str, extra: str, places: str, cell: str) -> None:
    pytest.importorskip(extra, reason="its extra is not installed")
    html = to_html([check_document(read_file(EXAMPLES / name), store=None)])
    assert f'<span class="rule">total-mismatch, {places}</span>' in html
    assert cell in html


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


def test_the_page_shows_markup_of_a_story_as_words() -> None:
    report = check_document(read_text("<script>alert(x)</script> Sales rose from 40 to 50, or 20 percent."), store=None)
    html = to_html([report])
    assert "&lt;script&gt;alert(x)&lt;/script&gt;" in html
    assert "script" not in Page(html).tags


def test_the_page_is_read_by_landmarks_and_headings(sample_report: Report) -> None:
    html = to_html([sample_report])
    page = Page(html)
    assert [tag for tag in page.tags if tag in ("main", "h1", "h2", "footer")] == [
        "main", "h1", "h2", "h2", "h2", "h2", "h2", "footer"
    ]  # fmt: skip
    for name in re.findall(r'aria-labelledby="([^"]+)"', html):
        assert name in page.ids
    assert 'lang="en"' in html
    assert '<th scope="row">' in html


def test_a_finding_stands_beside_its_passage(sample_report: Report) -> None:
    html = to_html([sample_report])
    passage = next(part for part in html.split('<div class="passage">') if 'href="#f1"' in part and "Tariffs" in part)
    assert "make a rise of 11 to 17 percent" in passage
    assert "<del>20 percent</del>" in passage


def test_a_figure_that_the_record_contradicts_is_drawn_into_its_series() -> None:
    rows = [
        {"indicator": "exports", "area": "Norland", "period": str(2020 + n), "value": value, "unit": "USD billion"}
        for n, value in enumerate(["251.3", "262.7", "270.4", "281.9", "297.1"])
    ]
    store = store_from_rows([{**row, "source": "Customs"} for row in rows])
    report = check_document(
        read_text("Norland's exports were $279.1 billion in 2024.", published=date(2025, 2, 1)), store=store
    )
    html = to_html([report], [store])
    assert '<svg class="chart"' in html
    assert "2020: 251.3, 2021: 262.7" in html
    assert "In the story: $279.1 billion." in html
    assert Page(html).open == []


@pytest.mark.parametrize(
    ("period", "when"),
    [
        ("2024", ("year", 2024.0)),
        ("2024-Q3", ("Q", 2024.5)),
        ("2024-H2", ("H", 2024.5)),
        ("2024-07", ("month", 2024.5)),
        ("2012/13", ("fiscal", 2012.0)),
        ("2024-01-01", ("day", 2024.0)),
        ("2013-01/2013-10", None),
        ("soon", None),
    ],
)
def test_where_a_period_lies_on_a_chart(period: str, when: tuple[str, float] | None) -> None:
    assert moment(period) == when


def test_a_figure_far_off_the_series_stays_on_the_chart() -> None:
    points = tuple(Point(str(year), float(year), year - 2000.0, str(year - 2000)) for year in range(2015, 2025))
    drawn = chart(Series("ships", "Norland", "count", points), Claimed(2024.0, 2.79e12, "2.79 <trillion>"))
    assert "2.79 &lt;trillion&gt;, off the scale" in drawn
    places = [float(n) for n in re.findall(r'\b(?:cx|cy|x|y)="([^"]+)"', drawn)]
    assert all(0 <= place <= 360 for place in places)


def test_sarif_has_what_the_standard_requires(sample_report: Report) -> None:
    """The required properties of SARIF 2.1.0 and the relations between its numbers."""
    data = json.loads(to_sarif([sample_report, hostile()], RULES))
    assert data["version"] == "2.1.0"
    for run in data["runs"]:
        driver = run["tool"]["driver"]
        assert driver["name"]
        assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
        for result in run["results"]:
            assert result["message"]["text"]
            assert result["level"] in ("none", "note", "warning", "error")
            assert 0 <= result.get("ruleIndex", 0) < max(len(driver["rules"]), 1)
            for location in [*result["locations"], *result.get("relatedLocations", ())]:
                place = location["physicalLocation"]
                assert 0 <= place["artifactLocation"]["index"] < len(run["artifacts"])
                region = place["region"]
                assert min(region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) >= 1
                assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
            for fix in result.get("fixes", ()):
                for change in fix["artifactChanges"]:
                    assert change["artifactLocation"]["uri"]
                    assert all("deletedRegion" in replacement for replacement in change["replacements"])


def test_the_sheet_has_the_story_in_rows_and_periods() -> None:
    story = (
        "Ports in Norland handled 640 ships in 2024, up 12.5 percent from 2023. "
        "In 2022 the ports in Norland handled 500 ships."
    )
    report = check_document(read_text(story, published=date(2025, 2, 1)), store=None)
    rows = grid_rows(standings(report))
    assert periods_of(rows) == ["2022", "2023", "2024"]
    [values, changes] = rows
    assert [changes.sort, list(changes.cells)] == ["change", ["2024"]]
    assert [e.figure.quantity.surface for e in values.cells["2024"] if e.figure] == ["640"]
    [implied] = values.cells["2023"]
    assert implied.implied is not None
    assert implied.implied.interval.contains(Decimal(569))
    html = to_html([report])
    assert '<p class="implied">' in html
    assert Page(html).open == []


def test_no_word_of_the_record_is_markup() -> None:
    rows = [
        {"indicator": "<i>exports</i>", "area": "<b>Norland", "period": period, "value": value, "unit": "<u>"}
        for period, value in (("2023", "281.9"), ("2024", "297.1"))
    ]
    series = Series(
        "<i>exports</i>",
        "<b>Norland",
        "<u>",
        (Point("2023", 2023, 281.9, "281.9"), Point("2024", 2024, 297.1, "<297.1>", True)),
    )
    assert Page(chart(series)).tags == [
        "figure",
        "figcaption",
        "svg",
        "path",
        "polyline",
        "circle",
        "title",
        "circle",
        "title",
        "text",
        "text",
        "text",
    ]
    store = store_from_rows([{**row, "source": "<script>"} for row in rows])
    text = "The <i>exports</i> of <b>Norland were 279.1 in 2024, after 281.9 in 2023."
    html = to_html([check_document(read_text(text, published=date(2025, 2, 1)), store=store)], [store])
    assert not {"i", "u", "script"} & set(Page(html).tags)


@pytest.mark.parametrize(("story", "words"), [
    ("Sales rose from 40 to 50, or 25 percent.", "Nothing was found that does not add up."),
    ("About 40 ships were waiting.", "No figure here could be checked."),
])  # fmt: skip
def test_nothing_found_never_hides_nothing_checked(story: str, words: str) -> None:
    assert words in to_html([check_document(read_text(story), store=None)])
