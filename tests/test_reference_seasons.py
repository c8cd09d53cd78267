# ruff: noqa: E501 - tables stand on one line a case
"""Seasonal adjustment: read from labels, descriptions and codes, and respected when a claim is matched."""

from __future__ import annotations

from pathlib import Path

import pytest

from reference import Store, open_store
from reference.build import store_from_rows
from reference.errors import DatasetError
from reference.seasons import adjustment_of, adjustment_said
from verify.pipeline import check_text

SAID = """
Retail sales, seasonally adjusted                       | adjusted
Unemployment rate (not seasonally adjusted)             | unadjusted
Output, seasonally and calendar adjusted data           | adjusted
Unadjusted data                                         | unadjusted
The rate fell on a seasonally adjusted basis.           | adjusted
Adjusted for seasonal effects, output rose.             | adjusted
Before seasonal adjustment the rate was higher.         | unadjusted
The seasonally adjusted rate fell, the unadjusted rose. |
Spending adjusted for inflation                         |
"""
ROWS = [("Unemployment rate, seasonally adjusted", "4.9"), ("Unemployment rate, not seasonally adjusted", "5.6")]

# story | what the record says: yes, no, or nothing
CASES = """
Norland's seasonally adjusted unemployment rate was 4.9 percent in March 2024.      | yes
Norland's seasonally adjusted unemployment rate was 5.6 percent in March 2024.      | no
The unadjusted unemployment rate in Norland was 5.6 percent in March 2024.          | yes
The unadjusted unemployment rate in Norland was 4.9 percent in March 2024.          | no
The unemployment rate in Norland was 4.9 percent in March 2024.                     |
The unemployment rate in Norland was 5.6 percent in March 2024.                     |
"""


def _table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def _store(rows: list[tuple[str, str]]) -> Store:
    place = {"area": "Norland", "period": "2024-03", "unit": "percent"}
    return store_from_rows([{"indicator": label, "value": value, **place} for label, value in rows])


@pytest.mark.parametrize(("text", "said"), _table(SAID))
def test_what_a_text_says(text: str, said: str) -> None:
    assert adjustment_said(text) == said


@pytest.mark.parametrize(("story", "verdict"), _table(CASES))
def test_claims(story: str, verdict: str) -> None:
    report = check_text(story, _store(ROWS), "2024-06-01")
    told = {"supported": "yes", "refuted": "no", "not_enough_info": "", "none": ""}
    verdicts = [told.get(str(getattr(c.verdict, "value", c.verdict)), "") for c in report.claims]
    assert [v for v in verdicts if v] == ([verdict] if verdict else [])


def test_an_adjusted_claim_is_not_judged_by_a_series_that_does_not_say_so() -> None:
    story = "Norland's seasonally adjusted unemployment rate was 4.9 percent in March 2024."
    assert check_text(story, _store([("Unemployment rate", "5.6")]), "2024-06-01").findings == ()


PACKAGE = {
    "datapackage.json": '{"name": "s", "resources": [{"name": "indicators", "path": "indicators.csv"}, {"name": "observations", "path": "observations.csv"}]}',
    "indicators.csv": "indicator,label,unit,kind,seasonal_adjustment\na,Ship calls,calls,flow,SA\nb,Ship calls,calls,flow,unadjusted\n",
    "observations.csv": "indicator,area,period,value,unit\na,Norland,2024-03,640,calls\nb,Norland,2024-03,700,calls\n",
}


def _written(folder: Path, **changed: str) -> Path:
    for name, text in PACKAGE.items():
        (folder / name).write_text(text.replace(*changed.get("swap", "\0=\0").split("=")), encoding="utf-8")
    return folder


def test_a_package_says_it(tmp_path: Path) -> None:
    found = {i.id: adjustment_of(i) for i in open_store([_written(tmp_path)]).indicators()}
    assert found == {"a": "adjusted", "b": "unadjusted"}


def test_another_word_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"'maybe' is neither adjusted nor unadjusted"):
        open_store([_written(tmp_path, swap="SA=maybe")])


def test_sdmx_says_it_by_a_code(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    head = "DATAFLOW,FREQ,REF_AREA,SEASONAL_ADJUST,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT\n"
    row = "X:SHIPS(1.0),M,DE,{},2024-03,655,A,calls,0\n"
    path.write_text(head + row.format("Y") + row.format("N"), encoding="utf-8")
    assert sorted(adjustment_of(i) for i in open_store([path]).indicators()) == ["adjusted", "unadjusted"]
