# ruff: noqa: E501 - tables stand on one line a case
"""Claims over a small invented package (tests/packages/norland): what the record gives, prints, or explains."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claims.readers import read_text
from reference import Store, open_store
from reference.comparison import Comparison
from verify.against_reference import against_reference
from verify.pipeline import understood

PACKAGE = Path(__file__).parent / "packages" / "norland"


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store([PACKAGE])


def verdicts(store: Store, story: str, day: str = "2025-09-01") -> list[Comparison]:
    judged = against_reference(understood(read_text(story, published=date.fromisoformat(day))), store)
    return [c for c in judged.comparisons if c.outcome != "not_enough_info"]


# story | words that are judged | "yes", or the diagnosis of what is refuted | what the note says | cells, formula
CASES = """
Norland had 4.2 million inhabitants in 2024.                                       | 4.2 million  | yes             |                  |
Norland had 4.12 million inhabitants in 2024.                                      | 4.12 million | previous-period | figure of 2020   |
Norland had 4.2 billion inhabitants in 2024.                                       | 4.2 billion  | scale           | scale word       |
Norland had 8.7 million inhabitants in 2024.                                       | 8.7 million  | wrong-area      | Sudland          |
Norland had 2.15 million inhabitants in 2024.                                      | 2.15 million | wrong-area      | Ashby            |
There were 9,987 patent applications in Norland in 2024.                           | 9,987        | stock-flow      | Patents in force |
Norland's GDP was $165.4 billion in 2024.                                          | $165.4 billion | yes           |                  |
Norland's GDP was $124.6 billion in 2024.                                          | $124.6 billion | wrong-category | constant        |
Norland's real GDP was $124.6 billion in 2024.                                     | $124.6 billion | yes           |                  |
Norland's economy grew 3 percent in 2024.                                          | 3 percent    | yes             |                  |
Norland's economy grew 6.0 percent in 2024.                                        | 6.0 percent  | wrong-category  | not adjusted     |
In nominal terms, Norland's GDP grew 6.0 percent in 2024.                          | 6.0 percent  | yes             |                  |
Norland's economy shrank 3 percent in 2024.                                        | shrank       | direction       | rose             |
Patent applications in Norland rose 11.1 percent in 2024.                          | 11.1 percent | yes             |                  |
Patent applications in Norland rose 130 in 2024, to 1,303.                         | 130          | yes             |                  |
Unemployment in Norland fell 0.3 percentage points in 2024.                        | 0.3 percentage points | yes    |                  |
The unemployment rate in Norland fell by 0.3 percent in 2024.                      | 0.3 percent  | percent-for-points | percentage points |
The unemployment rate in Norland rose by 7.2 percent in 2019.                      | 7.2 percent  | growth-for-level | level of 2019   |
Between 2014 and 2024, the population of Norland grew by 5 percent.                | 5 percent    | yes             |                  |
Ashby was home to 51.2 percent of Norland's population in 2024.                    | 51.2 percent | yes             |                  |
Ashby was home to 15.2 percent of Norland's population in 2024.                    | 15.2 percent | digit-typo      |                  |
Norland emitted 4.5 tonnes of CO2 per person in 2024.                              | 4.5 tonnes   | yes             |                  |
Norland emitted 6.4 tonnes of CO2 per person in 2024.                              | 6.4 tonnes   | per-capita      |                  |
Norland had 310 patent applications per million people in 2024.                    | 310          | yes             |                  |
Norland's population was 2.8 times that of Ostland in 2024.                        | 2.8 times    | yes             |                  |
Norland's population was 3.8 times that of Ostland in 2024.                        | 3.8 times    | multiple        |                  |
Sudland produced 3.2 times as much CO2 as Norland in 2024.                          | 3.2 times    | yes             |                  |
Sudland produced 4.2 times as much CO2 as Norland in 2024.                          | 4.2 times    | multiple        |                  |
Norland received 1.3 times as many patent applications in 2024 as in 2014.         | 1.3 times    | yes             |                  |
Norland received 1.6 times as many patent applications in 2024 as in 2014.         | 1.6 times    | multiple        |                  |
Unemployment in Norland averaged 5.8 percent between 2014 and 2024.                | 5.8 percent  | yes             |                  |
Unemployment in Norland averaged 7.6 percent between 2014 and 2024.                | 7.6 percent  | average         |                  |
Norland's jobless rate averaged 5.8 percent a year over 2014 to 2024.              | 5.8 percent  | yes             |                  |
Average unemployment in Norland between 2014 and 2024 was 5.8 percent.             | 5.8 percent  | yes             |                  |
From 2015 to 2018, Norland's economy grew by an average of 2.4 percent a year.     | 2.4 percent  | yes             |                  |
Sudland had the largest economy of Norland, Ostland and Sudland in 2024.           |              |                 |                  |
With 4.2 million inhabitants in 2024, Norland is the second-largest country.       | second       | yes             |                  |
Unemployment in Norland was 4.9 percent in 2024, the lowest in a decade.           | lowest       | yes             |                  |
Unemployment in Norland was 6.8 percent in 2020, the highest since 2019.           | highest      | yes             |                  |
Unemployment in Norland was 6.0 percent in 2021, the highest since 2015.           | highest      | record          | beyond           |
Unemployment in Norland fell in 2024 for the fifth straight year.                  | fifth straight year | yes      |                  |
Unemployment in Norland fell in 2024 for the seventh straight year.                | seventh straight year | streak | 5 in a row       |
CO2 emissions in Norland fell in 2024, the third annual decrease in a row.          | third annual decrease in a row | yes | |
CO2 emissions in Norland fell 2.1 percent in 2024, a third consecutive annual decline. | third consecutive annual decline | yes | |
Patent applications in Norland fell in 2022, the first drop since 2019.            | first drop since 2019 | yes    |                  |
Patent applications in Norland rose in 2024, the first rise since 2021.            | first rise since 2021 | yes    |                  |
Norland's economy shrank 4 percent in 2019, its first contraction in five years.   |              |                 |                  |
Patent applications in Norland fell in 2022, the first drop since 2016.            | first drop since 2016 | record | 2019             |
Budget revenue in Norland was $44.1 billion in 2023.                               | $44.1 billion | yes            |                  |
Budget revenue in Norland was $45.8 billion in 2023.                               | $45.8 billion | previous-period | fiscal year 2023/24 |
"""  # fmt: skip


def _rows(table: str) -> list[list[str]]:
    lines = [line for line in table.splitlines() if line.strip()]
    return [[cell.strip() for cell in f"{line} | | |".split("|")[:4]] for line in lines]


@pytest.mark.parametrize(("story", "words", "verdict", "note"), _rows(CASES))
def test_claim(store: Store, story: str, words: str, verdict: str, note: str) -> None:
    told = verdicts(store, story)
    if not words:
        assert [story[c.start : c.end] for c in told if c.outcome == "refuted"] == []
        return
    own = [c for c in told if story[c.start : c.end] == words]
    assert own, [(story[c.start : c.end], c.outcome) for c in told]
    if verdict == "yes":
        assert [c.outcome for c in told] == ["supported"] * len(told), [(c.note, c.formula) for c in told]
        return
    assert [c.outcome for c in own] == ["refuted"]
    assert verdict in own[0].diagnosis, (own[0].diagnosis, own[0].note)
    assert note in own[0].note
