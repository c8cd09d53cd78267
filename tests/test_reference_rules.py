# ruff: noqa: E501 - one case a line
"""Cases of the rules that need a record: the rule that speaks, where, and its first suggestion; or silence."""

from __future__ import annotations

import pytest

from verify.finding import Severity
from verify.pipeline import check_text
from verify.rules.reference import REFERENCE_RULES

SHIPS = "ship calls | Norland | 2022 | 598 | count\nship calls | Norland | 2023 | 612 | count\nship calls | Norland | 2024 | 640 | count"
PRICES = "consumer price index | Norland | 2023-05 | 110.0 | index 2020=100\nconsumer price index | Norland | 2024-04 | 114.6 | index 2020=100\nconsumer price index | Norland | 2024-05 | 114.8 | index 2020=100"
HARBOUR = "\n".join(f"ship calls | Norland | {2000 + n} | {(700 if n < 20 else 600) + n} | count" for n in range(25))
TOWNS = "population | Ash | 2023 | 90100 | persons\npopulation | Birch | 2023 | 61300 | persons\npopulation | Cedar | 2023 | 40200 | persons\npopulation | Dell | 2023 | 15000 | persons"

# rule (or none), date, story, record, the words that are marked, the first suggestion
CASES = [
    ("record-value-mismatch", "2025-03-01", "The port of Norland had 604 ship calls in 2024.", SHIPS, "604", "640"),
    ("record-value-mismatch", "2025-03-01", "The port of Norland had 612 ship calls in 2024.", SHIPS, "612", "640"),
    ("none", "2025-03-01", "The port of Norland had some 650 ship calls in 2024.", SHIPS, "", ""),
    ("none", "2025-03-01", "The port of Norland had 5,100 ship calls in the past decade.", SHIPS, "", ""),
    ("record-change-mismatch", "2025-03-01", "Ship calls in Norland grew 6.4 percent in 2024.", SHIPS, "6.4 percent", "4.6 percent"),
    ("record-change-mismatch", "2024-06-20", "Consumer prices in Norland rose 4.4 percent in May from April.", PRICES, "4.4 percent", "from a year earlier"),
    ("none", "2024-06-20", "Consumer prices in Norland rose 4.4 percent in May from a year earlier.", PRICES, "", ""),
    ("none", "2024-06-20", "Consumer prices in Norland rose 0.2 percent in May from April.", PRICES, "", ""),
    ("record-rank-mismatch", "2024-03-01", "With 40,200 residents in 2023, Cedar is the second-largest town in the district.", TOWNS, "second", "third"),
    ("none", "2024-03-01", "With 40,200 residents in 2023, Cedar is the third-largest town in the district.", TOWNS, "", ""),
    ("record-order-mismatch", "2025-03-01", "The port of Norland had 598 ship calls in 2022, a record 640 in 2024.", SHIPS.replace("612", "655"), "record", ""),
    ("record-order-mismatch", "2025-03-01", "The port of Norland had 640 ship calls in 2024, the most since 2022.", SHIPS.replace("612", "655"), "most", "2023"),
    ("none", "2025-03-01", "The port of Norland had 640 ship calls in 2024, the most in three years.", SHIPS, "", ""),
    ("record-order-mismatch", "2025-03-01", "The port of Norland had 624 ship calls in 2024, the most since 2005.", HARBOUR, "most", "2019"),
    ("record-order-mismatch", "2025-03-01", "The port of Norland had 624 ship calls in 2024, the 24th-highest number in 25 years.", HARBOUR, "24th-highest", "21st-highest"),
    ("record-direction-mismatch", "2025-03-01", "Ship calls in Norland fell 4.6 percent in 2024.", SHIPS, "fell", "rose"),
    ("record-direction-mismatch", "2025-03-01", "Ship calls in Norland fell to 640 in 2024.", SHIPS, "fell", "rose"),
    ("record-direction-mismatch", "2025-03-01", "Ship calls in Norland declined in 2024.", SHIPS, "declined", "rose"),
    ("none", "2025-03-01", "Ship calls in Norland rose to 640 in 2024.", SHIPS, "", ""),
]  # fmt: skip


def rows_of(table: str) -> list[dict[str, str]]:
    names = ("indicator", "area", "period", "value", "unit")
    return [
        dict(zip(names, (cell.strip() for cell in line.split("|")), strict=True)) | {"source": "the office of record"}
        for line in table.splitlines()
    ]


@pytest.mark.parametrize(("rule", "date", "story", "table", "marked", "suggestion"), CASES)
def test_case(rule: str, date: str, story: str, table: str, marked: str, suggestion: str) -> None:
    found = [f for f in check_text(story, rows_of(table), date).findings if f.severity is not Severity.NOTE]
    if rule == "none":
        assert [f.message for f in found] == []
        return
    assert [(f.rule, story[f.start : f.end]) for f in found] == [(rule, marked)]
    if suggestion:
        assert found[0].suggestions[0].replacement == suggestion
    assert all(e.kind == "reference" and e.source for f in found for e in f.evidence)


def test_every_rule_has_cases() -> None:
    assert {rule.name for rule in REFERENCE_RULES} <= {case[0] for case in CASES}
