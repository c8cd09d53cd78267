"""What is spared for speed changes no answer: each short cut is held against the long way, on stories of the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from claims.binding import bind
from claims.binding.items import read_row
from claims.binding.names import collect_names
from claims.binding.where import Where
from claims.model import Relation
from claims.periods import find_mentions
from claims.quantities import extract
from claims.readers import read_text
from claims.relations import propose
from verify.balance import balance_of
from verify.consistency import judge
from verify.diagnosis import Hypothesis, slips_of
from verify.equation import parse
from verify.finding import Holds
from verify.slips import Offers

_CLEAN = Path(__file__).parent / "corpus" / "clean"
_TEXTS = ("long_stories", "accounts", "elections")
_BARS = (0.1, 0.01, 0.001, 0.0001)


@cache
def _relations(name: str, wrong: bool) -> tuple[str, tuple[Relation, ...]]:
    """Return all readings of a text of the corpus; `wrong`: with each 4 for a 7, so that many fail."""
    text = (_CLEAN / f"{name}.md").read_text(encoding="utf-8")[:12_000]
    document = read_text(text.replace("4", "7") if wrong else text, published=date(2025, 3, 4))
    mentions = find_mentions(document)
    quantities = extract(document, mentions)
    bindings = bind(document, quantities, mentions)
    return document.text, propose(document, quantities, bindings, mentions)


@pytest.mark.parametrize("wrong", [False, True])
@pytest.mark.parametrize("name", _TEXTS)
def test_what_floats_rule_out_does_not_hold(name: str, wrong: bool) -> None:
    ruled_out = 0
    for relation in _relations(name, wrong)[1]:
        balance = balance_of(relation)
        if balance is not None and not balance.may_hold:
            equation = parse(relation.equation)
            assert not equation.holds(relation.strict), relation
            assert not equation.holds(relation.lenient), relation
            ruled_out += 1
    assert ruled_out > 20


@pytest.mark.parametrize("wrong", [False, True])
@pytest.mark.parametrize("name", _TEXTS)
def test_no_slip_that_beats_luck_is_passed_over(name: str, wrong: bool) -> None:
    text, relations = _relations(name, wrong)
    offers = Offers()
    failing = [r for r in relations if judge(r) is Holds.NO]
    assert len(failing) > 20
    for relation in failing:
        every = list(slips_of(relation, text, deep=False))
        for bar in _BARS:
            sifted = slips_of(relation, text, deep=False, most_luck=bar, offers=offers)
            assert set(_lucky(every, bar)) == set(_lucky(sifted, bar)), relation


def _lucky(hypotheses: list[Hypothesis] | Iterator[Hypothesis], bar: float) -> Iterator[tuple[str, int, str, float]]:
    return ((h.diagnosis, h.start, h.replacement, h.luck) for h in hypotheses if h.luck <= bar)


def test_a_sentence_that_is_passed_by_names_no_place() -> None:
    passed = 0
    for path in sorted(_CLEAN.glob("*.md")):
        document = read_text(path.read_text(encoding="utf-8")[:20_000])
        places = collect_names(document)
        for sentence in document.sentences:
            if places.may_name(sentence.start, sentence.end):
                continue
            where = Where(places)
            row = read_row(document, sentence, (), ())
            where.note_dateline(row)
            where.note_names(row)
            assert where == Where(places), document.sentence_text(sentence)
            passed += 1
    assert passed > 300


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("The council met behind closed doors. Kelso was quiet.", False),
        ("Residents said little as they left.", False),
        ("Paris said little as they left.", True),
        ("A deal of the euro area was struck.", True),
        ("The rest of the world was quiet.", True),
        ("The council of Kelso was quiet.", True),
    ],
)
def test_sentences_that_may_name_a_place(text: str, may: bool) -> None:
    document = read_text(text)
    first = document.sentences[0]
    assert collect_names(document).may_name(first.start, first.end) is may
