# ruff: noqa: E501 - tables stand on one line a case
"""Places in an order against the record: moves, places held before, places from the bottom, "one of only three"."""

from __future__ import annotations

from datetime import date

import pytest

from claims.readers import read_text
from reference import Store
from reference.build import store_from_rows
from reference.groups import group_in
from verify.against_reference import against_reference, message_of
from verify.pipeline import understood

# series, unit | area | figures of 2022, 2023 and 2024; Ostland and Westmark are level in wheat in 2024
RECORD = """
Wheat harvest, tonnes            | Norland 31 45 52 | Sudland 60 58 50 | Ostland 44 44 36 | Westmark 38 37 36 | Eastmark 20 21 22 | Midmark 50 52 55 | Highmark 10 11 12
Unemployment rate, percent       | Norland 6.1 5.2 4.9 | Sudland 8.0 7.8 7.6 | Ostland 5.5 5.0 4.6 | Westmark 7.0 7.0 7.0 | Eastmark 9.1 9.0 9.3 | Midmark 4.0 4.1 5.8
Press freedom ranking, rank      | Norland 18 18 15 | Sudland 4 4 7 | Ostland 22 21 21
"""

# story | words judged and verdict, with what the note says: "yes", or the diagnosis; "-": nothing is refuted
CASES = """
Norland rose three places to 15th in the press freedom ranking in 2024.            | three yes 18th in 2023 and 15th in 2024
Norland rose two places to 15th in the press freedom ranking in 2024.              | two rank 18th in 2023
Norland fell three places to 15th in the press freedom ranking in 2024.            | three direction 18th in 2023
Norland moved up three spots to 15th in the press freedom ranking in 2024.         | three yes
Norland jumped three positions in the press freedom ranking in 2024.               | three yes
Sudland slipped three places to seventh in the 2024 press freedom ranking, from fourth in 2023. | three yes; fourth yes
Sudland slipped three places to seventh in the 2024 press freedom ranking, from fifth in 2023.  | fifth rank 4th in 2023
Norland could rise four places to 11th in the press freedom ranking in 2024.       | -
Norland has risen nine places over a decade to 15th in the press freedom ranking in 2024. | -
Sudland fell from 4th to 7th in the press freedom ranking in 2024.                 | 4th yes; 7th yes
Sudland fell from 3rd to 7th in the press freedom ranking in 2024.                 | 3rd rank 4th in 2023; 7th yes
Sudland fell from 4th to 8th in the press freedom ranking in 2024.                 | 4th yes; 8th rank
Norland rose to 15th from 18th in the press freedom ranking in 2024.               | 15th yes; 18th yes
Norland rose to 15th in the press freedom ranking in 2024, from 17th a year earlier. | 15th yes; 17th rank
In the press freedom ranking of 2024, Norland climbed from 18th to 15th place.     | 18th yes; 15th yes
Norland moved up one place to second in the world by wheat harvest in 2024.        | one yes 3rd in 2023 and 2nd; second yes
Norland moved up two places to second in the world by wheat harvest in 2024.       | two rank
By wheat harvest, Sudland fell from first to third in the world in 2024.           | first yes; third yes
By wheat harvest, Sudland fell from second to third in the world in 2024.          | second rank 1st in 2023; third yes
By wheat harvest, Norland rose from fifth in 2022 to second in the world in 2024.  | fifth yes; second yes
By wheat harvest, Norland rose from fourth in 2022 to second in the world in 2024. | fourth rank 5th in 2022; second yes
By wheat harvest, Norland moved up three places between 2022 and 2024 to second in the world. | three yes
By wheat harvest, Westmark rose one place to fourth in the world in 2024.          | one yes 5th in 2023 and 4th to 5th; fourth yes
By wheat harvest, Westmark fell from fifth to sixth in the world in 2024.          | fifth yes; sixth rank
Norland dropped out of first place in the world by wheat harvest in 2024.          | -
Norland had the second-lowest unemployment rate in the world in 2024.              | second yes
Norland had the third-lowest unemployment rate in the world in 2024.               | third rank
Norland had the second-highest unemployment rate in the world in 2024.             | second rank
Highmark had the world's smallest wheat harvest in 2024.                           | smallest yes
Norland ranked sixth from the bottom in the world by wheat harvest in 2024.        | sixth yes
Eastmark ranked third from the bottom in the world by wheat harvest in 2024.       | third rank
Norland was third from the bottom in the press freedom ranking in 2024.            | -
Norland was one of only two countries with a wheat harvest of more than 50 tonnes in 2024.   | two yes
Norland was one of only three countries with a wheat harvest of more than 50 tonnes in 2024. | three rank 2 of 7
Sudland was one of only three countries with a wheat harvest of at least 50 tonnes in 2024.  | three yes
Midmark was the only country with an unemployment rate below 4.5 percent in 2023.  | the only country yes
Ostland was the only country with an unemployment rate below 5 percent in 2024.    | the only country rank Norland
Norland was one of only three countries in Europe with a wheat harvest of more than 50 tonnes in 2024. | -
Norland was one of only four Nordic countries with a wheat harvest of more than 50 tonnes in 2024. | -
Norland may be one of only three countries with a wheat harvest of more than 50 tonnes in 2024. | -
"""


@pytest.fixture(scope="module")
def store() -> Store:
    rows = []
    for line in RECORD.strip().splitlines():
        series, *areas = (cell.strip() for cell in line.split("|"))
        label, unit = series.split(", ")
        for area, *values in map(str.split, areas):
            for year, value in zip(("2022", "2023", "2024"), values, strict=True):
                rows.append({"indicator": label, "area": area, "period": year, "value": value, "unit": unit})
    return store_from_rows(rows)


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_orders(store: Store, line: str) -> None:
    story, expected = (cell.strip() for cell in line.split("|"))
    judged = against_reference(understood(read_text(story, published=date(2025, 9, 1))), store).comparisons
    told = {story[c.start : c.end]: c for c in judged if c.outcome != "not_enough_info"}
    refuted = {words for words, c in told.items() if c.outcome == "refuted"}
    if expected == "-":
        assert not refuted
        return
    wrong = set()
    for one in expected.split("; "):
        words = max((w for w in told if one.startswith(f"{w} ")), key=len, default=None)
        assert words, (one, list(told))
        verdict, _, note = one.removeprefix(words).strip().partition(" ")
        comparison = told[words]
        assert comparison.outcome == ("supported" if verdict == "yes" else "refuted")
        assert verdict == "yes" or verdict in comparison.diagnosis
        assert note in message_of(comparison, store)
        wrong |= {words} if verdict != "yes" else set()
    assert refuted == wrong


def test_a_country_named_after_a_group_is_not_the_group() -> None:
    assert group_in("South Africa ranked 28th in the world") is None
    assert group_in("South Africa has the largest economy in Africa") is not None
