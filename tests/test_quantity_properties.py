"""What holds of any text: no exception, true spans, shifts with a prefix, linear work, words like digits."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.document import Document
from claims.model import Quantity
from claims.periods import find_mentions
from claims.quantities import extract
from claims.readers import read_text


def words(text: str) -> list[str]:
    return text.split()


PIECES = words(
    """$ € £ US$ Rs Rmb 1 5 10 1,234 1.5 2024 3.4 6,5000 1..2 .5 ½ % percent per cent points - – − + ( ) , . ; : /
    million bn m k lakh crore half a an the third two-thirds one in five doubled twice times of to from by and or
    between 10,000 residents day year rose fell up down more than less at least 21st first No. # table FTSE aged
    km/h °C degrees dozen hundred thousand percentage point each every x fold 0 00 1e5 http://a.b/1 @ _ ' people
    jobs minus about İ 𝟗 ٣ ²"""
)

texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", " ", "", "\u00a0", "\n\n"])), max_size=30).map(
        lambda parts: "".join(word + gap for word, gap in parts)
    ),
)


def read(text: str) -> tuple[Quantity, ...]:
    return extract(Document(text=text), ())


@given(texts)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_with_true_spans(text: str) -> None:
    at = 0
    for quantity in read(text):
        assert text[quantity.start : quantity.end] == quantity.surface
        assert at <= quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
        at = quantity.end
        assert quantity.id
        assert quantity.is_claim == (quantity.skipped is None)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_value_lies_in_its_intervals(text: str) -> None:
    for quantity in read(text):
        if quantity.value is not None and quantity.is_claim:
            assert quantity.lenient.contains(quantity.value) or quantity.range_with
            assert quantity.strict.meets(quantity.lenient)


@given(texts, st.integers(1, 40))
@settings(max_examples=200, deadline=None)
def test_a_prefix_shifts_all_spans(text: str, blanks: int) -> None:
    before = read_text("Nobody was hurt.\n\n" + text)
    after = read_text("Nobody was hurt." + " " * blanks + "\n\n" + text)
    moved = [(q.start + blanks, q.end + blanks, q.value, q.kind) for q in extract(before, ())]
    assert [(q.start, q.end, q.value, q.kind) for q in extract(after, ())] == moved


UNITS = words("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen")
UNITS += words("seventeen eighteen nineteen")
TENS = words("_ _ twenty thirty forty fifty sixty seventy eighty ninety")


def spelled(number: int) -> str:
    """Write a number in English words."""
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= size:
            rest = number % size
            return f"{spelled(number // size)} {name}" + (f" {spelled(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{UNITS[number // 100]} hundred" + (f" and {spelled(rest)}" if rest else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    return UNITS[number]


@given(st.integers(2, 9_999_999_999_999))
@settings(max_examples=300, deadline=None)
def test_words_are_worth_the_same_as_digits(number: int) -> None:
    words = [q.value for q in read(f"They counted {spelled(number)} ships.")]
    digits = [q.value for q in read(f"They counted {number:,} ships.")]
    assert words == digits == [Decimal(number)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.2 million people", "1.2m people"),
        ("$1.2bn", "$1.2 billion"),
        ("5 percent of homes", "5% of homes"),
        ("5 per cent of homes", "five percent of homes"),
        ("1\u00a0234 homes", "1 234 homes"),
        ("−5 °C", "-5°C"),
        ("5 lakh people", "5,00,000 people"),
        ("a dozen homes", "12 homes"),
    ],
)
def test_surfaces_that_mean_the_same(one: str, other: str) -> None:
    a, b = read(one), read(other)
    assert [(q.value, q.unit, q.kind) for q in a] == [(q.value, q.unit, q.kind) for q in b]


def steps(work: Callable[[], object]) -> int:
    """Count the lines of Python that some work runs: a measure of effort that no clock disturbs."""
    count = 0

    def tell(frame: FrameType, event: str, argument: object) -> Callable[..., object]:
        nonlocal count
        count += event == "line"
        return tell

    before = sys.gettrace()
    sys.settrace(tell)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "sentence",
    [
        "Sales rose 5 percent to $1.2 billion, the third increase in a row, and 300 jobs were added. ",
        "12, 13 and 14, or 3 percent of 5 to 10 million per 1,000 people; ",  # one endless sentence
        "from 5% in May to 6% ",
        "1 in 6 of the XXI games second and third ",
        "$5 a tonne, up from $4, ",
        "about about more than 5 or so ",
        "rose up down by more of the growth ",
        "a half a third of a ",
        "1 234 567 ",
        "2018-19 to ",
        "- ( + $ . ",
        "#12 a@b.cd 3-2 ",
    ],
)
def test_work_doubles_when_the_text_doubles(sentence: str) -> None:
    once, twice = (read_text(sentence * n) for n in (60, 120))
    mentions = find_mentions(once), find_mentions(twice)
    assert steps(lambda: extract(twice, mentions[1])) < 2.2 * steps(lambda: extract(once, mentions[0]))
