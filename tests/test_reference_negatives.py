"""Correct sentences beside a record that looks as if it contradicted them: nothing may be said.

The record never has the series that the sentence means, or has it and agrees.
"""

# ruff: noqa: E501 - sentences and tables stand on one line each
from __future__ import annotations

import pytest

from verify.finding import Severity
from verify.pipeline import check_text

UNEMPLOYMENT = "unemployment rate | Tarvos | 2022 | 7.4 | percent\nunemployment rate | Tarvos | 2023 | 6.9 | percent\nunemployment rate | Tarvos | 2024 | 6.5 | percent"
EXPORTS = "exports of goods | Sanda | 2022 | 41.0 | USD billion\nexports of goods | Sanda | 2023 | 44.3 | USD billion"
VISITORS = "museum visitors | Brennau | 2023 | 812400 | persons\nmuseum visitors | Brennau | 2024 | 903150 | persons"
INFLATION = "consumer price inflation, year on year | Orlany | 2024-05 | 4.7 | percent\nconsumer price inflation, year on year | Orlany | 2024-06 | 4.1 | percent"
GDP = "GDP growth, quarter on quarter | Velmora | 2024-Q1 | 0.3 | percent\nGDP growth, quarter on quarter | Velmora | 2024-Q2 | 0.4 | percent"
POPULATION = "population | Oakley | 2023 | 20100 | persons\npopulation | Elm | 2023 | 18300 | persons\npopulation | Ashton | 2023 | 9000 | persons"
RAIN = "\n".join(
    f"annual rainfall | Tolmar | {y} | {v} | mm"
    for y, v in zip(range(2017, 2025), (701, 804, 650, 990, 720, 808, 731, 910), strict=True)
)
DEBT = "public debt | Corvia | 2023 | 61.2 | percent of GDP\nbudget deficit | Corvia | 2023 | 2.9 | percent of GDP"
CRIME = "burglaries | Kelso | 2022 | 1420 | count\nburglaries | Kelso | 2023 | 1380 | count"

SILENT = {
    "a subset by age": ("2025-02-20", "Youth unemployment in Tarvos was 15.8 percent in 2024.", UNEMPLOYMENT),
    "a subset by sex": ("2025-02-20", "Among women in Tarvos, unemployment was 5.9 percent in 2024.", UNEMPLOYMENT),
    "a subset by place": ("2025-02-20", "Unemployment in northern Tarvos reached 9.8 percent in 2024.", UNEMPLOYMENT),
    "a rural subset": ("2025-02-20", "In rural Tarvos, 8.8 percent were unemployed in 2024.", UNEMPLOYMENT),
    "another place": ("2025-02-20", "Unemployment in Salmeria was 9.3 percent in 2024.", UNEMPLOYMENT),
    "another place beside it": ("2025-02-20", "Unemployment was 6.5 percent in Tarvos and 9.3 percent in Salmeria in 2024.", UNEMPLOYMENT),
    "a month of the year": ("2025-02-20", "Unemployment in Tarvos was 7.1 percent in January 2024.", UNEMPLOYMENT),
    "two years, rounded": ("2025-02-20", "Unemployment in Tarvos fell from 7 percent in 2023 to 6.5 percent in 2024.", UNEMPLOYMENT),
    "points since an earlier year": ("2025-02-20", "Unemployment in Tarvos fell by 0.9 percentage points between 2022 and 2024.", UNEMPLOYMENT),
    "a target": ("2025-02-20", "Tarvos wants to cut unemployment to 5 percent in 2026.", UNEMPLOYMENT),
    "a forecast": ("2025-02-20", "Unemployment in Tarvos will fall to 6.1 percent in 2025, the bank said.", UNEMPLOYMENT),
    "a denial": ("2025-02-20", "Unemployment in Tarvos did not reach 9 percent in 2024.", UNEMPLOYMENT),
    "another measure of jobs": ("2025-02-20", "Employment in Tarvos rose 2.2 percent in 2024.", UNEMPLOYMENT),
    "a long-term subset": ("2025-02-20", "Long-term unemployment in Tarvos stood at 2.1 percent in 2024.", UNEMPLOYMENT),
    "services for goods": ("2024-03-07", "Exports of services from Sanda were worth $9.1 billion in 2023.", EXPORTS),
    "exports to one country": ("2024-03-07", "Exports of goods from Sanda to Marland were worth $3.2 billion in 2023.", EXPORTS),
    "one good": ("2024-03-07", "Exports of copper from Sanda were worth $12 billion in 2023.", EXPORTS),
    "a rounded level and rate": ("2024-03-07", "Exports of goods from Sanda rose 8 percent to about $44 billion in 2023.", EXPORTS),
    "half a year": ("2024-03-07", "Exports of goods from Sanda came to $21 billion in the first half of 2023.", EXPORTS),
    "imports": ("2024-03-07", "Imports of goods to Sanda were worth $51 billion in 2023.", EXPORTS),
    "one museum": ("2025-03-01", "The Tram Museum in Brennau had 48,000 visitors in 2024.", VISITORS),
    "visitors of another kind": ("2025-03-01", "Theatre visitors in Brennau numbered 310,000 in 2024.", VISITORS),
    "a part of the visitors": ("2025-03-01", "Museums in Brennau had 903,150 visitors in 2024, including 120,000 schoolchildren.", VISITORS),
    "a hedge": ("2025-03-01", "More than 900,000 visitors came to the museums of Brennau in 2024.", VISITORS),
    "a daily mean": ("2025-03-01", "Museums in Brennau had 2,470 visitors a day in 2024.", VISITORS),
    "core inflation": ("2024-07-11", "Core consumer prices in Orlany rose 3.6 percent in June from a year earlier.", INFLATION),
    "month on month": ("2024-07-11", "Consumer prices in Orlany rose 0.2 percent in June from May.", INFLATION),
    "food prices": ("2024-07-11", "Food prices in Orlany rose 6.3 percent in June from a year earlier.", INFLATION),
    "producer prices": ("2024-07-11", "Producer prices in Orlany fell 1.1 percent in June from a year earlier.", INFLATION),
    "inflation in two months": ("2024-07-11", "Inflation in Orlany slowed to 4.1 percent in June from 4.7 percent in May.", INFLATION),
    "year on year beside quarter on quarter": ("2024-08-20", "The economy of Velmora grew 1.9 percent in the second quarter from a year earlier.", GDP),
    "growth of a sector": ("2024-08-20", "Construction in Velmora grew 2.6 percent in the second quarter of 2024 from the first.", GDP),
    "a rank by area": ("2024-02-08", "Elm, with 18,300 residents in 2023, is the greenest town in the county.", POPULATION),
    "second of three": ("2024-02-08", "With 18,300 residents in 2023, Elm is the second-largest town in the county.", POPULATION),
    "the wettest month": ("2025-01-09", "May was the wettest month in Tolmar in five years, with 141 mm of rain.", RAIN),
    "the wettest since": ("2025-01-09", "With 910 mm of rain, 2024 was the wettest year in Tolmar since 2020.", RAIN),
    "a decade average": ("2025-01-09", "Tolmar gets 780 mm of rain in an average year.", RAIN),
    "a primary deficit": ("2024-11-19", "Corvia ran a primary deficit of 0.4 percent of gross domestic product in 2023.", DEBT),
    "debt of firms": ("2024-11-19", "Corporate debt in Corvia came to 88 percent of gross domestic product in 2023.", DEBT),
    "one district": ("2024-04-02", "In the Old Harbour district of Kelso, 212 burglaries were reported in 2023.", CRIME),
    "solved crimes": ("2024-04-02", "Police in Kelso solved 310 burglaries in 2023.", CRIME),
    "attempts": ("2024-04-02", "There were 640 attempted burglaries in Kelso in 2023.", CRIME),
    "an earlier decade": ("2024-04-02", "Kelso had 3,900 burglaries in 1995.", CRIME),
    "a change in number": ("2024-04-02", "Burglaries in Kelso fell by 40 to 1,380 in 2023.", CRIME),
    "a fall told rightly": ("2024-04-02", "The number of burglaries in Kelso fell in 2023.", CRIME),
    "a superlative of something else": ("2025-01-09", "Tolmar had 910 mm of rain in 2024, and the highest water bills in ten years.", RAIN),
    "a superlative beside a level": ("2025-01-09", "With 910 mm of rain in 2024, Tolmar saw its largest apple harvest since 2019.", RAIN),
    "the tallest something": ("2024-02-08", "Elm, with 18,300 residents in 2023, has the tallest church in the county.", POPULATION),
    "the largest employer": ("2024-02-08", "In Elm, where 18,300 people lived in 2023, the largest employer is the hospital.", POPULATION),
    "a record of another kind": ("2025-03-01", "Museums in Brennau had 903,150 visitors in 2024 and a record 1,120 volunteers.", VISITORS),
    "dozens of places": ("2024-03-07", "Exports of goods from Sanda were worth $44.3 billion in 2023, the fourth-highest of 38 countries.", EXPORTS),
    "a quote of a rate": ("2025-02-20", "Every second firm in Tarvos expects unemployment above 8 percent, a survey in 2024 found.", UNEMPLOYMENT),
    "a share of the unemployed": ("2025-02-20", "Of the unemployed in Tarvos, 41 percent had been out of work for a year in 2024.", UNEMPLOYMENT),
    "a rise in the number": ("2025-02-20", "The number of unemployed in Tarvos rose by 12,000 in 2024.", UNEMPLOYMENT),
    "a share of exports": ("2024-03-07", "Copper made up 27 percent of exports of goods from Sanda in 2023.", EXPORTS),
    "exports a head": ("2024-03-07", "Exports of goods from Sanda came to $8,200 a head in 2023.", EXPORTS),
    "an annual average": ("2024-03-07", "Exports of goods from Sanda grew by an average of 3.1 percent a year between 2013 and 2023.", EXPORTS),
    "growth over two years": ("2025-02-20", "Museum visits in Brennau have doubled since 2015.", VISITORS),
    "a company of that name": ("2025-03-01", "Brennau Museums plc sold 48,000 annual passes in 2024.", VISITORS),
    "a plan for visitors": ("2025-03-01", "Museums in Brennau aim for 950,000 visitors in 2025.", VISITORS),
    "an estimate of others": ("2025-03-01", "Museums in Brennau could have had 950,000 visitors in 2024 without the strike.", VISITORS),
    "half of the year": ("2025-03-01", "Museums in Brennau had 440,000 visitors in the first half of 2024.", VISITORS),
    "a price index level": ("2024-07-11", "Prices in Orlany have risen 21 percent since 2019.", INFLATION),
    "energy inflation": ("2024-07-11", "Energy inflation in Orlany was 11.2 percent in June.", INFLATION),
    "expected inflation": ("2024-07-11", "Households in Orlany expect inflation of 6 percent a year from now, a June survey showed.", INFLATION),
    "annual growth": ("2025-02-20", "The economy of Velmora grew 1.2 percent in 2024.", GDP),
    "a quarter of another year": ("2024-08-20", "The economy of Velmora shrank 0.5 percent in the second quarter of 2023.", GDP),
    "population with suburbs": ("2024-02-08", "Greater Oakley had 31,400 residents in 2023.", POPULATION),
    "working population": ("2024-02-08", "Oakley had a working-age population of 12,300 in 2023.", POPULATION),
    "foreign residents": ("2024-02-08", "Some 2,900 foreign residents lived in Oakley in 2023.", POPULATION),
    "households for people": ("2024-02-08", "There were 8,700 households in Oakley in 2023.", POPULATION),
    "a school": ("2024-02-08", "Oakley Primary School had 410 pupils in 2023.", POPULATION),
    "people at a fair": ("2024-02-08", "Some 5,000 people visited the fair in Oakley in 2023.", POPULATION),
    "people signed": ("2024-02-08", "In 2023, 3,200 people in Oakley signed the petition.", POPULATION),
    "rain in a month": ("2025-01-09", "Tolmar had 141 mm of rain in May 2024.", RAIN),
    "rain that fell": ("2025-01-09", "Rain fell in Tolmar all through 2023.", RAIN),
    "rain in a day": ("2025-01-09", "On one day in 2024, 62 mm of rain fell in Tolmar.", RAIN),
    "debt in money": ("2024-11-19", "Public debt in Corvia rose to $410 billion in 2023.", DEBT),
    "a limit": ("2024-11-19", "The treaty allows Corvia public debt of 60 percent of gross domestic product.", DEBT),
    "burglars": ("2024-04-02", "Police in Kelso arrested 96 burglars in 2023.", CRIME),
    "a narrower noun behind": ("2024-04-02", "Kelso had 96 burglaries in shops in 2023.", CRIME),
    "a district of its own": ("2024-04-02", "Kelso's Old Town District had 240 burglaries in 2023.", CRIME),
    "visitors from abroad": ("2025-03-01", "Museums in Brennau had 210,000 visitors from abroad in 2024.", VISITORS),
    "cost of crime": ("2024-04-02", "Burglaries cost insurers in Kelso $4.1 million in 2023.", CRIME),
}  # fmt: skip


def rows_of(table: str) -> list[dict[str, str]]:
    names = ("indicator", "area", "period", "value", "unit", "status", "vintage")
    return [
        dict(zip(names, (cell.strip() for cell in line.split("|")), strict=False)) | {"source": "the office of record"}
        for line in table.splitlines()
    ]


@pytest.mark.parametrize(("date", "text", "table"), SILENT.values(), ids=SILENT)
def test_nothing_is_said(date: str, text: str, table: str) -> None:
    findings = check_text(text, rows_of(table), date).findings
    loud = [f for f in findings if f.code.startswith("REF") and f.severity is not Severity.NOTE]
    assert [(f.code, text[f.start : f.end], f.message) for f in loud] == []
