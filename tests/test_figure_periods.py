"""The period of each figure, and the period that changes are compared with: an annotated corpus."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import period as p
from claims.binding.period import bind_periods
from claims.periods import find_mentions
from claims.quantities import extract
from claims.readers import read_text

FILE = Path(__file__).parent / "corpus" / "figure_periods" / "figures.md"


class Case(NamedTuple):
    name: str
    text: str
    published: date | None
    spans: list[tuple[int, int]]
    expected: list[str]


def cases() -> list[Case]:
    """Read the corpus: "- Sales were [3,010] in June. => 2024-06"."""
    found, published, heading = [], None, ""
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("## "):
            published, heading = None, line[3:]
        elif line.startswith("published: "):
            published = date.fromisoformat(line[11:].strip())
        elif line.startswith("- "):
            marked, _, answers = line[2:].replace(" ¶ ", "\n\n").partition(" => ")
            spans = [(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(re.finditer(r"\[[^\]]+\]", marked))]
            text = re.sub(r"[\[\]]", "", marked)
            found.append(Case(f"{number} {heading}", text, published, spans, answers.split("; ")))
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_corpus(case: Case) -> None:
    document = read_text(case.text, published=case.published)
    mentions = find_mentions(document)
    quantities = extract(document, mentions)
    bound = bind_periods(document, quantities, mentions)
    got = []
    for (start, end), wanted in zip(case.spans, case.expected, strict=True):
        quantity = next(q for q in quantities if q.start < end and start < q.end)
        period, compared_to, _, _ = bound[quantity.id]
        against = f" < {compared_to}" if " < " in wanted else ""
        got.append(f"{period or '-'}{against}")
    assert got == case.expected, case.text


def test_basis() -> None:
    text = (
        "In May sales rose 3 percent year on year and 1 percent from April. Growth was 0.4 percent in the "
        "first quarter from the previous three months. It is up 8 percent since 2015."
    )
    document = read_text(text, published=date(2024, 6, 12))
    mentions = find_mentions(document)
    quantities = [q for q in extract(document, mentions) if q.surface.endswith("percent")]
    bound = bind_periods(document, quantities, mentions)
    assert [bound[q.id][2] for q in quantities] == [
        "year_on_year",
        "month_on_month",
        "quarter_on_quarter",
        "since:2015",
    ]


def test_periods_over_columns() -> None:
    text = (
        "Sales rose.\n\n| Town | 2022 | 2023 |\n|---|---|---|\n| Lyon | 310 | 325 |\n"
        "| Basel | 120 | 118 |\n\n"
        "| | 2022 | 2023 |\n|---|---|---|\n| June | 71 | 72 |\n"
    )
    document = read_text(text, published=date(2024, 6, 12))
    mentions = find_mentions(document)
    quantities = [q for q in extract(document, mentions) if q.is_claim]
    bound = bind_periods(document, quantities, mentions)
    assert [(q.surface, bound[q.id][0]) for q in quantities] == [
        *[("310", "2022"), ("325", "2023"), ("120", "2022"), ("118", "2023")],
        *[("71", "2022-06"), ("72", "2023-06")],
    ]


PHRASES = st.lists(
    st.sampled_from(
        [
            *[
                "sales",
                "rose",
                "fell",
                "from",
                "to",
                "5 percent",
                "$3 million",
                "(",
                ")",
                ",",
                ".",
                ";",
                "and",
                "than",
            ],
            *[
                "in May",
                "in 2023",
                "a year earlier",
                "on Monday",
                "compared with",
                "since",
                "between",
                "last year",
            ],
            *[
                "the same period",
                "in five years",
                "three months to June",
                "\n\n",
                "| ",
                "\t",
                "the second",
                "12",
                "’s",
            ],
        ]
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=120, deadline=None)
@given(PHRASES, st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1))))
def test_any_text_is_bound(text: str, published: date | None) -> None:
    document = read_text(text, published=published)
    mentions = find_mentions(document)
    quantities = extract(document, mentions)
    bound = bind_periods(document, quantities, mentions)
    for quantity in quantities:
        period, compared_to, basis, _ = bound[quantity.id]
        assert period is None or p.is_period(period)
        assert compared_to is None or p.is_period(compared_to)
        assert compared_to is None or not p.same(period, compared_to)
        assert basis is None or basis
