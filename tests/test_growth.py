"""The work of a check grows with the length of the text and no faster, counted in lines of Python that run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType

import pytest

from claims.readers import read_text
from reference import store_from_rows
from verify.pipeline import check_document
from verify.report.csv import to_csv
from verify.report.json import to_json_line
from verify.report.text import to_text

LEVELS = "The port of Halden handled {a}.3 million containers in 2024, up {b}.1 percent from {c} million in 2023."
RECORD = [
    {"indicator": "containers", "area": "Halden", "period": f"{year}", "value": "1240000", "unit": "containers",
     "source": "the port"}
    for year in range(2015, 2025)
]  # fmt: skip


def sentences(n: int, between: str) -> str:
    return between.join(LEVELS.format(a=k % 97 + 1, b=k % 9, c=k % 89 + 1) for k in range(n))


TEXTS: dict[str, tuple[int, Callable[[int], str]]] = {
    "paragraphs": (30, lambda n: sentences(n, "\n\n")),
    "one paragraph": (42, lambda n: sentences(n, " ")),
    "one sentence": (62, lambda n: "Sales rose " + " and ".join(f"to {k % 97}.3 from {k % 89}" for k in range(n))),
    "a table": (40, lambda n: "| town | 2024 |\n" + "".join(f"| T{k} | {k % 89} |\n" for k in range(n))),
    "list items": (50, lambda n: "\n".join(f"- Town {k}: {k % 50 + 3} homes" for k in range(n))),
    "no figures": (150, lambda n: "The council met behind closed doors for most of the afternoon. " * n),
    "no blanks": (4000, lambda n: "x" * n),
    "dates": (60, lambda n: " ".join(f"On March {k % 28 + 1}, 20{k % 20 + 10} it was sold." for k in range(n))),
    "names": (80, lambda n: " ".join(f"In Town{k} the Mayor said Harrow & Finch would go." for k in range(n))),
    "wrong sums": (30, lambda n: "\n".join(f"It rose from 4{k % 10} to 60, or {k % 7}.5 percent." for k in range(n))),
    "results": (60, lambda n: " ".join(f"Lions beat Tigers {k % 5 + 3}-{k % 3}." for k in range(n))),
}  # fmt: skip


def steps(work: Callable[[], object]) -> int:
    """Count the calls of functions that some work makes: a measure of effort that no clock disturbs."""
    count = 0

    def tell(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tell)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def check(text: str) -> None:
    document = read_text(text, published=date(2025, 3, 4))
    report = check_document(document, store=store_from_rows(RECORD))
    to_json_line(report)
    to_text(report)
    to_csv([report])


@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    size, text = TEXTS[name]
    check(text(2))  # what is read once
    once, twice = steps(lambda: check(text(size))), steps(lambda: check(text(2 * size)))
    assert twice < 2.5 * once
