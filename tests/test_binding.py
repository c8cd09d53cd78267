"""What each figure is about: tables, attribution, places, texts of any kind (sentences: `test_claims_corpus.py`)."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.binding import bind
from claims.binding.gazetteer import gazetteer
from claims.lexicon import load_text
from claims.model import Binding, Quantity
from claims.periods import find_mentions
from claims.quantities import extract
from claims.readers import read_text


def _bound(text: str) -> list[tuple[Quantity, Binding]]:
    document = read_text(text)
    mentions = find_mentions(document)
    quantities = extract(document, mentions)
    bindings = bind(document, quantities, mentions)
    assert set(bindings) == {q.id for q in quantities if q.is_claim}
    return [(q, bindings[q.id]) for q in quantities if q.is_claim]


def _worded(binding: Binding) -> str:
    area = "-"
    if binding.area is not None:
        area = binding.area.name + ("*" if binding.area.inferred else "")
    return f"{binding.indicator.normal if binding.indicator else '-'} | {area} | {binding.mood.value}"


def test_phrases_stand_in_the_text() -> None:
    text = "Exports of goods from Spain rose 5 percent to €3.2 billion, the bank said. They had been flat."
    for _, binding in _bound(text):
        assert binding.indicator is not None
        assert text[binding.indicator.start : binding.indicator.end] == binding.indicator.text
        assert binding.attribution is not None
        assert binding.attribution.normal == "bank"


def test_growth_and_its_level_share_the_indicator() -> None:
    bound = _bound("Valid registered trademarks in Shanghai reached 2.79 million, up 6.8 percent.")
    assert len({binding.indicator.normal for _, binding in bound if binding.indicator}) == 1


def test_carried_indicator_is_marked() -> None:
    bound = _bound("Chile filed 5,200 patents. That was 8 percent more than in 2019.")
    assert "indicator" in bound[-1][1].inferred
    assert "area" in bound[-1][1].inferred


def test_table_cells_take_row_and_column() -> None:
    text = "| Region | Exports | Imports |\n|---|---|---|\n| Bavaria | 1,200 | 900 |\n| Calder | 340 | 310 |\n"
    found = [_worded(binding).split(" | ")[:2] for _, binding in _bound(text)]
    assert found[:2] == [["exports", "Bavaria"], ["imports", "Bavaria"]]
    assert found[2] == ["exports", "Calder"]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (
            "Exports of tea from Kenya rose 6 percent in 2024.",
            ("indicator: subject, “Exports of tea from Kenya”", "area: “Kenya”", "period: 2024, “2024”"),
        ),
        (
            "Chile filed 5,200 patents in 2023. That was 8 percent more.",
            (
                "indicator: pronoun, carried over from “patents”",
                "area: carried over from “Chile”",
                "period: 2023, carried over from “2023”",
            ),
        ),
        (
            "| Region | Exports in tonnes |\n|---|---|\n| Bavaria | 340 |\n",
            ("indicator: header, “Exports in tonnes”", "area: “Bavaria”"),
        ),
    ],
)
def test_trace_says_which_words_made_it(text: str, steps: tuple[str, ...]) -> None:
    assert _bound(text)[-1][1].trace == steps


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Rents rose 4 percent, according to the housing agency.", "housing agency"),
        ("The finance ministry said exports fell 2 percent.", "finance ministry"),
        ("Some 40 people were hurt, police reported.", "police"),
        ("Output grew 3 percent.", None),
    ],
)
def test_attribution(text: str, source: str | None) -> None:
    attribution = _bound(text)[0][1].attribution
    assert (attribution.normal if attribution else None) == source


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("UK", "United Kingdom"),
        ("U.S.", "United States"),
        ("Chinese mainland", "China"),
        ("euro zone", "euro area"),
    ],
)
def test_gazetteer_knows_the_forms_of_news(form: str, name: str) -> None:
    assert gazetteer().names[form].name == name


def test_territories_are_fresh() -> None:
    from claims.binding.build_territories import render

    assert load_text("territories.csv") == render(), "run python -m claims.binding.build_territories"


def test_cities_are_fresh() -> None:
    from claims.binding.build_cities import render

    assert load_text("cities.csv") == render(), "run python -m claims.binding.build_cities"


def test_binding_does_not_import_babel() -> None:
    code = (
        "import sys, claims.binding; from claims.binding.gazetteer import gazetteer; "
        "gazetteer(); print('babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


_WORDS = [
    "the",
    "of",
    "in",
    "rose",
    "to",
    "from",
    "5",
    "percent",
    "3,200",
    "million",
    "yuan",
    "exports",
    "and",
    ",",
    ".",
    ";",
    ":",
    "(",
    ")",
    "which",
    "it",
    "China",
    "said",
    "more",
    "than",
    "per",
    "100,000",
    "total",
    "'s",
    "Apple",
    "if",
    "not",
    "share",
    "|",
    "\n",
    "-",
    "respectively",
    "2019",
    "among",
    "those",
    "registered",
    "trademarks",
]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join)))
def test_any_text_is_bound(text: str) -> None:
    for _, binding in _bound(text):
        if binding.indicator is not None:
            assert 0 <= binding.indicator.start <= binding.indicator.end <= len(text)


@pytest.mark.parametrize("unit", ["exports rose 3 percent and ", "5 of ", "the growth of 3, ", "(4 "])
def test_time_is_linear(unit: str) -> None:
    def seconds(count: int) -> float:
        document = read_text(unit * count)
        mentions = find_mentions(document)
        quantities = extract(document, mentions)
        started = time.process_time()
        bind(document, quantities, mentions)
        return time.process_time() - started

    seconds(50)
    small, large = seconds(300), seconds(1200)
    assert large < 12 * small + 0.1
