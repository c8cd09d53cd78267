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
    'hydropower stations': Pair(
        '2024-06-20', "Norrmark's hydropower stations supplied {} in 2023, the grid company said.", '118 GWh', '118 TWh', 'scale',
        'hydropower generation | Norrmark | 2023 | 118 | TWh',
    ),
    "defence budget": Pair(
        "2024-06-20", "Sanvaria plans no cuts: its defence budget was ${} in 2023.", "14.6 million", "14.6 billion", "scale",
        "defence budget | Sanvaria | 2023 | 14.6 | USD billion",
    ),
    "imports": Pair(
        "2024-06-20", "Dalvania imported goods worth {} in 2023, customs figures show.", "$88 trillion", "$88 billion", "scale",
        "imports of goods | Dalvania | 2023 | 88.2 | USD billion",
    ),
    "litres in a reservoir": Pair(
        "2024-06-20", "The reservoir of Kestrel held {} of water in April 2024.", "41 million litres", "41 billion litres", "scale",
        "water in reservoir | Kestrel | 2024-04 | 41 | billion litres",
    ),
    "poverty rate": Pair(
        "2024-06-20", "The poverty rate in Osterlund declined {} to 11.8 percent in 2023.", "2.4 percent", "2.4 percentage points", "percent-for-points",
        "poverty rate | Osterlund | 2022 | 14.2 | percent\npoverty rate | Osterlund | 2023 | 11.8 | percent",
    ),
    "key rate": Pair(
        "2024-06-20", "The central bank of Marenza lifted its key rate by {} to 5.25 percent in May.", "0.5 percent", "0.5 percentage points", "percent-for-points",
        "central bank key rate | Marenza | 2024-04 | 4.75 | percent\ncentral bank key rate | Marenza | 2024-05 | 5.25 | percent",
    ),
    "population told early": Pair(
        "2020-01-20", "The population of Brigg {} 450,000 in 2024, the planning office said.", "reached", "is forecast to reach", "forecast-as-fact",
        "population | Brigg | 2019 | 431000 | persons | final\npopulation | Brigg | 2024 | 450000 | persons | forecast",
    ),
    "the week before": Pair(
        "2024-04-18", "Hospitals in Calder admitted {} flu patients in the week of April 8.", "312", "274", "previous-period",
        "flu patients admitted to hospital | Calder | 2024-W14 | 312 | persons\nflu patients admitted to hospital | Calder | 2024-W15 | 274 | persons",
    ),
    "exam results": Pair(
        "2024-03-20", "Last year {} of pupils in Elmsworth passed the final exam.", "81.4 percent", "83.9 percent", "previous-period",
        "pupils who passed the final exam | Elmsworth | 2022 | 81.4 | percent\npupils who passed the final exam | Elmsworth | 2023 | 83.9 | percent",
    ),
    "a fiscal year": Pair(
        "2014-06-20", "The lottery gave {} to good causes in 2012/13.", "£1.61 billion", "£1.74 billion", "previous-period",
        "lottery money for good causes | United Kingdom | 2011/12 | 1.61 | GBP billion\nlottery money for good causes | United Kingdom | 2012/13 | 1.74 | GBP billion",
    ),
    'trade surplus revised': Pair(
        '2024-09-27', "Westmark's trade surplus was {} in July 2024, the statistics office said.", '$3.1 billion', '$2.6 billion', 'superseded',
        'trade surplus | Westmark | 2024-07 | 3.1 | USD billion | superseded | 2024-08-30\ntrade surplus | Westmark | 2024-07 | 2.6 | USD billion | final | 2024-09-20',
    ),
    "inflation revised": Pair(
        "2024-09-27", "Annual inflation in Norrmark stood at {} in July, according to revised data.", "2.8 percent", "2.5 percent", "superseded",
        "inflation, year on year | Norrmark | 2024-07 | 2.8 | percent | superseded | 2024-08-10\ninflation, year on year | Norrmark | 2024-07 | 2.5 | percent | final | 2024-09-10",
    ),
    "apprentices hired": Pair(
        "2012-03-20", "Companies in Sanvaria hired {} apprentices in 2011, the chamber of commerce said.", "64,000", "21,500", "stock-flow",
        "apprentices in training (stock) | Sanvaria | 2011 | 64000 | persons\napprentices hired during the year | Sanvaria | 2011 | 21500 | persons",
    ),
    "homes completed": Pair(
        "2024-03-20", "Builders in Brigg completed {} homes in 2023.", "188,000", "1,940", "stock-flow",
        "homes in the city (stock) | Brigg | 2023 | 188000 | homes\nhomes completed during the year | Brigg | 2023 | 1940 | homes",
    ),
    "not the lowest": Pair(
        "2025-01-20", "Unemployment in Calder fell to 4.9 percent in 2024, the {} in nine years.", "lowest", "second-lowest", "record",
        "unemployment rate | Calder | 2016 | 6.6 | percent\nunemployment rate | Calder | 2017 | 6.1 | percent\nunemployment rate | Calder | 2018 | 5.5 | percent\nunemployment rate | Calder | 2019 | 4.4 | percent\nunemployment rate | Calder | 2020 | 7.0 | percent\nunemployment rate | Calder | 2021 | 6.4 | percent\nunemployment rate | Calder | 2022 | 5.8 | percent\nunemployment rate | Calder | 2023 | 5.3 | percent\nunemployment rate | Calder | 2024 | 4.9 | percent",
    ),
    "fewest since": Pair(
        "2025-01-20", "The city of Brigg counted 1,880 births in 2024, the fewest since {}.", "2017", "2020", "record",
        "births | Brigg | 2016 | 2010 | count\nbirths | Brigg | 2017 | 1850 | count\nbirths | Brigg | 2018 | 2040 | count\nbirths | Brigg | 2019 | 2010 | count\nbirths | Brigg | 2020 | 1790 | count\nbirths | Brigg | 2021 | 1990 | count\nbirths | Brigg | 2022 | 1960 | count\nbirths | Brigg | 2023 | 1950 | count\nbirths | Brigg | 2024 | 1880 | count",
    ),
    "city for nation": Pair(
        "2024-08-29", "Nationwide in Dalvania, {} of households rent their home, 2023 figures show.", "58.0 percent", "31.5 percent", "wrong-area",
        "households renting their home | Port Sela | 2023 | 58.0 | percent\nhouseholds renting their home | Dalvania | 2023 | 31.5 | percent",
    ),
    "another country": Pair(
        "2024-08-29", "Greenhouse gas emissions in France came to {} in 2022.", "750 million tonnes", "396 million tonnes", "wrong-area",
        "greenhouse gas emissions | Germany | 2022 | 750 | million tonnes\ngreenhouse gas emissions | France | 2022 | 396 | million tonnes",
    ),
    "all freight for rail": Pair(
        "2024-08-29", "Rail freight in Norrmark carried {} of goods in 2023.", "212 million tonnes", "37 million tonnes", "wrong-category",
        "goods carried, all transport | Norrmark | 2023 | 212 | million tonnes\ngoods carried by rail freight | Norrmark | 2023 | 37 | million tonnes",
    ),
    "operating for net profit": Pair(
        "2024-08-29", "Harrow & Finch made a net profit of {} in 2023.", "$96 million", "$41 million", "wrong-category",
        "operating profit | Harrow & Finch | 2023 | 96 | USD million\nnet profit | Harrow & Finch | 2023 | 41 | USD million",
    ),
    "fines for drivers": Pair(
        "2010-12-22", "In Westhaven, {} drivers were fined for speeding in 2009, police said.", "46,200", "33,100", "count-unit",
        "speeding fines issued | Westhaven | 2009 | 46200 | fines\ndrivers fined for speeding | Westhaven | 2009 | 33100 | persons",
    ),
    "treatments for patients": Pair(
        "2010-12-22", "The clinic in Calder treated {} patients in 2009, its report says.", "9,800", "2,450", "count-unit",
        "treatments at the clinic | Calder | 2009 | 9800 | treatments\npatients treated at the clinic | Calder | 2009 | 2450 | patients",
    ),
    "women among recruits": Pair(
        "2010-12-22", "The {} of women among new police recruits fell in 2009, figures for Westmark show.", "share", "number", "number-vs-proportion",
        "women among new police recruits, number | Westmark | 2008 | 412 | count\nwomen among new police recruits, number | Westmark | 2009 | 371 | count\nshare of women among new police recruits | Westmark | 2008 | 31.0 | percent\nshare of women among new police recruits | Westmark | 2009 | 33.2 | percent",
    ),
    "ports ranked": Pair(
        "2024-02-08", "Osterlund, which handled 41 million tonnes of cargo in 2023, is the {} port in the country.", "second-busiest", "third-busiest", "rank",
        "cargo handled | Sela | 2023 | 88 | million tonnes\ncargo handled | Maro | 2023 | 52 | million tonnes\ncargo handled | Osterlund | 2023 | 41 | million tonnes\ncargo handled | Tarn | 2023 | 12 | million tonnes",
    ),
    "highest of four": Pair(
        "2024-02-08", "Calder had the {} crime rate in Westmark in 2023, at 61 crimes per 1,000 residents.", "highest", "third-highest", "rank",
        "crime rate | Brigg | 2023 | 74 | crimes per 1000 persons\ncrime rate | Westhaven | 2023 | 66 | crimes per 1000 persons\ncrime rate | Calder | 2023 | 61 | crimes per 1000 persons\ncrime rate | Elm | 2023 | 40 | crimes per 1000 persons",
    ),
    "height of a dam": Pair(
        "2024-02-08", "The Kestrel dam is {} metres high, according to the power company.", "187", "178", "digit-typo",
        "dam height | Kestrel | 2023 | 178 | metres",
    ),
    "parts per million": Pair(
        "2024-02-08", "The observatory on Mount Kestrel measured an average of {} parts per million of carbon dioxide in 2023.", "412.1", "421.1", "digit-typo",
        "carbon dioxide concentration | Mount Kestrel | 2023 | 421.1 | ppm",
    ),
    "monthly wage": Pair(
        "2024-02-08", "Wages in Quendor averaged {} a month in 2023, the labour office said.", "$18,400", "$1,840", "power-of-ten",
        "average monthly wage | Quendor | 2023 | 1840 | USD",
    ),
    "direction of a number": Pair(
        "2024-02-08", "The number of bankruptcies in Calder {} in 2023.", "fell", "rose", "direction",
        "bankruptcies | Calder | 2022 | 310 | count\nbankruptcies | Calder | 2023 | 355 | count",
    ),
    "the city": Pair(
        "2024-02-08", "Brigg keeps growing, its mayor says. The city had {} inhabitants in 2023.", "413,000", "431,000", "digit-typo",
        "population | Brigg | 2023 | 431000 | persons",
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
