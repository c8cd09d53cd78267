"""Printed and corrected sentences with the rows that judge them: the slip is found and named, the rest is silent.

A row of the record is ``indicator | area | period | value | unit [| status [| vintage]]``.
"""

# ruff: noqa: E501 - sentences and tables stand on one line each
from __future__ import annotations

from dataclasses import dataclass

import pytest

from verify.finding import Finding, Severity
from verify.pipeline import check_text


@dataclass(frozen=True)
class Pair:
    """`text` has one slot: {wrong} as printed, {right} as it should be."""

    date: str
    text: str
    wrong: str
    right: str
    diagnosis: str
    rows: str
    fix: bool = True  # the right wording is among the suggestions


PAIRS = {
    "terawatt-hours for gigawatt-hours": Pair(
        "2024-05-14", "Solar panels in Velmora produced {} of power last year, the grid operator said.", "3.4 TWh", "3.4 GWh", "scale",
        "solar power production | Velmora | 2023 | 3.4 | GWh\nsolar power production | Velmora | 2022 | 2.9 | GWh",
    ),
    "million for billion, other currency": Pair(
        "2025-03-02", "Tourists spent {} in Castellane in 2024, the tourist board reported.", "€5.8 million", "€5.8 billion", "scale",
        "tourist spending | Castellane | 2024 | 5.8 | EUR billion\ntourist spending | Castellane | 2023 | 5.1 | EUR billion",
    ),
    "billion for million of people": Pair(
        "2024-08-01", "The metro of Brennau carried {} passengers in 2023.", "412 billion", "412 million", "scale",
        "metro passengers | Brennau | 2023 | 412.3 | million persons",
    ),
    "milligrams": Pair(
        "2024-09-12", "Average daily salt intake in Orlany was {} in 2023, a health survey found.", "8.4 mg", "8.4 g", "scale",
        "average daily salt intake | Orlany | 2023 | 8.4 | g",
    ),
    "rate printed as millions": Pair(
        "2024-02-20", "Some {} of adults in Tarvos smoked daily in 2023, the health institute said.", "17.2 million", "17.2 percent", "rate-as-count",
        "adults who smoke daily | Tarvos | 2023 | 17.2 | percent\nadults who smoke daily | Tarvos | 2022 | 18.0 | percent",
    ),
    "percent for points of turnout": Pair(
        "2024-11-07", "Turnout in Halden rose by {} to 71.5 percent in 2024, the electoral commission said.", "6.2 percent", "6.2 percentage points", "percent-for-points",
        "voter turnout | Halden | 2020 | 65.3 | percent\nvoter turnout | Halden | 2023 | 65.3 | percent\nvoter turnout | Halden | 2024 | 71.5 | percent",
    ),
    "percent for points of employment, falling": Pair(
        "2024-02-15", "The employment rate in Corvia fell {} to 61.9 percent in 2023.", "1.6 percent", "1.6 percentage points", "percent-for-points",
        "employment rate | Corvia | 2022 | 63.5 | percent\nemployment rate | Corvia | 2023 | 61.9 | percent",
    ),
    "forecast as fact, growth": Pair(
        "2024-10-01", "House building in Marland {} to 42,000 homes in 2026, the builders' federation said.", "climbed", "is forecast to climb", "forecast-as-fact",
        "house building | Marland | 2023 | 35000 | homes | final\nhouse building | Marland | 2026 | 42000 | homes | forecast",
    ),
    "value of the year before": Pair(
        "2025-02-10", "Doctors in Esterra treated {} patients for malaria in 2024, the ministry said.", "3,905", "4,417", "previous-period",
        "malaria patients treated | Esterra | 2022 | 3610 | count\nmalaria patients treated | Esterra | 2023 | 3905 | count\nmalaria patients treated | Esterra | 2024 | 4417 | count",
    ),
    "value of the month before": Pair(
        "2024-07-18", "The jobless rate in Quillon stood at {} in June, official figures show.", "5.3 percent", "5.1 percent", "previous-period",
        "unemployment rate | Quillon | 2024-05 | 5.3 | percent\nunemployment rate | Quillon | 2024-06 | 5.1 | percent",
    ),
    "value of the quarter before": Pair(
        "2024-08-20", "Banks in Pallan made a profit of {} in the second quarter of 2024.", "$2.31 billion", "$2.58 billion", "previous-period",
        "bank profits | Pallan | 2024-Q1 | 2.31 | USD billion\nbank profits | Pallan | 2024-Q2 | 2.58 | USD billion",
    ),
    "superseded level": Pair(
        "2024-10-15", "The economy of Dorsia grew {} in 2023, the statistics office said.", "2.9 percent", "2.4 percent", "superseded",
        "GDP growth, annual | Dorsia | 2023 | 2.9 | percent | superseded | 2024-03-01\nGDP growth, annual | Dorsia | 2023 | 2.4 | percent | final | 2024-09-10",
    ),
    "superseded count": Pair(
        "2024-12-01", "Storm Hester killed {} people in Lanvale in 2023, the civil defence agency said.", "312", "287", "superseded",
        "deaths from storms | Lanvale | 2023 | 312 | persons | superseded | 2024-01-10\ndeaths from storms | Lanvale | 2023 | 287 | persons | final | 2024-06-02",
    ),
    "stock for flow, refugees": Pair(
        "2024-03-11", "Ostrava County took in {} refugees in 2023, according to the migration office.", "48,200", "6,900", "stock-flow",
        "refugees living in the county (stock) | Ostrava County | 2023 | 48200 | persons\nrefugees taken in during the year | Ostrava County | 2023 | 6900 | persons",
    ),
    "debt for new borrowing": Pair(
        "2024-05-02", "The city of Almere Bay borrowed {} in 2023, the auditor said.", "$910 million", "$64 million", "stock-flow",
        "outstanding debt | Almere Bay | 2023 | 910 | USD million\nnew borrowing during the year | Almere Bay | 2023 | 64 | USD million",
    ),
    "not the hottest": Pair(
        "2025-01-20", "Last year was the {} in Tolmar in the eight years of its weather station, with an average of 11.2 degrees Celsius.", "hottest", "second-hottest", "record",
        "\n".join(f"average annual temperature | Tolmar | {y} | {v} | degC" for y, v in zip(range(2017, 2025), ("10.1", "10.4", "10.0", "11.6", "10.2", "10.9", "10.7", "11.2"), strict=True)),
    ),
    "lowest since another year": Pair(
        "2025-02-05", "Burglaries in Kelso fell to 1,204 in 2024, the lowest since {}.", "2016", "2019", "record",
        "\n".join(f"burglaries | Kelso | {y} | {v} | count" for y, v in zip(range(2015, 2025), (1500, 1190, 1450, 1300, 1100, 1250, 1330, 1420, 1380, 1204), strict=True)),
    ),
    "month called year": Pair(
        "2024-08-13", "Producer prices in Soltera rose {} from a year earlier.", "0.8 percent in July", "4.6 percent in July", "comparison-period",
        "producer price index | Soltera | 2023-07 | 118.0 | index 2015=100\nproducer price index | Soltera | 2024-06 | 122.4 | index 2015=100\nproducer price index | Soltera | 2024-07 | 123.4 | index 2015=100",
        fix=False,
    ),
    "region for country": Pair(
        "2024-04-18", "Across Ravenna Island, {} of homes had no broadband in 2023.", "21.4 percent", "9.7 percent", "wrong-area",
        "homes without broadband | North Shire | 2023 | 21.4 | percent\nhomes without broadband | Ravenna Island | 2023 | 9.7 | percent",
    ),
    "another city": Pair(
        "2024-09-01", "The city of Portmere counted {} cyclists a day in 2023, up from 18,400 in 2022.", "31,700", "19,250", "wrong-area",
        "cyclists | Portmere | 2022 | 18400 | cyclists per day\ncyclists | Portmere | 2023 | 19250 | cyclists per day\ncyclists | Velden | 2023 | 31700 | cyclists per day",
    ),
    "all for a part of spending": Pair(
        "2024-06-21", "Legal aid cost Norrland {} in 2023, the justice ministry said.", "£1.4 billion", "£310 million", "wrong-category",
        "justice spending, total | Norrland | 2023 | 1400 | GBP million\nlegal aid cost | Norrland | 2023 | 310 | GBP million",
    ),
    "store revenue for total": Pair(
        "2025-03-18", "Export revenue at Tilden Works reached {} in 2024.", "$455 million", "$187 million", "wrong-category",
        "total revenue | Tilden Works | 2024 | 455 | USD million\nexport revenue | Tilden Works | 2024 | 187 | USD million\ndomestic revenue | Tilden Works | 2024 | 268 | USD million",
    ),
    "journeys for people": Pair(
        "2024-10-10", "In Harwick, {} residents used the free bus in 2023, the council said.", "88,000", "7,400", "count-unit",
        "free bus journeys | Harwick | 2023 | 88000 | journeys\nresidents using the free bus | Harwick | 2023 | 7400 | residents",
    ),
    "number fell, share rose": Pair(
        "2024-12-04", "The {} of pupils with free meals rose in 2023, school data for Ashby show.", "number", "share", "number-vs-proportion",
        "pupils with free meals, number | Ashby | 2022 | 5120 | count\npupils with free meals, number | Ashby | 2023 | 5010 | count\nshare of pupils with free meals | Ashby | 2022 | 14.2 | percent\nshare of pupils with free meals | Ashby | 2023 | 15.0 | percent",
    ),
    "share rose, number fell": Pair(
        "2024-12-04", "The {} of trains that arrived late fell in 2023, figures for Lowmark show.", "share", "number", "number-vs-proportion",
        "trains arriving late, number | Lowmark | 2022 | 9100 | count\ntrains arriving late, number | Lowmark | 2023 | 8700 | count\nshare of trains arriving late | Lowmark | 2022 | 7.0 | percent\nshare of trains arriving late | Lowmark | 2023 | 7.9 | percent",
    ),
    "rank from values": Pair(
        "2024-03-05", "With 5,240 megawatts of wind power in 2023, Sunderby is the {} producer in the region.", "second-largest", "third-largest", "rank",
        "wind power capacity | Ostby | 2023 | 9100 | MW\nwind power capacity | Vesterby | 2023 | 6020 | MW\nwind power capacity | Sunderby | 2023 | 5240 | MW\nwind power capacity | Nordby | 2023 | 2110 | MW",
    ),
    "digits swapped": Pair(
        "2024-06-03", "Libraries in Fenwick lent {} books in 2023.", "1,453,270", "1,435,270", "digit-typo",
        "books lent by libraries | Fenwick | 2023 | 1435270 | count\nbooks lent by libraries | Fenwick | 2022 | 1390114 | count",
    ),
    "ten times too much": Pair(
        "2024-06-03", "Rice exports from Sundara came to {} tonnes in 2023.", "16,000", "1,600", "power-of-ten",
        "rice exports | Sundara | 2023 | 1600 | tonnes",
    ),
    "growth against the record": Pair(
        "2025-02-26", "The airport of Lindvik handled 214,000 flights in 2024, {} more than a year before.", "12.3 percent", "10.3 percent", "growth",
        "flights | Lindvik | 2023 | 194016 | count\nflights | Lindvik | 2024 | 214000 | count",
    ),
    "direction of exports": Pair(
        "2024-03-09", "Exports of Barrowland {} 4.0 percent in 2023, customs data show.", "rose", "fell", "direction",
        "exports | Barrowland | 2022 | 50.0 | USD billion\nexports | Barrowland | 2023 | 48.0 | USD billion",
    ),
    "population rank, other word": Pair(
        "2024-02-08", "Elm is the {} town in the county, with 18,300 residents in 2023.", "largest", "second-largest", "rank",
        "population | Oakley | 2023 | 20100 | persons\npopulation | Elm | 2023 | 18300 | persons\npopulation | Ashton | 2023 | 9000 | persons",
    ),
}  # fmt: skip


def rows_of(table: str) -> list[dict[str, str]]:
    names = ("indicator", "area", "period", "value", "unit", "status", "vintage")
    rows = []
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        rows.append(dict(zip(names, cells, strict=False)) | {"source": "the office of record"})
    return rows


def findings(pair: Pair, slot: str) -> tuple[str, list[Finding]]:
    text = pair.text.format(slot)
    report = check_text(text, rows_of(pair.rows), pair.date)
    return text, [f for f in report.findings if f.severity is not Severity.NOTE]


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_the_slip_is_found_and_named(pair: Pair) -> None:
    text, found = findings(pair, pair.wrong)
    assert found, "nothing was found"
    named = {slug for f in found for slug in f.diagnosis}
    same = {
        "growth": {"growth", "digit-typo"},
        "rank": {"rank", "superlative"},
        "scale": {"scale", "unit-prefix"},
    }
    assert named & same.get(pair.diagnosis, {pair.diagnosis}), [
        (text[f.start : f.end], f.diagnosis, f.message) for f in found
    ]
    fixed = [text[: s.start] + s.replacement + text[s.end :] for f in found for s in f.suggestions]
    if pair.fix:
        assert pair.text.format(pair.right) in fixed


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_the_corrected_form_is_silent(pair: Pair) -> None:
    text, found = findings(pair, pair.right)
    assert [(text[f.start : f.end], f.message) for f in found] == []
